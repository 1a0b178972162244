//! `--fail-under`: whether every judged row's items in place reach a percentage, compared exactly.

use std::fmt;
use std::str::FromStr;

use super::{Group, Period, Report, YearSoFar};
use crate::count::Share;
use crate::domain::calendar::Window;

/// A percentage from 0 to 100 as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Threshold {
    /// Percent × `denominator`.
    numerator: u64,
    denominator: u64,
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.numerator / self.denominator, self.numerator % self.denominator);
        match self.denominator.ilog10() as usize {
            0 => write!(f, "{whole} %"),
            digits => write!(f, "{whole}.{part:0digits$} %"),
        }
    }
}

impl FromStr for Threshold {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || "a percentage from 0 to 100, such as 80 or 79.5".to_owned();
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let is_number = !whole.is_empty() && digits(whole) && digits(part) && !text.ends_with('.');
        if !is_number || whole.len() > 3 || part.len() > 6 {
            return Err(fault());
        }
        let denominator = 10_u64.pow(u32::try_from(part.len()).unwrap_or_default());
        let numerator: u64 = format!("{whole}{part}").parse().map_err(|_| fault())?;
        if numerator > 100 * denominator {
            return Err(fault());
        }
        Ok(Self { numerator, denominator })
    }
}

/// One row held against a threshold.
#[derive(Clone, Debug)]
pub(crate) struct Verdict<'r> {
    /// The days looked at.
    pub window: &'r Window,
    /// The row's name.
    pub name: &'r str,
    /// Id of the row's profile.
    pub profile: &'r str,
    /// Its items in place of its items applicable.
    pub in_place: Share,
    /// Whether it reaches the threshold; `None` when no item applies.
    pub reaches: Option<bool>,
    /// Whether that is because all its pairs are new.
    pub is_new: bool,
}

impl Threshold {
    /// Holds the rows of `report` against the threshold: its groups, or the whole where it has none
    /// or `judge_total` says so. Periods that are too young to be judged have no verdict.
    pub(crate) fn judge<'r>(&self, report: &'r Report, judge_total: bool) -> Vec<Verdict<'r>> {
        let mut verdicts = Vec::new();
        for period in report.periods.iter().filter(|period| too_young(period).is_none()) {
            for profile in &period.profiles {
                let total = std::slice::from_ref(&profile.total);
                let rows: &[Group] =
                    if judge_total || report.by.is_empty() { total } else { &profile.groups };
                verdicts.extend(rows.iter().map(|row| Verdict {
                    window: &period.window,
                    name: &row.name,
                    profile: &profile.id,
                    in_place: row.coverage.in_place,
                    is_new: row.coverage.in_place.n == 0 && row.apart.is_some(),
                    reaches:
                        row.coverage.in_place.reaches_percent(self.numerator, self.denominator),
                }));
            }
        }
        verdicts
    }
}

/// The school year that `period` is, where too little of it is over to judge by.
pub(crate) fn too_young(period: &Period) -> Option<&YearSoFar> {
    period.school_year.as_ref().filter(|year| !year.is_judged())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_exactly() {
        let read = |text: &str| text.parse::<Threshold>().ok();
        assert_eq!(read("80"), Some(Threshold { numerator: 80, denominator: 1 }));
        assert_eq!(read("79.60"), Some(Threshold { numerator: 7960, denominator: 100 }));
        let shown = |text: &str| text.parse::<Threshold>().ok().map(|read| read.to_string());
        assert_eq!(shown("79.05").as_deref(), Some("79.05 %"));
        assert_eq!(shown("80").as_deref(), Some("80 %"));
        for bad in ["", "-1", "101", "100.1", "80%", "8e1", ".5", "5.", "NaN"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
