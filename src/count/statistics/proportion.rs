//! The interval of a proportion whose occasions were sampled. It never fits a single checklist that
//! was rated in full: nothing about it was sampled.

use super::quantile::Z;

/// Wilson's 95 % interval of `k` of `n` (Wilson, 1927, J Am Stat Assoc 22:209–212).
///
/// With z = 1.96 and p = k/n: (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n). The lower limit of
/// 0 of n is exactly 0, the upper of n of n exactly 1. `k` may be fractional, as with half credit for
/// partial: the interval is then if anything too wide. `None` for 0 of 0, and where `k` is not from 0
/// to `n`.
///
/// ```
/// # use coach::count::statistics::wilson;
/// // Newcombe (1998), 15 of 148: 0.0624 to 0.1605.
/// let [low, high] = wilson(15.0, 148).unwrap();
/// assert!((low - 0.0624).abs() < 5e-5 && (high - 0.1605).abs() < 5e-5);
/// assert_eq!(wilson(0.0, 20).map(|[low, _]| low), Some(0.0));
/// assert_eq!(wilson(20.0, 20).map(|[_, high]| high), Some(1.0));
/// assert_eq!(wilson(0.0, 0), None);
/// ```
pub fn wilson(k: f64, n: u32) -> Option<[f64; 2]> {
    let of = f64::from(n);
    if n == 0 || !(0.0..=of).contains(&k) {
        return None;
    }
    let (p, z2) = (k / of, Z * Z);
    let middle = p + z2 / (2.0 * of);
    let reach = Z * (p * (1.0 - p) / of + z2 / (4.0 * of * of)).sqrt();
    let divisor = 1.0 + z2 / of;
    let low = if k <= 0.0 { 0.0 } else { ((middle - reach) / divisor).max(0.0) };
    let high = if k >= of { 1.0 } else { ((middle + reach) / divisor).min(1.0) };
    Some([low, high])
}
