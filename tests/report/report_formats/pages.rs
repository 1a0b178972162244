//! Reports as pages of HTML: what they show, where their numbers lead, and that nothing is missing or made up on the way.
//! How they look is `browser`'s.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{District, Pair, coach_in};

/// An observer saw two of three items in place in one pair; of the other nothing is known.
fn district() -> District {
    District::new().pairs([
        &Pair::of("c-01", "t-101", "lincoln")
            .started("2025-09-01")
            .checklist(
                "2025-10-01",
                "observer o-1",
                "process-and-expectations: in-place, confidentiality: partial, listens: in-place",
            )
            .session("2025-10-02", "minutes: 30\nstrengths: seldom said words"),
        &Pair::of("c-02", "t-201", "prairie").started("2025-09-01"),
    ])
}

fn page(district: &District, options: &[&str]) -> String {
    let run = district.coach(&[&["report", "--format", "html"], options].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

/// What stands between `from` and the next `to`.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("{from} in {page}"));
    rest.split_once(to).unwrap_or_else(|| panic!("{to} after {from}")).0
}

/// The values of an attribute.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let quoted = format!(" {attribute}=\"");
    page.split(&quoted).skip(1).map(|rest| rest.split_once('"').unwrap().0).collect()
}

#[test]
fn a_picture_shows_the_counts_and_nothing_where_nothing_is_known() {
    let page = page(&district(), &[]);
    // 13 items in each of 2 pairs; 2 are in place: 2 / 26 = 7.69 %, cut to 7.6. Observed 2 / 3 = 66.66 %.
    assert!(page.contains("7.6 % of items are in place (2 of 26)"), "{page}");
    assert!(page.contains("66.6 % (2 of 3)"), "{page}");
    // The first function has 3 items: 2 of 6. A full bar is 60 % of the width, so a third of it is 20.0 %.
    let functions = between(&page, "id=\"functions\"", "</svg>");
    assert_eq!(functions.matches("class=\"b1\"").count(), 1, "{functions}");
    assert!(functions.contains("<rect class=\"b1\" x=\"0.0%\""), "{functions}");
    assert!(between(functions, "class=\"b1\"", ">").contains("width=\"20.0%\""), "{functions}");
    assert!(functions.contains("2 of 6 (33.3 %)") && functions.contains("0 of 6 (0.0 %)"));
    // Nine months, from 2025-09 when the pairs began to 2026-05; observers looked in one of them.
    let months = between(&page, "id=\"trends\"", "</svg>");
    assert_eq!(months.matches("class=\"b1\"").count(), 1, "{months}");
    assert_eq!(months.matches(">–</text>").count(), 8, "{months}");
    assert!(months.contains("2025-09: nobody observed; 2025-10: 2 of 3 (66.6 %)"), "{months}");
    // A column of 100 % has 110 pixels: 2 × 110 / 3 = 73.3.
    assert!(months.contains("height=\"73\""), "{months}");
}

#[test]
fn what_was_asked_for_is_shown_as_in_text() {
    let district = district();
    let missing = page(&district, &["--section", "missing"]);
    assert!(missing.contains("id=\"missing\"") && !missing.contains("id=\"functions\""));
    let by_coach = page(&district, &["--by", "coach", "--sort", "coverage"]);
    let rows = between(&by_coach, "id=\"rows\"", "</svg>");
    // c-01 has 2 of 13 (15.38 %), c-02 has 0 of 13.
    let [first, second] = ["c-01", "c-02"].map(|id| rows.find(&format!(">{id}</text>")));
    assert!(first.is_some() && first < second, "{rows}");
    assert!(rows.contains("2 of 13 (15.3 %)"), "{rows}");
}

#[test]
fn the_page_says_how_it_was_made() {
    let district = district();
    let json = district.coach(&["report", "--format", "json"]).json();
    let page = page(&district, &[]);
    let made = between(&page, "id=\"made\"", "</footer>");
    let profile = &json["periods"][0]["profiles"][0];
    for said in [&json["records_sha256"], &profile["id"], &profile["hash"], &json["as_of"]] {
        assert!(made.contains(said.as_str().unwrap()), "{said}: {made}");
    }
    // Two relationships, a checklist and a session.
    assert!(made.contains("4 records, 0 left out"), "{made}");
    assert!(made.contains(&format!("coach {}", env!("CARGO_PKG_VERSION"))), "{made}");
    assert!(page.contains("internal, not for publication"));
}

