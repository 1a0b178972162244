//! Wide scripts on a terminal: columns stay in line, and no line is wider than the terminal, where names
//! are written with characters of two columns, with marks of none, or with pictures.

use crate::harness::{District, Pair};

const PROFILE: &str = include_str!("../profiles/five-functions.toml");

/// Columns of what is not shown on a terminal.
const WIDTH: usize = 100;

/// Names, and the columns that each takes on a terminal: five wide characters; a letter with a mark
/// that has no column of its own, in a name of six letters; a picture of two columns, a space and five
/// letters.
const SCHOOLS: [(&str, usize); 3] =
    [("北谷小学校", 10), ("Pen\u{303}asco", 7), ("\u{1f33b} Prair", 8)];

/// The columns of `text`, as its characters are here: told apart by their Unicode blocks.
fn columns(text: &str) -> usize {
    let one = |letter: char| match letter {
        '\u{300}'..='\u{36f}' => 0,
        '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{1f300}'..='\u{1f5ff}' => 2,
        _ => 1,
    };
    text.chars().map(one).sum()
}

#[test]
fn the_names_take_the_columns_that_are_told_of_them() {
    assert_eq!(SCHOOLS.map(|(name, _)| columns(name)), SCHOOLS.map(|(_, columns)| columns));
}

fn district() -> District {
    let schools = SCHOOLS.iter().enumerate();
    let schools = schools.map(|(at, (name, _))| format!("[schools.s-{at}]\nname = \"{name}\"\n"));
    let settings = format!(
        "version = 1\ndistrict = \"Testville\"\nprofile = \"rounds-district\"\nyear_starts = \
         \"08-01\"\nas_of = \"2026-05-29\"\n[profiles]\nrounds-district = \"profiles/授業.toml\"\n{}",
        schools.collect::<String>()
    );
    let profile = PROFILE.replace("label = \"early visit\"", "label = \"早い授業訪問\"");
    // Seventy characters in 140 columns, without a space.
    let profile = profile.replace("Names one problem of practice.", &"授業を見て話し".repeat(10));
    assert_eq!(profile.matches("授業").count(), 11, "the label and the text are in the profile");
    let pairs: Vec<Pair> = (0..SCHOOLS.len())
        .map(|at| Pair::under("rounds-district", "c-1", &format!("t-{at}"), &format!("s-{at}")))
        .collect();
    District::new().file("coach.toml", settings).file("profiles/授業.toml", profile).pairs(&pairs)
}

/// Cells are at the right, so every row of the table ends in the same column as its line.
#[test]
fn the_rows_of_a_report_end_in_one_column() {
    let run = district().coach(&["report", "--by", "school", "--section", "rows"]);
    let mut lines = run.out.lines().skip_while(|line| !line.starts_with("School  "));
    let wide = columns(lines.find(|line| line.starts_with('─')).expect("a table"));
    assert!(wide <= WIDTH, "{}", run.out);
    for ((name, _), row) in SCHOOLS.iter().zip(lines) {
        assert!(row.starts_with(name), "{name}: {row}");
        assert_eq!(columns(row), wide, "{}", run.out);
    }
}

/// What an item needs begins in the same column as what a function needs.
#[test]
fn the_columns_of_what_to_do_begin_in_one_column() {
    let run = district().coach(&["next", "t-0", "--as-of", "2026-05-29"]);
    let lines: Vec<&str> = run.out.lines().collect();
    let head = lines.iter().find(|line| line.starts_with("In place  ")).expect("a table");
    let second = columns(head.split("In school year").next().expect("a head"));
    let row = lines.iter().find(|line| line.starts_with("· 早い授業訪問")).expect("the item");
    let label = "· 早い授業訪問";
    let gap = row[label.len()..].len() - row[label.len()..].trim_start().len();
    assert!(gap >= 2, "{row}");
    assert_eq!(columns(label) + gap, second, "{}", run.out);
    let widest = lines.iter().map(|line| columns(line)).max();
    assert!(widest <= Some(WIDTH), "{widest:?}: {}", run.out);
}

/// The title begins in the same column where the file before it has a wide name.
#[test]
fn the_columns_of_the_list_of_profiles_begin_in_one_column() {
    let run = district().coach(&["profile", "list"]);
    let titles = [("missouri-", "School-Based"), ("rounds-", "Instructional")];
    let begins = titles.map(|(id, title)| {
        let mut lines = run.out.lines().filter(|line| line.starts_with(id) && line.contains(title));
        let line = lines.next().unwrap_or_else(|| panic!("{id}: {run:?}"));
        columns(line.split(title).next().expect("what is before it"))
    });
    assert_eq!(begins[0], begins[1], "{}", run.out);
}

/// The line under a wide word is as wide as the word: `電話` is two characters in four columns.
#[test]
fn what_is_wrong_is_underlined_where_it_is_seen() {
    let record = Pair::under("rounds-district", "c-1", "t-0", "s-0");
    let run = district().pair(&record.session("2025-10-01", "method: 電話")).coach(&["check"]);
    let mut lines = run.out.lines().skip_while(|line| !line.contains("| method: 電話"));
    let shown = lines.next().expect("the line");
    let under = lines.next().expect("the line under it");
    let before = shown.split('電').next().expect("what is before it");
    assert_eq!(under.find('^'), Some(columns(before)), "{shown}\n{under}");
    assert_eq!(under.matches('^').count(), 4, "{shown}\n{under}");
}
