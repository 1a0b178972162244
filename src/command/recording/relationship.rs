//! New relationships on their way into a folder of their own, and hand-overs: one relationship ends,
//! the next begins, and both are judged together.

use anyhow::Context;

use super::editor::Outcome;
use super::finish::Said;
use super::{Desk, Making, Writing};
use crate::command::exit::Exit;
use crate::diagnostic::Problems;
use crate::domain::record::Kind;
use crate::store::batch::{Batch, Part};
use crate::store::{Overlay, RECORDS};
use crate::syntax::tree::Node;
use crate::syntax::yaml::{insert, parse};
use crate::text::source::Source;
use crate::write::draft::Draft;
use crate::write::filing::{self, NewRecord};

impl Desk<'_> {
    /// The relationship with this text, in a folder of its own. Where coach and educator, or their
    /// school, are no ids, the folder has a name that [`filing::judge`] finds fault with.
    pub(in crate::command) fn relationship_entry(&self, text: String, draft: &Draft) -> NewRecord {
        let source = Source::new("", text.clone());
        let root = parse(&source, &mut Problems::default()).ok();
        let said = |key: &str| {
            let read = root.as_ref().and_then(|root| root.get(key)).and_then(Node::text);
            let word = read.or(draft.text_of(key)).unwrap_or("unknown");
            // What is no id is refused before anything is written; it must not be a path until then.
            if crate::syntax::tree::read::id_fault(word).is_none() { word } else { "unknown" }
                .to_owned()
        };
        let started = said("started");
        let folder = format!("{RECORDS}/{}/{}-{}", said("school"), said("coach"), said("educator"));
        let year = started.get(..4).unwrap_or(&started);
        let names = [folder.clone(), format!("{folder}-{year}")].into_iter();
        let mut names = names.chain((2..).map(|number| format!("{folder}-{year}-{number}")));
        let is_free = |path: &String| self.root.path.join(path).symlink_metadata().is_err();
        let pair = names.find(is_free).unwrap_or(folder);
        self.entry_of_text(&pair, Kind::Relationship, text)
    }

    /// Brings a new relationship to its file.
    ///
    /// # Errors
    /// The terminal, the editor or the folder cannot be used.
    pub(in crate::command) fn bring_relationship(
        &self,
        making: &Making,
        draft: &Draft,
        asked: bool,
    ) -> anyhow::Result<Exit> {
        self.bring_alone(making, draft, asked, |text| {
            self.relationship_entry(text.to_owned(), draft)
        })
    }

    /// Brings a record that is of no pair that is there to its file; `entry` says which that is.
    ///
    /// # Errors
    /// The terminal, the editor or the folder cannot be used.
    pub(in crate::command) fn bring_alone(
        &self,
        making: &Making,
        draft: &Draft,
        asked: bool,
        entry: impl Fn(&str) -> NewRecord,
    ) -> anyhow::Result<Exit> {
        let judge = |text: &str| Ok(self.judge(&[entry(text)]).1);
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
            let question = format!("This is the {}.", draft.kind.noun());
            self.look(&[], draft, &question, judge)?
        } else {
            draft.text()
        };
        self.may_write(draft, &text)?;
        let exit = self.keep(&making.writing, &[entry(&text)])?;
        let exit = self.keep_refused(making.edit || asked, draft, &text, exit);
        // Now it is elsewhere.
        edited.inspect(|path| drop(std::fs::remove_file(path)));
        exit
    }

    /// Puts `ending` into the relationship at `path` and writes `next`, or neither where one of them
    /// would be an error.
    ///
    /// # Errors
    /// The edit cannot be made safely, or a file cannot be written.
    pub(in crate::command) fn change_and_keep(
        &self,
        writing: &Writing,
        path: &str,
        ending: &[(&str, String)],
        remarks: &[String],
        next: &NewRecord,
    ) -> anyhow::Result<Exit> {
        let file = self.root.path.join(path);
        let old = std::fs::read_to_string(&file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        let new = insert(&old, &[], ending).map_err(|refused| self.by_hand(path, &refused))?;
        let next_path = next.path(0);
        let mut overlay = Overlay::of(path, new.as_bytes());
        overlay.insert(next_path.as_str(), next.text.as_bytes());
        let verdict = filing::judge(&self.folder, overlay, self.as_of());
        if !verdict.is_clean() {
            return self.refuse(writing, &verdict.findings);
        }
        let remarks = &self.with_pinned(&verdict, remarks);
        let said = Said { remarks, ..Said::of(&verdict.findings) };
        if writing.dry_run {
            self.show_findings(writing, &verdict.findings)?;
            self.show_remarks(writing, remarks)?;
            if writing.format == super::Format::Json {
                self.say(writing, &[next_path], &[path.to_owned()], said)?;
            } else {
                let prefix = &self.root.prefix;
                let next = &next.text;
                self.terminal
                    .print(format!("# {prefix}{path}\n{new}---\n# {prefix}{next_path}\n{next}"))?;
            }
            return Ok(Exit::Clean);
        }
        let ended = Part { path: path.to_owned(), before: Some(old), text: new };
        let parts = vec![ended, Part::new(next_path, &next.text)];
        let batch = Batch::new("Hand a relationship over", parts);
        let done = self.write_together(&batch)?;
        self.commit_and_say(writing, &done, said, &batch.message)
    }
}
