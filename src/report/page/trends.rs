//! Trends and student data in words: what each line's slope is, or why it has none.

use super::cells::with_percent;
use super::parts::{Cell, Drawn, Part, Shape, Table};
use crate::count::{Break, StudentDataSum, Value};
use crate::report::model::ProfileReport;
use crate::report::sparkline;
use crate::report::trends::Unit;
use crate::report::trends::{
    NO_CAUSE, StudentData, StudentValue, Succession, TrendLine, TrendPoint, TrendSegment, Trends,
};
use crate::text::wording::{count, grouped};

/// Months with a value that a line needs for the section to say something.
const LEAST_MONTHS: usize = 3;
/// Values of student data that are shown of a phase, the latest.
const MOST_VALUES: usize = 8;

/// Adds the lines of a profile, and the one across the change from an older profile.
pub(super) fn add_all(profile: &ProfileReport, parts: &mut Vec<Part>) {
    if let Some(whole) = &profile.total.whole {
        add(&whole.trends, parts);
    }
    if let Some(succession) = &profile.supersedes {
        add_succession(succession, &profile.id, parts);
    }
}

/// Adds the lines over months, where any of them has enough.
fn add(trends: &Trends, parts: &mut Vec<Part>) {
    if let Some(reason) = &trends.reason {
        parts.extend([Part::Gap, Part::Line(format!("No trends: {reason}."))]);
    }
    if !trends.lines.iter().any(|line| line.known().count() >= LEAST_MONTHS) {
        return;
    }
    let known = || trends.lines.iter().filter(|line| line.known().next().is_some());
    let series = known().map(|line| Drawn {
        name: name(line).to_owned(),
        drawing: drawing(line),
        words: slopes(line),
    });
    parts.extend([
        Part::Gap,
        Part::Months {
            title: format!("By month, {}", months(known())),
            series: series.collect(),
            numbers: numbers(&known().collect::<Vec<_>>()),
        },
    ]);
}

fn months<'l>(lines: impl Iterator<Item = &'l TrendLine>) -> String {
    let months: Vec<_> = lines.flat_map(|line| &line.points).map(|point| point.month).collect();
    match (months.iter().min(), months.iter().max()) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => String::new(),
    }
}

fn name(line: &TrendLine) -> &'static str {
    match line.measure {
        "ratings-in-place" => "observed in place",
        "answered-in-time" => "answered in time",
        other => other,
    }
}

fn drawing(line: &TrendLine) -> String {
    let heights = || line.points.iter().map(TrendPoint::height);
    let top = if line.role.is_some() || line.unit == Unit::PercentagePoints {
        100.0
    } else {
        heights().flatten().fold(0.0, f64::max)
    };
    let broken = line.points.iter().map(|point| point.broken.is_some());
    sparkline(heights().zip(broken), top)
}

/// The slope of each segment that has one.
fn slopes(line: &TrendLine) -> String {
    let with_slope =
        |segment: &&TrendSegment| matches!(segment.slope, Value::Estimate { value: Some(_), .. });
    let slopes: Vec<String> = line
        .segments
        .iter()
        .filter(with_slope)
        .map(|segment| {
            let slope = slope(&segment.slope, line.unit.name(), &segment.p);
            if line.segments.len() == 1 {
                return slope;
            }
            format!("{} to {}: {slope}", segment.first, segment.last)
        })
        .collect();
    match (slopes.is_empty(), line.segments.as_slice()) {
        (false, _) => slopes.join("; "),
        (true, [only]) => format!("no slope, {}", reason(&only.slope)),
        (true, _) => format!("no slope: fewer than {LEAST_MONTHS} months between breaks"),
    }
}

/// A slope with its interval and p, or why there is none.
fn slope(slope: &Value, unit: &str, p: &Value) -> String {
    let Value::Estimate { value: Some(value), interval, .. } = slope else {
        return format!("no slope, {}", reason(slope));
    };
    let interval = interval.map(|[low, high]| format!(" ({} to {})", signed(low), signed(high)));
    let p = match p {
        Value::Estimate { value: Some(p), .. } if *p < 0.001 => "p < 0.001".to_owned(),
        Value::Estimate { value: Some(p), .. } => format!("p {p:.3}"),
        none => format!("no p, {}", reason(none)),
    };
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    format!("{}{unit} per 30 days{}, {p}", signed(*value), interval.unwrap_or_default())
}

fn reason(value: &Value) -> &str {
    match value {
        Value::Estimate { reason, .. } => reason.as_deref().unwrap_or_default(),
        Value::Share(_) | Value::Count { .. } => "",
    }
}

/// A change with its sign, to two decimals.
fn signed(change: f64) -> String {
    let shown = format!("{change:+.2}");
    if shown.chars().any(|c| c.is_ascii_digit() && c != '0') {
        shown.replace('-', "−")
    } else {
        "0.00".to_owned()
    }
}

