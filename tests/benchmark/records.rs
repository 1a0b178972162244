//! The records of one relationship: who meets whom and how often comes in, the texts of its files go
//! out. Plausible and without a fault that `coach check` knows of, but nobody's plan: the odd cases
//! are in the example district.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::{Days, NaiveDate};

use crate::calendar::{Diary, later};
use crate::prose::Prose;
use crate::rng::Rng;
use crate::yaml::Fields;

/// Subjects and practices that have prose of their own.
const TOPICS: [(&str, &str); 9] = [
    ("academic-discussion", "high social studies"),
    ("classroom-routines", "middle science"),
    ("feedback-on-writing", "elementary writing"),
    ("formative-assessment", "middle math"),
    ("language-scaffolds", "elementary science"),
    ("number-talks", "elementary math"),
    ("reciprocal-teaching", "middle english"),
    ("small-group-reading", "elementary reading"),
    ("spaced-practice", "high math"),
];
const METHODS: [&str; 5] = ["in-person", "email", "phone", "video", "message"];
/// Of 49 dated records so many are contacts, requests, feedback, checklists and reviews; the others are sessions.
const OF_49: [usize; 5] = [9, 5, 2, 6, 3];
/// School days at the end of a relationship that are left for meetings that had to be put off.
const SLACK: usize = 12;

/// Who coaches whom, where and when.
pub(crate) struct Pair<'a> {
    pub(crate) coach: &'a str,
    pub(crate) educator: &'a str,
    pub(crate) observer: &'a str,
    pub(crate) school: &'a str,
    /// The school days from its first to its last.
    pub(crate) days: &'a [NaiveDate],
    pub(crate) has_ended: bool,
    /// How many records it has, its `relationship.yaml` among them.
    pub(crate) records: usize,
    /// Dated records of the relationships before it, which say what kinds it is to have where they are few.
    pub(crate) before: usize,
}

impl Pair<'_> {
    /// How many of its dated records are of each kind of [`OF_49`]. Kinds come scattered in rounds of 49, so that
    /// relationships with a few records do not all have the same kinds.
    fn kinds(&self) -> [usize; 5] {
        let mut kinds = [0; 5];
        for place in self.before..self.before + self.records - 1 {
            // 30 is about 49 by the golden ratio, and nothing divides both.
            let mut spot = place * 30 % 49;
            for (kind, of_49) in OF_49.into_iter().enumerate() {
                if spot < of_49 {
                    kinds[kind] += 1;
                    break;
                }
                spot -= of_49;
            }
        }
        kinds
    }
}

/// The pair's files by name; its meetings go into the coach's `diary`.
pub(crate) fn write(
    pair: &Pair,
    diary: &mut Diary,
    mut rng: Rng,
) -> anyhow::Result<BTreeMap<String, String>> {
    let (practice, subject) = rng.pick(&TOPICS);
    let prose = Prose::new(practice, subject, false);
    let mut writer = Writer { pair, prose, rng, files: BTreeMap::new(), checklists: Vec::new() };
    let [contacts, requests, feedback, checklists, reviews] = pair.kinds();
    let sessions = pair.records - 1 - contacts - requests - feedback - checklists - reviews;
    writer.relationship();
    writer.spread(contacts).into_iter().for_each(|date| writer.contact(date));
    writer.spread(requests).into_iter().for_each(|date| writer.request(date));
    writer.spread(feedback).into_iter().for_each(|date| writer.feedback(date));
    for date in writer.spread(sessions) {
        writer.session(date, diary)?;
    }
    for (index, date) in writer.spread(checklists).into_iter().enumerate() {
        writer.checklist(index, date);
    }
    let mut from = pair.days[0];
    let usable = writer.usable_days();
    for number in 1..=reviews {
        let date = usable[usable.len() * number / reviews - 1];
        writer.review(from, date);
        from = date + Days::new(1);
    }
    Ok(writer.files)
}

/// A pair's files as far as they are written.
pub(crate) struct Writer<'a> {
    pub(crate) pair: &'a Pair<'a>,
    prose: Prose,
    pub(crate) rng: Rng,
    files: BTreeMap<String, String>,
    /// Date and file name of each checklist, the oldest first.
    pub(crate) checklists: Vec<(NaiveDate, String)>,
}

