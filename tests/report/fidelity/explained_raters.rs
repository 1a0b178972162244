//! What explains a number of raters adds up to that number, for one relationship and for many.

use coach::count::statistics::Weights;
use coach::count::{
    AgainstObserver, Moment, Narrow, Raters, RatingCounts, Records, Share, Statistic, Value,
    evaluate, explain, total,
};
use coach::domain::profile::Profile;
use coach::domain::record::Relationship;

/// Every measure of raters with its value.
pub(crate) fn figures(profile: &Profile, raters: &Raters) -> Vec<(Statistic, Narrow, Value)> {
    let visits = &raters.visits;
    let mut figures: Vec<(Statistic, Narrow, Value)> = vec![
        (Statistic::DoubleRatedVisits, Narrow::default(), visits.double.into()),
        (Statistic::ObserversAgree, Narrow::default(), visits.agree().into()),
    ];
    for (measure, estimate) in [
        (Statistic::ObserversMeanAgreement, visits.mean_agreement()),
        (Statistic::ObserversAc2, visits.ac2()),
        (Statistic::ObserversAlpha, visits.alpha()),
        (Statistic::ObserversKappa, visits.kappa(Weights::None)),
        (Statistic::ObserversKappaLinear, visits.kappa(Weights::Linear)),
    ] {
        figures.push((measure, Narrow::default(), (&estimate).into()));
    }
    for role in AgainstObserver::ROLES {
        let direction = raters.against_observer.direction(role).expect("one of the pair");
        let narrow = Narrow { role: Some(role.name().to_owned()), ..Narrow::default() };
        let share = |count: u64| {
            let [k, n] = [count, direction.pairs()].map(|n| u32::try_from(n).expect("few"));
            Value::from(Share { k, n })
        };
        for (measure, value) in [
            (Statistic::EqualToObserver, share(direction.equal)),
            (Statistic::HigherThanObserver, share(direction.higher)),
            (Statistic::LowerThanObserver, share(direction.lower)),
            (Statistic::StepsFromObserver, (&AgainstObserver::mean_steps(&direction)).into()),
            (Statistic::ObserverSignTest, (&AgainstObserver::sign_test(&direction)).into()),
        ] {
            figures.push((measure, narrow.clone(), value));
        }
    }
    for (rater, written) in raters.by_rater.iter() {
        let narrow = Narrow {
            role: Some(rater.role.name().to_owned()),
            rater: Some(rater.id.clone()),
            ..Narrow::default()
        };
        figures.push((Statistic::Checklists, narrow.clone(), written.checklists.into()));
        figures.extend(of_ratings(&narrow, &written.ratings()));
        for (function, ratings) in profile.functions.iter().zip(&written.functions) {
            let narrow = Narrow { function: Some(function.id.clone()), ..narrow.clone() };
            figures.extend(of_ratings(&narrow, ratings));
        }
    }
    figures
}

fn of_ratings(narrow: &Narrow, counts: &RatingCounts) -> Vec<(Statistic, Narrow, Value)> {
    let values: [(Statistic, Value); 5] = [
        (Statistic::RatingsInPlace, counts.levels().into()),
        (Statistic::RatingsPartial, counts.partial.into()),
        (Statistic::RatingsNotInPlace, counts.not_in_place.into()),
        (Statistic::RatingsNotApplicable, counts.not_applicable.into()),
        (Statistic::RatingsNotObserved, counts.not_observed.into()),
    ];
    values.map(|(measure, value)| (measure, narrow.clone(), value)).into()
}

/// The entries of each figure of one relationship, which add up to it; none where it is not active.
pub(crate) fn explained(
    relationship: &Relationship,
    records: &Records,
    moment: &Moment,
) -> Option<Raters> {
    let evaluation = evaluate(relationship, records, moment);
    let figures = figures(&relationship.profile, &evaluation.sums.raters);
    for (measure, narrow, expected) in figures {
        let entries = explain(relationship, records, moment, measure, &narrow);
        assert_eq!(entries.is_some(), evaluation.is_active);
        let Some(entries) = entries else { continue };
        assert_eq!(total(measure, &entries), expected, "{measure:?} {narrow:?}: {entries:#?}");
        for entry in &entries {
            assert!(!entry.what.is_empty() && !entry.because.is_empty(), "{entry:?}");
            assert!(!entry.records.is_empty(), "{entry:?}");
            assert!(entry.records.iter().all(|judged| !judged.why.is_empty()), "{entry:?}");
            assert!(entry.records.is_sorted_by(|a, b| a.file <= b.file), "{entry:?}");
        }
    }
    evaluation.is_active.then_some(evaluation.sums.raters.clone())
}
