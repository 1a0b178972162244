//! The first screen: the answer in two sentences, functions, rows by need, what to train next, who needs
//! someone and why, what is overdue, and where to read on. It fits 40 lines of 100 columns where a
//! district has no more than six schools.

use super::cells::{are_unlike, percent, points, share};
use super::parts::{Cell, Fact, Part, Shape, Table};
use super::section::About;
use super::{Shown, finding, levels, lines, relationship, tables};
use crate::count::{Attention, Share};
use crate::report::Order;
use crate::report::model::{Dimension, Group, Need, ProfileReport, YearBefore};
use crate::text::wording::{count, grouped};

/// Days of a school year in which the page says that evidence builds up.
const FIRST_DAYS: u32 = 90;
/// Rows that are shown without being asked for.
const MOST_ROWS: usize = 6;
/// Items named under what to train next.
const MOST_ITEMS: usize = 4;
/// Pairs named that need someone.
const MOST_NEEDS: usize = 5;

/// Adds the screen of one profile.
pub(super) fn add(about: About, shown: Shown, parts: &mut Vec<Part>) {
    let About { report, profile, .. } = about;
    parts.extend([Part::Gap, Part::Line(answer(about).join(" "))]);
    if let [only] = profile.groups.as_slice()
        && let Some(behind) = &only.relationship
    {
        parts.push(Part::Gap);
        relationship::add(behind, only, parts);
    } else if profile.total.coverage.in_place.n > 0 {
        parts.extend([Part::Gap, Part::Table(functions(profile))]);
        if let Some(table) = levels::wider(profile) {
            parts.extend([Part::Gap, Part::Table(table)]);
        }
        if report.by.iter().any(|&by| by != Dimension::Function) && !profile.groups.is_empty() {
            rows(about, shown, parts);
        }
    }
    let facts = facts(about);
    if !facts.is_empty() {
        parts.extend([Part::Gap, Part::Facts(facts)]);
    }
}

/// What to train next, who needs someone, and what is overdue.
pub(in crate::report) fn facts(about: About) -> Vec<Fact> {
    let (next, needs) = (train_next(about), needs(about.profile));
    next.into_iter().chain(needs).chain(overdue(about)).collect()
}

/// Adds where to read on.
pub(super) fn add_more(parts: &mut Vec<Part>) {
    let more = "coach report --details · coach report --section NAME · coach next · coach explain \
                observed, or any other word";
    let more = Fact::new("More", vec![more.to_owned()]);
    match parts.last_mut() {
        Some(Part::Facts(facts)) => facts.push(more),
        _ => parts.extend([Part::Gap, Part::Facts(vec![more])]),
    }
    parts.push(Part::Gap);
}

/// The answer in sentences made from the figures.
pub(in crate::report) fn answer(about: About) -> Vec<String> {
    let About { report, period, profile } = about;
    let total = &profile.total;
    let coverage = &total.coverage;
    let mut sentences = Vec::new();
    let year = period.school_year.as_ref().filter(|year| year.day < FIRST_DAYS);
    if let Some(year) = year {
        let day = capital(&year.in_words());
        sentences.push(format!("{day}: evidence builds up through the year."));
    }
    let is_to_date = period.window.to == report.as_of;
    let before = profile.year_before.as_ref();
    let pairs = lines::settled(total);
    sentences.push(match percent(coverage.in_place) {
        Some(percent) => {
            let than =
                before.map(|before| than_before(coverage.in_place, pairs, before, is_to_date));
            let k_of_n = share(coverage.in_place);
            let than = than.unwrap_or_default();
            format!("{percent} of items are in place ({k_of_n}){than}.")
        }
        None if total.apart.is_some() => {
            "Every pair here is new, so none is counted yet.".to_owned()
        }
        None => "No item applies.".to_owned(),
    });
    let documented = grouped(coverage.documented_only as usize);
    let keeps = if total.members.relationships == 1 { "pair keeps" } else { "pairs keep" };
    if let Some(percent) = percent(coverage.observed) {
        let observed = share(coverage.observed);
        let looked = profile.from_outside.sentence;
        let others = match profile.has_documents {
            true => format!("; the other {documented} rest on records that the {keeps}"),
            false => String::new(),
        };
        sentences.push(format!("{looked}, {percent} ({observed}){others}."));
    } else if coverage.in_place.k > 0 {
        let none = profile.from_outside.none;
        sentences.push(format!("{none}: all of it rests on records that the {keeps}."));
    }
    sentences.extend(levels::answers(total));
    sentences.extend(lines::new_pairs(total, report));
    if coverage.in_place.n > 0 {
        sentences.extend(before.and_then(|before| unlike_before(pairs, before, is_to_date)));
    }
    sentences
}

