//! JUnit XML: valid by Jenkins' schema, one case a finding, and text that comes out as it went in.

use std::collections::BTreeSet;

use coach::diagnostic::{Diagnostic, Level, Tally, junit};
use coach::text::wording::visible;
use uppsala::{Document, NodeId, XsdValidator};

use super::sample::{self, FAULTS, FOLDER, HOSTILE, PREFIX};
use super::schemas;
use crate::harness::District;

fn render(district: &District, strict: bool) -> String {
    let (found, tally) = sample::check(district);
    let xml = junit::render(&found, tally, PREFIX, strict).expect("XML");
    assert!(sample::is_harmless(&xml), "{xml}");
    xml
}

fn faults_of(xml: &str) -> Vec<String> {
    let schema = schemas::junit();
    let schema = uppsala::parse(&schema).expect("XML");
    let validator = XsdValidator::from_schema(&schema).expect("a schema");
    let document = uppsala::parse(xml).unwrap_or_else(|fault| panic!("{fault} in {xml}"));
    validator.validate(&document).iter().map(ToString::to_string).collect()
}

/// One case as a reader sees it.
#[derive(Debug)]
struct Case {
    class: String,
    name: String,
    /// `failure`, `error` or `system-out`, unless it has nothing inside.
    holds: Option<String>,
    kind: Option<String>,
    message: Option<String>,
    text: String,
}

fn cases(xml: &str) -> Vec<Case> {
    let document: Document = uppsala::parse(xml).expect("XML");
    let attribute = |node: NodeId, name| document.get_attribute(node, name).map(str::to_owned);
    let case = |case: NodeId| {
        let is_element = |node: &NodeId| document.element(*node).is_some();
        let inside: Vec<NodeId> = document.children_iter(case).filter(is_element).collect();
        assert!(inside.len() <= 1, "{xml}");
        let inside = inside.first().copied();
        Case {
            class: attribute(case, "classname").expect("a class"),
            name: attribute(case, "name").expect("a name"),
            holds: inside
                .and_then(|node| Some(document.element(node)?.name.local_name.to_string())),
            kind: inside.and_then(|node| attribute(node, "type")),
            message: inside.and_then(|node| attribute(node, "message")),
            text: inside.map(|node| document.text_content_deep(node)).unwrap_or_default(),
        }
    };
    document.get_elements_by_tag_name("testcase").into_iter().map(case).collect()
}

/// The counts of the suite and of the whole, which are the same: cases, failures and errors.
fn counts(xml: &str) -> [usize; 3] {
    let document = uppsala::parse(xml).expect("XML");
    let [whole, suite] = ["testsuites", "testsuite"].map(|name| {
        let found = document.get_elements_by_tag_name(name);
        let [node] = found[..] else { panic!("one {name}: {xml}") };
        assert_eq!(document.get_attribute(node, "name"), Some("coach check"));
        let number = |name| document.get_attribute(node, name).expect("a count").parse().unwrap();
        ["tests", "failures", "errors"].map(number)
    });
    assert_eq!(whole, suite);
    suite
}

#[test]
fn jenkins_schema_accepts_it() {
    let none = Vec::<String>::new();
    for strict in [false, true] {
        assert_eq!(faults_of(&render(&sample::faults(), strict)), none);
        assert_eq!(faults_of(&render(&sample::hostile(), strict)), none);
    }
    for records in [0, 1] {
        let tally = Tally { records, ..Tally::default() };
        assert_eq!(faults_of(&junit::render(&[], tally, "", false).expect("XML")), none);
    }
}

#[test]
fn jenkins_schema_would_refuse_it_with_a_slip() {
    let whole = render(&sample::faults(), false);
    let slips = [
        ("<testcase classname", "<testcase class"),
        (" tests=", " number="),
        ("name=\"bad-date", "id=\"bad-date"),
        ("<failure type=", "<failure level="),
        ("<testsuites name=\"coach check\" tests", "<testsuites name=\"coach check\" count"),
        ("  <testsuite ", "  <system-out/><testsuite "),
        ("<testcase ", "<system-err/><testcase "),
    ];
    for (from, to) in slips {
        let slip = whole.replacen(from, to, 1);
        assert_ne!(slip, whole, "{from}");
        assert_ne!(faults_of(&slip), Vec::<String>::new(), "{from} as {to}");
    }
}

#[test]
fn an_error_fails_and_a_warning_passes_unless_strict() {
    let district = sample::faults();
    for (strict, failures) in [(false, 11), (true, 15)] {
        let xml = render(&district, strict);
        assert_eq!(counts(&xml), [15, failures, 0]);
        let cases = cases(&xml);
        assert_eq!(cases.len(), FAULTS.len());
        for (case, (rule, level, file, _)) in cases.iter().zip(FAULTS) {
            assert_eq!(case.class, format!("{PREFIX}{FOLDER}/{file}"));
            assert_eq!(case.name.split(' ').next(), Some(rule));
            let first = format!("{}: {level}[{rule}]: ", case.class);
            let fails = level == "error" || strict;
            assert_eq!(case.holds.as_deref(), Some(if fails { "failure" } else { "system-out" }));
            assert_eq!(case.kind.as_deref(), fails.then_some(rule));
            let at = case.text.split(' ').next().expect("a place");
            let position = at.strip_prefix(&*case.class).expect("the file").trim_matches(':');
            assert_eq!(case.name, [rule, position].join(" ").trim_end());
            let line =
                case.text.lines().next().expect("a line").replace(at, &format!("{}:", case.class));
            assert!(line.starts_with(&first), "{line}");
        }
    }
}

