//! A source that comes again, in small: what it said before, what someone wrote into the record since, and what it says
//! now, in all ways that fit into a few keys.

use proptest::prelude::*;

use super::differences::without_source;
use super::{Differences, Revision, sealed};
use crate::diagnostic::Problems;
use crate::domain::record::{Kind, Origin, Provenance, SOURCE, Told};
use crate::syntax::yaml::{self, Written};
use crate::text::source::Source;
use crate::write::draft::Draft;

const FOLDER: &str = "records/oak/c-1-t-1";

fn draft(text: &str) -> Draft {
    Draft::of_text(Kind::Session, &format!("kind: session\n{text}")).unwrap()
}

/// What is digested of what a source says.
fn said(draft: &Draft) -> u32 {
    digest(&draft.text())
}

fn digest(text: &str) -> u32 {
    let source = Source::new("", text.to_owned());
    yaml::parse(&source, &mut Problems::default()).unwrap().digest_without(SOURCE)
}

/// The text of the record that an import makes of `draft`.
fn imported(draft: &Draft) -> String {
    let origin = Origin { name: "a".to_owned(), key: "r-1".to_owned() };
    sealed(draft, (&origin, "2026-11-27"), said(draft), Some(FOLDER)).text()
}

fn provenance(text: &str) -> Provenance {
    let source = Source::new("", text.to_owned());
    Provenance::of(&yaml::parse(&source, &mut Problems::default()).unwrap()).unwrap()
}

fn told(text: &str) -> Option<Told> {
    provenance(text).seal.unwrap().told
}

/// What an update makes of the record `text`, whose source says `now`, and which keys it changes.
fn updated(text: &str, now: &Draft, told: Option<Told>) -> (String, Vec<String>) {
    let here = Draft::of_text(Kind::Session, text).unwrap();
    let keys = Differences::of(now, &here, told.as_ref()).keys();
    let (folder, said_folder) = (FOLDER.to_owned(), FOLDER.to_owned());
    let (now, said, unclear) = (now.clone(), said(now), Vec::new());
    let revision = Revision { path: String::new(), folder, said_folder, now, said, told, unclear };
    (revision.taken_over(text).unwrap(), keys)
}

/// What the record `text` says without where it came from.
fn own(text: &str) -> String {
    let entries = without_source(&Draft::of_text(Kind::Session, text).unwrap());
    yaml::emit(&entries)
}

/// What a source that said `before` and says `now` makes of its record, which says `here` meanwhile.
fn come_again(before: &str, here: &str, now: &str) -> (String, Vec<String>) {
    let text = imported(&draft(before));
    let told = told(&text);
    let (after, keys) = updated(
        &format!("kind: session\n{here}source: {{name: a, key: r-1}}\n"),
        &draft(now),
        told,
    );
    (own(&after), keys)
}

#[test]
fn what_the_source_took_back_goes_and_what_someone_added_stays() {
    for (before, here, now, after, keys) in [
        // Its minutes, beside a reflection of someone here; and beside notes that were changed here alone.
        (
            "minutes: 300\nnotes: fine\n",
            "minutes: 300\nnotes: fine\nreflection: {working: x}\n",
            "notes: fine\n",
            "notes: fine\nreflection: {working: x}\n",
            &["minutes"][..],
        ),
        (
            "minutes: 300\nnotes: a\n",
            "minutes: 300\nnotes: b\n",
            "notes: a\n",
            "notes: b\n",
            &["minutes"],
        ),
        // What it took back was changed here.
        (
            "minutes: 300\nnotes: a\n",
            "minutes: 30\nnotes: a\n",
            "notes: a\n",
            "notes: a\n",
            &["minutes"],
        ),
        // A part of a group.
        (
            "observed: {on: 2025-09-08, minutes: 20}\n",
            "observed: {on: 2025-09-08, minutes: 20, focus: x}\n",
            "observed: {on: 2025-09-08}\n",
            "observed: {on: 2025-09-08, focus: x}\n",
            &["observed.minutes"],
        ),
        // What was taken out here stays out until the source says something else of it.
        (
            "minutes: 9\nnotes: a\n",
            "minutes: 9\n",
            "minutes: 8\nnotes: a\n",
            "minutes: 8\n",
            &["minutes"],
        ),
        (
            "minutes: 9\nnotes: a\n",
            "minutes: 9\n",
            "minutes: 9\nnotes: b\n",
            "minutes: 9\nnotes: b\n",
            &["notes"],
        ),
        // Both came to the same.
        ("minutes: 9\n", "minutes: 8\n", "minutes: 8\n", "minutes: 8\n", &[]),
        ("minutes: 9\n", "notes: x\n", "notes: y\n", "notes: y\n", &["notes"]),
    ] {
        let (was, changed) = come_again(before, here, now);
        assert_eq!(was, own(&format!("kind: session\n{after}")), "{before}{here}{now}");
        assert_eq!(changed, keys, "{before}{here}{now}");
    }
}

