//! The words that options of `coach report` take, each with what help says of it. The tables of the library come in.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::report::{Addresses, FORMS, Form, Order, Section};
use crate::text::wording::all_of;

/// What `--by` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Rows {
    /// One row per relationship; if there is only one, all its items
    Relationship,
    /// One row per coach
    Coach,
    /// One row per school
    School,
    /// One row per teaching practice
    Practice,
    /// One row per essential function
    Function,
    /// What each rater wrote, one row per rater; if crossed, one per rater in every row
    Rater,
    /// The district alone
    District,
}

impl ValueEnum for Form {
    fn value_variants<'f>() -> &'f [Self] {
        FORMS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let version = self.format.map(|format| format!(", {}", format.name())).unwrap_or_default();
        Some(PossibleValue::new(self.name).help(format!("{}{version}", self.purpose)))
    }
}

impl ValueEnum for Section {
    fn value_variants<'s>() -> &'s [Self] {
        &Section::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

impl ValueEnum for Order {
    fn value_variants<'o>() -> &'o [Self] {
        &Order::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

/// What help says of `--explain`.
pub(super) fn explain_help() -> String {
    let always = FORMS.iter().filter_map(|form| match form.addresses {
        Addresses::Always(called) => Some(called),
        Addresses::Asked | Addresses::Opened { .. } | Addresses::Never(_) => None,
    });
    format!(
        "Also print the address of every number ({} always have it); `coach explain ADDRESS` lists \
         the records behind it. In html, each number opens the pairs and the records behind it. With \
         --compare, list every difference with its records, however many",
        all_of(always)
    )
}
