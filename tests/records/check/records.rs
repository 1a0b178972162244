//! Rules of sense within one relationship: what they find, and what they leave alone.

use super::{pair, rules, rules_of};
use crate::harness::{District, Pair};

const CLEAN: [&str; 0] = [];

#[test]
fn only_items_that_may_be_are_not_applicable() {
    let rated = |item: &str| {
        rules_of(&[pair().checklist(
            "2025-10-01",
            "observer o-1",
            &format!("{item}: not-applicable, listens: in-place"),
        )])
    };
    assert_eq!(rated("timely-response"), CLEAN);
    assert_eq!(rated("rationale"), ["always-applies"]);
}

#[test]
fn an_item_is_listed_once_and_rated_once() {
    let items =
        |items: &str| rules_of(&[pair().session("2025-09-10", &format!("items: [{items}]"))]);
    assert_eq!(items("rationale, listens"), CLEAN);
    assert_eq!(items("rationale, listens, rationale, rationale"), ["item-twice"; 2]);
    let twice = pair().checklist("2025-10-01", "self", "rationale: partial, rationale: in-place");
    assert_eq!(rules_of(&[twice]), ["duplicate-key"]);
}

#[test]
fn ids_of_steps_and_data_are_each_their_own() {
    let step = "next_steps: [{id: s1, what: x}, {id: s2, what: y}, {what: z}, {what: w}]";
    assert_eq!(rules_of(&[pair().session("2025-09-10", step)]), CLEAN);
    let twice = step.replace("s2", "s1");
    assert_eq!(rules_of(&[pair().session("2025-09-10", &twice)]), ["id-twice"]);
    // A step and a datum may share one: they are asked for in different places.
    let data = "data: [{id: x1, source: fidelity-checklist}]\nnext_steps: [{id: x1, what: y}]";
    assert_eq!(rules_of(&[pair().review("2025-10-30", data)]), CLEAN);
    let data = "data: [{id: x1, source: fidelity-checklist}, {id: x1, source: fidelity-checklist}]";
    assert_eq!(rules_of(&[pair().review("2025-10-30", data)]), ["id-twice"]);
}

#[test]
fn a_reference_leads_to_a_checklist_of_the_pair() {
    let first = || pair().checklist("2025-10-01", "observer o-1", "rationale: partial");
    let corrected = |replaces: &str| {
        let rest = format!("replaces: {replaces}");
        rules_of(&[first().judged("2025-10-02", "observer o-1", "rationale: in-place", &rest)])
    };
    assert_eq!(corrected("2025-10-01-checklist-0001.yaml"), CLEAN);
    assert_eq!(corrected("2025-10-01-checklist-0001"), ["unknown-record"], "without its ending");
    assert_eq!(corrected("2025-10-03-checklist-0009.yaml"), ["unknown-record"]);
    assert_eq!(corrected("../c-01-t-102/2025-10-01-checklist-0001.yaml"), ["unknown-record"]);
    let review = |file: &str| {
        let data = format!("data: [{{source: fidelity-checklist, ref: {file}}}]");
        rules_of(&[first().session("2025-10-05", "minutes: 30").review("2025-10-30", &data)])
    };
    assert_eq!(review("2025-10-01-checklist-0001.yaml"), CLEAN);
    assert_eq!(review("2025-10-05-session-0002.yaml"), ["unknown-record"], "no checklist");
}

#[test]
fn a_reference_to_a_record_with_a_fault_is_no_second_fault() {
    let broken = pair().checklist("2025-10-01", "observer o-1", "rationale: good").judged(
        "2025-10-02",
        "observer o-1",
        "rationale: in-place",
        "replaces: 2025-10-01-checklist-0001.yaml",
    );
    assert_eq!(rules_of(&[broken]), ["unknown-rating"]);
}

#[test]
fn a_decision_names_data_of_its_review() {
    let review = |step: &str| {
        let text = format!(
            "data: [{{id: d1, source: fidelity-checklist}}]\nnext_steps: [{{what: x, because_of: {step}}}]"
        );
        rules_of(&[pair().review("2025-10-30", &text)])
    };
    assert_eq!(review("[d1]"), CLEAN);
    assert_eq!(review("[d1, d2, d3]"), ["unknown-data"; 2]);
}

