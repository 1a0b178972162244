//! `coach log missed`: a meeting that was called off.

use chrono::NaiveDate;
use clap::Args;

use crate::command::recording::{Asking, Desk, Making, New, Which, past_day, prose};
use crate::domain::record::Kind;
use crate::write::draft::Draft;

/// A meeting that was called off: by whom, and why
#[derive(Debug, Args)]
#[command(after_help = "Example:\n\
    \x20 coach log missed -C examples/riverbend --educator t-104 --date 2026-05-20 \\\n\
    \x20   --by school --reason 'A fire drill.' --dry-run")]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// The day on which it was to be, or a word such as yesterday or monday [default: today]
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    date: Option<NaiveDate>,
    /// Who called it off: coach, educator, school or other
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// Why, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    reason: Option<String>,
    #[command(flatten)]
    making: Making,
}

impl New for Arguments {
    const KIND: Kind = Kind::Missed;

    fn given(&self) -> (&Which, &Making) {
        (&self.which, &self.making)
    }

    fn draft(&self, _: &Desk) -> anyhow::Result<Draft> {
        let mut draft = Draft::new(Kind::Missed);
        draft.set_text("date", self.date);
        draft.set_text("by", self.by.as_ref());
        draft.set_text("reason", self.reason.as_ref());
        Ok(draft)
    }

    fn ask(&self, asking: &Asking, draft: &mut Draft) -> anyhow::Result<()> {
        asking.day(draft, "date")?;
        asking.desk.questions.word(draft, "by")?;
        asking.prose(draft, "reason")
    }
}
