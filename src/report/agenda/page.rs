//! What to do now as a page for people: on one screen for one educator, and for many a list of the
//! most urgent things and one row a pair. The model comes in; parts go out, drawn as a report's are.

use super::model::{Counts, Detail, DueRow, FunctionRow, ItemRow, Next, Pair, Rest};
use super::wording::when;
use crate::diagnostic::wording::{all_of, count, grouped};
use crate::report::page::{Cell, Part, Shape, Table, share};

/// Due things listed where several educators are looked at.
const MOST_DUE: usize = 15;
/// Questions in the document's words; more would fill the screen.
const MOST_QUESTIONS: usize = 3;

/// The parts of `next`, from top to bottom.
pub(super) fn of(next: &Next) -> Vec<Part> {
    let title = Part::Title { district: next.district.clone(), audience: next.audience };
    let mut parts = vec![title];
    let educators = || next.relationships.iter().map(|pair| pair.educator.as_str());
    let one = educators().next().filter(|first| educators().all(|other| other == *first));
    match (next.relationships.as_slice(), one) {
        ([], _) => parts.extend(nobody(next)),
        ([pair], _) => {
            parts.extend([Part::Line(who(pair)), Part::Line(place(pair)), standing(next)]);
            parts.extend([Part::Gap, due_list(next, &next.due, Place::Within)]);
            parts.extend(pair.detail.iter().flat_map(|detail| details(detail, next)));
        }
        (pairs, Some(_)) => {
            parts.push(standing(next));
            parts.extend([Part::Gap, due_list(next, &next.due, Place::Pair)]);
            for pair in pairs {
                parts.extend([Part::Gap, Part::Heading(who(pair)), Part::Line(place(pair))]);
                parts.extend(pair.detail.iter().flat_map(|detail| details(detail, next)));
            }
        }
        (pairs, None) => parts.extend(many(next, pairs)),
    }
    parts.extend([Part::Gap, made_by(next)]);
    parts
}

/// How records are named where they stand in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By the file, for the page is about one folder.
    Within,
    /// By the pair's folder and the file.
    Pair,
}

