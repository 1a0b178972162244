//! Explaining a number gives back exactly that number: every figure of a report is explained, or of a
//! large report some of each kind.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;
use std::path::Path;

use coach::check;
use coach::count::{NarrowKey, Statistic};
use coach::report::explanation;
use coach::report::{
    Address, Asked, Dimension, Figure, Gathered, Keeps, Question, Selection, build, gather,
};
use coach::store::{DistrictFolder, Progress};

use crate::harness::{AS_OF, as_of};

pub(crate) fn open(root: &Path) -> DistrictFolder {
    DistrictFolder::open(root, &check::rules()).expect("the settings can be read")
}

pub(crate) fn counted(folder: &DistrictFolder, periods: &[String]) -> Gathered {
    let (as_of, progress) = (as_of(AS_OF), Progress::default());
    gather(
        folder,
        &Question {
            as_of,
            periods,
            year_before: false,
            today: as_of,
            keeps: Keeps::Pairs,
            progress: &progress,
        },
    )
    .unwrap()
}

/// What sets figures apart that are made in ways of their own: the measure, by what it is narrowed, and
/// whether it is of a time of its own.
type Kind = (&'static str, Vec<&'static str>, bool);

fn kind(figure: &Figure) -> Kind {
    let Address { period, narrow, measure, .. } = &figure.address;
    let narrowed = NarrowKey::ALL.iter().filter(|key| narrow.value(**key).is_some());
    (measure.name(), narrowed.map(|key| key.name()).collect(), period.is_some())
}

/// One of each kind, now an early one and now a late one: always the same ones of the same report.
fn sample(figures: &[Figure]) -> Vec<&Figure> {
    let mut kinds: BTreeMap<Kind, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        kinds.entry(kind(figure)).or_default().push(figure);
    }
    let kinds = kinds.into_values().enumerate();
    kinds.map(|(at, figures)| figures[at * 7 % figures.len()]).collect()
}

/// Explains every figure of the report on `selection` by `by`, and says how many there were.
pub(crate) fn assert_explained(
    folder: &DistrictFolder,
    periods: &[String],
    selection: &Selection,
    by: &[Dimension],
) -> usize {
    let form = Asked { by: by.to_vec(), periods, ..Asked::default() };
    explain_those(folder, selection, form, |figures| figures.iter().collect()).len()
}

/// Explains one figure of each kind of a report that shows all there is, and says of which measures they
/// were.
pub(crate) fn assert_sample_explained(
    folder: &DistrictFolder,
    periods: &[String],
    selection: &Selection,
    by: &[Dimension],
) -> Vec<Statistic> {
    let form = Asked { by: by.to_vec(), periods, kappa: true, raters: true, ..Asked::default() };
    explain_those(folder, selection, form, sample)
}

/// Explains the figures that `choose` takes from each time of the report in `form`, and says of which
/// measures they were.
fn explain_those(
    folder: &DistrictFolder,
    selection: &Selection,
    form: Asked,
    choose: fn(&[Figure]) -> Vec<&Figure>,
) -> Vec<Statistic> {
    let gathered = counted(folder, form.periods);
    let report = build(&folder.district, &gathered, selection, form);
    let (mut explained, mut faults) = (Vec::new(), Vec::new());
    // As the program would: the folder, counted in the time of the address alone.
    let mut by_period = BTreeMap::new();
    for period in &report.periods {
        for figure in choose(&period.figures) {
            let address: Address = figure.address.to_string().parse().expect("an address");
            let gathered = by_period.entry(address.period.clone()).or_insert_with(|| {
                let periods: Vec<String> = address.period.iter().map(|it| it.to_string()).collect();
                counted(folder, &periods)
            });
            let progress = Progress::default();
            let explanation = explanation::build(folder, gathered, &address, None, &progress)
                .unwrap_or_else(|fault| panic!("{address}: {fault}"));
            if explanation.value != figure.value {
                faults.push(format!("{address}: {:?}, not {:?}", explanation.value, figure.value));
            }
            explained.push(figure.address.measure);
        }
    }
    let some: Vec<_> = faults.iter().take(20).collect();
    assert!(faults.is_empty(), "{} of {}: {some:#?}", faults.len(), explained.len());
    explained
}
