//! How the marks of a written duration add up: sessions that each took as long, time on the road, the same
//! time told twice. What can be read in two ways is refused.

use super::amount::{Mark, Unit, no_duration};
use super::duration::{DurationRule, bare};
use super::stretch::{Stretch, may_add_up};
use super::telling::{Telling, bare_beside, holds_travel, whole};
use super::wrong;
use crate::import::cell::Wrong;

/// A number before it is known what it counts.
#[derive(Clone, Copy)]
enum Waiting {
    Whole(f64),
    /// Less than one.
    Part(f64),
    /// Several of a part, such as three quarters, which need a unit.
    Parts(f64),
    /// Hours and minutes, in minutes.
    Clock(f64),
}

/// A duration that is being read.
pub(super) struct Sum<'r> {
    rule: &'r DurationRule,
    /// The mark before.
    before: Option<Mark>,
    /// A number that waits for its unit.
    waiting: Option<Waiting>,
    /// Whether an `and` stands before what follows.
    is_joined: bool,
    /// Whether a comma or an `and` stands behind the number before.
    is_parted: bool,
    /// Whether one stood before the number that waits, and something of the same stretch before that.
    is_after_part: bool,
    /// How many there are of what follows, and whether it is said that each took that long.
    several: Option<(f64, bool)>,
    /// Whether the amount before says how many there were, as in `2 half hours`.
    is_counted: bool,
    /// Whether an amount has to follow.
    is_open: bool,
    /// The unit of the amount before.
    unit: Option<Unit>,
    stretch: Stretch,
    telling: Telling,
    tellings: Vec<Telling>,
}

impl<'r> Sum<'r> {
    pub(super) fn new(rule: &'r DurationRule) -> Self {
        Self {
            rule,
            before: None,
            waiting: None,
            is_joined: false,
            is_parted: false,
            is_after_part: false,
            several: None,
            is_counted: false,
            is_open: false,
            unit: None,
            stretch: Stretch::default(),
            telling: Telling::default(),
            tellings: Vec::new(),
        }
    }

    /// Takes the next mark; `next` is the one after it.
    pub(super) fn take(&mut self, mark: Mark, next: Option<Mark>) -> Result<(), Wrong> {
        let is_before_unit = matches!(next, Some(Mark::Unit(_)));
        let taken = match mark {
            Mark::Value(number) | Mark::Named(number) => self.number(Waiting::Whole(number)),
            Mark::Part(part) => self.part(part),
            Mark::NamedPart(part) => self.named_part(part),
            Mark::Clock(_) if self.before == Some(Mark::At) => Err(may_be_times()),
            Mark::Clock(minutes) => self.number(Waiting::Clock(minutes)),
            Mark::Unit(unit) => self.named(unit),
            Mark::One if is_before_unit => self.one(),
            Mark::Whole => self.whole(is_before_unit),
            Mark::Of => self.of(next),
            Mark::One | Mark::Filler => Ok(()),
            Mark::And => {
                (self.is_joined, self.is_parted) = (true, true);
                Ok(())
            }
            Mark::Comma => {
                self.is_parted = true;
                return Ok(());
            }
            Mark::Times => self.times(),
            Mark::Meeting { is_plural } => self.meeting(is_plural),
            Mark::At | Mark::Each => self.each(),
            Mark::Travel => self.travel(),
            Mark::Place => self.settle().map(|()| self.stretch.went(false)),
            Mark::Break => self.end_stretch(),
            Mark::Plus => self.plus(),
            Mark::Again => self.end_telling(),
        };
        self.before = Some(mark);
        taken
    }

    fn number(&mut self, number: Waiting) -> Result<(), Wrong> {
        self.settle()?;
        if self.stretch.is_over() {
            // In `45 min travel 30 min` either may be travel.
            if self.stretch.is_travel && !self.is_parted {
                return Err(travel_not_plain());
            }
            self.end_stretch()?;
        }
        self.is_after_part = self.is_parted && !self.stretch.is_new();
        self.is_parted = false;
        self.waiting = Some(number);
        Ok(())
    }

    /// A word for travel: of the amount before it, unless a comma or an `and` is between, or of the one behind it.
    fn travel(&mut self) -> Result<(), Wrong> {
        self.settle()?;
        if self.is_parted && self.stretch.amounts > 0 {
            self.end_stretch()?;
        }
        self.stretch.went(true);
        Ok(())
    }

    /// `1/2`, alone or after a number that it is added to; `two 1/2` may be two halves.
    fn part(&mut self, part: f64) -> Result<(), Wrong> {
        match self.waiting {
            Some(Waiting::Whole(whole)) if whole.fract() == 0.0 => {
                if matches!(self.before, Some(Mark::Named(_))) {
                    return Err(may_add_up());
                }
                self.add_part(whole + part);
                Ok(())
            }
            _ => self.number(Waiting::Part(part)),
        }
    }

