//! Agreement of raters: percent agreement, Gwet's AC2 and Krippendorff's alpha. A tally comes in, an
//! estimate goes out. No word of praise or blame: the reader decides what is enough.

use super::estimate::{Estimate, Independent, Reason, real};
use super::quantile;
use super::tally::{Tally, raters};

/// The bounds of every coefficient here.
pub(super) const BOUNDS: [f64; 2] = [-1.0, 1.0];

/// Percent agreement as a proportion: the mean, over units with two or more ratings, of the share of
/// pairs of ratings that are the same.
///
/// pₐ = 1/n′ · Σᵢ Σₖ rᵢₖ(rᵢₖ − 1) / (rᵢ(rᵢ − 1)), with rᵢₖ raters who gave unit i category k. It lies
/// between 0 and 1. The interval is that of Gwet (2014, Handbook of Inter-Rater Reliability, chapter 5):
/// variance over units, t with n − 1 degrees of freedom, n units with a rating.
///
/// ```
/// # use coach::count::statistics::{Tally, percent_agreement};
/// // Three raters: 2, 2, 1 → one pair of three; 0, 0, 0 → all. (1/3 + 1) / 2 = 2/3.
/// let mut tally = Tally::new(3);
/// tally.add(&[Some(2), Some(2), Some(1)]);
/// tally.add(&[Some(0), Some(0), Some(0)]);
/// let value = percent_agreement(&tally).value.unwrap();
/// assert!((value - 2.0 / 3.0).abs() < 1e-12);
/// ```
pub fn percent_agreement(tally: &Tally) -> Estimate {
    gwet(tally, identity, 0.0, [0.0, 1.0])
}

/// Gwet's AC2 with linear weights: 1 − |k − l| / (q − 1) for categories k and l of q.
///
/// (pₐ − pₑ) / (1 − pₑ), where pₐ is the mean weighted agreement over units with two or more ratings
/// and pₑ = T / (q(q − 1)) · Σₖ πₖ(1 − πₖ), with T the sum of all weights and πₖ the mean over all rated
/// units of the share of raters who gave k (Gwet, 2008, Br J Math Stat Psychol 61:29–48; 2014, Handbook
/// of Inter-Rater Reliability, 4th ed.). At most 1; cut at −1, below which units that only one rater
/// rated could bring it. The interval takes units as independent: variance over units, t with n − 1
/// degrees of freedom, cut at −1 and 1.
///
/// ```
/// # use coach::count::statistics::{Reason, Tally, ac2};
/// // Levels 0, 1, 2. (2, 2) and (0, 1): pₐ = (1 + 0.5) / 2 = 0.75. π = (1/4, 1/4, 1/2), T = 5:
/// // pₑ = 5/6 · (3/16 + 3/16 + 1/4) = 25/48. (0.75 − 25/48) / (1 − 25/48) = 11/23.
/// let mut tally = Tally::new(3);
/// tally.add(&[Some(2), Some(2)]);
/// tally.add(&[Some(0), Some(1)]);
/// assert!((ac2(&tally).value.unwrap() - 11.0 / 23.0).abs() < 1e-12);
/// assert_eq!(ac2(&Tally::new(3)).reason, Some(Reason::NoPairs));
/// ```
pub fn ac2(tally: &Tally) -> Estimate {
    let q = real(tally.categories as u64);
    let weights: f64 = (0..tally.categories)
        .flat_map(|k| (0..tally.categories).map(move |l| linear(tally.categories, k, l)))
        .sum();
    let scale = if tally.categories > 1 { weights / (q * (q - 1.0)) } else { 0.0 };
    gwet(tally, linear, scale, BOUNDS)
}

/// Krippendorff's alpha with the ordinal distance: 1 − observed ÷ expected disagreement.
///
/// The squared distance of categories c < k is (n_c/2 + Σ n_g between them + n_k/2)², with n_g ratings
/// in category g over the units with two or more (Krippendorff, 2011, Computing Krippendorff's
/// Alpha-Reliability). That is another distance than Gwet's ordinal weights. At most 1; 0 is what chance
/// gives; with two raters never below −1. Undefined where every rating is the same. It has no interval
/// of its own here.
///
/// ```
/// # use coach::count::statistics::{Tally, alpha};
/// // 22 ratings of five units, one of them a dissent: exactly what chance gives.
/// let mut tally = Tally::new(2);
/// for raters in [5, 4, 4, 4] {
///     tally.add(&vec![Some(0); raters]);
/// }
/// tally.add(&[Some(0), Some(0), Some(0), Some(0), Some(1)]);
/// assert!(alpha(&tally).value.unwrap().abs() < 1e-12);
/// ```
pub fn alpha(tally: &Tally) -> Estimate {
    let pairable = || tally.units.iter().filter(|(counts, _)| raters(counts) > 1);
    let mut in_category = vec![0_u64; tally.categories];
    for (counts, units) in pairable() {
        for (all, &count) in in_category.iter_mut().zip(counts) {
            *all += units * u64::from(count);
        }
    }
    let ratings: u64 = in_category.iter().sum();
    if ratings == 0 {
        return Estimate::undefined(Reason::NoPairs);
    }
    let distance = |c: usize, k: usize| {
        let between: u64 = in_category[c..=k].iter().sum();
        (real(between) - real(in_category[c] + in_category[k]) / 2.0).powi(2)
    };
    let (mut observed, mut expected) = (0.0, 0.0);
    for k in 0..tally.categories {
        for c in 0..k {
            let squared = distance(c, k);
            expected += real(in_category[c]) * real(in_category[k]) * squared;
            observed += squared
                * pairable()
                    .map(|(counts, &units)| {
                        let pairs = real(u64::from(counts[c])) * real(u64::from(counts[k]));
                        real(units) * pairs / real(raters(counts) - 1)
                    })
                    .sum::<f64>();
        }
    }
    if expected <= 0.0 {
        return Estimate::undefined(Reason::AllTheSame);
    }
    let value = 1.0 - real(ratings - 1) * observed / expected;
    let reason = if observed <= 0.0 {
        Reason::AllAgree
    } else {
        Reason::TooFewVisits { at_least: super::VISITS_FOR_INTERVAL }
    };
    Estimate::alone(value.clamp(-1.0, 1.0), reason)
}