fn nobody(next: &Next) -> Vec<Part> {
    let mut lines = vec![format!(
        "No relationship{} is under way on {}; one that is not owes nothing.",
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

fn who(pair: &Pair) -> String {
    let Pair { educator, coach, school_name, started, .. } = pair;
    format!("Educator {educator} with coach {coach} at {school_name}, since {started}")
}

fn place(pair: &Pair) -> String {
    let coverage = &pair.coverage;
    if coverage.in_place.n == 0 {
        return format!("{}: no applicable items", pair.path);
    }
    format!(
        "{}: in place {} (observed {}, documented only {})",
        pair.path,
        share(coverage.in_place),
        coverage.observed,
        coverage.documented_only
    )
}

/// How much waits, and on which day.
fn standing(next: &Next) -> Part {
    let label = format!("On {}:", next.as_of);
    let Counts { overdue, today, later, without_day } = next.counts;
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
    words.insert(0, "nothing is overdue".to_owned());
    Part::Line(format!("{label} {}", words.join(", ")))
}

/// What is due of `rows`, most urgent first.
fn due_list(next: &Next, rows: &[DueRow], place: Place) -> Part {
    if rows.is_empty() {
        return Part::Line(match next.due_until {
            Some(until) => format!("Nothing is due by {until}."),
            None => "Nothing waits.".to_owned(),
        });
    }
    let row = |row: &DueRow| -> Vec<Cell> {
        let mut what = row.what.clone();
        if let Some(words) = &row.words {
            let words: Vec<&str> = words.split_whitespace().collect();
            what.push_str(&format!(": “{}”", words.join(" ")));
        }
        let record = match place {
            Place::Within => row.short_address(),
            Place::Pair => row.address.strip_prefix("records/").unwrap_or(&row.address),
        };
        let mut cells = vec![
            row.due.map_or_else(|| "–".to_owned(), |due| due.to_string()),
            when(row.days_left),
            what,
            row.waits_for.unwrap_or("–").to_owned(),
        ];
        cells.push(record.to_owned());
        cells.into_iter().map(Cell::from).collect()
    };
    let header = ["Due", "", "What", "Waits for", "Record"];
    Part::Table(Table {
        header: header.map(|title| Cell::from(title.to_owned())).into(),
        rows: rows.iter().map(row).collect(),
        shape: Shape::Sentences { column: 2 },
    })
}

fn details(detail: &Detail, next: &Next) -> Vec<Part> {
    let mut parts = vec![Part::Gap];
    if detail.items.is_empty() {
        parts.push(Part::Line(format!(
            "In {} every applicable item is in place.",
            next.window.label
        )));
    } else {
        let title = format!("Not in place in {}", next.window.label);
        parts.push(Part::Table(Table {
            header: [title, "What would put it in place".to_owned()].map(Cell::from).into(),
            rows: detail
                .items
                .iter()
                .map(|item| [item.label.clone(), item.remedy.clone()].map(Cell::from).into())
                .collect(),
            shape: Shape::Sentences { column: 1 },
        }));
    }
    let header = ["Essential function", "in place", "level", "What would lift it"];
    parts.extend([
        Part::Gap,
        Part::Table(Table {
            header: header.map(|title| Cell::from(title.to_owned())).into(),
            rows: detail.functions.iter().map(|function| lift(function, detail)).collect(),
            shape: Shape::Sentences { column: 3 },
        }),
    ]);
    parts.extend(questions(detail));
    parts
}

fn lift(function: &FunctionRow, detail: &Detail) -> Vec<Cell> {
    let level = match (&function.level.level, function.level.basis) {
        (Some(id), "judged") => format!("{id}, judged"),
        (Some(id), _) => id.clone(),
        (None, _) => "–".to_owned(),
    };
    let cells =
        [function.heading.clone(), share(function.in_place), level, lifts(function, detail)];
    cells.map(Cell::from).into()
}

fn lifts(function: &FunctionRow, detail: &Detail) -> String {
    if function.level.basis == "no-applicable-items" {
        return "no applicable items".to_owned();
    }
    let label = |id: &String| {
        let item = detail.items.iter().find(|item| item.id == *id);
        item.map(|item| item.label.as_str())
    };
    let mut ways = Vec::new();
    if let Some(judged) = &function.judged {
        let rubric = judged.rubric.as_ref().map_or(String::new(), |text| format!(": “{text}”"));
        ways.push(format!("{}, which a rater judges{rubric}", judged.level));
    }
    if let Some(computed) = &function.computed {
        let labels = all_of(computed.of.iter().filter_map(label));
        let need = usize::try_from(computed.need).unwrap_or(usize::MAX);
        let items = if need == computed.of.len() { labels } else { format!("{need} of {labels}") };
        ways.push(format!("{}: {items}", computed.level));
    }
    match (ways.is_empty(), &function.level.level) {
        (false, _) => ways.join("; "),
        (true, Some(_)) => "nothing better can be reached".to_owned(),
        (true, None) => "a rater judges its level; none has".to_owned(),
    }
}

/// The document's own words for what is not in place, to be asked about.
fn questions(detail: &Detail) -> Vec<Part> {
    let known = |id: &String| detail.items.iter().find(|item| item.id == *id);
    let asked: Vec<&ItemRow> = detail.ask.iter().filter_map(known).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let quoted = |item: &&ItemRow| match &item.lead_in {
        Some(lead_in) => format!("“{lead_in} {}”", item.text),
        None => format!("“{}”", item.text),
    };
    let mut lines: Vec<String> = asked.iter().take(MOST_QUESTIONS).map(quoted).collect();
    if let Some(more @ 1..) = asked.len().checked_sub(MOST_QUESTIONS) {
        lines.push(format!("and {more} more: `coach profile show` has every item's words"));
    }
    let ask =
        "To ask each other: how far is this so, and what would show it? The document's words:";
    vec![Part::Gap, Part::Heading(ask.to_owned()), Part::Notes(lines)]
}

fn many(next: &Next, pairs: &[Pair]) -> Vec<Part> {
    let mut parts = vec![
        Part::Line(format!("{} under way{}", count(pairs.len(), "relationship"), only(next))),
        standing(next),
        Part::Gap,
    ];
    let listed = &next.due[..next.due.len().min(MOST_DUE)];
    parts.push(due_list(next, listed, Place::Pair));
    if let Some(more @ 1..) = next.due.len().checked_sub(MOST_DUE) {
        let line =
            format!("and {more} more: `coach next` with one educator's id shows all of theirs");
        parts.push(Part::Line(line));
    }
    let number = |n: usize| if n == 0 { "–".to_owned() } else { grouped(n) };
    let row = |pair: &Pair| -> Vec<Cell> {
        let cells = [
            pair.path.strip_prefix("records/").unwrap_or(&pair.path).to_owned(),
            number(pair.counts.overdue),
            number(pair.counts.today),
            number(pair.counts.later),
            number(pair.counts.without_day),
            pair.next_due.map_or_else(|| "–".to_owned(), |due| due.to_string()),
            share(pair.coverage.in_place),
        ];
        cells.map(Cell::from).into()
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