#[test]
fn steps_are_followed_through_a_list_that_changes() {
    let before =
        "next_steps: [{what: a, who: coach}, {what: b, who: coach}, {what: c, who: educator}]\n";
    let here = "next_steps:\n  - {id: s1, what: a, who: coach, done: 2025-10-01}\n  - {what: b, who: coach}\n  \
                - {id: s3, what: c, who: educator, done: 2025-10-02}\n  - {what: mine, who: coach}\n";
    for (now, after) in [
        // The list is shorter.
        (
            "[{what: a, who: coach}, {what: c, who: educator}]",
            "[{id: s1, what: a, who: coach, done: 2025-10-01}, {id: s3, what: c, who: educator, done: 2025-10-02}, \
             {what: mine, who: coach}]",
        ),
        // What was closed here stays, and nobody touched the other.
        (
            "[]",
            "[{id: s1, what: a, who: coach, done: 2025-10-01}, \
             {id: s3, what: c, who: educator, done: 2025-10-02}, {what: mine, who: coach}]",
        ),
        // A step in other words is another step, and nobody did that.
        (
            "[{what: a, who: coach}, {what: b, who: coach}, {what: c again, who: educator}]",
            "[{id: s1, what: a, who: coach, done: 2025-10-01}, {what: b, who: coach}, \
             {id: s3, what: c, who: educator, done: 2025-10-02}, {what: mine, who: coach}, \
             {what: c again, who: educator}]",
        ),
        // There is one more.
        (
            "[{what: new}, {what: a, who: coach}, {what: b, who: coach}, {what: c, who: educator}]",
            "[{what: new}, {id: s1, what: a, who: coach, done: 2025-10-01}, {what: b, who: coach}, \
             {id: s3, what: c, who: educator, done: 2025-10-02}, {what: mine, who: coach}]",
        ),
        // Someone wrote here what the source says only now.
        (
            "[{what: a, who: coach}, {what: mine}]",
            "[{id: s1, what: a, who: coach, done: 2025-10-01}, \
             {id: s3, what: c, who: educator, done: 2025-10-02}, {what: mine, who: coach}]",
        ),
    ] {
        let (was, _) = come_again(before, here, &format!("next_steps: {now}\n"));
        assert_eq!(was, own(&format!("kind: session\nnext_steps: {after}\n")), "{now}");
    }
}

