//! A district's folder made for one test: relationships and records written from short YAML, then
//! looked at through the library or through the real program.
//!
//! ```text
//! let seen = Pair::new()
//!     .session("2025-09-03", "items: [rationale]")
//!     .checklist("2025-10-01", "observer o-1", "rationale: partial")
//!     .evaluate();
//! assert!(!seen.item("rationale").is_in_place());
//! ```
//!
//! What is not said is the same everywhere: coach c-01 with educator t-101 at Lincoln since
//! 2025-09-01, the built-in profile, school years from 1 August, as of 2026-05-29.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chrono::NaiveDate;
use coach::check;
use coach::count::{Coverage, Evaluation, FunctionLevel, ItemState};
use coach::diagnostic::Diagnostic;
use coach::domain::calendar::{AsOf, DayFrom};
use coach::domain::profile::Profile;
use coach::report::{
    Asked, Dimension, Gathered, Keeps, Question, Report, Selection, build, gather,
};
use coach::store::{DistrictFolder, Progress, Scope};
use coach::survey::{Pass, Survey, survey};
use tempfile::TempDir;

/// The as-of day where a test names none.
pub(crate) const AS_OF: &str = "2026-05-29";

/// The settings of a district where a test writes none of its own.
pub(crate) const SETTINGS: &str = r#"version = 1
district = "Testville"
profile = "missouri-sbic-2014"
year_starts = "08-01"
as_of = "2026-05-29"
[schools.lincoln]
name = "Lincoln"
[schools.prairie]
name = "Prairie"
[periods]
fall = {from = "08-01", to = "12-31"}
spring = {from = "01-01", to = "07-31"}
"#;

/// Reads a date.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is a date"))
}

/// A day as of which everything is judged, as `--as-of` gives it.
pub(crate) fn as_of(text: &str) -> AsOf {
    AsOf { day: day(text), from: DayFrom::Option }
}

/// One relationship and its records: file names and texts, not yet on disk.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    folder: String,
    facts: String,
    agreement: String,
    /// Name and text of each record, in the order in which a test added them.
    pub(crate) records: Vec<(String, String)>,
}

impl Pair {
    /// c-01 with t-101 at Lincoln, since 2025-09-01.
    pub(crate) fn new() -> Self {
        Self::of("c-01", "t-101", "lincoln")
    }

    /// A relationship since 2025-09-01.
    pub(crate) fn of(coach: &str, educator: &str, school: &str) -> Self {
        Self::under("missouri-sbic-2014", coach, educator, school)
    }

    /// A relationship since 2025-09-01 under another profile.
    pub(crate) fn under(profile: &str, coach: &str, educator: &str, school: &str) -> Self {
        Self {
            folder: format!("records/{school}/{coach}-{educator}"),
            facts: format!(
                "profile: {profile}\ncoach: {coach}\neducator: {educator}\nschool: {school}\n\
                 started: 2025-09-01\n"
            ),
            agreement: String::new(),
            records: Vec::new(),
        }
    }

    /// Another first day.
    pub(crate) fn started(mut self, on: &str) -> Self {
        self.facts = self.facts.replace("started: 2025-09-01", &format!("started: {on}"));
        self
    }

    /// The teaching practice.
    pub(crate) fn practice(mut self, practice: &str) -> Self {
        self.facts.push_str(&format!("practice: {practice}\n"));
        self
    }

    /// A last day.
    pub(crate) fn ended(mut self, on: &str) -> Self {
        self.facts.push_str(&format!("ended: {on}\n"));
        self
    }

    /// The relationship that it takes over.
    pub(crate) fn continues(mut self, pair: &str) -> Self {
        self.facts.push_str(&format!("continues: {pair}\n"));
        self
    }

    /// What the two agreed, such as `committed_on: 2025-09-02, respond_within_days: 2`.
    pub(crate) fn agreed(mut self, agreement: &str) -> Self {
        self.agreement = format!("agreement: {{{agreement}}}\n");
        self
    }

    /// A record of any kind; `date_key` is what holds its day.
    pub(crate) fn record(mut self, kind: &str, date_key: &str, on: &str, rest: &str) -> Self {
        let name = format!("{on}-{kind}-{:04x}.yaml", self.records.len() + 1);
        let text = format!("kind: {kind}\n{date_key}: {on}\n{rest}\n");
        self.records.push((name, text));
        self
    }

    /// A session, in person unless `rest` says otherwise.
    pub(crate) fn session(self, on: &str, rest: &str) -> Self {
        let method = if rest.contains("method:") { "" } else { "method: in-person\n" };
        self.record("session", "date", on, &format!("{method}{rest}"))
    }

