//! Random relationships: seventy school days of records of every kind, crowded so that days, roles
//! and items meet.

use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use crate::harness::{Pair, day};

pub(crate) const ITEMS: [&str; 13] = [
    "process-and-expectations",
    "confidentiality",
    "listens",
    "verbal-commitment",
    "manageable-units",
    "rationale",
    "variety-of-methods",
    "timely-response",
    "feedback-on-coaching",
    "builds-on-strengths",
    "direct-observation",
    "reflective-questions",
    "data-to-next-steps",
];
pub(crate) const MAY_BE_NA: [&str; 3] =
    ["timely-response", "feedback-on-coaching", "data-to-next-steps"];
const METHODS: [&str; 3] = ["in-person", "email", "phone"];
const RATERS: [&str; 5] = ["self", "educator", "observer o-1", "observer o-2", "observer c-01"];
const RATINGS: [&str; 5] =
    ["not-in-place", "partial", "in-place", "not-applicable", "not-observed"];
const LEVELS: [&str; 2] = ["close", "far"];

/// A relationship; every day is a number of days since 2025-09-01.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) committed: Option<u64>,
    /// Days agreed for answers, and whether they are working days.
    pub(crate) agreed: Option<(u32, bool)>,
    pub(crate) ended: Option<u64>,
    pub(crate) events: Vec<Event>,
}

#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) on: u64,
    pub(crate) what: What,
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    Session {
        method: usize,
        items: Vec<usize>,
        strengths: bool,
        working: bool,
        not_working: bool,
        /// Days from the session to the visit it rests on.
        visit: Option<i64>,
        steps: Vec<Step>,
    },
    Contact {
        method: usize,
    },
    Request {
        answered: Option<u64>,
    },
    Feedback {
        received: Option<u64>,
        response: bool,
    },
    Checklist {
        rater: usize,
        /// By item: index of the rating, or none.
        ratings: Vec<Option<usize>>,
        level: Option<usize>,
        /// Which of the records before it, if that is one, it corrects.
        replaces: Option<usize>,
    },
    Review {
        /// Ids of its data, and the one its step follows from.
        data: usize,
        because: Option<usize>,
        steps: Vec<Step>,
    },
}

/// Days from the record to the due day and to the day it was closed.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    due: Option<u64>,
    done: Option<u64>,
    dropped: Option<u64>,
}

fn step() -> impl Strategy<Value = Step> {
    (of(0..15u64), of(0..25u64), of(0..25u64)).prop_map(|(due, done, dropped)| Step {
        due,
        done: done.filter(|_| dropped.is_none()),
        dropped,
    })
}

fn session() -> impl Strategy<Value = What> {
    let words = (any::<bool>(), any::<bool>(), any::<bool>());
    let rest = (of(-3..2i64), vec(step(), 0..3));
    (0..METHODS.len(), vec(0..ITEMS.len(), 0..5), words, rest).prop_map(
        |(method, items, (strengths, working, not_working), (visit, steps))| What::Session {
            method,
            items,
            strengths,
            working,
            not_working,
            visit,
            steps,
        },
    )
}

fn checklist() -> impl Strategy<Value = What> {
    let ratings = vec(of(0..RATINGS.len()), ITEMS.len());
    (0..RATERS.len(), ratings, of(0..LEVELS.len()), of(0..20usize)).prop_map(
        |(rater, ratings, level, replaces)| What::Checklist { rater, ratings, level, replaces },
    )
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        4 => session(),
        1 => (0..METHODS.len()).prop_map(|method| What::Contact { method }),
        2 => of(0..8u64).prop_map(|answered| What::Request { answered }),
        1 => (of(0..10u64), any::<bool>())
            .prop_map(|(received, response)| What::Feedback { received, response }),
        3 => checklist(),
        1 => (0..3usize, of(0..3usize), vec(step(), 0..2))
            .prop_map(|(data, because, steps)| What::Review { data, because, steps }),
    ]
}

