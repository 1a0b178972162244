//! Quantiles and tails of the distributions that the estimates use.

use statrs::distribution::{Binomial, ContinuousCDF, DiscreteCDF, StudentsT};

use super::estimate::real;

/// 97.5 % quantile of the standard normal distribution.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// From here on the first term of the expansion is exact to nine digits, and the table no better.
const MANY: u64 = 100_000;

/// 97.5 % quantile of Student's t with `freedom` degrees of freedom (Student, 1908); `None` for 0.
pub(super) fn t(freedom: u64) -> Option<f64> {
    if freedom >= MANY {
        // Abramowitz and Stegun (1964), 26.7.5.
        return Some(Z + (Z.powi(3) + Z) / (4.0 * real(freedom)));
    }
    let distribution = StudentsT::new(0.0, 1.0, real(freedom)).ok()?;
    // Bisection on the distribution function ends on any input, which Newton's method need not.
    let (mut low, mut high) = (1.9, 13.0);
    for _ in 0..64 {
        let middle = f64::midpoint(low, high);
        if distribution.cdf(middle) < 0.975 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// Two-sided p of the exact sign test: how often a fair coin thrown `n` times falls at least as
/// unevenly as `k` to `n - k` (Dixon and Mood, 1946). `None` where `n` is 0 or `k` above it.
pub(super) fn sign_test(k: u64, n: u64) -> Option<f64> {
    let fewer = k.min(n.checked_sub(k)?);
    let coin = (n > 0).then(|| Binomial::new(0.5, n).ok())??;
    Some((2.0 * coin.cdf(fewer)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::{Z, sign_test, t};

    /// Printed tables of Student's t, two-sided 5 %.
    #[test]
    fn t_is_the_tables() {
        let table = [
            (1, 12.706_204_7),
            (2, 4.302_652_73),
            (5, 2.570_581_84),
            (30, 2.042_272_46),
            (199, 1.971_956_54),
        ];
        for (freedom, expected) in table {
            assert!((t(freedom).unwrap_or(f64::NAN) - expected).abs() < 1e-7, "{freedom}");
        }
        assert_eq!(t(0), None);
    }

    #[test]
    fn t_falls_toward_the_normal_quantile() {
        let freedoms = (1..3000).chain((1..63).map(|power| 1_u64 << power).filter(|&n| n > 3000));
        let mut last = f64::INFINITY;
        for freedom in freedoms {
            let now = t(freedom).unwrap_or(f64::NAN);
            assert!(now <= last && now >= Z - 1e-7, "{freedom}: {now} after {last}");
            last = now;
        }
    }

    /// Six heads in a row: 2 × 1/64. Three to three: as even as can be.
    #[test]
    fn the_sign_test_counts_coins() {
        assert_eq!(sign_test(0, 0), None);
        assert_eq!(sign_test(2, 1), None);
        let close = |k, n, expected: f64| {
            assert!((sign_test(k, n).unwrap_or(f64::NAN) - expected).abs() < 1e-12, "{k} of {n}");
        };
        close(6, 6, 2.0 / 64.0);
        close(0, 6, 2.0 / 64.0);
        close(3, 6, 1.0);
        close(1, 1, 1.0);
        close(1, 6, 2.0 * 7.0 / 64.0);
    }
}
