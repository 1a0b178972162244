//! Non-overlap of two phases of one series, before and after something began. It compares values and says
//! nothing of a cause.

/// Values that each phase needs.
pub(crate) const LEAST_VALUES: usize = 3;

/// Which values are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Higher ones.
    Higher,
    /// Lower ones.
    Lower,
}

/// Why there is no comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoOverlap {
    /// A phase has too few values.
    #[error(
        "too few values: {before} before and {after} after; at least {LEAST_VALUES} of each are needed"
    )]
    TooFew {
        /// Values before.
        before: usize,
        /// Values after.
        after: usize,
    },
    /// A value is not a number.
    #[error("a value is not a number")]
    NotANumber,
}

/// Pairs of a value before and a value after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nap {
    /// Pairs in which the value after is the better one.
    pub better: usize,
    /// Pairs of equal values.
    pub equal: usize,
    /// Pairs in which the value after is the worse one.
    pub worse: usize,
}

impl Nap {
    /// All pairs: values before × values after.
    pub fn pairs(&self) -> usize {
        self.better + self.equal + self.worse
    }

    /// (better + ½ equal) ÷ pairs, 0 to 1; ½ where neither phase is better.
    pub fn value(&self) -> f64 {
        (2 * self.better + self.equal) as f64 / (2 * self.pairs()) as f64
    }
}

/// Nonoverlap of all pairs: each value before is held against each value after. NAP = (pairs in which the
/// later is better + ½ pairs of equal values) ÷ all pairs (Parker and Vannest, 2009, doi
/// 10.1016/j.beth.2008.10.006).
///
/// ```
/// # use coach::count::statistics::overlap::{Better, nap};
/// // Of 4 × 5 pairs, each 3 is below all five, 4 below four and 5 below three; 4 and 5 meet their equals
/// // once each: (5 + 5 + 4 + 3 + 2/2) ÷ 20.
/// let nap = nap(&[3.0, 3.0, 4.0, 5.0], &[4.0, 5.0, 6.0, 7.0, 7.0], Better::Higher).unwrap();
/// assert_eq!((nap.better, nap.equal, nap.worse), (17, 2, 1));
/// assert_eq!(nap.value(), 0.9);
/// ```
///
/// # Errors
/// With fewer than three values in a phase, or a value that is not a number.
pub fn nap(before: &[f64], after: &[f64], better: Better) -> Result<Nap, NoOverlap> {
    if before.len().min(after.len()) < LEAST_VALUES {
        return Err(NoOverlap::TooFew { before: before.len(), after: after.len() });
    }
    let mut nap = Nap { better: 0, equal: 0, worse: 0 };
    for old in before {
        for new in after {
            let Some(rose) = new.partial_cmp(old) else { return Err(NoOverlap::NotANumber) };
            match (rose, better) {
                (std::cmp::Ordering::Equal, _) => nap.equal += 1,
                (std::cmp::Ordering::Greater, Better::Higher)
                | (std::cmp::Ordering::Less, Better::Lower) => nap.better += 1,
                _ => nap.worse += 1,
            }
        }
    }
    Ok(nap)
}
