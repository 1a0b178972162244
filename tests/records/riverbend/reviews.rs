//! Reviews: the two look at checklists and student data and decide what comes next.

use chrono::{Days, NaiveDate};

use super::calendar::{day, later, on_or_after};
use super::items::Item;
use super::pair::{Checklist, Pair};
use super::roster::Odd;
use super::yaml::{Fields, Value};

/// Days between which a year's first and second review lie.
const MIDYEAR: (&str, &str) = ("2025-12-01", "2026-02-06");
const YEAR_END: (&str, &str) = ("2026-04-13", "2026-05-22");
const YEAR_STARTS: &str = "2025-08-20";

/// Values of the fall before a relationship that began in January: day, value, students.
const BEFORE: [(&str, i32, u32); 3] =
    [("2025-10-20", 24, 20), ("2025-11-17", 31, 19), ("2025-12-10", 27, 20)];

/// A grouped measure as a line of the prose names it.
struct Measure {
    name: String,
    improvement: String,
    first: f64,
    last: f64,
    decimals: usize,
}

impl Measure {
    /// Reads `name | increase | first | last`.
    fn parse(line: &str) -> Self {
        let parts: Vec<&str> = line.split(" | ").collect();
        let [name, improvement, first, last] = parts[..] else {
            panic!("a measure has four parts: {line}");
        };
        let number = |text: &str| text.parse().expect("a number");
        Self {
            name: name.to_owned(),
            improvement: improvement.to_owned(),
            first: number(first),
            last: number(last),
            decimals: usize::from(first.contains('.')),
        }
    }

    /// The value `share` percent of the way, off by `noise` percent of the whole way.
    fn at(&self, share: u32, noise: i32) -> Value {
        let way = (f64::from(share) + f64::from(noise)) / 100.0;
        let value = self.first + (self.last - self.first) * way;
        Value::Bare(format!("{value:.*}", self.decimals))
    }
}

impl Pair<'_> {
    pub(crate) fn write_reviews(&mut self) {
        let concludes = self.does(Item::Data);
        let both = concludes && self.rng.chance(45);
        let year_end = both || self.rng.chance(50) || self.started > day(MIDYEAR.0);
        let reviews = concludes || self.is(Odd::ReviewWithoutConclusion) || self.rng.chance(15);
        if !reviews {
            return;
        }
        let mut from = self.started.max(day(YEAR_STARTS));
        for ((first, last), wanted) in [(MIDYEAR, both || !year_end), (YEAR_END, year_end)] {
            let earliest = day(first).max(from + Days::new(30));
            if wanted && let Some(date) = self.day_between(earliest, day(last)) {
                self.write_review(from, date, concludes);
                from = later(date, 1);
            }
        }
    }

    fn write_review(&mut self, from: NaiveDate, date: NaiveDate, concludes: bool) {
        let data = self.review_data(from, date);
        let steps = self.review_steps(date, data.len(), concludes);
        let period = Fields::default().with("from", from).with("to", date);
        let names_period = self.rng.chance(80);
        let working = self.sometimes(75, "review working");
        let not_working = self.sometimes(70, "review not working");
        let record = Fields::of_kind("review")
            .with("date", date)
            .with_some("period", names_period.then_some(period))
            .with("data", data)
            .with_some("working", working)
            .with_some("not_working", not_working)
            .with_any("next_steps", steps);
        self.save(date, "review", &record);
    }

    fn review_data(&mut self, from: NaiveDate, date: NaiveDate) -> Vec<Fields> {
        let earlier = |checklist: &&Checklist| checklist.date <= date;
        let latest = self.checklists.iter().rfind(earlier).map(|checklist| checklist.file.clone());
        let mut sources = Vec::new();
        if let Some(file) = latest
            && self.rng.chance(70)
        {
            sources.push(
                Fields::default()
                    .with("id", "d1")
                    .with("source", "fidelity-checklist")
                    .with("ref", file),
            );
        }
        if sources.is_empty() || self.rng.chance(75) {
            let id = format!("d{}", sources.len() + 1);
            sources.push(self.student_data(id, from, date));
        }
        sources
    }

    fn student_data(&mut self, id: String, from: NaiveDate, date: NaiveDate) -> Fields {
        let measure = Measure::parse(&self.draw("measures"));
        let students = self.rng.between(17, 27);
        let times = self.rng.between(2, 4);
        let days = u32::try_from((date - from).num_days()).unwrap_or(0);
        let mut values: Vec<Fields> = Vec::new();
        if self.is(Odd::DataFromBefore) {
            values.extend(BEFORE.map(|(on, value, students)| {
                let value = Value::Bare(value.to_string());
                Fields::default().with("on", day(on)).with("value", value).with("n", students)
            }));
        }
        let mut earliest = from;
        for time in 0..times {
            let share = time * 100 / (times - 1);
            let wanted = later(from, days * (time + 1) / (times + 1));
            let on = wanted.max(earliest);
            if on > date {
                break;
            }
            earliest = on_or_after(on + Days::new(1));
            let noise = i32::try_from(self.rng.between(0, 24)).unwrap_or(0) - 12;
            values.push(
                Fields::default()
                    .with("on", on)
                    .with("value", measure.at(share, noise))
                    .with("n", students - self.rng.between(0, 2)),
            );
        }
        Fields::default()
            .with("id", id)
            .with("source", "student-data")
            .with("measure", measure.name)
            .with("improvement", measure.improvement)
            .with("values", values)
    }

    /// One or two steps, each naming its data; without a conclusion at most one that names none.
    fn review_steps(&mut self, date: NaiveDate, data: usize, concludes: bool) -> Vec<Fields> {
        let least = u32::from(concludes);
        let count = self.rng.between(least, least + 1);
        let mut steps = Vec::new();
        for number in 1..=count {
            let what = self.draw("review steps");
            let who = if self.rng.chance(70) { "educator" } else { "coach" };
            let named = if data == 2 && self.rng.chance(60) { 2 } else { 1 };
            let because = concludes.then(|| vec![format!("d{named}")]);
            steps.push(self.step(number, what, who, date).with_some("because_of", because));
        }
        steps
    }
}
