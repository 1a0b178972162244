//! A relationship counted in the most naive way: files parsed by another YAML reader, the design's
//! rules for the thirteen items of the built-in profile written down one by one, no shared code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Value as Json, json};
use serde_yaml::Value as Yaml;

use crate::dosage::recount::is_out;
use crate::harness::day;

const RELATIONSHIPS: &[&str] = &["process-and-expectations", "confidentiality", "listens"];
const FACILITATING: &[&str] = &["verbal-commitment", "manageable-units", "rationale"];
const COMMUNICATING: &[&str] = &["variety-of-methods", "timely-response", "feedback-on-coaching"];
const DIALOGUE: &[&str] =
    &["builds-on-strengths", "direct-observation", "reflective-questions", "data-to-next-steps"];
pub(crate) const FUNCTIONS: [(&str, &[&str]); 4] = [
    ("relationships", RELATIONSHIPS),
    ("facilitating", FACILITATING),
    ("communicating", COMMUNICATING),
    ("dialogue", DIALOGUE),
];
const MAY_BE_NA: [&str; 3] = ["timely-response", "feedback-on-coaching", "data-to-next-steps"];

/// When the question is asked.
#[derive(Clone, Copy)]
pub(crate) struct When {
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
    pub(crate) as_of: NaiveDate,
    pub(crate) expires: Expires,
}

impl When {
    /// The same question where nothing grows old.
    fn without_expiry(self) -> Self {
        Self { expires: Expires::default(), ..self }
    }
}

/// Days for which evidence in place counts, as `[expires_after]` says; `None`: for ever.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Expires {
    pub(crate) observed: Option<u32>,
    pub(crate) documented: Option<u32>,
    pub(crate) reported: Option<u32>,
}

impl Expires {
    /// The lines of coach.toml.
    pub(crate) fn settings(self) -> String {
        let sources = [
            ("observed", self.observed),
            ("documented", self.documented),
            ("reported", self.reported),
        ];
        let said = sources.into_iter().filter_map(|(source, days)| Some((source, days?)));
        let lines: Vec<String> =
            said.map(|(source, days)| format!("{source} = {days}\n")).collect();
        format!("[expires_after]\n{}", lines.concat())
    }
}

/// Evidence of a day counts through that day and so many more.
fn is_alive(on: NaiveDate, days: Option<u32>, as_of: NaiveDate) -> bool {
    days.is_none_or(|days| (as_of - on).num_days() <= i64::from(days))
}

fn text<'y>(yaml: &'y Yaml, key: &str) -> Option<&'y str> {
    yaml.get(key).and_then(Yaml::as_str).filter(|text| !text.trim().is_empty())
}

fn date(yaml: &Yaml, key: &str) -> Option<NaiveDate> {
    text(yaml, key).map(day)
}

fn list<'y>(yaml: &'y Yaml, key: &str) -> Vec<&'y Yaml> {
    yaml.get(key).and_then(Yaml::as_sequence).into_iter().flatten().collect()
}

fn has(yaml: &Yaml, key: &str, value: &str) -> bool {
    list(yaml, key).iter().any(|entry| entry.as_str() == Some(value))
}

/// A relationship and its records that count as of a day: name, day and content.
pub(crate) struct Pair {
    relationship: Yaml,
    records: Vec<(String, NaiveDate, Yaml)>,
}

