//! What to do now as a page for people: for one educator on one screen; for many educators a list of
//! the most urgent things and one row per pair. The model comes in; parts go out, drawn as a report's
//! are.

use super::model::{
    BesideRow, ComputedLevel, Counts, Detail, DueRow, FunctionRow, ItemRow, Next, PairToDo, Rest,
};
use super::wording::{left_over, when};
use crate::count::agenda::WaitsFor;
use crate::domain::record::Role;
use crate::report::model::{Basis, LevelWord};
use crate::report::page::{
    Cell, Part, Shape, Table, critical_and_points, rests_on, share, with_percent,
};
use crate::store::People;
use crate::text::wording::{count, grouped};

/// Due things listed where several educators are looked at.
const MOST_DUE: usize = 15;
/// Questions in the document's words; more would fill the screen.
const MOST_QUESTIONS: usize = 3;

/// The parts of `next`, from top to bottom, with the names of `people`.
pub(super) fn of(next: &Next, people: &People) -> Vec<Part> {
    let title = Part::Title { district: next.district.clone(), audience: next.audience };
    let mut parts = vec![title];
    let educators = || next.relationships.iter().map(|pair| pair.educator.as_str());
    let one = educators().next().filter(|first| educators().all(|other| other == *first));
    match (next.relationships.as_slice(), one) {
        ([], _) => parts.extend(nobody(next)),
        ([pair], _) => {
            parts.extend([Part::Line(who(pair, people)), Part::Line(place(pair))]);
            parts.extend(pair.beside.iter().map(beside));
            parts.extend(standing(next));
            parts.extend([Part::Gap, due_list(next, &listed(next), Place::Within, people)]);
            parts.extend(pair.detail.iter().flat_map(|detail| details(detail, next)));
        }
        (pairs, Some(_)) => {
            parts.extend(standing(next));
            parts.extend([Part::Gap, due_list(next, &listed(next), Place::PairToDo, people)]);
            for pair in pairs {
                parts.extend([
                    Part::Gap,
                    Part::Heading(who(pair, people)),
                    Part::Line(place(pair)),
                ]);
                parts.extend(pair.beside.iter().map(beside));
                parts.extend(pair.detail.iter().flat_map(|detail| details(detail, next)));
            }
        }
        (pairs, None) => parts.extend(many(next, pairs, people)),
    }
    parts.extend([Part::Gap, made_by(next)]);
    parts
}

/// How records are named where they are in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By the file, for the page is about one folder.
    Within,
    /// By the pair's folder and the file.
    PairToDo,
}

fn nobody(next: &Next) -> Vec<Part> {
    let mut lines = vec![format!(
        "No relationship{} is under way on {}; a relationship that is not under way owes nothing.",
        only(next),
        next.as_of
    )];
    lines.extend(next.not_under_way.iter().take(MOST_DUE).map(not_under_way));
    lines.into_iter().map(Part::Line).collect()
}

fn not_under_way(rest: &Rest) -> String {
    match rest.ended {
        Some(ended) => format!("{}: from {} to {ended}", rest.path, rest.started),
        None => format!("{}: starts on {}", rest.path, rest.started),
    }
}

fn only(next: &Next) -> String {
    if next.selection.is_empty() {
        String::new()
    } else {
        format!(" of {}", next.selection.join(", "))
    }
}

fn who(pair: &PairToDo, people: &People) -> String {
    let PairToDo { educator, coach, school_name, started, .. } = pair;
    let (educator, coach) = (people.with_name(educator), people.with_name(coach));
    format!("Educator {educator} with coach {coach} at {school_name}, since {started}")
}

fn place(pair: &PairToDo) -> String {
    let coverage = &pair.coverage;
    if coverage.in_place.n == 0 {
        return format!("{}: no applicable items", pair.path);
    }
    format!("{}: in place {}; {}", pair.path, with_percent(coverage.in_place), rests_on(coverage))
}

/// What is in place by an instrument beside the profile.
fn beside(row: &BesideRow) -> Part {
    let levels = row.levels.iter().filter_map(|level| level.level.as_ref());
    let levels: Vec<&str> = levels.map(|level| level.called.as_str()).collect();
    let levels = match levels.is_empty() {
        true => String::new(),
        false => format!("; {}", levels.join(", ")),
    };
    let in_place = with_percent(row.coverage.in_place);
    Part::Line(format!("Beside it, {}: in place {in_place}{levels}", row.title))
}

/// What is due and not folded, most urgent first.
fn listed(next: &Next) -> Vec<&DueRow> {
    next.due.iter().filter(|row| !(next.folds && row.left_from.is_some())).collect()
}