impl<'a> Writer<'a> {
    pub(crate) fn last(&self) -> NaiveDate {
        self.pair.days[self.pair.days.len() - 1]
    }

    fn usable_days(&self) -> &'a [NaiveDate] {
        &self.pair.days[..self.pair.days.len() - SLACK]
    }

    /// So many days of the relationship, in order and evenly apart, and all different where there are enough.
    fn spread(&mut self, count: usize) -> Vec<NaiveDate> {
        let days = self.usable_days();
        if count > days.len() {
            return (0..count).map(|index| days[index * days.len() / count]).collect();
        }
        let step = days.len() / count.max(1);
        let mut jitter = || self.rng.between(0, u32::try_from(step - 1).unwrap_or(0)) as usize;
        (0..count).map(|index| days[index * step + jitter()]).collect()
    }

    pub(crate) fn draw(&mut self, section: &str) -> String {
        self.prose.draw(section, &mut self.rng)
    }

    /// Two entries of a section as one text.
    pub(crate) fn draw_two(&mut self, section: &str, between: &str) -> String {
        format!("{}{between}{}", self.draw(section), self.draw(section))
    }

    /// A number of minutes, in fives.
    pub(crate) fn minutes(&mut self, low: u32, high: u32) -> u32 {
        self.rng.between(low / 5, high / 5) * 5
    }

    pub(crate) fn save(&mut self, date: NaiveDate, kind: &str, record: &Fields) -> String {
        loop {
            let name = format!("{date}-{kind}-{:04x}.yaml", self.rng.between(0, 0xffff));
            if let Entry::Vacant(free) = self.files.entry(name.clone()) {
                free.insert(record.to_yaml());
                return name;
            }
        }
    }

    fn relationship(&mut self) {
        let started = self.pair.days[0];
        let agreement = Fields::default()
            .with("committed_on", later(started, self.rng.between(0, 6)))
            .with("respond_within_days", self.rng.between(2, 5))
            .with("methods", vec!["in-person", "email"])
            .with("meet_every_days", 21)
            .with("minutes", self.minutes(30, 45));
        let ended = self.pair.has_ended.then(|| self.last());
        let record = Fields::of_kind("relationship")
            .with("profile", "missouri-sbic-2014")
            .with("coach", self.pair.coach)
            .with("educator", self.pair.educator)
            .with("school", self.pair.school)
            .with("practice", self.draw("name"))
            .with("started", started)
            .with_some("ended", ended)
            .with_some("end_reason", ended.map(|_| "moved to another grade level"))
            .with("agreement", agreement);
        self.files.insert("relationship.yaml".to_owned(), record.to_yaml());
    }

    fn contact(&mut self, date: NaiveDate) {
        let method = self.rng.pick(&METHODS);
        let record = Fields::of_kind("contact")
            .with("date", date)
            .with("method", method)
            .with("minutes", self.minutes(5, 15))
            .with("about", self.draw(&format!("contacts {method}")));
        self.save(date, "contact", &record);
    }

    fn request(&mut self, asked: NaiveDate) {
        let answered = later(asked, self.rng.between(0, 6));
        let is_answered = answered <= self.last();
        let method = self.rng.pick(&METHODS);
        let record = Fields::of_kind("request")
            .with("asked", asked)
            .with("about", self.draw("questions"))
            .with_some("answered", is_answered.then_some(answered))
            .with_some("method", is_answered.then_some(method));
        self.save(asked, "request", &record);
    }

    fn feedback(&mut self, requested: NaiveDate) {
        let text = self.draw("feedback");
        let (summary, response) = text.split_once(" | ").unwrap_or((&text, &text));
        let received = later(requested, self.rng.between(1, 12));
        let is_back = received <= self.last() && self.rng.chance(80);
        let record = Fields::of_kind("feedback")
            .with("requested", requested)
            .with_some("received", is_back.then_some(received))
            .with_some("summary", is_back.then_some(summary))
            .with_some("response", is_back.then_some(response));
        self.save(requested, "feedback", &record);
    }
}
