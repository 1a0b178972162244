//! Two raters, one table: how often the first gave one category and the second another. Cohen's kappa
//! and the direction of their difference come out of it.

use std::ops::{AddAssign, SubAssign};

use super::agreement::{BOUNDS, NO_SPREAD, linear};
use super::estimate::real;
use super::estimate::{Estimate, Independent, Reason};
use super::quantile::{Z, sign_test};

/// Pairs of ratings by a first and a second rater, in `Q` categories, lowest first.
///
/// ```
/// # use coach::count::statistics::Table;
/// let mut table = Table::<3>::default();
/// table.add(2, 1);
/// table.add(2, 2);
/// table.add(2, 2);
/// assert_eq!(table.pairs(), 3);
/// let direction = table.direction();
/// assert_eq!((direction.higher, direction.equal, direction.lower), (1, 2, 0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table<const Q: usize>([[u64; Q]; Q]);

impl<const Q: usize> Default for Table<Q> {
    fn default() -> Self {
        Self([[0; Q]; Q])
    }
}

/// How the weights of kappa fall with the distance of two categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Only the same category counts.
    None,
    /// 1 − distance / (Q − 1).
    Linear,
}

/// How the first rater's ratings stand to the second's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Direction {
    /// Pairs in which the first is higher.
    pub higher: u64,
    /// Pairs in which both are the same.
    pub equal: u64,
    /// Pairs in which the first is lower.
    pub lower: u64,
    /// Sum over all pairs of the first less the second, in categories.
    pub steps: i64,
}

impl Direction {
    /// Adds one pair of ratings, in categories.
    pub fn add(&mut self, first: u8, second: u8) {
        self.add_all(first.into(), second.into(), 1);
    }

    fn add_all(&mut self, first: i64, second: i64, count: u64) {
        match first.cmp(&second) {
            std::cmp::Ordering::Greater => self.higher += count,
            std::cmp::Ordering::Equal => self.equal += count,
            std::cmp::Ordering::Less => self.lower += count,
        }
        self.steps += (first - second) * i64::try_from(count).unwrap_or(i64::MAX);
    }

    /// All pairs.
    pub fn pairs(&self) -> u64 {
        self.higher + self.equal + self.lower
    }

    /// Mean of the first less the second, in categories; `None` without a pair.
    ///
    /// ```
    /// # use coach::count::statistics::Direction;
    /// // 18 higher and 42 lower of 200, by 40 steps in all: −40 / 200.
    /// let direction = Direction { higher: 18, equal: 140, lower: 42, steps: -40 };
    /// assert_eq!(direction.mean(), Some(-0.2));
    /// ```
    pub fn mean(&self) -> Option<f64> {
        let steps =
            real(self.steps.unsigned_abs()).copysign(if self.steps < 0 { -1.0 } else { 1.0 });
        (self.pairs() > 0).then(|| steps / real(self.pairs()))
    }

    /// Two-sided p of the exact sign test, which leaves out equal pairs: how often a fair coin would
    /// fall at least as unevenly (Dixon and Mood, 1946, J Am Stat Assoc 41:557–566). `None` where no
    /// pair differs. It takes pairs as independent.
    ///
    /// ```
    /// # use coach::count::statistics::Direction;
    /// // 7 higher, none lower: 2 × 1/2⁷ = 1/64.
    /// let direction = Direction { higher: 7, equal: 6, lower: 0, steps: 8 };
    /// assert!((direction.sign_test().unwrap() - 1.0 / 64.0).abs() < 1e-12);
    /// ```
    pub fn sign_test(&self) -> Option<f64> {
        sign_test(self.higher, self.higher + self.lower)
    }
}

impl<const Q: usize> Table<Q> {
    /// Adds one pair of ratings. Categories that are none of the `Q` are no pair.
    pub fn add(&mut self, first: u8, second: u8) {
        let row = self.0.get_mut(usize::from(first));
        if let Some(count) = row.and_then(|row| row.get_mut(usize::from(second))) {
            *count += 1;
        }
    }

    /// How many pairs the first rated in each row's and the second in each column's category.
    pub fn counts(&self) -> &[[u64; Q]; Q] {
        &self.0
    }

    /// All pairs.
    pub fn pairs(&self) -> u64 {
        self.0.iter().flatten().sum()
    }

    /// How the first rater's ratings stand to the second's.
    pub fn direction(&self) -> Direction {
        let mut direction = Direction::default();
        for (first, second, count) in self.cells() {
            let [first, second] = [first, second].map(|at| i64::try_from(at).unwrap_or(0));
            direction.add_all(first, second, count);
        }
        direction
    }

