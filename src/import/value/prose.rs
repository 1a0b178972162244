//! One cell as text.

use crate::import::cell::Content;

/// What stands in `content`, as text: with plain line breaks and blanks, and none at its end.
pub(crate) fn prose(content: &Content) -> String {
    match content {
        Content::Empty => String::new(),
        Content::Text(text) => text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace(['\u{a0}', '\u{202f}'], " ")
            .trim()
            .to_owned(),
        Content::Number(number) => number.to_string(),
        Content::Truth(truth) => truth.to_string(),
        Content::Moment(moment) => moment.to_string(),
        Content::Clock(seconds) => format!("{}:{:02}", seconds / 3600, seconds / 60 % 60),
        Content::Span(seconds) => format!("{}:{:02}", seconds / 3600, seconds / 60 % 60),
        Content::Fault(text) => text.to_string(),
    }
}

/// `text` without its tags.
pub(crate) fn without_html(text: &str) -> String {
    let (mut out, mut is_tag) = (String::new(), false);
    for sign in text.chars() {
        match sign {
            '<' => is_tag = true,
            '>' => is_tag = false,
            other if !is_tag => out.push(other),
            _ => {}
        }
    }
    out
}
