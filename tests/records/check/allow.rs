//! Comments that allow a finding: where they hold, and what they may not do.

use super::{pair, rules};
use crate::harness::{District, Pair};

/// The rules found when a contact says `text`.
fn contact(text: &str) -> (Vec<&'static str>, usize) {
    let district = District::new().pair(&pair().record("contact", "date", "2025-09-10", text));
    let survey = district.survey();
    (survey.diagnostics.iter().map(|found| found.rule.id).collect(), survey.allowed)
}

const CLEAN: [&str; 0] = [];

#[test]
fn a_comment_allows_a_rule_on_its_own_line() {
    let long = "minutes: 540 # coach: allow[long-day] a day of training";
    assert_eq!(contact(&format!("method: email\n{long}")), (CLEAN.to_vec(), 1));
    // Two rules at once, each used.
    let both = "method: email\nabout: call a.b@c.example # coach: allow[personal-data, long-day] x";
    assert_eq!(contact(both), (vec!["unused-allow"], 1));
}

#[test]
fn alone_in_a_line_it_is_about_the_next() {
    let allow = "# coach: allow[long-day] a day of training";
    let text = format!("method: email\n{allow}\n\n# another comment\nminutes: 540");
    assert_eq!(contact(&text), (CLEAN.to_vec(), 1));
    let two_below = format!("{allow}\nmethod: email\nminutes: 540");
    assert_eq!(contact(&two_below).0, ["unused-allow", "long-day"]);
    let below = format!("method: email\nminutes: 540\n{allow}");
    assert_eq!(contact(&below).0, ["long-day", "unused-allow"]);
}

#[test]
fn it_covers_a_text_of_several_lines_to_its_end() {
    let body = "\n  first line\n  call a.b@c.example\n  and x@y.example";
    let block = format!("method: email\nabout: | # coach: allow[personal-data] made up{body}");
    assert_eq!(contact(&block), (CLEAN.to_vec(), 2));
    let above = format!("method: email\n# coach: allow[personal-data] made up\nabout: |{body}");
    assert_eq!(contact(&above), (CLEAN.to_vec(), 2));
    let plain = "method: email\n# coach: allow[personal-data] made up\nabout: first line\n  call a.b@c.example";
    assert_eq!(contact(plain), (CLEAN.to_vec(), 1));
    // And no further.
    let after = format!("method: email # coach: allow[personal-data] made up\nabout: |{body}");
    assert_eq!(contact(&after).0, ["unused-allow", "personal-data", "personal-data"]);
}

#[test]
fn without_a_reason_it_holds_and_is_a_warning() {
    for empty in ["", " ", " -", ": "] {
        let text = format!("method: email\nminutes: 540 # coach: allow[long-day]{empty}");
        assert_eq!(contact(&text), (vec!["allow-without-reason"], 1), "{empty:?}");
    }
}

#[test]
fn one_that_silences_nothing_is_a_warning() {
    for text in [
        "minutes: 54 # coach: allow[long-day] a day of training",
        "minutes: 54 # coach: allow[long-dy] a day of training",
        "minutes: 54 # coach: allow[bad-date] whatever",
        "minutes: 54 # coach: allow a day of training",
        "minutes: 54 # coach: alow[long-day] a day of training",
        "minutes: 54 # coach: allow[] a day of training",
    ] {
        assert_eq!(contact(&format!("method: email\n{text}")), (vec!["unused-allow"], 0), "{text}");
    }
    // Such words in prose, or another comment, mean nothing.
    for text in ["about: a coach: allow[x] sort of day\n", "# coach says: allow[long-day]\n"] {
        let quoted = text.replace("about: ", "about: \"").replace("day\n", "day\"\n");
        assert_eq!(contact(&format!("method: email\n{quoted}")), (CLEAN.to_vec(), 0), "{quoted}");
    }
}

#[test]
fn a_fault_of_reading_is_never_silenced() {
    let (found, allowed) = contact("method: emial # coach: allow[unknown-method] it is fine");
    // The comment is told that it cannot.
    assert_eq!((found, allowed), (vec!["unknown-method", "unused-allow"], 0));
}

/// The day of the session is only beside the point: what is wrong is the visit.
#[test]
fn a_comment_where_something_is_merely_related_allows_nothing() {
    let text = |date: &str, visit: &str| {
        let (path, relationship) = pair().files().remove(0);
        let folder = path.rsplit_once('/').expect("a folder").0.to_owned();
        let session = format!(
            "kind: session\ndate: 2025-09-10 {date}\nmethod: in-person\n\
             observed: {{on: 2025-09-11}} {visit}\n"
        );
        let district = District::new().file(&path, relationship);
        rules(&district.file(&format!("{folder}/2025-09-10-session-0001.yaml"), session))
    };
    let comment = "# coach: allow[observed-after-session] two visits";
    assert_eq!(text("", comment), CLEAN);
    assert_eq!(text(comment, ""), ["unused-allow", "observed-after-session"]);
}

