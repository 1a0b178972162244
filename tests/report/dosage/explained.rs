//! What stands behind each number adds up to exactly that number, in the example district and in
//! random ones, whole and narrowed.

use std::path::Path;

use coach::check;
use coach::count::{
    Evaluation, Moment, Narrow, Records, Share, Statistic, Value, evaluate, explain, total,
};
use coach::domain::calendar::Window;
use coach::domain::record::Relationship;
use coach::store::{DistrictFolder, Progress, Scope};
use coach::survey::{Pass, survey};
use proptest::prelude::*;

use crate::harness::{District, Pair, SETTINGS, day};

fn count(n: u32) -> Value {
    Value::from(n)
}

fn share(share: Share) -> Value {
    Value::from(share)
}

/// Each measure, how it is narrowed, and its value.
fn values(relationship: &Relationship, seen: &Evaluation) -> Vec<(Statistic, Narrow, Value)> {
    let (dosage, timely, attention) = (&seen.sums.dosage, &seen.timeliness, &seen.attention);
    let rhythm = &dosage.rhythm;
    let mut values: Vec<(Statistic, Narrow, Value)> = [
        (Statistic::Sessions, count(dosage.doses().sessions)),
        (Statistic::Contacts, count(dosage.doses().contacts)),
        (Statistic::Minutes, count(dosage.doses().minutes)),
        (Statistic::SessionsWithoutMinutes, count(dosage.doses().sessions_without_minutes)),
        (Statistic::ContactsWithoutMinutes, count(dosage.doses().contacts_without_minutes)),
        (Statistic::SessionsWithoutPhase, count(dosage.doses().sessions_without_phase)),
        (Statistic::AgreedRhythm, share(rhythm.agreed)),
        (Statistic::AgreedMinutes, share(rhythm.agreed_minutes)),
        (Statistic::PlannedSessions, count(rhythm.planned_sessions)),
        (Statistic::PlannedMinutes, count(rhythm.planned_minutes)),
        (Statistic::HeldSessions, count(rhythm.held_sessions)),
        (Statistic::HeldMinutes, count(rhythm.held_minutes)),
        (Statistic::AgreedCalledOff, count(rhythm.called_off)),
        (Statistic::CalledOff, count(dosage.called_off.all())),
        (Statistic::LongGaps, count(rhythm.long_gaps)),
        (Statistic::PairsWithLongGaps, share(rhythm.with_long_gaps)),
        (Statistic::AnsweredInTime, share(timely.met)),
        (Statistic::AnsweredLate, count(timely.late)),
        (Statistic::Unanswered, count(timely.unanswered)),
        (Statistic::OpenRequests, count(timely.open)),
        (Statistic::NothingAgreed, share(timely.nothing_agreed)),
        (Statistic::AnswersOverdue, count(attention.answers_overdue)),
        (Statistic::StepsOverdue, count(attention.steps_overdue)),
        (Statistic::PairsNotMet, count(attention.pairs_not_met)),
    ]
    .into_iter()
    .map(|(measure, value)| (measure, Narrow::default(), value))
    .collect();
    for (index, method) in relationship.profile.methods.iter().enumerate() {
        let narrow = Narrow { method: Some(method.id.clone()), ..Narrow::default() };
        let dose = dosage.doses_by(index);
        values.extend([
            (Statistic::Sessions, narrow.clone(), count(dose.sessions)),
            (Statistic::Contacts, narrow.clone(), count(dose.contacts)),
            (Statistic::Minutes, narrow.clone(), count(dosage.doses_by(index).minutes)),
        ]);
    }
    for (index, phase) in relationship.profile.phases.iter().enumerate() {
        let narrow = Narrow { phase: Some(phase.id.clone()), ..Narrow::default() };
        values.push((Statistic::Sessions, narrow, count(dosage.phase(index))));
    }
    values
}

/// What is explained otherwise than it is counted in `folder`.
fn differences(folder: &DistrictFolder, from: &str, to: &str, as_of: &str) -> Vec<String> {
    let window = Window::new(day(from), day(to), day(as_of), "a window".to_owned()).unwrap();
    let moment = Moment::of(&folder.district, &window, crate::harness::as_of(as_of));
    let pass =
        Pass { as_of: moment.as_of, scope: &Scope::Everything, progress: &Progress::default() };
    let look = |path: &str, relationship: &Relationship, records: &Records| {
        let seen = evaluate(relationship, records, &moment);
        let mut wrong = Vec::new();
        for (measure, narrow, value) in values(relationship, &seen) {
            let entries = explain(relationship, records, &moment, measure, &narrow);
            let Some(entries) = entries else { continue };
            let explained = total(measure, &entries);
            if explained != value {
                wrong.push(format!("{path} {measure:?} {narrow:?}: {explained:?}, {value:?}"));
            }
            for record in entries.iter().flat_map(|entry| &entry.records) {
                let is_there = record.file == "relationship.yaml"
                    || records.iter().any(|dated| dated.file == record.file);
                if !is_there || record.why.is_empty() {
                    wrong.push(format!("{path} {measure:?}: {record:?}"));
                }
            }
        }
        wrong
    };
    let pairs = survey(folder, &pass, look).pairs;
    assert!(!pairs.is_empty());
    pairs.into_iter().flatten().collect()
}

