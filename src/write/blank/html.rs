//! The form as one page of HTML that needs nothing else: it prints on A4 and US Letter, in black on
//! white, and no row of a table is torn apart.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::section::{Row, Section};
use super::{Form, Head, OBSERVER_NEEDS_ID, TICK_ONE, TITLE, TYPING_IN, one_line};
use crate::domain::profile::{Part, Profile};
use crate::text::html::words as harmless;

/// Nothing is loaded and nothing runs, whatever a profile says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A blank checklist for `profile` as a page of HTML. In it, what `head` knows is filled in.
///
/// ```
/// # use coach::{domain::profile::Library, write::blank::{Head, html}};
/// let library = Library::built_in();
/// let form = html(library.get("missouri-sbic-2014").unwrap(), &Head::default());
/// assert!(form.starts_with("<!DOCTYPE html><html lang=\"en\">"));
/// ```
pub fn html(profile: &Profile, head: &Head) -> String {
    let form = Form::of(profile, head);
    let page = html! {
        (DOCTYPE)
        html lang=(words(form.language())) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (TITLE) ": " (words(&profile.title)) }
                style { (PreEscaped(include_str!("page.css"))) }
            }
            body {
                main {
                    h1 lang=[form.own_language()] { (TITLE) }
                    p.title { (words(&profile.title)) ", " (words(&profile.edition)) }
                    p.source { (words(&profile.source)) }
                    (fields(&form))
                    (ratings(&form))
                    @if let Some(foundation) = form.foundation() {
                        p { (words(&foundation)) }
                    }
                    @if let Some(computed) = form.about_computed() {
                        p { (words(&computed)) }
                    }
                    @for part in &form.sections { (section(part, &form)) }
                }
                (small_print(&form))
            }
        }
    };
    page.into_string() + "\n"
}

fn fields(form: &Form) -> Markup {
    html! {
        dl.fields lang=[form.own_language()] {
            @for (label, value) in &form.fields {
                div {
                    dt { (label) }
                    dd { @if let Some(value) = value { (words(value)) } }
                }
            }
            div.wide {
                dt { "Rated by" }
                dd {
                    @for (role, is_ticked) in &form.roles {
                        span.choice { (tick(*is_ticked)) " " (words(role)) } " "
                    }
                }
            }
        }
        p.hint lang=[form.own_language()] { (OBSERVER_NEEDS_ID) }
    }
}

fn ratings(form: &Form) -> Markup {
    let own = form.own_language();
    html! {
        p lang=[own] { (TICK_ONE) }
        dl.ratings {
            @for rating in &form.ratings {
                div { dt lang=[own.filter(|_| !rating.in_document)] { (words(rating.text)) } dd lang=[own] { (rating.means) } }
            }
            @for (mark, means) in &form.marks {
                div lang=[own] { dt { (mark) } dd { (means) } }
            }
        }
    }
}

fn section(section: &Section, form: &Form) -> Markup {
    html! {
        section {
            @if section.items.is_empty() {
                h2 lang=[form.own_language().filter(|_| section.part == Part::Whole)] {
                    (words(section.heading))
                }
            } @else {
                (table(section, form))
            }
            @if !section.levels.is_empty() {
                div.levels {
                    p lang=[form.own_language()] { (section.about_levels()) }
                    ul {
                        @for (name, rubric) in &section.levels {
                            li {
                                (tick(false)) " " strong { (words(name)) }
                                @if let Some(rubric) = rubric { ": " (words(rubric)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table(section: &Section, form: &Form) -> Markup {
    let own = form.own_language();
    let narrow = Narrow::of(form);
    html! {
        table class=[narrow.is_upright.then_some("upright")] {
            caption {
                h2 { (words(section.heading)) }
                @if let Some(lead_in) = section.lead_in { p { (words(lead_in)) } }
            }
            thead {
                tr {
                    th.item scope="col" lang=[own] { "item" }
                    @for rating in &form.ratings {
                        th.rating scope="col" lang=[own.filter(|_| !rating.in_document)]
                            style=[&narrow.width] { span { (words(rating.text)) } }
                    }
                    th scope="col" lang=[own] { "comment" }
                }
            }
            @for row in &section.items { (item(row, form)) }
        }
    }
}

/// An item with what its steps mean: a group of rows, so that no page break parts them.
fn item(row: &Row, form: &Form) -> Markup {
    let has_anchors = !row.anchors.is_empty();
    html! {
        tbody {
            tr {
                th.item.part[row.is_part] scope="row" {
                    span.number { (row.number) } " " (words(row.text))
                    @for mark in &row.marks {
                        " " span.mark lang=[form.own_language()] { (words(mark)) }
                    }
                }
                @for &is_box in &row.boxes {
                    td.rating { @if is_box { (tick(false)) } @else { "–" } }
                }
                td {}
            }
            @if has_anchors {
                tr.anchors {
                    td colspan=(row.boxes.len() + 2) {
                        ul {
                            @for (step, means) in &row.anchors {
                                li { strong { (words(step)) } ": " (words(means)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How the columns of ratings are kept narrow enough for the page.
struct Narrow {
    /// The width of each, where it is not the usual one.
    width: Option<String>,
    /// Whether their headings stand upright.
    is_upright: bool,
}

impl Narrow {
    /// Percent of the table's width for all columns of ratings together, at most.
    const ALL: f64 = 48.0;
    /// And for each of a few.
    const EACH: f64 = 8.0;
    /// Characters of a heading that fit into one percent.
    const FIT: f64 = 1.3;

    fn of(form: &Form) -> Self {
        let columns = form.ratings.len() as f64;
        let each = (Self::ALL / columns).min(Self::EACH);
        let of_words = |text: &str| text.split_whitespace().map(str::len).max();
        let longest = form.ratings.iter().filter_map(|rating| of_words(rating.text)).max();
        Self {
            width: (each < Self::EACH).then(|| format!("width: {each:.1}%")),
            is_upright: longest.is_some_and(|longest| longest as f64 > each * Self::FIT),
        }
    }
}

/// A box to tick; drawn, because not every font has one.
fn tick(is_ticked: bool) -> Markup {
    let label = if is_ticked { "ticked" } else { "not ticked" };
    html! { span.box role="img" aria-label=(label) { @if is_ticked { "✕" } } }
}

fn small_print(form: &Form) -> Markup {
    html! {
        footer lang=[form.own_language()] {
            p { (TYPING_IN) " " (words(&form.words_of_the_file())) }
            ul {
                @for (part, items) in form.ids() {
                    li { strong { (words(part)) } ": " (words(&items)) }
                }
            }
            p { (words(&form.made_from())) }
        }
    }
}

/// `text` in one line that shows just that.
fn words(text: &str) -> Markup {
    harmless(&one_line(text))
}
