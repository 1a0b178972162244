//! What `coach check` says of one text by itself: the rules of reading that it breaks.

use std::collections::BTreeMap;
use std::sync::Arc;

use coach::check;
use coach::diagnostic::{Diagnostic, Masking, Problems};
use coach::domain::district;
use coach::domain::profile::{self, Library, Profile};
use coach::domain::record::{self, Vocabulary};
use coach::syntax::toml;
use coach::syntax::yaml;
use coach::text::source::Source;
use coach::write::schema::{Known, Subject, schema};
use jsonschema::Validator;
use serde_json::Value as Json;

use super::seen;

/// The words of a district, and the profile that its records follow here.
pub(crate) struct Words {
    pub(crate) profiles: Library,
    pub(crate) profile: Arc<Profile>,
    pub(crate) schools: BTreeMap<String, String>,
}

impl Words {
    /// The built-in profile and these schools.
    pub(crate) fn with_schools<'s>(schools: impl IntoIterator<Item = &'s str>) -> Self {
        let profiles = Library::built_in();
        let profile = Arc::clone(profiles.get("missouri-sbic-2014").expect("built in"));
        let schools = schools.into_iter().map(|id| (id.to_owned(), id.to_owned())).collect();
        Self { profiles, profile, schools }
    }

    pub(crate) fn known(&self) -> Known<'_> {
        Known::of_district(&self.profiles, &self.profile.id, &self.schools)
    }

    pub(crate) fn validator(&self, subject: Subject) -> Validator {
        compile(&schema(subject, &self.known()))
    }
}

pub(crate) fn compile(schema: &Json) -> Validator {
    jsonschema::draft7::new(schema).expect("a schema of draft 7")
}

/// What reading made of a text.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) found: Vec<Diagnostic>,
    /// What stands at each finding, in the same order.
    pub(crate) at: Vec<String>,
    /// The text as an editor sees it, if it sees anything.
    pub(crate) seen: Option<Json>,
}

impl Read {
    pub(crate) fn is_allowed(&self) -> bool {
        self.found.is_empty()
    }

    fn of(text: &str, found: Vec<Diagnostic>, seen: Option<Json>) -> Self {
        let at = found.iter().map(|found| standing_at(text, found)).collect();
        Self { found, at, seen }
    }
}

/// What stands in `text` where `found` was found, if that is on one line.
fn standing_at(text: &str, found: &Diagnostic) -> String {
    let Some(region) = &found.place.region else { return String::new() };
    let (start, end) = (region.start, region.end);
    let line = text.lines().nth(start.line as usize - 1).unwrap_or_default();
    let length = if start.line == end.line { end.column - start.column } else { 0 };
    line.chars().skip(start.column as usize - 1).take(length as usize).collect()
}

/// Reads a record.
pub(crate) fn record(text: &str, words: &Words) -> Read {
    let source = Source::new("record.yaml", text.to_owned());
    let mut problems = Problems::default();
    let vocabulary = Vocabulary {
        profiles: &words.profiles,
        profile: Some(&words.profile),
        schools: &words.schools,
        groups: &BTreeMap::new(),
    };
    match yaml::parse(&source, &mut problems) {
        Ok(root) => {
            record::read(&root, &vocabulary, &mut problems);
            let seen = seen::yaml(&root);
            Read::of(text, problems.finish_open(&source), seen)
        }
        Err(fault) => Read::of(text, vec![fault.finish(&source, &Masking::nothing())], None),
    }
}

/// Reads coach.toml or a profile.
pub(crate) fn toml(subject: Subject, text: &str) -> Read {
    let source = Source::new("file.toml", text.to_owned());
    let mut problems = Problems::default();
    let root = toml::parse(&source, &mut problems);
    let seen = problems.is_empty().then(|| seen::toml(&root));
    let found = match subject {
        Subject::Settings => district::read(&source, &check::rules()).err(),
        _ => profile::read(&source).err(),
    };
    Read::of(text, found.unwrap_or_default(), seen)
}
