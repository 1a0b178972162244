//! One number of several districts. Its value in each comes in; the sum goes out, or why there is none.
//! A number that one district holds back is in no sum, so nobody can take the others off and find it.

use crate::count::{Share, Value};
use crate::report::Address;
use crate::report::combine::adds::{Adds, Lack, adds};
use crate::text::wording::quote;

/// The sum of `values`, one for each of `districts`; `has` says which of them have relationships that the
/// number at `address` is about.
///
/// # Errors
/// Why it cannot be combined.
pub(super) fn sum(
    address: &Address,
    is_of_month: bool,
    values: &[Option<Value>],
    has: &[bool],
    districts: &[&str],
) -> Result<Value, String> {
    let mut known = values.iter().flatten();
    if let (Some(only), None, 1) =
        (known.next(), known.next(), has.iter().filter(|has| **has).count())
    {
        // No other district has anything that could count.
        return Ok(only.clone());
    }
    let lack = match adds(address, is_of_month) {
        Adds::Not(why) => return Err(why.to_owned()),
        Adds::Up(lack) => lack,
    };
    let mut total: Option<Value> = None;
    for ((value, has), district) in values.iter().zip(has).zip(districts) {
        match value {
            Some(Value::Estimate { .. }) => {
                return Err(format!("{} holds it back", quote(district)));
            }
            None if *has && lack == Lack::Unknown => {
                return Err(format!("{} does not give it", quote(district)));
            }
            None => {}
            Some(value) => {
                total = Some(match total {
                    None => value.clone(),
                    Some(total) => {
                        added(&total, value).ok_or("it is too large to be written down")?
                    }
                });
            }
        }
    }
    total.ok_or_else(|| "no district gives it".to_owned())
}

/// `None` where the sum is larger than any number here, or the two are not of one kind.
fn added(one: &Value, other: &Value) -> Option<Value> {
    match (one, other) {
        (Value::Count { count }, Value::Count { count: more }) => {
            Some(Value::Count { count: count.checked_add(*more)? })
        }
        (Value::Share(one), Value::Share(other)) => {
            let (k, n) = (one.k.checked_add(other.k)?, one.n.checked_add(other.n)?);
            Some(Value::Share(Share { k, n }))
        }
        (Value::Count { .. } | Value::Share(_) | Value::Estimate { .. }, _) => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    const DISTRICTS: [&str; 3] = ["Alder", "Boone", "Cedar"];

    fn of(address: &str, values: [Option<Value>; 3], has: [bool; 3]) -> Result<Value, String> {
        sum(&address.parse().unwrap(), false, &values, &has, &DISTRICTS)
    }

    fn share(k: u32, n: u32) -> Option<Value> {
        Some(Share { k, n }.into())
    }

    fn held_back() -> Option<Value> {
        Some(Value::Estimate { value: None, interval: None, reason: Some("few".to_owned()) })
    }

    #[test]
    fn shares_add_their_counts() {
        // 6 of 9 and 3 of 4 are 9 of 13; a district without such pairs adds nothing.
        let sum = of("in-place", [share(6, 9), share(3, 4), None], [true, true, false]);
        assert_eq!(sum, Ok(Share { k: 9, n: 13 }.into()));
        let counts = [Some(5_u32.into()), Some(0_u32.into()), Some(7_u32.into())];
        assert_eq!(of("sessions", counts, [true; 3]), Ok(12_u32.into()));
    }

    #[test]
    fn what_one_district_holds_back_is_in_no_sum() {
        let why = of("in-place", [share(6, 9), held_back(), share(1, 2)], [true; 3]);
        assert_eq!(why, Err("`Boone` holds it back".to_owned()));
        let why = of("in-place", [share(6, 9), None, share(1, 2)], [true; 3]);
        assert_eq!(why, Err("`Boone` does not give it".to_owned()));
    }

    #[test]
    fn no_estimate_is_added_up() {
        let estimate =
            |value| Some(Value::Estimate { value: Some(value), interval: None, reason: None });
        for address in ["observers-ac2", "sessions-trend", "sessions-trend-p"] {
            let values = [estimate(0.5), estimate(0.25), None];
            assert!(of(address, values.clone(), [true, true, false]).is_err());
            // Pairs of one district alone are all pairs.
            let alone = [estimate(0.5), None, None];
            assert_eq!(of(address, alone, [true, false, false]), Ok(estimate(0.5).unwrap()));
        }
    }

    #[test]
    fn nothing_runs_over() {
        let most = share(1, u32::MAX);
        assert!(of("in-place", [most.clone(), most, None], [true, true, false]).is_err());
        let most = Some(Value::Count { count: u64::MAX });
        assert!(of("sessions", [most, Some(1_u32.into()), None], [true, true, false]).is_err());
    }
}