#[test]
fn a_case_tells_the_whole_finding() {
    let cases = cases(&render(&sample::faults(), false));
    let file = format!("{PREFIX}{FOLDER}/2025-09-10-contact-0006.yaml");
    assert_eq!((&*cases[7].class, &*cases[7].name), (&*file, "duplicate-key 4:1"));
    assert_eq!(cases[7].message.as_deref(), Some("the key `date` appears twice"));
    let expected = format!(
        "{file}:4:1: error[duplicate-key]: the key `date` appears twice\n\
         keep one of the two\n{file}:2:1: first here"
    );
    assert_eq!(cases[7].text, expected);
    let expected = format!(
        "{PREFIX}{FOLDER}/2025-10-01-checklist-000c.yaml:4:22: error[unknown-rating]: `good` is not \
         a rating\nhelp: allowed: `in-place`, `partial`, `not-in-place`, `not-applicable` or \
         `not-observed`"
    );
    assert_eq!(cases[12].text, expected);
}

#[test]
fn names_are_unique() {
    let (found, tally) = sample::check(&sample::faults());
    let twice: Vec<_> = found.iter().chain(&found).cloned().collect();
    let cases = cases(&junit::render(&twice, tally, "", false).expect("XML"));
    let names: BTreeSet<_> = cases.iter().map(|case| (&case.class, &case.name)).collect();
    assert_eq!(names.len(), 30);
    assert_eq!(cases[16].name, "unknown-method 3:9 (2)");
    assert_eq!(cases[29].name, "stray-yaml (2)");
}

#[test]
fn hostile_text_comes_out_as_it_went_in() {
    let district = sample::hostile();
    let found = district.findings();
    let cases = cases(&render(&district, false));
    assert_eq!((found.len(), cases.len()), (sample::hostile_count(), found.len()));
    let held = |text: &str| visible(text).replace('\u{fffe}', "\\u{fffe}");
    for (diagnostic, case) in found.iter().zip(&cases) {
        assert_eq!(case.class, held(&format!("{PREFIX}{}", diagnostic.place.path)));
        assert_eq!(case.message, Some(held(&diagnostic.message)));
        assert!(case.text.contains(&held(&diagnostic.message)), "{case:?}");
        for help in &diagnostic.help {
            assert!(case.text.contains(&format!("\nhelp: {}", held(help))), "{case:?}");
        }
        let value = (0..HOSTILE.len())
            .find(|i| case.class.ends_with(&format!("-contact-{:04x}.yaml", 2 * i)));
        let Some((_, Some(shown))) = value.map(|i| HOSTILE[i]) else { continue };
        let message = format!("`{shown}` is not a method of missouri-sbic-2014");
        assert_eq!(case.message, Some(message));
    }
}

#[test]
fn without_findings_one_case_passes_but_not_where_there_was_nothing_to_check() {
    let render = |records| {
        let tally = Tally { records, ..Tally::default() };
        junit::render(&[], tally, "", true).expect("XML")
    };
    assert_eq!(counts(&render(7)), [1, 0, 0]);
    let [case] = &cases(&render(7))[..] else { panic!("one case") };
    assert_eq!((&*case.name, &case.holds), ("no problems", &None));

    assert_eq!(counts(&render(0)), [1, 0, 1]);
    let [case] = &cases(&render(0))[..] else { panic!("one case") };
    assert_eq!((&*case.name, case.holds.as_deref()), ("nothing to read", Some("error")));
    assert_eq!(case.kind.as_deref(), Some("nothing-to-read"));
}

#[test]
fn the_document_is_the_same_each_time() {
    let district = sample::faults();
    let xml = render(&district, false);
    assert_eq!(xml, render(&district, false));
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), "{xml}");
    for varying in ["time", "host"] {
        let document = uppsala::parse(&xml).expect("XML");
        let nodes = document.descendants(document.root());
        let elements = nodes.iter().filter_map(|node| document.element(*node));
        let mut names =
            elements.flat_map(|e| e.attributes.iter().map(|a| a.name.local_name.clone()));
        assert!(!names.any(|name| name.contains(varying)), "{varying}");
    }
}

#[test]
fn what_a_page_does_not_take_is_one_case_that_counts_it() {
    let rules = coach::check::rules();
    let of = |level| *rules.iter().find(|rule| rule.level == level).expect("a rule of the level");
    let many =
        |level, n| vec![Diagnostic::new(of(level), coach::diagnostic::Place::file("x"), "y"); n];
    let found = [many(Level::Warning, 25_000), many(Level::Error, 1)].concat();
    let tally = Tally::of(&found, 1, 0, 0);
    let last = |strict| {
        let xml = junit::render(&found, tally, "", strict).expect("XML");
        assert!(xml.len() < 30_000_000);
        let document = uppsala::parse(&xml).expect("XML");
        let suite = document.get_elements_by_tag_name("testsuite")[0];
        assert_eq!(document.get_attribute(suite, "tests"), Some("25001"));
        let failures = document.get_attribute(suite, "failures").expect("a number").to_owned();
        let start = xml.rfind("<testcase").expect("a case");
        (failures, xml[start..].to_owned())
    };
    let (failures, case) = last(false);
    assert_eq!(failures, "1", "the error is among those that are there");
    assert!(case.contains("not in this file: 1 warning more"), "{case}");
    let (failures, case) = last(true);
    assert_eq!(failures, "25001");
    assert!(case.contains("<failure type=\"not-listed\""), "{case}");
}
