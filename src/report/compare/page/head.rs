//! Whether it is better than before, as a page: a sentence, the functions, and what else there is of the
//! district.

use crate::count::Share;
use crate::report::compare::head::{CountStep, FunctionStep, Head, ShareStep};
use crate::report::page::{
    Cell, Part, Shape, Table, are_unlike, percent, points, share, with_percent,
};
use crate::text::wording::{count, grouped};

/// What the columns of the tables say.
pub(super) const LEGEND: &str =
    "Up or down = change in percentage points, reckoned from the counts and cut after one digit.";

/// Enough columns where there is no room for all: a name, and what is in place.
const ENOUGH: usize = 6;

/// The parts of `head`, which compares with the same day of last year or with something else.
pub(super) fn add(head: &Head, is_last_year: bool, parts: &mut Vec<Part>) {
    if let [all, ..] = head.functions.as_slice() {
        let since = if is_last_year { "on the same day last year" } else { "" };
        let in_place = sentence("In place", all.in_place, "no item applied", since);
        let observed = sentence("Where observers looked:", all.observed, "no observer did", "");
        let unlike = unlike_groups(head.outside_observation).unwrap_or_default();
        parts.push(Part::Line(format!("{in_place} {observed}{unlike}")));
    }
    parts.push(Part::Table(Table {
        header: [vec![Cell::broken("Function")], titles("in place"), titles("observed")].concat(),
        rows: head.functions.iter().map(row).collect(),
        shape: Shape::Numbers { least: ENOUGH },
    }));
    parts.push(Part::Line(beside(head)));
}

/// That the two sides are of far more or fewer pairs, if so.
fn unlike_groups(outside_observation: ShareStep) -> Option<String> {
    let (before, now) = outside_observation.both()?;
    are_unlike(before.n.into(), now.n.into()).then(|| {
        let before = count(before.n as usize, "pair");
        format!(" Mind the groups: {before} before, {} now.", grouped(now.n as usize))
    })
}

/// What a share was and is, and how it moved; `nothing` says why there is none, `since` since when.
fn sentence(what: &str, step: ShareStep, nothing: &str, since: &str) -> String {
    let said = |of: Option<Share>| {
        let of = of.filter(|share| share.n > 0)?;
        percent(of).map(|percent| format!("{percent} ({})", share(of)))
    };
    match (said(step.before), said(step.now)) {
        (Some(before), Some(now)) => {
            format!("{what} {now} now, {before} before: {}.", movement(step, since))
        }
        (None, Some(now)) => format!("{what} {now} now; before, {nothing}."),
        (Some(before), None) => format!("{what} {before} before; now, {nothing}."),
        (None, None) => format!("{}: {nothing}, before or now.", what.trim_end_matches(':')),
    }
}

/// How a share moved, in words.
fn movement(step: ShareStep, since: &str) -> String {
    let and =
        |word: &str| if since.is_empty() { String::new() } else { format!(" {word} {since}") };
    let Some((before, now)) = step.both() else { return String::new() };
    if step.is_same() {
        return format!("the same{}", and("as"));
    }
    let is_more = u64::from(now.k) * u64::from(before.n) > u64::from(before.k) * u64::from(now.n);
    let direction = if is_more { "more" } else { "less" };
    let points = match step.tenths_of_points().unwrap_or_default() {
        0 => format!("less than {}", points(1)),
        tenths => points(tenths),
    };
    format!("{points} {direction}{}", and("than"))
}

/// The titles over a share called `name`, before and now.
pub(super) fn titles(name: &str) -> Vec<Cell> {
    let over = |when: &str| Cell::from(vec![name.to_owned(), when.to_owned()]);
    let percent = || Cell::from("%".to_owned());
    vec![over("before"), percent(), over("now"), percent(), Cell::broken("up or\ndown")]
}

/// A share before and now: k of n, its percent, and by how much it moved.
pub(super) fn cells(step: ShareStep) -> Vec<Cell> {
    let none = || "–".to_owned();
    let side = |of: Option<Share>| {
        let of_all = of.map_or_else(none, share);
        let percent = of.and_then(percent).map(|text| text.trim_end_matches(" %").to_owned());
        [of_all, percent.unwrap_or_else(none)]
    };
    let moved = step.tenths_of_points().map_or_else(none, signed);
    let cells = side(step.before).into_iter().chain(side(step.now)).chain([moved]);
    cells.map(Cell::from).collect()
}

/// Tenths of a point with their sign.
fn signed(points: i32) -> String {
    let sign = match points.signum() {
        1 => "+",
        -1 => "−",
        _ => "",
    };
    let all = points.unsigned_abs();
    format!("{sign}{}.{}", all / 10, all % 10)
}

fn row(step: &FunctionStep) -> Vec<Cell> {
    let name = step.function.clone().unwrap_or_else(|| "All functions".to_owned());
    [vec![Cell::from(name)], cells(step.in_place), cells(step.observed)].concat()
}