/// A standard error below this is none but the rounding of the computer.
pub(super) const NO_SPREAD: f64 = 1e-9;

/// The weight of categories that are the same, and no other.
fn identity(_: usize, k: usize, l: usize) -> f64 {
    if k == l { 1.0 } else { 0.0 }
}

/// The linear weight of categories `k` and `l` of `categories`.
pub(super) fn linear(categories: usize, k: usize, l: usize) -> f64 {
    let steps = real(categories.saturating_sub(1).max(1) as u64);
    1.0 - real(k.abs_diff(l) as u64) / steps
}

/// Agreement over chance in Gwet's manner, chance being `scale` · Σ πₖ(1 − πₖ).
fn gwet(
    tally: &Tally,
    weight: impl Fn(usize, usize, usize) -> f64,
    scale: f64,
    bounds: [f64; 2],
) -> Estimate {
    let (n, pairable) = (real(tally.units()), tally.pairable());
    if pairable == 0 {
        return Estimate::undefined(Reason::NoPairs);
    }
    let agreement = |counts: &[u32]| weighted_agreement(counts, &weight);
    let pa = tally.units.iter().map(|(c, &units)| real(units) * agreement(c)).sum::<f64>()
        / real(pairable);
    let usual: Vec<f64> = (0..tally.categories)
        .map(|k| tally.units.iter().map(|(c, &units)| real(units) * share(c, k)).sum::<f64>() / n)
        .collect();
    let chance_of = |shares: &dyn Fn(usize) -> f64| {
        scale * usual.iter().enumerate().map(|(k, pi)| shares(k) * (1.0 - pi)).sum::<f64>()
    };
    let pe = chance_of(&|k| usual[k]);
    let value = ((pa - pe) / (1.0 - pe)).clamp(bounds[0], bounds[1]);
    if pairable == 1 {
        return Estimate::alone(value, Reason::OneItem);
    }
    let squares: f64 = tally
        .units
        .iter()
        .map(|(counts, &units)| {
            let (of_unit, chance) =
                if raters(counts) > 1 { (agreement(counts), pe) } else { (0.0, 0.0) };
            let over_chance = n / real(pairable) * (of_unit - chance) / (1.0 - pe);
            let drawn = 2.0 * (1.0 - value) * (chance_of(&|k| share(counts, k)) - pe) / (1.0 - pe);
            real(units) * (over_chance - drawn - value).powi(2)
        })
        .sum();
    let error = (squares / (n * (n - 1.0))).sqrt();
    if error <= NO_SPREAD || pa >= 1.0 {
        let reason = if pa >= 1.0 { Reason::AllAgree } else { Reason::NoSpread };
        return Estimate::alone(value, reason);
    }
    match quantile::t(tally.units() - 1) {
        Some(t) => Estimate::within(value, t * error, bounds, Independent::Items),
        None => Estimate::alone(value, Reason::OneItem),
    }
}

/// The share of pairs of one unit's ratings that agree, by weight; 0 where there is no pair.
fn weighted_agreement(counts: &[u32], weight: &impl Fn(usize, usize, usize) -> f64) -> f64 {
    let all = raters(counts);
    if all < 2 {
        return 0.0;
    }
    let of = |k: usize| {
        let like_k: f64 = counts
            .iter()
            .enumerate()
            .map(|(l, &count)| weight(counts.len(), k, l) * f64::from(count))
            .sum();
        f64::from(counts[k]) * (like_k - 1.0)
    };
    (0..counts.len()).map(of).sum::<f64>() / (real(all) * real(all - 1))
}

/// The share of one unit's raters who gave category `k`.
fn share(counts: &[u32], k: usize) -> f64 {
    f64::from(counts[k]) / real(raters(counts))
}
