//! A whole document: head, style sheet, policy, and the parts in it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::script::{SCRIPT, policy};
use super::{palette, parts};
use crate::report::page::Part;
use crate::text::html::words;

/// What stands where on a page.
pub(super) struct Page<'p> {
    /// What the browser calls it.
    pub title: &'p str,
    /// Whose it is and for whom.
    pub header: Markup,
    /// What it says.
    pub main: Markup,
    /// How it was made.
    pub footer: Markup,
    /// Whether the columns of its tables are times.
    pub is_of_times: bool,
    /// Where its style sheet is.
    pub styles: Styles,
    /// Whether there is something to sort or compare, for which it has the script.
    pub has_script: bool,
}

/// Where the style sheet of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Styles {
    /// On the page.
    Within,
    /// In the folder of its pages, which is so far up.
    Beside {
        /// From the page to the folder: `../`, or nothing.
        up: &'static str,
    },
}

/// `parts` as a whole document under the name `title`, ending with a line break.
pub(in crate::report) fn render_parts(title: &str, parts: &[Part]) -> String {
    let (mut header, mut main, mut footer) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part {
            Part::Title { .. } => header.push(part),
            Part::MadeBy { .. } => footer.push(part),
            _ => main.push(part),
        }
    }
    let drawn = |of: Vec<&Part>| parts::draw(of);
    let [header, main, footer] = [header, main, footer].map(drawn);
    page(&Page {
        title,
        header,
        main,
        footer,
        is_of_times: false,
        styles: Styles::Within,
        has_script: true,
    })
}

/// `page` as a whole document, ending with a line break.
pub(super) fn page(page: &Page) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en-US" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(page.styles));
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (words(page.title)) }
                @match page.styles {
                    Styles::Within => style { (PreEscaped(style())) },
                    Styles::Beside { up } => link rel="stylesheet" href=(format!("{up}{STYLE}"));,
                }
            }
            body {
                header { (page.header) }
                main.times[page.is_of_times] { (page.main) }
                footer { (page.footer) }
                @if page.has_script { script { (PreEscaped(SCRIPT)) } }
            }
        }
    };
    page.into_string() + "\n"
}

/// The file of the style sheet, beside pages that have it in common.
pub(super) const STYLE: &str = "style.css";

/// The style sheet of every page.
pub(super) fn style() -> String {
    palette::style() + include_str!("page.css")
}
