//! The statistics, against the answers of other programs and of papers (`reference/`, which says for
//! each value where it comes from), and properties that hold for any ratings.

mod agreement;
mod edges;
mod properties;
mod proportions;

/// The answers have six digits.
const CLOSE: f64 = 1e-6;

/// Whether a computed value is the expected one, `null` being no value.
fn same(computed: Option<f64>, expected: &serde_json::Value, what: &str) {
    match (computed, expected.as_f64()) {
        (None, None) => assert!(expected.is_null(), "{what}: {expected} is no number"),
        (Some(computed), Some(expected)) => {
            assert!((computed - expected).abs() <= CLOSE, "{what}: {computed}, not {expected}");
        }
        _ => panic!("{what}: {computed:?}, not {expected}"),
    }
}