    /// A half in letters: alone, added to a number by an `and`, or as many of them as a number says.
    fn named_part(&mut self, part: f64) -> Result<(), Wrong> {
        match self.waiting {
            Some(Waiting::Whole(whole)) if whole.fract() == 0.0 && self.is_joined => {
                self.add_part(whole + part);
                Ok(())
            }
            Some(Waiting::Whole(whole)) if whole.fract() == 0.0 => {
                self.waiting = Some(Waiting::Parts(whole * part));
                Ok(())
            }
            _ => self.number(Waiting::Part(part)),
        }
    }

    fn add_part(&mut self, number: f64) {
        self.waiting = Some(Waiting::Whole(number));
        (self.is_joined, self.is_parted) = (false, false);
    }

    /// `a` before a unit: one of it, or which a part is of. `9 a m` is no duration.
    fn one(&mut self) -> Result<(), Wrong> {
        match self.waiting {
            None => self.number(Waiting::Whole(1.0)),
            Some(Waiting::Part(_) | Waiting::Parts(_)) => Ok(()),
            Some(Waiting::Whole(_) | Waiting::Clock(_)) => Err(no_duration()),
        }
    }

    /// `full` before a unit; alone it says of nothing that it was whole.
    fn whole(&mut self, is_before_unit: bool) -> Result<(), Wrong> {
        match self.waiting {
            _ if !is_before_unit => Err(no_duration()),
            None => self.number(Waiting::Whole(1.0)),
            Some(_) => Ok(()),
        }
    }

    /// `of`, which belongs to several, a part, travel, or the first amount.
    fn of(&mut self, next: Option<Mark>) -> Result<(), Wrong> {
        let is_of_part = matches!(self.waiting, Some(Waiting::Part(_) | Waiting::Parts(_)));
        let is_where = matches!(next, Some(Mark::Travel | Mark::Place));
        match self.several {
            Some(_) if self.stretch.amounts == 0 => self.each(),
            _ if is_of_part || is_where => Ok(()),
            _ if self.stretch.amounts == 0 && self.waiting.is_none() => Ok(()),
            _ => Err(no_duration()),
        }
    }

    fn each(&mut self) -> Result<(), Wrong> {
        let (_, is_each) = self.several.as_mut().ok_or_else(no_duration)?;
        *is_each = true;
        Ok(())
    }

    /// `x` behind a number.
    fn times(&mut self) -> Result<(), Wrong> {
        let number = self.waiting.take();
        self.how_many(number, true)
    }

    /// `sessions`, behind how many there were or how long they took, or before it.
    fn meeting(&mut self, is_plural: bool) -> Result<(), Wrong> {
        let number = self.waiting.take();
        if number.is_some() {
            return self.how_many(number, false);
        }
        let is_first = self.stretch.amounts == 0 && self.telling.amounts == 0;
        self.telling.is_of_one |= is_first && self.several.is_none();
        if is_plural && self.several.is_none() && !self.is_counted {
            return Err(how_many_first("may be the length of each of several"));
        }
        Ok(())
    }

    fn how_many(&mut self, number: Option<Waiting>, is_each: bool) -> Result<(), Wrong> {
        if self.stretch.amounts > 0 {
            return Err(how_many_first("says how many there were behind how long"));
        }
        match number {
            Some(Waiting::Whole(number)) if number.fract() == 0.0 && self.several.is_none() => {
                self.several = Some((number, is_each));
                Ok(())
            }
            _ => Err(no_duration()),
        }
    }

    fn named(&mut self, unit: Unit) -> Result<(), Wrong> {
        let number = match self.waiting.take() {
            Some(Waiting::Whole(number) | Waiting::Part(number)) => number,
            Some(Waiting::Parts(number)) => {
                self.is_counted = true;
                number
            }
            Some(Waiting::Clock(minutes)) if unit == Unit::Hours => return self.clock(minutes),
            Some(Waiting::Clock(_)) | None => return Err(no_duration()),
        };
        self.unit = Some(unit);
        self.add(number, unit)
    }

    fn minutes_of(&self, unit: Unit) -> Result<f64, Wrong> {
        match unit {
            Unit::Minutes => Ok(1.0),
            Unit::Hours => Ok(60.0),
            Unit::Days => self.rule.full_day.map(f64::from).ok_or_else(|| Wrong {
                remedy: "say in the map how many minutes a full day has: `full_day = 480`"
                    .to_owned(),
                ..wrong("is a number of days")
            }),
        }
    }

