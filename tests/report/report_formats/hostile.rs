//! Names, titles and practices that try to steer what reads the report: a terminal, the runner of a CI
//! job, a spreadsheet, a browser. Every text of a district that reaches a report is one of these.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use coach::domain::district::{Audience, Policy};
use coach::report::audience::{self, View, Viewed, view};
use coach::report::{
    Asked, Dimension, Report, Sections, Selection, build, csv, html, markdown, text,
};
use coach::store::People;
use coach::text::spelling::canonical;
use coach::text::wording::json;
use serde_json::Value as Json;

use super::shown_markdown::{Shown, shown};
use crate::harness::{AS_OF, District, Pair};

/// A name that nothing acts upon.
const HARMLESS: &str = "Lincoln";

pub(super) const HOSTILE: [&str; 54] = [
    // Terminals.
    "\u{1b}[31mred\u{1b}]0;title\u{7}",
    "\u{9b}31m \u{8}\u{7f}",
    "under\r\nover\tthere",
    "a\u{202e}b\u{2067}c\u{200f}d",
    "a\u{200b}b\u{feff}c\u{ad}d\u{2060}e",
    // CI runners.
    "::error file=x,line=1::gone",
    " ::stop-commands::x",
    "x\n::error::gone",
    ":::warning:::x",
    "##[error]gone",
    "x ##[group]y ###[z]",
    "##vso[task.complete result=Failed]gone",
    "##teamcity[message text='x']",
    "%0A::warning::x%0D%25",
    // Spreadsheets.
    "=1+1",
    "=cmd|'/c calc'!A1",
    "+1-1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "a,\"b\";c",
    "a\"\r\n=1+1,\"",
    // Markdown and HTML.
    "\"><svg onload=alert(1)>",
    "]]></style></title></script><b x='1'>",
    "a | b \\| c",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> </td></table>",
    "<!-- a --> --> &lt;b&gt; &#64;x",
    "[click](javascript:alert(1)) [a]: http://x.example",
    "![seen](https://x.example/seen.png)",
    "*a* **b** _c_ __d__ ~~e~~ ~f~",
    "`a` ``b`` ```",
    "https://x.example/a www.x.example WWW.X.example",
    "mailto:x@x.example x@x.example ftp://x.example",
    "@someone @some-org/team c@d",
    "#12 x/y#34 GH-5",
    ":tada: :+1:",
    "# heading",
    "## heading ##",
    "> quote",
    "- item",
    "+ item",
    "* item",
    "12. item 3) item",
    "--- ===",
    "    code",
    "$x^2$ $$y$$ [^1]",
    "a\\*b\\ \\",
];

/// A profile whose every word is `text`; an item's label is short.
fn profile(text: &str) -> String {
    let label: String = text.chars().take(20).collect();
    let (text, label) = (quoted(text), quoted(&label));
    format!(
        r#"format = 1
title = {text}
edition = {text}
source = "Invented for the tests"
added = {{id = "own"}}
[[levels]]
name = {text}
added = {{id = "best", reached = {{rule = "all"}}}}
[[levels]]
name = {text}
added = {{id = "other", reached = {{rule = "judged"}}}}
[[functions]]
heading = {text}
added = {{id = "f"}}
[[functions.items]]
text = {text}
added = {{id = "i", label = {label}, evidence = {{rule = "commitment"}}}}
[[functions.items]]
text = {text}
added = {{id = "j", label = {label}, evidence = {{rule = "feedback-cycle"}}}}
[[methods]]
text = {text}
added = {{id = "in-person"}}
"#
    )
}

/// `text` in quotes, as TOML and as YAML read them alike.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() || "\u{ad}\u{feff}".contains(c) => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out + "\""
}

/// A district with `text` wherever there is text. What the name of the district and the words of a
/// profile cannot hold is taken out.
pub(super) fn district(text: &str) -> District {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = quoted(text);
    let settings = format!(
        "version = 1\ndistrict = {name}\nprofile = \"own\"\nyear_starts = \"08-01\"\n\
         as_of = \"2026-05-29\"\n[profiles]\nown = \"own.toml\"\n\
         [schools.lincoln]\nname = {name}\neducators = 9\n[schools.prairie]\nname = {name}\n"
    );
    let pair = |educator, school| {
        Pair::under("own", "c-01", educator, school)
            .started(&format!("2025-09-01\npractice: {name}"))
            .agreed("committed_on: 2025-09-02")
            .judged("2025-10-01", "observer o-1", "i: partial, j: in-place", "levels: {f: other}\n")
    };
    District::new()
        .file("coach.toml", settings)
        .file("own.toml", profile(&words))
        .pairs([&pair("t-101", "lincoln"), &pair("t-102", "prairie")])
}

