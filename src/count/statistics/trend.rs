//! Trends of short series: the Theil–Sen slope and the Mann–Kendall test. Points come in, a slope with its
//! interval or a p-value goes out, or why there is none. A series is sorted by time, so the order in
//! which its points come does not matter.
//!
//! A cumulative series grows by construction, so neither measure fits one.

use statrs::function::erf::erfc;

/// Points that a slope needs.
pub(crate) const LEAST_FOR_SLOPE: usize = 3;
/// Points that a p-value needs: with four, even a perfect order has p = 0.083.
pub(crate) const LEAST_FOR_P: usize = 5;
/// Most points of a series: every two of them are held against each other.
pub(crate) const MOST_POINTS: usize = 2000;
/// Most points for which p is exact.
const MOST_FOR_EXACT_P: usize = 10;
/// Days to which slopes are scaled for people.
pub(crate) const DAYS_FOR_PEOPLE: f64 = 30.0;
/// The 97.5th percentile of the standard normal distribution.
const Z_975: f64 = 1.959_963_984_540_054;

/// Why there is no trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTrend {
    /// There are too few points for what was asked.
    #[error("too few points: {points}, and at least {needed} are needed")]
    TooFew {
        /// Points there are.
        points: usize,
        /// Points it takes.
        needed: usize,
    },
    /// There are too many points to hold every two of them against each other.
    #[error("too many points: {points}, and at most {MOST_POINTS} are compared")]
    TooMany {
        /// Points there are.
        points: usize,
    },
    /// Two points have the same time.
    #[error("two points have the same time")]
    SameTime,
    /// A time, a value or a result is not a number that can be computed with.
    #[error("a value is too large to compute with, or is not a number")]
    NotFinite,
}

/// Points in the order of their times, no two at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    points: Vec<(f64, f64)>,
}

impl Series {
    /// A series of `points`, each a time and a value, in any order. Times are in any one unit; where they
    /// are days, a slope is per day.
    ///
    /// # Errors
    /// Two points at one time, a number that is not finite, or more than [`MOST_POINTS`] points.
    pub fn new(points: impl IntoIterator<Item = (f64, f64)>) -> Result<Self, NoTrend> {
        let mut points: Vec<(f64, f64)> = points.into_iter().collect();
        if points.iter().any(|(time, value)| !time.is_finite() || !value.is_finite()) {
            return Err(NoTrend::NotFinite);
        }
        if points.len() > MOST_POINTS {
            return Err(NoTrend::TooMany { points: points.len() });
        }
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        // -0.0 and 0.0 are one time, though they are sorted as two.
        if points.windows(2).any(|two| two[1].0 <= two[0].0) {
            return Err(NoTrend::SameTime);
        }
        Ok(Self { points })
    }

    /// How many points.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Every two points, the earlier first.
    fn pairs(&self) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
        let later = |earlier: usize| &self.points[earlier + 1..];
        let points = self.points.iter().enumerate();
        points.flat_map(move |(index, &a)| later(index).iter().map(move |&b| (a, b)))
    }

    fn values(&self) -> Vec<f64> {
        self.points.iter().map(|point| point.1).collect()
    }

    /// How often each value that appears more than once does.
    fn ties(&self) -> Vec<usize> {
        let mut values = self.values();
        values.sort_by(f64::total_cmp);
        values.chunk_by(|a, b| a == b).map(<[f64]>::len).filter(|&times| times > 1).collect()
    }

    fn needs(&self, needed: usize) -> Result<(), NoTrend> {
        let points = self.len();
        if points < needed { Err(NoTrend::TooFew { points, needed }) } else { Ok(()) }
    }
}

/// A Theil–Sen line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// Change of the value in one unit of time: a day, where times are days.
    pub slope: f64,
    /// 95 % interval of the slope, lower limit first.
    pub interval: [f64; 2],
    /// The line's value at time 0, from the medians of values and times (Conover, 1980): it runs through
    /// the medians.
    pub intercept: f64,
    /// The same as the median of what each point lies above a line of this slope through 0.
    pub joint_intercept: f64,
}

