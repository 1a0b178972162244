//! What coaches keep of themselves: where such records may be, and what can be wrong with them.

use super::{District, Pair};

const TIME: &str = "kind: time\ndate: 2025-09-10\nminutes: 40\nwhat: planning\n";
const OWN: &str = "records/coaches/c-01/2025-09-10-time-00aa.yaml";

fn district() -> District {
    District::new().pair(&super::agreed(Pair::of("c-01", "t-101", "lincoln")))
}

/// The rules that are broken, with the paths of the findings, how many records there are, and how many are
/// left out.
fn found(district: &District) -> (Vec<(&'static str, String)>, usize, usize) {
    let survey = district.survey();
    let found = survey.diagnostics.iter();
    let found = found.map(|found| (found.rule.id, found.place.path.to_string())).collect();
    (found, survey.found, survey.left_out)
}

#[test]
fn a_coach_s_own_folder_is_no_school() {
    let district = district().file(OWN, TIME);
    assert_eq!(found(&district), (vec![], 2, 0));
    let run = district.coach(&["check", "--strict"]);
    assert!(run.code == 0 && run.out.starts_with("no problems in 2 records"), "{run:?}");
    // The folder of a coach is no pair for those who look for pairs.
    let next = district.coach(&["next"]);
    assert!(next.code == 0 && !next.out.contains("coaches/"), "{next:?}");
    let scope = district.coach(&["check", OWN]);
    assert!(scope.out.starts_with("no problems in 1 record"), "{scope:?}");
}

#[test]
fn a_record_in_the_wrong_kind_of_folder_is_found_and_says_where_it_goes() {
    let session = "kind: session\ndate: 2025-09-10\nmethod: phone\n";
    let of_pair = "records/coaches/c-01/2025-09-10-session-00aa.yaml";
    let of_coach = "records/lincoln/c-01-t-101/2025-09-10-time-00aa.yaml";
    let beside = "records/coaches/2025-09-10-time-00aa.yaml";
    let relationship = "records/coaches/c-01/relationship.yaml";
    let text = "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-01\neducator: t-101\n\
                school: lincoln\nstarted: 2025-09-01\n";
    for (path, text, goes) in [
        (of_pair, session, "records go into records/<school>/<coach>-<educator>/"),
        (of_coach, TIME, "a coach's time goes into records/coaches/<coach>/"),
        (beside, TIME, "a coach's time goes into records/coaches/<coach>/"),
        (relationship, text, "records go into records/<school>/<coach>-<educator>/"),
    ] {
        let district = district().file(path, text);
        assert_eq!(found(&district), (vec![("stray-yaml", path.to_owned())], 2, 1), "{path}");
        let run = district.coach(&["check"]);
        assert!(run.code == 1 && run.out.contains(goes), "{run:?}");
    }
}

#[test]
fn what_is_wrong_in_an_entry_is_found() {
    let broken = |rest: &str| format!("kind: time\ndate: 2025-09-10\n{rest}");
    for (rule, text) in [
        ("missing-key", broken("minutes: 40\n")),
        ("unknown-word", broken("minutes: 40\nwhat: plannin\n")),
        ("out-of-range", broken("minutes: 1441\nwhat: data\n")),
        ("unknown-school", broken("minutes: 40\nwhat: data\nschool: lincon\n")),
        ("unknown-key", broken("minutes: 40\nwhat: data\ncoach: c-01\n")),
        ("long-day", broken("minutes: 481\nwhat: training\n")),
        ("file-name", TIME.replace("2025-09-10", "2025-09-11")),
        ("after-as-of", TIME.replace("2025-09-10", "2026-09-10")),
        (
            "personal-data",
            broken("minutes: 40\nwhat: data\nnotes: from a.teacher@school.example\n"),
        ),
        ("lost-text", broken("minutes: 40\nwhat: data\nnotes: #1 goal reached\n")),
    ] {
        let path = OWN
            .replace("2025-09-10", if rule == "after-as-of" { "2026-09-10" } else { "2025-09-10" });
        let (found, ..) = found(&district().file(&path, &text));
        assert_eq!(found, vec![(rule, path)], "{text}");
    }
    // A comment allows it, and is not needed where nothing is wrong.
    let allowed =
        broken("minutes: 500  # coach: allow[long-day] a day of training\nwhat: training\n");
    assert_eq!(found(&district().file(OWN, allowed)), (vec![], 2, 0));
    let unused =
        broken("minutes: 50  # coach: allow[long-day] a day of training\nwhat: training\n");
    assert_eq!(found(&district().file(OWN, unused)).0, vec![("unused-allow", OWN.to_owned())]);
    // Twice the same without a word is no slip, as with mails; with words it is.
    let second = OWN.replace("00aa", "00ab");
    assert_eq!(found(&district().file(OWN, TIME).file(&second, TIME)), (vec![], 3, 0));
    let noted = broken("minutes: 40\nwhat: data\nnotes: exit tickets\n");
    let (found, ..) = found(&district().file(OWN, &noted).file(&second, &noted));
    assert_eq!(found, vec![("same-content", second)]);
}

#[test]
fn the_folder_says_whose_time_it_is() {
    let other = OWN.replace("c-01", "c-10");
    assert_eq!(found(&district().file(&other, TIME)), (vec![("unknown-coach", other)], 2, 0));
    let folder = "records/coaches/jane";
    let (found, all, left_out) = found(&district().file(&OWN.replace("c-01", "jane"), TIME));
    assert_eq!(found.first(), Some(&("bad-id", folder.to_owned())), "{found:?}");
    assert_eq!((all, left_out), (2, 1));
}

#[test]
fn no_school_is_called_as_their_folder_is() {
    let district = District::new().settings("[schools.coaches]\nname = \"Coaches School\"");
    let run = district.coach(&["check"]);
    let said = run.out + &run.err;
    assert!(run.code == 2 && said.contains("`coaches` cannot be a school's id"), "{said}");
    assert!(said.contains("records/coaches is for the coaches' own time"), "{said}");
}

#[test]
fn a_coach_is_in_one_meeting_at_a_time_as_a_second_coach_too() {
    let one = Pair::of("c-01", "t-101", "lincoln")
        .session("2025-09-10", "starts: \"14:00\"\nminutes: 45\nalso_coach: [c-02]");
    let two = Pair::of("c-02", "t-201", "prairie")
        .session("2025-09-10", "starts: \"14:30\"\nminutes: 30");
    let district = District::new().pairs(&[super::agreed(one), super::agreed(two)]);
    let (found, ..) = found(&district);
    let rules: Vec<_> = found.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules, ["two-meetings-at-once"]);
}

#[test]
fn a_second_coach_is_someone_else_and_named_once() {
    let found = |named: &str| {
        let pair = Pair::of("c-01", "t-101", "lincoln");
        let pair = pair.session("2025-09-10", &format!("also_coach: [{named}]"));
        let district = District::new().pair(&super::agreed(pair));
        found(&district).0.into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    assert_eq!(found("c-02, c-03"), [""; 0]);
    for (named, rule) in [
        ("c-01", "second-coach"),
        ("t-101", "second-coach"),
        ("c-02, c-02", "second-coach"),
        ("jane", "bad-id"),
        ("jsmith2", "personal-id"),
    ] {
        assert_eq!(found(named), [rule], "{named}");
    }
}
