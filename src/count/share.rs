//! A count of a count: k of n. The only form in which a proportion leaves this layer.

use std::ops::{Add, AddAssign};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::count::statistics::wilson;

/// `k` of `n`, `k` ≤ `n`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// How many.
    pub k: u32,
    /// Of how many.
    pub n: u32,
}

impl Share {
    /// One more of the whole, and of the part too if `counts`.
    pub fn count(&mut self, counts: bool) {
        self.k += u32::from(counts);
        self.n += 1;
    }

    /// Whether k ÷ n reaches `numerator` ÷ `denominator` percent, compared exactly: 79.6 % does not
    /// reach 80 %. `None` when n is 0: nothing to judge.
    ///
    /// ```
    /// # use coach::count::Share;
    /// // 199 of 250 is 79.6 %: 199 × 100 = 19,900 < 80 × 250 = 20,000.
    /// assert_eq!(Share { k: 199, n: 250 }.reaches_percent(80, 1), Some(false));
    /// assert_eq!(Share { k: 199, n: 250 }.reaches_percent(796, 10), Some(true));
    /// assert_eq!(Share { k: 0, n: 0 }.reaches_percent(80, 1), None);
    /// ```
    pub fn reaches_percent(self, numerator: u64, denominator: u64) -> Option<bool> {
        let k = u128::from(self.k) * 100 * u128::from(denominator);
        let needed = u128::from(numerator) * u128::from(self.n);
        (self.n > 0).then_some(k >= needed)
    }

    /// The percentage cut (never rounded) to one decimal, in tenths of a percent; `None` when n is 0.
    ///
    /// ```
    /// # use coach::count::Share;
    /// // 1999 of 2500 is 79.96 %, which prints as 79.9.
    /// assert_eq!(Share { k: 1999, n: 2500 }.tenths_of_percent(), Some(799));
    /// ```
    pub fn tenths_of_percent(self) -> Option<u32> {
        let tenths = u64::from(self.k) * 1000 / u64::from(self.n).max(1);
        (self.n > 0).then(|| u32::try_from(tenths).unwrap_or(u32::MAX))
    }
}

impl Share {
    /// By how many percentage points k ÷ n is more than that of `before`, in tenths of a point and cut
    /// toward zero; computed from the fractions, not from percents. `None` where either n is 0.
    ///
    /// ```
    /// # use coach::count::Share;
    /// // 261 of 436 is 59.862 %, 134 of 216 is 62.037 %: 2.175 points less.
    /// let [now, before] = [Share { k: 261, n: 436 }, Share { k: 134, n: 216 }];
    /// assert_eq!(now.tenths_of_points_more(before), Some(-21));
    /// assert_eq!(now.tenths_of_points_more(Share { k: 0, n: 0 }), None);
    /// ```
    pub fn tenths_of_points_more(self, before: Share) -> Option<i32> {
        let [k, n, old_k, old_n] = [self.k, self.n, before.k, before.n].map(i128::from);
        let tenths = ((k * old_n - old_k * n) * 1000).checked_div(n * old_n)?;
        i32::try_from(tenths).ok()
    }

    /// Whether it is of nothing: n is 0.
    pub fn is_of_nothing(&self) -> bool {
        self.n == 0
    }

    /// Wilson's 95 % interval of k ÷ n, 0 to 1, to six digits (see [`wilson`]); `None` when n is 0. Only
    /// for occasions that can be taken as a sample, never for one checklist rated in full.
    ///
    /// ```
    /// # use coach::count::Share;
    /// // Newcombe (1998): 15 of 148 is from 6.24 % to 16.05 %.
    /// assert_eq!(Share { k: 15, n: 148 }.interval(), Some([0.062386, 0.160487]));
    /// assert_eq!(Share { k: 0, n: 0 }.interval(), None);
    /// ```
    pub fn interval(self) -> Option<[f64; 2]> {
        wilson(self.k.into(), self.n).map(|limits| limits.map(six_digits))
    }
}

impl Add for Share {
    type Output = Share;

    fn add(self, other: Share) -> Share {
        Share { k: self.k + other.k, n: self.n + other.n }
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Share) {
        *self = *self + other;
    }
}

/// `number` to six digits after the point; zero has no sign.
pub(super) fn six_digits(number: f64) -> f64 {
    (number * 1e6).round() / 1e6 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_rounded_and_zero_has_no_sign() {
        assert_eq!([0.123_456_7, -0.123_456_7].map(six_digits), [0.123_457, -0.123_457]);
        assert!(six_digits(-1e-7) == 0.0 && six_digits(-1e-7).is_sign_positive());
    }
}