impl Slope {
    /// The slope and its interval in `days` days, where times are days.
    ///
    /// ```
    /// # use coach::count::statistics::trend::{Series, theil_sen};
    /// let falling = Series::new([(0.0, 8.0), (30.0, 7.0), (60.0, 6.0)]).unwrap();
    /// let (slope, [low, high]) = theil_sen(&falling).unwrap().in_days(30.0);
    /// assert!((slope + 1.0).abs() < 1e-12 && (low + 1.0).abs() < 1e-12 && (high + 1.0).abs() < 1e-12);
    /// ```
    pub fn in_days(&self, days: f64) -> (f64, [f64; 2]) {
        (self.slope * days, self.interval.map(|limit| limit * days))
    }
}

/// The Theil–Sen slope: the median of the slopes of all pairs of points (Theil, 1950; Sen, 1968). The
/// interval holds the slopes between the ranks (N ± z σ) ÷ 2 of the N pairs, where z = 1.96 and
/// σ² = (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) ÷ 18 over groups of t equal values (Sen, 1968).
///
/// ```
/// # use coach::count::statistics::trend::{Series, theil_sen};
/// // Slopes of the pairs: 20 (first two), 15 ÷ 2 = 7.5 (outer two), −5 (last two). The median is 7.5.
/// let series = Series::new([(1.0, 40.0), (2.0, 60.0), (3.0, 55.0)]).unwrap();
/// let slope = theil_sen(&series).unwrap();
/// assert_eq!(slope.slope, 7.5);
/// assert_eq!(slope.interval, [-5.0, 20.0]);
/// ```
///
/// # Errors
/// Fewer than three points, or values too large to compute with.
pub fn theil_sen(series: &Series) -> Result<Slope, NoTrend> {
    series.needs(LEAST_FOR_SLOPE)?;
    let mut slopes: Vec<f64> = series.pairs().map(|(a, b)| (b.1 - a.1) / (b.0 - a.0)).collect();
    slopes.sort_by(f64::total_cmp);
    let slope = median_of_sorted(&slopes);
    let (pairs, last) = (slopes.len() as f64, slopes.len() - 1);
    let spread = Z_975 * variance_of_s(series).sqrt();
    // Half ranks go to the even one, as in the reference. `as` keeps within 0 and the largest usize.
    let upper = ((pairs + spread) / 2.0).round_ties_even() as usize;
    let lower = ((pairs - spread) / 2.0).round_ties_even() as usize;
    let times: Vec<f64> = series.points.iter().map(|point| point.0).collect();
    let above = series.points.iter().map(|(time, value)| value - slope * time);
    let line = Slope {
        slope,
        interval: [slopes[lower.saturating_sub(1)], slopes[upper.min(last)]],
        intercept: median(series.values()) - slope * median(times),
        joint_intercept: median(above.collect()),
    };
    let [low, high] = line.interval;
    let all = [line.slope, low, high, line.intercept, line.joint_intercept];
    if all.iter().all(|number| number.is_finite()) { Ok(line) } else { Err(NoTrend::NotFinite) }
}

/// What the Mann–Kendall test says of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannKendall {
    /// Pairs of points of which the later is higher, less those of which it is lower.
    pub s: i64,
    /// Variance of S where there is no trend, with ties among the values.
    pub variance: f64,
    /// S, one nearer to 0, in its standard deviations; 0 where S is 0.
    pub z: f64,
    /// S ÷ all pairs, −1 to 1.
    pub tau_a: f64,
    /// S ÷ √(all pairs × pairs of different values), −1 to 1; `None` where every value is the same.
    pub tau_b: Option<f64>,
    /// Two-sided p from the normal distribution of z.
    pub p_normal: f64,
    /// Two-sided p from all orders of the values, where there are at most 10 and no two are equal.
    pub p_exact: Option<f64>,
}

