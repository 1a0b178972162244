//! What may point to a person: found in every place where people write freely, and never quoted.

use super::{agreed, pair, rules, rules_of};
use crate::harness::{District, Pair};

#[test]
fn prose_titles_and_comments_are_looked_through() {
    let found = |text: &str| rules_of(&[pair().session("2025-09-10", text)]);
    for text in [
        "strengths: asked Ms. Quillfeather to wait",
        "notes: |\n  call (573) 555-0142\n",
        "notes: >\n  sent it\n  to x.y@school.example\n",
        "reflection: {working: \"Jennifer waited\"}",
        "next_steps: [{what: write to x@school.example}]",
        "observed: {on: 2025-09-10, focus: Mr Quill}",
        "minutes: 45 # told Mr Quill",
        "notes: told “Jennifer” today",
        "notes: noon—Jennifer came",
        "notes: “573-555-0142”— now",
    ] {
        assert_eq!(found(text), ["personal-data"], "{text}");
    }
    for text in [
        "strengths: waited 3 seconds on 2025-09-10, twice",
        "notes: will ask t-104 and c-03 at 14:05, see 2025-09-10-session-7c1e.yaml",
        "notes: Mark the page; Will you wait? At Jefferson Elementary.",
        "notes: the trip to St. Louis and Saint Charles, over the Jordan River",
        "notes: a scale of 100-2000; scored 555-1234; ISBN 0439708188; Score 100 200 3000",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
    let relationship = pair().files().remove(0).1 + "practice: Mr Quill's number talks\n";
    let path = "records/lincoln/c-01-t-101/relationship.yaml";
    assert_eq!(rules(&District::new().file(path, relationship)), ["personal-data"]);
}

#[test]
fn nothing_of_it_is_shown_in_any_form() {
    let session = "strengths: asked Ms. Zebrafinch\nnotes: zebra@school.example, 573-555-0142";
    let observer = "rater: {role: observer, id: jsmith2}\nratings: {rationale: partial}";
    let pair =
        pair().session("2025-09-10", session).record("checklist", "date", "2025-10-01", observer);
    let district = District::new().pair(&pair);
    for format in ["text", "json", "github", "sarif", "junit"] {
        let run = district.coach(&["check", "--format", format]);
        assert_eq!(run.code, 1);
        let out = run.out.to_lowercase();
        assert!(out.contains("personal-data") && out.contains("personal-id"), "{out}");
        for hidden in ["zebra", "555", "jsmith"] {
            assert!(!out.contains(hidden), "{format} shows {hidden}: {}", run.out);
        }
    }
}

#[test]
fn each_kind_of_slip_is_named() {
    let message = |text: &str| {
        let district =
            District::new().pair(&pair().session("2025-09-10", &format!("notes: {text}")));
        district.findings().remove(0).message
    };
    assert_eq!(message("x@school.example"), "this looks like an e-mail address");
    assert_eq!(message("(573) 555-0142"), "this looks like a telephone number");
    assert_eq!(message("Ms. Quill"), "this may be a person's name");
}

#[test]
fn ids_of_people_give_no_one_away() {
    let coach = |id: &str| rules_of(&[agreed(Pair::of(id, "t-101", "lincoln"))]);
    assert_eq!(coach("c-01"), [""; 0]);
    for id in ["math-coach-7", "west-t-12", "north-hall-3", "grade-4-hill-2", "along-1", "1234567"]
    {
        assert_eq!(coach(id), [""; 0], "{id}");
    }
    assert_eq!(coach("jsmith2"), ["personal-id"]);
    assert_eq!(coach("573-555-0142"), ["personal-id"]);
    // Without a digit it is no id at all.
    assert_eq!(coach("smith"), ["bad-id"]);
}

#[test]
fn a_text_of_any_one_thing_is_looked_through_at_once() {
    for piece in ["(", "((5", "@", "a@b.c", "1 ", "+1-", "Jennifer ", "Ms. ", "5555555555 "] {
        let notes = piece.repeat(200_000 / piece.len());
        let begun = std::time::Instant::now();
        rules_of(&[pair().session("2025-09-10", &format!("notes: \"{notes}\""))]);
        assert!(begun.elapsed().as_secs() < 20, "{piece} takes {:?}", begun.elapsed());
    }
}
