//! Trends and overlap against the reference's answers, and properties that hold for any series.
use coach::count::statistics::overlap::{Better, NoOverlap, nap};
use coach::count::statistics::trend::{NoTrend, Series, mann_kendall, p_value, theil_sen};
use proptest::prelude::*;
use serde_json::Value;

const NEAR: f64 = 1e-6;

fn reference() -> Value {
    serde_json::from_str(include_str!("../reference/trends.json")).unwrap()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[track_caller]
fn near(ours: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().unwrap();
    assert!((ours - expected).abs() <= NEAR, "{what}: {ours}, expected {expected}");
}

#[test]
fn every_reference_series_is_matched() {
    let reference = reference();
    let all = reference["series"].as_array().unwrap();
    assert_eq!(all.len(), 6);
    for case in all {
        let id = case["id"].as_str().unwrap();
        let points = numbers(&case["t"]).into_iter().zip(numbers(&case["y"]));
        let series = Series::new(points).unwrap();
        let expected = &case["theil_sen_scipy"];
        match theil_sen(&series) {
            Ok(line) => {
                near(line.slope, &expected["slope"], id);
                near(line.intercept, &expected["intercept_separate"], id);
                near(line.joint_intercept, &expected["intercept_joint"], id);
                near(line.interval[0], &expected["ci95_slope"][0], id);
                near(line.interval[1], &expected["ci95_slope"][1], id);
            }
            Err(reason) => {
                assert_eq!(id, "two_points");
                assert_eq!(reason, NoTrend::TooFew { points: 2, needed: 3 });
            }
        }
        let test = mann_kendall(&series).unwrap();
        let expected = &case["mann_kendall_pymannkendall"];
        near(f64::from(i32::try_from(test.s).unwrap()), &expected["S"], id);
        near(test.variance, &expected["var_S"], id);
        near(test.z, &expected["z"], id);
        near(test.p_normal, &expected["p_normal"], id);
        near(test.tau_a, &expected["tau_a"], id);
        near(test.tau_b.unwrap(), &case["kendall_tau_b_scipy"]["tau_b"], id);
        let exact = &case["exact_two_sided_p"];
        assert_eq!(test.p_exact.is_none(), exact.is_null(), "{id}");
        if let Some(p) = test.p_exact {
            near(p, exact, id);
            near(p, &case["kendall_tau_b_scipy"]["p"], id);
        }
        let reported = if exact.is_null() { &expected["p_normal"] } else { exact };
        match p_value(&series) {
            Ok(p) => near(p, reported, id),
            Err(reason) => {
                assert!(series.len() < 5, "{id}");
                assert_eq!(reason, NoTrend::TooFew { points: series.len(), needed: 5 });
            }
        }
    }
}

#[test]
fn a_perfect_order_has_the_smallest_exact_p() {
    let smallest = &reference()["minimum_possible_two_sided_exact_p_by_n"];
    for (n, p) in smallest.as_object().unwrap() {
        let rising = (0..n.parse::<u32>().unwrap()).map(|day| (f64::from(day), f64::from(day)));
        let test = mann_kendall(&Series::new(rising).unwrap()).unwrap();
        near(test.p_exact.unwrap(), p, n);
    }
}

#[test]
fn every_reference_case_of_overlap_is_matched() {
    let reference = reference();
    let all = reference["single_case"].as_array().unwrap();
    assert_eq!(all.len(), 4);
    for case in all {
        let (before, after) = (numbers(&case["A"]), numbers(&case["B"]));
        let better = match case["improvement"].as_str().unwrap() {
            "increase" => Better::Higher,
            _ => Better::Lower,
        };
        near(nap(&before, &after, better).unwrap().value(), &case["NAP"], "NAP");
        let negated = |values: &[f64]| values.iter().map(|value| -value).collect::<Vec<_>>();
        let lower = nap(&negated(&before), &negated(&after), Better::Lower).unwrap();
        near(lower.value(), &case["NAP"], "NAP of the negated values, where lower is better");
    }
}

#[test]
fn a_phase_of_two_values_is_too_few() {
    let reason = nap(&[1.0, 2.0], &[3.0, 4.0, 5.0], Better::Higher).unwrap_err();
    assert_eq!(
        reason.to_string(),
        "too few values: 2 before and 3 after; at least 3 of each are needed"
    );
    assert!(nap(&[1.0, f64::NAN, 2.0], &[3.0, 4.0, 5.0], Better::Higher).is_err());
}

#[test]
fn equal_values_have_a_flat_slope_and_no_tau_b() {
    let series = Series::new((0..6).map(|day| (f64::from(day), 5.0))).unwrap();
    let line = theil_sen(&series).unwrap();
    assert_eq!((line.slope, line.interval), (0.0, [0.0, 0.0]));
    let test = mann_kendall(&series).unwrap();
    assert_eq!((test.s, test.z, test.tau_a, test.tau_b), (0, 0.0, 0.0, None));
    assert_eq!(p_value(&series), Ok(1.0));
}

#[test]
fn what_cannot_be_computed_is_refused() {
    assert_eq!(Series::new([(1.0, 1.0), (1.0, 2.0)]), Err(NoTrend::SameTime));
    assert_eq!(Series::new([(0.0, 1.0), (-0.0, 2.0)]), Err(NoTrend::SameTime));
    assert_eq!(Series::new([(1.0, f64::NAN)]), Err(NoTrend::NotFinite));
    let many = Series::new((0..2001).map(|day| (f64::from(day), 1.0)));
    assert_eq!(many, Err(NoTrend::TooMany { points: 2001 }));
    let huge = Series::new([(0.0, -f64::MAX), (1.0, f64::MAX), (2.0, 0.0)]).unwrap();
    assert_eq!(theil_sen(&huge), Err(NoTrend::NotFinite));
}

/// Values of few sizes, so that some are equal, at different days.
fn points() -> impl Strategy<Value = Vec<(f64, f64)>> {
    proptest::collection::btree_map(-400_i32..400, -6_i32..6, 2..16)
        .prop_map(|points| points.into_iter().map(|(t, y)| (t.into(), y.into())).collect())
}

proptest! {
    #[test]
    fn turning_the_values_round_turns_the_trend_round(points in points()) {
        let series = Series::new(points.clone()).unwrap();
        let turned = Series::new(points.iter().map(|(t, y)| (*t, -y))).unwrap();
        let (a, b) = (mann_kendall(&series).unwrap(), mann_kendall(&turned).unwrap());
        prop_assert_eq!(a.s, -b.s);
        prop_assert_eq!((a.p_normal, a.p_exact), (b.p_normal, b.p_exact));
        if let (Ok(a), Ok(b)) = (theil_sen(&series), theil_sen(&turned)) {
            prop_assert!((a.slope + b.slope).abs() <= 1e-9);
        }
    }

    #[test]
    fn the_order_of_the_points_changes_nothing(
        (points, shuffled) in points().prop_flat_map(|points| (Just(points.clone()), Just(points).prop_shuffle()))
    ) {
        prop_assert_eq!(Series::new(points), Series::new(shuffled));
    }

    #[test]
    fn nothing_is_ever_not_a_number(
        points in proptest::collection::vec((any::<f64>(), any::<f64>()), 0..12)
    ) {
        let Ok(series) = Series::new(points) else { return Ok(()) };
        if let Ok(line) = theil_sen(&series) {
            let [low, high] = line.interval;
            prop_assert!(low <= line.slope && line.slope <= high);
            prop_assert!(line.intercept.is_finite() && line.joint_intercept.is_finite());
        }
        if let Ok(test) = mann_kendall(&series) {
            prop_assert!(test.z.is_finite() && (-1.0..=1.0).contains(&test.tau_a));
            prop_assert!(test.tau_b.is_none_or(|tau| (-1.0..=1.0).contains(&tau)));
            prop_assert!((0.0..=1.0).contains(&test.p_normal));
            prop_assert!(test.p_exact.is_none_or(|p| 0.0 < p && p <= 1.0));
        }
    }

    #[test]
    fn a_value_of_overlap_lies_between_0_and_1(
        before in proptest::collection::vec(any::<f64>(), 0..6),
        after in proptest::collection::vec(any::<f64>(), 0..6)
    ) {
        if let (Ok(up), Ok(down)) = (
            nap(&before, &after, Better::Higher),
            nap(&before, &after, Better::Lower),
        ) {
            prop_assert_eq!(up.pairs(), before.len() * after.len());
            prop_assert!((up.value() + down.value() - 1.0).abs() < 1e-12);
        }
    }
}

/// Points of a line that rises by one at each step.
fn rising(points: u32) -> Series {
    Series::new((0..points).map(|at| (f64::from(at), f64::from(at)))).unwrap()
}

#[test]
fn a_slope_takes_three_points_and_a_p_value_five() {
    assert_eq!(theil_sen(&rising(2)).unwrap_err(), NoTrend::TooFew { points: 2, needed: 3 });
    assert!((theil_sen(&rising(3)).unwrap().slope - 1.0).abs() < NEAR);
    assert_eq!(p_value(&rising(4)).unwrap_err(), NoTrend::TooFew { points: 4, needed: 5 });
    // Of the 120 orders of five values, two are as far from no trend as this one.
    assert!((p_value(&rising(5)).unwrap() - 2.0 / 120.0).abs() < NEAR);
}

#[test]
fn the_p_value_is_exact_up_to_ten_points() {
    // Two of the 3,628,800 orders of ten values.
    let exact = mann_kendall(&rising(10)).unwrap().p_exact.unwrap();
    assert!((exact * 3_628_800.0 - 2.0).abs() < NEAR);
    assert!((p_value(&rising(10)).unwrap() - exact).abs() < 1e-12);
    let more = mann_kendall(&rising(11)).unwrap();
    assert_eq!(more.p_exact, None);
    assert!((p_value(&rising(11)).unwrap() - more.p_normal).abs() < 1e-12);
}

#[test]
fn two_thousand_points_are_compared_and_one_more_is_not() {
    let series = |points: u32| Series::new((0..points).map(|at| (f64::from(at), 1.0)));
    assert_eq!(series(2000).unwrap().len(), 2000);
    assert_eq!(series(2001).unwrap_err(), NoTrend::TooMany { points: 2001 });
}

#[test]
fn overlap_takes_three_values_on_each_side() {
    let values = [1.0, 2.0, 3.0, 4.0, 5.0];
    let pairs = |before: usize, after: usize| {
        nap(&values[..before], &values[..after], Better::Higher).map(|nap| nap.pairs())
    };
    assert_eq!(pairs(3, 3), Ok(9));
    assert_eq!(pairs(2, 5), Err(NoOverlap::TooFew { before: 2, after: 5 }));
    assert_eq!(pairs(5, 2), Err(NoOverlap::TooFew { before: 5, after: 2 }));
}