/// Relationships with these stories, each at one of two schools and with one of a few coaches.
pub(crate) fn pairs_of(stories: &[(Story, usize, usize)]) -> Vec<Pair> {
    let pair = |(index, (story, school, coach)): (usize, &(Story, usize, usize))| {
        let school = ["lincoln", "prairie"][*school];
        let practice = ["wait time", "exit tickets"][(index + coach) % 2];
        let pair = story.pair_of(&format!("c-0{coach}"), &format!("t-10{index}"), school);
        pair.practice(practice)
    };
    stories.iter().enumerate().map(pair).collect()
}

/// A relationship with up to 14 records on days 0 to 69.
pub(crate) fn story() -> impl Strategy<Value = Story> {
    let event = (0..70u64, what()).prop_map(|(on, what)| Event { on, what });
    let agreed = of((1..5u32, any::<bool>()));
    (of(0..70u64), agreed, of(40..80u64), vec(event, 1..15))
        .prop_map(|(committed, agreed, ended, events)| Story { committed, agreed, ended, events })
}

/// The day that is so many days after 2025-09-01.
pub(crate) fn date(days: u64) -> NaiveDate {
    day("2025-09-01") + Days::new(days)
}

impl Story {
    /// The relationship with its records, named in the order of events.
    pub(crate) fn pair(&self) -> Pair {
        self.pair_of("c-01", "t-101", "lincoln")
    }

    pub(crate) fn pair_of(&self, coach: &str, educator: &str, school: &str) -> Pair {
        let committed = self.committed.map(|on| format!("committed_on: {}", date(on)));
        let agreed = self.agreed.map(|(days, is_working)| {
            let kind = if is_working { "working" } else { "calendar" };
            let meet = if is_working { ", meet_every_days: 9, minutes: 40" } else { "" };
            format!("respond_within_days: {days}, days: {kind}{meet}")
        });
        let agreement: Vec<String> = [committed, agreed].into_iter().flatten().collect();
        let mut pair = Pair::of(coach, educator, school).agreed(&agreement.join(", "));
        if let Some(ended) = self.ended {
            pair = pair.ended(&date(ended).to_string());
        }
        self.events.iter().fold(pair, |pair, event| event.write(pair))
    }

    /// The relationship as its folder stood at the end of day `today`.
    pub(crate) fn as_it_stood(&self, today: u64) -> Self {
        let known = |day: &Option<u64>| day.filter(|&on| on <= today);
        let events = self.events.iter().filter(|event| event.on <= today);
        Self {
            committed: known(&self.committed),
            agreed: self.agreed,
            ended: known(&self.ended),
            events: events.map(|event| event.as_it_stood(today)).collect(),
        }
    }

    /// Without corrections, which name files.
    pub(crate) fn without_corrections(mut self) -> Self {
        for event in &mut self.events {
            if let What::Checklist { replaces, .. } = &mut event.what {
                *replaces = None;
            }
        }
        self
    }

    /// Every level that one of `raters` gave, a step higher where there is one.
    pub(crate) fn with_more_praise_by(mut self, raters: &[&str]) -> Self {
        for event in &mut self.events {
            if let What::Checklist { rater, ratings, .. } = &mut event.what
                && raters.contains(&RATERS[*rater])
            {
                for rating in ratings.iter_mut().flatten().filter(|rating| **rating < 2) {
                    *rating += 1;
                }
            }
        }
        self
    }
}

impl Event {
    fn as_it_stood(&self, today: u64) -> Self {
        let mut event = self.clone();
        let forget = |after: &mut Option<u64>| {
            *after = after.filter(|after| self.on + after <= today);
        };
        match &mut event.what {
            What::Request { answered } => forget(answered),
            What::Feedback { received, .. } => forget(received),
            What::Session { steps, .. } | What::Review { steps, .. } => {
                for step in steps {
                    forget(&mut step.done);
                    forget(&mut step.dropped);
                }
            }
            What::Contact { .. } | What::Checklist { .. } => {}
        }
        event
    }