#[test]
fn it_holds_for_rules_across_relationships_and_with_changed_levels() {
    let first = pair().session("2025-09-10", "starts: \"14:00\"\nminutes: 45");
    let other = super::agreed(Pair::of("c-01", "t-102", "lincoln"));
    let comment = "# coach: allow[two-meetings-at-once] two classes in one hall";
    let other = other.session("2025-09-10", &format!("starts: \"14:15\" {comment}\nminutes: 45"));
    let district = District::new()
        .pairs([&first, &other])
        .settings("[checks]\ntwo-meetings-at-once = \"error\"");
    assert_eq!(rules(&district), CLEAN);
    // A rule that is off here may still be allowed for those for whom it is on.
    let district = District::new()
        .pair(&pair().session("2025-09-10", "minutes: 540 # coach: allow[long-day] training"))
        .settings("[checks]\nlong-day = \"off\"");
    assert_eq!(rules(&district), CLEAN);
}

#[test]
fn the_summary_counts_what_is_allowed() {
    let session = "minutes: 540 # coach: allow[long-day] a day of training";
    let district = District::new().pair(&pair().session("2025-09-10", session));
    let run = district.coach(&["check", "--strict"]);
    assert_eq!(run.out, "no problems in 2 records; 1 finding allowed by a comment\n");
    assert_eq!(run.code, 0);
    let run = district.coach(&["check", "--format", "json"]);
    assert_eq!(run.json()["summary"]["allowed"], 1);
}

#[test]
fn a_line_that_ends_in_a_sign_opens_no_block() {
    for end in ["B+", "3 -", "a |"] {
        let text = format!(
            "method: email\n# coach: allow[personal-data] a character\nabout: Jennifer had {end}\nminutes: 540"
        );
        assert_eq!(contact(&text), (vec!["long-day"], 1), "{end}");
        let next = text.replace("minutes: 540", "# told Mr Quill");
        assert_eq!(contact(&next), (vec!["personal-data"], 1), "{end}");
    }
}

#[test]
fn every_way_to_begin_a_value_below_its_key_is_covered() {
    for header in ["|", ">-", "|2", "|+", "|  # told in short", ""] {
        let text = format!(
            "method: email\n# coach: allow[personal-data] a character\nabout: {header}\n\n  asked Jennifer\n  and Mr Quill"
        );
        let quotes = contact(&text);
        assert_eq!(quotes.0, CLEAN, "{header}");
    }
}

#[test]
fn capitals_and_words_before_it_do_not_hide_it() {
    let long = |comment: &str| contact(&format!("method: email\nminutes: 540 # {comment}"));
    assert_eq!(long("Coach: Allow[long-day] training").0, CLEAN);
    assert_eq!(long("whole day # coach: allow[long-day] training").0, CLEAN);
    assert_eq!(long("coach: allow[long-day] –").0, ["allow-without-reason"]);
}

#[test]
fn the_reason_is_never_quoted() {
    let session = "minutes: 45 # coach: allow[long-day] zebras came";
    let district = District::new().pair(&pair().session("2025-09-10", session));
    let out = district.coach(&["check"]).out;
    assert!(out.contains("# coach: allow[long-day]············"), "{out}");
    assert!(!out.contains("zebra"), "{out}");
    // Nor what stands in the brackets, unless it may be a rule.
    let session = "minutes: 45 # coach: allow[long-day, zebras came] x";
    let district = District::new().pair(&pair().session("2025-09-10", session));
    for format in ["text", "json", "github", "sarif", "junit"] {
        let out = district.coach(&["check", "--format", format]).out;
        assert!(out.contains("unused-allow") && !out.contains("zebra"), "{out}");
    }
}

#[test]
fn a_record_full_of_such_comments_costs_no_more_than_another() {
    let many: String = (0..10_000).map(|_| "# coach: allow[long-day] x\n").collect();
    let (found, allowed) = contact(&format!("method: email\n{many}minutes: 540"));
    // Fifty are heeded, and all are about the same line.
    assert_eq!((found, allowed), (vec!["unused-allow"], 1));
    let (found, _) = contact(&format!("method: email # {}", "#".repeat(900_000)));
    assert_eq!(found, CLEAN, "and a long ruler is none");
    let ids = vec!["long-dy"; 10_000].join(", ");
    let (found, allowed) = contact(&format!("method: email # coach: allow[{ids}] x"));
    assert_eq!((found, allowed), (vec!["unused-allow"; 20], 0));
}

#[test]
fn of_two_records_alike_either_one_can_say_that_it_is_meant_so() {
    let comment = "# coach: allow[two-meetings-at-once] two classes in one hall";
    let sessions = |first: &str, second: &str| {
        let session =
            |starts: &str, comment: &str| format!("starts: \"{starts}\" {comment}\nminutes: 45");
        let other = super::agreed(Pair::of("c-01", "t-102", "lincoln"));
        District::new().pairs(&[
            pair().session("2025-09-10", &session("14:00", first)),
            other.session("2025-09-10", &session("14:15", second)),
        ])
    };
    for district in [sessions(comment, ""), sessions("", comment)] {
        for path in [".", "records/lincoln/c-01-t-101", "records/lincoln/c-01-t-102"] {
            let run = district.coach(&["check", "--strict", path]);
            assert_eq!(run.code, 0, "{path}: {}", run.out);
        }
    }
}
