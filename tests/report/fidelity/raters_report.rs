//! What a report says of raters: the floor for double rating, estimates and why one is missing, the
//! table of bias, and rows of raters.

use serde_json::{Value as Json, json};

use crate::harness::{District, Pair};

const ON: &str = "2025-11-04";

fn report(district: &District, arguments: &[&str]) -> Json {
    let run = district.coach(&[&["report", "--format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run.json()["periods"][0]["profiles"][0].clone()
}

fn text(district: &District, arguments: &[&str]) -> String {
    let run = district.coach(&[&["report", "--details"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    // As it reads when nothing is wrapped.
    run.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `visits` visits by one observer, of which the first `double` are rated by a second one too.
fn visits(visits: u32, double: u32) -> [Pair; 2] {
    let mut pair = Pair::of("c-01", "t-101", "lincoln");
    for day in 1..=visits {
        let on = format!("2025-11-{day:02}");
        pair = pair.checklist(&on, "observer o-1", "rationale: in-place, listens: partial");
        if day <= double {
            pair = pair.checklist(&on, "observer o-2", "rationale: in-place, listens: in-place");
        }
    }
    [pair, Pair::of("c-02", "t-201", "prairie").session("2025-11-04", "")]
}

/// 1 of 5 is 20 %; 1 of 6 is 16.6 % and 3 of 16 is 18.7 %, cut.
#[test]
fn the_floor_is_compared_exactly() {
    for (all, double, words) in [
        (
            5,
            1,
            "Two observers: 1 of 5 visits (20.0 %; floor 20 %, reached); 1 of 2 (50.0 %) ratings agree",
        ),
        (6, 1, "1 of 6 visits (16.6 %; floor 20 %, not reached)"),
        (16, 3, "3 of 16 visits (18.7 %; floor 20 %, not reached)"),
        (4, 0, "Two observers: 0 of 4 visits (0.0 %; floor 20 %, not reached) "),
    ] {
        let district = District::new().pairs(&visits(all, double));
        let shown = text(&district, &[]);
        assert!(shown.contains(words), "{words} is not in\n{shown}");
    }
    let district = District::new().settings("[thresholds]\ndouble_rating_percent = 16");
    let shown = text(&district.pairs(&visits(6, 1)), &[]);
    assert!(shown.contains("1 of 6 visits (16.6 %; floor 16 %, reached)"), "{shown}");
}

#[test]
fn without_a_visit_nothing_is_said_of_two_observers() {
    let district = District::new().pairs(&visits(0, 0));
    assert!(!text(&district, &[]).contains("Two observers"));
    let double = &report(&district, &[])["total"]["whole"]["double_rating"];
    assert_eq!(double["reaches_floor"], Json::Null);
    assert_eq!(double["visits"], json!({"k": 0, "n": 0}));
    assert_eq!(double["alpha"]["reason"], "no item was rated by two raters");
}

#[test]
fn a_floor_that_is_none_is_a_fault() {
    for (floor, said) in [("101", "from 0 to 100"), ("\"20\"", "20"), ("19.5", "19.5")] {
        let settings = format!("[thresholds]\ndouble_rating_percent = {floor}");
        let run = District::new().settings(&settings).coach(&["report"]);
        assert_eq!(run.code, 2, "{floor}: {}", run.out);
        assert!(run.err.contains(said), "{floor}: {}", run.err);
    }
    let typo = District::new().settings("[thresholds]\ndouble_rating_percnt = 20");
    let run = typo.coach(&["report"]);
    assert!(run.code == 2 && run.err.contains("double_rating_percent"), "{}", run.err);
}

/// Two visits make two items each: what is missing says so once for both.
#[test]
fn what_is_missing_says_why() {
    let district = District::new().pairs(&visits(5, 2));
    let why = "only 4 items were rated by two raters; fewer than 10 give only counts";
    let shown = text(&district, &[]);
    assert!(
        shown.contains(&format!("2 of 4 (50.0 %) ratings agree; AC2 and alpha undefined ({why})"))
    );
    let double = report(&district, &["--kappa"])["total"]["whole"]["double_rating"].clone();
    for key in ["mean_agreement", "ac2", "alpha", "kappa", "kappa_linear"] {
        let expected = json!({"value": null, "interval": null, "reason": why, "rests_on": null});
        assert_eq!(double[key], expected, "{key}");
    }
}

/// Five visits of two items, 5 of 10 pairs agree. Rationale: twice in place. Listens: partial and in
/// place. So pₐ = 0.75, π = 3/4 and 1/4: pₑ = 5/6 · 0.375 = 0.3125, AC2 = 0.4375 / 0.6875 = 0.636364;
/// alpha: 20 levels, 15 and 5, five pairs differ: 1 − 19 · 5 / 75 = −0.266667. Kappa: the first gives
/// half each, the second only in place: p₀ = pₑ = 0.5.
#[test]
fn estimates_are_shown_with_what_they_rest_on() {
    let district = District::new().pairs(&visits(5, 5));
    let double = report(&district, &["--kappa"])["total"]["whole"]["double_rating"].clone();
    assert_eq!(double["agree"], json!({"k": 5, "n": 10}));
    assert_eq!(double["ac2"]["value"], 0.636_364);
    assert_eq!(double["alpha"]["value"], -0.266_667);
    assert_eq!(double["kappa"]["value"], 0.0);
    assert!(double["mean_agreement"]["value"] == 0.5);
    // The visits are all alike. AC2 and percent agreement do not move at all without one of them.
    let alike = "each part agrees as much as the next, so there is no interval";
    assert_eq!(double["ac2"]["reason"], alike);
    let shown = text(&district, &["--kappa"]);
    let said = format!(
        "5 of 10 (50.0 %) ratings agree; AC2 0.64 ({alike}); alpha −0.27 ({alike}); kappa 0.00"
    );
    assert!(shown.contains(&said), "{shown}");
    let asked = report(&district, &[])["total"]["whole"]["double_rating"].clone();
    assert!(asked.get("kappa").is_none() && asked.get("kappa_linear").is_none());
    assert!(!text(&district, &[]).contains("kappa"));
}

/// Self: rationale higher, listens equal. Educator: listens lower. Means and p from ten items on.
#[test]
fn bias_stands_apart_from_reliability() {
    let pair = Pair::of("c-01", "t-101", "lincoln")
        .checklist(ON, "observer o-1", "rationale: partial, listens: partial")
        .checklist(ON, "self", "rationale: in-place, listens: partial")
        .checklist(ON, "educator", "listens: not-in-place");
    let district = District::new()
        .pairs([&pair, &Pair::of("c-02", "t-201", "prairie").session("2025-11-04", "")]);
    let whole = report(&district, &[])["total"]["whole"].clone();
    assert_eq!(whole["double_rating"]["visits"], json!({"k": 0, "n": 1}));
    let few = |items: &str| {
        let reason = format!("only {items} rated by two raters; fewer than 10 give only counts");
        json!({"value": null, "interval": null, "reason": reason})
    };
    assert_eq!(
        whole["against_observer"],
        json!([
            {
                "role": "self", "equal": {"k": 1, "n": 2}, "higher": {"k": 1, "n": 2},
                "lower": {"k": 0, "n": 2}, "mean_steps": few("2 items were"),
                "sign_test": few("2 items were"),
            },
            {
                "role": "educator", "equal": {"k": 0, "n": 1}, "higher": {"k": 0, "n": 1},
                "lower": {"k": 1, "n": 1}, "mean_steps": few("1 item was"),
                "sign_test": few("1 item was"),
            },
        ])
    );
    let shown = text(&district, &[]);
    assert!(shown.contains("self 1 of 2 50.0 % 1 0 – – educator 0 of 1 0.0 % 0 1 – –"), "{shown}");
    // One relationship shows each item's sources instead.
    assert!(!text(&district, &["--educator", "t-101"]).contains("Against the observer"));
}

fn two_schools() -> District {
    District::new().pairs([
        &Pair::of("c-01", "t-101", "lincoln")
            .checklist(ON, "observer o-1", "rationale: partial, listens: in-place")
            .checklist("2025-11-12", "self", "rationale: in-place, listens: not-observed"),
        &Pair::of("c-02", "t-201", "prairie").checklist(
            ON,
            "observer o-1",
            "rationale: in-place, data-to-next-steps: not-applicable",
        ),
    ])
}

#[test]
fn rows_of_raters_say_what_each_wrote() {
    let district = two_schools();
    let shown = text(&district, &["--by", "rater"]);
    assert!(
        shown.contains("self c-01 1 1 of 1 100.0 % 0 0 0 1 observer o-1 2 2 of 3 66.6 % 1 0 1 0"),
        "{shown}"
    );
    let crossed = text(&district, &["--by", "rater,school"]);
    let rows = "Lincoln · self c-01 1 1 of 1 100.0 % 0 0 0 1 Lincoln · observer o-1 1 1 of 2 50.0 % 1 0 0 0 \
                Prairie · observer o-1 1 1 of 1 100.0 % 0 0 1 0";
    assert!(crossed.contains(rows), "{crossed}");
    // rationale is of facilitating, listens of relationships.
    let by_function = text(&district, &["--by", "function,rater"]);
    assert!(
        by_function.contains("relationships · observer o-1 2 1 of 1 100.0 % 0 0 0 0"),
        "{by_function}"
    );
    assert!(
        by_function.contains("facilitating · observer o-1 2 1 of 2 50.0 % 1 0 0 0"),
        "{by_function}"
    );
    for plain in [&[][..], &["--by", "school"]] {
        assert!(!text(&district, plain).contains("o-1"));
        assert!(report(&district, plain)["total"]["whole"].get("by_rater").is_none());
    }
}

#[test]
fn several_times_have_a_table_of_raters_each() {
    let periods = ["--by", "rater", "--period", "fall", "--period", "2025-11-10..2025-11-30"];
    let shown = text(&two_schools(), &periods);
    assert!(shown.contains("observer o-1 2 2 of 3 66.6 % 1 0 1 0"), "{shown}");
    assert_eq!(shown.matches("self c-01 1 1 of 1 100.0 % 0 0 0 1").count(), 2, "{shown}");
}

#[test]
fn raters_cross_with_one_other_kind_of_rows() {
    let district = two_schools();
    for (by, said) in [
        ("rater,rater", "crosses rater with itself"),
        ("rater,school,coach", "crosses two kinds of rows"),
        ("rater,district", "cannot be crossed"),
    ] {
        let run = district.coach(&["report", "--details", "--by", by]);
        assert!(run.code == 2 && run.err.contains(said), "{by}: {}", run.err);
    }
}

/// Every number of raters that is printed has an address, and groups their own.
#[test]
fn numbers_of_raters_have_addresses() {
    let run = two_schools().coach(&["report", "--by", "school,rater", "--kappa", "--explain"]);
    for (address, value) in [
        ("double-rated-visits", "0 of 2"),
        ("role=self rater=c-01 checklists", "1"),
        ("school=lincoln role=observer rater=o-1 ratings-in-place", "1 of 2"),
        ("school=prairie role=observer rater=o-1 ratings-not-applicable", "1"),
        ("school=lincoln role=self higher-than-observer", "1 of 1"),
        ("function=facilitating role=observer rater=o-1 ratings-partial", "1"),
    ] {
        let has = |line: &str| line.trim() == format!("{value}  {address}");
        assert!(run.out.lines().any(has), "{address} {value} is not in\n{}", run.out);
    }
    assert!(run.out.contains("observers-kappa-linear"));
}
