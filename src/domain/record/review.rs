//! `kind: review`: the two look at data together and decide next steps.

use chrono::NaiveDate;

use super::{Step, bounds, step};
use crate::diagnostic::{Finding, Problems};
use crate::syntax::tree::{Fields, Node, read, rules};
use crate::text::source::{At, Span};
use crate::text::spelling::canonical;
use crate::text::words::words;

/// The words for where data comes from, in the order of [`DataSource`].
pub const SOURCES: [&str; 2] = ["fidelity-checklist", "student-data"];

/// A data review.
#[derive(Clone, Debug)]
pub struct Review {
    /// Its day.
    pub date: At<NaiveDate>,
    /// First and last day of the time it looks at; without one, the time since the last review.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The data looked at.
    pub data: Vec<Data>,
    /// Next steps decided.
    pub next_steps: Vec<Step>,
}

/// One piece of data.
#[derive(Clone, Debug)]
pub struct Data {
    /// Its id within the review.
    pub id: Option<At<String>>,
    /// What it is.
    pub source: DataSource,
    /// Where it stands in the file.
    pub span: Span,
}

impl Data {
    /// Its measured values, if it is student data.
    pub fn values(&self) -> &[Value] {
        match &self.source {
            DataSource::StudentData { values, .. } => values,
            DataSource::FidelityChecklist { .. } => &[],
        }
    }
}

/// Where data comes from: the two kinds of evidence a review can hold.
#[derive(Clone, Debug)]
pub enum DataSource {
    /// A checklist of the pair.
    FidelityChecklist {
        /// Its file name.
        file: Option<At<String>>,
    },
    /// Grouped measures of students.
    StudentData {
        /// What is measured, in the pair's own words, spelled as it is
        /// [compared](crate::text::spelling::canonical).
        measure: At<String>,
        /// What is better.
        improvement: Improvement,
        /// The measured values, in the order of the file.
        values: Vec<Value>,
    },
}

words! {
    /// In which direction a measure gets better.
    pub enum Improvement {
        /// More is better.
        Increase = "increase",
        /// Less is better.
        Decrease = "decrease",
    }
}

/// A grouped measure on one day.
#[derive(Clone, Debug)]
pub struct Value {
    /// The day.
    pub on: At<NaiveDate>,
    /// The measure.
    pub value: f64,
    /// How many students it summarises.
    pub students: Option<At<u32>>,
}

pub(super) fn read(root: &Node, problems: &mut Problems) -> Option<Review> {
    let mut fields = super::fields_of(root, "review", problems)?;
    let date = fields.required_at("date", problems, read::date);
    let period = fields.optional("period", problems, period);
    let data = fields.groups("data", problems, data);
    fields.prose("working", problems);
    fields.prose("not_working", problems);
    let next_steps = fields.groups("next_steps", problems, |node, p| step::read(node, true, p));
    fields.finish(problems);
    Some(Review { date: date.unwrap_or_else(At::stand_in), period, data, next_steps })
}

fn period(node: &Node, problems: &mut Problems) -> Option<(NaiveDate, NaiveDate)> {
    let example = "{from: 2026-08-24, to: 2026-10-30}";
    let mut fields = Fields::of_like(node, "period", example, problems)?;
    let from = fields.required_at("from", problems, read::date);
    let to = fields.required_at("to", problems, read::date);
    fields.finish(problems);
    let (from, to) = (from?, to?);
    if to.value < from.value {
        let message = format!("the period ends on {}, before it begins", to.value);
        problems.push(
            Finding::new(&rules::OUT_OF_RANGE, to.span, message)
                .related(from.span, "it begins here"),
        );
    }
    Some((from.value, to.value))
}

fn data(node: &Node, problems: &mut Problems) -> Option<Data> {
    let example = "{id: d1, source: fidelity-checklist}";
    let mut fields = Fields::of_like(node, "piece of data", example, problems)?;
    let id = fields.optional_at("id", problems, read::id);
    let kind = fields.required("source", problems, |node, problems| {
        read::choice(node, problems, &rules::UNKNOWN_WORD, "a source of data", SOURCES)
    });
    let Some(kind) = kind else {
        fields.abandon(problems);
        let source = DataSource::FidelityChecklist { file: None };
        return Some(Data { id, source, span: node.span });
    };
    let source = match kind {
        0 => DataSource::FidelityChecklist {
            file: fields.optional_at("ref", problems, |node, problems| {
                read::text(node, problems).map(str::to_owned)
            }),
        },
        _ => {
            let measure = fields.required_at("measure", problems, |node, problems| {
                read::title(node, problems).map(|text| canonical(text).into_owned())
            });
            let improvement = fields.required("improvement", problems, |node, problems| {
                let words = Improvement::ALL.map(Improvement::name);
                let what = "a direction of improvement";
                let index = read::choice(node, problems, &rules::UNKNOWN_WORD, what, words)?;
                Some(Improvement::ALL[index])
            });
            let values = fields.required("values", problems, |node, problems| {
                let nodes = read::list_of_groups(node, problems)?;
                if nodes.is_empty() {
                    let message = "student data have at least one value";
                    problems.push(
                        Finding::new(&rules::MISSING_KEY, node.span, message)
                            .label("for example {on: 2026-10-22, value: 68, n: 25}"),
                    );
                }
                let value = |node| problems.reading_element(|problems| value(node, problems));
                Some(nodes.iter().filter_map(value).collect())
            });
            DataSource::StudentData {
                measure: measure.unwrap_or_else(At::stand_in),
                improvement: improvement.unwrap_or(Improvement::Increase),
                values: values.unwrap_or_default(),
            }
        }
    };
    fields.finish(problems);
    Some(Data { id, source, span: node.span })
}

fn value(node: &Node, problems: &mut Problems) -> Option<Value> {
    let example = "{on: 2026-10-22, value: 68, n: 25}";
    let mut fields = Fields::of_like(node, "value", example, problems)?;
    let on = fields.required_at("on", problems, read::date);
    let value = fields.required("value", problems, read::number);
    let students = fields.optional_at("n", problems, |node, problems| {
        read::integer(node, problems, bounds::STUDENTS, "students")
    });
    fields.finish(problems);
    Some(Value { on: on.unwrap_or_else(At::stand_in), value: value.unwrap_or_default(), students })
}
