//! The picture of each section: which counts it shows, and what it says to whoever cannot see it. No section needs one.

use maud::{Markup, html};

use super::chart::{Bar, Column, Kind, Said, bars, columns, key};
use crate::count::{Share, Value};
use crate::domain::calendar::Month;
use crate::report::model::{Dimension, Group, GroupFunction};
use crate::report::page::{About, Bars, Section, in_order, most_missing, name, with_percent};
use crate::text::html::words;
use crate::text::wording::{count, grouped};

/// Rows of a picture; the table has all.
const MOST_ROWS: usize = 12;

/// The picture of `section`; nothing where it has none or would show nothing. `id` is its own on the page.
pub(super) fn of(section: Section, about: About, id: &str) -> Option<Markup> {
    let total = &about.profile.total;
    let title = section.finding(about);
    let said = |words: String| Said { id, title: &title, about: words };
    match section {
        Section::Functions => {
            let of = |it: &GroupFunction| share(&it.heading, it.coverage.in_place);
            some(total.functions.iter().map(of).collect(), said)
        }
        Section::Rows if about.profile.groups.len() > 1 => {
            let of = |group: &&Group| share(&name(group), group.coverage.in_place);
            let rows = rows(about);
            let picture = some(rows.shown.iter().map(of).collect(), said)?;
            Some(html! { (picture) (rows.more()) })
        }
        Section::Missing => {
            some(most_missing(total).map(|item| share(&item.label, item.missing)).collect(), said)
        }
        Section::Levels => levels(about, &said),
        Section::Trends => months(about, &said),
        Section::Answers => answers(about, &said),
        Section::Dosage => dosage(about, &said),
        Section::Coaches => coaches(about, &said),
        Section::StudentData => student_data(about, &said),
        Section::Rows | Section::Needs | Section::Raters | Section::Records => None,
    }
}

/// The rows that a picture has room for.
struct Rows<'r> {
    shown: Vec<&'r Group>,
    left: usize,
}

fn rows(about: About<'_>) -> Rows<'_> {
    let mut shown = in_order(about);
    let left = shown.len().saturating_sub(MOST_ROWS);
    shown.truncate(MOST_ROWS);
    Rows { shown, left }
}

impl Rows<'_> {
    fn more(&self) -> Markup {
        html! {
            @if self.left > 0 {
                p.more { "And " (grouped(self.left)) " more, which the table has." }
            }
        }
    }
}

/// The rows of schools, coaches and the like; where rows are pairs or functions, a picture has the whole alone.
fn of_many(about: About<'_>) -> Rows<'_> {
    let is_one = |by: &Dimension| matches!(by, Dimension::Relationship | Dimension::Function);
    if about.report.by.iter().any(is_one) || about.profile.groups.len() < 2 {
        return Rows { shown: vec![&about.profile.total], left: 0 };
    }
    rows(about)
}

/// k of n as a bar, with its number beside it.
fn share(name: &str, of: Share) -> Bar {
    let beside = if of.n == 0 { "nothing to count".to_owned() } else { with_percent(of) };
    let parts = vec![(Kind::Filled(0), of.k)];
    Bar { name: name.to_owned(), parts, of: of.n, beside: Some(beside) }
}

/// Shares as bars.
pub(super) fn bars_of(Bars { id, title, rows }: &Bars) -> Markup {
    let rows: Vec<Bar> = rows.iter().map(|(name, of)| share(name, *of)).collect();
    let said = Said { id, title, about: in_words(&rows, &[]) };
    html! { p.hint { (words(title)) } (bars(&said, &rows)) }
}

fn some<'s>(rows: Vec<Bar>, said: impl Fn(String) -> Said<'s>) -> Option<Markup> {
    let about = in_words(&rows, &[]);
    (!rows.is_empty()).then(|| bars(&said(about), &rows))
}

/// What bars show, in words: for each its number, or those of its parts.
fn in_words(rows: &[Bar], kinds: &[(Kind, String)]) -> String {
    let part = |(kind, n): &(Kind, u32)| {
        let meaning = kinds.iter().find(|(known, _)| known == kind);
        format!("{} {}", grouped(*n as usize), meaning.map_or("", |(_, meaning)| meaning))
    };
    let row = |row: &Bar| match &row.beside {
        Some(beside) => format!("{}: {beside}", row.name),
        None => {
            let parts: Vec<String> = row.parts.iter().map(part).collect();
            format!("{}: {}", row.name, parts.join(", "))
        }
    };
    rows.iter().map(row).collect::<Vec<_>>().join("; ") + "."
}

