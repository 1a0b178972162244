//! A comparison with a commit, as a pull request shows it: one short table of what its records change.

use std::fs;

use super::{coach_with_git, committed};
use crate::harness::{District, Pair, SETTINGS};
use crate::repository::{git, is_git_here};

/// A comment on GitHub takes 65,536 characters.
const COMMENT: usize = 65_536;

fn page(district: &District, more: &[&str]) -> String {
    let arguments = ["report", "--compare", "HEAD", "--format", "markdown"];
    let run = coach_with_git(district, &[&arguments[..], more].concat());
    assert_eq!(run.code, 0, "{run:?}");
    run.out
}

/// The rows of the table of changes.
fn rows(page: &str) -> Vec<&str> {
    let lines = page.lines().skip_while(|line| !line.starts_with("| Pair |")).skip(2);
    lines.take_while(|line| line.starts_with('|')).collect()
}

/// Two sessions of which neither lists an item.
fn pair() -> Pair {
    Pair::new().session("2025-09-08", "minutes: 40").session("2025-10-06", "minutes: 50")
}

#[test]
fn each_row_has_the_records_that_are_behind_it() {
    if !is_git_here() {
        return;
    }
    let district = committed(District::new().pair(&pair()));
    let folder = "records/lincoln/c-01-t-101";
    let session = |items: &str| {
        format!("kind: session\ndate: 2025-10-06\nmethod: in-person\nminutes: 50\n{items}")
    };
    // One record is added, one edited and one removed.
    let added = session("").replace("10-06", "11-03").replace("50", "30");
    let district = district
        .file(&format!("{folder}/2025-10-06-session-0002.yaml"), session("items: [rationale]\n"))
        .file(&format!("{folder}/2025-11-03-session-0003.yaml"), added);
    fs::remove_file(district.path().join(folder).join("2025-09-08-session-0001.yaml"))
        .expect("removed");
    let page = page(&district, &[]);
    // There are two sessions as before, so that their number is none of those that changed.
    let expected = [
        // Of thirteen items, the one that the session lists.
        "| lincoln/c-01-t-101 | rationale: in-place 0 of 1 → 1 of 1 | 2025-10-06-session-0002.yaml (changed) |",
        "| lincoln/c-01-t-101 | session of 2025-11-03, in-person: minutes – → 30 | 2025-11-03-session-0003.yaml (new) |",
        "| lincoln/c-01-t-101 | session of 2025-09-08, in-person: minutes 40 → – | 2025-09-08-session-0001.yaml (gone) |",
    ];
    for row in expected {
        assert!(rows(&page).contains(&row), "{row}\n{page}");
    }
    // What matters most comes first: items in place before sessions.
    assert_eq!(rows(&page)[0], expected[0]);
    assert!(
        page.contains("More: --details lists the numbers that changed, --explain each"),
        "{page}"
    );
    // As text it says the same; with --details it says everything, and this table nowhere.
    let text = coach_with_git(&district, &["report", "--compare", "HEAD"]).out;
    let row = "lincoln/c-01-t-101\n  counts differently: rationale: in-place 0 of 1 → 1 of 1 · because of \
               2025-10-06-session-0002.yaml\n  (changed)\n";
    assert!(text.contains(row), "{text}");
    let all = self::page(&district, &["--details"]);
    assert!(rows(&all).is_empty() && all.contains("## Because of"), "{all}");
}

/// Of many records that count for an item, those are named that are not as they were, and no other.
#[test]
fn only_records_that_are_not_as_they_were_are_named() {
    if !is_git_here() {
        return;
    }
    let pair = (0..9).fold(pair(), |pair, day| {
        pair.checklist(&format!("2025-11-{:02}", 10 + day), "observer o-1", "rationale: in-place")
    });
    let both = pair.checklist("2025-11-20", "observer o-1", "rationale: in-place").checklist(
        "2025-11-20",
        "observer o-2",
        "rationale: in-place",
    );
    let district = committed(District::new().pair(&both));
    let folder = district.path().join("records/lincoln/c-01-t-101");
    let last = |rater: &str| {
        let files =
            fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file").path());
        let mut of_that_day = files.filter(|file| {
            file.to_string_lossy().contains("2025-11-20-checklist")
                && fs::read_to_string(file).expect("a text").contains(rater)
        });
        of_that_day.next().expect("a checklist")
    };
    let edited = last("o-2");
    let text = fs::read_to_string(&edited).expect("a text");
    fs::write(&edited, text.replace("rationale: in-place", "rationale: partial")).expect("written");
    let page = page(&district, &[]);
    let name = edited.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(!rows(&page).is_empty(), "{page}");
    for row in rows(&page) {
        assert!(row.ends_with(&format!("| {name} (changed) |")), "{row}\n{page}");
    }
}

