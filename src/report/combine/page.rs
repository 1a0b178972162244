//! A combined report as a page: the answer in two sentences, districts, functions, what to train next,
//! what was done, and what could not be combined. It is drawn as any report is.

mod facts;
mod tables;

use super::model::{Combined, Figure, Period, Profile};
use crate::count::{Narrow, Share, Statistic, Value};
use crate::report::page::{self, Part, percent};
use crate::report::text::{self, Style};
use crate::report::{html, markdown};
use crate::text::wording::{count, grouped};

/// `report` as lines of text, ending with a line break.
pub(crate) fn render_text(report: &Combined, look: Style) -> String {
    text::draw(&of(report), look)
}

/// `report` as Markdown, ending with a line break.
pub(crate) fn render_markdown(report: &Combined) -> String {
    markdown::draw(&of(report))
}

/// `report` as a whole document of HTML, ending with a line break.
pub(crate) fn render_html(report: &Combined) -> String {
    html::render_parts("Several districts", &of(report))
}

fn of(report: &Combined) -> Vec<Part> {
    let district = count(report.districts.len(), "district");
    let mut parts = vec![Part::Title { district, audience: report.audience }];
    for (at, period) in report.periods.iter().enumerate() {
        if at > 0 {
            parts.push(Part::Gap);
        }
        of_period(report, period, &mut parts);
    }
    let mut last = facts::of_report(report);
    match parts.last_mut() {
        Some(Part::Facts(facts)) => facts.append(&mut last),
        _ => parts.extend([Part::Gap, Part::Facts(last)]),
    }
    parts.extend([Part::Gap, made_by(report)]);
    parts
}

fn of_period(report: &Combined, period: &Period, parts: &mut Vec<Part>) {
    let mut when = page::when(&period.window, report.as_of);
    if let [only] = period.profiles.as_slice() {
        when.push_str(&format!(" · {}", About { period, profile: only }.members()));
    }
    parts.push(Part::Line(when));
    if !report.selection.is_empty() {
        parts.push(Part::Line(format!("only {}", report.selection.join(", "))));
    }
    if period.profiles.is_empty() {
        let nothing = "No pair was under way in this period.";
        return parts.extend([Part::Gap, Part::Line(nothing.to_owned())]);
    }
    for profile in &period.profiles {
        let about = About { period, profile };
        if period.profiles.len() > 1 {
            parts.push(Part::Gap);
            parts.push(Part::Heading(format!("{}, {}", profile.title, profile.edition)));
            parts.push(Part::Line(about.members()));
        }
        parts.extend([Part::Gap, Part::Line(about.answer(report).join(" "))]);
        parts.extend([Part::Gap, Part::Table(tables::districts(report, about))]);
        parts.extend([Part::Gap, Part::Table(tables::functions(about))]);
        let practices = tables::practices(about).into_iter();
        parts.extend(practices.flat_map(|table| [Part::Gap, Part::Table(table)]));
        parts.extend([Part::Gap, Part::Facts(facts::of_profile(about))]);
    }
}

/// The programs and profiles, and how many records there were.
fn made_by(report: &Combined) -> Part {
    let mut words = vec![format!("{} {}", report.tool.name, report.tool.version)];
    for profile in report.periods.iter().flat_map(|period| &period.profiles) {
        let hash = profile.hash.get(..12).unwrap_or(&profile.hash);
        let profile = format!("profile {} (sha256 {hash})", profile.id);
        if !words.contains(&profile) {
            words.push(profile);
        }
    }
    for period in &report.periods {
        let (found, left_out) = (period.records.found, period.records.left_out);
        let found = format!("{}, {} left out", count(found, "record"), grouped(left_out));
        if words.last() != Some(&found) {
            words.push(found);
        }
    }
    let words = words.join(" · ");
    Part::MadeBy { short: words.clone(), whole: words }
}

/// The numbers under one profile.
#[derive(Clone, Copy)]
struct About<'r> {
    period: &'r Period,
    profile: &'r Profile,
}

impl<'r> About<'r> {
    fn figure(self, narrow: &Narrow, measure: Statistic) -> Option<&'r Figure> {
        self.period.figure(&self.profile.id, None, narrow, measure)
    }

    /// A share of all districts; `None` where it cannot be combined.
    fn share(self, measure: Statistic) -> Option<Share> {
        self.figure(&Narrow::default(), measure).and_then(Figure::share)
    }

    /// A count of all districts; `None` where it cannot be combined.
    fn count(self, measure: Statistic) -> Option<usize> {
        let total = self.figure(&Narrow::default(), measure)?.total.as_ref()?;
        if let Value::Count { count } = total { usize::try_from(*count).ok() } else { None }
    }

    /// How many there are of whom.
    fn members(self) -> String {
        let of = |(measure, noun): (Statistic, &str)| Some(count(self.count(measure)?, noun));
        let all = [
            (Statistic::Relationships, "pair"),
            (Statistic::Coaches, "coach"),
            (Statistic::Schools, "school"),
        ];
        all.into_iter().filter_map(of).collect::<Vec<_>>().join(", ")
    }

    /// The answer in sentences made from the figures.
    fn answer(self, report: &Combined) -> Vec<String> {
        let mut sentences = Vec::new();
        match self.share(Statistic::InPlace) {
            None => sentences.push("Items in place cannot be combined.".to_owned()),
            Some(in_place) => sentences.push(match percent(in_place) {
                Some(percent) => {
                    format!("{percent} of items are in place ({}).", page::share(in_place))
                }
                None => "No item of a pair that counts applies.".to_owned(),
            }),
        }
        if let Some(observed) = self.share(Statistic::Observed).filter(|of| of.n > 0) {
            let documented = match self.count(Statistic::DocumentedOnly) {
                Some(only) => {
                    format!("; the other {} rest on records that the pairs keep", grouped(only))
                }
                None => String::new(),
            };
            let k_of_n = page::share(observed);
            let percent = percent(observed).unwrap_or_default();
            sentences.push(format!("Where an observer looked, {percent} ({k_of_n}){documented}."));
        }
        if let Some(new @ 1..) = self.count(Statistic::NewPairs) {
            let is = if new == 1 { "is" } else { "are" };
            let days = report.new_pair_days;
            sentences.push(format!(
                "{} (under way for less than {days} days) {is} left out of this.",
                count(new, "new pair")
            ));
        }
        sentences
    }
}

impl Figure {
    /// The share of all districts; `None` where it cannot be combined.
    fn share(&self) -> Option<Share> {
        if let Some(Value::Share(share)) = self.total { Some(share) } else { None }
    }
}