/// The Mann–Kendall test (Mann, 1945; Kendall, 1975): S = Σ sign(later − earlier) over all pairs;
/// variance (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) ÷ 18 over groups of t equal values;
/// z = (S ∓ 1) ÷ √variance; p = 2 (1 − Φ(|z|)), or exactly, from the number of orders of n values with
/// each S, where n ≤ 10 and no two values are equal.
///
/// ```
/// # use coach::count::statistics::trend::{Series, mann_kendall};
/// let rising = [10.0, 20.0, 30.0, 40.0, 50.0];
/// let series = Series::new(rising.into_iter().enumerate().map(|(day, y)| (day as f64, y)));
/// let test = mann_kendall(&series.unwrap()).unwrap();
/// // All ten pairs rise; of the 120 orders of five values one has S = 10 and one S = −10.
/// assert_eq!((test.s, test.tau_a), (10, 1.0));
/// assert!((test.p_exact.unwrap() - 2.0 / 120.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// Fewer than two points.
pub fn mann_kendall(series: &Series) -> Result<MannKendall, NoTrend> {
    series.needs(2)?;
    let sign = |(a, b): ((f64, f64), (f64, f64))| i64::from(b.1 > a.1) - i64::from(b.1 < a.1);
    let s: i64 = series.pairs().map(sign).sum();
    let variance = variance_of_s(series);
    let z = if s == 0 { 0.0 } else { (s - s.signum()) as f64 / variance.sqrt() };
    let pairs = pairs_of(series.len());
    let tied: f64 = series.ties().into_iter().map(pairs_of).sum();
    let may_be_exact = series.len() <= MOST_FOR_EXACT_P && series.ties().is_empty();
    Ok(MannKendall {
        s,
        variance,
        z,
        tau_a: s as f64 / pairs,
        tau_b: (tied < pairs).then(|| s as f64 / (pairs * (pairs - tied)).sqrt()),
        p_normal: erfc(z.abs() / std::f64::consts::SQRT_2),
        p_exact: may_be_exact.then(|| exact_two_sided_p(series.len(), s)),
    })
}

/// The p-value to report: the exact one of [`mann_kendall`] where there is one, else the normal one.
///
/// ```
/// # use coach::count::statistics::trend::{NoTrend, Series, p_value};
/// let four = Series::new([(0.0, 1.0), (1.0, 2.0), (2.0, 3.0), (3.0, 4.0)]).unwrap();
/// assert_eq!(p_value(&four), Err(NoTrend::TooFew { points: 4, needed: 5 }));
/// ```
///
/// # Errors
/// Fewer than five points: no order of fewer could reach p < 0.05.
pub fn p_value(series: &Series) -> Result<f64, NoTrend> {
    series.needs(LEAST_FOR_P)?;
    mann_kendall(series).map(|test| test.p_exact.unwrap_or(test.p_normal))
}

/// The share of all orders of `points` different values whose S is as far from 0 as `s`, or farther.
fn exact_two_sided_p(points: usize, s: i64) -> f64 {
    // `orders[d]` orders of the values so far have d falling pairs; S = pairs − 2 d.
    let mut orders = vec![1_u64];
    for values in 2..=points {
        let mut more = vec![0; orders.len() + values - 1];
        for (falling, ways) in orders.iter().enumerate() {
            more[falling..falling + values].iter_mut().for_each(|slot| *slot += ways);
        }
        orders = more;
    }
    let pairs = orders.len() as i64 - 1;
    let as_far = |falling: usize| (pairs - 2 * falling as i64).abs() >= s.abs();
    let far: u64 = (0..orders.len()).filter(|&d| as_far(d)).map(|d| orders[d]).sum();
    far as f64 / orders.iter().sum::<u64>() as f64
}

/// Variance of S where there is no trend: 0 where every value is the same.
fn variance_of_s(series: &Series) -> f64 {
    let term = |n: usize| (n * (n - 1) * (2 * n + 5)) as f64;
    let ties: f64 = series.ties().into_iter().map(term).sum();
    (term(series.len()) - ties) / 18.0
}

fn pairs_of(n: usize) -> f64 {
    (n * (n - 1) / 2) as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    median_of_sorted(&values)
}

/// The middle of `values`, or half-way between the middle two; there is at least one.
fn median_of_sorted(values: &[f64]) -> f64 {
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    }
}
