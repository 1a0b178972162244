//! The blank checklist: all of the profile is on it, nothing else gets onto it, and no text of a
//! profile becomes markup.

use crate::report_formats::shown_markdown::shown;
use coach::domain::profile::{self, Library, Profile};
use coach::domain::record::Role;
use coach::text::source::Source;
use coach::write::blank::{Head, html, markdown};
use proptest::prelude::*;

const ROUNDS: &str = include_str!("../profiles/five-functions.toml");

fn built_in() -> Profile {
    let library = Library::built_in();
    Profile::clone(library.get("missouri-sbic-2014").expect("it is built in"))
}

fn head() -> Head<'static> {
    Head {
        school: Some("Lincoln"),
        coach: Some("c-03"),
        educator: Some("t-104"),
        date: "2026-10-01".parse().ok(),
        role: Some(Role::Observer),
        rater: Some("o-2"),
    }
}

/// The built-in profile with each of its words replaced.
fn saying(text: &str) -> Profile {
    let mut profile = built_in();
    let text = || text.to_owned();
    profile.title = text();
    profile.edition = text();
    profile.source = text();
    profile.foundation = Some(text());
    for level in &mut profile.levels {
        level.name = text();
        level.text = Some(text());
    }
    for function in &mut profile.functions {
        function.heading = text();
        function.lead_in = Some(text());
        function.rubric.iter_mut().for_each(|rubric| *rubric = Some(text()));
    }
    profile.items.iter_mut().for_each(|item| item.text = text().into());
    profile
}

/// Every tag of a page, attributes and all.
fn tags(page: &str) -> Vec<&str> {
    let parts = page.split('<').skip(1);
    parts.map(|part| part.split_once('>').map_or(part, |(tag, _)| tag)).collect()
}

/// What stands between the tags, references resolved.
fn text(page: &str) -> String {
    let parts = page.split('<').filter_map(|part| Some(part.split_once('>')?.1));
    let mut text = parts.collect::<String>();
    for (reference, c) in [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#58;", ":"),
        ("&#35;", "#"),
    ] {
        text = text.replace(reference, c);
    }
    text.replace("&#38;", "&")
}

#[test]
fn each_item_is_on_the_form_in_the_documents_words_and_by_its_id() {
    let profile = built_in();
    let (page, plain) = (html(&profile, &Head::default()), markdown(&profile, &Head::default()));
    let (page, plain) = (text(&page), shown(&plain));
    let cells: Vec<&String> = plain.tables.iter().flatten().flatten().collect();
    let lines = plain.lines.join("\n");
    for (number, item) in profile.items.iter().enumerate() {
        let id = format!("{} {}", number + 1, item.id);
        assert_eq!(page.matches(&*item.text).count(), 1, "{}", item.text);
        assert!(page.contains(&id) && lines.contains(&id), "{id}");
        assert_eq!(cells.iter().filter(|cell| ***cell == *item.text).count(), 1, "{}", item.text);
    }
    for function in &profile.functions {
        assert!(page.contains(&function.heading) && lines.contains(&function.heading));
        let rubrics: Vec<&String> = function.rubric.iter().flatten().collect();
        assert!(rubrics.iter().all(|rubric| page.contains(*rubric) && lines.contains(*rubric)));
    }
}

#[test]
fn boxes_are_those_that_may_be_ticked() {
    // 13 items with four boxes, three of them with a fifth; two levels of each of four functions,
    // for the third is not judged; three roles.
    let boxes = 13 * 4 + 3 + 2 * 4 + 3;
    let profile = built_in();
    assert_eq!(html(&profile, &Head::default()).matches("class=\"box\"").count(), boxes);
    assert_eq!(markdown(&profile, &Head::default()).matches('☐').count(), boxes);
    let (page, plain) = (html(&profile, &head()), markdown(&profile, &head()));
    assert_eq!(page.matches("aria-label=\"not ticked\"").count(), boxes - 1);
    assert_eq!(page.matches("aria-label=\"ticked\"").count(), 1);
    assert!(plain.contains("☒ observer (someone outside the pair)"), "{plain}");
    assert_eq!(plain.matches('☐').count(), boxes - 1);
}