#[test]
fn one_corrects_an_older_checklist_of_ones_own() {
    let with = |on: &str, rater: &str, replaces: &str| {
        let pair = pair().checklist("2025-10-01", "observer o-1", "rationale: partial").judged(
            on,
            rater,
            "rationale: in-place",
            &format!("replaces: {replaces}"),
        );
        rules_of(&[pair])
    };
    let first = "2025-10-01-checklist-0001.yaml";
    assert_eq!(with("2025-10-01", "observer o-1", first), CLEAN, "on the same day");
    assert_eq!(with("2025-10-02", "observer o-2", first), ["wrong-correction"]);
    assert_eq!(with("2025-10-02", "self", first), ["wrong-correction"]);
    assert_eq!(with("2025-09-30", "observer o-1", first), ["wrong-correction"], "a newer one");
    let itself = "2025-10-02-checklist-0002.yaml";
    assert_eq!(with("2025-10-02", "observer o-1", itself), ["wrong-correction"]);
}

/// That an observer is one of the pair is a warning of its own; the correction is none.
#[test]
fn one_of_the_pair_corrects_what_they_wrote_as_an_observer() {
    let with = |wrote: &str, corrects: &str| {
        let pair = pair().checklist("2025-10-01", wrote, "rationale: partial").judged(
            "2025-10-02",
            corrects,
            "rationale: in-place",
            "replaces: 2025-10-01-checklist-0001.yaml",
        );
        rules_of(&[pair])
    };
    for (wrote, corrects) in [
        ("observer c-01", "self"),
        ("self", "observer c-01"),
        ("observer t-101", "educator"),
        ("educator", "observer t-101"),
    ] {
        assert_eq!(with(wrote, corrects), ["observer-of-the-pair"], "{wrote} by {corrects}");
    }
    let another = with("observer c-01", "educator");
    assert_eq!(another, ["observer-of-the-pair", "wrong-correction"]);
}

#[test]
fn a_rater_is_who_the_role_says() {
    let by = |rater: &str| rules_of(&[pair().checklist("2025-10-01", rater, "rationale: partial")]);
    for right in ["self", "self c-01", "educator", "educator t-101", "observer o-1"] {
        assert_eq!(by(right), CLEAN, "{right}");
    }
    assert_eq!(by("self t-101"), ["wrong-rater"]);
    assert_eq!(by("educator t-102"), ["wrong-rater"]);
    assert_eq!(by("observer t-101"), ["observer-of-the-pair"]);
}

#[test]
fn a_checklist_rates_something() {
    let with = |ratings: &str, rest: &str| {
        rules_of(&[pair().judged("2025-10-01", "observer o-1", ratings, rest)])
    };
    assert_eq!(with("rationale: not-observed", ""), ["nothing-rated"]);
    assert_eq!(with("", ""), ["nothing-rated"]);
    assert_eq!(with("rationale: not-observed", "levels: {dialogue: close}"), CLEAN);
    assert_eq!(with("rationale: not-observed, listens: not-in-place", ""), CLEAN);
}

#[test]
fn text_after_a_hash_is_not_lost_unseen() {
    let session = |text: &str| rules_of(&[pair().session("2025-09-10", text)]);
    assert_eq!(session("strengths: #1 goal reached"), ["lost-text"]);
    assert_eq!(session("reflection:\n  working: #pairs talk"), ["lost-text"]);
    assert_eq!(session("strengths: # nothing yet"), CLEAN, "a comment proper");
    assert_eq!(session("strengths: \"#1 goal reached\""), CLEAN);
    assert_eq!(session("notes: |\n  working: #1 goal reached"), CLEAN, "text, not a comment");
    assert_eq!(session("minutes: 45 #later"), CLEAN, "the key has its value");
    assert_eq!(session("items: #see the sheet\n  - rationale"), CLEAN, "it has a value below");
    assert_eq!(session("items: #see the sheet\n- rationale"), CLEAN, "in the key's own column");
    assert_eq!(session("reflection: #ours\n  working: pairs talk"), CLEAN);
}

#[test]
fn a_working_day_has_480_minutes() {
    let session = |text: &str| rules_of(&[pair().session("2025-09-10", text)]);
    assert_eq!(session("minutes: 480"), CLEAN);
    assert_eq!(session("minutes: 481"), ["long-day"]);
    assert_eq!(session("observed: {on: 2025-09-10, minutes: 600}"), ["long-day"]);
    let agreed =
        Pair::new().agreed("committed_on: 2025-09-02, respond_within_days: 2, minutes: 500");
    assert_eq!(rules_of(&[agreed]), ["long-day"]);
}

