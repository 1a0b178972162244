//! What an import says of what it does: how the source was read, the plan, and what changed or is gone.

use super::Importing;
use super::again::Pruned;
use crate::command::recording::from::Judged;
use crate::domain::record::Kind;
use crate::import::remarks;
use crate::import::rows::Rows;
use crate::store::RELATIONSHIP;
use crate::text::wording::{all_of, count, grouped, visible};
use crate::write::handed::Existing;
use crate::write::written::Outcome;

/// Records that are named one by one.
const MOST_NAMED: usize = 20;

impl Importing<'_, '_> {
    /// What is to be done, in a line.
    pub(super) fn plan(
        &self,
        rows: &Rows,
        entries: &[Judged],
        (gone, removed): (usize, usize),
    ) -> String {
        let of = |outcome| entries.iter().filter(|judged| judged.entry.outcome == outcome).count();
        let numbers = [
            (of(Outcome::Written), "to add"),
            (of(Outcome::Same), "the same"),
            (of(Outcome::Updated), "to update"),
            (of(Outcome::Changed), "changed"),
            (of(Outcome::Conflict), "changed there and here"),
            (removed, "to remove"),
            (gone - removed, "gone from the source"),
            (rows.twice.len(), "twice in the source"),
        ];
        let said = numbers.iter().filter(|(number, _)| *number > 0);
        let said: Vec<String> =
            said.map(|(number, what)| format!("{} {what}", grouped(*number))).collect();
        let is_same = numbers
            .iter()
            .all(|&(number, what)| number == 0 || what == "the same" || what.starts_with("twice"));
        let nothing = if is_same { "; nothing to do" } else { "" };
        format!("{}: {}{nothing}", visible(&self.map.name), said.join(" · "))
    }

    /// What was done, in a line.
    pub(super) fn kept(&self, entries: &[Judged], removed: usize) -> String {
        let of = |outcome| entries.iter().filter(|judged| judged.entry.outcome == outcome).count();
        let (added, updated) = (of(Outcome::Written), of(Outcome::Updated));
        let numbers = [(added, "added"), (updated, "updated"), (removed, "removed")];
        let said = numbers.iter().filter(|(number, _)| *number > 0);
        let said: Vec<String> =
            said.map(|(number, what)| format!("{} {what}", grouped(*number))).collect();
        format!("{}: {}", visible(&self.map.name), said.join(" · "))
    }

    /// Which relationships are opened.
    pub(super) fn opened(&self, rows: &Rows, entries: &[Judged]) -> Vec<String> {
        let prefix = &self.desk.root.prefix;
        let is_opened = |judged: &&Judged| {
            let entry = rows.entries.get(judged.document);
            judged.entry.outcome == Outcome::Written
                && entry.is_some_and(|entry| entry.built.kind == Kind::Relationship)
        };
        let opened = entries.iter().filter(is_opened).map(|judged| &judged.entry.path);
        let opened: Vec<&str> =
            opened.map(|path| path.trim_end_matches(RELATIONSHIP).trim_end_matches('/')).collect();
        if opened.is_empty() {
            return Vec::new();
        }
        let named = opened.iter().take(MOST_NAMED).map(|folder| format!("{prefix}{folder}"));
        let mut named: Vec<String> = named.collect();
        if opened.len() > MOST_NAMED {
            named.push(format!("and {} more", opened.len() - MOST_NAMED));
        }
        let opens = format!("opens {}: ", count(opened.len(), "relationship"));
        vec![opens + &named.join(", ")]
    }

    /// What is to be said of the records of which the source says something else now.
    pub(super) fn changed(&self, rows: &Rows, entries: &[Judged]) -> Vec<String> {
        let prefix = &self.desk.root.prefix;
        let lines_of = |judged: &Judged| {
            let entry = &judged.entry;
            let what = match entry.outcome {
                Outcome::Changed => "changed in the source",
                Outcome::Conflict => "changed in the source, and the record was changed here",
                Outcome::Written | Outcome::Same | Outcome::Updated => return Vec::new(),
            };
            let row =
                rows.entries.get(judged.document).map_or_else(String::new, |of| rows.address(of));
            let path = format!("{prefix}{}", visible(&entry.path));
            let keys = all_of(entry.differs.iter().map(String::as_str));
            let unclear = judged.revision.iter().flat_map(|revision| &revision.unclear);
            let unclear: Vec<&str> = unclear.map(String::as_str).collect();
            let mut lines = Vec::new();
            if !entry.differs.is_empty() {
                lines.push(format!("{row}: {keys} {what}: {path}"));
            }
            if !unclear.is_empty() {
                let keys = all_of(unclear);
                lines.push(format!(
                    "{row}: coach cannot tell whether {keys} changed in the source or here: {path}. \
                     Correct the record by hand, and then: --update --conflicts record"
                ));
            }
            lines
        };
        let mut lines: Vec<String> = entries.iter().flat_map(lines_of).collect();
        let all = lines.len();
        lines.truncate(MOST_NAMED);
        if all > MOST_NAMED {
            lines.push(format!("and {} more", all - MOST_NAMED));
        }
        let has = |outcome| entries.iter().any(|judged| judged.entry.outcome == outcome);
        if has(Outcome::Changed) && !self.arguments.update {
            lines.push("to take the changes over: the same command with --update".to_owned());
        }
        let is_open = |judged: &Judged| {
            let is_clear = judged.revision.as_ref().is_none_or(|it| it.unclear.is_empty());
            judged.entry.outcome == Outcome::Conflict && is_clear
        };
        if entries.iter().any(is_open) && self.arguments.conflicts.is_none() {
            lines.push(
                "to settle what was changed there and here: --update --conflicts source, or \
                 --update --conflicts record"
                    .to_owned(),
            );
        }
        lines
    }