/// What there is to do, in one sentence; nothing where a report of many pairs does not know.
pub(in crate::report) fn to_do(About { report, profile, .. }: About) -> Option<String> {
    let whole = profile.total.whole.as_ref()?;
    if profile.total.members.beside == profile.total.members.relationships {
        return None;
    }
    let Attention { answers_overdue, steps_overdue, pairs_not_met, .. } = whole.attention;
    let late = [(answers_overdue, "answer"), (steps_overdue, "next step")];
    let late = late.into_iter().filter(|(n, _)| *n > 0);
    let late: Vec<String> = late.map(|(n, what)| count(n as usize, what)).collect();
    let are = if answers_overdue + steps_overdue == 1 { "is" } else { "are" };
    let late = (!late.is_empty()).then(|| format!("{} {are} overdue", late.join(" and ")));
    let have = if pairs_not_met == 1 { "has" } else { "have" };
    let days = profile.not_met_days.unwrap_or(report.not_met_days);
    let not_met = (pairs_not_met > 0).then(|| {
        let pairs = count(pairs_not_met as usize, "pair");
        format!("{pairs} {have} not met for more than {days} days with school")
    });
    let why: Vec<String> = late.into_iter().chain(not_met).collect();
    Some(match profile.needs.len() {
        0 if profile.total.members.relationships == 1 => return None,
        0 => "No pair needs someone now.".to_owned(),
        1 => format!("1 pair needs someone: {}.", why.join(", and ")),
        n => format!("{} need someone: {}.", count(n, "pair"), why.join(", and ")),
    })
}

/// When the year before was looked at.
fn when_before(is_to_date: bool) -> &'static str {
    if is_to_date { "on the same day last year" } else { "in the same time last year" }
}

/// The year before, where it has far fewer or more pairs: no difference is named, as it would be one of pairs.
fn unlike_before(pairs_now: usize, before: &YearBefore, is_to_date: bool) -> Option<String> {
    are_unlike(before.relationships as u64, pairs_now as u64).then(|| {
        let (when, pairs) = (when_before(is_to_date), count(before.relationships, "pair"));
        let then = share(before.coverage.in_place);
        format!("{} there were records of {pairs} ({then}).", capital(when))
    })
}

