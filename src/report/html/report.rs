//! The page of a report: the answer, what each section has found, and then the sections, each as a picture with its
//! tables behind it. Nothing is counted while it is drawn.

use std::io;

use maud::{Markup, PreEscaped, html};

use super::document::{Page, Styles, page};
use super::links::{Links, Place};
use super::{behind, chart, parts, picture};
use crate::report::manifest;
use crate::report::model::{ProfileReport, Report};
use crate::report::page::{
    self, About, Part, Section, Sections, Shown, answer, legend, made_with, members,
    members_in_short, to_do, when,
};
use crate::text::html::words;

/// How many bytes a page may have. Browsers take seconds to open a larger one, and phones do not open it at all.
const MOST_BYTES: usize = 64 << 20;

/// Where the pairs behind the numbers stand on a page. No word of a record can be this: `words` escapes it.
const PAIRS: &str = "<!--pairs-->";

/// `report` as a whole document, ending with a line break.
///
/// # Errors
/// With all that is behind its numbers, the page has more than 64 MiB.
pub fn render(report: &Report, shown: Shown) -> io::Result<String> {
    let sections = if shown.sections.is_empty() { Sections::all() } else { shown.sections };
    let main = match (report.periods.as_slice(), shown.deeper) {
        ([period], Some(deeper)) => html! {
            (body(report, sections, Some(Place::Alone)))
            (behind::rows(report, period, deeper))
            (PreEscaped(PAIRS))
            (addresses(report))
        },
        ([_], None) => html! { (body(report, sections, None)) (hint()) },
        _ => of_several(report, shown),
    };
    let title = format!("{}: coaching report", report.district);
    let page = page(&Page {
        title: &title,
        header: header(report),
        main,
        footer: footer(report),
        is_of_times: report.periods.len() > 1,
        styles: Styles::Within,
        has_script: true,
    });
    match (page.split_once(PAIRS), shown.deeper) {
        (Some((before, after)), Some(deeper)) => {
            let pairs = deeper.each_pair(|pair| behind::pair(deeper, &pair).into_string());
            with_pairs(before, pairs, after, MOST_BYTES)
        }
        _ => Ok(page),
    }
}

/// A page with `pairs` between `before` and `after`, of no more than `most` bytes.
fn with_pairs(
    before: &str,
    pairs: impl Iterator<Item = String>,
    after: &str,
    most: usize,
) -> io::Result<String> {
    let mut page = before.to_owned();
    for pair in pairs {
        if page.len() + pair.len() + after.len() > most {
            return Err(io::Error::other(format!(
                "with the records behind its numbers, it would have more than {} MB, too much for one page; \
                 `--format site -o DIR` makes a folder with a page for each pair",
                most >> 20
            )));
        }
        page += &pair;
    }
    page += after;
    Ok(page)
}

pub(super) fn header(report: &Report) -> Markup {
    html! {
        h1 { (words(&report.district)) }
        p.audience { (words(report.audience)) }
        @for period in &report.periods {
            p.when {
                (words(&when(&period.window, report.as_of)))
                @if let [only] = period.profiles.as_slice() {
                    " · " (words(&members_in_short(only.total.members)))
                }
            }
        }
        @if !report.selection.is_empty() {
            p.when { "Only " (words(&report.selection.join(", "))) }
        }
    }
}

/// Several times side by side.
fn of_several(report: &Report, shown: Shown) -> Markup {
    let is_above = |part: &&Part| {
        matches!(
            part,
            Part::Table(_)
                | Part::Heading(_)
                | Part::Notes(_)
                | Part::Legend(_)
                | Part::Addresses(_)
        )
    };
    let all = page::of(report, shown);
    parts::draw(all.iter().filter(is_above))
}

/// The answer, the sections and the words of a report on one time, as far as it is on one.
pub(super) fn body(report: &Report, sections: Sections, place: Option<Place>) -> Markup {
    let Some(period) = report.periods.first() else { return html! {} };
    let many = period.profiles.len() > 1;
    let mut said = Vec::new();
    let profiles: Vec<Markup> = period
        .profiles
        .iter()
        .enumerate()
        .map(|(at, profile)| {
            let about = About { report, period, profile };
            let prefix = if many { format!("p{}-", at + 1) } else { String::new() };
            of_profile(about, sections, (&prefix, place), &mut said)
        })
        .collect();
    let legend = legend(report, &said);
    html! {
        @if profiles.is_empty() { p.answer { "No pair was under way in this period." } }
        @if many { p { "Pairs under different profiles are reported separately." } }
        (chart::patterns())
        @for profile in &profiles { (profile) }
        @if !legend.is_empty() {
            section id="words" {
                h2 { "What the words mean" }
                (parts::draw(&[Part::Legend(legend)]))
            }
        }
    }
}

/// Where to read on from numbers that stand in sentences.
fn behind_these(place: Place) -> Markup {
    html! { p.more { a href=(place.all()) { "The pairs behind these numbers" } } }
}

