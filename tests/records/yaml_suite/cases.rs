//! The cases of the suite, and what the project makes of one.

use coach::diagnostic::{Diagnostic, Masking, Problems};
use coach::syntax::tree::Node;
use coach::syntax::yaml;
use coach::text::source::Source;
use serde_json::Value;

const SUITE: &str = include_str!("yaml-test-suite.json");

/// One case: a text, whether it is YAML, and its values as JSON where the suite gives them.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) yaml: String,
    pub(crate) is_valid: bool,
    pub(crate) json: Option<String>,
    source: Source,
}

/// What came of a case.
pub(crate) enum Outcome<'c> {
    /// The tree, and what was refused in it.
    Read(Node<'c>, Vec<Diagnostic>),
    /// The finding that kept it from being read.
    Unreadable(Diagnostic),
}

pub(crate) fn all() -> Vec<Case> {
    let suite: Value = serde_json::from_str(SUITE).expect("the suite is JSON");
    let cases = suite["cases"].as_array().expect("a list of cases");
    cases.iter().map(Case::from).collect()
}

impl From<&Value> for Case {
    fn from(case: &Value) -> Self {
        let text = |key: &str| case[key].as_str().map(str::to_owned);
        let yaml = text("yaml").expect("a text");
        Self {
            id: text("id").expect("an id"),
            name: text("name").expect("a name"),
            is_valid: case["valid"].as_bool().expect("true or false"),
            json: text("json"),
            source: Source::new("case.yaml", yaml.clone()),
            yaml,
        }
    }
}

impl Case {
    pub(crate) fn read(&self) -> Outcome<'_> {
        let mut problems = Problems::default();
        match yaml::parse(&self.source, &mut problems) {
            Ok(root) => Outcome::Read(root, problems.finish(&self.source).0),
            Err(fault) => Outcome::Unreadable(fault.finish(&self.source, &Masking::nothing())),
        }
    }
}