/// A picture of bars whose parts add up to the whole, with its key.
fn stacked<'s>(
    rows: &[Bar],
    kinds: &[(Kind, String)],
    said: impl Fn(String) -> Said<'s>,
) -> Markup {
    html! { (key(kinds)) (bars(&said(in_words(rows, kinds)), rows)) }
}

/// A bar whose parts are all of it; without any, words in its place.
fn parts(name: &str, parts: Vec<(Kind, u32)>, nothing: &str) -> Bar {
    let of = parts.iter().map(|(_, n)| n).sum();
    let beside = (of == 0).then(|| nothing.to_owned());
    Bar { name: name.to_owned(), parts, of, beside }
}

/// For each function a picture of the pairs at each level.
fn levels<'s>(about: About, said: &impl Fn(String) -> Said<'s>) -> Option<Markup> {
    let total = &about.profile.total;
    let first = total.functions.iter().find(|function| !function.levels.is_empty())?;
    let best = first.levels.first()?;
    let mut kinds: Vec<(Kind, String)> = first
        .levels
        .iter()
        .enumerate()
        .map(|(at, level)| (Kind::Filled(at), level.called()))
        .collect();
    kinds.push((Kind::Left, format!("not {}, and no other level", best.called())));
    let rows = of_many(about);
    let of = |group: &Group, at: usize| {
        let function = group.functions.get(at)?;
        let level = |level: &crate::report::model::LevelCount| level.computed + level.judged;
        let mut counts: Vec<(Kind, u32)> = function
            .levels
            .iter()
            .enumerate()
            .map(|(at, it)| (Kind::Filled(at), number(level(it))))
            .collect();
        let at_one: usize = function.levels.iter().map(level).sum();
        counts.push((Kind::Left, number(function.with_applicable_items - at_one)));
        Some(parts(&name(group), counts, "no applicable items"))
    };
    let pictures = total.functions.iter().enumerate().map(|(at, function)| {
        let rows: Vec<Bar> = rows.shown.iter().filter_map(|group| of(group, at)).collect();
        let said = said(in_words(&rows, &kinds));
        let id = format!("{}-{at}", said.id);
        let said = Said { id: &id, title: &function.heading, about: said.about };
        html! { h3 { (words(&function.heading)) } (bars(&said, &rows)) }
    });
    Some(html! {
        p.hint { "Pairs at each level. Every bar is all pairs of its row; its parts have the number of pairs." }
        (key(&kinds))
        div.many { @for picture in pictures { div { (picture) } } }
        (rows.more())
    })
}

/// What observers saw in place in each month.
fn months<'s>(about: About, said: &impl Fn(String) -> Said<'s>) -> Option<Markup> {
    let whole = about.profile.total.whole.as_ref()?;
    let line = whole.trends.lines.iter().find(|line| line.role.is_some())?;
    line.known().next()?;
    let of = |value: &Value| match value {
        Value::Share(share) => Some(*share),
        Value::Count { .. } | Value::Estimate { .. } => None,
    };
    let mut year = None;
    let all: Vec<Column> = line
        .points
        .iter()
        .map(|point| {
            let [month, of_year] = named(point.month);
            let is_new = year.replace(of_year.clone()) != Some(of_year.clone());
            Column {
                name: [month, if is_new { of_year } else { String::new() }],
                share: point.value.as_ref().and_then(of),
                is_apart: point.broken.is_some(),
            }
        })
        .collect();
    let in_words: Vec<String> = line
        .points
        .iter()
        .map(|point| match point.value.as_ref().and_then(of) {
            Some(share) => format!("{}: {}", point.month, with_percent(share)),
            None => format!("{}: nobody observed", point.month),
        })
        .collect();
    let is_apart = all.iter().any(|column| column.is_apart);
    Some(html! {
        p.hint {
            "Of the items that observers rated in a month, those they saw in place. Each month has its own visits."
            @if is_apart { " A dashed line: other observers from here on, so do not read across it." }
        }
        (columns(&said(in_words.join("; ") + "."), &all))
    })
}

/// `Sep` and `2025`.
fn named(month: Month) -> [String; 2] {
    ["%b", "%Y"].map(|form| month.first().format(form).to_string())
}

