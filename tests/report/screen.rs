//! The first screen of a report: it fits a terminal, answers four questions, and each of its numbers is the
//! JSON's; on every day of the year it says what that day can bear.

use std::fs;
use std::path::Path;

use coach::check;
use coach::report::{
    Asked, Dimension, Keeps, Question, Sections, Selection, Shown, build, gather, text,
};
use coach::store::{DistrictFolder, Progress};
use serde_json::Value as Json;

use crate::copy::copy_folder;
use crate::harness::{AS_OF, District, Pair, Run, as_of, coach_in};

/// Columns and lines of a terminal.
const SCREEN: (usize, usize) = (100, 40);

fn riverbend(arguments: &[&str]) -> Run {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = coach_in(root, &[], &[&["report", "-C", "examples/riverbend"], arguments].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    run
}

/// Everything in one line, without the space between words.
fn flow(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn it_fits_a_terminal() {
    let (columns, lines) = SCREEN;
    let out = riverbend(&[]).out;
    assert!(out.lines().count() <= lines, "{} lines\n{out}", out.lines().count());
    for line in out.lines() {
        assert!(line.chars().count() <= columns, "{line}");
    }
    // All sections together are more than that.
    assert!(riverbend(&["--details"]).out.lines().count() > 2 * lines);
}

#[test]
fn it_is_no_wider_than_the_terminal() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let folder = DistrictFolder::open(&root, &check::rules()).expect("it can be read");
    let as_of = as_of(AS_OF);
    let progress = Progress::default();
    let question = Question {
        as_of,
        periods: &[],
        year_before: true,
        today: as_of,
        keeps: Keeps::Pairs,
        progress: &progress,
    };
    let gathered = gather(&folder, &question).expect("a time");
    let by = vec![Dimension::School];
    let form = Asked { by, ..Asked::default() };
    let report = build(&folder.district, &gathered, &Selection::default(), form);
    for sections in [Sections::default(), Sections::all()] {
        for width in [60, 80, 100, 120, 200] {
            let shown = Shown { sections, ..Shown::default() };
            let drawn = text::render(&report, text::Style { color: false, width }, shown);
            let too_wide = drawn.lines().find(|line| line.chars().count() > width);
            assert_eq!(too_wide, None, "{width}");
        }
    }
}

/// k of n and its percent, cut to one decimal, from the JSON.
fn share(json: &Json) -> String {
    let [k, n] = ["k", "n"].map(|part| json[part].as_u64().expect("a number"));
    format!("{k} of {n} {}.{} %", 100 * k / n, 1000 * k / n % 10)
}

#[test]
fn its_numbers_are_those_of_the_json() {
    let report = riverbend(&["--format", "json"]).json();
    let profile = &report["periods"][0]["profiles"][0];
    let out = flow(&riverbend(&[]).out);
    let total = &profile["total"];
    let rows = std::iter::once((total, "All functions"))
        .chain(list(&total["functions"]).iter().map(|of| (of, of["heading"].as_str().unwrap())))
        .chain(list(&profile["groups"]).iter().map(|of| (of, of["name"].as_str().unwrap())));
    for (row, name) in rows {
        let coverage = &row["coverage"];
        let [in_place, observed] = ["in_place", "observed"].map(|key| share(&coverage[key]));
        assert!(out.contains(&format!("{name} {in_place} {observed}")), "{name}\n{out}");
    }
    let missing = &total["items"][0];
    let named = format!(
        "Train next {} (missing in {} of {} pairs)",
        missing["label"].as_str().unwrap(),
        missing["missing"]["k"],
        missing["missing"]["n"]
    );
    assert!(out.contains(&named), "{named}\n{out}");
    let needs = list(&profile["needs"]);
    for need in &needs[..5] {
        let who = |key: &str| need[key].as_str().unwrap().to_owned();
        let named = format!("{} with {}, {}:", who("coach"), who("educator"), who("school_name"));
        assert!(out.contains(&named), "{named}\n{out}");
    }
    assert!(out.contains(&format!("and {} more", needs.len() - 5)), "{out}");
}

fn list(json: &Json) -> &Vec<Json> {
    json.as_array().expect("a list")
}

/// The names of the rows of a screen's second table.
fn rows_of(run: &Run) -> Vec<String> {
    let mut tables = run.out.split("\n\n").filter(|block| block.contains('─'));
    let table = tables.nth(1).expect("a second table");
    let rows = table.lines().skip_while(|line| !line.starts_with('─')).skip(1);
    rows.filter_map(|row| row.split("  ").next()).map(str::to_owned).collect()
}

/// By share of items in place: a 1 of 13, b 2 of 13, c 1 of 13 with an answer that is overdue.
fn three_schools() -> District {
    let pair = |educator: &str, school: &str| Pair::of("c-01", educator, school);
    let committed = "committed_on: 2025-09-02";
    let settings = "[schools.school-a]\nname = \"A\"\n[schools.school-b]\nname = \"B\"\n\
                    [schools.school-c]\nname = \"C\"";
    District::new().settings(settings).pairs([
        &pair("t-101", "school-a").agreed(committed),
        &pair("t-102", "school-b").agreed(committed).session("2025-09-03", "items: [rationale]"),
        &pair("t-103", "school-c")
            .agreed("committed_on: 2025-09-02, respond_within_days: 2")
            .asked("2026-05-20"),
    ])
}

#[test]
fn rows_are_sorted_by_need_unless_asked_otherwise() {
    let district = three_schools();
    let rows = |arguments: &[&str]| rows_of(&district.coach(&[&["report"], arguments].concat()));
    // All three have not met for long; C has an answer overdue as well.
    assert_eq!(rows(&[]), ["C", "A", "B"]);
    assert_eq!(rows(&["--sort", "need"]), ["C", "A", "B"]);
    assert_eq!(rows(&["--sort", "name"]), ["A", "B", "C"]);
    assert_eq!(rows(&["--sort", "coverage"]), ["B", "A", "C"]);
    let json = district.coach(&["report", "--sort", "coverage", "--format", "json"]).json();
    let groups = list(&json["periods"][0]["profiles"][0]["groups"]);
    let ids: Vec<&str> = groups.iter().map(|group| group["id"].as_str().unwrap()).collect();
    assert_eq!(
        (ids, &json["sort"]),
        (vec!["school-b", "school-a", "school-c"], &"coverage".into())
    );
}

/// A pair since 1 September with 1 of 13 in place (the commitment), and one since `started` with nothing.
fn with_a_new_pair(started: &str) -> District {
    let settled = Pair::new().agreed("committed_on: 2025-09-02");
    District::new().pairs([&settled, &Pair::of("c-02", "t-202", "lincoln").started(started)])
}

#[test]
fn a_pair_is_new_for_thirty_days() {
    let of = |started: &str| {
        let report = with_a_new_pair(started).coach(&["report", "--format", "json"]).json();
        let total = report["periods"][0]["profiles"][0]["total"].clone();
        (total["coverage"]["in_place"].clone(), total["members"]["new_pairs"].clone())
    };
    // 1 to 29 May is 29 days; 30 April to 29 May is 30.
    assert_eq!(of("2026-05-01"), (serde_json::json!({"k": 1, "n": 13}), 1.into()));
    assert_eq!(of("2026-04-30"), (serde_json::json!({"k": 1, "n": 26}), 0.into()));
    let district = with_a_new_pair("2026-05-01");
    let out = flow(&district.coach(&["report"]).out);
    let said =
        "1 new pair (under way for less than 30 days) is counted apart: 0 of 13 (0.0 %) in place.";
    assert!(out.contains(said), "{out}");
    let out = flow(&district.settings("[thresholds]\nnew_pair_days = 0").coach(&["report"]).out);
    assert!(!out.contains("new pair") && out.contains("1 of 26"), "{out}");
    // The summer makes no pair old: 1 to 29 May are 29 days, whatever comes after them.
    let breaks = with_a_new_pair("2026-05-01").with_breaks();
    let july = breaks.coach(&["report", "--as-of", "2026-07-31"]);
    assert!(flow(&july.out).contains("1 new pair"), "{}", july.out);
}

#[test]
fn a_new_pair_has_its_own_numbers_and_they_are_explained() {
    let district = with_a_new_pair("2026-05-01");
    let explain = |address: &str| {
        let run = district.coach(&["explain", address, "--format", "json"]);
        let json = run.json();
        let value = &json["value"];
        (value["k"].as_u64(), value["n"].as_u64(), json["new_apart"].as_u64())
    };
    assert_eq!(explain("period=2025-26 in-place"), (Some(1), Some(13), Some(1)));
    assert_eq!(explain("school=lincoln in-place"), (Some(1), Some(13), Some(1)));
    assert_eq!(explain("educator=t-202 in-place"), (Some(0), Some(13), Some(0)));
    let run = district.coach(&["report", "--by", "relationship", "--format", "json"]).json();
    let groups = list(&run["periods"][0]["profiles"][0]["groups"]);
    assert_eq!(groups[1]["coverage"]["in_place"], serde_json::json!({"k": 0, "n": 13}));
}

/// A pair since September 2024, with two items in place a year ago and three now.
fn two_years() -> District {
    let first = Pair::new().started("2024-09-01").agreed("committed_on: 2024-09-02");
    let pair = first.session("2024-10-07", "items: [rationale]").session(
        "2025-10-06",
        "items: [rationale]\nstrengths: waits\nnext_steps: [{what: try it}]",
    );
    District::new().pair(&pair)
}

#[test]
fn it_stands_beside_the_same_day_of_last_year() {
    // Last year: the commitment and rationale, 2 of 13 or 15.3 %. Now also strengths: 3 of 13, 23.0 %.
    // 1 of 13 is 7.69 points.
    let run = two_years().coach(&["report"]);
    let said = "23.0 % of items are in place (3 of 13), 7.6 points more than on the same day last year (2 \
                of 13).";
    assert!(flow(&run.out).contains(said), "{}", run.out);
    let json = two_years().coach(&["report", "--format", "json"]).json();
    let before = &json["periods"][0]["profiles"][0]["year_before"];
    assert_eq!(before["as_of"], "2025-05-29");
    assert_eq!(before["coverage"]["in_place"], serde_json::json!({"k": 2, "n": 13}));
    // The same as a report as of that day.
    let then = two_years().coach(&["report", "--as-of", "2025-05-29", "--format", "json"]).json();
    let total = &then["periods"][0]["profiles"][0]["total"]["coverage"];
    assert_eq!(&before["coverage"], total);
    assert_eq!(then["periods"][0]["profiles"][0]["year_before"], Json::Null, "nothing before that");
}

/// A pair was under way a year ago, and nobody wrote anything down then.
#[test]
fn a_year_without_records_stands_beside_nothing() {
    let pair = Pair::new()
        .started("2024-09-01")
        .agreed("committed_on: 2024-09-02")
        .session("2025-10-06", "items: [rationale]");
    let json = District::new().pair(&pair).coach(&["report", "--format", "json"]).json();
    let profile = &json["periods"][0]["profiles"][0];
    assert_eq!(profile["total"]["members"]["relationships"], 1);
    assert_eq!(profile["year_before"], Json::Null);
}

/// Of three pairs two were new a year ago: what was in place then is that of one pair, and one against three
/// is no difference in points.
#[test]
fn a_year_before_is_as_many_pairs_as_it_counts() {
    let agreed = "committed_on: 2024-08-06";
    let pair = |educator: &str, started: &str| {
        Pair::of("c-01", educator, "lincoln").started(started).session("2024-10-02", "")
    };
    let first = pair("t-101", "2024-08-05").agreed(agreed).contact("2025-09-03", "email");
    let district =
        District::new().pairs([&first, &pair("t-102", "2024-09-20"), &pair("t-103", "2024-09-25")]);
    let out = flow(&district.coach(&["report", "--as-of", "2025-10-06"]).out);
    // The commitment alone was in place.
    let said = "On the same day last year there were records of 1 pair (1 of 13)";
    assert!(out.contains(said), "{out}");
}

#[test]
fn the_first_days_of_a_year_are_said_to_be() {
    let district = two_years();
    let on = |day: &str| flow(&district.coach(&["report", "--as-of", day]).out);
    // Day 1 is 1 August: 6 October is day 31 + 30 + 6 = 67, 29 October day 90.
    let said = "Day 67 of the school year 2025-26: evidence builds up through the year.";
    assert!(on("2025-10-06").contains(said), "{}", on("2025-10-06"));
    assert!(!on("2025-10-29").contains("evidence builds up"));
    assert!(on("2025-10-28").contains("Day 89 of"));
    let rolling =
        district.coach(&["report", "--as-of", "2025-10-06", "--period", "last-12-months"]);
    let out = flow(&rolling.out);
    // 7 October 2024 is 365 days before 6 October 2025, both counted.
    assert!(
        out.contains("Last 12 months: 2024-10-07 to 2025-10-06") && !out.contains("Day "),
        "{out}"
    );
}

/// One contact in August, and the example's report is of a year that is twenty days old: it says so, looks
/// beside it at the year before, judges nothing yet, and blames nobody for the summer.
#[test]
fn the_first_record_of_a_year_turns_nothing_red() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("riverbend");
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend"), &root);
    let pair = "records/lincoln-elementary/c-01-t-101";
    let contact = "kind: contact\ndate: 2026-08-12\nmethod: email\n";
    fs::write(root.join(pair).join("2026-08-12-contact-aaaa.yaml"), contact).expect("a file");
    let settings = fs::read_to_string(root.join("coach.toml")).expect("a text");
    let settings: String = settings
        .lines()
        .filter(|line| !line.starts_with("as_of"))
        .map(|l| format!("{l}\n"))
        .collect();
    fs::write(root.join("coach.toml"), settings).expect("a file");
    let on = |arguments: &[&str]| {
        coach_in(&root, &[], &[&["report", "--as-of", "2026-08-20"], arguments].concat())
    };
    let run = on(&["--fail-under", "55"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("not judged yet: day 20 of the school year 2026-27"), "{}", run.err);
    let out = flow(&run.out);
    assert!(out.contains("Day 20 of the school year 2026-27: evidence builds up"), "{out}");
    assert!(
        out.contains("On the same day last year there were records of 1 pair (6 of 12)"),
        "{out}"
    );
    assert!(out.contains("Train next too early in the school year to say"), "{out}");
    // Nobody was at school from 29 May to 1 August: of the 31 pairs few have not met for 30 days of school.
    let json = on(&["--format", "json"]).json();
    let whole = &json["periods"][0]["profiles"][0]["total"]["whole"];
    assert!(whole["attention"]["pairs_not_met"].as_u64().unwrap() < 10, "{}", whole["attention"]);
    // Looked at over the year, the same day is judged, and what was in place still is.
    let rolling = on(&["--period", "last-12-months", "--fail-under", "55"]);
    assert_eq!((rolling.code, rolling.err.as_str()), (0, ""));
    assert_eq!(on(&["--period", "last-12-months", "--fail-under", "65"]).code, 1);
}

#[test]
fn a_district_may_look_at_the_last_twelve_months_unasked() {
    let pair = &Pair::new().started("2024-09-01").session("2024-10-07", "items: [rationale]");
    let settings =
        crate::harness::SETTINGS.replace("as_of = ", "window = \"last-12-months\"\nas_of = ");
    let district = District::new().file("coach.toml", settings).pair(pair);
    let window = |arguments: &[&str]| {
        let arguments = [&["report", "--format", "json"], arguments].concat();
        district.coach(&arguments).json()["periods"][0]["window"].clone()
    };
    let rolling = window(&["--as-of", "2025-05-29"]);
    assert_eq!(
        (&rolling["from"], &rolling["label"]),
        (&"2024-05-30".into(), &"last 12 months".into())
    );
    let year = window(&["--as-of", "2025-05-29", "--period", "school-year"]);
    assert_eq!(year["from"], "2024-08-01");
    let taken = District::new()
        .file("coach.toml", crate::harness::SETTINGS.replace("fall =", "last-12-months ="));
    let run = taken.coach(&["report"]);
    assert!(run.code == 2 && run.err.contains("has a meaning already"), "{}", run.err);
}

#[test]
fn a_section_is_asked_for_by_name() {
    let raters = riverbend(&["--section", "raters"]).out;
    assert!(raters.contains("Two observers:") && !raters.contains("Train next"), "{raters}");
    assert!(
        raters.contains("AC2 = Gwet's coefficient") && !raters.contains("planned ="),
        "{raters}"
    );
    let two = riverbend(&["--section", "answers", "--section", "records"]).out;
    assert!(two.contains("Answers to requests") && two.contains("dated in this period"), "{two}");
    let markdown = riverbend(&["--section", "levels", "--format", "markdown"]).out;
    assert!(markdown.contains("| Level, in pairs |"), "{markdown}");
    let district = two_years();
    let refused = |arguments: &[&str]| {
        let run = district.coach(&[&["report"], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}");
        run.err
    };
    assert!(refused(&["--section", "raters", "--details"]).contains("cannot be used"));
    assert!(
        refused(&["--details", "--format", "json"]).contains("--format text, markdown or html")
    );
    assert!(refused(&["--section", "rater"]).contains("raters"));
    let several = ["--section", "raters", "--period", "fall", "--period", "spring"];
    assert!(refused(&several).contains("one --period"));
}

#[test]
fn words_are_explained_with_a_district_and_without() {
    let nowhere = tempfile::tempdir().expect("a folder");
    for word in ["observed", "Documented", "ideal", "ac2", "in place", "new pair"] {
        let run = coach_in(nowhere.path(), &[], &["explain", word]);
        let start = format!("{} = ", word.to_lowercase());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{word}");
        assert!(run.out.to_lowercase().starts_with(&start), "{}", run.out);
    }
    let here = two_years().coach(&["explain", "observed"]);
    let records = "coach explain period=2025-08-01..2026-05-29 observed";
    assert!(here.out.contains(records), "{}", here.out);
    let json = two_years().coach(&["explain", "observed", "--format", "json"]).json();
    assert_eq!(json["value"]["n"], 0, "the number itself");
    let wrong = coach_in(nowhere.path(), &[], &["explain", "observd"]);
    assert!(wrong.code == 2 && wrong.err.contains("did you mean"), "{}", wrong.err);
}

/// Every pair is new: nothing is counted, and CI is not red for it.
#[test]
fn a_district_of_new_pairs_alone_is_not_judged() {
    let district = District::new().pair(&Pair::new().started("2026-05-11"));
    let run = district.coach(&["report", "--fail-under", "50"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("Testville is not judged: every pair is new"), "{}", run.err);
    let out = flow(&run.out);
    let said = "Every pair here is new, so none is counted yet. 1 new pair (under way for less than 30 days) \
                is counted apart: 0 of 13 (0.0 %) in place.";
    assert!(out.contains(said) && !out.contains("All functions"), "{out}");
    // A row that is one pair has its own numbers, and says that the pair is new.
    let pair = flow(&district.coach(&["report", "--educator", "t-101"]).out);
    assert!(pair.contains("The pair is new: under way for less than 30 days."), "{pair}");
    assert!(pair.contains("0.0 % of items are in place (0 of 13)"), "{pair}");
    // Settled pairs are judged as ever.
    let settled = District::new().pair(&Pair::new());
    assert_eq!(settled.coach(&["report", "--fail-under", "50"]).code, 1);
}

#[test]
fn sections_name_new_pairs_and_say_when_there_is_nothing() {
    let district = with_a_new_pair("2026-05-01");
    let section = |name: &str| flow(&district.coach(&["report", "--section", name]).out);
    assert!(section("rows").contains("1 new pair (under way for less than 30 days)"));
    assert!(section("levels").contains("of each function: there is nothing to show."));
    let rows = flow(&district.coach(&["report", "--by", "relationship"]).out);
    assert!(rows.contains("c-02-t-202 (new) 0 of 13"), "{rows}");
    assert!(!rows.contains("c-01-t-101 (new)"), "{rows}");
}

/// What was due before the school year is told apart: it is in no row, and nobody needs someone for it.
#[test]
fn what_is_left_over_is_nobodys_need() {
    let steps = "next_steps: [{what: a, due: 2026-05-11}, {what: b, due: 2026-08-10}]";
    let district = District::new().pair(&Pair::new().session("2026-05-04", steps));
    let out =
        flow(&district.coach(&["report", "--as-of", "2026-08-20", "--period", "2025-26"]).out);
    // 10 to 20 August is 10 days; the step of May is 101 days late and left over.
    assert!(out.contains("a next step 10 days late") && !out.contains("101 days"), "{out}");
    assert!(out.contains("2 next steps; of this 1 left from an earlier school year"), "{out}");
    let row = out.split("Lincoln ").nth(1).expect("a row");
    assert!(row.contains(" – 1 1 "), "observed by nobody, one overdue, one not met: {row}");
}

/// The same of answers: the one of this year is waited for, and that of last year is counted.
#[test]
fn an_answer_that_is_left_over_is_not_waited_for() {
    let pair = Pair::new()
        .agreed("respond_within_days: 2")
        .session("2026-05-04", "")
        .asked("2026-05-11")
        .asked("2026-08-10");
    let district = District::new().pair(&pair);
    let out =
        flow(&district.coach(&["report", "--as-of", "2026-08-20", "--period", "2025-26"]).out);
    // Due on 12 August, which is 8 days ago; the other on 13 May, 99 days ago.
    assert!(out.contains("an answer 8 days late") && !out.contains("99 days"), "{out}");
    assert!(out.contains("2 answers; of this 1 left from an earlier school year"), "{out}");
}

/// A legend explains the words of its page and no others.
#[test]
fn a_word_within_another_is_no_word_of_the_page() {
    // "floor 20 %, reached" is no reach, and no strip of months is there.
    let raters = riverbend(&["--section", "raters"]).out;
    assert!(raters.contains("reached") && !raters.contains("reach ="), "{raters}");
    let trends = riverbend(&["--section", "trends"]).out;
    assert!(trends.contains("by month =") && !trends.contains("months ="), "{trends}");
    let dosage = riverbend(&["--section", "dosage"]).out;
    assert!(dosage.contains("months =") && dosage.contains("planned ="), "{dosage}");
}
