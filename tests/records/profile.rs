//! Practice profiles: the built-in one holds the document's words, another one loads without a
//! change to the program, and what is shown keeps the document apart from what the encoding adds.
//! Broken profiles are in `profile/broken.rs`, slips of beginners in `profile/slips.rs`, what is shipped beside the
//! first one in `profile/shipped.rs`.

mod broken;
mod shipped;
mod slips;

use coach::diagnostic::{Diagnostic, Problems};
use coach::domain::profile::evidence::{DECLARATIONS, Declaration, Takes};
use coach::domain::profile::{
    self, BUILT_IN, Bar, EvidenceRule, Library, Origin, Profile, Term, Test,
};
use coach::report::{profile_list, profile_text};
use coach::syntax::toml;
use coach::syntax::tree::{Node, Value};
use coach::text::source::Source;

const MISSOURI: &str = include_str!("../../profile/missouri-sbic-2014.toml");
const ROUNDS: &str = include_str!("../profiles/five-functions.toml");
const README: &str = include_str!("../../profile/README.md");

fn read(text: &str) -> Result<Profile, Vec<Diagnostic>> {
    profile::read(&Source::new("profile.toml", text.to_owned()))
}

fn missouri() -> Profile {
    read(MISSOURI).expect("the built-in profile is valid")
}

fn ids(terms: &[Term]) -> Vec<(&str, bool)> {
    terms.iter().map(|term| (term.id.as_str(), term.in_document)).collect()
}

/// The page as printed, completed and mended as its reading says: heading, lead-in, items.
#[rustfmt::skip]
const PAGE: [(&str, &str, &[&str]); 4] = [
    (
        "Developing and maintaining coaching relationships",
        "At the beginning of the coaching relationship, the educator-coach",
        &[
            "Describes the coaching process and expectations for the educator-coach and coached-educator",
            "Explains that confidentiality will be maintained",
            "Poses questions and listens to the coached-educator describe current teaching successes and challenges",
        ],
    ),
    (
        "Facilitating the improvement process",
        "The educator-coach supports the coached-educator to learn and implement new teaching/learning practices by:",
        &[
            "Attaining verbal commitment from the coached-educator to engage in the coaching relationship and improving implementation of teaching/learning practices.",
            "Addressing coached-educator feelings of being overwhelmed with the implementation process by breaking down the steps or methods of implementation into manageable units.",
            "Giving rationale for the importance of implementing the teaching/learning practice.",
        ],
    ),
    (
        "Communicating in a timely and responsive manner",
        "The educator-coach",
        &[
            "Uses a variety of methods (e.g. email, phone, in person, and video conference.) for checking in on the status of practice implementation with the educator(s).",
            "Is responsive to information needs and questions in a timely manner, explicitly and mutually agreed upon with the coached-educator (e.g. Both parties decide that responding within mutually determined number of days is most helpful and feasible.)",
            "Requests and is responsive to feedback from the coached-educator about the coaching experience.",
        ],
    ),
    (
        "Engaging in solution-driven dialogue",
        "The educator-coach",
        &[
            "Facilitates ongoing coaching conversations that build on the strengths of the coached-educator and is solution-driven",
            "Provides feedback based on direct observations",
            "Poses reflective question on “what is working” and “what is not working.”",
            "Reviews data with the coached-educator and uses data to design next steps and frame recommendations.",
        ],
    ),
];

#[test]
fn the_built_in_profile_holds_the_documents_words() {
    let profile = missouri();
    assert_eq!(profile.title, "School-Based Implementation Coaching");
    assert_eq!(
        profile.foundation.as_deref(),
        Some(
            "Commitment to the success of all students and to improving the quality of instruction."
        )
    );
    let levels: Vec<_> = profile
        .levels
        .iter()
        .map(|level| {
            (level.id.as_str(), level.name.as_str(), level.text.as_deref(), level.rule.test)
        })
        .collect();
    let close = Some("Skill is emerging, but not yet to ideal proficiency.");
    let far = Some("Follow-up professional development is critical.");
    assert_eq!(
        levels,
        [
            ("ideal", "Ideal implementation", Some("All items are in place."), Test::All),
            ("close", "Close to proficient", close, Test::Judged),
            ("far", "Far from proficient", far, Test::Judged),
        ]
    );
    assert_eq!(profile.functions.len(), PAGE.len());
    assert_eq!(profile.items.len(), 13);
    for (function, (heading, lead_in, items)) in profile.functions.iter().zip(PAGE) {
        assert_eq!(function.heading, heading);
        assert_eq!(function.lead_in.as_deref(), Some(lead_in));
        let texts: Vec<_> =
            profile.items[function.items.clone()].iter().map(|i| &*i.text).collect();
        assert_eq!(texts, items);
        // The document's test for the best level needs no rubric. What is known of the facing page
        // describes “close” for every function and “far” for the first only.
        let rubric: Vec<_> = function.rubric.iter().map(Option::is_some).collect();
        assert_eq!(rubric, [false, true, function.id == "relationships"]);
    }
}