/// How that compares with the year before, as the end of a sentence, where the pairs are about as many.
fn than_before(now: Share, pairs_now: usize, before: &YearBefore, is_to_date: bool) -> String {
    let when = when_before(is_to_date);
    let then = share(before.coverage.in_place);
    if are_unlike(before.relationships as u64, pairs_now as u64) {
        return String::new();
    }
    match now.tenths_of_points_more(before.coverage.in_place) {
        None => String::new(),
        Some(0) => format!(", about the same as {when} ({then})"),
        Some(tenths) => {
            let more = if tenths > 0 { "more" } else { "less" };
            format!(", {} {more} than {when} ({then})", points(tenths))
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Coverage of each function and of all, with what observers saw, points, and the best level.
fn functions(profile: &ProfileReport) -> Table {
    let total = &profile.total;
    let seen = profile.from_outside.column;
    let has_points = levels::has_points(total);
    let best = total.functions.first().and_then(|function| function.levels.first());
    let mut header: Vec<Cell> = ["Essential function", "in place", seen].map(Cell::broken).into();
    header.extend(has_points.then(|| Cell::broken(levels::POINTS)));
    header.extend(best.map(|level| Cell::from(level.called())));
    let mut rows: Vec<Vec<Cell>> = total
        .functions
        .iter()
        .map(|function| {
            let mut row = vec![
                function.heading.clone().into(),
                Cell::share(function.coverage.in_place),
                Cell::share(function.coverage.observed),
            ];
            row.extend(has_points.then(|| Cell::share(function.coverage.points)));
            row.extend(best.map(|_| tables::at_best(function)));
            row
        })
        .collect();
    let mut all = vec![
        Cell::broken(tables::ALL_FUNCTIONS),
        Cell::share(total.coverage.in_place),
        Cell::share(total.coverage.observed),
    ];
    all.extend(has_points.then(|| Cell::share(total.coverage.points)));
    all.extend(best.map(|_| Cell::default()));
    rows.push(all);
    Table { header, rows, shape: Shape::Numbers { least: 3 } }
}

/// The rows, those with most need first unless another order was asked for.
fn rows(about: About, shown: Shown, parts: &mut Vec<Part>) {
    let About { report, profile, .. } = about;
    let mut groups = finding::in_order(about);
    let all = groups.len();
    if !shown.all_rows {
        groups.truncate(MOST_ROWS);
    }
    let of_whole = |group: &Group, number: fn(&Attention) -> u32| match &group.whole {
        Some(whole) => match number(&whole.attention) {
            0 => "–".to_owned(),
            n => grouped(n as usize),
        },
        None => String::new(),
    };
    let has_wholes = groups.iter().any(|group| group.whole.is_some());
    let row = |group: &&Group| {
        let mut row = vec![
            lines::name(group).into(),
            Cell::share(group.coverage.in_place),
            Cell::share(group.coverage.observed),
        ];
        row.extend(has_wholes.then(|| levels::cells(group, &profile.total)).into_iter().flatten());
        if has_wholes {
            // What is left over from an earlier school year is told below.
            let overdue = |attention: &Attention| {
                attention.answers_overdue + attention.steps_overdue - attention.left_over
            };
            row.push(of_whole(group, overdue).into());
            row.push(of_whole(group, |attention| attention.pairs_not_met).into());
        }
        row
    };
    let mut title = tables::title(&report.by);
    if all > 1 && report.sort.is_none_or(|sort| sort == Order::Need) {
        title.push_str(", most need first");
    }
    let mut header = vec![Cell::from(title)];
    header.extend(["in place", profile.from_outside.column].map(Cell::broken));
    if has_wholes {
        header.extend(levels::titles(&profile.total));
        header.extend(["overdue", "not met"].map(Cell::broken));
    }
    let rows = groups.iter().map(row).collect();
    parts.extend([
        Part::Gap,
        Part::Table(Table { header, rows, shape: Shape::Numbers { least: 3 } }),
    ]);
    if let Some(more @ 1..) = all.checked_sub(groups.len()) {
        parts.push(Part::Line(format!("and {} more: coach report --section rows", grouped(more))));
    }
}

/// The items that are missing most often: what the next training could be about.
fn train_next(About { period, profile, .. }: About) -> Option<Fact> {
    let total = &profile.total;
    if total.members.relationships < 2 {
        return None;
    }
    if period.school_year.as_ref().is_some_and(|year| year.day < FIRST_DAYS) {
        let early = "too early in the school year to say; coach report --period last-12-months looks \
                     back further";
        return Some(Fact::new("Train next", vec![early.to_owned()]));
    }
    let missing = total.items.iter().filter(|row| row.missing.k > 0).take(MOST_ITEMS);
    let missing = missing.enumerate().map(|(index, row)| {
        let [before, after] = if index == 0 { ["missing in ", " pairs"] } else { [""; 2] };
        format!("{} ({before}{}{after})", row.label, share(row.missing))
    });
    let missing: Vec<String> = missing.collect();
    (!missing.is_empty()).then(|| Fact::new("Train next", vec![missing.join(", ")]))
}

/// The pairs that need someone, and why.
fn needs(profile: &ProfileReport) -> Option<Fact> {
    let mut lines: Vec<String> = profile.needs.iter().take(MOST_NEEDS).map(need).collect();
    if let Some(more @ 1..) = profile.needs.len().checked_sub(lines.len()) {
        lines.push(format!("and {} more: coach report --section needs", grouped(more)));
    }
    (!lines.is_empty()).then(|| Fact::new("Needs someone", lines))
}

fn need(need: &Need) -> String {
    let days = |days: i64| count(days.unsigned_abs() as usize, "day");
    let why = [
        need.answer_overdue_days.map(|n| format!("an answer {} late", days(n))),
        need.step_overdue_days.map(|n| format!("a next step {} late", days(n))),
        need.not_met_for_days.map(|n| format!("not met for {}", days(n))),
    ];
    let why: Vec<String> = why.into_iter().flatten().collect();
    format!("{}: {}", lines::who(need), why.join(", "))
}

/// How much is overdue, what is left over from an earlier school year told apart; and how many have not met.
fn overdue(About { report, profile, .. }: About) -> Vec<Fact> {
    let members = profile.total.members;
    let Some(whole) = &profile.total.whole else { return Vec::new() };
    if members.beside == members.relationships {
        // What waits is told under the profile of each pair.
        return Vec::new();
    }
    let mut facts = vec![Fact::new("Overdue", vec![lines::overdue(&whole.attention)])];
    if whole.attention.pairs_not_met > 0 {
        let pairs = count(whole.attention.pairs_not_met as usize, "pair");
        let days = profile.not_met_days.unwrap_or(report.not_met_days);
        let words = format!("{pairs} for more than {days} days");
        facts.push(Fact::new("Not met", vec![words]));
    }
    facts
}
