//! `coach log feedback`: how the coaching is going, asked, and what came of it.

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;

use crate::command::exit::Exit;
use crate::command::recording::{Asking, Change, Desk, Making, New, Which, past_day, prose};
use crate::domain::record::{Feedback, Kind, OfKind};
use crate::store::LoadedRecord;
use crate::syntax::yaml::inline;
use crate::write::draft::Draft;

/// Feedback on the coaching: asked for, received, responded to
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 coach log feedback -C examples/riverbend --educator t-104 --requested 2026-05-20 --dry-run\n\
    \x20 coach log feedback -C examples/riverbend --educator t-104 \\\n\
    \x20   --complete --received 2026-05-28 --response 'Shorter mails.' --dry-run")]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// The day you asked, or a word such as yesterday [default: today]
    #[arg(long, alias = "date", value_name = "DATE", value_parser = past_day,
          allow_hyphen_values = true)]
    requested: Option<NaiveDate>,
    /// The day feedback came back
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    received: Option<NaiveDate>,
    /// What came back, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    summary: Option<String>,
    /// What you changed or replied, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    response: Option<String>,
    /// Add to the open feedback in FILE (its name, a part of it, or `last`), or to the pair's only one:
    /// --received [default: today], --summary, --response
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "",
          conflicts_with_all = ["requested", "from", "edit", "ask"])]
    complete: Option<String>,
    #[command(flatten)]
    making: Making,
}

impl Arguments {
    fn close(&self, desk: &Desk, file: &str) -> anyhow::Result<Exit> {
        let is_open = |loaded: &LoadedRecord| {
            Feedback::of(&loaded.record)
                .is_some_and(|feedback| feedback.received.is_none() || !feedback.has_response)
        };
        let find = || desk.open_record(file, &self.which, Kind::Feedback, is_open);
        let record = desk.questions.row(find)?;
        let mut entries = Vec::new();
        match self.received {
            None if record.has("received") => {}
            day => entries.push(("received", day.unwrap_or(desk.today).to_string())),
        }
        entries.extend(self.summary.as_ref().map(|text| ("summary", inline(text))));
        entries.extend(self.response.as_ref().map(|text| ("response", inline(text))));
        if entries.is_empty() {
            bail!("there is nothing to add: give --summary or --response");
        }
        let change = Change {
            path: &record.path,
            place: &[],
            entries: &entries,
            remarks: &[],
            message: "Note feedback received",
        };
        desk.change(&self.making.writing, &change)
    }
}

impl New for Arguments {
    const KIND: Kind = Kind::Feedback;

    fn given(&self) -> (&Which, &Making) {
        (&self.which, &self.making)
    }

    fn draft(&self, _: &Desk) -> anyhow::Result<Draft> {
        let mut draft = Draft::new(Kind::Feedback);
        draft.set_text("requested", self.requested);
        draft.set_text("received", self.received);
        draft.set_text("summary", self.summary.as_ref());
        draft.set_text("response", self.response.as_ref());
        Ok(draft)
    }

    fn ask(&self, asking: &Asking, draft: &mut Draft) -> anyhow::Result<()> {
        asking.day(draft, "requested")?;
        asking.optional_day(draft, "received")?;
        if draft.has("received") {
            asking.prose(draft, "summary")?;
            asking.prose(draft, "response")?;
        }
        Ok(())
    }

    fn run(&self, desk: &Desk) -> anyhow::Result<Exit> {
        match &self.complete {
            Some(file) => self.close(desk, file),
            None => self.run_new(desk),
        }
    }
}
