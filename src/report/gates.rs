//! What a report can be held against: one row a gate, which is all there is to it: the words of its option, what
//! it measures of a row, and how. A report comes in; a verdict on each row goes out. Exit codes are the command's.

use std::fmt;

use super::{
    Dimension, Group, Period, Report, Selection, Threshold, Whole, YearSoFar, with_percent,
};
use crate::count::Share;
use crate::domain::calendar::Window;
use crate::domain::district::District;
use crate::text::wording::{all_of, count};

/// Something that rows of a report have to reach, or may not go beyond.
#[derive(Debug)]
pub(crate) struct Gate {
    /// The name of its option, without dashes.
    pub option: &'static str,
    /// What help says of it.
    pub help: &'static str,
    /// Which side of its number is good.
    pub bound: Bound,
    /// What a row has of it, or why it has nothing to judge.
    measure: fn(&Group, &District) -> Measured,
    /// What follows the number in a sentence.
    called: &'static str,
    /// Whether a school year to date is judged only from `judge_from_day` on, as the number grows with the year.
    waits: bool,
    /// Which rows it can judge.
    judges: Judges,
}

/// Every gate, in the order of help.
pub(crate) static GATES: &[Gate] = &[
    Gate {
        option: "fail-under",
        help: "End with 1 unless items in place reach PERCENT of items applicable, compared exactly, in the \
               district or, with --by, in every row. If a record is left out, also end with 1, as with every \
               threshold below. A school year to date that is younger than coach.toml's judge_from_day is not \
               judged yet",
        bound: Bound::AtLeast,
        measure: |row, _| match row.coverage.in_place {
            Share { n: 0, .. } if row.apart.is_some() => Measured::New,
            Share { n: 0, .. } => Measured::Nothing("no applicable items"),
            share => Measured::Share(share),
        },
        called: "in place",
        waits: true,
        judges: Judges::AnyRows,
    },
    Gate {
        option: "max-overdue",
        help: "End with 1 if more than N answers and next steps are overdue in the district or, with --by, in a \
               row; what is left over from earlier school years is among them. What is overdue is late on any \
               day, so this does not wait for judge_from_day",
        bound: Bound::AtMost,
        measure: |row, _| of_whole(row, Measured::overdue),
        called: "overdue",
        waits: false,
        judges: Judges::WholePairs,
    },
    Gate {
        option: "min-reach",
        help: "End with 1 unless coached educators reach PERCENT of the educators in every school, compared \
               exactly. A school for which coach.toml gives no number of educators is not judged, nor a school \
               year to date before judge_from_day",
        bound: Bound::AtLeast,
        measure: reach,
        called: "educators coached",
        waits: true,
        judges: Judges::WholeSchools,
    },
    Gate {
        option: "min-observed",
        help: "End with 1 unless an observer from outside rated PERCENT of the pairs, compared exactly, in the \
               district or, with --by, in every row. New pairs are left out, and a school year to date before \
               judge_from_day is not judged yet",
        bound: Bound::AtLeast,
        measure: |row, _| {
            of_whole(row, |whole| match whole.outside_observation {
                Share { n: 0, .. } if row.members.new_pairs > 0 => Measured::New,
                Share { n: 0, .. } => Measured::Nothing("no pair was under way"),
                share => Measured::Share(share),
            })
        },
        called: "pairs rated by an observer",
        waits: true,
        judges: Judges::WholePairs,
    },
];

/// Which side of a number is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// A percentage that has to be reached.
    AtLeast,
    /// A count that may not be gone beyond.
    AtMost,
}

/// The number that somebody set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// A share has to reach it.
    AtLeast(Threshold),
    /// A count may be as large, and no larger.
    AtMost(u32),
}

impl Bound {
    /// What help calls the number.
    pub(crate) fn value_name(self) -> &'static str {
        match self {
            Self::AtLeast => "PERCENT",
            Self::AtMost => "N",
        }
    }

    /// The number that `text` is.
    ///
    /// # Errors
    /// What may be written instead.
    pub(crate) fn read(self, text: &str) -> Result<Limit, String> {
        match self {
            Self::AtLeast => text.parse().map(Limit::AtLeast),
            Self::AtMost => {
                let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
                let number = text.parse().ok().filter(|_| is_number).map(Limit::AtMost);
                number.ok_or_else(|| "a whole number such as 0 or 20".to_owned())
            }
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(percent) => write!(f, "below {percent}"),
            Self::AtMost(most) => write!(f, "more than {most}"),
        }
    }
}

/// Which rows a gate can judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Judges {
    /// All; without `--by`, the district.
    AnyRows,
    /// Those of whole relationships, which functions are not; without `--by`, the district.
    WholePairs,
    /// Schools with all their pairs; without `--by`, every school.
    WholeSchools,
}