/// What became of the requests that fell due.
fn answers<'s>(about: About, said: &impl Fn(String) -> Said<'s>) -> Option<Markup> {
    let words = ["in time", "late", "not answered"];
    let kinds: Vec<_> =
        words.iter().enumerate().map(|(at, what)| (Kind::Filled(at), (*what).to_owned())).collect();
    let rows = of_many(about);
    let of = |group: &&Group| {
        let counts = group.whole.as_ref()?.timeliness.counts;
        let counts = [counts.met.k, counts.late, counts.unanswered];
        let counts = counts.into_iter().enumerate().map(|(at, n)| (Kind::Filled(at), n));
        Some(parts(&name(group), counts.collect(), "no answer fell due"))
    };
    let bars: Vec<Bar> = rows.shown.iter().filter_map(of).collect();
    let any = about.profile.total.whole.as_ref()?.timeliness.counts.met.n > 0;
    any.then(|| html! { (stacked(&bars, &kinds, said)) (rows.more()) })
}

/// Sessions planned and held.
fn dosage<'s>(about: About, said: &impl Fn(String) -> Said<'s>) -> Option<Markup> {
    let rhythm = |group: &Group| group.whole.as_ref().map(|whole| whole.dosage.rhythm);
    if rhythm(&about.profile.total)?.agreed.k == 0 {
        return None;
    }
    let rows = of_many(about);
    let most = rows.shown.iter().filter_map(|group| rhythm(group));
    let most = most.map(|it| it.planned_sessions.max(it.held_sessions)).max()?;
    let mut all = Vec::new();
    for group in &rows.shown {
        let Some(rhythm) = rhythm(group) else { continue };
        let pairs = [
            (Kind::Filled(0), rhythm.held_sessions, "held"),
            (Kind::Left, rhythm.planned_sessions, "planned"),
        ];
        for (at, (kind, n, what)) in pairs.into_iter().enumerate() {
            let name = if at == 0 { name(group) } else { String::new() };
            let beside = Some(format!("{} {what}", grouped(n as usize)));
            all.push(Bar { name, parts: vec![(kind, n)], of: most, beside });
        }
    }
    let note = format!(
        "Of the pairs that agreed how often to meet. A full bar is {}.",
        count(most as usize, "session")
    );
    Some(html! {
        p.hint { (note) }
        (bars(&said(in_words(&all, &[])), &all))
        (rows.more())
    })
}

/// How each coach's minutes divide.
fn coaches<'s>(about: About, said: &impl Fn(String) -> Said<'s>) -> Option<Markup> {
    let is_first = about.period.profiles.first().is_some_and(|it| it.id == about.profile.id);
    let coaches = &about.period.coaches;
    if coaches.is_empty() || !is_first {
        return None;
    }
    let kinds = [
        (Kind::Filled(0), "minutes with educators".to_owned()),
        (Kind::Filled(1), "minutes without an educator".to_owned()),
    ];
    let of = |row: &crate::report::CoachRow| {
        let counts =
            vec![(Kind::Filled(0), row.direct.k), (Kind::Filled(1), row.without_educator.k)];
        parts(&row.coach, counts, "no minutes")
    };
    let rows: Vec<Bar> = coaches.iter().take(MOST_ROWS).map(of).collect();
    let left = Rows { shown: Vec::new(), left: coaches.len() - rows.len() };
    Some(html! { (stacked(&rows, &kinds, said)) (left.more()) })
}

/// Which way measures of student data went.
fn student_data<'s>(about: About, said: &impl Fn(String) -> Said<'s>) -> Option<Markup> {
    let all = about.profile.total.whole.as_ref()?.student_data;
    let compared = all.better + all.same + all.worse;
    let counts = [all.better, all.same, all.worse];
    let words = ["better", "neither", "worse"];
    let mut kinds: Vec<_> =
        words.iter().enumerate().map(|(at, what)| (Kind::Filled(at), (*what).to_owned())).collect();
    kinds.push((Kind::Left, "cannot be compared".to_owned()));
    let mut counts: Vec<_> =
        counts.into_iter().enumerate().map(|(at, n)| (Kind::Filled(at), n)).collect();
    counts.push((Kind::Left, all.measures - compared));
    let row = parts("Measures, after the coaching began", counts, "no measures");
    (all.measures > 0).then(|| {
        html! { (stacked(&[row], &kinds, said)) p.hint { "This is no evidence of cause." } }
    })
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
