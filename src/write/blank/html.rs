//! The form as one page of HTML that needs nothing else: it prints on A4 and US Letter, in black on
//! white, and no row of a table is torn apart.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    Form, FunctionPart, Head, LEVELS_ARE_OPTIONAL, OBSERVER_NEEDS_ID, TITLE, TYPING_IN, one_line,
};
use crate::domain::profile::Profile;
use crate::text::wording::is_unsafe;

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
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (TITLE) ": " (words(&profile.title)) }
                style { (PreEscaped(include_str!("page.css"))) }
            }
            body {
                main {
                    h1 { (TITLE) }
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
                    @for part in &form.functions { (function(part, &form)) }
                }
                (small_print(&form))
            }
        }
    };
    page.into_string() + "\n"
}

fn fields(form: &Form) -> Markup {
    html! {
        dl.fields {
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
        p.hint { (OBSERVER_NEEDS_ID) }
    }
}

fn ratings(form: &Form) -> Markup {
    html! {
        p { "Tick one box for each item." }
        dl.ratings {
            @for (name, meaning) in &form.ratings {
                div { dt { (name) } dd { (meaning) } }
            }
        }
    }
}

fn function(part: &FunctionPart, form: &Form) -> Markup {
    html! {
        section {
            table {
                caption {
                    h2 { (words(&part.function.heading)) }
                    @if let Some(lead_in) = &part.function.lead_in { p { (words(lead_in)) } }
                }
                thead {
                    tr {
                        th.item scope="col" { "item" }
                        @for (name, _) in &form.ratings { th.rating scope="col" { (name) } }
                        th scope="col" { "comment" }
                    }
                }
                tbody {
                    @for &(number, text, may_be_na) in &part.items {
                        tr {
                            th.item scope="row" { span.number { (number) } " " (words(text)) }
                            @for (name, _) in &form.ratings {
                                td.rating {
                                    @if *name != "not applicable" || may_be_na { (tick(false)) }
                                    @else { "–" }
                                }
                            }
                            td {}
                        }
                    }
                }
            }
            @if !part.levels.is_empty() {
                div.levels {
                    p { (LEVELS_ARE_OPTIONAL) }
                    ul {
                        @for (name, rubric) in &part.levels {
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

/// A box to tick; drawn, because not every font has one.
fn tick(is_ticked: bool) -> Markup {
    let label = if is_ticked { "ticked" } else { "not ticked" };
    html! { span.box role="img" aria-label=(label) { @if is_ticked { "✕" } } }
}

fn small_print(form: &Form) -> Markup {
    html! {
        footer {
            p { (TYPING_IN) " " (words(&form.words_of_the_file())) }
            ul {
                @for (function, items) in form.ids() {
                    li { strong { (words(function)) } ": " (words(&items)) }
                }
            }
            p { (words(&form.made_from())) }
        }
    }
}

/// `text` in one line that shows just that: no markup, control and direction characters visible, and
/// nothing that a CI runner takes for a command when the page is printed.
fn words(text: &str) -> Markup {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in one_line(text).chars() {
        match c {
            _ if is_unsafe(c) => out.extend(c.escape_unicode()),
            '<' | '>' | '&' | '"' | '\'' => push_reference(&mut out, c),
            ':' | '#' if out.ends_with(c) => push_reference(&mut out, c),
            _ => out.push(c),
        }
    }
    PreEscaped(out)
}

fn push_reference(out: &mut String, c: char) {
    out.push_str(&format!("&#{};", u32::from(c)));
}
