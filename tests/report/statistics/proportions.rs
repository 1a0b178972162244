//! Every case of `reference/proportions.json`.

use coach::count::statistics::wilson;
use serde_json::Value as Json;

use super::same;

#[test]
fn wilson_is_theirs() {
    let all: Json = serde_json::from_str(include_str!("../../reference/proportions.json")).unwrap();
    let cases = ["cases", "half_credit"].map(|name| all[name].as_array().unwrap());
    let cases: Vec<&Json> = cases.into_iter().flatten().collect();
    assert_eq!(cases.len(), 17);
    for case in cases {
        let (k, n) = (case["k"].as_f64().unwrap(), case["n"].as_u64().unwrap());
        let interval = wilson(k, u32::try_from(n).unwrap());
        assert_eq!(interval.is_none(), case["wilson"].is_null(), "{k} of {n}");
        for (end, limit) in interval.into_iter().flatten().enumerate() {
            same(Some(limit), &case["wilson"][end], &format!("{k} of {n}"));
        }
    }
}

#[test]
fn the_ends_are_exact() {
    for n in 1..200 {
        let ends = |k: u32| wilson(f64::from(k), n).unwrap();
        assert!(ends(0)[0] == 0.0 && ends(n)[1] == 1.0);
        assert!(ends(0)[1] > 0.0 && ends(n)[0] < 1.0);
    }
}

#[test]
fn what_is_no_proportion_has_no_interval() {
    for k in [-1.0, 5.5, f64::NAN, f64::INFINITY] {
        assert_eq!(wilson(k, 5), None);
    }
    assert_eq!(wilson(0.0, 0), None);
}
