//! How much coaching there was, how soon requests were answered, and who was active when: sentences
//! on the whole, tables of its groups, and the gaps of one relationship.

use super::cells::{cell, interval, none, share, with_percent};
use super::parts::{Cell, Part, Shape, Table};
use super::tables;
use crate::count::{Edge, Gap, Rhythm, Share, Source, Statistic, Value};
use crate::domain::calendar::Month;
use crate::report::dosage::{ActivityReport, CalledOffReport, DosageReport, TimelinessReport};
use crate::report::model::{Behind, Dimension, Group, Period, ProfileReport, Report, Whole};
use crate::text::wording::{count, grouped};

/// Months that a strip has room for.
const LONGEST_STRIP: usize = 24;
/// Gaps of one relationship that are listed.
const MOST_GAPS: usize = 12;
/// Adds the sentences on the whole, and the tables of its groups.
pub(super) fn add(
    profile: &ProfileReport,
    report: &Report,
    period: &Period,
    parts: &mut Vec<Part>,
) {
    let Some(whole) = &profile.total.whole else { return };
    let mut sentences = dosage(&whole.dosage);
    sentences.extend(called_off(&whole.dosage.called_off));
    sentences.extend(rhythm(&whole.dosage.rhythm));
    let behind = match profile.groups.as_slice() {
        [only] => only.relationship.as_ref(),
        _ => None,
    };
    if profile.total.members.relationships == 1 {
        sentences.extend(active(&whole.activity, period));
    }
    sentences.extend(behind.and_then(gaps));
    parts.extend([Part::Gap, Part::Notes(sentences)]);
    if has_rows(profile) {
        parts.extend([Part::Gap, Part::Table(dosage_by_group(profile, &report.by, period))]);
    }
}

/// Adds what became of requests, on the whole and in each group.
pub(super) fn add_answers(profile: &ProfileReport, report: &Report, parts: &mut Vec<Part>) {
    let Some(whole) = &profile.total.whole else { return };
    if let Some(sentence) = answers(&whole.timeliness) {
        parts.extend([Part::Gap, Part::Line(sentence)]);
    }
    if has_rows(profile) {
        parts.extend([Part::Gap, Part::Table(answers_by_group(profile, &report.by))]);
    }
}

/// Whether there are several rows, each of whole relationships.
fn has_rows(profile: &ProfileReport) -> bool {
    profile.groups.len() > 1 && profile.groups.iter().all(|group| group.whole.is_some())
}

fn number(n: u32) -> String {
    grouped(n as usize)
}

fn many(n: u32, noun: &str) -> String {
    count(n as usize, noun)
}

fn dosage(dosage: &DosageReport) -> Vec<String> {
    let doses = &dosage.doses;
    let (sessions, contacts) = (doses.sessions, doses.contacts);
    if sessions + contacts == 0 {
        return vec!["Dosage: no session and no contact".to_owned()];
    }
    let mut all = format!(
        "Dosage: {} and {}, {}",
        many(sessions, "session"),
        many(contacts, "contact"),
        many(doses.minutes, "minute")
    );
    let untimed =
        [(doses.sessions_without_minutes, "session"), (doses.contacts_without_minutes, "contact")];
    let untimed: Vec<String> =
        untimed.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| many(n, noun)).collect();
    if !untimed.is_empty() {
        all.push_str(&format!("; {} without minutes", untimed.join(" and ")));
    }
    let methods = dosage.methods.iter().filter(|row| row.sessions + row.contacts > 0).map(|row| {
        let counts =
            [(row.sessions, "session"), (row.contacts, "contact"), (row.minutes, "minute")];
        let counts = counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| many(n, noun));
        format!("{} {}", row.id, counts.collect::<Vec<_>>().join(", "))
    });
    let mut sentences =
        vec![all, format!("By method: {}", methods.collect::<Vec<_>>().join(" · "))];
    let mut phases: Vec<String> = dosage
        .phases
        .iter()
        .filter(|row| row.sessions > 0)
        .map(|row| format!("{} {}", row.id, number(row.sessions)))
        .collect();
    if !phases.is_empty() {
        if doses.sessions_without_phase > 0 {
            phases.push(format!("none named {}", number(doses.sessions_without_phase)));
        }
        let phases = phases.join(" · ");
        sentences.push(format!("Sessions by phase, each counted in all of its phases: {phases}"));
    }
    sentences
}