#[test]
fn as_many_students_as_the_district_says_are_enough_and_one_fewer_are_not() {
    let value = |settings: &str, students: u32| {
        let data = format!(
            "data: [{{id: d1, source: student-data, measure: x, improvement: increase, values: [{{on: \
             2025-09-10, value: 5, n: {students}}}]}}]"
        );
        rules(&District::new().settings(settings).pair(&pair().review("2025-10-30", &data)))
    };
    // It is 10 where the district says nothing.
    for (settings, least) in [("", 10), ("[thresholds]\nmin_students = 6", 6)] {
        assert_eq!(value(settings, least), CLEAN, "{settings}");
        assert_eq!(value(settings, least - 1), ["few-students"], "{settings}");
    }
}

#[test]
fn an_agreement_holds_what_the_profile_asks() {
    let with =
        |agreement: &str| rules_of(&[Pair::new().agreed(agreement).contact("2025-09-10", "email")]);
    assert_eq!(with("committed_on: 2025-09-02, respond_within_days: 2"), CLEAN);
    assert_eq!(with("committed_on: 2025-09-02"), ["incomplete-agreement"]);
    assert_eq!(with("minutes: 45"), ["incomplete-agreement"]);
    // The as-of day of the district is 2026-05-29: what happens on it has begun.
    let begun = |on: &str| rules_of(&[Pair::new().agreed("minutes: 45").contact(on, "email")]);
    assert_eq!(begun("2026-05-29"), ["incomplete-agreement"]);
    assert_eq!(begun("2026-05-30"), ["after-as-of"]);
    // Before anything has happened there need be none.
    assert_eq!(rules_of(&[Pair::new()]), CLEAN);
    assert_eq!(rules_of(&[Pair::new().contact("2025-09-10", "email")]), ["incomplete-agreement"]);
}

#[test]
fn an_agreement_holds_only_what_this_profile_asks() {
    // This profile has no rule about answers.
    let profile = include_str!("../../../profile/README.md");
    let profile = profile.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let pair = Pair::under("reading-partners", "c-01", "t-101", "lincoln");
    let district = District::new()
        .file("own.toml", profile.expect("a profile in the handbook"))
        .settings("[profiles]\nreading-partners = \"own.toml\"")
        .pair(&pair.record("contact", "date", "2025-09-10", "method: email"));
    assert_eq!(rules(&district), CLEAN);
}

#[test]
fn the_same_record_twice_is_pointed_out_whatever_its_layout() {
    let twice = |first: &str, second: &str| {
        let pair = pair().record("contact", "date", "2025-09-10", first);
        rules_of(&[pair.record("contact", "date", "2025-09-10", second)])
    };
    let text = "method: email\nabout: the plan\nminutes: 5";
    assert_eq!(twice(text, text), ["same-content"]);
    assert_eq!(
        twice(text, "minutes: 5\n# again\nabout: \"the plan\"\nmethod: email"),
        ["same-content"]
    );
    assert_eq!(twice(text, "method: email\nabout: the plan\nminutes: 6"), CLEAN);
    assert_eq!(twice(text, "method: email\nminutes: 5"), CLEAN);
    // Two mails of one day, of which nothing is told, are no slip.
    assert_eq!(twice("method: email", "method: email"), CLEAN);
    // The order of a list means something.
    let items = |items: &str| format!("method: email\nitems: [{items}]");
    let session = |text: &str| format!("{text}\nminutes: 5");
    let pair = pair()
        .session("2025-09-10", &session(&items("rationale, listens")))
        .session("2025-09-10", &session(&items("listens, rationale")));
    assert_eq!(rules_of(&[pair]), CLEAN);
}

#[test]
fn records_that_swap_two_values_are_not_the_same() {
    let items = [
        "rationale",
        "listens",
        "confidentiality",
        "verbal-commitment",
        "manageable-units",
        "reflective-questions",
        "direct-observation",
        "builds-on-strengths",
    ];
    for (index, one) in items.iter().enumerate() {
        for other in &items[index + 1..] {
            let rated = |first: &str, second: &str| format!("{one}: {first}, {other}: {second}");
            let pair = pair()
                .checklist("2025-10-01", "observer o-1", &rated("in-place", "partial"))
                .checklist("2025-10-01", "observer o-1", &rated("partial", "in-place"));
            assert_eq!(rules_of(&[pair]), CLEAN, "{one} and {other}");
        }
    }
}

#[test]
fn checklists_that_correct_each_other_in_a_ring_all_count() {
    let name = |n: usize| format!("replaces: 2025-10-01-checklist-{n:04x}.yaml");
    let ring = |targets: &[usize]| {
        targets.iter().fold(pair(), |pair, target| {
            pair.judged("2025-10-01", "observer o-1", "rationale: partial", &name(*target))
        })
    };
    for targets in [&[2, 1][..], &[3, 1, 2], &[2, 3, 4, 1]] {
        let ring = ring(targets);
        let found = rules_of([&ring]);
        let rings = found.iter().filter(|rule| **rule == "wrong-correction").count();
        assert_eq!(rings, targets.len(), "{found:?}");
        assert!(ring.evaluate().item("rationale").observed.is_some());
    }
}