    /// A contact.
    pub(crate) fn contact(self, on: &str, method: &str) -> Self {
        self.record("contact", "date", on, &format!("method: {method}"))
    }

    /// A request that has no answer.
    pub(crate) fn asked(self, on: &str) -> Self {
        self.record("request", "asked", on, "")
    }

    /// A request and the day of its answer.
    pub(crate) fn answered(self, asked: &str, on: &str) -> Self {
        self.record("request", "asked", asked, &format!("answered: {on}"))
    }

    /// Feedback on the coaching.
    pub(crate) fn feedback(self, requested: &str, rest: &str) -> Self {
        self.record("feedback", "requested", requested, rest)
    }

    /// A review.
    pub(crate) fn review(self, on: &str, rest: &str) -> Self {
        self.record("review", "date", on, rest)
    }

    /// A checklist by `rater`, such as `self` or `observer o-1`.
    pub(crate) fn checklist(self, on: &str, rater: &str, ratings: &str) -> Self {
        self.judged(on, rater, ratings, "")
    }

    /// A checklist with more than ratings: `levels:`, `replaces:`.
    pub(crate) fn judged(self, on: &str, rater: &str, ratings: &str, rest: &str) -> Self {
        let rater = match rater.split_once(' ') {
            Some((role, id)) => format!("{{role: {role}, id: {id}}}"),
            None => format!("{{role: {rater}}}"),
        };
        let rest = format!("rater: {rater}\nratings: {{{ratings}}}\n{rest}");
        self.record("checklist", "date", on, &rest)
    }

    /// Everything that documents all thirteen items of the built-in profile, in September 2025.
    pub(crate) fn all_in_place(self) -> Self {
        self.agreed("committed_on: 2025-09-02, respond_within_days: 2")
            .session(
                "2025-09-03",
                "items: [process-and-expectations, confidentiality, listens, manageable-units, \
                 rationale]\nstrengths: waits\nreflection: {working: yes-no cards, not_working: pace}\n\
                 observed: {on: 2025-09-03}\nnext_steps: [{what: try it}]",
            )
            .contact("2025-09-10", "email")
            .answered("2025-09-11", "2025-09-12")
            .feedback("2025-09-15", "received: 2025-09-16\nresponse: shorter mails")
            .review(
                "2025-09-30",
                "data: [{id: d1, source: fidelity-checklist}]\n\
                 next_steps: [{what: go on, because_of: [d1]}]",
            )
    }

    /// The same without its records of one kind.
    pub(crate) fn without(mut self, kind: &str) -> Self {
        self.records.retain(|(name, _)| !name.contains(&format!("-{kind}-")));
        self
    }

    /// The same with every record's file named for the pair's usual first day, so that the files come in
    /// the order in which the records were added, whatever their days.
    pub(crate) fn named_for_one_day(mut self) -> Self {
        for (at, (name, _)) in self.records.iter_mut().enumerate() {
            let kind = name.split('-').nth(3).expect("a kind");
            *name = format!("2025-09-01-{kind}-{:04x}.yaml", at + 1);
        }
        self
    }

    /// The pair's folder, from the district's.
    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    /// Path from the district's folder, and text, of every file.
    pub(crate) fn files(&self) -> Vec<(String, String)> {
        let relationship = format!("kind: relationship\n{}{}", self.facts, self.agreement);
        let own = [("relationship.yaml".to_owned(), relationship)];
        let all = own.into_iter().chain(self.records.iter().cloned());
        all.map(|(name, text)| (format!("{}/{name}", self.folder), text)).collect()
    }

    /// Counts the pair in a district of its own, in the school year to date.
    pub(crate) fn evaluate(&self) -> Seen {
        self.evaluate_in(AS_OF, None)
    }

    /// Counts the pair as of a day, in the school year to that day.
    pub(crate) fn evaluate_as_of(&self, as_of: &str) -> Seen {
        self.evaluate_in(as_of, None)
    }

    /// Counts the pair as of a day in a period.
    pub(crate) fn evaluate_in(&self, as_of: &str, period: Option<&str>) -> Seen {
        District::new().pair(self).evaluate_in(as_of, period)
    }
}

/// One relationship, counted, with its items and functions by id.
pub(crate) struct Seen {
    pub(crate) evaluation: Evaluation,
    profile: Arc<Profile>,
}

impl Seen {
    pub(crate) fn item(&self, id: &str) -> &ItemState {
        let index = self.profile.items.iter().position(|item| item.id == id);
        &self.evaluation.items[index.unwrap_or_else(|| panic!("{id} is an item"))]
    }

    pub(crate) fn level(&self, function: &str) -> &FunctionLevel {
        &self.evaluation.levels[self.function(function)]
    }