/// The meetings that were called off, and by whom.
fn called_off(called_off: &CalledOffReport) -> Option<String> {
    let by = called_off.by.iter().filter(|row| row.meetings > 0);
    let by: Vec<String> =
        by.map(|row| format!("{} {}", row.by.name(), number(row.meetings))).collect();
    let all = many(called_off.meetings, "meeting");
    (called_off.meetings > 0).then(|| format!("Called off: {all}, by {}", by.join(" · ")))
}

fn rhythm(rhythm: &Rhythm) -> Vec<String> {
    if rhythm.agreed.k == 0 {
        return Vec::new();
    }
    // Of one relationship alone it is plain who agreed.
    let of = |agreed: Share, what: &str| {
        let is_one = rhythm.agreed.n == 1;
        if is_one { String::new() } else { format!(" ({} pairs {what})", share(agreed)) }
    };
    let called_off = match rhythm.called_off {
        0 => String::new(),
        n => format!(", {} called off", number(n)),
    };
    let mut planned = format!(
        "Planned by agreement: {}, {} held{called_off}{}",
        many(rhythm.planned_sessions, "session"),
        number(rhythm.held_sessions),
        of(rhythm.agreed, "agreed how often to meet")
    );
    if rhythm.agreed_minutes.k > 0 {
        planned.push_str(&format!(
            "; {}, {} held{}",
            many(rhythm.planned_minutes, "minute"),
            number(rhythm.held_minutes),
            of(rhythm.agreed_minutes, "agreed how long as well")
        ));
    }
    let gaps = format!(
        "Long gaps, each with an agreed meeting missing: {}{}",
        many(rhythm.long_gaps, "time"),
        of(rhythm.with_long_gaps, "at least once")
    );
    vec![planned, gaps]
}

fn answers(TimelinessReport { counts: timely, met_interval }: &TimelinessReport) -> Option<String> {
    let mut parts = Vec::new();
    if timely.met.n > 0 {
        parts.push(format!(
            "in time {} that fell due{}, {} late, {} unanswered",
            with_percent(timely.met),
            met_interval.map(|limits| format!(" ({})", interval(limits))).unwrap_or_default(),
            number(timely.late),
            number(timely.unanswered)
        ));
    }
    if timely.open > 0 {
        parts.push(format!("{} open and not overdue", number(timely.open)));
    }
    if timely.nothing_agreed.n > 0 {
        let answered = with_percent(timely.nothing_agreed);
        parts.push(format!("where no number of days was agreed, {answered} answered"));
    }
    (!parts.is_empty()).then(|| format!("Answers to requests: {}", parts.join("; ")))
}

fn active(activity: &ActivityReport, period: &Period) -> Option<String> {
    let (first, last) = activity.first.zip(activity.last)?;
    let months = months(activity, period);
    let from = Month::of(period.window.from);
    Some(format!("First record {first}, last record {last}; months from {from}: {months}"))
}

/// A letter for each month of the window; the number of months with a session where there are too
/// many.
fn months(activity: &ActivityReport, period: &Period) -> String {
    let window = &period.window;
    let months: Vec<Month> = Month::from_to(window.from, window.to, LONGEST_STRIP + 1).collect();
    if months.len() > LONGEST_STRIP {
        return count(activity.months.len(), "month");
    }
    let letter = |month: Month| {
        let has_session = activity.months.iter().any(|row| row.month == month);
        match (has_session, period.months_without_school.contains(&month)) {
            (true, _) => 'S',
            (false, true) => '-',
            (false, false) => '·',
        }
    };
    months.into_iter().map(letter).collect()
}