const FORMATS: [&str; 5] = ["text", "json", "markdown", "csv", "html"];

/// The reports of [`reports`], before they are drawn: made once for all tests and formats.
fn built(text: &str) -> Arc<Vec<Report>> {
    static BUILT: LazyLock<Mutex<HashMap<String, Arc<Vec<Report>>>>> =
        LazyLock::new(Mutex::default);
    let known = || BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(reports) = known().get(text) {
        return Arc::clone(reports);
    }
    let reports = Arc::new(build_all(text));
    known().insert(text.to_owned(), Arc::clone(&reports));
    reports
}

fn build_all(text: &str) -> Vec<Report> {
    let district = district(text);
    let folder = district.open();
    let gathered = district.gather(AS_OF, None);
    let one = Selection {
        educators: vec!["t-101".to_owned()],
        practices: vec![canonical(text).into_owned()],
        ..Selection::default()
    };
    let all = Selection::default();
    [(Dimension::School, &all), (Dimension::Relationship, &all), (Dimension::Relationship, &one)]
        .into_iter()
        .map(|(by, selection)| {
            let report = build(
                &folder.district,
                &gathered,
                selection,
                Asked { by: vec![by], ..Asked::default() },
            );
            let records = report.periods[0].records;
            assert_eq!((records.found, records.left_out), (4, 0), "{text:?}");
            report
        })
        .collect()
}

/// What a coach is shown, with all that a policy can name.
fn view_of(report: &Report) -> View {
    let policy = Policy::usual(Audience::Coach);
    let people = People::default();
    let viewed = Viewed {
        audience: Audience::Coach,
        policy: &policy,
        people: &people,
        schools: &std::collections::BTreeMap::new(),
        min_educators: 10,
    };
    view(report, None, viewed)
}

/// Documents that show each of the texts: schools, relationships, and one relationship in full under a
/// filter by its practice; and of the last two, what a coach is shown.
fn reports(text: &str, format: &str) -> Vec<String> {
    let everything = coach::report::Shown {
        sections: Sections::all(),
        all_columns: true,
        ..coach::report::Shown::default()
    };
    let draw = |report: &Report| match format {
        "text" => text::render(report, text::Style { color: false, width: 100 }, everything),
        "json" => json(report).unwrap(),
        "markdown" => markdown::render(report, everything),
        "html" => html::render(report, everything).unwrap(),
        _ => csv::render(report, everything).unwrap(),
    };
    let draw_view = |report: &Report| {
        let view = view_of(report);
        match format {
            "text" => audience::render_text(&view, text::Style { color: false, width: 100 }),
            "json" => json(&view).unwrap(),
            "markdown" => audience::render_markdown(&view),
            "html" => audience::render_html(&view),
            _ => audience::render_csv(&view).unwrap(),
        }
    };
    let built = built(text);
    built.iter().map(draw).chain(built.iter().skip(1).map(draw_view)).collect()
}

#[test]
fn the_program_prints_what_the_library_renders() {
    for text in HOSTILE.into_iter().step_by(7) {
        let district = district(text);
        let practice = format!("--practice={text}");
        for format in FORMATS {
            let all = match format {
                "text" | "markdown" | "html" => &["--details"][..],
                "csv" => &["--all-columns"],
                _ => &[],
            };
            let arguments = [
                "report",
                "--format",
                format,
                "--by",
                "relationship",
                "--educator",
                "t-101",
                &practice,
            ];
            let run = district.coach(&[&arguments[..], all].concat());
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{text:?}");
            assert_eq!(run.out, reports(text, format)[2], "{text:?} {format}");
        }
    }
}

fn each(check: impl Fn(&str, &str, &[String])) {
    for text in HOSTILE {
        for format in FORMATS {
            check(text, format, &reports(text, format));
        }
    }
}

/// The text as it may be shown: what hides or steers is spelled out.
pub(super) fn spelled(text: &str) -> String {
    let hides = "\u{202e}\u{2067}\u{200f}\u{200b}\u{feff}\u{ad}\u{2060}";
    let spell = |c: char| match c {
        _ if c.is_control() || hides.contains(c) => c.escape_unicode().to_string(),
        _ => c.to_string(),
    };
    text.chars().map(spell).collect()
}