    /// Cohen's kappa: (p₀ − pₑ) / (1 − pₑ), with p₀ = Σ w·pᵢⱼ and pₑ = Σ w·pᵢ.·p.ⱼ (Cohen, 1960, Educ
    /// Psychol Meas 20:37–46; 1968, Psychol Bull 70:213–220).
    ///
    /// From −1 to 1; undefined where both gave one and the same category throughout. The interval is the
    /// normal one with the standard error of Fleiss, Cohen and Everitt (1969, Psychol Bull 72:323–327),
    /// which takes pairs as independent, cut at −1 and 1.
    ///
    /// ```
    /// # use coach::count::statistics::{Table, Weights};
    /// // 45 and 40 alike, 6 and 9 not: p₀ = 0.85, pₑ = 0.51·0.54 + 0.49·0.46 = 0.5008.
    /// let mut table = Table::<2>::default();
    /// for (first, second, times) in [(0, 0, 45), (0, 1, 6), (1, 0, 9), (1, 1, 40)] {
    ///     (0..times).for_each(|_| table.add(first, second));
    /// }
    /// let kappa = table.kappa(Weights::None).value.unwrap();
    /// assert!((kappa - (0.85 - 0.5008) / (1.0 - 0.5008)).abs() < 1e-12);
    /// ```
    pub fn kappa(&self, weights: Weights) -> Estimate {
        let n = real(self.pairs());
        if self.pairs() == 0 {
            return Estimate::undefined(Reason::NoPairs);
        }
        let weight = |first: usize, second: usize| match weights {
            Weights::None => f64::from(u8::from(first == second)),
            Weights::Linear => linear(Q, first, second),
        };
        let row: Vec<f64> = self.0.iter().map(|row| real(row.iter().sum()) / n).collect();
        let column: Vec<f64> = (0..Q)
            .map(|second| real(self.0.iter().map(|row| row[second]).sum::<u64>()) / n)
            .collect();
        let po: f64 = self.cells().map(|(i, j, count)| weight(i, j) * real(count) / n).sum();
        let pe: f64 = self.cells().map(|(i, j, _)| weight(i, j) * row[i] * column[j]).sum();
        let [same_row, same_column] =
            [&row, &column].map(|shares| shares.iter().position(|&share| share >= 1.0));
        if same_row.is_some() && same_row == same_column {
            return Estimate::undefined(Reason::AllTheSame);
        }
        let value = ((po - pe) / (1.0 - pe)).clamp(-1.0, 1.0);
        if self.direction().equal == self.pairs() {
            return Estimate::alone(value, Reason::AllAgree);
        }
        if self.pairs() == 1 {
            return Estimate::alone(value, Reason::OneItem);
        }
        let of_row = |i: usize| (0..Q).map(|j| weight(i, j) * column[j]).sum::<f64>();
        let of_column = |j: usize| (0..Q).map(|i| weight(i, j) * row[i]).sum::<f64>();
        let spread: f64 = self
            .cells()
            .map(|(i, j, count)| {
                let usual = (of_row(i) + of_column(j)) * (1.0 - po);
                real(count) / n * (weight(i, j) * (1.0 - pe) - usual).powi(2)
            })
            .sum();
        let square = spread - (po * pe - 2.0 * pe + po).powi(2);
        let error = (square.max(0.0) / n).sqrt() / (1.0 - pe).powi(2);
        if error <= NO_SPREAD {
            return Estimate::alone(value, Reason::NoSpread);
        }
        Estimate::within(value, Z * error, BOUNDS, Independent::Items)
    }

    fn cells(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        let rows = self.0.iter().enumerate();
        rows.flat_map(|(i, row)| row.iter().enumerate().map(move |(j, &count)| (i, j, count)))
    }
}

impl<const Q: usize> AddAssign<&Table<Q>> for Table<Q> {
    fn add_assign(&mut self, other: &Table<Q>) {
        for (count, more) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *count += more;
        }
    }
}

impl AddAssign<&Direction> for Direction {
    fn add_assign(&mut self, other: &Direction) {
        let Direction { higher, equal, lower, steps } = other;
        self.higher += higher;
        self.equal += equal;
        self.lower += lower;
        self.steps += steps;
    }
}

/// Takes out pairs that were added before.
impl<const Q: usize> SubAssign<&Table<Q>> for Table<Q> {
    fn sub_assign(&mut self, other: &Table<Q>) {
        for (count, less) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *count = count.saturating_sub(*less);
        }
    }
}