impl Pair {
    pub(crate) fn read(folder: &Path, as_of: NaiveDate) -> Self {
        let parse = |path: &Path| -> Yaml {
            serde_yaml::from_str(&fs::read_to_string(path).expect("a text")).expect("YAML")
        };
        let relationship = parse(&folder.join("relationship.yaml"));
        let started = date(&relationship, "started").expect("a start");
        let ended = date(&relationship, "ended");
        let mut records = Vec::new();
        for path in entries(folder) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if name == "relationship.yaml" {
                continue;
            }
            let record = parse(&path);
            let on = ["date", "asked", "requested"].iter().find_map(|key| date(&record, key));
            let on = on.expect("a day");
            if started <= on && ended.is_none_or(|ended| on <= ended) && on <= as_of {
                records.push((name, on, record));
            }
        }
        Self { relationship, records }
    }

    fn of<'p>(&'p self, kind: &'p str) -> impl Iterator<Item = (NaiveDate, &'p Yaml)> {
        let all = self.records.iter().filter(move |(_, _, yaml)| text(yaml, "kind") == Some(kind));
        all.map(|(_, on, yaml)| (*on, yaml))
    }

    fn agreement(&self) -> Yaml {
        self.relationship.get("agreement").cloned().unwrap_or(Yaml::Null)
    }

    pub(crate) fn school(&self) -> &str {
        text(&self.relationship, "school").expect("a school")
    }

    pub(crate) fn is_active(&self, when: When) -> bool {
        date(&self.relationship, "started").expect("a start") <= when.to
            && date(&self.relationship, "ended").is_none_or(|ended| ended >= when.from)
    }

    /// `Some(true)` documented, `Some(false)` not, `None` no occasion.
    fn document(&self, item: &str, when: When) -> Option<bool> {
        // What is agreed once does not expire: the beginning and the commitment.
        let days = match item {
            "process-and-expectations" | "confidentiality" | "listens" | "verbal-commitment" => {
                None
            }
            _ => when.expires.documented,
        };
        let latest = self.latest_document(item, when)?;
        Some(latest.is_some_and(|on| is_alive(on, days, when.as_of)))
    }

    /// The day of the latest document, if there is one; `None` where there was no occasion.
    fn latest_document(&self, item: &str, when: When) -> Option<Option<NaiveDate>> {
        let inside = |on: NaiveDate| when.from <= on && on <= when.to;
        let session = |test: &dyn Fn(NaiveDate, &Yaml) -> bool| {
            let sessions =
                self.of("session").filter(|(on, session)| inside(*on) && test(*on, session));
            sessions.map(|(on, _)| on).max()
        };
        let steps = |record: &Yaml| !list(record, "next_steps").is_empty();
        let reflects = |session: &Yaml, half: &str| {
            session.get("reflection").is_some_and(|reflection| text(reflection, half).is_some())
        };
        let strengths = |session: &Yaml| text(session, "strengths").is_some();
        Some(match item {
            "process-and-expectations" | "confidentiality" | "listens" => {
                let mut days: Vec<NaiveDate> = self.of("session").map(|(on, _)| on).collect();
                days.sort();
                days.dedup();
                days.truncate(2);
                let last = date(&self.relationship, "started").expect("a start") + Days::new(30);
                let listed = self.of("session").filter(|(on, session)| {
                    days.contains(on) && *on <= last && has(session, "items", item)
                });
                listed.map(|(on, _)| on).max()
            }
            "verbal-commitment" => {
                date(&self.agreement(), "committed_on").filter(|on| *on <= when.as_of)
            }
            "manageable-units" => {
                session(&|_, session| has(session, "items", item) && steps(session))
            }
            "rationale" => session(&|_, session| has(session, "items", item)),
            "variety-of-methods" => {
                let used: Vec<(NaiveDate, &str)> = self
                    .of("session")
                    .chain(self.of("contact"))
                    .filter(|(on, _)| inside(*on))
                    .filter_map(|(on, record)| Some((on, text(record, "method")?)))
                    .collect();
                // The newest record, and the newest by another method: the document is as old as that.
                let newest = used.iter().max();
                let others = newest.map(|(_, first)| used.iter().filter(move |u| u.1 != *first));
                others.into_iter().flatten().map(|(on, _)| *on).max()
            }
            "timely-response" => return self.timely(when),
            "feedback-on-coaching" => {
                let answered = self
                    .of("feedback")
                    .filter(|(_, feedback)| text(feedback, "response").is_some());
                let received = answered.filter_map(|(_, feedback)| date(feedback, "received"));
                received.filter(|on| inside(*on)).max()
            }
            "builds-on-strengths" => session(&|_, session| strengths(session) && steps(session)),
            "direct-observation" => session(&|on, session| {
                let visit = session.get("observed").and_then(|observed| date(observed, "on"));
                let feedback = strengths(session)
                    || reflects(session, "working")
                    || reflects(session, "not_working");
                feedback && visit.is_some_and(|visit| visit <= on)
            }),
            "reflective-questions" => session(&|_, session| {
                reflects(session, "working") && reflects(session, "not_working")
            }),
            "data-to-next-steps" => {
                let decided = self.of("review").filter(|(on, review)| {
                    let data = list(review, "data").into_iter();
                    let ids: Vec<&str> = data.filter_map(|data| text(data, "id")).collect();
                    let because = |step: &&Yaml| ids.iter().any(|id| has(step, "because_of", id));
                    inside(*on) && list(review, "next_steps").iter().any(because)
                });
                decided.map(|(on, _)| on).max()
            }
            other => panic!("{other} is no item"),
        })
    }

    /// Each request: its due day, if a time was agreed, and its answer, if it had come by the day.
    fn requests(&self, when: When) -> Vec<(Option<NaiveDate>, Option<NaiveDate>)> {
        let agreement = self.agreement();
        let days = agreement.get("respond_within_days").and_then(Yaml::as_u64);
        let is_working = text(&agreement, "days") == Some("working");
        let due_day = |asked: NaiveDate| {
            let (mut due, mut left) = (asked, days?);
            while left > 0 {
                due = due + Days::new(1);
                let is_weekend = matches!(due.weekday(), Weekday::Sat | Weekday::Sun);
                if !is_working || !is_weekend && !is_out(due) {
                    left -= 1;
                }
            }
            Some(due)
        };
        let requests = self.of("request");
        let answer = |request| date(request, "answered").filter(|&on| on <= when.as_of);
        requests.map(|(asked, request)| (due_day(asked), answer(request))).collect()
    }

    fn timely(&self, when: When) -> Option<Option<NaiveDate>> {
        self.agreement().get("respond_within_days").map_or(Some(None), |_| {
            let (mut in_time, mut fell_due, mut latest) = (0, 0, None);
            for (due, answered) in self.requests(when) {
                let due = due.expect("a time was agreed");
                let is_open_today = answered.is_none() && due == when.as_of;
                if when.from <= due && due <= when.to && !is_open_today {
                    fell_due += 1;
                    if let Some(on) = answered.filter(|on| *on <= due) {
                        in_time += 1;
                        latest = latest.max(Some(on));
                    }
                }
            }
            (fell_due > 0).then_some(latest.filter(|_| in_time * 100 >= 80 * fell_due))
        })
    }

    /// Days with school from its first day to the last one looked at, both counted.
    pub(crate) fn days_under_way(&self, when: When) -> usize {
        let started = date(&self.relationship, "started").expect("a start");
        let last = date(&self.relationship, "ended").map_or(when.to, |ended| ended.min(when.to));
        started.iter_days().take_while(|&on| on <= last).filter(|&on| !is_out(on)).count()
    }

    /// Answers and steps overdue that were due before the school year, which begins in August.
    pub(crate) fn left_over(&self, when: When) -> usize {
        let year = when.as_of.year() - i32::from(when.as_of.month() < 8);
        let first = NaiveDate::from_ymd_opt(year, 8, 1).expect("a day");
        let [answers, steps, _] = self.attention(when);
        let [new_answers, new_steps] = self.overdue_since(first, when);
        answers + steps - new_answers - new_steps
    }

    /// Answers and steps overdue that were due on `first` or later.
    fn overdue_since(&self, first: NaiveDate, when: When) -> [usize; 2] {
        if date(&self.relationship, "ended").is_some_and(|ended| ended < when.as_of) {
            return [0, 0];
        }
        let is_late = |due: NaiveDate| first <= due && due < when.as_of;
        let open = self.requests(when).into_iter().filter(|(_, answered)| answered.is_none());
        let steps = self.records.iter().flat_map(|(_, _, record)| list(record, "next_steps"));
        let is_open = |step: &&Yaml| {
            let closed = ["done", "dropped"].into_iter().filter_map(|key| date(step, key));
            !closed.into_iter().any(|on| on <= when.as_of)
        };
        [
            open.filter(|(due, _)| due.is_some_and(is_late)).count(),
            steps.filter(is_open).filter(|step| date(step, "due").is_some_and(is_late)).count(),
        ]
    }

    /// Answers and steps overdue, and whether the pair has not met for more than 30 days.
    pub(crate) fn attention(&self, when: When) -> [usize; 3] {
        let mut counts = [0, 0, 0];
        if date(&self.relationship, "ended").is_none_or(|ended| ended >= when.as_of) {
            let open = self.requests(when).into_iter().filter(|(_, answered)| answered.is_none());
            counts[0] = open.filter(|(due, _)| due.is_some_and(|due| due < when.as_of)).count();
            let steps = self.records.iter().flat_map(|(_, _, record)| list(record, "next_steps"));
            let is_closed = |step: &Yaml| {
                ["done", "dropped"]
                    .iter()
                    .any(|key| date(step, key).is_some_and(|on| on <= when.as_of))
            };
            let late = |step: &Yaml| date(step, "due").is_some_and(|due| due < when.as_of);
            counts[1] = steps.filter(|step| late(step) && !is_closed(step)).count();
            let met = self.of("session").map(|(on, _)| on).max();
            let since = met.or(date(&self.relationship, "started")).expect("a start");
            let days = since.iter_days().skip(1).take_while(|&on| on <= when.as_of);
            counts[2] = usize::from(days.filter(|&on| !is_out(on)).count() > 30);
        }
        counts
    }

    /// The checklists that count in the window: day, the role they count as, the rater's id, ratings.
    fn checklists<'p>(
        &'p self,
        when: When,
    ) -> Vec<(NaiveDate, &'p str, Option<&'p str>, &'p Yaml)> {
        let coach = text(&self.relationship, "coach");
        let educator = text(&self.relationship, "educator");
        let who = |rater: &'p Yaml| match (text(rater, "role").expect("a role"), text(rater, "id"))
        {
            ("self", id) => ("self", id.or(coach)),
            ("educator", id) => ("educator", id.or(educator)),
            (_, id) if id == coach => ("self", id),
            (_, id) if id == educator => ("educator", id),
            other => other,
        };
        let mut counting = Vec::new();
        for (name, on, checklist) in &self.records {
            if text(checklist, "kind") != Some("checklist") || *on < when.from || when.to < *on {
                continue;
            }
            let rater = checklist.get("rater").expect("a rater");
            // By another checklist of the same rater, in the window, that is not older and that it
            // does not replace in turn.
            let is_replaced = self.records.iter().any(|(other_name, other_on, other)| {
                text(other, "kind") == Some("checklist")
                    && text(other, "replaces") == Some(name)
                    && who(other.get("rater").expect("a rater")) == who(rater)
                    && other_name != name
                    && on <= other_on
                    && *other_on <= when.to
                    && text(checklist, "replaces") != Some(other_name)
            });
            let (role, id) = who(rater);
            if !is_replaced {
                counting.push((*on, role, id, checklist.get("ratings").expect("ratings")));
            }
        }
        counting
    }

    /// The current word of a role on an item: 0, 1, 2, or "not-applicable" as 3.
    fn word(&self, item: &str, role: &str, when: When) -> Option<u8> {
        let mut latest: Option<(NaiveDate, u8)> = None;
        for (on, counts_as, _, ratings) in self.checklists(when) {
            let word = match text(ratings, item) {
                Some("not-applicable") if role != "observer" || MAY_BE_NA.contains(&item) => 3,
                rating => match level(rating) {
                    Some(level) => level,
                    None => continue,
                },
            };
            if counts_as == role {
                latest = match latest {
                    Some((known, _)) if known > on => latest,
                    Some((known, lower)) if known == on => Some((on, lower.min(word))),
                    _ => Some((on, word)),
                };
            }
        }
        // A rating below in place stands until someone rates again.
        let days = match role {
            "observer" => when.expires.observed,
            _ => when.expires.reported,
        };
        let alive = latest.filter(|(on, word)| *word != 2 || is_alive(*on, days, when.as_of));
        alive.map(|(_, word)| word)
    }

    /// Whether the item applies, and whether it is in place.
    fn standing(&self, item: &str, when: When) -> (bool, bool) {
        let (observer, document) = (self.word(item, "observer", when), self.document(item, when));
        match (observer, document) {
            (Some(3), _) | (None, None) => (false, false),
            (Some(level), _) => (true, level == 2),
            (None, Some(is_documented)) => (true, is_documented),
        }
    }

    /// The day, rater and ratings of observers who saw anything at all.
    fn observations(&self, when: When) -> Vec<(NaiveDate, &str, &Yaml)> {
        let all = self.checklists(when).into_iter().filter(|(_, role, ..)| *role == "observer");
        let items = || FUNCTIONS.iter().flat_map(|(_, items)| items.iter());
        let is_rated = |ratings: &Yaml, item: &str| match text(ratings, item) {
            Some("not-applicable") => MAY_BE_NA.contains(&item),
            rating => level(rating).is_some(),
        };
        all.filter(|(.., ratings)| items().any(|item| is_rated(ratings, item)))
            .map(|(on, _, id, ratings)| (on, id.expect("an id"), ratings))
            .collect()
    }

    pub(crate) fn has_observer(&self, when: When) -> bool {
        !self.observations(when).is_empty()
    }

    /// Visits that two observers rated, visits of observers, ratings that agree, pairs of ratings.
    pub(crate) fn double_rating(&self, when: When) -> [usize; 4] {
        // Day, observer and item: the lower of the observer's own levels.
        let mut visits: BTreeMap<NaiveDate, BTreeMap<&str, BTreeMap<&str, u8>>> = BTreeMap::new();
        for (on, id, ratings) in self.observations(when) {
            let own = visits.entry(on).or_default().entry(id).or_default();
            for item in FUNCTIONS.iter().flat_map(|(_, items)| items.iter()) {
                if let Some(level) = level(text(ratings, item)) {
                    own.entry(item).and_modify(|known| *known = level.min(*known)).or_insert(level);
                }
            }
        }
        let mut counts = [0, visits.len(), 0, 0];
        for visit in visits.values() {
            counts[0] += usize::from(visit.len() > 1);
            for (one, first) in visit {
                for (_, second) in visit.iter().filter(|(other, _)| *other > one) {
                    for (item, level) in first.iter().filter(|(item, _)| second.contains_key(*item))
                    {
                        counts[2] += usize::from(second[item] == *level);
                        counts[3] += 1;
                    }
                }
            }
        }
        counts
    }
}