    /// Id of the level a function is at.
    pub(crate) fn level_id(&self, function: &str) -> Option<&str> {
        self.level(function).level().map(|level| self.profile.levels[level].id.as_str())
    }

    pub(crate) fn coverage_of(&self, function: &str) -> Coverage {
        let items = self.profile.functions[self.function(function)].items.clone();
        self.evaluation.coverage_of(items)
    }

    fn function(&self, id: &str) -> usize {
        let index = self.profile.functions.iter().position(|function| function.id == id);
        index.unwrap_or_else(|| panic!("{id} is a function"))
    }
}

/// A district's folder on disk, gone when the test is.
pub(crate) struct District {
    folder: TempDir,
}

impl District {
    /// A district without records.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
            .file("coach.toml", SETTINGS)
    }

    /// Writes a file, whose path is given from the district's folder.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a path below the folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    /// Adds lines to coach.toml; the last table is `[periods]`.
    pub(crate) fn settings(self, more: &str) -> Self {
        self.file("coach.toml", format!("{SETTINGS}{more}\n"))
    }

    /// Says in coach.toml that school years end on 29 May, and that there is a winter break of 12 days, 22
    /// December 2025 to 2 January 2026.
    pub(crate) fn with_breaks(self) -> Self {
        let breaks = "year_ends = \"05-29\"\nholidays = [\"2025-12-22..2026-01-02\"]\nas_of";
        self.file("coach.toml", SETTINGS.replace("as_of", breaks))
    }

    /// Writes a relationship and its records.
    pub(crate) fn pair(self, pair: &Pair) -> Self {
        pair.files().into_iter().fold(self, |district, (path, text)| district.file(&path, text))
    }

    /// Writes several relationships.
    pub(crate) fn pairs<'p>(self, pairs: impl IntoIterator<Item = &'p Pair>) -> Self {
        pairs.into_iter().fold(self, District::pair)
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Opens the folder with the library.
    pub(crate) fn open(&self) -> DistrictFolder {
        let opened = DistrictFolder::open(self.path(), &check::rules());
        opened.unwrap_or_else(|faults| panic!("the settings can be read: {:#?}", faults.0))
    }

    /// Reads and counts the folder with the library.
    pub(crate) fn gather(&self, as_of: &str, period: Option<&str>) -> Gathered {
        let as_of = self::as_of(as_of);
        let progress = Progress::default();
        let periods: Vec<String> = period.map(str::to_owned).into_iter().collect();
        let question = Question {
            as_of,
            periods: &periods,
            year_before: true,
            today: as_of,
            keeps: Keeps::Pairs,
            progress: &progress,
        };
        gather(&self.open(), &question).expect("the period is one")
    }

    /// Counts the only relationship of the folder.
    pub(crate) fn evaluate_in(&self, as_of: &str, period: Option<&str>) -> Seen {
        let survey = self.gather(as_of, period).survey;
        assert!(
            survey.left_out == 0 && survey.pairs.len() == 1,
            "a record of the test cannot be read: {:#?}",
            survey.diagnostics
        );
        let counted = survey.pairs.into_iter().next().expect("one pair");
        let evaluation = counted.counts[0].alone().expect("all that is counted").clone();
        Seen { evaluation, profile: counted.profile }
    }

    /// The report on everything, as of the usual day.
    pub(crate) fn report(&self, by: &[Dimension]) -> Report {
        let folder = self.open();
        let gathered = self.gather(AS_OF, None);
        let form = Asked { by: by.to_vec(), ..Asked::default() };
        build(&folder.district, &gathered, &Selection::default(), form)
    }

    /// What checking the folder finds.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        self.survey().diagnostics
    }

    /// A pass over the folder, as of the usual day.
    pub(crate) fn survey(&self) -> Survey<()> {
        let pass =
            Pass { as_of: as_of(AS_OF), scope: &Scope::Everything, progress: &Progress::default() };
        survey(&self.open(), &pass, |_, _, _| ())
    }

    /// Runs the program in the folder.
    pub(crate) fn coach(&self, arguments: &[&str]) -> Run {
        coach_in(self.path(), &[], arguments)
    }
}

/// What one run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// Standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|fault| panic!("{fault} in {self:?}"))
    }
}

/// Runs the program in `folder` with no environment but `variables`: no color, no git, and UTC.
pub(crate) fn coach_in(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_coach"))
        .env_clear()
        // Windows cannot start a program without it.
        .envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)))
        .env("PATH", "")
        .env("TZ", "UTC")
        .envs(variables.iter().copied())
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program starts");
    Run {
        code: output.status.code().expect("the program ends by itself"),
        out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}