#[test]
fn no_step_takes_the_place_of_another() {
    let (a, b) = ("{what: a, who: educator, due: 2025-10-01}", "{what: b, who: educator}");
    let mine = "{what: mine, who: educator, due: 2025-11-11}";
    let done = "{what: a, who: educator, due: 2025-10-01, done: 2025-09-20}";
    let later = "{what: a, who: educator, due: 2025-12-01}";
    let with_id = |what: &str, more: &str| format!("{{id: s1, what: {what}, who: educator{more}}}");
    for (before, here, now, after) in [
        // In the place of one that was taken out here stands another.
        (format!("{a}, {b}"), format!("{a}, {mine}"), a.to_owned(), format!("{a}, {mine}")),
        (format!("{a}, {b}"), format!("{a}, {mine}"), later.to_owned(), format!("{later}, {mine}")),
        (a.to_owned(), mine.to_owned(), b.to_owned(), format!("{b}, {mine}")),
        // One that was done, put off or begun without a day went, and there is another, for the same day too.
        (a.to_owned(), done.to_owned(), b.to_owned(), format!("{b}, {done}")),
        (
            a.to_owned(),
            done.to_owned(),
            a.replace("a,", "c,"),
            format!("{}, {done}", a.replace("a,", "c,")),
        ),
        (a.to_owned(), later.to_owned(), b.to_owned(), format!("{b}, {later}")),
        (
            a.to_owned(),
            "{what: a, who: educator}".to_owned(),
            b.to_owned(),
            format!("{b}, {{what: a, who: educator}}"),
        ),
        // Nobody touched the one that went.
        (a.to_owned(), format!("{a}, {mine}"), b.to_owned(), format!("{b}, {mine}")),
        // The same step for another day, or with the same id in other words.
        (a.to_owned(), done.to_owned(), later.to_owned(), done.replace("2025-10-01", "2025-12-01")),
        (
            with_id("a", ""),
            with_id("a", ", done: 2025-09-20"),
            with_id("b", ""),
            with_id("b", ", done: 2025-09-20"),
        ),
        // What stays stands where it stood.
        (format!("{a}, {b}"), format!("{done}, {b}"), b.to_owned(), format!("{done}, {b}")),
        (
            format!("{a}, {b}"),
            format!("{a}, {mine}, {b}"),
            format!("{a}, {later}").replace(
                "what: a, who: educator, due: 2025-12",
                "what: d, who: educator, due: 2025-12",
            ),
            format!("{a}, {mine}, {}", later.replace("what: a", "what: d")),
        ),
        // All were taken out here, and the source has one more.
        (a.to_owned(), String::new(), format!("{a}, {b}"), b.to_owned()),
    ] {
        let steps = |steps: &str| format!("next_steps: [{steps}]\n");
        let (was, _) = come_again(&steps(&before), &steps(&here), &steps(&now));
        assert_eq!(
            was,
            own(&format!("kind: session\n{}", steps(&after))),
            "{before} | {here} | {now}"
        );
    }
}

#[test]
fn what_tells_two_of_a_list_apart_is_told_by_its_table() {
    let draft =
        |text: &str| Draft::of_text(Kind::Review, &format!("kind: review\n{text}")).unwrap();
    let before =
        draft("data: [{source: fidelity-checklist, ref: a.yaml}, {source: other, ref: b.yaml}]\n");
    let told = Told::of(before.entries().iter());
    let here = draft(
        "data: [{source: fidelity-checklist, ref: a.yaml}, {id: d2, source: other, ref: b.yaml}]\n",
    );
    let now = draft("data: [{source: other, ref: c.yaml}]\n");
    let found = Differences::of(&now, &here, Some(&told));
    let data = found.changes.iter().find_map(|change| change.now.clone()).unwrap();
    let expected = draft("data: [{id: d2, source: other, ref: c.yaml}]\n");
    assert_eq!(data, expected.entries()[0].1);
}

#[test]
fn an_update_of_what_someone_added_to_does_not_make_it_the_source_s() {
    let text = imported(&draft("minutes: 300\nnotes: a\n"));
    let here = yaml::put(&text, &[], "strengths", &Written::Text("calm".to_owned())).unwrap();
    let (after, _) = updated(&here, &draft("minutes: 30\nnotes: a\n"), told(&here));
    assert_ne!(provenance(&after).seal.unwrap().made, digest(&after));
    // And what was added stays when the source changes once more.
    let (after, keys) = updated(&after, &draft("minutes: 20\n"), told(&after));
    assert_eq!(own(&after), "minutes: 20\nstrengths: calm\n");
    assert_eq!(keys, ["minutes", "notes"]);
}

#[test]
fn no_comment_goes_with_a_value() {
    let (before, now) = (draft("minutes: 300\nnotes: a\n"), draft("notes: b\n"));
    let revision = |text: &str| {
        let (path, folder, said_folder) = (String::new(), FOLDER.to_owned(), FOLDER.to_owned());
        let (told, now, unclear) = (told(text), now.clone(), Vec::new());
        Revision { path, folder, said_folder, said: said(&now), now, told, unclear }
    };
    let above = imported(&before)
        .replace("minutes:", "# mine\nminutes:")
        .replace("notes: a", "notes: a  # too");
    let after = revision(&above).taken_over(&above).unwrap();
    assert!(after.contains("# mine\nnotes: b  # too\n"), "{after}");
    let behind = imported(&before).replace("minutes: 300", "minutes: 300  # by the clock");
    let refused = revision(&behind).taken_over(&behind).unwrap_err();
    assert_eq!(refused.reason, "a comment stands beside a value that the source took back");
    assert_eq!(refused.line, 2);
}

