//! `coach change`: what touches many records is planned, made as a whole, and one commit.

use std::collections::BTreeMap;

use super::{Desk, SETTINGS, T104};
use crate::harness::Run;

const PRAIRIE: &str = "records/prairie/c-03-t-104";

/// A desk with a contact, and a pair of the same coach and educator at the other school.
fn desk() -> Desk {
    let desk = Desk::new();
    let contact = "kind: contact\ndate: 2025-10-06   # so\nmethod: email\n";
    desk.file(&format!("{T104}/2025-10-06-contact-0a1b.yaml"), contact);
    let other = desk.read(&format!("{T104}/relationship.yaml")).replace("lincoln", "prairie");
    // Before the one at Lincoln: at the same time the two would count twice.
    let other = other.replace("started: 2025-09-01", "started: 2025-06-02\nended: 2025-08-29");
    let other = other.replace("committed_on: 2025-09-02", "committed_on: 2025-06-02");
    desk.file(&format!("{PRAIRIE}/relationship.yaml"), other);
    desk
}

fn run(desk: &Desk, arguments: &[&str]) -> Run {
    let arguments = [&["change"], arguments].concat();
    super::finish(desk.command(&arguments).spawn().expect("the program starts"))
}

#[track_caller]
fn done(desk: &Desk, arguments: &[&str]) -> Run {
    let run = run(desk, arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {run:#?}");
    run
}

#[track_caller]
fn refused(desk: &Desk, arguments: &[&str], said: &str) {
    let before = desk.files();
    let run = run(desk, arguments);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:#?}");
    assert!(run.err.contains(said), "{said} is not said: {}", run.err);
    assert_eq!(desk.files(), before);
}

/// `files` with `from` as `to` in paths, and in the lines of relationships that begin with `school:`.
fn moved(files: BTreeMap<String, String>, from: &str, to: &str) -> BTreeMap<String, String> {
    let old = format!("records/{from}/");
    let moved = |(path, text): (String, String)| match path.strip_prefix(&old) {
        Some(rest) => {
            let school = |school: &str| format!("school: {school}\n");
            (format!("records/{to}/{rest}"), text.replace(&school(from), &school(to)))
        }
        None => (path, text),
    };
    files.into_iter().map(moved).collect()
}

#[test]
fn a_school_gets_another_id() {
    let desk = desk();
    let mut expected = moved(desk.files(), "lincoln", "lincoln-k8");
    let settings = SETTINGS.replace("[schools.lincoln]", "[schools.lincoln-k8]");
    expected.insert("coach.toml".to_owned(), settings);
    refused(&desk, &["school", "lincoln", "--id", "lincoln-k8"], "add --yes");
    let plan = done(&desk, &["school", "lincoln", "--id", "lincoln-k8", "--dry-run"]);
    assert!(plan.out.contains("  - [schools.lincoln]\n  + [schools.lincoln-k8]\n"), "{}", plan.out);
    assert!(plan.out.contains("  - school: lincoln\n  + school: lincoln-k8\n"), "{}", plan.out);
    assert_ne!(desk.files(), expected);
    done(&desk, &["school", "lincoln", "--id", "lincoln-k8", "--yes"]);
    assert_eq!(desk.files(), expected);
    assert!(!desk.path().join("records/lincoln").exists());
    desk.is_clean();
}

/// A command that was refused halfway may have made the folder; the next one goes there all the same.
#[test]
fn a_folder_without_records_is_no_other_pair() {
    let school = desk();
    let expected = moved(school.files(), "lincoln", "lincoln-k8");
    std::fs::create_dir_all(school.path().join("records/lincoln-k8/c-03-t-104")).expect("a folder");
    done(&school, &["school", "lincoln", "--id", "lincoln-k8", "--yes"]);
    let paths = |files: BTreeMap<String, String>| files.into_keys().collect::<Vec<_>>();
    assert_eq!(paths(school.files()), paths(expected));

    let coach = desk();
    std::fs::create_dir_all(coach.path().join("records/lincoln/c-04-t-104")).expect("a folder");
    let edit = ["edit", "lincoln/c-03-t-104", "--set", "coach=c-04"];
    let run = super::finish(coach.command(&edit).spawn().expect("the program starts"));
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(
        coach.path().join("records/lincoln/c-04-t-104/relationship.yaml").is_file(),
        "{run:#?}"
    );
}

/// A relationship goes on from one at another school, and one from one beside it.
#[test]
fn what_goes_on_from_a_pair_that_moves_still_does() {
    let desk = desk();
    let go_on = |path: &str, coach: &str, named: &str| {
        let text = desk.read(&format!("{T104}/relationship.yaml"));
        let text = text.replace("c-03", coach).replace("2025-09", "2026-03");
        desk.file(path, format!("{}continues: {named}   # so\n", text));
    };
    done(&desk, &["year", "--end", "2026-02-27", "--yes"]);
    let strip = |text: String| text.replace("ended: 2026-02-27\n", "");
    go_on("records/lincoln/c-05-t-104/relationship.yaml", "c-05", "c-03-t-104");
    let beside = "records/lincoln/c-05-t-104/relationship.yaml";
    desk.file(beside, strip(desk.read(beside)));
    let elsewhere = "records/prairie/c-06-t-105/relationship.yaml";
    let text = strip(desk.read("records/lincoln/c-03-t-105/relationship.yaml"));
    let text =
        text.replace("c-03", "c-06").replace("lincoln", "prairie").replace("2025-09", "2026-03");
    desk.file(elsewhere, format!("{text}continues: lincoln/c-03-t-105\n"));
    desk.is_clean();
    let refused =
        super::finish(desk.command(&["remove", "--yes", T104]).spawn().expect("it starts"));
    assert!(refused.code == 2 && refused.err.contains("c-05-t-104"), "{refused:?}");
    done(&desk, &["school", "lincoln", "--id", "hill", "--yes"]);
    assert!(desk.read(elsewhere).ends_with("continues: hill/c-03-t-105\n"));
    assert!(
        desk.read(&beside.replace("lincoln", "hill")).ends_with("continues: c-03-t-104   # so\n")
    );
    desk.is_clean();
    let edit = ["edit", "hill/c-03-t-104", "--set", "coach=c-04"];
    let edited = super::finish(desk.command(&edit).spawn().expect("it starts"));
    assert_eq!(edited.code, 0, "{edited:?}");
    assert!(
        desk.read(&beside.replace("lincoln", "hill")).ends_with("continues: c-04-t-104   # so\n")
    );
    desk.is_clean();
}

#[test]
fn two_schools_become_one() {
    let desk = desk();
    done(&desk, &["school", "prairie", "--into", "lincoln", "--yes"]);
    // Its name was taken: the year tells the two apart.
    let both = desk.read("records/lincoln/c-03-t-104-2025/relationship.yaml");
    assert!(both.contains("school: lincoln\n"), "{both}");
    assert!(!desk.read("coach.toml").contains("prairie"));
    assert!(
        desk.read("coach.toml")
            .starts_with(&SETTINGS[..SETTINGS.find("[schools.prairie]").expect("it")])
    );
}

#[test]
fn schools_come_and_get_names() {
    let desk = desk();
    done(&desk, &["school", "--add", "west-side=West \"Side\"", "--add", "hill=Hill", "--yes"]);
    done(&desk, &["school", "lincoln", "--name", "Lincoln K-8", "--yes"]);
    let settings = SETTINGS.replace("\"Lincoln\"", "\"Lincoln K-8\"")
        + "\n[schools.west-side]\nname = \"West \\\"Side\\\"\"\n\n[schools.hill]\nname = \"Hill\"\n";
    assert_eq!(desk.read("coach.toml"), settings);
    desk.is_clean();
    refused(&desk, &["school", "--add", "hill=Hill", "--yes"], "lists the school `hill` already");
    refused(&desk, &["school", "--add", "Hill=Hill", "--yes"], "invalid value");
    refused(&desk, &["school", "lincon", "--name", "x", "--yes"], "did you mean `lincoln`?");
    refused(&desk, &["school", "lincoln", "--id", "prairie", "--yes"], "--into prairie");
    refused(&desk, &["school", "lincoln", "--into", "lincoln", "--yes"], "that school already");
    refused(&desk, &["school", "lincoln", "--yes"], "say what changes");
}

const ROUNDS: &str = include_str!("../../profiles/five-functions.toml");

#[test]
fn a_coach_leaves_and_promises_pass_on() {
    let desk = desk();
    let session =
        "kind: session\ndate: 2025-10-06\nmethod: video\nnext_steps:\n  - {id: s1, what: try it}\n";
    desk.file(&format!("{T104}/2025-10-06-session-0a1b.yaml"), session);
    let change = ["coach", "c-03", "--from", "2026-02-02", "--to", "c-05", "--to", "t-105=c-06"];
    refused(
        &desk,
        &["coach", "c-03", "--from", "2026-02-02", "--to", "t-105=c-06"],
        "--to t-104=COACH",
    );
    refused(&desk, &["coach", "c-09", "--from", "2026-02-02", "--to", "c-05"], "no pair under way");
    refused(&desk, &[&change[..], &["--to", "c-07"]].concat(), "one coach takes all");
    refused(&desk, &[&change[..], &["--to", "t-1=c-07"]].concat(), "none of these pairs is with");
    let run = done(&desk, &[&change[..], &["--yes", "--reason", "retired"]].concat());
    assert!(
        run.err.contains(&format!("passes on: next step: {T104}/2025-10-06-session-0a1b.yaml#s1")),
        "{run:?}"
    );
    let old = desk.read(&format!("{T104}/relationship.yaml"));
    assert!(old.contains("ended: 2026-02-01\nend_reason: retired\n"), "{old}");
    let new = "kind: relationship\nprofile: missouri-sbic-2014\ncoach: COACH\neducator: ED\nschool: lincoln\n\
               started: 2026-02-02\ncontinues: c-03-ED\n";
    for (coach, educator) in [("c-05", "t-104"), ("c-06", "t-105")] {
        let path = format!("records/lincoln/{coach}-{educator}/relationship.yaml");
        assert_eq!(desk.read(&path), new.replace("COACH", coach).replace("ED", educator));
    }
    desk.is_clean();
    let closed =
        desk.log(&["done", "--educator", "t-104", "--coach", "c-05", "s1", "--date", "2026-02-03"]);
    assert_eq!(closed.code, 0, "{closed:?}");
    desk.is_clean();
}

#[test]
fn a_profile_is_superseded() {
    let desk = desk();
    desk.file("profiles/rounds.toml", ROUNDS);
    let settings = SETTINGS.replace(
        "[schools.lincoln]",
        "[profiles]\nrounds-district = \"profiles/rounds.toml\"\n[schools.lincoln]",
    );
    desk.file("coach.toml", &settings);
    refused(
        &desk,
        &["profile", "rounds-distict", "--from", "2026-02-02"],
        "did you mean `rounds-district`?",
    );
    let run = done(&desk, &["profile", "rounds-district", "--from", "2026-02-02", "--yes"]);
    assert!(
        run.err.contains("leave out methods that the new profile does not have: email and video"),
        "{run:?}"
    );
    let anew = "where rounds-district does not say which item of missouri-sbic-2014 is the same: \
                problem-of-practice, early-visit and next-work";
    assert!(run.err.contains(anew), "{run:?}");
    assert_eq!(desk.read("coach.toml"), settings.replace("missouri-sbic-2014", "rounds-district"));
    let new = desk.read("records/lincoln/c-03-t-104-2026/relationship.yaml");
    // The same two: they need not commit themselves again.
    for part in
        ["profile: rounds-district\n", "continues: c-03-t-104\n", "committed_on: 2025-09-02"]
    {
        assert!(new.contains(part), "{part} is not in {new}");
    }
    assert!(!new.contains("video"), "{new}");
    desk.is_clean();
    let again = done(&desk, &["profile", "rounds-district", "--from", "2026-02-02", "--yes"]);
    assert!(again.err.contains("nothing to change"), "{again:?}");
}

#[test]
fn pairs_that_begin_later_are_under_the_new_profile_from_their_first_day() {
    let desk = desk();
    desk.file("profiles/rounds.toml", ROUNDS);
    let settings = SETTINGS.replace(
        "[schools.lincoln]",
        "[profiles]\nrounds-district = \"profiles/rounds.toml\"\n[schools.lincoln]",
    );
    desk.file("coach.toml", &settings);
    let begins = |educator: &str, on: &str, record: Option<(&str, &str)>| {
        let folder = format!("records/lincoln/c-03-{educator}");
        let text = format!(
            "kind: relationship\nprofile: missouri-sbic-2014 # ours\ncoach: c-03\neducator: {educator}\n\
             school: lincoln\nstarted: {on}\nagreement: {{committed_on: {on}, respond_within_days: 2}}\n"
        );
        let path = format!("{folder}/relationship.yaml");
        desk.file(&path, &text);
        if let Some((name, record)) = record {
            desk.file(&format!("{folder}/{name}"), record);
        }
        (path, text)
    };
    // On the day itself, and with a record that names neither item nor method.
    let request = ("2026-02-03-request-0a1b.yaml", "kind: request\nasked: 2026-02-03\n");
    let goes = [begins("t-106", "2026-02-02", None), begins("t-107", "2026-02-03", Some(request))];
    // The rounds know no e-mail; and nothing says that an item is the same.
    let contact = "kind: contact\ndate: 2026-02-06\nmethod: email\n";
    let list = "kind: checklist\ndate: 2026-02-06\nrater: {role: self}\nratings: {confidentiality: partial}\n";
    let stays = [
        begins("t-108", "2026-02-05", Some(("2026-02-06-contact-0a1b.yaml", contact))),
        begins("t-109", "2026-02-05", Some(("2026-02-06-checklist-0a1b.yaml", list))),
    ];
    let run = done(&desk, &["profile", "rounds-district", "--from", "2026-02-02", "--yes"]);
    for said in [
        "2 pairs that begin on 2026-02-02 or later are under rounds-district from their first day",
        "2 pairs that begin on 2026-02-02 or later stay under missouri-sbic-2014",
        "records/lincoln/c-03-t-108 records/lincoln/c-03-t-109",
    ] {
        assert!(run.err.contains(said), "{said} is not said: {run:?}");
    }
    for (path, text) in goes {
        assert_eq!(desk.read(&path), text.replace("missouri-sbic-2014", "rounds-district"));
    }
    for (path, text) in stays {
        assert_eq!(desk.read(&path), text);
    }
    desk.is_clean();
    // The two go on from a later day, as the note says.
    let later =
        ["profile", "rounds-district", "--old", "missouri-sbic-2014", "--from", "2026-02-09"];
    done(&desk, &[&later[..], &["--yes"]].concat());
    for educator in ["t-108", "t-109"] {
        let new = desk.read(&format!("records/lincoln/c-03-{educator}-2026/relationship.yaml"));
        assert!(new.contains("profile: rounds-district\n"), "{new}");
    }
    desk.is_clean();
}

#[test]
fn records_that_are_left_outside_are_said_in_one_line() {
    let desk = desk();
    let change = ["coach", "c-03", "--from", "2025-10-01", "--to", "c-05", "--dry-run"];
    let day = |day: u32| {
        let contact = format!("kind: contact\ndate: 2025-11-0{day}\nmethod: email\n");
        desk.file(&format!("{T104}/2025-11-0{day}-contact-0a1b.yaml"), contact);
    };
    // One of October is there already: five are each shown, six are not.
    (1..=4).for_each(day);
    let run = done(&desk, &change);
    assert_eq!(run.err.matches("warning[outside-dates]").count(), 5, "{run:?}");
    day(5);
    let run = done(&desk, &change);
    assert!(
        run.err.contains("6 records of 1 pair are dated after their pair ends, and will not count"),
        "{run:?}"
    );
    assert!(!run.err.contains("outside-dates"), "{run:?}");
}

#[test]
fn a_year_ends_for_all_that_is_under_way() {
    let desk = desk();
    let args = ["year", "--end", "2026-05-29", "--reason", "the year is over", "--yes"];
    let run = done(&desk, &args);
    assert_eq!(run.out.matches("changed ").count(), 2, "{run:?}");
    let is_ended =
        |path: &&String| path.ends_with("relationship.yaml") && !path.starts_with(PRAIRIE);
    for path in desk.files().keys().filter(is_ended) {
        let text = desk.read(path);
        assert!(text.ends_with("ended: 2026-05-29\nend_reason: the year is over\n"), "{text}");
    }
    desk.is_clean();
    let again = done(&desk, &args);
    assert!(again.out.is_empty() && again.err.contains("nothing to change"), "{again:?}");
}

#[test]
fn a_record_that_would_be_left_out_keeps_all_as_it_is() {
    let desk = desk();
    let before = desk.files();
    let run = run(&desk, &["year", "--end", "2025-09-30", "--yes"]);
    assert!(run.err.contains("outside-dates"), "{run:?}");
    if run.code != 0 {
        assert_eq!(desk.files(), before);
    }
    desk.file("records/lincoln/c-03-t-105/relationship.yaml", "kind: relationship\n");
    refused(&desk, &["school", "lincoln", "--id", "x", "--yes"], "cannot be read");
}

#[cfg(unix)]
#[test]
fn it_is_one_commit_and_refused_over_what_is_not_committed() {
    use crate::repository::git;
    let desk = desk();
    git(desk.path(), &["init", "--quiet"]);
    git(desk.path(), &["config", "user.name", "Tester"]);
    git(desk.path(), &["config", "user.email", "tester@example.invalid"]);
    git(desk.path(), &["add", "."]);
    git(desk.path(), &["commit", "--quiet", "-m", "start"]);
    desk.file("coach.toml", format!("{SETTINGS}# changed\n"));
    let change = ["school", "lincoln", "--id", "hill", "--yes", "--commit"];
    refused(&desk, &change, "commit them first, then change: coach.toml");
    desk.file("coach.toml", SETTINGS);
    done(&desk, &change);
    assert_eq!(git(desk.path(), &["status", "--porcelain"]), "");
    assert_eq!(git(desk.path(), &["rev-list", "--count", "HEAD"]).trim(), "2");
    let said = git(desk.path(), &["show", "--format=%B", "--name-status", "-M", "HEAD"]);
    assert!(said.starts_with("Give a school another id\n"), "{said}");
    assert!(!said.contains("\nD\t"), "{said}");
}
