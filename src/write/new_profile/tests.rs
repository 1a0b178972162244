//! Lists of items come in; the profiles that are made of them, and every fault of a list, go out.

use proptest::prelude::*;

use super::*;
use crate::domain::profile::{self, EvidenceRule, Profile, Test};
use crate::text::source::Source;

const NAMED: Named = Named { id: "partners", title: "Partners", edition: None, source: None };

fn made(csv: &str) -> (NewProfile, Profile) {
    let new = new_profile(csv.as_bytes(), &NAMED).expect("a good list");
    let source = Source::new("new.toml", new.text.clone());
    let profile = profile::read(&source).expect("what is made can be read");
    (new, profile)
}

fn faults(csv: &str) -> Vec<String> {
    let faults = new_profile(csv.as_bytes(), &NAMED).expect_err("a bad list");
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_list_becomes_a_profile() {
    let (new, profile) = made(
        "Page,RULE,Item,Function\n\
         3,session-item next_step=true,\"Asks, first,  what to work on.\",Planificación\n\
         4,,Says \"thank you\" \\ listens,Visits\n\
         5,timely-response at_least_percent = 80,Answers.,Planificación\n",
    );
    assert_eq!((new.functions, new.items), (2, 3));
    assert_eq!(new.notes, ["the column `Page` was not used"]);
    let functions: Vec<_> =
        profile.functions.iter().map(|it| (it.id.as_str(), it.heading.as_str())).collect();
    assert_eq!(functions, [("planificacion", "Planificación"), ("visits", "Visits")]);
    let items: Vec<_> = profile
        .items
        .iter()
        .map(|it| (it.function, it.id.as_str(), &*it.label, &*it.text, it.evidence.clone()))
        .collect();
    let listed =
        EvidenceRule::SessionItem { first_session_days: None, within_days: None, next_step: true };
    let timely = EvidenceRule::TimelyResponse { at_least_percent: 80 };
    let thanks = "Says \"thank you\" \\ listens";
    assert_eq!(
        items,
        [
            // With " on." the label would have 29 characters.
            (
                0,
                "asks-first-what-to-work-on",
                "Asks, first, what to work",
                "Asks, first, what to work on.",
                listed
            ),
            (0, "answers", "Answers", "Answers.", timely),
            (1, "says-thank-you-listens", thanks, thanks, EvidenceRule::ObservationOnly),
        ]
    );
    assert_eq!(profile.levels.len(), 1);
    assert_eq!(profile.levels[0].rule.test, Test::All);
    assert!(profile.methods.iter().all(|method| !method.in_document));
    assert_eq!((profile.id.as_str(), profile.title.as_str()), ("partners", "Partners"));
    assert!(
        profile.edition.starts_with("not said yet") && profile.source.starts_with("not said yet")
    );
}

#[test]
fn own_ids_and_labels_are_taken_and_others_keep_off_them() {
    let (_, profile) = made(
        "function;item;id;label\nVisits;Plans.;;\nVisits;Looks.;plans;looks on\nTalks;Plans.;;\n",
    );
    let items: Vec<_> = profile.items.iter().map(|it| (it.id.as_str(), &*it.label)).collect();
    assert_eq!(items, [("plans-2", "Plans"), ("plans", "looks on"), ("plans-3", "Plans")]);
}

#[test]
fn critical_items_and_red_flags_are_marked() {
    let (_, profile) = made("function,item,critical,REVERSE\nA,b,x,\nA,c,no,YES\nA,d,,0\n");
    let marked: Vec<_> = profile.items.iter().map(|it| (it.critical, it.reverse)).collect();
    assert_eq!(marked, [(true, false), (false, true), (false, false)]);
    assert_eq!(
        faults("function,item,critical\nA,b,maybe\n"),
        ["line 2: `maybe` is not a `critical`: write yes or no"]
    );
}

#[test]
fn items_that_begin_alike_are_told() {
    let words = "The coach asks the teacher for";
    let (new, _) = made(&format!("function\titem\nA\t{words} time\nA\t{words} work\nB\tListens\n"));
    assert_eq!(new.notes.len(), 1);
    assert!(new.notes[0].starts_with("2 items begin with the same words"), "{:?}", new.notes);
    assert_eq!(new.text.matches("# label = \"\"").count(), 2);
}

#[test]
fn every_fault_of_a_list_comes_in_one_run() {
    let csv = "function,item,rule,label,id\n\
               ,Plans.,,,\n\
               Visits,,,,\n\
               Visits,Looks.,comitment,,\n\
               Visits,looks,,,\n\
               visits,Listens.,,,\n\
               Visits,Talks.,distinct-methods,,\n\
               Visits,Talks more.,distinct-methods at_least=9,,\n\
               Visits,Talks less.,commitment days=,,Talks\n\
               Visits,Writes.,,a label that is much too long,w\n\
               Visits,Reads.,,,w\n\
               Visits,Plans, then visits.,,,\n\
               Visits,Rests.,fortnightly,,\n";
    assert_eq!(
        faults(csv),
        [
            "line 2: no `function` is named; write it on the line of each of its items",
            "line 3: there is no text of an `item`",
            "line 4: `comitment` is not an evidence rule; did you mean `commitment`?",
            "line 5: this item of `Visits` stands on line 4 already",
            "line 6: the function `visits` is written `Visits` on line 4",
            "line 7: an evidence rule `distinct-methods` needs the key `at_least`; write it after the \
             name, as in `distinct-methods at_least = 2`",
            "line 8: no pair can use 9 methods; the profile has 4 methods",
            "line 9: `commitment days=` is not a rule: write its name, and after it what it needs, \
             as in `session-item next_step = true`",
            "line 9: `Talks` is not an `id`: `T` cannot be in an id: use only a-z, 0-9 and -",
            "line 10: the `label` `a label that is much too long` has 29 characters; at most 28 fit",
            "line 11: the id `w` stands on a line above already",
            "line 12: this line has 6 cells, and the first line names 5 columns; put text with a \
             comma in quotes",
            "line 13: `fortnightly` is not an evidence rule; allowed: `session-item`, `commitment`, \
             `distinct-methods`, `timely-response`, `feedback-cycle`, `strengths-and-step`, \
             `observed-feedback`, `reflective-questions`, `data-to-next-steps`, `checklist` or `observation-only`",
        ]
    );
}

#[test]
fn a_list_without_its_columns_or_items_is_refused() {
    assert_eq!(
        faults("funktion,text\nA,b\n"),
        [
            "line 1: the column `function` is missing; is `funktion` meant?",
            "line 1: the column `item` is missing; the first line names function, item, rule, label, \
             id, critical and reverse",
        ]
    );
    assert_eq!(faults("item,Item,function\n"), ["line 1: the column `Item` appears twice"]);
    for empty in ["", "\n\n", "function,item\n,\n"] {
        assert!(faults(empty)[0].starts_with("line 1: there is no item here"), "{empty:?}");
    }
    let workbook = new_profile(b"PK\x03\x04\x14\0", &NAMED).unwrap_err();
    assert!(workbook[0].message.contains("save it as CSV"));
    assert!(new_profile(b"function,item\nA,\xff\n", &NAMED).is_err());
    let long = format!("function,item\n{}", "A,b\n".repeat(3000));
    assert_eq!(faults(&long).len(), 20);
}

proptest! {
    #[test]
    fn whatever_is_taken_makes_a_good_profile(
        rows in prop::collection::vec(("\\PC{1,40}", "\\PC{1,60}", "[a-z =,{}#\"0-9-]{0,20}|commitment|session-item within_days=[0-9]{1,3}"), 1..6),
        title in "\\PC{0,9}[a-z]",
    ) {
        let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let lines = rows.iter().map(|(function, item, rule)| {
            format!("{},{},{}\n", cell(function), cell(item), cell(rule))
        });
        let csv = "function,item,rule\n".to_owned() + &lines.collect::<String>();
        let named = Named { title: &title, ..NAMED };
        if let Ok(new) = new_profile(csv.as_bytes(), &named) {
            let read = profile::read(&Source::new("new.toml", new.text.clone()));
            prop_assert!(read.is_ok_and(|read| read.items.len() == new.items), "{}", new.text);
        }
    }
}