/// What a relationship says makes records count that nobody touched: it is named, and not they.
#[test]
fn a_relationship_is_named_where_it_made_the_difference() {
    if !is_git_here() {
        return;
    }
    let agreed = pair().agreed("committed_on: 2025-09-02");
    let district = committed(District::new().pair(&agreed));
    let relationship = district.path().join("records/lincoln/c-01-t-101/relationship.yaml");
    let text = fs::read_to_string(&relationship).expect("a text");
    let later = text.replace("committed_on: 2025-09-02", "committed_on: 2026-05-30");
    fs::write(&relationship, later).expect("written");
    let page = page(&district, &[]);
    assert!(!rows(&page).is_empty(), "{page}");
    for row in rows(&page) {
        assert!(row.ends_with("| relationship.yaml (changed) |"), "{row}\n{page}");
    }
}

/// A record with an error is not gone, and one that had an error is not new.
#[test]
fn a_record_with_an_error_is_left_out_and_not_gone() {
    if !is_git_here() {
        return;
    }
    let district = committed(District::new().pair(&pair()));
    let file = "records/lincoln/c-01-t-101/2025-10-06-session-0002.yaml";
    let text = fs::read_to_string(district.path().join(file)).expect("a text");
    let seen = |district: &District, said: &str| {
        let run =
            coach_with_git(district, &["report", "--compare", "HEAD", "--format", "markdown"]);
        let named = format!("| 2025-10-06-session-0002.yaml ({said}) |");
        assert!(rows(&run.out).iter().any(|row| row.ends_with(&named)), "{said}: {run:?}");
        let all = coach_with_git(district, &["report", "--compare", "HEAD", "--format", "json"]);
        all.out
    };
    let faulty = text.replace("minutes: 50", "minutes: many");
    let district = district.file(file, faulty);
    assert!(seen(&district, "left out: it has an error").contains("\"became\": \"left-out\""));
    git(district.path(), &["commit", "--quiet", "-a", "-m", "faulty"]);
    let district = district.file(file, text);
    assert!(seen(&district, "had an error before").contains("\"became\": \"mended\""));
}

/// Two observers who change the same rating alike agree as before, on as many items: that is no row.
#[test]
fn what_looks_the_same_is_no_row() {
    if !is_git_here() {
        return;
    }
    let ratings = "process-and-expectations: in-place, confidentiality: in-place, listens: in-place, \
                   manageable-units: in-place, verbal-commitment: in-place, variety-of-methods: in-place, \
                   timely-response: partial, feedback-on-coaching: partial, builds-on-strengths: partial, \
                   direct-observation: partial, reflective-questions: partial, data-to-next-steps: partial, \
                   rationale: in-place";
    let rated = |ratings: &str| {
        let pair = Pair::new().checklist("2025-09-08", "observer o-1", ratings);
        District::new().pair(&pair.checklist("2025-09-08", "observer o-2", ratings))
    };
    let district = committed(rated(ratings));
    let other = rated(&ratings.replace("rationale: in-place", "rationale: partial"));
    for file in fs::read_dir(other.path().join("records/lincoln/c-01-t-101")).expect("a folder") {
        let file = file.expect("a file");
        let to = district.path().join("records/lincoln/c-01-t-101").join(file.file_name());
        fs::copy(file.path(), to).expect("copied");
    }
    for more in [&[][..], &["--details"], &["--explain"]] {
        let page = page(&district, more);
        assert!(page.contains("rationale"), "{page}");
        assert!(!page.contains("13 of 13 → 13 of 13"), "{page}");
    }
}

/// Git may give a work tree other line endings than a commit: that is no change of a record.
#[test]
fn line_endings_make_no_record_another_one() {
    if !is_git_here() {
        return;
    }
    let district = committed(District::new().pair(&pair()));
    let folder = "records/lincoln/c-01-t-101";
    let of = |name: &str| format!("{folder}/{name}");
    let session = of("2025-10-06-session-0002.yaml");
    let text = fs::read_to_string(district.path().join(&session)).expect("a text");
    let other = of("2025-09-08-session-0001.yaml");
    let wide =
        fs::read_to_string(district.path().join(&other)).expect("a text").replace('\n', "\r\n");
    let district = district.file(&other, wide).file(&session, text.replace("50", "55"));
    let page = page(&district, &[]);
    assert!(!rows(&page).is_empty(), "{page}");
    assert!(!rows(&page).iter().any(|row| row.contains("0001.yaml")), "{page}");
}

