//! The lock of the folder over all of a command: what is there is read, and what is missing is written, while nobody
//! else does the same. A desk comes in; one that has the lock goes out.

use std::cell::RefCell;

use super::known::Known;
use super::{Desk, Questions, Writing};
use crate::store::batch::{self, Lock};

impl<'t> Desk<'t> {
    /// The same desk with the lock of its folder, and with the relationships that are there now; without the lock where
    /// nothing is to be written.
    ///
    /// # Errors
    /// Another command is at work for about ten seconds, or one was cut off.
    pub(in crate::command) fn holding(&self, writing: &Writing) -> anyhow::Result<Self> {
        let held: Option<Lock> = if writing.dry_run {
            self.refuse_beside_unfinished()?;
            None
        } else {
            Some(batch::hold(&self.root.path)?)
        };
        Ok(Self {
            held: RefCell::new(held),
            // Whoever had the lock before may have opened some.
            known: Known::default(),
            root: self.root.clone(),
            folder: self.folder.clone(),
            terminal: self.terminal,
            today: self.today,
            people: self.people.clone(),
            me: self.me.clone(),
            person: self.person.clone(),
            questions: Questions::default(),
        })
    }

    /// Lets others write again.
    pub(super) fn release(&self) {
        drop(self.held.take());
    }
}