/// One row per month, one column per line.
fn numbers(lines: &[&TrendLine]) -> Table {
    let mut header = vec![Cell::broken("Month")];
    header.extend(lines.iter().map(|line| Cell::broken(name(line))));
    header.push(Cell::broken("pairs"));
    // Every line of a group has the same months.
    let months = lines.first().map_or(&[][..], |line| line.points.as_slice());
    let rows = months.iter().enumerate().map(|(index, point)| {
        let part = if point.partial { " (a part)" } else { "" };
        let mut row = vec![Cell::from(format!("{}{part}", point.month))];
        let points = lines.iter().map(|line| line.points.get(index));
        row.extend(points.map(|point| Cell::from(point.map_or_else(String::new, value))));
        row.push(Cell::from(grouped(point.relationships as usize)));
        row
    });
    Table { rows: rows.collect(), shape: Shape::Numbers { least: header.len() }, header }
}

fn value(point: &TrendPoint) -> String {
    let value = match &point.value {
        Some(Value::Share(known)) => with_percent(*known),
        Some(Value::Count { count }) => grouped(usize::try_from(*count).unwrap_or(usize::MAX)),
        Some(Value::Estimate { .. }) | None => "–".to_owned(),
    };
    match point.broken {
        Some(Break::Profile) => format!("{value}, another profile"),
        Some(Break::Observers) => format!("{value}, other observers"),
        None => value,
    }
}

/// Adds the line across the change from an older profile to `newer`, and which items it is of.
fn add_succession(succession: &Succession, newer: &str, parts: &mut Vec<Part>) {
    let (older, line) = (&succession.profile, &succession.line);
    let same = succession.items.iter().map(|same| {
        if same.older == same.newer {
            same.newer.clone()
        } else {
            format!("{} (was {})", same.newer, same.older)
        }
    });
    let mut notes = vec![format!(
        "Only this line joins two profiles, {older} and {newer}, over {} that they share: {}.",
        count(succession.items.len(), "item"),
        listed(&same.collect::<Vec<_>>())
    )];
    for (only, has_no) in
        [(&succession.only_newer, older.as_str()), (&succession.only_older, newer)]
    {
        if !only.is_empty() {
            notes.push(format!("Without a counterpart in {has_no}: {}.", listed(only)));
        }
    }
    parts.push(Part::Gap);
    if line.known().next().is_some() {
        parts.push(Part::Months {
            title: format!("{older} | {newer}, {}", months(std::iter::once(line))),
            series: vec![Drawn {
                name: name(line).to_owned(),
                drawing: drawing(line),
                words: slopes(line),
            }],
            numbers: numbers(&[line]),
        });
    } else {
        notes.push("No observer rated any of them in this time.".to_owned());
    }
    parts.push(Part::Notes(notes));
}

fn listed(ids: &[String]) -> String {
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

/// Adds which way the student data of all relationships went, and the values of a relationship that is
/// alone.
pub(super) fn add_student_data_of(profile: &ProfileReport, parts: &mut Vec<Part>) {
    if let Some(whole) = &profile.total.whole {
        parts.extend([Part::Gap, Part::Line(directions(&whole.student_data))]);
    }
    if let [only] = profile.groups.as_slice()
        && let Some(behind) = &only.relationship
    {
        add_student_data(&behind.student_data, parts);
    }
}

/// How many measures went which way, of how many.
fn directions(all: &StudentDataSum) -> String {
    let StudentDataSum { measures, better, same, worse } = *all;
    if measures == 0 {
        return "Student data: no review has any.".to_owned();
    }
    let compared = better + same + worse;
    let of = |n: u32, what: &str| format!("{} {what}", grouped(n as usize));
    let mut sentence = format!(
        "Student data: {} with values before and after the coaching began that can be compared, of {}",
        count(compared as usize, "measure"),
        grouped(measures as usize)
    );
    if compared > 0 {
        let ways =
            [of(better, "went the better way"), of(worse, "the worse way"), of(same, "neither")];
        sentence.push_str(&format!(": {}", ways.join(", ")));
    }
    format!("{sentence}. This is {NO_CAUSE}.")
}

/// Adds the student data of one relationship.
pub(in crate::report) fn add_student_data(data: &[StudentData], parts: &mut Vec<Part>) {
    if data.is_empty() {
        return;
    }
    parts.extend([
        Part::Gap,
        Part::Line("Student data before the pair's first day and after:".to_owned()),
        Part::Notes(data.iter().map(student_data).collect()),
    ]);
}

fn student_data(data: &StudentData) -> String {
    let mut parts = vec![
        format!("before {}", values(&data.before)),
        format!("after {}", values(&data.after)),
        match (&data.overlap, data.pairs) {
            (Value::Estimate { value: Some(nap), .. }, Some(pairs)) => format!(
                "of {} of a value before and one after, {} better after, {} equal, {} worse: NAP {nap:.2}",
                count(pairs.better + pairs.equal + pairs.worse, "pair"),
                pairs.better,
                pairs.equal,
                pairs.worse
            ),
            (none, _) => format!("no comparison, {}", reason(none)),
        },
        format!("after: {}", slope(&data.slope, "", &data.p)),
    ];
    parts.push(data.note.to_owned());
    format!("{} ({} is better): {}", data.measure, data.improvement.name(), parts.join("; "))
}

fn values(values: &[StudentValue]) -> String {
    if values.is_empty() {
        return "no value".to_owned();
    }
    let left_out = values.len().saturating_sub(MOST_VALUES);
    let shown: Vec<String> =
        values[left_out..].iter().map(|value| value.value.to_string()).collect();
    let more = if left_out > 0 { "… " } else { "" };
    format!("{more}{}", shown.join(", "))
}