/// How much waits, and on which day; below it, how much is folded.
fn standing(next: &Next) -> impl Iterator<Item = Part> {
    let years = next.due.iter().filter_map(|row| row.left_from.as_deref());
    let folded = left_over(years).filter(|_| next.folds);
    [how_much(next)].into_iter().chain(folded.map(Part::Line))
}

fn how_much(next: &Next) -> Part {
    let label = format!("On {}:", next.as_of);
    let Counts { overdue: _, today, later, without_day, left_over } = next.counts;
    let overdue = next.overdue();
    let mut words: Vec<String> =
        [(today, "due today"), (later, "due later"), (without_day, "without a due day")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| format!("{} {what}", grouped(n)))
            .collect();
    if overdue > 0 {
        words.insert(0, format!("{} overdue", grouped(overdue)));
        return Part::Attention { label, words };
    }
    let nothing =
        if left_over > 0 { "nothing of this school year is overdue" } else { "nothing is overdue" };
    words.insert(0, nothing.to_owned());
    Part::Line(format!("{label} {}", words.join(", ")))
}

/// What waits where only one pair is looked at.
pub(in crate::report) fn due_of(next: &Next) -> Part {
    due_list(next, &listed(next), Place::Within, &People::default())
}

/// What is due of `rows`, most urgent first.
fn due_list(next: &Next, rows: &[&DueRow], place: Place, people: &People) -> Part {
    if rows.is_empty() {
        return Part::Line(match next.due_until {
            Some(until) => format!("Nothing{} is due by {until}.", more(next)),
            None => format!("Nothing{} waits.", more(next)),
        });
    }
    let row = |row: &&DueRow| -> Vec<Cell> {
        let name = people.name_of(&row.educator).filter(|_| place == Place::PairToDo);
        let mut what = name.map_or_else(String::new, |name| format!("{name}: "));
        what.push_str(&row.what);
        if let Some(words) = &row.words {
            let words: Vec<&str> = words.split_whitespace().collect();
            what.push_str(&format!(": “{}”", words.join(" ")));
        }
        let record = match place {
            Place::Within if !row.is_taken_over() => row.last_parts(1),
            Place::Within | Place::PairToDo => row.last_parts(2),
        };
        let cells = [
            row.due.map_or_else(|| "–".to_owned(), |due| due.to_string()),
            when(row.days_left),
            what,
            row.waits_for.map_or("–", WaitsFor::name).to_owned(),
            record.to_owned(),
        ];
        cells.into_iter().map(Cell::from).collect()
    };
    let header = ["Due", "", "What", "For", "Record"];
    Part::Table(Table {
        header: header.map(|title| Cell::from(title.to_owned())).into(),
        rows: rows.iter().map(row).collect(),
        shape: Shape::Sentences { column: 2 },
    })
}

/// Beside what is folded, it is said to be something else.
fn more(next: &Next) -> &'static str {
    if next.folds && next.counts.left_over > 0 { " else" } else { "" }
}

/// Every function with its items that are not in place, and then what to ask.
fn details(detail: &Detail, next: &Next) -> Vec<Part> {
    let rows = detail.functions.iter().flat_map(|function| {
        let items = detail.items.iter().filter(|item| item.function == function.level.function);
        let items = items.map(|item| [format!("· {}", item.label), item.remedy.clone()]);
        let own = match lifts(function) {
            lifts if lifts.is_empty() => function.heading.clone(),
            lifts => format!("{}: {lifts}", function.heading),
        };
        let own = [share(function.in_place), own];
        [own].into_iter().chain(items)
    });
    let title = format!("In {}: what would lift which function, and how", next.window.label);
    let table = Part::Table(Table {
        header: ["In place".to_owned(), title].map(Cell::from).into(),
        rows: rows.map(|row| row.map(Cell::from).into()).collect(),
        shape: Shape::Sentences { column: 1 },
    });
    [Part::Gap, table].into_iter().chain(questions(detail)).collect()
}

