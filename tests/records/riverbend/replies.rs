//! Short contacts, requests of the educator and feedback on the coaching.

use chrono::{Days, NaiveDate};

use super::calendar::{AS_OF, answer_due, day, later, on_or_before};
use super::items::Item;
use super::pair::Pair;
use super::roster::{GROUP_MESSAGE, Odd};
use super::yaml::Fields;

impl Pair<'_> {
    pub(crate) fn write_contacts(&mut self) {
        self.write_group_message();
        for index in 0..self.contact_count() {
            // Contacts follow the start by a week, then lie anywhere.
            let from = self.started + Days::new(7);
            let Some(date) = self.day_between(from, self.last) else { continue };
            let method = self.contact_method(index);
            let section = match method {
                "email" if self.is(Odd::EmailOnly) => "email only contacts".to_owned(),
                _ => format!("contacts {method}"),
            };
            let about = self.sometimes(94, &section);
            let timed = matches!(method, "in-person" | "phone" | "video") && self.rng.chance(60);
            let minutes = timed.then(|| 5 * self.rng.between(1, 3));
            let record = Fields::of_kind("contact")
                .with("date", date)
                .with("method", method)
                .with_some("minutes", minutes)
                .with_some("about", about);
            self.save(date, "contact", &record);
        }
    }

    fn contact_count(&mut self) -> u32 {
        let months = (self.last - self.started).num_days() / 30;
        if months < 3 { 1 } else { self.rng.between(1, 4) }
    }

    /// The first contact takes a second method where the pair has one.
    fn contact_method(&mut self, index: u32) -> &'static str {
        match (index, self.methods.get(1)) {
            (0, Some(other)) => other,
            _ => self.rng.pick(&self.methods),
        }
    }

    fn write_group_message(&mut self) {
        let group = &GROUP_MESSAGE;
        let Some(about) = group.said(self.plan) else { return };
        let date = day(group.date);
        let record = Fields::of_kind("contact")
            .with("date", date)
            .with("method", group.method)
            .with("minutes", group.minutes)
            .with("about", about)
            .with("meeting", group.id);
        self.save(date, "contact", &record);
    }

    pub(crate) fn write_requests(&mut self) {
        let from = self.started + Days::new(10);
        let to = self.last - Days::new(21);
        let count = self.wanted_requests();
        for index in 0..count {
            let Some(asked) = self.day_between(from, to) else { continue };
            let answered = self.answer(asked, index);
            self.write_request(asked, answered);
        }
        if self.is(Odd::OverdueRequest) {
            let asked = self.day_between(day("2026-05-04"), day("2026-05-15"));
            asked.into_iter().for_each(|asked| self.write_request(asked, None));
        }
        let just_asked = on_or_before(AS_OF - Days::new(1));
        let waits =
            self.respond_within.is_some_and(|days| answer_due(just_asked, days, false) > AS_OF);
        if self.is_active() && waits && self.rng.chance(12) {
            self.write_request(just_asked, None);
        }
    }

    fn wanted_requests(&mut self) -> u32 {
        if self.is(Odd::FourOfFiveAnswersInTime) {
            return 5;
        }
        let sure = self.is(Odd::LateAnswers) || self.is(Odd::NoResponseDays);
        let low = if sure { 2 } else { 0 };
        self.rng.between(low, 3)
    }

    /// In time for a pair with the habit, mostly late for one without; with nothing agreed, whenever.
    fn answer(&mut self, asked: NaiveDate, index: u32) -> Option<NaiveDate> {
        let days = self.respond_within.unwrap_or(7);
        let due = answer_due(asked, days, self.is(Odd::WorkingDays));
        let one_of_five = self.is(Odd::FourOfFiveAnswersInTime) && index == 2;
        let mostly_late = !self.does(Item::Timely) && (index == 0 || self.rng.chance(50));
        if one_of_five || mostly_late {
            let answered = later(due, self.rng.between(1, 9));
            return (answered <= self.last).then_some(answered);
        }
        self.day_between(asked, due)
    }

    fn write_request(&mut self, asked: NaiveDate, answered: Option<NaiveDate>) {
        self.request_count += 1;
        let about = self.draw("questions");
        let in_writing = self.is(Odd::EmailOnly) || self.rng.chance(70);
        let method = if in_writing { "email" } else { self.rng.pick(&["in-person", "message"]) };
        let record = Fields::of_kind("request")
            .with("asked", asked)
            .with("about", about)
            .with_some("answered", answered)
            .with("method", method);
        self.save(asked, "request", &record);
    }

    pub(crate) fn write_feedback(&mut self) {
        let late = self.started + Days::new(60);
        let wanted = if self.does(Item::Feedback) { self.rng.between(1, 2) } else { 0 };
        for _ in 0..wanted {
            if let Some(requested) = self.day_between(late, self.last - Days::new(21)) {
                self.write_feedback_round(requested, true, true);
            }
        }
        if self.does(Item::Feedback) {
            return;
        }
        let fate = self.rng.between(1, 100);
        let received =
            self.is(Odd::FeedbackWithoutResponse) || (fate <= 18 && !self.is(Odd::EmailOnly));
        let unanswered = self.is(Odd::FeedbackUnanswered) || fate > 75;
        if (received || unanswered)
            && let Some(requested) = self.day_between(late, self.last - Days::new(21))
        {
            self.write_feedback_round(requested, received, false);
        }
    }

    fn write_feedback_round(&mut self, requested: NaiveDate, received: bool, responded: bool) {
        let text = self.draw("feedback");
        let (summary, response) = text.split_once(" | ").expect("feedback as `summary | response`");
        let back = later(requested, self.rng.between(1, 12));
        let record = Fields::of_kind("feedback")
            .with("requested", requested)
            .with_some("received", received.then_some(back))
            .with_some("summary", received.then_some(summary))
            .with_some("response", responded.then_some(response));
        self.save(requested, "feedback", &record);
    }
}