    fn write(&self, pair: Pair) -> Pair {
        let on = date(self.on).to_string();
        match &self.what {
            What::Contact { method } => pair.contact(&on, METHODS[*method]),
            What::Request { answered: None } => pair.asked(&on),
            What::Request { answered: Some(after) } => {
                pair.answered(&on, &date(self.on + after).to_string())
            }
            What::Feedback { received, response } => {
                let received =
                    received.map(|after| format!("received: {}\n", date(self.on + after)));
                let response = if *response { "response: shorter mails" } else { "" };
                pair.feedback(&on, &format!("{}{response}", received.unwrap_or_default()))
            }
            What::Session { .. } => pair.session(&on, &self.session()),
            What::Checklist { rater, ratings, level, replaces } => {
                let rated = ITEMS.iter().zip(ratings);
                let rated = rated.filter_map(|(item, rating)| {
                    rating.map(|rating| format!("{item}: {}", RATINGS[rating]))
                });
                let mut rest = String::new();
                if let Some(level) = level {
                    rest.push_str(&format!("levels: {{dialogue: {}}}\n", LEVELS[*level]));
                }
                let corrected = replaces.and_then(|index| pair.records.get(index));
                if let Some((name, _)) = corrected.filter(|(name, _)| name.contains("checklist")) {
                    rest.push_str(&format!("replaces: {name}\n"));
                }
                let ratings = rated.collect::<Vec<_>>().join(", ");
                pair.judged(&on, RATERS[*rater], &ratings, &rest)
            }
            What::Review { data, because, steps } => {
                let data: Vec<String> = (0..*data)
                    .map(|index| match index {
                        0 => "{id: d0, source: fidelity-checklist}".to_owned(),
                        index => format!(
                            "{{id: d{index}, source: student-data, measure: exit tickets, \
                             improvement: increase, values: [{{on: {}, value: {}}}, {{on: {on}, \
                             value: {}}}]}}",
                            date(self.on) - Days::new(30),
                            self.on % 7,
                            self.on % 5
                        ),
                    })
                    .collect();
                let because = because.map(|id| format!(", because_of: [d{id}]"));
                let steps = self.steps(steps, &because.unwrap_or_default());
                pair.review(&on, &format!("data: [{}]\n{steps}", data.join(", ")))
            }
        }
    }

    fn session(&self) -> String {
        let What::Session { method, items, strengths, working, not_working, visit, steps } =
            &self.what
        else {
            return String::new();
        };
        let mut text = format!("method: {}\n", METHODS[*method]);
        let mut listed: Vec<&str> = items.iter().map(|item| ITEMS[*item]).collect();
        listed.sort_unstable();
        listed.dedup();
        text.push_str(&format!("items: [{}]\n", listed.join(", ")));
        if *strengths {
            text.push_str("strengths: waits\n");
        }
        // What is told is long, and some of it is one meeting with other educators.
        if *working {
            text.push_str(&format!("minutes: {}\n", 20 + 5 * items.len()));
        }
        if *strengths && *working {
            text.push_str("meeting: 5f0c\n");
        }
        match (working, not_working) {
            (true, true) => text.push_str("phases: [planning, debrief]\n"),
            (true, false) => text.push_str("phases: [modeling]\n"),
            (false, _) => {}
        }
        let halves = [(working, "working: cards"), (not_working, "not_working: pace")];
        let halves: Vec<&str> =
            halves.into_iter().filter(|(is_said, _)| **is_said).map(|(_, half)| half).collect();
        text.push_str(&format!("reflection: {{{}}}\n", halves.join(", ")));
        if let Some(visit) = visit {
            let visited = date(self.on) + chrono::Duration::days(*visit);
            text.push_str(&format!("observed: {{on: {visited}}}\n"));
        }
        text + &self.steps(steps, "")
    }

    fn steps(&self, steps: &[Step], because: &str) -> String {
        let day = |key: &str, after: Option<u64>| {
            after.map_or(String::new(), |after| format!(", {key}: {}", date(self.on + after)))
        };
        let steps: Vec<String> = steps
            .iter()
            .map(|step| {
                let days =
                    [day("due", step.due), day("done", step.done), day("dropped", step.dropped)];
                format!("{{what: try it{}{because}}}", days.concat())
            })
            .collect();
        format!("next_steps: [{}]\n", steps.join(", "))
    }
}