#[test]
fn the_coach_corrects_their_own_checklist_with_or_without_an_id() {
    let rest = "replaces: 2025-10-01-checklist-0001.yaml";
    let corrected = pair().checklist("2025-10-01", "self", "rationale: partial").judged(
        "2025-10-02",
        "self c-01",
        "rationale: in-place",
        rest,
    );
    assert_eq!(rules_of([&corrected]), CLEAN);
}

#[test]
fn a_reason_for_the_end_needs_an_end() {
    let with = |ending: &str| {
        let text = pair().files().remove(0).1 + ending;
        rules(&District::new().file("records/lincoln/c-01-t-101/relationship.yaml", text))
    };
    assert_eq!(with("end_reason: moved\n"), ["end-without-day"]);
    assert_eq!(with("end_reason: moved\nended: 2026-01-09\n"), CLEAN);
    assert_eq!(with("end_reason:\n"), CLEAN);
}

#[test]
fn one_slip_a_thousand_times_is_twenty_findings_and_a_number() {
    let few: Vec<String> = (0..1000)
        .map(|day| {
            let on = crate::harness::day("2023-03-01") + chrono::Days::new(day);
            format!("{{on: {on}, value: 5, n: 3}}")
        })
        .collect();
    let data = format!(
        "data: [{{source: student-data, measure: x, improvement: increase, values: [{}]}}]",
        few.join(", ")
    );
    let district = District::new().pair(&pair().review("2025-12-30", &data));
    let found = district.findings();
    assert_eq!(found.len(), 20);
    let last = found.last().expect("twenty findings");
    assert_eq!(
        last.help.last().map(String::as_str),
        Some("980 more findings of this record are not shown")
    );
}

#[test]
fn a_field_that_says_nothing_documents_nothing() {
    let documented = |strengths: &str| {
        let session = format!("strengths: {strengths}\nnext_steps: [{{what: try it}}]");
        pair().session("2025-09-10", &session).evaluate().item("builds-on-strengths").documented
    };
    assert!(documented("waited").is_some());
    for filler in ["\"-\"", "n/a", "None", "\"…\"", "TBD", "\" \""] {
        assert_eq!(documented(filler), None, "{filler}");
    }
    let empty = pair().session("2025-09-10", "next_steps: [{what: \"-\"}]");
    assert_eq!(rules_of([&empty]), ["missing-key"]);
}

#[test]
fn slips_of_the_pen_are_named_with_their_remedy() {
    let message = |text: &str| {
        let district = District::new().pair(&pair().session("2025-09-10", text));
        let mut found = district.findings();
        let first = found.remove(0);
        format!("{}: {} | {}", first.rule.id, first.message, first.label)
    };
    assert_eq!(
        message("items: [rationale, , listens]"),
        "yaml-syntax: a comma is where a value belongs | leave it out"
    );
    assert_eq!(
        message("next_steps:\n  • {what: rehearse, who: coach}"),
        "yaml-syntax: a line of a list begins with `- `, not with `•` | write a hyphen here"
    );
    assert!(message("minutes: 45 min").ends_with("| write 45"));
    assert!(message("minutes: 37.5").ends_with("| round it to a whole number"));
    // An hour is no minute.
    assert!(!message("minutes: 1 hour").contains("write 1"));
    assert!(message("starts: 1:45 pm").ends_with("| write \"13:45\""));
    let joined = District::new()
        .pair(&pair().session("2025-09-10", "observed: {on: 2025-09-10, minutes:20}"))
        .findings();
    assert!(joined[0].label.contains("a colon needs a space after it"), "{joined:#?}");
}

/// Prose that slipped under `replaces` or `ref` is no file name, and is not quoted in any form.
#[test]
fn prose_in_the_place_of_a_reference_is_not_quoted() {
    let first = pair().checklist("2025-10-01", "observer o-1", "rationale: partial");
    let rest = "replaces: what Zebra said";
    let second = first.judged("2025-10-02", "observer o-1", "rationale: in-place", rest);
    let data = "data: [{source: fidelity-checklist, ref: as Zebra said}]";
    let district = District::new().pair(&second.review("2025-10-30", data));
    for format in ["text", "json", "github", "sarif", "junit"] {
        let run = district.coach(&["check", "--format", format]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.out.matches(" file name belongs here").count() >= 2, "{run:?}");
        assert!(!run.out.contains("Zebra"), "{run:?}");
    }
}
