//! The facts of the page, each under a label: what to train next, what was done, what was left out, and
//! what could not be combined.

use super::About;
use crate::count::{Narrow, Statistic};
use crate::report::combine::model::{Combined, Figure, Period};
use crate::report::page::{Fact, share};
use crate::report::with_percent;
use crate::text::wording::{all_of, count, grouped};

/// Items named under what to train next.
const MOST_ITEMS: usize = 4;
/// Districts named, and reasons told, under one label.
const MOST_LINES: usize = 6;

/// What is to know of the numbers under one profile.
pub(super) fn of_profile(about: About) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(train_next(about));
    facts.extend(answers(about));
    let done = [
        (Statistic::Sessions, "session"),
        (Statistic::Contacts, "contact"),
        (Statistic::Minutes, "minute"),
    ];
    let done = done.into_iter().filter_map(|(measure, noun)| Some((about.count(measure)?, noun)));
    let done: Vec<String> = done.map(|(n, noun)| count(n, noun)).collect();
    if !done.is_empty() {
        facts.push(Fact::new("Coaching", vec![done.join(", ")]));
    }
    facts
}

/// What is to know of all of it.
pub(super) fn of_report(report: &Combined) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(left_out(report));
    facts.extend(not_combined(report));
    let own: usize = report.periods.iter().map(|period| period.own.len()).sum();
    if own > 0 {
        let own = format!(
            "{} of single schools, coaches, raters and pairs: an id means someone else in another \
             district, so --format figures lists each under its own",
            count(own, "number")
        );
        facts.push(Fact::new("Not added", vec![own]));
    }
    if !report.unlike.is_empty() {
        facts.push(Fact::new("Made differently", report.unlike.clone()));
    }
    facts.push(Fact::new("Made of", made_of(report)));
    facts
}

/// The items that are missing most often.
fn train_next(about: About) -> Option<Fact> {
    let missing = |item: &str| {
        let narrow = Narrow { item: Some(item.to_owned()), ..Narrow::default() };
        about.figure(&narrow, Statistic::Missing).and_then(Figure::share)
    };
    let items = about.profile.items.iter();
    let items = items.filter_map(|item| Some((item, missing(&item.id)?)));
    let mut items: Vec<_> = items.filter(|(_, missing)| missing.k > 0).collect();
    items.sort_by_key(|(_, missing)| std::cmp::Reverse(missing.k));
    let words = items.iter().take(MOST_ITEMS).enumerate().map(|(at, (item, missing))| {
        let (first, unit) = if at == 0 { ("missing in ", " pairs") } else { ("", "") };
        format!("{} ({first}{}{unit})", item.label, share(*missing))
    });
    let words = words.collect::<Vec<_>>().join(", ");
    (!words.is_empty()).then(|| Fact::new("Train next", vec![words]))
}

/// What became of requests.
fn answers(about: About) -> Option<Fact> {
    let in_time = about.share(Statistic::AnsweredInTime).filter(|of| of.n > 0)?;
    let mut words = vec![format!("{} in time", with_percent(in_time))];
    let late = about.count(Statistic::AnsweredLate).map(|n| format!("{} late", grouped(n)));
    let none = about.count(Statistic::Unanswered).map(|n| format!("{} not at all", grouped(n)));
    words.extend(late.into_iter().chain(none));
    Some(Fact::new("Answers", vec![words.join(", ")]))
}

/// Records that count in no number, and folders that nobody could read.
fn left_out(report: &Combined) -> Option<Fact> {
    // Every period is about the same records.
    let of = report.periods.first().map(|period| &*period.records_of).unwrap_or_default();
    let lines = report.districts.iter().zip(of).filter_map(|(district, records)| {
        let mut words = Vec::new();
        if records.left_out > 0 {
            words.push(count(records.left_out, "record"));
        }
        if records.unread_folders > 0 {
            words.push(format!(
                "{} that could not be read",
                count(records.unread_folders, "folder")
            ));
        }
        (!words.is_empty()).then(|| format!("{} of {}", words.join(" and "), district.district))
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| Fact::new("Left out", lines))
}

/// The statistics without a total, by the reason for it.
fn not_combined(report: &Combined) -> Option<Fact> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for figure in report.periods.iter().flat_map(|period: &Period| &period.figures) {
        let Some(why) = &figure.cannot_be_combined else { continue };
        let name = figure.address.measure.name();
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => reasons.push((why, vec![name])),
        }
    }
    let lines = reasons.into_iter().map(|(why, names)| format!("{}: {why}", all_of(names)));
    let lines = shortened(lines.collect());
    (!lines.is_empty()).then(|| Fact::new("Cannot be combined", lines))
}

/// Which report each district gave.
fn made_of(report: &Combined) -> Vec<String> {
    let of = report.periods.first().map(|period| &*period.records_of).unwrap_or_default();
    let lines = report.districts.iter().zip(of).map(|(district, records)| {
        let commit = match &district.commit {
            None => "no commit known".to_owned(),
            Some(commit) => commit.in_words(),
        };
        let left_out = match records.left_out {
            0 => String::new(),
            some => format!(", {} left out", grouped(some)),
        };
        format!("{}: {}{left_out}, {commit}", district.district, count(records.found, "record"))
    });
    shortened(lines.collect())
}

/// So many of `lines` as can be read at a glance.
fn shortened(mut lines: Vec<String>) -> Vec<String> {
    if let Some(more @ 2..) = lines.len().checked_sub(MOST_LINES - 1) {
        lines.truncate(MOST_LINES - 1);
        lines.push(format!("and {} more: --format json", grouped(more)));
    }
    lines
}