/// The level of a function, and what would lift it; its items are below.
fn lifts(function: &FunctionRow) -> String {
    let level = &function.level;
    let mut words = match (&level.level, level.basis) {
        (Some(LevelWord { called, .. }), Basis::Judged) => {
            let by = level.by.map_or("a rater", Role::name);
            let on = level.on.map_or(String::new(), |on| format!(" on {on}"));
            vec![format!("{called}, judged by {by}{on}")]
        }
        (Some(level), _) => vec![level.called.clone()],
        (None, Basis::NoApplicableItems) => return "no applicable items".to_owned(),
        (None, _) => Vec::new(),
    };
    if let Some(judged) = &function.judged {
        let rubric = judged.rubric.as_ref().map_or(String::new(), |text| format!(": “{text}”"));
        words.push(format!("a rater judges {}{rubric}", judged.level.called));
    }
    let needs = |computed: &ComputedLevel| critical_and_points(&computed.critical, computed.points);
    let needs = function.computed.as_ref().map(needs).unwrap_or_default();
    if let Some(ComputedLevel { level, .. }) =
        function.computed.as_ref().filter(|_| !needs.is_empty())
    {
        words.push(format!("{} with {needs}", level.called));
    } else if let Some(ComputedLevel { level, need, of, .. }) = &function.computed {
        let level = &level.called;
        let all = usize::try_from(*need).is_ok_and(|need| need == of.len());
        words.push(match of.len() {
            1 => format!("{level} with one item"),
            n if all => format!("{level} with {n} items"),
            n => format!("{level} with any {need} of {n} items"),
        });
    }
    if words.is_empty() && !function.has_levels {
        return String::new();
    }
    if words.is_empty() {
        words.push("a rater judges its level, and none has yet".to_owned());
    }
    words.join("; ")
}

/// The document's own words for what is not in place, to be asked about.
fn questions(detail: &Detail) -> Vec<Part> {
    let known = |id: &String| detail.items.iter().find(|item| item.id == *id);
    let asked: Vec<&ItemRow> = detail.ask.iter().filter_map(known).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let quoted = |item: &&ItemRow| format!("“{}”", item.text);
    let mut lines: Vec<String> = asked.iter().take(MOST_QUESTIONS).map(quoted).collect();
    if let Some(more @ 1..) = asked.len().checked_sub(MOST_QUESTIONS) {
        lines.push(format!("and {more} more: `coach profile show` has every item's words"));
    }
    let ask =
        "To ask each other: how far is this so, and what would show it? The document's words:";
    vec![Part::Gap, Part::Heading(ask.to_owned()), Part::Notes(lines)]
}

fn many(next: &Next, pairs: &[PairToDo], people: &People) -> Vec<Part> {
    let mut parts =
        vec![Part::Line(format!("{}{} under way", count(pairs.len(), "relationship"), only(next)))];
    parts.extend(standing(next));
    parts.push(Part::Gap);
    let listed = listed(next);
    if next.only_due {
        parts.push(due_list(next, &listed, Place::PairToDo, people));
        return parts;
    }
    // Whoever asks for what is left over wants all of it, and the most urgent of the rest below.
    let left_over = listed.iter().filter(|row| row.left_from.is_some()).count();
    let most = MOST_DUE + left_over;
    let first = &listed[..listed.len().min(most)];
    parts.push(due_list(next, first, Place::PairToDo, people));
    if let Some(more @ 1..) = listed.len().checked_sub(most) {
        let line =
            format!("and {more} more: `coach next` with one educator's id shows all of theirs");
        parts.push(Part::Line(line));
    }
    let first_due =
        |pair: &PairToDo| if next.folds { pair.next_due_this_year } else { pair.next_due };
    let number = |n: usize| if n == 0 { "–".to_owned() } else { grouped(n) };
    let folder = |pair: &PairToDo| {
        let folder = pair.path.strip_prefix("records/").unwrap_or(&pair.path);
        let name = people.name_of(&pair.educator);
        name.map_or_else(|| folder.to_owned(), |name| format!("{folder}  {name}"))
    };
    let row = |pair: &PairToDo| -> Vec<Cell> {
        let mut cells: Vec<Cell> = [
            folder(pair),
            number(next.overdue_of(pair.counts)),
            number(pair.counts.today),
            number(pair.counts.later),
            number(pair.counts.without_day),
            first_due(pair).map_or_else(|| "–".to_owned(), |due| due.to_string()),
        ]
        .map(Cell::from)
        .into();
        cells.push(Cell::share(pair.coverage.in_place));
        cells
    };
    let header = ["Pair", "overdue", "today", "later", "no due day", "first due", "in place"];
    parts.extend([
        Part::Gap,
        Part::Table(Table {
            header: header.map(|title| Cell::from(title.to_owned())).into(),
            rows: pairs.iter().map(row).collect(),
            shape: Shape::Numbers { least: 3 },
        }),
    ]);
    parts
}

/// The program and the profiles.
fn made_by(next: &Next) -> Part {
    let mut words = vec![format!("{} {}", next.tool.name, next.tool.version)];
    for profile in &next.profiles {
        let hash = profile.hash.get(..12).unwrap_or(&profile.hash);
        words.push(format!("profile {} (sha256 {hash})", profile.id));
    }
    let kept = "documents are kept by the pair; only observed is independent".to_owned();
    let short = [words.clone(), vec![kept.clone()]].concat().join(" · ");
    words.extend([format!("as of {}", next.as_of), kept]);
    Part::MadeBy { short, whole: words.join(" · ") }
}
