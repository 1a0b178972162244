//! One pair: what it does and lacks, its relationship, and the files its records become.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;

use super::calendar::{AS_OF, Diary, day, later, on_or_before};
use super::items::Item;
use super::prose::Prose;
use super::rng::Rng;
use super::roster::{Odd, Plan, tendency};
use super::yaml::Fields;

/// Files of the district by their path.
pub(crate) type Files = BTreeMap<String, String>;

const SEED: u64 = 2026;
/// The day after which a pair of `Odd::NotMetLately` has no more contact.
const LAST_CONTACT: &str = "2026-04-17";

/// A rater's checklist, for the reviews that look at it.
pub(crate) struct Checklist {
    pub(crate) date: NaiveDate,
    pub(crate) file: String,
}

pub(crate) struct Pair<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) rng: Rng,
    pub(crate) prose: Prose,
    /// First and last day of its records.
    pub(crate) started: NaiveDate,
    pub(crate) last: NaiveDate,
    pub(crate) every: u32,
    pub(crate) minutes: u32,
    pub(crate) respond_within: Option<u32>,
    pub(crate) methods: Vec<&'static str>,
    pub(crate) session_days: Vec<NaiveDate>,
    pub(crate) request_count: u32,
    pub(crate) checklists: Vec<Checklist>,
    does: [bool; 13],
    files: Files,
}

/// All files of one pair; another `attempt` gives other ones.
pub(crate) fn write(plan: &Plan, attempt: u64, diary: &mut Diary) -> Files {
    let mut pair = Pair::new(plan, Rng::for_name(SEED + attempt, &plan.folder()));
    pair.write_relationship();
    pair.write_sessions(diary);
    pair.write_contacts();
    pair.write_requests();
    pair.write_feedback();
    pair.write_checklists();
    pair.write_reviews();
    pair.files
}

impl<'a> Pair<'a> {
    fn new(plan: &'a Plan, mut rng: Rng) -> Self {
        let does = habits(plan, &mut rng);
        let started = day(plan.started);
        let last = match plan.ended {
            Some((date, _)) => day(date),
            None if plan.is(Odd::NotMetLately) => day(LAST_CONTACT),
            None => AS_OF,
        };
        let respond_within = (!plan.is(Odd::NoResponseDays) && !plan.is(Odd::NoAgreement))
            .then(|| rng.pick(&[2, 2, 3, 5]));
        Self {
            plan,
            prose: Prose::new(plan.practice, plan.subject, plan.is(Odd::SpanishNotes)),
            started,
            last,
            every: rhythm(started),
            minutes: rng.pick(&[30, 40, 45]),
            respond_within,
            methods: methods(plan, does[Item::Methods as usize], &mut rng),
            session_days: Vec::new(),
            request_count: 0,
            checklists: Vec::new(),
            does,
            files: Files::new(),
            rng,
        }
    }

    pub(crate) fn does(&self, item: Item) -> bool {
        self.does[item as usize]
    }

    pub(crate) fn is(&self, odd: Odd) -> bool {
        self.plan.is(odd)
    }

    /// Neither ended nor out of contact.
    pub(crate) fn is_active(&self) -> bool {
        self.last == AS_OF
    }

    pub(crate) fn draw(&mut self, section: &str) -> String {
        self.prose.draw(section, &mut self.rng)
    }

    /// `section` in `percent` of 100 cases.
    pub(crate) fn sometimes(&mut self, percent: u32, section: &str) -> Option<String> {
        self.rng.chance(percent).then(|| self.draw(section))
    }

    /// A school day from `from` to `to`, or `None` where the pair's records do not reach into it.
    pub(crate) fn day_between(&mut self, from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
        let from = from.max(self.started);
        let to = on_or_before(to.min(self.last));
        let days = u32::try_from((to - from).num_days()).ok()?;
        let date = later(from, self.rng.between(0, days));
        Some(date.min(to))
    }

    /// Keeps a record under a new name and returns the name.
    pub(crate) fn save(&mut self, date: NaiveDate, kind: &str, record: &Fields) -> String {
        loop {
            let name = format!("{date}-{kind}-{:04x}.yaml", self.rng.between(0, 0xffff));
            let path = format!("{}/{name}", self.plan.folder());
            if let Entry::Vacant(free) = self.files.entry(path) {
                free.insert(record.to_yaml());
                return name;
            }
        }
    }

    fn write_relationship(&mut self) {
        let practice = self.draw("name");
        let agreement = (!self.is(Odd::NoAgreement)).then(|| self.agreement());
        let record = Fields::of_kind("relationship")
            .with("profile", "missouri-sbic-2014")
            .with("coach", self.plan.coach)
            .with("educator", self.plan.educator)
            .with("school", self.plan.school)
            .with("practice", practice)
            .with("started", self.started)
            .with_some("ended", self.plan.ended.map(|(date, _)| day(date)))
            .with_some("end_reason", self.plan.ended.map(|(_, reason)| reason))
            .with_some("agreement", agreement);
        let path = format!("{}/relationship.yaml", self.plan.folder());
        self.files.insert(path, record.to_yaml());
    }

    fn agreement(&mut self) -> Fields {
        let committed = later(self.started, self.rng.between(0, 6));
        let days = match self.respond_within {
            Some(_) if self.is(Odd::WorkingDays) => Some("working"),
            Some(_) if self.rng.chance(25) => Some("calendar"),
            _ => None,
        };
        Fields::default()
            .with("committed_on", committed)
            .with_some("respond_within_days", self.respond_within)
            .with_some("days", days)
            .with("methods", self.methods.clone())
            .with("meet_every_days", self.every)
            .with("minutes", self.minutes)
    }
}

fn habits(plan: &Plan, rng: &mut Rng) -> [bool; 13] {
    let mut does = tendency(plan.coach).map(|percent| rng.chance(percent));
    for &item in plan.sure {
        does[item as usize] = true;
    }
    let mut lack = |items: &[Item]| items.iter().for_each(|&item| does[item as usize] = false);
    for (odd, items) in [
        (Odd::EmailOnly, &[Item::Methods, Item::Feedback, Item::Observation][..]),
        (Odd::FeedbackUnanswered, &[Item::Feedback]),
        (Odd::FeedbackWithoutResponse, &[Item::Feedback]),
        (Odd::LateAnswers, &[Item::Timely]),
        (Odd::NoAgreement, &[Item::Timely, Item::Commitment]),
        (Odd::NoResponseDays, &[Item::Timely]),
        (Odd::OpeningTooLate, &Item::OPENING),
        (Odd::ReviewWithoutConclusion, &[Item::Data]),
    ] {
        if plan.is(odd) {
            lack(items);
        }
    }
    does
}

/// Days between two meetings: pairs that start late meet more often.
fn rhythm(started: NaiveDate) -> u32 {
    match started {
        date if date < day("2025-10-01") => 28,
        date if date < day("2025-12-31") => 21,
        _ => 14,
    }
}

fn methods(plan: &Plan, varied: bool, rng: &mut Rng) -> Vec<&'static str> {
    if plan.is(Odd::EmailOnly) {
        return vec!["email"];
    }
    if !varied {
        return vec!["in-person"];
    }
    let mut others = ["email", "phone", "video", "message"];
    rng.shuffle(&mut others);
    let count = rng.between(1, 3) as usize;
    [&["in-person"], &others[..count]].concat()
}
