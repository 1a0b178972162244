//! What a section has found, in one sentence: the heading of a page for people who would rather look than read.
//! Nothing is judged here, and nothing is counted: the numbers are the report's.

use super::cells::{of_all, share, with_percent};
use super::section::{About, Section};
use super::{lines, tables};
use crate::count::{Share, Value};
use crate::report::Order;
use crate::report::model::Group;
use crate::report::trends::TrendPoint;
use crate::text::wording::{count, grouped};

impl Section {
    /// Its heading: what it has found or, where that takes more than a sentence, what it shows.
    pub(in crate::report) fn finding(self, about: About) -> String {
        self.found(about).unwrap_or_else(|| self.about().to_owned())
    }

    fn found(self, about: About) -> Option<String> {
        let About { period, profile, .. } = about;
        let total = &profile.total;
        let whole = total.whole.as_ref();
        match self {
            Section::Functions => {
                let known = total.functions.iter().filter(|one| one.coverage.in_place.n > 0);
                let least = known.min_by(|a, b| {
                    let [a, b] = [a, b].map(|one| one.coverage.in_place);
                    smaller(a, b)
                })?;
                let in_place = with_percent(least.coverage.in_place);
                Some(format!("Least in place: “{}”, {in_place}", least.heading))
            }
            Section::Rows => {
                let first = *in_order(about).first()?;
                let [title, name] = [tables::title(&about.report.by), lines::name(first)];
                let in_place = with_percent(first.coverage.in_place);
                match (profile.groups.len() > 1, needs_first(about)) {
                    // Few pairs are not much to rest on.
                    (true, true) => {
                        let pairs = count(lines::settled(first), "pair");
                        Some(format!("Most need: {name}, {in_place} in place, {pairs}"))
                    }
                    _ => Some(format!("{title}: {name}, {in_place} in place")),
                }
            }
            Section::Missing => {
                let missing = || total.items.iter().filter(|row| row.missing.k > 0);
                let most = missing().next()?;
                let pairs = share(most.missing);
                if most.missing.n == 1 {
                    return Some(format!("{} missing", count(missing().count(), "item")));
                }
                Some(match missing().filter(|row| row.missing == most.missing).count() - 1 {
                    0 => format!("Most often missing: {}, in {pairs} pairs", most.label),
                    n => format!(
                        "Most often missing: {} and {}, each in {pairs} pairs",
                        most.label,
                        count(n, "other item")
                    ),
                })
            }
            Section::Needs => Some(match profile.needs.len() {
                0 => "No pair needs someone now".to_owned(),
                1 => "1 pair needs someone".to_owned(),
                n => format!("{} need someone", count(n, "pair")),
            }),
            Section::Levels => {
                let at_best = total.functions.iter().filter_map(|function| {
                    let best = function.levels.first()?;
                    let n = u32::try_from(function.with_applicable_items).ok()?;
                    let k = u32::try_from(best.computed + best.judged).ok()?;
                    (n > 0).then_some((Share { k, n }, best, function))
                });
                let all: Vec<_> = at_best.collect();
                let (least, best, function) = all.iter().min_by(|a, b| smaller(a.0, b.0))?;
                if total.members.relationships == 1 {
                    let at = all.iter().filter(|(share, ..)| share.k > 0).count();
                    return Some(format!(
                        "At {}: {} functions",
                        best.called(),
                        of_all(at, all.len())
                    ));
                }
                let at = of_all(least.k as usize, least.n as usize);
                let place = match all.iter().filter(|(share, ..)| share == least).count() {
                    1 => format!("“{}”", function.heading),
                    n => format!("{n} functions"),
                };
                Some(format!("Fewest pairs are at {} in {place}: {at}", best.called()))
            }
            Section::Dosage => {
                let dosage = &whole?.dosage;
                let rhythm = &dosage.rhythm;
                let number = |n: u32| grouped(n as usize);
                Some(if rhythm.agreed.k > 0 {
                    let [held, planned] = [rhythm.held_sessions, rhythm.planned_sessions];
                    let planned = number(planned);
                    format!("{} held, {planned} planned", count(held as usize, "session"))
                } else {
                    let doses = &dosage.doses;
                    let contacts = count(doses.contacts as usize, "contact");
                    format!("{} and {contacts}", count(doses.sessions as usize, "session"))
                })
            }
            Section::Answers => {
                let met = whole?.timeliness.counts.met;
                Some(match met.n {
                    0 => "No answer fell due".to_owned(),
                    _ => format!("Answered in time: {}", with_percent(met)),
                })
            }
            Section::Trends => {
                let line = whole?.trends.lines.first()?;
                let known: Vec<&TrendPoint> = line.known().collect();
                let [.., last] = known.as_slice() else { return None };
                let Some(Value::Share(share)) = &last.value else { return None };
                let has_slope = line
                    .segments
                    .iter()
                    .any(|segment| matches!(segment.slope, Value::Estimate { value: Some(_), .. }));
                if !has_slope && line.points.iter().any(|point| point.broken.is_some()) {
                    return Some("Month by month: too much changed to read a trend".to_owned());
                }
                let seen = with_percent(*share);
                Some(format!("Month by month: {seen} observed in place in {}", last.month))
            }
            Section::StudentData => {
                let all = whole?.student_data;
                let compared = (all.better + all.same + all.worse) as usize;
                let measures = count(all.measures as usize, "measure");
                Some(match (all.measures, compared) {
                    (0, _) => "No review has student data".to_owned(),
                    (_, 0) => format!("Student data: {measures}, none of which can be compared"),
                    _ => format!(
                        "Student data: {} of {measures} can be compared; {} got better",
                        grouped(compared),
                        grouped(all.better as usize)
                    ),
                })
            }
            Section::Records => {
                let records = &period.records;
                let left_out = grouped(records.left_out);
                Some(format!("{}, {left_out} left out", count(records.found, "record")))
            }
            Section::Raters => Some("For evaluators: how far raters agree".to_owned()),
            Section::Coaches => None,
        }
    }
}

/// The rows as pages show them: as they were asked for, else with most need first.
pub(in crate::report) fn in_order<'r>(about: About<'r>) -> Vec<&'r Group> {
    let mut groups: Vec<&Group> = about.profile.groups.iter().collect();
    if about.report.sort.is_none() {
        Order::Need.sort(&mut groups);
    }
    groups
}

/// Whether rows stand with most need first.
fn needs_first(about: About) -> bool {
    about.report.sort.is_none_or(|sort| sort == Order::Need)
}

/// By k ÷ n, compared exactly.
fn smaller(a: Share, b: Share) -> std::cmp::Ordering {
    let cross = |one: Share, other: Share| u64::from(one.k) * u64::from(other.n);
    cross(a, b).cmp(&cross(b, a))
}
