//! Checklists of the generated relationships, and the reviews that look at them.

use chrono::NaiveDate;

use crate::items::{Item, Rating};
use crate::records::Writer;
use crate::yaml::{Fields, Value};

impl Writer<'_> {
    /// The coach, the educator and an observer take turns.
    pub(crate) fn checklist(&mut self, index: usize, date: NaiveDate) {
        let (coach, educator, observer) = (self.pair.coach, self.pair.educator, self.pair.observer);
        let raters = [("self", coach), ("educator", educator), ("observer", observer)];
        let (role, id) = raters[index % 3];
        let (mut ratings, mut comments) = (Vec::new(), Fields::default());
        for item in Item::ALL {
            let rating = self.rating(item);
            ratings.push((item.id(), rating.id().into()));
            if self.rng.chance(45) {
                let which = if rating.is_low() { "low" } else { "high" };
                comments = comments.with(item.id(), self.draw(&format!("{} {which}", item.id())));
            }
        }
        let judged = ["relationships", "facilitating", "communicating", "dialogue"];
        let levels = Fields::default().with(self.rng.pick(&judged), "close");
        // The last checklist of some pairs corrects the one that its rater filled in before.
        let corrects = (index == 5 && self.rng.chance(10)).then(|| self.checklists[2].1.clone());
        let record = Fields::of_kind("checklist")
            .with("date", date)
            .with("rater", Fields::default().with("role", role).with("id", id))
            .with("ratings", Value::Map(ratings))
            .with_some("levels", self.rng.chance(40).then_some(levels))
            .with_some("comments", comments.if_any())
            .with_some("replaces", corrects);
        let file = self.save(date, "checklist", &record);
        self.checklists.push((date, file));
    }

    fn rating(&mut self, item: Item) -> Rating {
        let may_be_na = matches!(item, Item::Timely | Item::Feedback | Item::Data);
        match self.rng.between(1, 100) {
            1..=65 => Rating::InPlace,
            66..=85 => Rating::Partial,
            86..=93 => Rating::NotInPlace,
            94..=95 if may_be_na => Rating::NotApplicable,
            _ => Rating::NotObserved,
        }
    }

    /// A look at the time from `from` to `date`.
    pub(crate) fn review(&mut self, from: NaiveDate, date: NaiveDate) {
        let earlier = self.checklists.iter().rfind(|(rated, _)| *rated <= date);
        let rated = earlier.map(|(_, file)| {
            Fields::default()
                .with("id", "d1")
                .with("source", "fidelity-checklist")
                .with("ref", file.clone())
        });
        let line = self.draw("measures");
        let mut parts = line.split(" | ");
        let (name, improvement) = (parts.next(), parts.next());
        let between: Vec<NaiveDate> =
            self.pair.days.iter().copied().filter(|day| (from..=date).contains(day)).collect();
        let values: Vec<Fields> = between
            .chunks(between.len().div_ceil(4))
            .map(|days| {
                Fields::default()
                    .with("on", days[0])
                    .with("value", self.rng.between(20, 90))
                    .with("n", self.rng.between(17, 27))
            })
            .collect();
        let students = Fields::default()
            .with("id", "d2")
            .with("source", "student-data")
            .with_some("measure", name)
            .with_some("improvement", improvement)
            .with("values", values);
        let record = Fields::of_kind("review")
            .with("date", date)
            .with("period", Fields::default().with("from", from).with("to", date))
            .with("data", rated.into_iter().chain([students]).collect::<Vec<_>>())
            .with("working", self.draw_two("review working", " "))
            .with("not_working", self.draw_two("review not working", " "))
            .with("next_steps", self.steps(date, &["review steps"], Some("d2")));
        self.save(date, "review", &record);
    }
}