#[test]
fn every_number_of_the_example_district() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let folder = DistrictFolder::open(&root, &check::rules()).unwrap_or_else(|_| panic!("opens"));
    for (from, to, as_of) in [
        ("2025-08-01", "2026-07-31", "2026-05-29"),
        ("2025-08-01", "2025-12-31", "2026-05-29"),
        ("2025-11-01", "2025-11-30", "2025-11-17"),
        ("2025-03-01", "2025-10-15", "2026-01-15"),
    ] {
        let found = differences(&folder, from, to, as_of);
        assert!(found.is_empty(), "{from}..{to} as of {as_of}: {found:#?}");
    }
}

/// A session, contact or request: its day from 2025-09-01, and what it says.
fn record() -> impl Strategy<Value = (u64, String, String)> {
    let meeting = prop::option::of(prop::sample::select(vec!["5f0c", "aa11"]));
    let phases = prop::collection::vec(prop::sample::select(vec!["planning", "debrief"]), 0..3);
    let method = prop::sample::select(vec!["in-person", "video", "email"]);
    let minutes = prop::option::of(5..60_u32);
    let step = prop::option::of((1..40_u64, prop::option::of(0..40_u64)));
    let kind = prop::sample::select(vec!["session", "contact", "request", "missed"]);
    (0..90_u64, kind, method, minutes, meeting, phases, step).prop_map(
        |(on, kind, method, minutes, meeting, phases, step)| {
            let date = |after: u64| day("2025-09-01") + chrono::Days::new(on + after);
            if kind == "request" {
                let answer = step.and_then(|(_, done)| done);
                let text =
                    answer.map_or(String::new(), |after| format!("answered: {}", date(after)));
                return (on, kind.to_owned(), text);
            }
            if kind == "missed" {
                return (on, kind.to_owned(), "by: other\n".to_owned());
            }
            let mut text = format!("method: {method}\n");
            if let Some(minutes) = minutes {
                text.push_str(&format!("minutes: {minutes}\n"));
            }
            if let Some(meeting) = meeting {
                text.push_str(&format!("meeting: {meeting}\n"));
            }
            if kind == "session" {
                text.push_str(&format!("phases: [{}]\n", phases.join(", ")));
                if let Some((due, done)) = step {
                    let done =
                        done.map_or(String::new(), |after| format!(", done: {}", date(after)));
                    text.push_str(&format!(
                        "next_steps: [{{what: x, due: {}{done}}}]\n",
                        date(due)
                    ));
                }
            }
            (on, kind.to_owned(), text)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_number_of_random_relationships(
        records in prop::collection::vec((record(), 0..3_usize), 0..25),
        agreements in prop::collection::vec(
            prop::sample::select(vec![
                "respond_within_days: 2, meet_every_days: 14, minutes: 45",
                "respond_within_days: 3, days: working, meet_every_days: 7",
                "minutes: 30",
            ]),
            3,
        ),
        ended in prop::option::of(20..80_u64),
        window in (0..60_u64, 0..60_u64),
        as_of in 0..60_u64,
    ) {
        let on = |days: u64| day("2025-09-01") + chrono::Days::new(days);
        let mut pairs: Vec<Pair> = agreements
            .iter()
            .enumerate()
            .map(|(at, agreed)| Pair::of("c-01", &format!("t-{}", 101 + at), "lincoln").agreed(agreed))
            .collect();
        if let Some(ended) = ended {
            pairs[0] = pairs[0].clone().ended(&on(ended).to_string());
        }
        for ((date, kind, text), at) in &records {
            let key = if kind == "request" { "asked" } else { "date" };
            pairs[*at] = pairs[*at].clone().record(kind, key, &on(*date).to_string(), text);
        }
        let settings =
            SETTINGS.replace("as_of", "holidays = [\"2025-10-06..2025-10-10\"]\nas_of");
        let district = District::new().file("coach.toml", settings).pairs(&pairs);
        let (from, to) = (on(window.0), on(window.0 + window.1));
        let as_of = on(window.0 + as_of);
        let found =
            differences(&district.open(), &from.to_string(), &to.to_string(), &as_of.to_string());
        prop_assert!(found.is_empty(), "{found:#?}");
    }
}