    /// Adds a number that waits for a unit and gets none.
    fn settle(&mut self) -> Result<(), Wrong> {
        let Some(waiting) = self.waiting.take() else { return Ok(()) };
        match (waiting, self.unit.take()) {
            (Waiting::Clock(minutes), _) => self.clock(minutes),
            (Waiting::Parts(_), _) => Err(no_duration()),
            // an hour and a half
            (Waiting::Part(part), Some(unit @ (Unit::Hours | Unit::Days))) => {
                let minutes = part * self.minutes_of(unit)?;
                self.is_after_part = false;
                self.extend(minutes);
                Ok(())
            }
            // 1h 20
            (Waiting::Whole(number), Some(Unit::Hours))
                if number.fract() == 0.0 && number < 60.0 =>
            {
                self.add(number, Unit::Minutes)
            }
            (Waiting::Whole(number) | Waiting::Part(number), _) => {
                self.telling.bare += 1;
                let minutes = bare(number, self.rule)?;
                let unit = if minutes == number { Unit::Minutes } else { Unit::Hours };
                self.telling.units[unit as usize] = true;
                self.extend(minutes);
                Ok(())
            }
        }
    }

    fn clock(&mut self, minutes: f64) -> Result<(), Wrong> {
        if self.stretch.amounts > 0 && !self.is_joined {
            return Err(if self.telling.clocks > 0 { may_be_times() } else { may_add_up() });
        }
        self.telling.clocks += 1;
        // Two of them with hours and minutes are more often from when to when.
        if self.telling.clocks > 1 {
            return Err(may_be_times());
        }
        self.extend(minutes);
        Ok(())
    }

    fn add(&mut self, number: f64, unit: Unit) -> Result<(), Wrong> {
        if self.telling.bare > 0 {
            return Err(bare_beside());
        }
        let times = self.several.map_or(1.0, |(number, _)| number);
        let minutes = self.minutes_of(unit)? * times;
        self.telling.units[unit as usize] = true;
        self.stretch.add(number, (unit, minutes), self.is_joined)?;
        self.stretch.is_parted |= self.is_after_part;
        (self.is_joined, self.is_open) = (false, false);
        Ok(())
    }

    fn extend(&mut self, minutes: f64) {
        let times = self.several.map_or(1.0, |(number, _)| number);
        self.stretch.extend(minutes * times);
        self.stretch.is_parted |= self.is_after_part;
        (self.is_joined, self.is_open) = (false, false);
    }

    fn plus(&mut self) -> Result<(), Wrong> {
        self.end_stretch()?;
        if self.telling.amounts == 0 || self.is_open {
            return Err(no_duration());
        }
        self.is_open = true;
        Ok(())
    }

    fn end_stretch(&mut self) -> Result<(), Wrong> {
        self.settle()?;
        let stretch = std::mem::take(&mut self.stretch);
        (self.unit, self.is_joined, self.is_counted) = (None, false, false);
        (self.is_parted, self.is_after_part) = (false, false);
        // How many sessions is of use only with how long each was, and that with nothing else.
        let several = self.several.take();
        if several.is_some_and(|(_, is_each)| !is_each) || several.is_some() && stretch.amounts != 1
        {
            return Err(no_duration());
        }
        if stretch.is_travel && (stretch.is_place || stretch.is_parted || stretch.amounts == 0) {
            return Err(travel_not_plain());
        }
        self.telling.amounts += stretch.amounts;
        self.telling.has_travel |= stretch.is_travel;
        if !stretch.is_travel {
            self.telling.counted += stretch.minutes;
        }
        Ok(())
    }

    fn end_telling(&mut self) -> Result<(), Wrong> {
        self.end_stretch()?;
        let telling = std::mem::take(&mut self.telling);
        // `45+` is more than 45.
        if std::mem::take(&mut self.is_open) {
            return Err(no_duration());
        }
        telling.check()?;
        if telling.amounts > 0 {
            self.tellings.push(telling);
        }
        Ok(())
    }

    /// The whole time that counts, in minutes.
    pub(super) fn total(mut self) -> Result<f64, Wrong> {
        self.end_telling()?;
        whole(&self.tellings, self.rule)
    }
}

fn how_many_first(cause: &str) -> Wrong {
    Wrong {
        remedy: "write how many there were first, as in `2 x 45 min`, or write the whole time"
            .to_owned(),
        ..wrong(cause)
    }
}

fn travel_not_plain() -> Wrong {
    Wrong {
        detail: "it is not plain what of it is travel".to_owned(),
        remedy:
            "put ; between what is travel and what is not, as in `45 min; travel 30 min`, and say \
                 `without_travel = true` in the map; or write only the time that counts"
                .to_owned(),
        ..holds_travel()
    }
}

fn may_be_times() -> Wrong {
    Wrong {
        remedy: "write how long it took, as in `45 min`".to_owned(),
        ..wrong("may be times of day, not a duration")
    }
}