#[test]
fn the_built_in_profile_has_the_projects_ids_and_rules() {
    use EvidenceRule as E;
    let profile = missouri();
    let beginning =
        E::SessionItem { first_session_days: Some(2), within_days: Some(30), next_step: false };
    let listed =
        |next_step| E::SessionItem { first_session_days: None, within_days: None, next_step };
    let items: Vec<_> = profile
        .items
        .iter()
        .map(|item| (item.function, item.id.as_str(), item.evidence.clone(), item.may_be_na))
        .collect();
    assert_eq!(
        items,
        [
            (0, "process-and-expectations", beginning.clone(), false),
            (0, "confidentiality", beginning.clone(), false),
            (0, "listens", beginning, false),
            (1, "verbal-commitment", E::Commitment, false),
            (1, "manageable-units", listed(true), false),
            (1, "rationale", listed(false), false),
            (2, "variety-of-methods", E::DistinctMethods { at_least: 2 }, false),
            (2, "timely-response", E::TimelyResponse { at_least_percent: 80 }, true),
            (2, "feedback-on-coaching", E::FeedbackCycle, true),
            (3, "builds-on-strengths", E::StrengthsAndStep, false),
            (3, "direct-observation", E::ObservedFeedback, false),
            (3, "reflective-questions", E::ReflectiveQuestions, false),
            (3, "data-to-next-steps", E::DataToNextSteps, true),
        ]
    );
    assert!(profile.items.iter().all(|item| item.grounds.is_some()));
    let functions: Vec<_> = profile.functions.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(functions, ["relationships", "facilitating", "communicating", "dialogue"]);
    let methods = [
        ("email", true),
        ("phone", true),
        ("in-person", true),
        ("video", true),
        ("message", false),
    ];
    assert_eq!(ids(&profile.methods), methods);
    let phases = ["planning", "modeling", "observation", "debrief"].map(|id| (id, false));
    assert_eq!(ids(&profile.phases), phases);
    assert_eq!(ids(&profile.evidence), [("fidelity-checklist", true), ("student-data", true)]);
}

#[test]
fn whatever_was_mended_says_so() {
    let profile = missouri();
    let items: Vec<_> =
        profile.items.iter().filter(|i| i.mended.is_some()).map(|i| i.id.as_str()).collect();
    assert_eq!(items, ["feedback-on-coaching", "builds-on-strengths", "data-to-next-steps"]);
    let functions: Vec<_> = profile
        .functions
        .iter()
        .filter(|function| function.mended.is_some())
        .map(|function| function.id.as_str())
        .collect();
    assert_eq!(functions, ["relationships", "communicating", "dialogue"]);
}

#[test]
fn a_quite_different_profile_loads_without_a_change_to_the_program() {
    let profile = read(ROUNDS).expect("the second profile is valid");
    assert_eq!((profile.functions.len(), profile.items.len()), (5, 11));
    let levels: Vec<_> = profile.levels.iter().map(|level| level.rule.test).collect();
    let (percent, missing) = (Test::Percent(Bar::at_least(100)), Test::Missing { at_most: 1 });
    assert_eq!(levels, [percent, missing, Test::Count(Bar::at_least(1))]);
    assert_eq!(profile.functions[4].items, 10..11);
    assert_eq!(ids(&profile.phases), [("round", true), ("circle", false)]);
    let item = &profile.items[profile.item("describes-first").expect("it is there")];
    assert_eq!(item.evidence, EvidenceRule::ObservationOnly);
    let shared = missouri().items.iter().filter(|item| profile.item(&item.id).is_some()).count();
    assert_eq!(shared, 0, "the two profiles have no item in common");
}

