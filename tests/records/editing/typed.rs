//! A record's text to the typed record, under the built-in profile; and what both oracles of an edit
//! need.

use std::collections::BTreeMap;

use coach::diagnostic::Problems;
use coach::domain::profile::Library;
use coach::domain::record::{self, Record, Step, StepState, Vocabulary};
use coach::syntax::yaml;
use coach::text::source::Source;

/// Reads `text`, which must have no fault.
pub(crate) fn record(text: &str) -> Record {
    let profiles = Library::built_in();
    let schools: BTreeMap<String, String> =
        ["lincoln-elementary", "saint-genevieve-middle", "penasco-elementary", "riverbend-high"]
            .into_iter()
            .chain(["prairie-view-k8"])
            .map(|id| (id.to_owned(), id.to_owned()))
            .collect();
    let vocabulary = Vocabulary {
        profiles: &profiles,
        profile: profiles.get("missouri-sbic-2014"),
        schools: &schools,
        groups: &BTreeMap::new(),
    };
    let source = Source::new("t", text.to_owned());
    let mut problems = Problems::default();
    let root = yaml::parse(&source, &mut problems).unwrap_or_else(|f| panic!("{f:?} in:\n{text}"));
    let typed = record::read(&root, &vocabulary, &mut problems);
    typed.unwrap_or_else(|| panic!("{problems:?} in:\n{text}")).record
}

/// What became of each step: `open`, or a word and a day.
pub(crate) fn states(steps: &[Step]) -> Vec<String> {
    let state = |step: &Step| match step.state {
        StepState::Open => "open".to_owned(),
        StepState::Done(on) => format!("done {}", on.value),
        StepState::Dropped(on) => format!("dropped {}", on.value),
    };
    steps.iter().map(state).collect()
}

/// Whether `after` is `before` with characters added and none taken.
pub(crate) fn keeps_all(before: &str, after: &str) -> bool {
    let mut rest = after.chars();
    before.chars().all(|c| rest.any(|other| other == c))
}
