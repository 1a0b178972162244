//! Every data set of `reference/agreement.json`.

use coach::count::statistics::{
    Estimate, Independent, Reason, Table, Tally, Weights, ac2, alpha, over_visits,
    percent_agreement,
};
use serde_json::Value as Json;

use super::{CLOSE, same};

type Statistic = fn(&Tally) -> Estimate;

fn data_sets() -> Vec<Json> {
    let text = include_str!("../../reference/agreement.json");
    let all: Json = serde_json::from_str(text).unwrap();
    let sets = all["datasets"].as_array().unwrap().clone();
    assert_eq!(sets.len(), 15);
    sets
}

fn data_set(id: &str) -> Json {
    data_sets().into_iter().find(|set| set["id"] == id).unwrap()
}

/// Rows are units, columns raters; a rating is the place of its category in the declared list.
fn units(set: &Json) -> Vec<Vec<Option<u8>>> {
    let categories = set["categories"].as_array().unwrap();
    let place = |rating: &Json| {
        let place = categories.iter().position(|category| category == rating);
        assert!(place.is_some() || rating.is_null(), "{rating} is no category");
        place.map(|place| u8::try_from(place).unwrap())
    };
    let rows = set["ratings_rows_are_units_cols_are_raters"].as_array().unwrap();
    rows.iter().map(|row| row.as_array().unwrap().iter().map(place).collect()).collect()
}

fn empty(set: &Json) -> Tally {
    Tally::new(u8::try_from(set["categories"].as_array().unwrap().len()).unwrap())
}

fn tally(set: &Json) -> Tally {
    let mut tally = empty(set);
    units(set).iter().for_each(|unit| tally.add(unit));
    tally
}

/// The table of two raters, whose categories are at most five.
fn table(set: &Json) -> Table<5> {
    let mut table = Table::default();
    for unit in units(set) {
        if let [Some(first), Some(second)] = unit[..] {
            table.add(first, second);
        }
    }
    table
}

/// The value, and the interval where there is one. Where we give none, the reference's interval must be
/// one of those that mean nothing: it has no width, or rests on a single item.
fn matches(estimate: &Estimate, reference: &Json, what: &str) {
    same(estimate.value, &reference["value"], what);
    let expected = &reference["ci95"];
    match &estimate.interval {
        Some(interval) => {
            assert_eq!(interval.rests_on, Independent::Items);
            same(Some(interval.low), &expected[0], what);
            same(Some(interval.high), &expected[1], what);
            assert_eq!(estimate.reason, None);
        }
        None => match estimate.reason {
            Some(Reason::AllAgree) => assert_eq!(expected[0], expected[1], "{what}"),
            Some(Reason::OneItem) => assert!(expected[0].as_f64().unwrap() < -1.0, "{what}"),
            other => assert!(estimate.value.is_none() && other.is_some(), "{what}: {other:?}"),
        },
    }
}

#[test]
fn percent_agreement_is_theirs() {
    for set in data_sets() {
        let (reference, tally) = (&set["reference"], tally(&set));
        let mean = &reference["percent_agreement_mean_over_units"];
        matches(&percent_agreement(&tally), mean, set["id"].as_str().unwrap());
        assert_eq!(mean["units_with_a_rating"], tally.units());
        assert_eq!(mean["units_pairable"], tally.pairable());
        let pooled = &reference["percent_agreement_pooled_pairs"];
        assert_eq!(
            tally.pairs(),
            (pooled["agreeing_pairs"].as_u64().unwrap(), pooled["pairs"].as_u64().unwrap())
        );
    }
}

/// Two sets are of categories without an order; they have no AC2 with linear weights.
#[test]
fn ac2_is_theirs() {
    let with_order =
        data_sets().into_iter().filter(|set| !set["reference"]["gwet_ac2_linear"].is_null());
    let mut seen = 0;
    for set in with_order {
        matches(
            &ac2(&tally(&set)),
            &set["reference"]["gwet_ac2_linear"],
            set["id"].as_str().unwrap(),
        );
        seen += 1;
    }
    assert_eq!(seen, 13);
}

#[test]
fn alpha_is_theirs() {
    let mut seen = 0;
    for set in data_sets() {
        if let Some(reference) = set["reference"].get("krippendorff_alpha_ordinal") {
            let alpha = alpha(&tally(&set));
            same(alpha.value, &reference["value"], set["id"].as_str().unwrap());
            assert_eq!(alpha.interval, None);
            seen += 1;
        }
    }
    assert_eq!(seen, 13);
}