fn one_spaced(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn no_format_steers_a_terminal_or_a_runner() {
    each(|text, format, reports| {
        for report in reports {
            let is_line_break = |c| c == '\n' || format == "csv" && c == '\r';
            let hides = |c: char| {
                c.is_control() && !is_line_break(c)
                    || "\u{202e}\u{2067}\u{200f}\u{200b}\u{feff}\u{ad}\u{2060}".contains(c)
            };
            assert!(!report.contains(hides), "{format} {text:?}\n{report}");
            assert!(!report.contains("##["), "{format} {text:?}\n{report}");
            assert!(!report.contains("##vso[") && !report.contains("##teamcity["), "{format}");
            for line in report.lines() {
                let line = line.trim_start();
                assert!(!line.starts_with("::"), "{format} {text:?}: {line}");
                // A style sheet has two colons; no runner takes them for anything within a line.
                let is_style = format == "html" && line.contains('{') && !line.contains('<');
                assert!(is_style || !line.contains("::"), "{format} {text:?}: {line}");
            }
        }
    });
}

#[test]
fn the_text_is_shown_as_it_is_where_it_harms_nobody() {
    let text = "Ünion #7: K-8, 50 % a:b # x";
    for format in ["text", "json", "csv"] {
        for report in reports(text, format) {
            assert!(report.contains(text), "{format}\n{report}");
        }
    }
}

#[test]
fn json_holds_the_very_text() {
    for text in HOSTILE {
        for report in reports(text, "json") {
            let report: Json = serde_json::from_str(&report).unwrap();
            assert_eq!(report["district"], text);
            let profile = &report["periods"][0]["profiles"][0];
            assert_eq!(profile["title"], text.split_whitespace().collect::<Vec<_>>().join(" "));
            if let Some(tables) = profile["tables"].as_array() {
                let practice = &tables[0]["rows"][0][3];
                assert_eq!(*practice, *canonical(text), "{text:?}");
                continue;
            }
            let group = &profile["groups"][0];
            // A practice is spelled as it is compared.
            let names = (&group["name"], &group["relationship"]["practice"]);
            assert!(names.0 == text || *names.1 == *canonical(text), "{text:?}: {names:?}");
        }
    }
}

#[test]
fn no_cell_of_the_csv_is_a_formula() {
    for text in HOSTILE {
        for report in reports(text, "csv") {
            let mut reader =
                ::csv::ReaderBuilder::new().has_headers(false).from_reader(report.as_bytes());
            let rows: Vec<_> =
                reader.records().map(|row| row.expect("as long as the others")).collect();
            assert!(rows.len() > 5);
            let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
            for cell in rows.iter().flatten() {
                assert!(!cell.trim_start().starts_with(signs), "{text:?}: {cell:?}");
                assert!(!cell.starts_with(['\t', '\r', '\n']), "{text:?}: {cell:?}");
            }
            let column = rows[0].iter().position(|title| title == "district").unwrap();
            let is_formula = text.trim_start_matches(' ').starts_with(signs);
            let expected = format!("{}{}", if is_formula { "'" } else { "" }, spelled(text));
            let cell = rows[1][column].replace("\\u{3a}", ":").replace("\\u{23}", "#");
            assert_eq!(cell, expected);
            assert_eq!(report.matches('\n').count(), report.matches("\r\n").count(), "RFC 4180");
            assert_eq!(report.matches('\n').count(), rows.len(), "no cell has two lines");
        }
    }
}

/// The page is built as it is with harmless names, and shows the hostile ones letter by letter.
#[test]
fn markdown_shows_the_text_and_nothing_else() {
    let plain: Vec<Shown> = reports(HARMLESS, "markdown").iter().map(|page| shown(page)).collect();
    for text in HOSTILE {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (page, plain) in reports(text, "markdown").iter().zip(&plain) {
            let seen = shown(page);
            assert_eq!(seen.shape, plain.shape, "{text:?}\n{page}");
            let with = |shown: &str, place: &str| place.replace(HARMLESS, shown);
            assert_eq!(seen.lines[0], one_spaced(&spelled(text)));
            let heading = seen.lines.iter().find(|line| line.ends_with(&spelled(&words)));
            // What an audience is shown under one profile has no heading of it.
            let is_view = seen.lines.iter().any(|line| line == "For the coach");
            assert!(is_view || heading.is_some(), "{text:?}: {:?}", seen.lines);
            for (table, plain) in seen.tables.iter().zip(&plain.tables) {
                for (cell, plain) in table.iter().flatten().zip(plain.iter().flatten()) {
                    let label: String = words.chars().take(20).collect();
                    let allowed = [text, words.as_str(), label.trim()];
                    let allowed = allowed.map(|text| one_spaced(&with(&spelled(text), plain)));
                    assert!(allowed.contains(cell), "{text:?}: {cell:?} is none of {allowed:?}");
                }
            }
        }
    }
}

/// GitHub looks for mentions, issue numbers, emoji and addresses in the finished page: none may stand
/// in one run of text.
#[test]
fn markdown_leaves_nothing_for_a_later_program() {
    for text in HOSTILE {
        for page in reports(text, "markdown") {
            for run in shown(&page).runs {
                let characters: Vec<char> = run.chars().collect();
                for pair in characters.windows(2) {
                    let is_word = pair[1].is_alphanumeric();
                    assert!(!(pair[0] == '@' || pair[0] == '#' && is_word), "{text:?}: {run:?}");
                    assert!(pair[0] != ':' || pair[1].is_whitespace(), "{text:?}: {run:?}");
                }
                assert!(!run.to_lowercase().contains("www."), "{text:?}: {run:?}");
            }
            assert!(!page.contains("]("), "{page}");
        }
    }
}

/// A page of HTML: each tag with the names of its attributes, and the words between them. Names in pictures are
/// left out, and so are breaks of lines: long names and titles have two lines.
fn tags(page: &str) -> (Vec<String>, String) {
    let (mut tags, mut words, mut rest) = (Vec::new(), String::new(), page);
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let (mut tag, mut quoted, mut end) = (String::new(), false, after.len());
        for (at, c) in after.char_indices() {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => {
                    end = at;
                    break;
                }
                _ if !quoted => tag.push(c),
                _ => {}
            }
        }
        rest = after.get(end + 1..).unwrap_or_default();
        // What is in these is no markup.
        for raw in ["style", "script"] {
            if tag == raw {
                rest = rest.split_once(&format!("</{raw}>")).expect("its end").1;
            }
        }
        if !tag.starts_with("text ") && tag != "/text" && tag != "br" {
            tags.push(tag);
        }
    }
    (tags, words)
}

