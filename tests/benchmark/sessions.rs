//! Sessions of the generated relationships, and the steps that are agreed there and in reviews.

use anyhow::Context;
use chrono::{Days, NaiveDate};

use crate::calendar::{Diary, clock, later, on_or_before};
use crate::items::Item;
use crate::records::Writer;
use crate::yaml::{Fields, Value};

impl Writer<'_> {
    pub(crate) fn session(&mut self, wanted: NaiveDate, diary: &mut Diary) -> anyhow::Result<()> {
        let (pair, minutes) = (self.pair, self.minutes(25, 55));
        let (date, starts) = diary
            .book(pair.coach, wanted, self.last(), minutes, &mut self.rng)
            .with_context(|| format!("{} has no time for a meeting on {wanted}", pair.coach))?;
        let visited = on_or_before(date - Days::new(self.rng.between(0, 1).into()));
        let observed = Fields::default()
            .with("on", visited.max(pair.days[0]))
            .with("minutes", self.minutes(15, 40))
            .with("focus", self.draw("focus"));
        let reflection = Fields::default()
            .with("working", self.draw_two("working", "; "))
            .with("not_working", self.draw_two("not working", "; "));
        let notes = (0..self.rng.between(9, 15)).map(|_| self.draw_two("notes", " ")).collect();
        let record = Fields::of_kind("session")
            .with("date", date)
            .with("method", self.rng.pick(&["in-person", "in-person", "in-person", "video"]))
            .with("starts", Value::Quoted(clock(starts)))
            .with("minutes", minutes)
            .with("phases", vec!["observation", "debrief"])
            .with("items", self.items(5))
            .with_some("observed", self.rng.chance(70).then_some(observed))
            .with("strengths", self.draw_two("strengths", " "))
            .with_some("reflection", self.rng.chance(80).then_some(reflection))
            .with("next_steps", self.steps(date, &["coach steps", "educator steps"], None))
            .with("notes", Value::Lines(notes));
        self.save(date, "session", &record);
        Ok(())
    }

    /// One to `most` items, in the profile's order.
    fn items(&mut self, most: u32) -> Vec<&'static str> {
        let mut items = Item::ALL;
        self.rng.shuffle(&mut items);
        let worked_on = &mut items[..self.rng.between(1, most) as usize];
        worked_on.sort_unstable();
        worked_on.iter().map(|item| item.id()).collect()
    }

    /// Two or three steps agreed on `date`: done, dropped or still open.
    pub(crate) fn steps(
        &mut self,
        date: NaiveDate,
        from: &[&str],
        because_of: Option<&str>,
    ) -> Vec<Fields> {
        let mut steps = Vec::new();
        for number in 1..=self.rng.between(2, 3) {
            let closed = later(date, self.rng.between(1, 25));
            let fate = if self.rng.chance(85) { "done" } else { "dropped" };
            let is_closed = closed <= self.last() && self.rng.chance(90);
            let section = self.rng.pick(from);
            let step = Fields::default()
                .with("id", format!("s{number}"))
                .with("what", self.draw(section))
                .with("who", if section == "coach steps" { "coach" } else { "educator" })
                .with("due", later(date, self.rng.between(7, 21)))
                .with_some(fate, is_closed.then_some(closed))
                .with_some("because_of", because_of.map(|data| vec![data]));
            steps.push(step);
        }
        steps
    }
}
