//! The agenda and the report's numbers, which count on ways of their own, agree on days of every
//! month of a year of the example district.

use std::path::Path;

use chrono::{Days, NaiveDate};
use coach::check;
use coach::count::Attention;
use coach::count::agenda::Matter;
use coach::domain::calendar::{AsOf, DayFrom};
use coach::report::agenda::{self, Wanted};
use coach::report::{Keeps, Question, gather};
use coach::store::{DistrictFolder, Progress};

#[test]
fn what_is_overdue_and_in_place_is_what_the_report_counts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let folder = DistrictFolder::open(&root, &check::rules()).expect("settings");
    let progress = Progress::default();
    let first: NaiveDate = "2025-08-15".parse().unwrap();
    let mut overdue = 0;
    // 23 days on is another day of the week and of the month; the last ones are in the summer.
    for step in 0..16 {
        let day = first + Days::new(23 * step);
        let as_of = AsOf { day, from: DayFrom::Option };
        let question = Question {
            as_of,
            periods: &["2025-26".to_owned()],
            year_before: false,
            today: as_of,
            keeps: Keeps::Pairs,
            progress: &progress,
        };
        let counted = gather(&folder, &question).expect("a period").survey.pairs;
        let wanted = Wanted::default();
        let asked =
            agenda::Question { as_of, wanted: &wanted, with_words: false, progress: &progress };
        let gathered = agenda::gather(&folder, &asked).expect("everyone");
        assert!(gathered.is_whole());
        for (counted, seen) in counted.iter().zip(&gathered.pairs) {
            assert_eq!(counted.path, seen.path);
            let evaluation = counted.counts[0].alone().unwrap();
            let attention = evaluation.attention;
            let Some(agenda) = &seen.agenda else {
                assert_eq!(attention, Attention::default(), "{} {as_of}", seen.path);
                continue;
            };
            let late = |matter| {
                let late = agenda.due.iter().filter(|due| due.is_overdue(day));
                u32::try_from(late.filter(|due| due.matter == matter).count()).unwrap()
            };
            let place = format!("{} as of {as_of}", seen.path);
            let answers = late(Matter::Answer);
            assert_eq!(answers, attention.answers_overdue, "{place}");
            let steps = late(Matter::Step);
            assert_eq!(steps, attention.steps_overdue, "{place}");
            if seen.relationship.agreement.meet_every_days.is_none() {
                let meetings = late(Matter::Meeting);
                assert_eq!(meetings, attention.pairs_not_met, "{place}");
            }
            let open = u32::try_from(agenda.items.len()).unwrap();
            let in_place = evaluation.coverage().in_place;
            assert_eq!(open, in_place.n - in_place.k, "{place}");
            overdue += answers + steps;
        }
    }
    assert!(overdue > 30, "the year has overdue things to compare: {overdue}");
}
