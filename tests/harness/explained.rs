//! Explaining a number gives back exactly that number: every figure of a report is explained.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;
use std::path::Path;

use coach::check;
use coach::report::explanation;
use coach::report::{Address, Dimension, Form, Gathered, Question, Selection, build, gather};
use coach::store::{DistrictFolder, Progress};

use crate::harness::{AS_OF, day};

pub(crate) fn open(root: &Path) -> DistrictFolder {
    DistrictFolder::open(root, &check::rules()).expect("the settings can be read")
}

fn counted(folder: &DistrictFolder, periods: &[String]) -> Gathered {
    let (as_of, progress) = (day(AS_OF), Progress::default());
    gather(folder, &Question { as_of, periods, today: as_of, progress: &progress }).unwrap()
}

/// Explains every figure of the report on `selection` by `by`, and says how many there were.
pub(crate) fn assert_explained(
    folder: &DistrictFolder,
    periods: &[String],
    selection: &Selection,
    by: &[Dimension],
) -> usize {
    let gathered = counted(folder, periods);
    let form = Form { by: by.to_vec(), periods, ..Form::default() };
    let report = build(&folder.district, &gathered, selection, form);
    let (mut explained, mut faults) = (0, Vec::new());
    // As the program would: the folder, counted in the time of the address alone.
    let mut by_period = BTreeMap::new();
    for period in &report.periods {
        for figure in &period.figures {
            let address: Address = figure.address.to_string().parse().expect("an address");
            let gathered = by_period.entry(address.period.clone()).or_insert_with(|| {
                let periods: Vec<String> = address.period.iter().cloned().collect();
                counted(folder, &periods)
            });
            let progress = Progress::default();
            let explanation = explanation::build(folder, gathered, &address, None, &progress)
                .unwrap_or_else(|fault| panic!("{address}: {fault}"));
            if explanation.value != figure.value {
                faults.push(format!("{address}: {:?}, not {:?}", explanation.value, figure.value));
            }
            explained += 1;
        }
    }
    let some: Vec<_> = faults.iter().take(20).collect();
    assert!(faults.is_empty(), "{} of {explained}: {some:#?}", faults.len());
    explained
}