    /// What is to be said of the records that the source holds no more; all of them are named where they might go.
    pub(super) fn gone(&self, gone: &[&Existing], pruned: &Pruned) -> Vec<String> {
        let prefix = &self.desk.root.prefix;
        let is_pruning = self.arguments.prune;
        let line = |existing: &&Existing| {
            let why_stays = pruned.staying.get(&existing.path);
            let what = match (is_pruning, existing.may_go(), why_stays) {
                (false, ..) => "gone from the source, and left as it is",
                (true, false, _) => "gone from the source, and changed here since: it stays",
                (true, true, Some(_)) => "gone from the source, and cannot go",
                (true, true, None) => "gone from the source",
            };
            let why = why_stays.map_or_else(String::new, |why| format!("; {why}"));
            format!("{what}: {prefix}{}{why}", visible(&existing.path))
        };
        let most = if is_pruning { usize::MAX } else { MOST_NAMED };
        let mut lines: Vec<String> = gone.iter().take(most).map(line).collect();
        if gone.len() > most {
            lines.push(format!("and {} more; --prune names all of them", gone.len() - most));
        } else if !self.arguments.yes && pruned.can_go > 0 {
            lines.push(match self.why_part(gone.len()) {
                Some(why) => format!("{why}: --prune --yes would write nothing"),
                None => "to remove them: the same command with --prune --yes".to_owned(),
            });
        }
        lines
    }

    /// What is to be said of records of the source that are there more than once: each counts.
    pub(super) fn twice(&self) -> Vec<String> {
        let prefix = &self.desk.root.prefix;
        let line = |copies: Vec<&Existing>| {
            let named = copies.iter().map(|copy| format!("{prefix}{}", visible(&copy.path)));
            let named: Vec<String> = named.collect();
            format!("one record of the source is here {} times: {}", named.len(), named.join(", "))
        };
        let twice: Vec<_> = self.import.imported.twice().collect();
        let more = twice.len().saturating_sub(MOST_NAMED);
        let mut lines: Vec<String> = twice.into_iter().take(MOST_NAMED).map(line).collect();
        if more > 0 {
            lines.push(format!("and {more} more that are here several times"));
        }
        if !lines.is_empty() {
            lines.push(
                "each copy counts: remove all but one with `coach remove`, or take the import back \
                 (--undo) and run it again"
                    .to_owned(),
            );
        }
        lines
    }

    pub(super) fn note(&self, lines: &[String]) -> anyhow::Result<()> {
        let lines = lines.iter().map(|line| format!("note: {}\n", visible(line)));
        Ok(self.desk.terminal.print_error(lines.collect::<String>())?)
    }

    /// Says how the source was read, and which rows and columns were left out.
    pub(super) fn say_remarks(&self, rows: &Rows) -> anyhow::Result<()> {
        let mut lines = remarks::of(self.map, self.sheets, &rows.tables);
        for (because, number) in &rows.left_out {
            lines.push(format!("{} left out: {because}", count(*number, "row")));
        }
        if let Some(gather) = self.map.gather.as_ref().filter(|_| rows.parts > 0) {
            let verb = if rows.parts == 1 { "is" } else { "are" };
            let parts = count(rows.parts, "row");
            lines.push(format!(
                "{parts} {verb} part of others, with the same {}",
                gather.by.shown()
            ));
        }
        if rows.without_id > 0 {
            let (row, has, it) = match rows.without_id {
                1 => ("1 row".to_owned(), "has", "it says tells it"),
                many => (count(many, "row"), "have", "they say tells them"),
            };
            lines.push(format!(
                "{row} {has} no id in the columns of `identity`; what {it} from others"
            ));
        }
        if !rows.unknown.is_empty() {
            lines.push(format!("not in the map: {}", rows.unknown.join(", ")));
        }
        let lines = lines.iter().map(|line| format!("note: {}\n", visible(line)));
        Ok(self.desk.terminal.print_error(lines.collect::<String>())?)
    }
}