/// What a row has of what a gate measures.
enum Measured {
    /// k of n, with n above 0.
    Share(Share),
    /// A count, and what is counted in it, in words.
    Count(u32, String),
    /// Nothing to judge, as all its pairs are new.
    New,
    /// Nothing to judge, because of this.
    Nothing(&'static str),
}

impl Measured {
    fn overdue(whole: &Whole) -> Self {
        let waits = &whole.attention;
        let named = [(waits.answers_overdue, "answer"), (waits.steps_overdue, "next step")];
        let named = named.into_iter().filter(|(number, _)| *number > 0);
        let named: Vec<String> = named.map(|(number, what)| count(number as usize, what)).collect();
        let number = waits.answers_overdue.saturating_add(waits.steps_overdue);
        Self::Count(number, all_of(named.iter().map(String::as_str)))
    }
}

fn of_whole(row: &Group, measure: impl Fn(&Whole) -> Measured) -> Measured {
    row.whole.as_ref().map_or(Measured::Nothing("it is a function"), measure)
}

fn reach(row: &Group, district: &District) -> Measured {
    match row.whole.as_ref().and_then(|whole| whole.reach) {
        Some(share) => Measured::Share(share),
        None => Measured::Nothing(match district.educators.get(&row.id) {
            None => "coach.toml gives no number of its educators",
            Some(&number) if (number as usize) < row.members.educators => {
                "coach.toml gives fewer educators than are coached there"
            }
            Some(_) => "some of its pairs use this instrument beside another",
        }),
    }
}

/// One row held against a gate.
#[derive(Clone, Debug)]
pub(crate) struct Verdict<'r> {
    /// The days looked at.
    pub window: &'r Window,
    /// The row's name.
    pub name: &'r str,
    /// Id of the row's profile.
    pub profile: &'r str,
    /// What came out.
    pub outcome: Outcome,
}

/// What came out of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is good.
    Passes,
    /// It is not: what it has and what it should have.
    Misses(String),
    /// There was nothing to judge, because of this.
    NotJudged(&'static str),
    /// All its pairs are new, which is no fault.
    New,
}

impl Gate {
    /// Why it cannot judge rows by `by` of what `selection` holds, if it cannot.
    pub(crate) fn refuses(&self, by: &[Dimension], selection: &Selection) -> Option<String> {
        let option = self.option;
        match self.judges {
            Judges::AnyRows => None,
            Judges::WholePairs => by.contains(&Dimension::Function).then(|| {
                format!("--{option} judges whole pairs, and no function has a part of it: leave function out of --by")
            }),
            Judges::WholeSchools if by != [Dimension::School] => {
                Some(format!("--{option} judges schools: leave out --by, or use --by school"))
            }
            Judges::WholeSchools => (!selection.keeps_schools_whole()).then(|| {
                format!("--{option} judges whole schools: --school is the only filter that goes with it")
            }),
        }
    }

    /// Holds the rows of `report` on `district` against `limit`: its groups, or what the gate judges where
    /// nobody asked for rows. Periods that are too young have no verdict.
    pub(crate) fn judge<'r>(
        &self,
        limit: Limit,
        report: &'r Report,
        district: &District,
        asks_for_rows: bool,
    ) -> Vec<Verdict<'r>> {
        let judges_rows = match self.judges {
            Judges::AnyRows | Judges::WholePairs => asks_for_rows && !report.by.is_empty(),
            Judges::WholeSchools => true,
        };
        let mut verdicts = Vec::new();
        for period in report.periods.iter().filter(|period| self.too_young(period).is_none()) {
            for profile in &period.profiles {
                let total = std::slice::from_ref(&profile.total);
                let rows: &[Group] = if judges_rows { &profile.groups } else { total };
                verdicts.extend(rows.iter().map(|row| Verdict {
                    window: &period.window,
                    name: &row.name,
                    profile: &profile.id,
                    outcome: self.outcome(limit, (self.measure)(row, district)),
                }));
            }
        }
        verdicts
    }

    fn outcome(&self, limit: Limit, measured: Measured) -> Outcome {
        let (is_good, has) = match (measured, limit) {
            (Measured::New, _) => return Outcome::New,
            (Measured::Nothing(why), _) => return Outcome::NotJudged(why),
            (Measured::Share(share), Limit::AtLeast(percent)) => {
                (percent.is_reached_by(share), with_percent(share))
            }
            (Measured::Count(number, words), Limit::AtMost(most)) => (number <= most, words),
            // A row of the table that measures one thing and bounds another.
            (Measured::Share(_), Limit::AtMost(_)) | (Measured::Count(..), Limit::AtLeast(_)) => {
                return Outcome::NotJudged("it is measured otherwise");
            }
        };
        if is_good {
            Outcome::Passes
        } else {
            Outcome::Misses(format!("{has} {}, {limit}", self.called))
        }
    }

    /// The school year that `period` is, where too little of it is over for this gate.
    pub(crate) fn too_young<'p>(&self, period: &'p Period) -> Option<&'p YearSoFar> {
        period.school_year.as_ref().filter(|year| self.waits && !year.is_judged())
    }
}
