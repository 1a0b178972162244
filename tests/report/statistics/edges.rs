//! Where a measure is undefined, or has no interval, it says why. Expected values are by hand.

use coach::count::statistics::{
    Estimate, Independent, Reason, Table, Tally, Weights, ac2, alpha, over_visits,
    percent_agreement,
};

fn tally(units: &[&[Option<u8>]]) -> Tally {
    let mut tally = Tally::new(3);
    units.iter().for_each(|unit| tally.add(unit));
    tally
}

fn table(pairs: &[(u8, u8)]) -> Table<3> {
    let mut table = Table::default();
    pairs.iter().for_each(|&(first, second)| table.add(first, second));
    table
}

fn undefined(reason: Reason) -> Estimate {
    Estimate { value: None, interval: None, reason: Some(reason) }
}

fn alone(value: f64, reason: Reason) -> Estimate {
    Estimate { value: Some(value), interval: None, reason: Some(reason) }
}

#[test]
fn without_a_pair_everything_is_undefined() {
    for tally in [tally(&[]), tally(&[&[Some(2), None], &[None, Some(1)], &[None, None]])] {
        for measure in [percent_agreement, ac2, alpha] {
            assert_eq!(measure(&tally), undefined(Reason::NoPairs));
        }
        assert_eq!(tally.pairs(), (0, 0));
    }
    assert_eq!(table(&[]).kappa(Weights::Linear), undefined(Reason::NoPairs));
    assert_eq!(table(&[]).direction().mean(), None);
    assert_eq!(table(&[]).direction().sign_test(), None);
}

#[test]
fn one_category_only_leaves_chance_nothing_to_go_by() {
    let same = tally(&[[Some(2), Some(2)].as_slice(); 12]);
    assert_eq!(percent_agreement(&same), alone(1.0, Reason::AllAgree));
    assert_eq!(ac2(&same), alone(1.0, Reason::AllAgree));
    assert_eq!(alpha(&same), undefined(Reason::AllTheSame));
    assert_eq!(table(&[(2, 2); 12]).kappa(Weights::None), undefined(Reason::AllTheSame));
    assert_eq!(table(&[(2, 2); 12]).kappa(Weights::Linear), undefined(Reason::AllTheSame));
}

#[test]
fn perfect_agreement_over_several_levels_is_one_without_an_interval() {
    let perfect = tally(&[&[Some(2), Some(2)], &[Some(1), Some(1)], &[Some(0), Some(0)]]);
    for measure in [percent_agreement, ac2, alpha] {
        assert_eq!(measure(&perfect), alone(1.0, Reason::AllAgree));
        // Nor has the jackknife one.
        let visits = vec![perfect.clone(); 6];
        assert_eq!(over_visits(&visits, Tally::new(3), measure), alone(1.0, Reason::AllAgree));
    }
    let kappa = table(&[(2, 2), (1, 1), (0, 0)]).kappa(Weights::Linear);
    assert_eq!(kappa, alone(1.0, Reason::AllAgree));
}

/// Each rater keeps to one level, and those differ: nothing agrees, and chance would give nothing.
#[test]
fn two_raters_who_each_give_one_level_have_a_kappa_of_zero() {
    let kappa = table(&[(2, 0); 12]).kappa(Weights::None);
    assert_eq!(kappa, alone(0.0, Reason::NoSpread));
}

#[test]
fn one_item_makes_no_interval() {
    let one = tally(&[&[Some(2), Some(1)], &[Some(2), None]]);
    for measure in [percent_agreement, ac2] {
        assert_eq!(measure(&one).interval, None);
        assert_eq!(measure(&one).reason, Some(Reason::OneItem));
    }
    assert_eq!(table(&[(2, 1)]).kappa(Weights::None), alone(0.0, Reason::OneItem));
}

/// One rater's levels bring chance to 5/9 while nothing agrees: (0 − 5/9) / (1 − 5/9) = −1.25.
#[test]
fn no_coefficient_leaves_its_bounds() {
    // 0 and 2 on one item; then only one rater, who says 1 in half of what is left: π → 1/3 each.
    let mut far = tally(&[[Some(0), Some(2)].as_slice(); 10]);
    (0..5).for_each(|_| far.add(&[Some(1), None]));
    assert_eq!(ac2(&far).value, Some(-1.0));
}

/// Three visits without one level: leaving out the only visit that has another leaves nothing to go by.
#[test]
fn alpha_that_rests_on_one_visit_has_no_interval() {
    let mut visits = vec![tally(&[&[Some(2), Some(2)], &[Some(2), Some(2)]]); 5];
    visits.push(tally(&[&[Some(0), Some(0)], &[Some(2), Some(1)]]));
    let estimate = over_visits(&visits, Tally::new(3), alpha);
    assert!(estimate.value.is_some());
    assert_eq!((estimate.interval, estimate.reason), (None, Some(Reason::RestsOnOneVisit)));
}

#[test]
fn below_five_visits_items_are_treated_as_independent() {
    let visits = vec![tally(&[&[Some(2), Some(2)], &[Some(0), Some(1)], &[Some(1), Some(2)]]); 4];
    let estimate = over_visits(&visits, Tally::new(3), ac2);
    assert_eq!(estimate.interval.unwrap().rests_on, Independent::Items);
    let estimate = over_visits(&visits, Tally::new(3), alpha);
    assert_eq!(estimate.reason, Some(Reason::TooFewVisits { at_least: 5 }));
}

/// Five visits that are alike: leaving one out changes nothing but by how much chance is corrected, and
/// for percent agreement not even that.
#[test]
fn visits_that_are_alike_have_no_spread() {
    let visits = vec![tally(&[&[Some(2), Some(2)], &[Some(0), Some(1)]]); 5];
    let estimate = over_visits(&visits, Tally::new(3), percent_agreement);
    assert_eq!(estimate, alone(0.5, Reason::NoSpread));
}

/// A rating that is none of the list is missing, as not-observed is, and makes no category.
#[test]
fn what_is_not_in_the_list_is_missing() {
    let stray = tally(&[&[Some(2), Some(3)], &[Some(2), Some(1)], &[Some(200)]]);
    assert_eq!((stray.units(), stray.pairable()), (2, 1));
    assert_eq!(table(&[(3, 1), (1, 3)]).pairs(), 0);
}
