//! `coach log request`: a question from the educator, and its answer.

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;

use crate::command::exit::Exit;
use crate::command::recording::{
    Asking, Change, Choice, Desk, Making, New, Which, past_day, prose, question, shown,
};
use crate::domain::profile::Term;
use crate::domain::record::{Kind, OfKind, Request};
use crate::store::LoadedRecord;
use crate::syntax::yaml::inline;
use crate::write::draft::Draft;

/// A question from the educator, or its answer
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 coach log request -C examples/riverbend --educator t-104 --asked 2026-05-20 \\\n\
    \x20   --about 'rubric for group work' --dry-run\n\
    \x20 coach log request -C examples/riverbend --educator t-102 --coach c-01 \\\n\
    \x20   --answer --answered 2026-05-29 --dry-run")]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// The day of the question, or a word such as yesterday [default: today]
    #[arg(long, alias = "date", value_name = "DATE", value_parser = past_day,
          allow_hyphen_values = true)]
    asked: Option<NaiveDate>,
    /// What was asked, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    about: Option<String>,
    /// The day of the answer
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    answered: Option<NaiveDate>,
    /// How it was answered
    #[arg(long, value_name = "METHOD")]
    method: Option<String>,
    /// Close the open request in FILE (its name, a part of it, or `last`), or the pair's only one; --answered
    /// gives the day [default: today]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "",
          conflicts_with_all = ["asked", "about", "from", "edit", "ask"])]
    answer: Option<String>,
    #[command(flatten)]
    making: Making,
}

impl Arguments {
    fn close(&self, desk: &Desk, file: &str) -> anyhow::Result<Exit> {
        let is_open = |loaded: &LoadedRecord| {
            Request::of(&loaded.record).is_some_and(|request| request.answered.is_none())
        };
        let (record, method) = desk.questions.row(|| {
            let record = desk.open_record(file, &self.which, Kind::Request, is_open)?;
            let method = match &self.method {
                Some(method) => Some(method.clone()),
                None if desk.person.can_ask()
                    && self.answered.is_none()
                    && !record.has("method") =>
                {
                    Some(ask_method(desk, &record.relationship.profile.methods)?)
                }
                None => None,
            };
            Ok((record, method))
        })?;
        let on = self.answered.unwrap_or(desk.today);
        let mut entries = vec![("answered", on.to_string())];
        if record.has("method") && method.is_some() {
            bail!(
                "the request already has a `method`; leave out --method, or change it with `coach edit`"
            );
        }
        entries.extend(method.map(|method| ("method", inline(&method))));
        let change = Change {
            path: &record.path,
            place: &[],
            entries: &entries,
            remarks: &[],
            message: "Note an answer",
        };
        desk.change(&self.making.writing, &change)
    }
}

fn ask_method(desk: &Desk, methods: &[Term]) -> anyhow::Result<String> {
    let choices = methods.iter().map(|term| Choice::new(shown(term), term.id.clone())).collect();
    Ok(desk.questions.one(&question(Kind::Request, "method"), choices, 0)?)
}

impl New for Arguments {
    const KIND: Kind = Kind::Request;

    fn given(&self) -> (&Which, &Making) {
        (&self.which, &self.making)
    }

    fn draft(&self, _: &Desk) -> anyhow::Result<Draft> {
        let mut draft = Draft::new(Kind::Request);
        draft.set_text("asked", self.asked);
        draft.set_text("about", self.about.as_ref());
        draft.set_text("answered", self.answered);
        draft.set_text("method", self.method.as_ref());
        Ok(draft)
    }

    fn ask(&self, asking: &Asking, draft: &mut Draft) -> anyhow::Result<()> {
        asking.day(draft, "asked")?;
        asking.prose(draft, "about")?;
        asking.optional_day(draft, "answered")?;
        if draft.has("answered") {
            asking.method(draft)?;
        }
        Ok(())
    }

    fn run(&self, desk: &Desk) -> anyhow::Result<Exit> {
        match &self.answer {
            Some(file) => self.close(desk, file),
            None => self.run_new(desk),
        }
    }
}
