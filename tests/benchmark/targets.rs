//! What coach is to reach: one row a target, with what is measured of it. What was timed comes in, each target's
//! number or why there is none goes out; `table` prints both.

use std::thread::available_parallelism;

use crate::measure::{Series, Timed};

/// What a number is not to pass.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    AtMost(f64),
    AtLeast(f64),
}

impl Limit {
    pub(crate) fn is_met_by(self, number: f64) -> bool {
        match self {
            Self::AtMost(limit) => number <= limit,
            Self::AtLeast(limit) => number >= limit,
        }
    }
}

/// A number that coach is to keep.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) limit: Limit,
    pub(crate) unit: &'static str,
    /// The number, or why there is none.
    pub(crate) measured: fn(&Taken) -> Result<f64, String>,
}

/// A row of the tables below.
const fn target(
    name: &'static str,
    limit: Limit,
    unit: &'static str,
    measured: fn(&Taken) -> Result<f64, String>,
) -> Target {
    Target { name, limit, unit, measured }
}

use Limit::{AtLeast, AtMost};
use Timed::{
    Check, CheckFile, CheckFiles, Explain, Help, Import, ImportAgain, LogContact, NextEducator,
    NextPair, Parsing, Reading, Report, ReportByRelationship, ReportCompare, ReportJobs1, Writing,
};

/// Records of the district for which [`READING`] is meant, 50 a relationship.
pub(crate) const RECORDS: usize = 100_000;

/// Of reports, checks and the small commands of a day's work.
pub(crate) const READING: &[Target] = &[
    target("report on two cores, as long as (a)", AtMost(1.3), "×", |taken| {
        taken.two_cores()?;
        taken.ratio(Report, Reading)
    }),
    target("report --jobs 1, as long as (a)", AtMost(2.5), "×", |it| {
        it.ratio(ReportJobs1, Reading)
    }),
    target("report, as fast as (b)", AtLeast(40.0), "×", |it| it.ratio(Parsing, Report)),
    target("report, peak memory", AtMost(32.0), "MiB", |it| it.mib(Report)),
    target("check, peak memory", AtMost(20.0), "MiB", |it| it.mib(Check)),
    target("check --jobs 1, instructions a record", AtMost(35_000.0), "", |it| it.instructions()),
    target("report --by relationship, as long as report", AtMost(2.0), "×", |taken| {
        taken.ratio(ReportByRelationship, Report)
    }),
    target("report --by relationship, peak memory", AtMost(80.0), "MiB", |taken| {
        taken.mib(ReportByRelationship)
    }),
    target("report --compare, as long as report", AtMost(3.0), "×", |taken| {
        taken.ratio(ReportCompare, Report)
    }),
    target("report --compare, peak memory", AtMost(64.0), "MiB", |it| it.mib(ReportCompare)),
    target("check FILE", AtMost(20.0), "ms", |it| it.ms(CheckFile)),
    target("check FILE …, of 10 relationships", AtMost(30.0), "ms", |it| it.ms(CheckFiles)),
    target("log contact", AtMost(20.0), "ms", |it| it.ms(LogContact)),
    target("explain, a number of one pair", AtMost(20.0), "ms", |it| it.ms(Explain)),
    target("next PAIR", AtMost(15.0), "ms", |it| it.ms(NextPair)),
    target("next EDUCATOR", AtMost(15.0), "ms", |it| it.ms(NextEducator)),
    target("--help", AtMost(2.0), "ms", |it| it.ms(Help)),
];

/// Of imports.
pub(crate) const IMPORT: &[Target] = &[
    target("import, as long as (a)", AtMost(3.0), "×", |it| it.ratio(Import, Writing)),
    target("a second import, as long as check", AtMost(2.0), "×", |it| {
        it.ratio(ImportAgain, Check)
    }),
];

/// What was timed, and what was counted.
pub(crate) struct Taken {
    all: Vec<Series>,
    /// Of `coach check --jobs 1`, a record.
    instructions: Result<u64, String>,
}

impl Taken {
    pub(crate) fn of(all: Vec<Series>) -> Self {
        Self { all, instructions: Err("not counted".to_owned()) }
    }

    pub(crate) fn and_counted(self, instructions: Result<u64, String>) -> Self {
        Self { instructions, ..self }
    }

    fn series(&self, timed: Timed) -> Result<&Series, String> {
        let found = self.all.iter().find(|series| series.timed == timed);
        found.ok_or_else(|| "it is left out".to_owned())
    }

    fn seconds(&self, timed: Timed) -> Result<f64, String> {
        Ok(self.series(timed)?.seconds().median)
    }

    fn ms(&self, timed: Timed) -> Result<f64, String> {
        Ok(self.seconds(timed)? * 1000.0)
    }

    fn ratio(&self, timed: Timed, of: Timed) -> Result<f64, String> {
        Ok(self.seconds(timed)? / self.seconds(of)?)
    }

    fn mib(&self, timed: Timed) -> Result<f64, String> {
        self.series(timed)?.peak_mib().ok_or_else(|| "this system does not tell".to_owned())
    }

    fn instructions(&self) -> Result<f64, String> {
        self.instructions.clone().map(|number| number as f64)
    }

    /// Says so where there are more cores or fewer.
    fn two_cores(&self) -> Result<(), String> {
        match available_parallelism().map_err(|why| why.to_string())?.get() {
            2 => Ok(()),
            cores => Err(format!("{cores} cores here; `taskset -c 0,1` leaves two")),
        }
    }
}