/// Krippendorff's ordinal distance is not Gwet's ordinal weights.
#[test]
fn alpha_is_krippendorffs_own() {
    let alpha = alpha(&tally(&data_set("krippendorff_2011_4x12"))).value.unwrap();
    assert!((alpha - 0.815_388).abs() < CLOSE && (alpha - 0.833_638).abs() > 0.01);
}

#[test]
fn kappa_is_theirs() {
    let mut seen = 0;
    for set in data_sets() {
        let reference = &set["reference"];
        let weighings = [("cohen_kappa", Weights::None), ("cohen_kappa_linear", Weights::Linear)];
        for (name, weights) in weighings {
            let Some(expected) = reference.get(name) else { continue };
            let kappa = match set["categories"].as_array().unwrap().len() {
                2 => two(&set).kappa(weights),
                _ => three(&set).kappa(weights),
            };
            matches(&kappa, expected, set["id"].as_str().unwrap());
            seen += 1;
        }
    }
    assert_eq!(seen, 14);
}

fn two(set: &Json) -> Table<2> {
    narrow(&table(set))
}

fn three(set: &Json) -> Table<3> {
    narrow(&table(set))
}

/// The same pairs in a list of fewer categories, on which linear weights depend.
fn narrow<const Q: usize>(table: &Table<5>) -> Table<Q> {
    let mut narrow = Table::<Q>::default();
    for (first, row) in (0..).zip(table.counts()) {
        for (second, count) in (0..).zip(row) {
            (0..*count).for_each(|_| narrow.add(first, second));
        }
    }
    narrow
}

#[test]
fn the_table_and_its_direction_are_theirs() {
    let mut seen = 0;
    for set in data_sets() {
        let Some(expected) = set["reference"].get("direction_R1_minus_R2") else { continue };
        let (id, table) = (set["id"].as_str().unwrap(), table(&set));
        let direction = table.direction();
        assert_eq!(expected["R1_higher"], direction.higher, "{id}");
        assert_eq!(expected["equal"], direction.equal, "{id}");
        assert_eq!(expected["R1_lower"], direction.lower, "{id}");
        same(direction.mean(), &expected["mean_difference"], id);
        same(direction.sign_test(), &expected["sign_test_two_sided_p"], id);
        let cells = set["reference"]["contingency_table_rows_R1_cols_R2"].as_array().unwrap();
        for (row, counts) in cells.iter().zip(table.counts()) {
            let row: Vec<u64> =
                row.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
            assert_eq!(row, counts[..row.len()], "{id}");
        }
        seen += 1;
    }
    assert_eq!(seen, 7);
}

#[test]
fn the_jackknife_by_visit_is_theirs() {
    let set = data_set("clustered_6visits_8items_pooled");
    let expected = &set["reference"]["jackknife_by_visit"];
    let visits: Vec<Tally> = set["visits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|visit| {
            let mut tally = empty(&set);
            for unit in visit.as_array().unwrap() {
                let ratings = unit.as_array().unwrap().iter();
                let ratings = ratings.map(|n| n.as_u64().and_then(|n| u8::try_from(n).ok()));
                tally.add(&ratings.collect::<Vec<_>>());
            }
            tally
        })
        .collect();
    let measures: [(&str, Statistic); 3] =
        [("percent_agreement", percent_agreement), ("alpha_ordinal", alpha), ("ac2_linear", ac2)];
    for (name, measure) in measures {
        let (expected, estimate) = (&expected[name], over_visits(&visits, empty(&set), measure));
        same(estimate.value, &expected["value"], name);
        let interval = estimate.interval.unwrap();
        assert_eq!(interval.rests_on, Independent::Visits(6));
        same(Some(interval.low), &expected["ci95"][0], name);
        same(Some(interval.high), &expected["ci95"][1], name);
        // Without each visit, in the order of the visits.
        for (index, without) in expected["leave_one_out"].as_array().unwrap().iter().enumerate() {
            let mut rest = empty(&set);
            visits.iter().for_each(|visit| rest += visit);
            rest -= &visits[index];
            same(measure(&rest).value, without, name);
        }
    }
}
