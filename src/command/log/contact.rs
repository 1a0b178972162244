//! `coach log contact`: a short check-in.

use chrono::NaiveDate;
use clap::Args;

use crate::command::recording::{
    Asking, Desk, Making, New, OneOrEach, Which, past_day, prose, whole_number,
};
use crate::domain::record::Kind;
use crate::write::draft::Draft;

/// A short check-in: an e-mail, a word in the hallway
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 coach log contact -C examples/riverbend --educator t-104 --method email --dry-run\n\
    \x20 coach log contact -C examples/riverbend --educator t-104,t-106 --method email --dry-run")]
pub(super) struct Arguments {
    #[command(flatten)]
    which: Which,
    /// The day, or a word such as yesterday or monday [default: today]
    #[arg(long, value_name = "DATE", value_parser = past_day, allow_hyphen_values = true)]
    date: Option<NaiveDate>,
    /// How you were in touch
    #[arg(long, value_name = "METHOD")]
    method: Option<String>,
    /// How long, in minutes
    #[arg(long, value_name = "N", value_parser = whole_number, allow_negative_numbers = true)]
    minutes: Option<u32>,
    /// What it was about, confidential
    #[arg(long, value_name = "TEXT", value_parser = prose, allow_hyphen_values = true)]
    about: Option<String>,
    #[command(flatten)]
    several: OneOrEach,
    #[command(flatten)]
    making: Making,
}

impl New for Arguments {
    const KIND: Kind = Kind::Contact;

    fn given(&self) -> (&Which, &Making) {
        (&self.which, &self.making)
    }

    fn several(&self) -> Option<&OneOrEach> {
        Some(&self.several)
    }

    fn draft(&self, _: &Desk) -> anyhow::Result<Draft> {
        let mut draft = Draft::new(Kind::Contact);
        draft.set_text("date", self.date);
        draft.set_text("method", self.method.as_ref());
        draft.set_number("minutes", self.minutes);
        draft.set_text("about", self.about.as_ref());
        self.several.name_meeting(&mut draft);
        Ok(draft)
    }

    fn ask(&self, asking: &Asking, draft: &mut Draft) -> anyhow::Result<()> {
        asking.day(draft, "date")?;
        asking.method(draft)?;
        asking.minutes(draft, false)?;
        asking.prose(draft, "about")
    }
}