#[test]
fn where_nothing_changed_one_sentence_says_so() {
    if !is_git_here() {
        return;
    }
    let district = committed(District::new().pair(&pair()));
    let page = page(&district, &[]);
    let said: Vec<&str> =
        page.lines().filter(|line| line.starts_with("Nothing changed: ")).collect();
    assert!(said.len() == 1 && !page.contains('|'), "{page}");
}

/// Between two times nearly everything counts differently, and no record made it so.
#[test]
fn two_times_have_no_such_table() {
    let district = District::new().pair(&pair());
    let compared =
        ["report", "--period", "2025-10-01..2025-10-31", "--compare", "2025-09-01..2025-09-30"];
    for also in [&[][..], &["--format", "json", "-o", "all.json"]] {
        let run = district.coach(&[&compared[..], &["--format", "markdown"], also].concat());
        assert!(
            run.out.contains("sessions 1 → 1") || run.out.contains("More: --details"),
            "{run:?}"
        );
        assert!(rows(&run.out).is_empty(), "{run:?}");
    }
}

/// Other settings change what counts though no record is another one, and no relationship is passed over.
#[test]
fn settings_are_seen_where_no_record_changed() {
    if !is_git_here() {
        return;
    }
    let quiet = Pair::of("c-02", "t-202", "prairie").session("2026-05-01", "");
    let district = committed(District::new().pair(&pair()).pair(&quiet));
    // From 1 May to 29 May are 28 days: not met for more than 20, but not for more than 30.
    let district = district.settings("[thresholds]\nnot_met_days = 20");
    let page = page(&district, &[]);
    let row = rows(&page).into_iter().find(|row| row.contains("prairie/c-02-t-202"));
    assert!(row.is_some_and(|row| row.contains("pairs-not-met 0 → 1")), "{page}");
    assert!(!page.contains("lincoln/c-01-t-101"), "it was not met before either: {page}");
}

/// What is taken over is looked at wherever it comes from: a record of the earlier pair is due in the later one.
#[test]
fn what_a_pair_takes_over_is_seen_in_it() {
    if !is_git_here() {
        return;
    }
    let earlier =
        Pair::of("c-01", "t-101", "lincoln").ended("2026-01-31").session("2025-10-06", "");
    let later = Pair::of("c-02", "t-101", "lincoln").started("2026-02-01").continues("c-01-t-101");
    let district = committed(District::new().pair(&earlier).pair(&later.session("2026-02-02", "")));
    let step = "kind: session\ndate: 2025-10-06\nmethod: in-person\nnext_steps: [{what: try it, due: 2026-03-02}]\n";
    let district = district.file("records/lincoln/c-01-t-101/2025-10-06-session-0001.yaml", step);
    let page = page(&district, &[]);
    let row = rows(&page).into_iter().find(|row| row.contains("lincoln/c-02-t-101"));
    assert!(row.is_some_and(|row| row.contains("steps-overdue – → 1")), "{page}");
}

/// However large the district, long its names, and many its records, it fits into a comment.
#[test]
fn it_fits_into_a_comment() {
    if !is_git_here() {
        return;
    }
    let long = "ü|*<".repeat(60);
    let mut settings = SETTINGS.to_owned();
    for n in 0..12 {
        settings.push_str(&format!("\n[schools.s-{n}]\nname = \"{n} {long}\"\n"));
    }
    let pairs: Vec<Pair> = (0..36)
        .map(|n| Pair::of("c-01", &format!("t-{n}"), &format!("s-{}", n % 12)).practice(&long))
        .collect();
    let district = committed(District::new().file("coach.toml", settings).pairs(&pairs));
    let pairs: Vec<Pair> = pairs.into_iter().map(Pair::all_in_place).collect();
    let district = district.pairs(&pairs);
    let page = page(&district, &[]);
    assert!(page.chars().count() < COMMENT / 2, "{}", page.chars().count());
    // Every pair has at least one row, and 20 rows are shown.
    assert_eq!(rows(&page).len(), 20, "{page}");
    let more =
        page.lines().find_map(|line| line.strip_suffix(" more rows: --explain lists them all."));
    let more: usize =
        more.unwrap_or_else(|| panic!("{page}")).replace(',', "").parse().expect("a number");
    assert!(more >= 16, "{page}");
}
