//! New relationships on their way into a folder of their own, and hand-overs: one relationship ends,
//! the next begins, and both are judged together.

use anyhow::anyhow;
use chrono::NaiveDate;

use super::editor::Outcome;
use super::finish::Said;
use super::{Asked, Desk, Made, Making, Pair, Writing, cannot};
use crate::command::exit::Exit;
use crate::command::prompt::Why;
use crate::count::agenda::Due;
use crate::store::batch::{Batch, Done, Part};
use crate::store::{CONFIG, LoadedRecord, Overlay, RELATIONSHIP};
use crate::text::wording::{count, visible};
use crate::write::draft::Draft;
use crate::write::filing::{self, NewRecord, Verdict};
use crate::write::handover::{
    HandOver, NoHandOver, leaves_out, new_relationship, parts, passing_on,
};
use crate::write::settings::add_school;

impl<'t> Desk<'t> {
    /// The relationship with this text, in a folder of its own that is not `is_taken` by another new one.
    pub(in crate::command) fn relationship_entry(
        &self,
        text: String,
        draft: &Draft,
        is_taken: impl Fn(&str) -> bool,
    ) -> NewRecord {
        new_relationship(&self.folder, text, draft, self.today, is_taken)
    }

    /// Brings a new relationship to its file. Where it continues another one that is under way, that one ends
    /// on the day before, for `reason`; a school that coach.toml does not list yet is added there.
    ///
    /// # Errors
    /// The terminal, the editor or the folder cannot be used, or the other one cannot be ended safely.
    pub(in crate::command) fn bring_relationship<'d>(
        &'d self,
        making: &Making,
        mut made: Made<'d>,
        asked: Option<Asked<'_, 'd>>,
        reason: Option<&str>,
    ) -> anyhow::Result<Exit> {
        let plan = |made: &Made, text: &str| {
            let entry = self.relationship_entry(text.to_owned(), &made.draft, |_| false);
            let mut plan = parts(&self.folder, self.relationships(), &entry, reason)
                .map_err(|fault| self.not_handed_over(fault))?;
            plan.parts.splice(0..0, self.with_school(made)?);
            anyhow::Ok(plan)
        };
        let judge = |made: &Made, text: &str| {
            let verdict = plan(made, text).map(|plan| self.judge_parts(&plan.parts));
            Ok(verdict.unwrap_or_else(|fault| Verdict::refusing(RELATIONSHIP, &fault.to_string())))
        };
        let planned = plan(&made, &made.draft.text())?;
        let mut edited = None;
        let text = if making.edit {
            match self.edit(made.draft.kind, self.template(&made, ""), |text| judge(&made, text))? {
                Outcome::Text(text, path) => {
                    edited = Some(path);
                    text
                }
                Outcome::GivenUp => return Ok(Exit::Found),
            }
        } else if let Some(asked) = asked {
            self.show_passing_on(&self.passing_on(&planned, &made.draft))?;
            self.look(&mut made, "relationship", asked, judge)?
        } else {
            made.draft.text()
        };
        self.may_write(&made.draft, &text)?;
        let planned = plan(&made, &text)?;
        let exit = match planned.old {
            Some(_) => self.hand_over(making, planned, &made, asked.is_some())?,
            None if planned.parts.len() > 1 => {
                let message = "Add a relationship at a new school";
                self.keep_parts(&making.writing, planned.parts, &[], message)?
            }
            None => {
                let entry = self.relationship_entry(text.clone(), &made.draft, |_| false);
                self.keep(&making.writing, &[entry])?
            }
        };
        let by_hand = making.edit || asked.is_some();
        let exit = self.keep_refused(by_hand, &made.draft, &text, exit);
        // Now it is elsewhere.
        edited.inspect(|path| drop(std::fs::remove_file(path)));
        exit
    }

    /// The change of coach.toml that what was `made` needs.
    fn with_school(&self, made: &Made) -> anyhow::Result<Option<Part>> {
        let Some((id, name)) = &made.new_school else { return Ok(None) };
        let before = self.text_at(CONFIG)?;
        let text = add_school(&before, id, name).map_err(cannot)?;
        Ok(Some(Part::changed(CONFIG, before, text)))
    }

    /// Writes what is `planned`, once whoever sits at the terminal has seen what passes on from `old`.
    fn hand_over(
        &self,
        making: &Making,
        planned: HandOver,
        made: &Made,
        was_shown: bool,
    ) -> anyhow::Result<Exit> {
        let passing_on = self.passing_on(&planned, &made.draft);
        let confirms = self.person.can_ask() && !was_shown && !making.writing.dry_run;
        if confirms && !passing_on.is_empty() && self.judge_parts(&planned.parts).is_clean() {
            self.show_passing_on(&passing_on)?;
            if !self.questions.yes("Hand over?", true)? {
                return Err(self.ended(Why::ByHand, "both relationships are as they were"));
            }
        }
        let ends = planned.old.zip(planned.end);
        let mut remarks = ends.map(|(old, end)| self.left_outside(old, end)).unwrap_or_default();
        if !made.left_behind.is_empty() {
            remarks.push(leaves_out(1, made.left_behind.iter().map(String::as_str)));
        }
        remarks.extend(passing_on);
        self.keep_parts(&making.writing, planned.parts, &remarks, "Hand a relationship over")
    }

    /// What passes on to the relationship of `draft` by what is `planned`, in sentences.
    fn passing_on(&self, planned: &HandOver, draft: &Draft) -> Vec<String> {
        let Some(old) = planned.old else { return Vec::new() };
        let (all, as_of) = (self.relationships(), self.as_of());
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
            NoHandOver::Unread(_) => anyhow!(fault),
        }
    }

    /// Judges `parts` as if they were written.
    fn judge_parts(&self, parts: &[Part]) -> Verdict {
        let overlay = Overlay::after(parts);
        if parts.iter().all(|part| part.path != CONFIG) {
            return filing::judge(&self.folder, overlay, self.as_of());
        }
        match self.root.open_with(Some(overlay.clone())) {
            Ok(folder) => filing::judge(&folder, overlay, self.as_of()),
            Err(faults) => Verdict { findings: faults.0, left_out: 0, latest: None },
        }
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
        let done = self.write_together(&batch, false)?;
        self.commit_and_say(writing, &done, said, &batch.message)
    }

    fn show_parts(&self, writing: &Writing, parts: &[Part], said: Said) -> anyhow::Result<Exit> {
        if writing.format == super::Format::Json {
            self.say(writing, &Done::of(parts), said)?;
            return Ok(Exit::Clean);
        }
        let text = |part: &Part| {
            let text = part.text.as_deref().unwrap_or_default();
            format!("# {}{}\n{text}", self.root.prefix, visible(&part.path))
        };
        let texts: Vec<String> = parts.iter().map(text).collect();
        self.terminal.print(texts.join("---\n"))?;
        Ok(Exit::Clean)
    }
}
