//! Text that a page of HTML shows as it is: any text comes in; what goes out is no markup, in a sentence as in an
//! attribute, a title or a drawing, with control and direction characters visible, and nothing that a CI
//! runner takes for a command when the page is printed.

use maud::{Markup, PreEscaped};

use super::wording::is_unsafe;

/// `text` as the page shows it.
pub(crate) fn words(text: &str) -> Markup {
    PreEscaped(escaped(text))
}

/// `text` with references for what could be markup or end an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            _ if is_unsafe(c) => out.extend(c.escape_unicode()),
            '<' | '>' | '&' | '"' | '\'' => push_reference(&mut out, c),
            ':' | '#' if out.ends_with(c) => push_reference(&mut out, c),
            _ => out.push(c),
        }
    }
    out
}

fn push_reference(out: &mut String, c: char) {
    out.push_str(&format!("&#{};", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn nothing_is_markup_and_nothing_hides() {
        for (text, shown) in [
            ("Peñasco K-8, 50 % a:b # x", "Peñasco K-8, 50 % a:b # x"),
            ("<b>&\"'", "&#60;b&#62;&#38;&#34;&#39;"),
            ("]]> --", "]]&#62; --"),
            ("a\n\u{202e}b", r"a\u{a}\u{202e}b"),
            ("::error ::x ##[y]", ":&#58;error :&#58;x #&#35;[y]"),
        ] {
            assert_eq!(words(text).into_string(), shown);
        }
    }
}