/// How a page is made whose numbers open.
fn hint() -> Markup {
    html! {
        p.hint {
            "Made with " code { "--explain" } ", this page also shows the pairs and the records behind each \
             number. For one number, " code { "coach explain" } " does."
        }
    }
}

/// The answer, what each section has found, and the sections. `said` is added to, for the words that are explained.
fn of_profile(
    about: About,
    sections: Sections,
    (prefix, place): (&str, Option<Place>),
    said: &mut Vec<Part>,
) -> Markup {
    let many = !prefix.is_empty();
    // Without what is behind the numbers, they lead nowhere.
    let links = place.map(|place| Links::of(about, place)).unwrap_or_default();
    let ProfileReport { title, edition, total, .. } = about.profile;
    let drawn: Vec<Drawn> = sections.iter().filter_map(|it| Drawn::of(it, about, prefix)).collect();
    said.extend(drawn.iter().flat_map(|drawn| drawn.parts.iter().cloned()));
    html! {
        @if many {
            h2 { (words(&format!("{title}, {edition}"))) }
            p { (words(&members(total.members))) }
        }
        @let answer = answer(about);
        @let (first, more) = answer.split_at(answer.len().min(1));
        @for sentence in first { p.answer { (words(sentence)) } }
        @if let Some(to_do) = to_do(about) { p.answer { (words(&to_do)) } }
        @for sentence in more { p.also { (words(sentence)) } }
        @if let Some(place) = place { (behind_these(place)) }
        @if drawn.len() > 1 {
            nav aria-label=(if many { title.as_str() } else { "Contents" }) {
                ul { @for one in &drawn { li { a href=(format!("#{}", one.id)) { (words(&one.finding)) } } } }
            }
        }
        @for one in &drawn { (one.draw(&links, place)) }
    }
}

/// The `sections` of a profile that have something to say, in words and tables alone.
pub(super) fn plain(about: About, sections: &[Section]) -> Markup {
    let mut parts = Vec::new();
    sections.iter().for_each(|section| section.add(about, &mut parts));
    html! {
        @for sentence in answer(about) { p { (words(&sentence)) } }
        (parts::draw(&parts))
    }
}

/// A section that has something to say.
struct Drawn {
    id: String,
    finding: String,
    picture: Option<Markup>,
    parts: Vec<Part>,
    /// Whether its parts are what it is there for.
    is_plain: bool,
    /// What its parts are called until they are asked for.
    behind: &'static str,
}

impl Drawn {
    fn of(section: Section, about: About, prefix: &str) -> Option<Self> {
        let mut parts = Vec::new();
        section.add(about, &mut parts);
        let id = format!("{prefix}{}", section.name());
        let picture = picture::of(section, about, &format!("{id}-picture"));
        (!parts.is_empty() || picture.is_some()).then(|| Self {
            finding: section.finding(about),
            id,
            // What only an evaluator reads waits until it is asked for.
            is_plain: picture.is_none() && !matches!(section, Section::Raters | Section::Records),
            behind: if picture.is_some() { "Table" } else { "Show" },
            picture,
            parts,
        })
    }

    fn draw(&self, links: &Links, place: Option<Place>) -> Markup {
        html! {
            section id=(self.id) {
                h2 { (words(&self.finding)) }
                @if let Some(picture) = &self.picture { (picture) }
                @if self.is_plain {
                    (parts::draw_linked(&self.parts, links))
                } @else if !self.parts.is_empty() {
                    details.table {
                        summary { (self.behind) }
                        (parts::draw_linked(&self.parts, links))
                        @if let Some(place) = place { (behind_these(place)) }
                    }
                }
            }
        }
    }
}

/// Every number with the address by which `coach explain` finds its records.
fn addresses(report: &Report) -> Markup {
    let rows = report.periods.iter().flat_map(|period| &period.figures);
    let rows = rows.map(|it| [page::value(&it.value), it.address.to_string()]).collect();
    html! {
        section id="addresses" {
            h2 { "The address of every number" }
            p { code { "coach explain 'ADDRESS'" } " lists the records behind a number." }
            details.table { summary { "Table" } (parts::draw(&[Part::Addresses(rows)])) }
        }
    }
}

pub(super) fn footer(report: &Report) -> Markup {
    html! {
        h2 id="made" { "How this page was made" }
        (parts::draw(&[Part::Facts(manifest::facts(&made_with(report)))]))
    }
}

#[cfg(test)]
mod tests {
    use super::with_pairs;

    #[test]
    fn a_page_that_is_too_large_is_refused_before_it_is_made() {
        let pairs = || std::iter::repeat_n("p".repeat(1 << 20), 2);
        let made = |most| with_pairs("<", pairs(), ">", most);
        assert_eq!(made((2 << 20) + 2).ok().map(|page| page.len()), Some((2 << 20) + 2));
        let refused = made((2 << 20) + 1).err().map(|error| error.to_string());
        assert!(refused.as_ref().is_some_and(|why| why.contains("more than 2 MB")), "{refused:?}");
    }
}