fn level(rating: Option<&str>) -> Option<u8> {
    match rating {
        Some("in-place") => Some(2),
        Some("partial") => Some(1),
        Some("not-in-place") => Some(0),
        _ => None,
    }
}

/// In place k and n, observed k, documented only, reported k and n, complete k and n, differs, not
/// applicable, expired, observed n: as the report's `coverage`.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count([u32; 12]);

impl Count {
    pub(crate) fn add(&mut self, pair: &Pair, item: &str, when: When) {
        let level = |role| pair.word(item, role, when).filter(|&word| word < 3);
        let document = pair.document(item, when);
        let (observed, coach, educator) = (level("observer"), level("self"), level("educator"));
        let (applies, is_in_place) = pair.standing(item, when);
        let count = &mut self.0;
        if !applies {
            count[9] += 1;
            return;
        }
        let is_documented = document == Some(true);
        let is_observed = observed == Some(2);
        let is_documented_only = observed.is_none() && is_documented;
        count[0] += u32::from(is_in_place);
        count[1] += 1;
        count[2] += u32::from(is_observed);
        count[11] += u32::from(observed.is_some());
        count[3] += u32::from(is_documented_only);
        let reported = [coach, educator].into_iter().flatten().min();
        count[4] += u32::from(reported == Some(2));
        count[5] += u32::from(reported.is_some());
        let anyone = [observed, coach, educator];
        count[6] += u32::from(is_documented || anyone.iter().any(Option::is_some));
        count[7] += 1;
        let levels: Vec<u8> = anyone.into_iter().flatten().collect();
        let below = is_documented && observed.is_some_and(|level| level < 2);
        count[8] += u32::from(below || levels.iter().any(|level| *level != levels[0]));
        // It would be in place if nothing grew old.
        let was_in_place = pair.standing(item, when.without_expiry()).1;
        count[10] += u32::from(was_in_place && !is_in_place);
    }

    /// One of the twelve numbers.
    pub(crate) fn column(&self, index: usize) -> u32 {
        self.0[index]
    }

    pub(crate) fn merge(&mut self, other: Count) {
        for (sum, part) in self.0.iter_mut().zip(other.0) {
            *sum += part;
        }
    }

    pub(crate) fn json(self) -> Json {
        let c = self.0;
        json!({
            "in_place": {"k": c[0], "n": c[1]},
            "observed": {"k": c[2], "n": c[11]},
            "documented_only": c[3],
            "reported": {"k": c[4], "n": c[5]},
            "complete": {"k": c[6], "n": c[7]},
            "differs": c[8],
            "not_applicable": c[9],
            "expired": c[10],
        })
    }
}

/// Files or folders of a folder.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}
