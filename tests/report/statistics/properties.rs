//! What holds for any ratings.

use coach::count::statistics::{
    Direction, Estimate, Table, Tally, Weights, ac2, alpha, over_visits, percent_agreement,
};
use proptest::prelude::*;

type Unit = Vec<Option<u8>>;

fn rating() -> impl Strategy<Value = Option<u8>> {
    prop_oneof![3 => (0_u8..3).prop_map(Some), 1 => Just(None)]
}

fn units() -> impl Strategy<Value = Vec<Unit>> {
    (1_usize..5).prop_flat_map(|raters| {
        prop::collection::vec(prop::collection::vec(rating(), raters), 0..40)
    })
}

fn pairs() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0_u8..3, 0_u8..3), 0..60)
}

fn tally(units: &[Unit]) -> Tally {
    let mut tally = Tally::new(3);
    units.iter().for_each(|unit| tally.add(unit));
    tally
}

fn table(pairs: &[(u8, u8)]) -> Table<3> {
    let mut table = Table::default();
    pairs.iter().for_each(|&(first, second)| table.add(first, second));
    table
}

const MEASURES: [fn(&Tally) -> Estimate; 3] = [percent_agreement, ac2, alpha];

/// Finite, in −1 to 1, the value within its interval, and a reason exactly where something is missing.
fn is_sound(estimate: &Estimate) -> Result<(), TestCaseError> {
    if let Some(value) = estimate.value {
        prop_assert!((-1.0..=1.0).contains(&value), "{estimate:?}");
    }
    if let Some(interval) = estimate.interval {
        let value = estimate.value.unwrap();
        prop_assert!(-1.0 <= interval.low && interval.low <= value, "{estimate:?}");
        prop_assert!(value <= interval.high && interval.high <= 1.0, "{estimate:?}");
    }
    let is_whole = estimate.value.is_some() && estimate.interval.is_some();
    prop_assert_eq!(is_whole, estimate.reason.is_none());
    Ok(())
}

/// A different order that is made of the old one and `seed`.
fn shuffled<T: Clone>(list: &[T], seed: u64) -> Vec<T> {
    let mut keyed: Vec<(u64, T)> = list
        .iter()
        .zip(1_u64..)
        .map(|(one, place)| (place.wrapping_mul(seed | 1).rotate_left(17) ^ seed, one.clone()))
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, one)| one).collect()
}

proptest! {
    #[test]
    fn estimates_are_sound(units in units(), visit in 1_usize..6) {
        let whole = tally(&units);
        let visits: Vec<Tally> = units.chunks(visit).map(tally).collect();
        for measure in MEASURES {
            is_sound(&measure(&whole))?;
            let over = over_visits(&visits, Tally::new(3), measure);
            is_sound(&over)?;
            prop_assert_eq!(over.value, measure(&whole).value);
        }
    }

    #[test]
    fn kappa_is_sound(pairs in pairs()) {
        for weights in [Weights::None, Weights::Linear] {
            is_sound(&table(&pairs).kappa(weights))?;
        }
    }

    #[test]
    fn the_order_of_raters_units_and_visits_changes_nothing(units in units(), seed: u64) {
        let others: Vec<Unit> =
            shuffled(&units, seed).iter().map(|unit| shuffled(unit, seed)).collect();
        let visits: Vec<Tally> = units.iter().map(|unit| tally(std::slice::from_ref(unit))).collect();
        for measure in MEASURES {
            prop_assert_eq!(measure(&tally(&units)), measure(&tally(&others)));
            prop_assert_eq!(
                over_visits(&visits, Tally::new(3), measure),
                over_visits(&shuffled(&visits, seed), Tally::new(3), measure)
            );
        }
    }

    #[test]
    fn a_unit_that_nobody_rated_changes_nothing(units in units()) {
        let more: Vec<Unit> = units.iter().cloned().chain([vec![None; 3]]).collect();
        for measure in MEASURES {
            prop_assert_eq!(measure(&tally(&units)), measure(&tally(&more)));
        }
    }

    /// One rating is no pair: alpha and percent agreement look at pairs alone.
    #[test]
    fn a_unit_that_one_rated_changes_no_alpha(units in units(), rating in 0_u8..3) {
        let more: Vec<Unit> = units.iter().cloned().chain([vec![Some(rating)]]).collect();
        let (before, after) = (tally(&units), tally(&more));
        prop_assert_eq!(alpha(&before), alpha(&after));
        prop_assert_eq!(percent_agreement(&before).value, percent_agreement(&after).value);
    }

    #[test]
    fn what_is_added_can_be_taken_out(units in units(), others in units()) {
        let mut both = tally(&units);
        both += &tally(&others);
        prop_assert_eq!(&both, &tally(&[units.clone(), others.clone()].concat()));
        both -= &tally(&others);
        prop_assert_eq!(both, tally(&units));
    }

    /// Exchanging the raters turns the direction round and leaves kappa as it is.
    #[test]
    fn the_second_rater_sees_the_first_from_the_other_side(pairs in pairs()) {
        let turned: Vec<(u8, u8)> = pairs.iter().map(|&(first, second)| (second, first)).collect();
        let (one, other) = (table(&pairs), table(&turned));
        let Direction { higher, equal, lower, steps } = one.direction();
        let expected = Direction { higher: lower, equal, lower: higher, steps: -steps };
        prop_assert_eq!(other.direction(), expected);
        prop_assert_eq!(one.direction().sign_test(), other.direction().sign_test());
        for weights in [Weights::None, Weights::Linear] {
            let (one, other) = (one.kappa(weights).value, other.kappa(weights).value);
            prop_assert_eq!(one.is_some(), other.is_some());
            prop_assert!(one.zip(other).is_none_or(|(one, other)| (one - other).abs() < 1e-12));
        }
    }

    /// The sign test by adding up binomial coefficients.
    #[test]
    fn the_sign_test_is_the_sum_of_coin_throws(higher in 0_u64..30, lower in 0_u64..30) {
        prop_assume!(higher + lower > 0);
        let direction = Direction { higher, equal: 3, lower, steps: 0 };
        let n = higher + lower;
        let mut coefficient = 1.0_f64;
        let mut sum = 0.0_f64;
        for k in 0..=higher.min(lower) {
            sum += coefficient;
            coefficient = coefficient * (n - k) as f64 / (k + 1) as f64;
        }
        let expected = (2.0 * sum / 2.0_f64.powi(i32::try_from(n).unwrap())).min(1.0);
        prop_assert!((direction.sign_test().unwrap() - expected).abs() < 1e-9);
    }
}
