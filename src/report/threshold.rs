//! A percentage that someone sets: read exactly, compared exactly.

use std::fmt;
use std::str::FromStr;

use crate::count::Share;

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

impl Threshold {
    /// Whether `share` reaches it; what has nothing to divide by reaches nothing.
    pub(super) fn is_reached_by(self, share: Share) -> bool {
        share.reaches_percent(self.numerator, self.denominator).unwrap_or(false)
    }
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