#[test]
fn a_number_opens_its_pairs_and_a_pair_its_records() {
    let page = page(&district(), &["--explain"]);
    let rows = between(&page, "id=\"rows\"", "</section>");
    let table = between(rows, "<tbody>", "</tbody>");
    for cell in table.split("<td").skip(1).filter(|cell| cell.contains(" of ")) {
        assert!(cell.contains("<a href=\"#behind-school-"), "{cell}");
    }
    let lincoln = between(&page, "id=\"behind-school-lincoln\"", "</table>");
    assert!(lincoln.contains("<a href=\"#pair-lincoln_2f_c-01-t-101\">c-01 with t-101</a>"));
    assert_eq!(lincoln.matches(">2 of 13<").count(), 2, "the pair's and the sum: {lincoln}");
    let pair = between(&page, "id=\"pair-lincoln_2f_c-01-t-101\"", "</section>");
    assert!(pair.contains("<strong>2 of 13 (15.3 %)</strong>"), "{pair}");
    assert!(pair.contains("<code>2025-10-01-checklist-0001.yaml</code>"), "{pair}");
    assert!(!page.contains("seldom said"), "no prose");
    let without = self::page(&district(), &[]);
    assert!(without.contains("<code>--explain</code>") && !without.contains("-checklist-0001"));
}

/// 10 minutes of planning beside a session of 30: 10 of 40 are without an educator.
#[test]
fn the_time_of_a_coach_opens_its_records() {
    let time = "kind: time\ndate: 2025-10-03\nwhat: planning\nminutes: 10\n";
    let district = district().file("records/coaches/c-01/2025-10-03-time-0003.yaml", time);
    let page = page(&district, &["--explain"]);
    let (_, coach) = page.split_once("id=\"behind-coach-c-01\"").expect("the coach's row");
    let number = between(coach, "<details class=\"number\"", "</details>");
    assert!(number.contains("<strong>10 of 40 (25.0 %)</strong>"), "{number}");
    assert!(number.contains("<code>2025-10-03-time-0003.yaml</code>"), "{number}");
}

#[test]
fn no_page_fetches_or_runs_anything_that_it_does_not_hold() {
    let page = page(&district(), &["--explain"]);
    assert!(!page.contains("://") && !page.contains("@import"), "no address");
    assert_eq!(values(&page, "src"), [""; 0]);
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page, self::page(&district(), &["--explain"]), "the same bytes");
}

fn riverbend(options: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let run = coach_in(&folder, &[], &[&["report"], options].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{options:?}");
}

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Each link of the page leads somewhere, and no two places have one name.
fn check_links(path: &Path) {
    let page = fs::read_to_string(path).unwrap();
    let ids = values(&page, "id");
    let names: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), names.len(), "{}: an id is there twice", path.display());
    for to in values(&page, "href") {
        match to.split_once('#') {
            Some(("", id)) => assert!(names.contains(id), "{}: {to}", path.display()),
            _ => assert!(path.parent().unwrap().join(to).is_file(), "{}: {to}", path.display()),
        }
    }
    for id in values(&page, "aria-labelledby").iter().flat_map(|ids| ids.split(' ')) {
        assert!(names.contains(id), "{}: {id}", path.display());
    }
}

#[test]
fn every_link_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    riverbend(&["--format", "html", "--explain", "-o", at("a.html").to_str().unwrap()]);
    riverbend(&[
        "--format",
        "html",
        "--by",
        "school,function",
        "--explain",
        "-o",
        at("b.html").to_str().unwrap(),
    ]);
    riverbend(&["--format", "site", "-o", at("site").to_str().unwrap()]);
    let all = files(folder.path());
    let pages = all.iter().filter(|path| path.extension().is_some_and(|end| end == "html"));
    assert!(pages.clone().map(|path| check_links(path)).count() > 40);
    // 5 schools, 7 coaches, 34 pairs; the district, the list of all pairs, the two pages alone.
    assert_eq!(pages.count(), 5 + 7 + 34 + 2 + 2);
}

#[test]
fn a_site_is_made_again_over_its_own_pages_and_over_nothing_else() {
    let district = district();
    let made = || district.coach(&["report", "--format", "site", "-o", "pages"]);
    for _ in 0..2 {
        let run = made();
        assert_eq!((run.code, run.err.as_str()), (0, ""));
    }
    let pages = district.path().join("pages");
    let known = files(&pages);
    std::fs::write(pages.join("notes.txt"), "mine").unwrap();
    let run = made();
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("files that coach did not make beside its pages"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(pages.join("notes.txt")).unwrap(), "mine");
    assert_eq!(files(&pages).len(), known.len() + 1);
}

#[test]
fn a_site_needs_a_folder_and_one_time() {
    let district = district();
    for (options, why) in [
        (&["--format", "site"][..], "name it with -o DIR"),
        (
            &["--format", "site", "-o", "pages", "--period", "2025-26", "--period", "2024-25"],
            "one --period",
        ),
        (&["--format", "site", "-o", "pages", "--compare", "last-year"], "--compare is shown as"),
        (&["--format", "site", "-o", "records/pages"], "never overwrites what it reads"),
    ] {
        let run = district.coach(&[&["report"], options].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{options:?}");
        let said = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(why), "{options:?}: {}", run.err);
    }
}