fn gaps(behind: &Behind) -> Option<String> {
    let edge = |edge: Edge, session: &'static str, relationship: &'static str| match edge {
        Edge::Session => session,
        Edge::Relationship => relationship,
        Edge::Window => "",
    };
    let gap = |gap: &Gap| {
        let after = edge(gap.after, " (session)", " (start)");
        let until = edge(gap.until, " (session)", " (end)");
        format!("{}{after} to {}{until}, {}", gap.from, gap.to, gap.length())
    };
    let mut listed: Vec<String> = behind.long_gaps.iter().take(MOST_GAPS).map(gap).collect();
    let more = behind.long_gaps.len() - listed.len();
    if more > 0 {
        listed.push(format!("{} more", grouped(more)));
    }
    (!listed.is_empty()).then(|| format!("Gaps: {}", listed.join("; ")))
}

fn by_group(
    profile: &ProfileReport,
    by: &[Dimension],
    statistics: &[(&'static str, Statistic)],
    others: &[&'static str],
    cells: impl Fn(&Whole) -> Vec<String>,
) -> Table {
    let row = |group: &Group| {
        let numbers = statistics.iter().map(|(_, statistic)| number_of(group, *statistic));
        let others = group.whole.as_ref().map(&cells).unwrap_or_default();
        let name = std::iter::once(Cell::from(group.name.clone()));
        name.chain(numbers).chain(others.into_iter().map(Cell::from)).collect()
    };
    let mut header = vec![Cell::from(tables::title(by))];
    let titles = statistics.iter().map(|(title, _)| title).chain(others);
    header.extend(titles.map(|title| Cell::broken(title)));
    let rows = profile.groups.iter().map(row).collect();
    // Where there is little room: what happened, or how many answers were in time and late.
    Table { header, rows, shape: Shape::Numbers { least: 4 } }
}

/// The value of a statistic; what was planned and held has none where nobody agreed a rhythm.
pub(in crate::report) fn value_of(group: &Group, statistic: Statistic) -> Option<Value> {
    let rhythm = group.whole.as_ref().map(|whole| &whole.dosage.rhythm);
    let is_of_rhythm = matches!(statistic.row().made, Source::Rhythm(_));
    if is_of_rhythm && rhythm.is_none_or(|rhythm| rhythm.agreed.k == 0) {
        return None;
    }
    group.value(statistic)
}

fn number_of(group: &Group, statistic: Statistic) -> Cell {
    if value_of(group, statistic).is_none() { none() } else { cell(group, statistic) }
}

/// The columns of dosage.
pub(in crate::report) const DOSAGE: [(&str, Statistic); 7] = [
    ("sessions", Statistic::Sessions),
    ("contacts", Statistic::Contacts),
    ("minutes", Statistic::Minutes),
    ("planned", Statistic::PlannedSessions),
    ("held", Statistic::HeldSessions),
    ("called\noff", Statistic::AgreedCalledOff),
    ("long\ngaps", Statistic::LongGaps),
];

/// The columns of answers to requests.
pub(in crate::report) const ANSWERS: [(&str, Statistic); 4] = [
    ("in time", Statistic::AnsweredInTime),
    ("late", Statistic::AnsweredLate),
    ("unanswered", Statistic::Unanswered),
    ("open", Statistic::OpenRequests),
];

fn dosage_by_group(profile: &ProfileReport, by: &[Dimension], period: &Period) -> Table {
    let mut statistics = DOSAGE.to_vec();
    let whole = profile.total.whole.as_ref();
    if whole.is_none_or(|whole| whole.dosage.rhythm.called_off == 0) {
        statistics.retain(|(_, statistic)| *statistic != Statistic::AgreedCalledOff);
    }
    by_group(profile, by, &statistics, &["months"], |whole| vec![months(&whole.activity, period)])
}

fn answers_by_group(profile: &ProfileReport, by: &[Dimension]) -> Table {
    let day =
        |day: Option<chrono::NaiveDate>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
    let days = |whole: &Whole| [whole.activity.first, whole.activity.last].map(day).into();
    by_group(profile, by, &ANSWERS, &["first record", "last record"], days)
}
