//! A report for which only the sums of rows are kept says the same as one for which everything is kept of each pair.

use coach::domain::calendar::{AsOf, DayFrom};
use coach::report::{Asked, Dimension, Keeps, Question, Selection, build, gather};
use coach::store::Progress;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::Value as Json;

use super::random::{Story, date, pairs_of, story};
use super::{TODAY, few};
use crate::harness::{District, Pair};

/// What rows may be, where they are of several pairs; without the last one, practices part nothing.
const ROWS: [Dimension; 4] =
    [Dimension::Coach, Dimension::School, Dimension::Function, Dimension::Practice];

/// The report on two times or, `a_year_later`, on a year beside the one before it.
fn report(
    district: &District,
    a_year_later: bool,
    by: &[Dimension],
    selection: &Selection,
    keeps: Keeps,
) -> Json {
    let folder = district.open();
    let day = date(TODAY + if a_year_later { 365 } else { 0 });
    let as_of = AsOf { day, from: DayFrom::Option };
    let periods = match a_year_later {
        true => vec!["2026-27".to_owned()],
        false => vec!["2025-26".to_owned(), format!("{}..{}", date(10), date(50))],
    };
    let progress = Progress::default();
    let question = Question {
        as_of,
        periods: &periods,
        year_before: a_year_later,
        today: as_of,
        keeps,
        progress: &progress,
    };
    let gathered = gather(&folder, &question).expect("periods");
    let asked = Asked { by: by.to_vec(), raters: true, kappa: true, ..Asked::default() };
    serde_json::to_value(build(&folder.district, &gathered, selection, asked)).expect("JSON")
}

proptest! {
    #![proptest_config(few(48))]

    #[test]
    fn sums_of_rows_are_the_sums_of_their_pairs(
        stories in vec((story(), 0..2usize, 1..3usize), 1..6),
        by in subsequence(ROWS.to_vec(), 0..=2),
        practice in proptest::option::of(Just("wait time")),
        takes_over in any::<bool>(),
        a_year_later in any::<bool>(),
    ) {
        let mut pairs: Vec<Pair> = pairs_of(&stories);
        // Someone goes on from the first, whose requests and steps are theirs then.
        if let (true, Some((Story { ended: Some(ended), .. }, school, _))) = (takes_over, stories.first()) {
            let school = ["lincoln", "prairie"][*school];
            let heir = Pair::of("c-09", "t-100", school).started(&date(*ended + 1).to_string());
            pairs.push(heir.continues(&format!("c-0{}-t-100", stories[0].2)));
        }
        let district = District::new().pairs(&pairs);
        let selection =
            Selection { practices: practice.iter().map(ToString::to_string).collect(), ..Selection::default() };
        let by_practice = by.contains(&Dimension::Practice) || practice.is_some();
        let of_rows = report(&district, a_year_later, &by, &selection, Keeps::Rows { by_practice });
        prop_assert_eq!(of_rows, report(&district, a_year_later, &by, &selection, Keeps::Pairs));
    }
}