#[test]
fn the_library_holds_every_built_in_profile_under_its_id() {
    let mut library = Library::built_in();
    let built_in: Vec<_> = BUILT_IN.iter().map(|shipped| shipped.id).collect();
    assert_eq!(library.ids().collect::<Vec<_>>(), built_in);
    assert_eq!(library.origin("missouri-sbic-2014"), Some(&Origin::BuiltIn));
    library.insert_from(read(ROUNDS).expect("valid"), "profiles/rounds.toml");
    let rounds = library.get("rounds-district").expect("it was put in");
    assert_eq!(rounds.title, "Instructional Rounds");
    let list = profile_list::render(&library, 100);
    let last = list.lines().nth(built_in.len() + 1).unwrap_or_default();
    assert!(last.starts_with("rounds-district") && last.contains("profiles/rounds.toml"), "{last}");
}

#[test]
fn the_hash_is_the_sha_256_of_the_text() {
    // From `sha256sum tests/profiles/five-functions.toml`.
    let expected = "6ee698dea49b7b783173090d3e4f34d0e44d43b934560b5abb276901dad5cde0";
    assert_eq!(read(ROUNDS).expect("valid").hash, expected);
    // A byte-order mark is no part of the text.
    assert_eq!(read(&format!("\u{feff}{ROUNDS}")).expect("valid").hash, expected);
}

#[test]
fn an_item_needs_neither_a_label_nor_evidence() {
    let rule = "evidence = { rule = \"timely-response\", at_least_percent = 95 }";
    let text = broken::edited(ROUNDS, "label = \"answers\"", "");
    let text = broken::edited(&text, rule, "");
    let profile = read(&text).expect("valid");
    let item = &profile.items[profile.item("answers").expect("it is there")];
    assert_eq!(item.evidence, EvidenceRule::ObservationOnly);
    // With " would." it has 30 characters.
    assert_eq!(&*item.label, "Answers when it said it");
}

