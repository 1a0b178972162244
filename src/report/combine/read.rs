//! Reads the report of one district and finds what is wrong in it alone. Its text comes in; what is
//! needed of it, or all its faults, go out.

use std::collections::HashSet;

use serde::Deserialize;

use super::fault::Fault;
use super::place::Step::{self, At, Key};
use super::sent::Sent;
use crate::count::{Kind, Share, Value};
use crate::formats::Format;
use crate::report::model::Figure;
use crate::text::source::Source;
use crate::text::wording::{count, quote};

/// Faults that are told of the numbers of one file.
const MOST_FAULTS: usize = 20;
/// What to do where a file was changed, cut off or is something else.
const MAKE_AGAIN: &str = "make the report again with `coach report --format json -o FILE`";
/// What to do where it never was a report.
const MAKE_ONE: &str = "make one with `coach report --format json -o FILE`";

/// A report that was read, with its text, so that places in it can be shown.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(super) source: Source,
    pub(super) sent: Sent,
}

impl Given {
    /// Reads `text`, which is called `name` in messages.
    ///
    /// # Errors
    /// It is no report of this version; [`Self::faults`] tells what is wrong in one.
    pub(crate) fn read(name: &str, text: String) -> Result<Self, Fault> {
        let source = Source::without_mark(name, text);
        check_format(&source)?;
        match serde_json::from_str(&source.text) {
            Ok(sent) => Ok(Self { source, sent }),
            Err(error) => Err(Fault::of_json(&source, &error, MAKE_AGAIN)),
        }
    }

    /// A fault at the value to which `way` leads.
    pub(super) fn fault(&self, way: &[Step], message: String, remedy: &str) -> Fault {
        Fault::at(&self.source, way, message, remedy)
    }

    /// What is wrong in this report, whatever the others are: of its numbers, up to twenty faults, and how
    /// many more there are.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let periods = &self.sent.periods;
        if periods.is_empty() {
            faults.push(self.fault(&[Key("periods")], "no period is in it".to_owned(), MAKE_AGAIN));
        }
        if self.sent.expires_after.is_none() {
            let message = "it does not say for how long evidence counts (`expires_after`): an earlier \
                           version of coach made it";
            faults.push(self.fault(&[], message.to_owned(), MAKE_AGAIN));
        }
        // A filter is in every address, so the first one tells.
        let first = periods.iter().find_map(|period| period.figures.first());
        if first.is_some_and(|figure| figure.address.selection.is_of_one_district()) {
            let message = format!(
                "it is only about {}, and ids of coaches, educators and schools mean someone else in \
                 another district",
                quote(&self.sent.selection.join(", "))
            );
            let remedy = "make the report again without --coach, --educator and --school";
            faults.push(self.fault(&[Key("selection")], message, remedy));
        }
        faults.extend(self.faults_of_figures());
        faults
    }

    fn faults_of_figures(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (at, period) in self.sent.periods.iter().enumerate() {
            let mut seen = HashSet::new();
            for (index, figure) in period.figures.iter().enumerate() {
                let is_first = seen.insert(&figure.address);
                let message = if is_first { wrong(figure) } else { Some(twice(figure)) };
                let way = [Key("periods"), At(at), Key("figures"), At(index)];
                faults.extend(message.map(|message| (way, message)));
            }
        }
        let more = faults.len().saturating_sub(MOST_FAULTS);
        faults.truncate(MOST_FAULTS);
        let told = faults.into_iter();
        let mut told: Vec<Fault> =
            told.map(|(way, message)| self.fault(&way, message, MAKE_AGAIN)).collect();
        if more > 0 {
            let message = format!("{} more are wrong in the same ways", count(more, "number"));
            told.push(self.fault(&[], message, MAKE_AGAIN));
        }
        told
    }
}

/// Whether the text of `source` is the JSON of a report in the version that can be combined.
fn check_format(source: &Source) -> Result<(), Fault> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
    }
    let wrong =
        |message: String, remedy: &str| Err(Fault::at(source, &[Key("format")], message, remedy));
    if source.text.starts_with("format,") {
        let message = "it is a table (CSV), and only reports in JSON can be combined";
        return wrong(message.to_owned(), "make the report again with --format json");
    }
    if source.text.trim().is_empty() {
        return wrong("it is empty".to_owned(), MAKE_AGAIN);
    }
    let head: Head = match serde_json::from_str(&source.text) {
        Ok(head) => head,
        // A report is an object: one that ends too early or was damaged still begins as one.
        Err(error) if !error.is_data() && source.text.trim_start().starts_with('{') => {
            return Err(Fault::of_json(source, &error, MAKE_AGAIN));
        }
        Err(_) => {
            let message = "this is no report of coach as JSON".to_owned();
            return Err(Fault::at(source, &[], message, MAKE_ONE));
        }
    };
    let wanted = Format::Report.name();
    if head.format == wanted {
        return Ok(());
    }
    if head.format == Format::Combined.name() {
        let message = "it is a combined report already";
        return wrong(message.to_owned(), "name the districts' own reports in its place");
    }
    let message = format!("its format is {}, but only {wanted} is combined", quote(&head.format));
    wrong(message, "make the report again with this version of coach and --format json")
}

/// What is wrong with a number by itself.
fn wrong(figure: &Figure) -> Option<String> {
    let named = || quote(&figure.address.to_string());
    let row = figure.address.measure.row();
    // Of as many as coach.toml gives, as the educators of a school.
    let is_of_many = row.column.as_ref().is_some_and(|column| column.of.is_some());
    match (row.kind, &figure.value) {
        (Kind::Count | Kind::Share | Kind::Sample, Value::Share(Share { k, n })) if k > n => {
            Some(format!("{} is {k} of {n}: more than all", named()))
        }
        (Kind::Count, Value::Share(_)) if is_of_many => None,
        (Kind::Count, Value::Count { .. })
        | (Kind::Share | Kind::Sample, Value::Share(_))
        | (Kind::Estimate | Kind::P, Value::Estimate { .. })
        // A number that was held back.
        | (Kind::Count | Kind::Share | Kind::Sample, Value::Estimate { value: None, .. }) => None,
        (Kind::Count, _) => Some(format!("{} is a count, but it has no `count`", named())),
        (Kind::Share | Kind::Sample, _) => {
            Some(format!("{} is k of n, but it has no `k` and `n`", named()))
        }
        (Kind::Estimate | Kind::P, _) => {
            Some(format!("{} is an estimate, but it has no `value`", named()))
        }
    }
}

fn twice(figure: &Figure) -> String {
    format!("{} is there twice", quote(&figure.address.to_string()))
}
