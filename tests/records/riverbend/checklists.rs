//! Fidelity checklists: the coach's own, the educator's, and those of observers.

use chrono::{Days, NaiveDate};

use super::calendar::{day, later};
use super::items::{Item, Rating};
use super::pair::{Checklist, Pair};
use super::roster::{Odd, observers};
use super::yaml::{Fields, Value};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Coach,
    Educator,
    Observer,
}

impl Role {
    fn id(self) -> &'static str {
        match self {
            Self::Coach => "self",
            Self::Educator => "educator",
            Self::Observer => "observer",
        }
    }
}

type Ratings = Vec<(Item, Rating)>;

/// Checkpoints of the year: the days a checklist of the pair may carry.
const FALL: (&str, &str) = ("2025-11-03", "2025-12-12");
const SPRING: (&str, &str) = ("2026-04-06", "2026-05-15");
/// Before this day, habits show less.
const SPRING_TERM: &str = "2026-01-05";

impl Pair<'_> {
    pub(crate) fn write_checklists(&mut self) {
        let (in_fall, in_spring) = match self.rng.between(1, 100) {
            1..=28 => (true, false),
            29..=43 => (true, true),
            _ => (false, true),
        };
        for ((from, to), wanted) in
            [(FALL, in_fall), (SPRING, in_spring || self.last < day(SPRING.0))]
        {
            // Only where the two know each other for three weeks.
            let from = day(from).max(self.started + Days::new(21));
            if wanted && let Some(date) = self.day_between(from, day(to)) {
                self.write_own_checklists(date);
            }
        }
        self.write_visits();
        self.checklists.sort_by_key(|checklist| checklist.date);
    }

    fn write_own_checklists(&mut self, date: NaiveDate) {
        let coach = self.plan.coach;
        if self.rng.chance(88) {
            let ratings = self.ratings(Role::Coach, date);
            self.write_checklist(Role::Coach, coach, date, &ratings);
        }
        let other = later(date, self.rng.between(0, 6));
        if self.rng.chance(82) && other <= self.last {
            let ratings = self.ratings(Role::Educator, other);
            self.write_checklist(Role::Educator, self.plan.educator, other, &ratings);
        }
    }

    /// Observers come to meetings of the pair: never, once or twice; two come together at some.
    fn write_visits(&mut self) {
        let special = self.is(Odd::TwoObservers) || self.is(Odd::StrictObserver);
        let comes = self.rng.chance(78) || special;
        if self.is(Odd::NoObserver) || !comes || self.session_days.len() < 3 {
            return;
        }
        let [usual, second] = observers(self.plan.school);
        let date = self.rng.pick(&self.session_days[1..]);
        let ratings = self.ratings(Role::Observer, date);
        self.write_checklist(Role::Observer, usual, date, &ratings);
        if self.is(Odd::TwoObservers) {
            let ratings = self.seen_by_another(&ratings);
            self.write_checklist(Role::Observer, second, date, &ratings);
        }
        let again = self.session_days[self.session_days.len() - 1];
        if !special && again > date && self.rng.chance(15) {
            let ratings = self.ratings(Role::Observer, again);
            self.write_checklist(Role::Observer, second, again, &ratings);
        }
    }

    fn ratings(&mut self, role: Role, date: NaiveDate) -> Ratings {
        let skipped = if role == Role::Coach { 0 } else { 4 };
        let mut ratings = Ratings::new();
        for item in Item::ALL {
            let rating = self.rating(role, item, date);
            if !self.rng.chance(skipped) {
                ratings.push((item, rating));
            }
        }
        ratings
    }

    fn rating(&mut self, role: Role, item: Item, date: NaiveDate) -> Rating {
        if self.has_no_occasion(item) {
            return Rating::NotApplicable;
        }
        if role == Role::Observer && self.is_out_of_sight(item, date) {
            return Rating::NotObserved;
        }
        if role == Role::Observer && self.is(Odd::StrictObserver) && self.does(item) {
            return self.rng.pick(&[Rating::Partial, Rating::Partial, Rating::NotInPlace]);
        }
        // The last number a draw from 1 to 100 may have to be in place, partial, not in place.
        let (in_place, partial, not_in_place) = match (role, self.does(item)) {
            (Role::Coach, true) => (90, 100, 100),
            (Role::Coach, false) => (28, 72, 96),
            (Role::Educator, true) => (78, 96, 100),
            (Role::Educator, false) => (16, 56, 95),
            (Role::Observer, true) => (84, 97, 97),
            (Role::Observer, false) => (14, 52, 90),
        };
        let early = if date < day(SPRING_TERM) { 12 } else { 0 };
        match self.rng.between(1, 100) {
            draw if draw + early <= in_place => Rating::InPlace,
            draw if draw <= partial => Rating::Partial,
            draw if draw <= not_in_place => Rating::NotInPlace,
            _ => Rating::NotObserved,
        }
    }

    /// Only for items that the profile lets be not applicable.
    fn has_no_occasion(&mut self, item: Item) -> bool {
        let days = (self.last - self.started).num_days();
        match item {
            Item::Timely => self.request_count == 0 && self.rng.chance(70),
            Item::Feedback | Item::Data => days < 150 && self.rng.chance(40),
            _ => false,
        }
    }

    /// An observer rarely sees what happened at the beginning, or what was agreed in words.
    fn is_out_of_sight(&mut self, item: Item, date: NaiveDate) -> bool {
        let is_late = (date - self.started).num_days() > 45;
        let percent = match item {
            Item::Process | Item::Confidentiality | Item::Listens if is_late => 55,
            Item::Commitment => 40,
            Item::Timely | Item::Feedback => 20,
            _ => 4,
        };
        self.rng.chance(percent)
    }

    /// What another observer of the same visit writes: the same on most items.
    fn seen_by_another(&mut self, ratings: &Ratings) -> Ratings {
        let other = |rating, up: bool| match rating {
            Rating::InPlace => Rating::Partial,
            Rating::Partial if up => Rating::InPlace,
            Rating::Partial => Rating::NotInPlace,
            Rating::NotInPlace | Rating::NotObserved => Rating::Partial,
            Rating::NotApplicable => Rating::NotApplicable,
        };
        let mut seen = Ratings::new();
        for &(item, rating) in ratings {
            let agrees = self.rng.chance(84);
            let up = self.rng.chance(50);
            seen.push((item, if agrees { rating } else { other(rating, up) }));
        }
        seen
    }

    fn write_checklist(&mut self, role: Role, rater: &str, date: NaiveDate, ratings: &Ratings) {
        let entries = ratings.iter().map(|(item, rating)| (item.id(), rating.id().into()));
        let levels = self.levels(role, ratings);
        let comments = self.comments(ratings);
        let record = Fields::of_kind("checklist")
            .with("date", date)
            .with("rater", Fields::default().with("role", role.id()).with("id", rater))
            .with("ratings", Value::Map(entries.collect()))
            .with_some("levels", levels)
            .with_some("comments", comments);
        let file = self.save(date, "checklist", &record);
        self.checklists.push(Checklist { date, file });
    }

    /// A judgment of the functions that are short of ideal; not every rater gives one.
    fn levels(&mut self, role: Role, ratings: &Ratings) -> Option<Fields> {
        let judges = self.rng.chance(if role == Role::Observer { 45 } else { 14 });
        let mut levels = Fields::default();
        for function in ["relationships", "facilitating", "communicating", "dialogue"] {
            let of_function = |&&(item, _): &&(Item, Rating)| item.function() == function;
            let rated = ratings.iter().filter(of_function);
            let low = rated.clone().filter(|(_, rating)| rating.is_low()).count();
            let bad = rated.filter(|(_, rating)| *rating == Rating::NotInPlace).count();
            if low > 0 {
                levels = levels.with(function, if bad >= 2 { "far" } else { "close" });
            }
        }
        if judges { levels.if_any() } else { None }
    }

    fn comments(&mut self, ratings: &Ratings) -> Option<Fields> {
        let mut comments = Fields::default();
        for (item, rating) in ratings {
            let (percent, which) = match rating {
                Rating::InPlace => (5, "high"),
                low if low.is_low() => (22, "low"),
                _ => continue,
            };
            if let Some(text) = self.sometimes(percent, &format!("{} {which}", item.id())) {
                comments = comments.with(item.id(), text);
            }
        }
        comments.if_any()
    }
}