#[test]
fn where_nobody_knows_what_was_said_before_that_is_told() {
    let found = Differences::of(&draft("notes: b\n"), &draft("minutes: 9\nnotes: a\n"), None);
    assert_eq!(found.keys(), ["notes"]);
    assert_eq!(found.unclear, ["minutes"]);
    assert_eq!(found.untold(), ["notes", "minutes"]);
    let steps = draft("next_steps: [{what: a}, {what: b, done: 2025-10-07}]\n");
    let found = Differences::of(&draft("next_steps: [{what: b}]\n"), &steps, None);
    assert_eq!(found.unclear, ["next_steps"]);
    let found = Differences::of(&draft("notes: b\n"), &steps, None);
    assert_eq!(
        (found.keys(), found.unclear),
        (vec!["notes".to_owned()], vec!["next_steps".to_owned()])
    );
}

/// Keys without lists of groups, and what a source or someone here may say of them; nothing, at first.
const KEYS: [(&str, [&str; 3]); 6] = [
    ("minutes", ["", "30", "45"]),
    ("notes", ["", "a", "b"]),
    ("items", ["", "[a]", "[a, b]"]),
    ("observed.on", ["", "2025-09-08", "2025-09-09"]),
    ("observed.minutes", ["", "10", "20"]),
    ("meeting", ["", "m1", "m2"]),
];

/// A record that says the values with these numbers of [`KEYS`].
fn record(values: &[usize]) -> String {
    let line = |at: usize| {
        let (key, all) = KEYS[at];
        let name = key.rsplit('.').next().unwrap_or(key);
        let indent = if key.contains('.') { "  " } else { "" };
        let value = all[values[at]];
        if value.is_empty() { String::new() } else { format!("{indent}{name}: {value}\n") }
    };
    let observed = line(3) + &line(4);
    let observed = if observed.is_empty() { observed } else { format!("observed:\n{observed}") };
    line(0) + &line(1) + &line(2) + &observed + &line(5)
}

fn values() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..3_usize, KEYS.len())
}

/// Steps of a source, each with what is to be done and by whom.
fn steps() -> impl Strategy<Value = Vec<(char, bool)>> {
    let what = prop::sample::subsequence(vec!['a', 'b', 'c', 'd'], 0..=3).prop_shuffle();
    (what, prop::collection::vec(any::<bool>(), 3))
        .prop_map(|(what, who)| what.into_iter().zip(who).collect())
}

fn written(steps: &[(char, bool)]) -> String {
    list(&steps.iter().map(|&(what, is_coach)| step(what, is_coach, "")).collect::<Vec<_>>())
}

fn step(what: char, is_coach: bool, more: &str) -> String {
    let who = if is_coach { "coach" } else { "educator" };
    format!("  - {{what: {what}, who: {who}{more}}}\n")
}

fn list(steps: &[String]) -> String {
    if steps.is_empty() { String::new() } else { format!("next_steps:\n{}", steps.concat()) }
}

/// What someone here does to a step of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Did {
    Nothing,
    Closed,
    Dropped,
    Dated,
    TookOut,
}

const DID: [Did; 5] = [Did::Nothing, Did::Closed, Did::Dropped, Did::Dated, Did::TookOut];

impl Did {
    fn more(self) -> &'static str {
        match self {
            Self::Nothing | Self::TookOut => "",
            Self::Closed => ", done: 2025-10-01",
            Self::Dropped => ", dropped: 2025-10-02",
            Self::Dated => ", due: 2025-12-01",
        }
    }
}

