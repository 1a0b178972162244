//! What has to hold of findings, whatever they are about.

use coach::diagnostic::text::{self, Style};
use coach::diagnostic::{Diagnostic, Tally, github, json, junit, sarif};

use crate::lines::Lines;

/// Asserts that each place in `found` is in its file, which `lines_of` gives, and that every form shows all of them.
pub(super) fn hold<'l>(found: &[Diagnostic], lines_of: impl Fn(&str) -> Option<&'l Lines>) {
    for one in found {
        let places = std::iter::once(&one.place).chain(one.related.iter().map(|also| &also.place));
        for place in places.filter(|place| place.region.is_some()) {
            lines_of(&place.path).expect("a file that is there").check(place);
        }
        assert!(!one.message.is_empty(), "{one:?}");
        let plain =
            text::render(one, Style { color: false, width: 80, prefix: "x/", excerpt: true });
        let line = text::one_line(one);
        assert!(plain.contains(&format!("[{}]", one.rule.id)) && plain.ends_with('\n'), "{plain}");
        assert!(!plain.chars().any(|c| c != '\n' && steers(c)), "{plain:?}");
        assert!(!line.chars().any(steers), "{line:?}");
        text::render(one, Style { color: true, width: 1, prefix: "", excerpt: true });
    }
    let tally = Tally::of(found, 1, 0, 0);
    let told = json::render(found, tally, []).expect("JSON");
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON reads back");
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(found.len()));
    assert_eq!(told["diagnostics"][0]["message"].as_str().is_some(), !found.is_empty());
    github::render(found, tally, "");
    junit::render(found, tally, "", false).expect("XML");
    sarif::render(found, tally, "", &[], true).expect("JSON");
}

/// Whether a terminal does something for `c` but show it.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
