//! The records that a row becomes: what is chosen for the keys comes in; a table of TOML for each kind, with its
//! condition and its keys, goes out.

mod checklist;
mod plans;

use super::above::Fact;
use super::chosen::Chosen;
use super::forms::form_in;
use super::grid::{Grid, RowOf};
use super::groups::{Group, Holds};
use super::layout::{comment, quoted, with_reason};
use super::value::{Lines, Making};
use super::word_list::line;
use super::words::{How, Known};
use crate::domain::key::{Form, Terms};
use crate::domain::record::Kind;
use plans::plans;

/// Everything of which records are made.
pub(super) struct Source<'r, 's> {
    pub grid: &'r Grid<'s>,
    pub known: &'r Known<'r>,
    pub chosen: &'r Chosen,
    pub facts: &'r [Fact],
    /// The rows that are not left out.
    pub left: &'r [usize],
    pub is_workbook: bool,
    pub is_day_first: bool,
}

/// One table of records: its kind, the condition as TOML, why, and its rows.
struct Plan<'r, 's> {
    kind: Kind,
    when: Option<String>,
    why: String,
    rows: Vec<&'r RowOf<'s>>,
    /// Whether its ratings are the coach's own, beside another record of the row.
    is_beside: bool,
}

/// The tables, and the columns that they use.
pub(super) fn records(source: &Source) -> (String, Vec<usize>) {
    let (mut text, mut used) = (relationship(source), Vec::new());
    for plan in plans(source) {
        text.push_str("[[record]]\n");
        text.push_str(&with_reason(&format!("kind = {}", quoted(plan.kind.name())), &plan.why));
        if let Some(when) = &plan.when {
            text.push_str(&format!("when = {when}\n"));
        }
        text.push_str(&source.keys(&plan, &mut used));
        text.push('\n');
    }
    (text, used)
}

/// A relationship for each sheet, where what stands above the tables tells one.
fn relationship(source: &Source) -> String {
    let cell = |key: &str| source.facts.iter().find(|fact| fact.key == key).map(|fact| &fact.cell);
    if !source.tells_relationship() {
        return String::new();
    }
    let mut text = String::from(
        "[[record]]\nkind = \"relationship\"  # the cells above each table tell one\nper = \"sheet\"\n",
    );
    text.push_str(&format!("profile = {{ is = {} }}\n", quoted(&source.known.profile.id)));
    for key in ["coach", "educator", "school", "practice", "started"] {
        match cell(key) {
            Some(cell) => text.push_str(&format!("{key} = {{ cell = {} }}\n", quoted(cell))),
            None if key == "started" => {
                text.push_str("# started = { cell = \"\" }  # the first day is needed\n")
            }
            None => {}
        }
    }
    text + "\n"
}

/// The keys of hints that go by another name in a kind, where that kind has the other.
const ALSO: [(&str, &str); 3] = [
    ("notes", "about"),
    ("reflection.working", "working"),
    ("reflection.not_working", "not_working"),
];

/// The keys in the order of a map.
const ORDER: [&str; 22] = [
    "date",
    "starts",
    "method",
    "minutes",
    "phases",
    "items",
    "strengths",
    "reflection.working",
    "reflection.not_working",
    "data.measure",
    "data.improvement",
    "data.values.on",
    "data.values.value",
    "data.values.n",
    "next_steps.what",
    "next_steps.who",
    "next_steps.due",
    "next_steps.done",
    "notes",
    "rater.role",
    "rater.id",
    "comments",
];

impl<'r, 's> Source<'r, 's> {
    /// Whether what stands above each table tells a relationship.
    pub(super) fn tells_relationship(&self) -> bool {
        let is_told = |key: &&str| self.facts.iter().any(|fact| fact.key == *key);
        ["coach", "educator", "school"].iter().all(is_told)
    }

    pub(super) fn making(&self, rows: Vec<&'r RowOf<'s>>) -> Making<'r, 's> {
        let head = |key: &str| -> Vec<String> {
            let columns = self.chosen.columns(key).iter();
            columns.flat_map(|&at| self.grid.columns[at].plain.iter().take(1).cloned()).collect()
        };
        let own = head("educator").into_iter().map(|word| (word, "educator"));
        let own = own.chain(head("coach").into_iter().map(|word| (word, "coach"))).collect();
        Making {
            grid: self.grid,
            known: self.known,
            rows,
            own,
            sent: self.chosen.sent,
            is_workbook: self.is_workbook,
            is_day_first: self.is_day_first,
        }
    }

