//! What is asked about a checklist beside its items: who rates, when, and whether it corrects another.

use std::sync::Arc;

use chrono::NaiveDate;

use super::kept::Kept;
use super::{instrument_in, rater_in, rater_part, rater_value, take_over};
use crate::command::recording::{Choice, Desk, Pair, question};
use crate::domain::calendar::Toward;
use crate::domain::record::{Checklist, Kind, OfKind, Role, rater_of};
use crate::store::LoadedRecord;
use crate::syntax::tree::read::id_fault;
use crate::text::path::shown_path;
use crate::text::source::Source;
use crate::text::wording::visible;
use crate::write::draft::{Draft, Filling};

/// What is asked beside the items.
pub(super) struct Sheet<'a> {
    pub desk: &'a Desk<'a>,
    pub pair: &'a Pair,
    pub records: &'a [LoadedRecord],
}

impl Sheet<'_> {
    pub(super) fn filling(&self, draft: &Draft) -> Filling {
        let form = Filling::of_draft(Arc::clone(instrument_in(draft, self.pair)), draft);
        form.only_where(|item| self.pair.1.is_for(item))
    }

    /// Asks by which instrument, where the pair uses several.
    pub(super) fn which(&self, draft: &mut Draft) -> anyhow::Result<()> {
        let beside = &self.pair.1.instruments;
        if beside.is_empty() {
            return Ok(());
        }
        let own = &self.pair.1.profile;
        let all = std::iter::once(own).chain(beside.iter().map(|known| &known.value));
        let choices = all.map(|known| Choice::new(visible(&known.title), known.id.clone()));
        let question = question(Kind::Checklist, "profile");
        let id = self.desk.questions.one(&question, choices.collect(), 0)?;
        draft.set_text("profile", Some(id).filter(|id| *id != own.id));
        Ok(())
    }

    pub(super) fn rater(&self, draft: &mut Draft) -> anyhow::Result<()> {
        let (role, has_id) = match rater_part(draft, "role") {
            Some(role) => {
                let role = Role::ALL.into_iter().find(|known| known.name() == role);
                let role = role.unwrap_or(Role::Observer);
                (role, role == Role::Observer)
            }
            None => {
                let mut choices = vec![
                    Choice::new("the coach", (Role::Itself, false)),
                    Choice::new("the educator", (Role::Educator, false)),
                    Choice::new("an observer from outside the pair", (Role::Observer, true)),
                ];
                if instrument_in(draft, self.pair).votes.is_some() {
                    choices
                        .push(Choice::new("one of the team, who votes", (Role::Consensus, true)));
                    let together = "the team together, with one score";
                    choices.push(Choice::new(together, (Role::Consensus, false)));
                }
                self.desk.questions.one(&question(Kind::Checklist, "rater"), choices, 0)?
            }
        };
        let mut id = rater_part(draft, "id").map(str::to_owned);
        // Kept already, for the next question may be where it is stopped.
        draft.set("rater", rater_value(role, id.as_deref()));
        if has_id && id.is_none() {
            let check = |text: &str| match id_fault(text) {
                Some(fault) => Err(fault),
                None if !text.bytes().any(|b| b.is_ascii_digit()) => {
                    Err("people have ids with a digit, such as o-2".to_owned())
                }
                None => Ok(()),
            };
            let asked = match role {
                Role::Consensus => "The id of the one who votes?".to_owned(),
                _ => question(Kind::Checklist, "rater.id"),
            };
            id =
                Some(self.desk.questions.needed(&asked, "such as o-2, never a name", "", check)?);
        }
        draft.set("rater", rater_value(role, id.as_deref()));
        Ok(())
    }

    /// Goes on with the draft that was kept, if that is wanted: what `draft` says already stands. One
    /// that is not wanted, or cannot be read, is kept elsewhere, for the new draft takes its place.
    pub(super) fn go_on(&self, draft: &mut Draft, kept: &Kept) -> anyhow::Result<()> {
        if !kept.is_there() {
            return Ok(());
        }
        let before = kept.read();
        if let Some(before) = &before {
            let answered = self.filling(before).answered();
            let day = visible(before.text_of("date").unwrap_or("an unknown day"));
            let question =
                format!("Go on with the unfinished checklist of {day}, with {answered} answered?");
            if self.desk.questions.yes(&question, true)? {
                draft.take_over(&Source::new("", before.text()));
                for key in ["date", "replaces"] {
                    if !draft.has(key) {
                        draft.set_text(key, before.text_of(key));
                    }
                }
                return Ok(());
            }
        }
        let what = if before.is_some() { "that draft" } else { "a draft that cannot be read" };
        let path = kept.set_aside()?;
        let path = shown_path(&path);
        Ok(self.desk.terminal.print_error(format!("{what} is kept in {path}\n"))?)
    }

    pub(super) fn day(&self, draft: &mut Draft) -> anyhow::Result<()> {
        if !draft.has("date") {
            let today = self.desk.today;
            let question = question(Kind::Checklist, "date");
            let day = self.desk.questions.day(&question, today, today, Toward::Back)?;
            draft.set_text("date", Some(day));
        }
        Ok(())
    }

    /// The latest checklist of the same rater that is not newer than the draft, and that no other
    /// corrects.
    fn last_of_rater(&self, draft: &Draft) -> Option<(&LoadedRecord, &Checklist)> {
        let rater = rater_in(draft, self.pair)?;
        let date: Option<NaiveDate> = draft.text_of("date").and_then(|date| date.parse().ok());
        let own =
            self.records.iter().filter_map(|loaded| Some((loaded, Checklist::of(&loaded.record)?)));
        let corrected: Vec<&str> = own
            .clone()
            .filter_map(|(_, other)| other.replaces.as_ref().map(|file| file.value.as_str()))
            .collect();
        let instrument = instrument_in(draft, self.pair);
        let relationship = &self.pair.1;
        own.filter(|(loaded, _)| !corrected.contains(&loaded.file.name.as_str()))
            .filter(|(_, checklist)| checklist.profile(relationship).id == instrument.id)
            .filter(|(_, checklist)| {
                rater_of(relationship, checklist) == rater
                    && date.is_none_or(|date| checklist.date.value <= date)
            })
            .max_by_key(|(_, checklist)| checklist.date.value)
    }

    /// Asks whether a checklist of the same rater and day is to be corrected, and begins with it.
    pub(super) fn correct(&self, draft: &mut Draft) -> anyhow::Result<()> {
        if draft.has("replaces") || draft.has("ratings") {
            return Ok(());
        }
        let Some((loaded, checklist)) = self.last_of_rater(draft) else { return Ok(()) };
        if draft.text_of("date") != Some(&checklist.date.value.to_string()) {
            return Ok(());
        }
        let file = visible(&loaded.file.name);
        let question = format!("The same rater has a checklist of that day, {file}. Correct it?");
        if self.desk.questions.yes(&question, true)? {
            take_over(draft, loaded);
        }
        Ok(())
    }

    /// What the same rater said of each item last time.
    pub(super) fn last_ratings(&self, draft: &Draft) -> Vec<Option<String>> {
        let profile = instrument_in(draft, self.pair);
        let mut last = vec![None; profile.items.len()];
        if let Some((_, checklist)) = self.last_of_rater(draft) {
            for (item, rating) in &checklist.ratings {
                let said =
                    format!("{}, {}", rating.value.text(profile, item.value), checklist.date.value);
                if let Some(place) = last.get_mut(item.value) {
                    *place = Some(said);
                }
            }
        }
        last
    }
}