/// Every text of the tree outside the tables named `added`, in the order of the file.
fn documents_words(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Quoted(text) => text.split_whitespace().map(str::to_owned).collect(),
        Value::List(nodes) => nodes.iter().flat_map(documents_words).collect(),
        Value::Map(entries) => entries
            .iter()
            .filter(|entry| entry.key != "added")
            .flat_map(|entry| documents_words(&entry.value))
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn unmarked_lines_are_exactly_the_documents_words() {
    for text in [MISSOURI, ROUNDS] {
        let source = Source::new("profile.toml", text.to_owned());
        let expected = documents_words(&toml::parse(&source, &mut Problems::default()));
        for width in [40, 72, 100] {
            let shown = profile_text::render(&read(text).expect("valid"), width);
            let unmarked = shown.lines().filter(|line| !line.starts_with("+ "));
            let words: Vec<_> = unmarked.flat_map(str::split_whitespace).collect();
            assert_eq!(words, expected);
            assert!(shown.lines().all(|line| {
                line.chars().count() <= width || line.split_whitespace().count() <= 2
            }));
        }
    }
}

/// As in text, line by line: the document's words unmarked, what the encoding adds with a `+`.
#[test]
fn a_profile_is_shown_as_markdown() {
    for text in [MISSOURI, ROUNDS] {
        let profile = read(text).expect("valid");
        let wide = profile_text::render(&profile, 10_000);
        let shown = profile_text::render_markdown(&profile).replace("&#43; ", "+ ");
        let shown: Vec<String> = shown.lines().map(plain).collect();
        let lines: Vec<String> = wide.lines().map(plain).collect();
        for line in &lines {
            assert!(shown.contains(line), "{line}");
        }
        assert_eq!(
            shown.iter().filter(|line| !line.is_empty()).count(),
            lines.iter().filter(|line| !line.is_empty()).count()
        );
    }
}

/// A line without marks and character references.
fn plain(line: &str) -> String {
    let words: String = line.chars().filter(|c| c.is_alphabetic()).collect();
    let is_added = line.trim_start().trim_start_matches("- ").starts_with(['+', '#']);
    format!("{}{words}", if is_added { "+" } else { "" })
}

#[test]
fn what_is_shown_names_the_older_profile_and_every_items_counterpart() {
    let supersedes = "id = \"rounds-district\"\nsupersedes = { profile = \"rounds-old\", items = \
                      { early-visit = \"early-visit\", answers = \"replies\" } }";
    let text = broken::edited(ROUNDS, "id = \"rounds-district\"", supersedes);
    let shown = profile_text::render(&read(&text).expect("valid"), 80);
    assert!(shown.contains("+ supersedes rounds-old\n"), "{shown}");
    for line in ["early-visit is the same", "answers was replies", "three-ways has no counterpart"]
    {
        assert!(shown.contains(&format!("+   {line}\n")), "{line}");
    }
}

#[test]
fn what_is_shown_cannot_steer_a_terminal() {
    let text = broken::edited(ROUNDS, "Following through", "Following \\u001b[2J through");
    let shown = profile_text::render(&read(&text).expect("valid"), 80);
    assert!(shown.contains("\\u{1b}[2J") && !shown.contains('\u{1b}'));
}

#[test]
fn every_toml_block_of_the_guide_is_a_profile_or_part_of_one() {
    let blocks: Vec<_> = README
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```").map(|(block, _)| block))
        .collect();
    assert!(blocks.len() >= 14, "{} blocks", blocks.len());
    assert!(read(blocks[0]).is_ok(), "the first block is a whole profile");
    for block in &blocks[1..] {
        let mut text = (*block).to_owned();
        if text.starts_with("[functions.items.added]") {
            text.insert_str(0, "[[functions]]\n[[functions.items]]\n");
        } else if !text.contains("[[functions]]") {
            text += "[[functions]]\n";
            text += &"[[functions.items]]\n".repeat(5);
        }
        for (rule, there) in broken::findings(&text) {
            assert_eq!(rule, "missing-key", "`{there}` in\n{block}");
        }
    }
}

/// What stands in backticks.
fn in_backticks(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_guide_has_every_evidence_rule_with_its_parameters_and_their_bounds() {
    let all: Vec<&str> = DECLARATIONS.iter().flat_map(|rule| keys(rule)).collect();
    let sections: Vec<(&str, &str)> = README
        .split("\n### `")
        .skip(1)
        .filter_map(|section| section.split("\n## ").next()?.split_once('`'))
        .collect();
    let mut once = all.clone();
    once.sort_unstable();
    once.dedup();
    // An editor's schema has one description and one range for a key of the table.
    assert_eq!(once.len(), all.len(), "two rules have a parameter of the same name");
    let ids: Vec<_> = sections.iter().map(|(id, _)| *id).collect();
    let declared: Vec<_> = DECLARATIONS.iter().map(|rule| rule.id).collect();
    assert_eq!(ids, declared);
    for (rule, (id, section)) in DECLARATIONS.iter().zip(sections) {
        let words = section.split("```toml").next().unwrap_or_default();
        let told: Vec<_> = in_backticks(words).filter(|word| all.contains(word)).collect();
        assert_eq!(told, keys(rule), "{id}");
        for parameter in rule.parameters {
            let key = parameter.key;
            match &parameter.takes {
                Takes::Number(bounds, _) => {
                    let bounds = format!("`{key}`, {} to {}", bounds.start(), bounds.end());
                    assert!(words.contains(&bounds), "{id}: {bounds}");
                }
                Takes::Methods(_) => {
                    assert!(words.contains("more than\nthe number of methods in the profile"))
                }
                Takes::Flag => assert!(words.contains(&format!("`{key}`, `true` or `false`"))),
                Takes::Instrument | Takes::ItemOfInstrument => {
                    assert!(words.contains(&format!("`{key}`")), "{id}: {key}");
                }
            }
            let is_needed = words.replace('\n', " ").contains("is needed");
            assert_eq!(is_needed, parameter.is_needed, "{id}: {key}");
        }
    }
}

fn keys(rule: &Declaration) -> Vec<&'static str> {
    rule.parameters.iter().map(|parameter| parameter.key).collect()
}

#[test]
fn a_rule_says_in_words_what_its_parameters_ask() {
    use EvidenceRule as E;
    let sessions = |first_session_days, within_days, next_step| E::SessionItem {
        first_session_days,
        within_days,
        next_step,
    };
    for (rule, words) in [
        (sessions(None, None, false), "a session that lists the item"),
        (
            sessions(Some(1), Some(1), true),
            "a session that lists the item and has a next step, on the pair's first session day, no \
             later than 1 day after the start",
        ),
        (
            sessions(Some(2), None, false),
            "a session that lists the item, on one of the pair's first 2 session days",
        ),
        (
            E::DistinctMethods { at_least: 2 },
            "at least 2 distinct methods over sessions and contacts",
        ),
        (
            E::TimelyResponse { at_least_percent: 80 },
            "an agreed number of days, and at least 80 percent of the requests that fell due \
             answered within it",
        ),
        (E::StrengthsAndStep, "a session with strengths and a next step"),
    ] {
        assert_eq!(rule.in_words(), words);
        assert!(!rule.declaration().in_words().contains(['{', '}']));
    }
}