#[test]
fn html_is_built_as_with_harmless_names_and_shows_the_others() {
    let plain: Vec<_> = reports(HARMLESS, "html").iter().map(|page| tags(page).0).collect();
    for text in HOSTILE {
        for (page, plain) in reports(text, "html").iter().zip(&plain) {
            let (tags, words) = tags(page);
            assert_eq!(&tags, plain, "{text:?}");
            let mut decoded = words;
            for c in "<>&\"':#".chars() {
                decoded = decoded.replace(&format!("&#{};", u32::from(c)), &c.to_string());
            }
            assert!(decoded.contains(&spelled(text)), "{text:?}");
            let is_tag = |tag: &&String| tag.contains("href=") || tag.contains(" on");
            for tag in tags.iter().filter(is_tag) {
                assert!(tag.starts_with("a href="), "{tag}");
            }
            for to in page.split("href=\"").skip(1) {
                assert!(to.starts_with('#'), "{text:?}: {}", to.get(..40).unwrap_or(to));
            }
        }
    }
}

/// What stands in the way of one reader only, as it is written for each.
#[test]
fn some_by_hand() {
    let first_line = |text: &str, format: &str| {
        let report = &reports(text, format)[0];
        report.lines().next().unwrap().to_owned()
    };
    for (text, on_a_terminal, in_markdown) in [
        ("::error ::x", r":\u{3a}error :\u{3a}x", ":<!-- -->:<!-- -->error :<!-- -->:<!-- -->x"),
        ("##[error]x", r"#\u{23}[error]x", "&#35;&#35;&#91;error&#93;x"),
        ("a|<b>*", "a|<b>*", "a&#124;&#60;b&#62;&#42;"),
        ("\u{1b}[0m", r"\u{1b}[0m", "&#92;u{1b}&#91;0m"),
        ("@t #1", "@t #1", "@<!-- -->t &#35;<!-- -->1"),
    ] {
        let audience = " · internal, not for publication";
        assert_eq!(first_line(text, "text"), format!("{on_a_terminal}{audience}"));
        assert_eq!(first_line(text, "markdown"), format!("# {in_markdown}"));
    }
    let csv = &reports("=1+1", "csv")[0];
    assert!(csv.lines().nth(1).unwrap().starts_with("'=1+1,school year"), "{csv}");
}