/// What else there is of the district.
fn beside(head: &Head) -> String {
    let facts = [
        of_count("pairs", head.relationships),
        of_share("answers in time", head.answered_in_time),
        of_share("outside observation", head.outside_observation),
        sessions(head),
        of_count("contacts", head.contacts),
        of_count("minutes", head.minutes),
    ];
    format!("Before → now: {}", facts.join(" · "))
}

fn of_share(what: &str, step: ShareStep) -> String {
    let side = |of: Option<Share>| {
        of.filter(|share| share.n > 0).map_or_else(|| "none".to_owned(), with_percent)
    };
    let mut text = format!("{what} {} → {}", side(step.before), side(step.now));
    if step.both().is_some() {
        text.push_str(&format!(", {}", movement(step, "")));
    }
    text
}

fn of_count(what: &str, step: CountStep) -> String {
    format!("{what} {} → {}", whole(step.before), whole(step.now))
}

/// Sessions, and where a rhythm is agreed, how many were held for how many planned.
fn sessions(head: &Head) -> String {
    let all = of_count("sessions", head.sessions);
    let side = |held: Option<u64>, planned: Option<u64>| match (held, planned) {
        (Some(_), Some(1..)) => Some(format!("{} ({} planned)", whole(held), whole(planned))),
        _ => None,
    };
    let before = side(head.held_sessions.before, head.planned_sessions.before);
    let now = side(head.held_sessions.now, head.planned_sessions.now);
    if before.is_none() && now.is_none() {
        return all;
    }
    let said = |side: Option<String>| side.unwrap_or_else(|| "none agreed".to_owned());
    format!("{all}, held by agreement {} → {}", said(before), said(now))
}

fn whole(count: Option<u64>) -> String {
    count.map_or_else(
        || "none".to_owned(),
        |count| grouped(usize::try_from(count).unwrap_or(usize::MAX)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::{self, Style};
    use crate::text::width::columns_of;

    fn step(before: (u32, u32), now: (u32, u32)) -> ShareStep {
        let share = |(k, n)| (n > 0).then_some(Share { k, n });
        ShareStep::new(share(before), share(now))
    }

    #[test]
    fn a_sentence_says_what_was_what_is_and_by_how_much() {
        let said = |before, now| sentence("In place", step(before, now), "nothing applied", "");
        // 1 of 3 is 33.33 %, 1 of 2 is 50 %: 16.66 points, not the 16.7 between the cut percents.
        assert_eq!(
            said((1, 3), (1, 2)),
            "In place 50.0 % (1 of 2) now, 33.3 % (1 of 3) before: 16.6 points more."
        );
        assert!(said((1, 2), (1, 3)).ends_with(": 16.6 points less."), "{}", said((1, 2), (1, 3)));
        // 501 of 1,000 is 50.10 %, 5,011 of 10,000 is 50.11 %.
        assert!(said((501, 1000), (5011, 10000)).ends_with(": less than 0.1 points more."));
        assert!(said((1, 2), (2, 4)).ends_with(": the same."));
        assert!(said((50, 100), (51, 100)).ends_with(": 1.0 points more."));
        assert_eq!(said((0, 0), (1, 2)), "In place 50.0 % (1 of 2) now; before, nothing applied.");
        assert_eq!(said((1, 2), (0, 0)), "In place 50.0 % (1 of 2) before; now, nothing applied.");
        assert_eq!(said((0, 0), (0, 0)), "In place: nothing applied, before or now.");
    }

    #[test]
    fn last_year_is_named() {
        let since = "on the same day last year";
        assert_eq!(movement(step((1, 4), (3, 4)), since), format!("50.0 points more than {since}"));
        assert_eq!(movement(step((1, 4), (2, 8)), since), format!("the same as {since}"));
    }

    #[test]
    fn it_fits_every_width() {
        let functions = ["relationships", "a-long-name-of-a-function"].map(|id| FunctionStep {
            function: Some(id.to_owned()),
            in_place: step((1234, 5678), (4321, 8765)),
            observed: step((0, 0), (1, 2)),
        });
        let count = CountStep { before: Some(1_234_567), now: None };
        let head = Head {
            profile: "p".to_owned(),
            functions: functions.to_vec(),
            relationships: count,
            answered_in_time: step((1, 3), (1, 2)),
            outside_observation: step((0, 0), (1, 2)),
            sessions: count,
            held_sessions: count,
            planned_sessions: count,
            contacts: count,
            minutes: count,
            moved: Vec::new(),
        };
        let mut parts = Vec::new();
        add(&head, true, &mut parts);
        for width in 60..=200 {
            let text = text::draw(&parts, Style { color: false, width });
            assert!(text.lines().all(|line| columns_of(line) <= width), "{width}\n{text}");
            assert!(text.contains("4,321 of 8,765"), "{width}\n{text}");
        }
    }

    #[test]
    fn points_have_a_sign_unless_they_are_zero() {
        assert_eq!([31, -19, 0, 1000].map(signed), ["+3.1", "−1.9", "0.0", "+100.0"]);
    }
}
