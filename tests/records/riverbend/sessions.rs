//! Sessions: when a pair meets, what the coach did there, and what the two agreed.

use chrono::{Days, NaiveDate};

use super::calendar::{AS_OF, Diary, clock, day, later, on_or_before};
use super::items::Item;
use super::pair::Pair;
use super::roster::{Odd, TEAM_MEETING};
use super::yaml::{Fields, Value};

/// A relationship's opening is over after so many days.
const OPENING_DAYS: i64 = 30;
/// A visit longer ago than this is not talked about any more.
const LONG_WEEKEND: i64 = 4;
/// Steps due before this day are nearly all closed by the end of the year.
const LONG_AGO: &str = "2026-04-20";

struct Meeting {
    index: usize,
    date: NaiveDate,
    starts: Option<u32>,
    minutes: u32,
    method: &'static str,
    /// The pair's note, where this is the team meeting.
    team_note: Option<&'static str>,
}

/// What of the profile happens in one session.
struct Content {
    items: Vec<Item>,
    strengths: Option<String>,
    working: Option<String>,
    not_working: Option<String>,
    observed_on: Option<NaiveDate>,
    steps: Vec<Fields>,
}

impl Pair<'_> {
    pub(crate) fn write_sessions(&mut self, diary: &mut Diary) {
        let meetings = self.plan_meetings(diary);
        self.session_days = meetings.iter().map(|meeting| meeting.date).collect();
        let surely = Item::ALL.map(|item| self.sure_meeting(item, &meetings));
        for meeting in &meetings {
            self.write_session(meeting, &surely);
        }
    }

    fn plan_meetings(&mut self, diary: &mut Diary) -> Vec<Meeting> {
        let mut meetings: Vec<Meeting> = self.team_meeting().into_iter().collect();
        let mut wanted = later(self.started, self.rng.between(2, 9));
        while let Some(meeting) = self.book(diary, wanted) {
            wanted = later(meeting.date, self.every - 3 + self.rng.between(0, 7));
            let near = |other: &Meeting| (other.date - meeting.date).num_days().abs() < 7;
            if !meetings.iter().any(near) {
                meetings.push(meeting);
            }
        }
        let last = meetings.iter().map(|meeting| meeting.date).max();
        if self.is_active() && last.is_some_and(|last| last < AS_OF - Days::new(20)) {
            let wanted = AS_OF - Days::new(self.rng.between(3, 14).into());
            meetings.extend(self.book(diary, wanted));
        }
        meetings.sort_by_key(|meeting| meeting.date);
        for (index, meeting) in meetings.iter_mut().enumerate() {
            meeting.index = index;
        }
        meetings
    }

    fn team_meeting(&self) -> Option<Meeting> {
        let note = TEAM_MEETING.said(self.plan)?;
        Some(Meeting {
            index: 0,
            date: day(TEAM_MEETING.date),
            starts: TEAM_MEETING.starts,
            minutes: TEAM_MEETING.minutes,
            method: TEAM_MEETING.method,
            team_note: Some(note),
        })
    }

    fn book(&mut self, diary: &mut Diary, wanted: NaiveDate) -> Option<Meeting> {
        let method = self.session_method();
        let by_mail = method == "email";
        let minutes = match method {
            "email" => 5 * self.rng.between(2, 4),
            "phone" => 5 * self.rng.between(3, 5),
            _ => self.minutes - 10 + 5 * self.rng.between(0, 4),
        };
        let (date, starts) =
            diary.book(self.plan.coach, wanted, self.last, minutes, &mut self.rng)?;
        let noted = !by_mail && self.rng.chance(92);
        Some(Meeting {
            index: 0,
            date,
            starts: noted.then_some(starts),
            minutes,
            method,
            team_note: None,
        })
    }

    fn session_method(&mut self) -> &'static str {
        if self.rng.chance(85) {
            return self.methods[0];
        }
        let talks = |method: &&str| !matches!(*method, "message" | "email");
        let live: Vec<_> = self.methods.iter().copied().filter(talks).collect();
        if live.is_empty() { self.methods[0] } else { self.rng.pick(&live) }
    }

    /// The meeting in which the pair does `item` whatever chance says, so that a habit leaves a trace.
    fn sure_meeting(&mut self, item: Item, meetings: &[Meeting]) -> usize {
        let at_the_beginning = |meeting: &&Meeting| {
            meeting.index < 2 && (meeting.date - self.started).num_days() <= OPENING_DAYS
        };
        let last = u32::try_from(meetings.len()).unwrap_or(1).saturating_sub(1);
        if Item::OPENING.contains(&item) {
            let early = meetings.iter().filter(at_the_beginning).count();
            return if early == 2 && self.rng.chance(30) { 1 } else { 0 };
        }
        if item == Item::Observation {
            let seen = |meeting: &&Meeting| meeting.index > 0 && meeting.method == "in-person";
            let seen: Vec<usize> = meetings.iter().filter(seen).map(|m| m.index).collect();
            return if seen.is_empty() { 0 } else { self.rng.pick(&seen) };
        }
        self.rng.between(last.min(1), last) as usize
    }

    fn write_session(&mut self, meeting: &Meeting, surely: &[usize; 13]) {
        let content = self.content(meeting, surely);
        let phases = self.phases(meeting, &content);
        let mut items = content.items;
        items.sort_unstable();
        let observed = content.observed_on.map(|on| self.observed(on));
        let reflection = Fields::default()
            .with_some("working", content.working)
            .with_some("not_working", content.not_working);
        let is_team = meeting.team_note.is_some();
        let minutes = (is_team || self.rng.chance(95)).then_some(meeting.minutes);
        let record = Fields::of_kind("session")
            .with("date", meeting.date)
            .with("method", meeting.method)
            .with_some("starts", meeting.starts.map(|starts| Value::Quoted(clock(starts))))
            .with_some("minutes", minutes)
            .with_some("meeting", is_team.then_some(TEAM_MEETING.id))
            .with_any("phases", phases)
            .with_any("items", items.iter().map(|item| item.id()).collect())
            .with_some("observed", observed)
            .with_some("strengths", content.strengths)
            .with_some("reflection", reflection.if_any())
            .with_any("next_steps", content.steps)
            .with_some("notes", self.notes(meeting).map(Value::Lines));
        self.save(meeting.date, "session", &record);
    }

    fn content(&mut self, meeting: &Meeting, surely: &[usize; 13]) -> Content {
        let happens = |pair: &mut Self, item: Item, percent: u32| {
            let drawn = pair.rng.chance(percent);
            pair.does(item) && (surely[item as usize] == meeting.index || drawn)
        };
        let units = happens(self, Item::Units, 45);
        let rationale = happens(self, Item::Rationale, 35);
        let praised = happens(self, Item::Strengths, 65);
        let asked = happens(self, Item::Questions, 55);
        let seen = happens(self, Item::Observation, 55) && meeting.method != "email";
        let observed_on = if seen { self.visit_day(meeting) } else { None };
        let has_steps = units || praised || self.rng.chance(40);

        let strengths = praised.then(|| match meeting.method {
            "email" => self.draw("email strengths"),
            _ => self.draw("strengths"),
        });
        let half_asked = !asked && (observed_on.is_some() || self.rng.chance(25));
        let working = (asked || half_asked).then(|| self.draw("working"));
        let not_working = asked.then(|| self.draw("not working"));
        let steps = if has_steps { self.session_steps(meeting.date) } else { Vec::new() };

        let mut items = self.opening_items(meeting, surely);
        let claims_units = self.rng.chance(8) && !self.does(Item::Units) && !has_steps;
        for (item, listed) in [
            (Item::Units, units || claims_units),
            (Item::Rationale, rationale),
            (Item::Strengths, strengths.is_some() && self.rng.chance(80)),
            (Item::Observation, observed_on.is_some() && self.rng.chance(80)),
            (Item::Questions, asked && self.rng.chance(80)),
            (Item::Timely, self.does(Item::Timely) && self.rng.chance(8)),
        ] {
            if listed {
                items.push(item);
            }
        }
        Content { items, strengths, working, not_working, observed_on, steps }
    }

    fn opening_items(&mut self, meeting: &Meeting, surely: &[usize; 13]) -> Vec<Item> {
        if self.is(Odd::OpeningTooLate) {
            return if meeting.index == 3 { Item::OPENING.to_vec() } else { Vec::new() };
        }
        let sure = |item: &Item| self.does(*item) && surely[*item as usize] == meeting.index;
        let mut items: Vec<Item> = Item::OPENING.into_iter().filter(sure).collect();
        let again = self.rng.pick(&[Item::Confidentiality, Item::Listens]);
        if meeting.index > 2 && self.rng.chance(15) {
            items.push(again);
        }
        items
    }

    /// The coach's own visit: on the day, or before it where the two talked from afar or later.
    fn visit_day(&mut self, meeting: &Meeting) -> Option<NaiveDate> {
        let same_day = meeting.method == "in-person" && self.rng.chance(70);
        let back = if same_day { 0 } else { self.rng.between(1, 2) };
        let visit = on_or_before(meeting.date - Days::new(back.into()));
        let is_fresh = (meeting.date - visit).num_days() <= LONG_WEEKEND;
        (visit >= self.started && is_fresh).then_some(visit)
    }

    fn observed(&mut self, on: NaiveDate) -> Fields {
        let minutes = 5 * self.rng.between(2, 8);
        let focus = self.sometimes(85, "focus");
        Fields::default().with("on", on).with("minutes", minutes).with_some("focus", focus)
    }

    fn phases(&mut self, meeting: &Meeting, content: &Content) -> Vec<&'static str> {
        match content.observed_on {
            Some(on) if on == meeting.date && self.rng.chance(20) => {
                vec!["modeling", "observation", "debrief"]
            }
            Some(on) if on == meeting.date => vec!["observation", "debrief"],
            Some(_) => vec!["debrief"],
            None if meeting.method == "in-person" && self.rng.chance(25) => {
                vec!["planning", "modeling"]
            }
            None if self.rng.chance(15) => Vec::new(),
            None => vec!["planning"],
        }
    }

    fn notes(&mut self, meeting: &Meeting) -> Option<Vec<String>> {
        if let Some(note) = meeting.team_note {
            return Some(vec![note.to_owned()]);
        }
        let section = if meeting.method == "email" { "email notes" } else { "notes" };
        let percent = if self.is(Odd::SpanishNotes) { 85 } else { 50 };
        if !self.rng.chance(percent) {
            return None;
        }
        let lines = if self.rng.chance(25) { 2 } else { 1 };
        Some((0..lines).map(|_| self.draw(section)).collect())
    }

    fn session_steps(&mut self, agreed: NaiveDate) -> Vec<Fields> {
        let count = if self.rng.chance(25) { 2 } else { 1 };
        (1..=count)
            .map(|number| {
                let who = if self.rng.chance(75) { "educator" } else { "coach" };
                let what = match who {
                    "coach" if self.is(Odd::EmailOnly) => self.draw("email coach steps"),
                    _ => self.draw(&format!("{who} steps")),
                };
                self.step(number, what, who, agreed)
            })
            .collect()
    }

    /// A step agreed on a day, with its outcome by the end of the year or of the pair.
    pub(crate) fn step(
        &mut self,
        number: u32,
        what: String,
        who: &str,
        agreed: NaiveDate,
    ) -> Fields {
        let last = self.last;
        let due = later(agreed, self.rng.between(5, 18)).min(on_or_before(last));
        let closed = later(agreed, self.rng.between(1, 21)).min(on_or_before(last));
        let (done, dropped) = match self.rng.between(1, 100) {
            1..=9 => (false, true),
            10..=68 => (true, false),
            69..=98 if due < day(LONG_AGO) => (true, false),
            _ => (false, self.plan.ended.is_some()),
        };
        Fields::default()
            .with("id", format!("s{number}"))
            .with("what", what)
            .with("who", who)
            .with("due", due)
            .with_some("done", done.then_some(closed))
            .with_some("dropped", dropped.then_some(closed.max(due)))
    }
}
