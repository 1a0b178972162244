//! New relationships on their way into a folder of their own, and hand-overs: one relationship ends,
//! the next begins, and both are judged together.

use anyhow::anyhow;
use chrono::NaiveDate;

use super::editor::Outcome;
use super::finish::Said;
use super::{Desk, Making, Pair, Questions, Writing};
use crate::command::exit::Exit;
use crate::command::prompt::Why;
use crate::count::agenda::Due;
use crate::store::batch::{Batch, Part};
use crate::store::{LoadedRecord, Overlay};
use crate::text::wording::{count, visible};
use crate::write::draft::Draft;
use crate::write::filing::{self, NewRecord, Verdict};
use crate::write::handover::{HandOver, NoHandOver, new_relationship, parts, passing_on};

impl Desk<'_> {
    /// The relationship with this text, in a folder of its own.
    pub(in crate::command) fn relationship_entry(&self, text: String, draft: &Draft) -> NewRecord {
        new_relationship(&self.folder, text, draft, self.today, &[])
    }

    /// Brings a new relationship to its file. Where it continues another one that is under way, that one ends
    /// on the day before, for `reason`.
    ///
    /// # Errors
    /// The terminal, the editor or the folder cannot be used, or the other one cannot be ended safely.
    pub(in crate::command) fn bring_relationship(
        &self,
        making: &Making,
        draft: &Draft,
        asked: bool,
        reason: Option<&str>,
    ) -> anyhow::Result<Exit> {
        let entry = |text: &str| self.relationship_entry(text.to_owned(), draft);
        let plan = |text: &str| parts(&self.folder, &self.relationships, &entry(text), reason);
        let judge = |text: &str| {
            let alone = |_| vec![Part::new(entry(text).path(0), text)];
            Ok(self.judge_parts(&plan(text).map_or_else(alone, |plan| plan.parts)))
        };
        let planned = plan(&draft.text()).map_err(|fault| self.not_handed_over(fault))?;
        let mut edited = None;
        let text = if making.edit {
            match self.edit(draft.kind, self.template(&[], draft, ""), judge)? {
                Outcome::Text(text, path) => {
                    edited = Some(path);
                    text
                }
                Outcome::GivenUp => return Ok(Exit::Found),
            }
        } else if asked {
            self.show_passing_on(&self.passing_on(&planned, draft))?;
            self.look(&[], draft, "This is the relationship.", judge)?
        } else {
            draft.text()
        };
        self.may_write(draft, &text)?;
        let planned = plan(&text).map_err(|fault| self.not_handed_over(fault))?;
        let exit = match planned.old {
            Some(_) => self.hand_over(making, planned, draft, asked)?,
            None => self.keep(&making.writing, &[entry(&text)])?,
        };
        let exit = self.keep_refused(making.edit || asked, draft, &text, exit);
        // Now it is elsewhere.
        edited.inspect(|path| drop(std::fs::remove_file(path)));
        exit
    }

    /// Writes what is `planned`, once whoever sits at the terminal has seen what passes on from `old`.
    fn hand_over(
        &self,
        making: &Making,
        planned: HandOver,
        draft: &Draft,
        was_shown: bool,
    ) -> anyhow::Result<Exit> {
        let passing_on = self.passing_on(&planned, draft);
        let confirms = self.can_ask && !was_shown && !making.writing.dry_run;
        if confirms && !passing_on.is_empty() && self.judge_parts(&planned.parts).is_clean() {
            self.show_passing_on(&passing_on)?;
            if !Questions.yes("Hand over?", true)? {
                return Err(self.ended(Why::ByHand, "both relationships are as they were"));
            }
        }
        let ends = planned.old.zip(planned.end);
        let left = ends.map(|(old, end)| self.left_outside(old, end)).unwrap_or_default();
        let remarks = [left, passing_on].concat();
        self.keep_parts(&making.writing, planned.parts, &remarks, "Hand a relationship over")
    }

    /// What passes on to the relationship of `draft` by what is `planned`, in sentences.
    fn passing_on(&self, planned: &HandOver, draft: &Draft) -> Vec<String> {
        let Some(old) = planned.old else { return Vec::new() };
        let (all, as_of) = (&self.relationships, self.as_of());
        let open = passing_on(&self.folder, all, old, planned.end, as_of);
        let to = draft.text_of("coach").unwrap_or("the next coach");
        let sentence = |due: &Due| {
            let day = due.day.map(|day| format!(", due {day}")).unwrap_or_default();
            format!("{}{day}, passes on to {to}: {}", due.what, due.path(&old.0))
        };
        open.iter().map(sentence).collect()
    }

    fn show_passing_on(&self, passing_on: &[String]) -> anyhow::Result<()> {
        if passing_on.is_empty() {
            return Ok(());
        }
        let lines: String =
            passing_on.iter().map(|line| format!("  {}\n", visible(line))).collect();
        let stays = if passing_on.len() == 1 { "stays" } else { "stay" };
        let what = count(passing_on.len(), "open thing");
        Ok(self.terminal.print_error(format!("\n{what} {stays} due:\n{lines}"))?)
    }

    /// Says how many records of `pair` would not count any more if it ended on `end`.
    pub(in crate::command) fn left_outside(&self, pair: &Pair, end: NaiveDate) -> Vec<String> {
        let is_later = |loaded: &&LoadedRecord| loaded.record.date().value > end;
        let later = self.load(pair).records.iter().filter(is_later).count();
        let verb = if later == 1 { "is" } else { "are" };
        let said =
            format!("{} {verb} dated after {end}, and will not count", count(later, "record"));
        if later > 0 { vec![said] } else { Vec::new() }
    }

    fn not_handed_over(&self, fault: NoHandOver) -> anyhow::Error {
        match fault {
            NoHandOver::Refused { path, refused } => self.by_hand(&path, &refused),
            NoHandOver::Unread { .. } => anyhow!(fault),
        }
    }

    /// Judges `parts` as if they were written.
    fn judge_parts(&self, parts: &[Part]) -> Verdict {
        let mut overlay = Overlay::default();
        for part in parts {
            overlay.insert(part.path.as_str(), part.text.as_bytes());
        }
        filing::judge(&self.folder, overlay, self.as_of())
    }

    /// Writes `parts`, or none where one of them would be an error; a commit says `message`.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(in crate::command) fn keep_parts(
        &self,
        writing: &Writing,
        parts: Vec<Part>,
        remarks: &[String],
        message: &str,
    ) -> anyhow::Result<Exit> {
        let verdict = self.judge_parts(&parts);
        if !verdict.is_clean() {
            return self.refuse(writing, &verdict.findings);
        }
        let remarks = &self.with_pinned(&verdict, remarks);
        let said = Said { remarks, ..Said::of(&verdict.findings) };
        if writing.dry_run {
            self.show_findings(writing, &verdict.findings)?;
            self.show_remarks(writing, remarks)?;
            return self.show_parts(writing, &parts, said);
        }
        let batch = Batch::new(message, parts);
        let done = self.write_together(&batch)?;
        self.commit_and_say(writing, &done, said, &batch.message)
    }

    fn show_parts(&self, writing: &Writing, parts: &[Part], said: Said) -> anyhow::Result<Exit> {
        if writing.format == super::Format::Json {
            let paths = |is_new: bool| -> Vec<String> {
                let those = parts.iter().filter(|part| part.before.is_none() == is_new);
                those.map(|part| part.path.clone()).collect()
            };
            self.say(writing, &paths(true), &paths(false), said)?;
            return Ok(Exit::Clean);
        }
        let text =
            |part: &Part| format!("# {}{}\n{}", self.root.prefix, visible(&part.path), part.text);
        let texts: Vec<String> = parts.iter().map(text).collect();
        self.terminal.print(texts.join("---\n"))?;
        Ok(Exit::Clean)
    }
}