#[test]
fn a_profile_whose_levels_are_computed_has_none_to_tick() {
    let rounds = profile::read(&Source::new("rounds.toml", ROUNDS.to_owned())).expect("valid");
    for form in [html(&rounds, &Head::default()), markdown(&rounds, &Head::default())] {
        assert!(!form.contains("if you wish to judge it"), "{form}");
        assert!(form.contains("not ticked here: Embedded"), "{form}");
        assert!(!form.contains("levels go by"), "{form}");
    }
}

#[test]
fn what_is_known_is_filled_in_and_the_rest_is_left_blank() {
    let known = ["Lincoln", "c-03", "t-104", "2026-10-01", "o-2"];
    let profile = built_in();
    let (page, plain) = (html(&profile, &head()), markdown(&profile, &head()));
    for value in known {
        assert!(page.contains(&format!("<dd>{value}</dd>")), "{value}");
        assert!(shown(&plain).lines.iter().any(|line| line.ends_with(&format!(": {value}"))));
    }
    let (page, plain) = (html(&profile, &Head::default()), markdown(&profile, &Head::default()));
    assert_eq!(page.matches("<dd></dd>").count(), known.len());
    let blanks = shown(&plain).lines.iter().filter(|line| line.ends_with(": ____________")).count();
    assert_eq!(blanks, known.len());
}

#[test]
fn the_page_needs_nothing_else_and_can_be_read_aloud() {
    let page = html(&built_in(), &head());
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    assert!(page.contains("default-src 'none'"));
    for foreign in ["http:", "https:", "src=", "href=", "<script", "<link", "url(", "@import"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    // Seven columns with a heading in each of four tables, and a heading for each of 13 rows.
    assert_eq!(page.matches("scope=\"col\"").count(), 7 * 4);
    assert_eq!(page.matches("scope=\"row\"").count(), 13);
    assert_eq!(page.matches("<caption>").count(), 4);
    assert!(page.contains("tr { break-inside: avoid; }"));
}

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</style></title></caption></table><h1>x",
    "<!-- x",
    "&lt;b&gt; &amp;",
    "a | b | c",
    "# x",
    "- x",
    "![x](http://x.example) <http://y.example> www.z.example @t-1 #12",
    "**x** _y_ `z` ~~w~~ $v$",
    "::error ::x ##[error]y",
    "a\u{202e}b\u{1b}[31mc",
    "two\n\nlines\r\n| x |",
];

#[test]
fn no_text_of_a_profile_becomes_markup() {
    let (plain_page, plain_shape) = {
        let profile = saying("words");
        (html(&profile, &head()), shown(&markdown(&profile, &head())).shape)
    };
    for hostile in HOSTILE {
        let profile = saying(hostile);
        let head = Head { school: Some(hostile), ..head() };
        let (page, plain) = (html(&profile, &head), markdown(&profile, &head));
        assert_eq!(tags(&page), tags(&plain_page), "{hostile}");
        let shown = shown(&plain);
        assert_eq!(shown.shape, plain_shape, "{hostile}\n{plain}");
        for form in [&page, &plain] {
            assert!(!form.contains("::") && !form.contains("##["), "{form}");
            assert!(!form.contains(['\u{202e}', '\u{1b}']), "{form}");
        }
        if !hostile.contains(char::is_control) {
            // 13 items, and it can be read as it was written.
            assert!(text(&page).matches(hostile).count() > 13, "{hostile}");
            let cells = shown.tables.iter().flatten().flatten();
            assert_eq!(cells.filter(|cell| cell == hostile).count(), 13, "{hostile}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn no_text_at_all_becomes_markup(words in any::<String>()) {
        let plain = tags(&html(&saying("words"), &Head::default())).join(" ");
        let page = html(&saying(&words), &Head::default());
        prop_assert_eq!(tags(&page).join(" "), plain);
        markdown(&saying(&words), &Head::default());
    }
}
