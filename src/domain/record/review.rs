//! `kind: review`: the two look at data together and decide next steps.

use chrono::NaiveDate;

use super::{KindRow, Record, Step, bounds, step};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Case, Form, Meaning, Table, in_cases, needed, optional};
use crate::syntax::tree::{Node, read, rules};
use crate::text::source::{At, Span};
use crate::text::spelling::canonical;
use crate::text::words::words;

pub(super) static KIND: KindRow = KindRow {
    name: "review",
    about: "data looked at together, and next steps",
    date_key: "date",
    has_own_verb: true,
    may_repeat: false,
    table: &REVIEW,
    read: |root, _, problems| read(root, problems).map(Record::Review),
};

static REVIEW: Table = Table {
    what: "review",
    example: "",
    keys: &[
        needed("date", Form::Date)
            .says("the day, YYYY-MM-DD")
            .asks("Which day?")
            .about("The day of the review, for example 2026-10-30; the same as in the file's name."),
        optional("period", Form::Group(&PERIOD))
            .says("the time it looks at; without it, since the last review")
            .about(
                "The time it looks at, for example {from: 2026-08-24, to: 2026-10-30}; without it, the \
                 time since the last review.",
            ),
        optional("data", Form::Groups(&DATA)).says("the data you looked at together").about(
            "The data that was looked at, for example [{id: d1, source: fidelity-checklist}].",
        ),
        optional("working", Form::Prose)
            .says("what is working")
            .about("What is working, for example: more of the class answers."),
        optional("not_working", Form::Prose)
            .says("what is not working")
            .about("What is not working, for example: the second unit is too fast."),
        optional("next_steps", Form::Groups(&step::IN_REVIEW))
            .says("what was decided, and because of which data")
            .about("The next steps, for example [{what: add a mid-lesson check, because_of: \
                    [d1]}]."),
    ],
    cases: &[],
};

static PERIOD: Table = Table {
    what: "period",
    example: "{from: 2026-08-24, to: 2026-10-30}",
    keys: &[
        needed("from", Form::Date)
            .says("first day, YYYY-MM-DD")
            .about("The first day, for example 2026-08-24."),
        needed("to", Form::Date)
            .says("last day, YYYY-MM-DD")
            .about("The last day, for example 2026-10-30."),
    ],
    cases: &[],
};

static DATA: Table = Table {
    what: "piece of data",
    example: "{id: d1, source: fidelity-checklist}",
    keys: &[
        optional("id", Form::Id)
            .says("an id within this review, such as d1")
            .about("Its id within this file, for example d1; next steps name it."),
        needed("source", Form::OneOf(|| SOURCES.to_vec()))
            .says("where it comes from")
            .about("What it is, for example student-data."),
        optional("ref", Form::FileName)
            .says("for a fidelity-checklist: its file name")
            .about("The file of the checklist, for example 2026-10-01-checklist-91d0.yaml."),
        in_cases("measure", Form::Title)
            .says("for student-data: what is measured")
            .about("What was measured, for example exit-ticket proficiency."),
        in_cases("improvement", Form::OneOf(Improvement::meanings))
            .says("for student-data: what is better")
            .about("Which way it gets better, for example increase."),
        in_cases("values", Form::SomeGroups(&VALUE))
            .says("for student-data: a value for each day")
            .about("The values, oldest first, for example [{on: 2026-10-22, value: 68, n: 25}]."),
    ],
    cases: &[
        Case::Where { key: "source", value: CHECKLISTS.word, needs: &[], refuses: OF_STUDENTS },
        Case::Where { key: "source", value: STUDENTS.word, needs: OF_STUDENTS, refuses: &["ref"] },
    ],
};

/// Keys that only student data have.
const OF_STUDENTS: &[&str] = &["measure", "improvement", "values"];

static VALUE: Table = Table {
    what: "value",
    example: "{on: 2026-10-22, value: 68, n: 25}",
    keys: &[
        needed("on", Form::Date)
            .says("the day, YYYY-MM-DD")
            .about("The day of the measure, for example 2026-10-22."),
        needed("value", Form::Number)
            .says("the measure, a number")
            .about("The value, for example 68.5, without a percent sign."),
        optional("n", Form::Integer(&bounds::STUDENTS))
            .says("how many students it summarizes")
            .about(
                "How many students it is for, for example 25. A small number may point to single \
                 students.",
            ),
    ],
    cases: &[],
};

/// Where data comes from, in the order of [`DataSource`].
const SOURCES: [Meaning; 2] = [CHECKLISTS, STUDENTS];
const CHECKLISTS: Meaning = Meaning {
    word: "fidelity-checklist",
    means: "A checklist of this pair; `ref` is the name of its file.",
};
const STUDENTS: Meaning = Meaning {
    word: "student-data",
    means: "Measures of whole groups of students, never of single ones.",
};

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
    /// Where it is in the file.
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

impl Improvement {
    const fn meaning(self) -> Meaning {
        let means = match self {
            Improvement::Increase => "It is better when the value grows.",
            Improvement::Decrease => "It is better when the value falls.",
        };
        Meaning { word: self.name(), means }
    }

    fn meanings() -> Vec<Meaning> {
        Self::ALL.map(Self::meaning).to_vec()
    }
}

/// A grouped measure on one day.
#[derive(Clone, Debug)]
pub struct Value {
    /// The day.
    pub on: At<NaiveDate>,
    /// The measure.
    pub value: f64,
    /// How many students it summarizes.
    pub students: Option<At<u32>>,
}

fn read(root: &Node, problems: &mut Problems) -> Option<Review> {
    let mut fields = super::fields_of(root, &REVIEW, problems)?;
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
    let mut fields = PERIOD.open(node, problems)?;
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
    let mut fields = DATA.open(node, problems)?;
    let id = fields.optional_at("id", problems, read::id);
    let kind = fields.required("source", problems, |node, problems| {
        let words = SOURCES.map(|source| source.word);
        read::choice(node, problems, &rules::UNKNOWN_WORD, "a source of data", words)
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
                    let message = "student data need at least one value";
                    problems.push(
                        Finding::new(&rules::MISSING_KEY, node.span, message)
                            .label(format!("for example {}", VALUE.example)),
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
    let mut fields = VALUE.open(node, problems)?;
    let on = fields.required_at("on", problems, read::date);
    let value = fields.required("value", problems, read::number);
    let students = fields.optional_at("n", problems, |node, p| bounds::STUDENTS.read(node, p));
    fields.finish(problems);
    Some(Value { on: on.unwrap_or_else(At::stand_in), value: value.unwrap_or_default(), students })
}