    fn group(&self, holds: Holds) -> Option<&'r Group> {
        self.chosen.groups.iter().find(|group| group.holds == holds)
    }

    fn has_group(&self, holds: Holds) -> bool {
        self.group(holds).is_some()
    }

    /// The columns that hold ratings, or items with ratings beside them.
    fn rating_columns(&self) -> Vec<usize> {
        match (self.group(Holds::Ratings), &self.chosen.beside) {
            (Some(group), _) => group.columns.iter().map(|column| column.0).collect(),
            (None, Some(beside)) => vec![beside.items],
            (None, None) => Vec::new(),
        }
    }

    fn keys(&self, plan: &Plan<'r, 's>, used: &mut Vec<usize>) -> String {
        let making = self.making(plan.rows.clone());
        let mut text = self.whose(plan, &making, used);
        for key in ORDER {
            let Some((path, form)) = path_in(plan.kind, key) else { continue };
            if key.starts_with("rater.") || key == "comments" {
                continue;
            }
            let columns = self.chosen.columns(key);
            let of_groups = self.of_groups(plan, &making, key, path, used);
            if !of_groups.is_empty() {
                // A tool may give the same twice: in a column for each word, and all in one.
                text.push_str(&of_groups);
                continue;
            }
            if columns.is_empty() || making.filled(columns) == 0 {
                continue;
            }
            text.push_str(&making.lines(path, form, columns).text());
            used.extend(columns);
            if key == "date"
                && plan.kind == Kind::Session
                && self.chosen.columns("starts").is_empty()
                && making.has_time(columns)
            {
                text.push_str(&format!("starts = {}\n", making.names(columns)));
            }
        }
        text.push_str(&self.constants(plan, &making));
        if plan.kind == Kind::Checklist {
            text.push_str(&checklist::keys(self, plan, &making, used));
        }
        text
    }

    /// Whose record it is.
    fn whose(&self, plan: &Plan<'r, 's>, making: &Making<'r, 's>, used: &mut Vec<usize>) -> String {
        let mut text = String::new();
        for key in ["coach", "educator"] {
            let columns = self.chosen.columns(key);
            let cell = self.facts.iter().find(|fact| fact.key == key);
            let form = form_in(plan.kind, key);
            match (columns.is_empty(), cell, form) {
                (false, _, Some(form)) => {
                    let mut lines = making.lines(key, form, columns);
                    if making.unknown_people(form, columns) {
                        lines.why("check: by its head alone, for most in it are nobody known here");
                    }
                    text.push_str(&lines.text());
                    used.extend(columns);
                }
                (_, Some(cell), _) => {
                    text.push_str(&with_reason(
                        &format!("{key} = {{ cell = {} }}", quoted(&cell.cell)),
                        "stands above each table",
                    ));
                }
                _ => text.push_str(&comment(&format!(
                    "no column for the {key} was found: {key} = \"\""
                ))),
            }
        }
        let columns = self.chosen.columns("educator");
        let is_several = |text: String| {
            let each = self.known.each(&text).into_iter();
            each.filter(|part| self.known.word(Form::PersonIds, part).is_some()).count() > 1
        };
        let several = plan
            .rows
            .iter()
            .filter(|row| columns.iter().any(|&at| is_several(row.text(at))))
            .count();
        // Of one row with several a later one may have them, too.
        let anywhere = self
            .left
            .iter()
            .any(|&row| columns.iter().any(|&at| is_several(self.grid.rows[row].text(at))));
        if anywhere {
            let key = if plan.kind == Kind::Session { "together" } else { "each" };
            let why = format!("{several} rows name several people");
            text.push_str(&with_reason(&format!("{key} = {{ is = \"true\" }}"), &why));
        }
        text
    }

    /// What columns for single items and phases say of `key`.
    fn of_groups(
        &self,
        plan: &Plan<'r, 's>,
        making: &Making<'r, 's>,
        key: &str,
        path: &str,
        used: &mut Vec<usize>,
    ) -> String {
        let mut text = String::new();
        for group in self.chosen.groups.iter().filter(|group| group.holds != Holds::Ratings) {
            let is_items = matches!(group.form, Form::Terms(Terms::Items));
            let columns: Vec<usize> = group.columns.iter().map(|column| column.0).collect();
            if making.filled(&columns) == 0 {
                continue;
            }
            let is_time = group.holds == Holds::Time;
            if key == "minutes" && is_time && self.chosen.columns("minutes").is_empty() {
                let mut lines = Lines::new(path);
                lines.part("columns", making.names(&columns));
                lines.part("sum", "true".to_owned());
                if let (Some(unit), why) = making.unit(&columns) {
                    lines.part("bare", quoted(unit));
                    lines.why(why);
                }
                text.push_str(&lines.text());
            }
            if key != if is_items { "items" } else { "phases" } || plan.kind != Kind::Session {
                continue;
            }
            used.extend(&columns);
            let mut lines = Lines::new(path);
            lines.part("columns", making.names(&columns));
            lines.why(if is_time {
                "each with time in it is one"
            } else {
                "each that is marked is one"
            });
            if is_time {
                lines.part("any_mark", "true".to_owned());
            }
            for (at, label, word, how) in &group.columns {
                if *how != How::Known {
                    lines.words(&line(path, label, word, making.filled(&[*at]), *how));
                }
            }
            text.push_str(&lines.text());
            break;
        }
        text
    }

    /// What is always the same in records of a kind that need it.
    fn constants(&self, plan: &Plan<'r, 's>, making: &Making<'r, 's>) -> String {
        let columns = self.chosen.columns("data.values.value");
        let has_data = plan.kind == Kind::Review && making.filled(columns) > 0;
        if !has_data {
            return String::new();
        }
        let mut text =
            String::from("data.id = { is = \"d1\" }\ndata.source = { is = \"student-data\" }\n");
        if making.filled(self.chosen.columns("next_steps.what")) > 0 {
            text.push_str(
                "next_steps.because_of = { is = \"d1\" }  # steps of a review rest on its data\n",
            );
        }
        text
    }
}

/// Where `key` of the hints stands in records of `kind`, and what it holds.
fn path_in(kind: Kind, key: &'static str) -> Option<(&'static str, Form)> {
    let own = form_in(kind, key).map(|form| (key, form));
    let also = || {
        let (_, other) = ALSO.iter().find(|(known, _)| *known == key)?;
        form_in(kind, other).map(|form| (*other, form))
    };
    own.or_else(also)
}