proptest! {
    /// Of every key that the source changed the record says what a fresh import does, of every other what it did.
    #[test]
    fn each_key_is_the_source_s_where_it_changed_and_stays_otherwise(
        before in values(), here in values(), now in values(), comments in any::<bool>()
    ) {
        let text = imported(&draft(&record(&before)));
        let seal = &text[text.find("source:").unwrap()..];
        let comment = if comments { "# someone's\n" } else { "" };
        let edited = format!("kind: session\n{comment}{}strengths: mine\n{seal}", record(&here));
        let (after, keys) = updated(&edited, &draft(&record(&now)), told(&text));
        let mut expected: Vec<usize> = (0..KEYS.len())
            .map(|at| if now[at] == before[at] { here[at] } else { now[at] })
            .collect();
        // A group that was taken out here comes back whole: a part of it may say nothing.
        let group = [3, 4];
        let is_changed = |at: &usize| now[*at] != before[*at] && now[*at] != 0;
        if group.iter().all(|at| here[*at] == 0) && group.iter().any(is_changed) {
            group.iter().for_each(|at| expected[*at] = now[*at]);
        }
        let expected = format!("kind: session\n{}strengths: mine\n", record(&expected));
        prop_assert_eq!(digest(&after), digest(&expected), "{}", after);
        prop_assert_eq!(keys.is_empty(), digest(&edited) == digest(&after));
        prop_assert!(after.contains(comment));
        // It is known now, and there is nothing to do the next time.
        prop_assert_eq!(provenance(&after).seal.unwrap().said, said(&draft(&record(&now))));
        let (_, again) = updated(&after, &draft(&record(&now)), told(&after));
        prop_assert_eq!(again, Vec::<String>::new());
    }

    /// Where nobody wrote anything into it, the record is as a fresh import's.
    #[test]
    fn steps_come_out_as_in_a_fresh_import(before in steps(), now in steps()) {
        let (then, fresh) = (draft(&written(&before)), draft(&written(&now)));
        let text = imported(&then);
        let (after, _) = updated(&text, &fresh, told(&text));
        prop_assert_eq!(digest(&after), digest(&fresh.text()), "{}", after);
        prop_assert_eq!(provenance(&after).seal.unwrap().made, digest(&after));
    }

    /// Whatever someone did to each step: closed ones stay closed, and no other step is; what was written here stays;
    /// what was taken out here stays out until the source says something else of it; of the rest the source's word counts.
    #[test]
    fn what_someone_did_to_a_step_stays_with_that_step(
        before in steps(), now in steps(), did in prop::collection::vec(0..DID.len(), 3),
        mine in prop::option::of((0..=3_usize, any::<bool>()))
    ) {
        let text = imported(&draft(&written(&before)));
        let did = |at: usize| DID[did[at]];
        let here_of = |at: usize| {
            let (what, is_coach) = before[at];
            (did(at) != Did::TookOut).then(|| step(what, is_coach, did(at).more()))
        };
        let mut here: Vec<String> = (0..before.len()).filter_map(here_of).collect();
        if let Some((at, is_coach)) = mine {
            here.insert(at.min(here.len()), step('m', is_coach, ", due: 2025-11-11"));
        }
        let seal = &text[text.find("source:").unwrap()..];
        let edited = format!("kind: session\n{}{seal}", list(&here));
        let (after, _) = updated(&edited, &draft(&written(&now)), told(&text));

        let mut expected: Vec<String> = Vec::new();
        for &(what, is_coach) in &now {
            let was = before.iter().position(|of_before| of_before.0 == what);
            let is_same = was.is_some_and(|at| before[at].1 == is_coach);
            match was.map(did) {
                Some(Did::TookOut) if is_same => {}
                Some(did) => expected.push(step(what, is_coach, did.more())),
                None => expected.push(step(what, is_coach, "")),
            }
        }
        let is_gone = |at: &usize| now.iter().all(|of_now| of_now.0 != before[*at].0);
        let is_done = |at: &usize| did(*at) != Did::Nothing;
        expected.extend((0..before.len()).filter(|at| is_gone(at) && is_done(at)).filter_map(here_of));
        expected.extend(mine.map(|(_, is_coach)| step('m', is_coach, ", due: 2025-11-11")));
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort_unstable();
            lines
        };
        let steps = own(&after);
        prop_assert_eq!(sorted(&steps), sorted(&own(&format!("kind: session\n{}", list(&expected)))), "{}", after);
        // It is known now, and there is nothing to do the next time.
        let (_, again) = updated(&after, &draft(&written(&now)), told(&after));
        prop_assert_eq!(again, Vec::<String>::new());
        if now == before {
            prop_assert_eq!(steps, own(&edited));
        }
    }
}
