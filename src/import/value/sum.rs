//! How the marks of a written duration add up: sessions that each took as long, time on the road, the same
//! time told twice.

use super::amount::{Mark, Unit, no_duration};
use super::duration::{DurationRule, bare};
use super::wrong;
use crate::import::cell::Wrong;

/// A stretch of time that is one thing: at the school or on the road.
#[derive(Clone, Copy, Default)]
struct Stretch {
    minutes: f64,
    amounts: usize,
    is_travel: bool,
    is_place: bool,
}

/// One telling of the whole time.
#[derive(Clone, Copy, Default)]
struct Telling {
    counted: f64,
    amounts: usize,
    bare: usize,
    has_travel: bool,
}

/// A number before it is known what it counts.
#[derive(Clone, Copy)]
enum Waiting {
    Whole(f64),
    /// Less than one.
    Part(f64),
    /// Hours and minutes, in minutes.
    Clock(f64),
}

/// A duration that is being read.
pub(super) struct Sum<'r> {
    rule: &'r DurationRule,
    /// A number that waits for its unit.
    waiting: Option<Waiting>,
    /// How many there are of what follows, and whether it is said that each took that long.
    several: Option<(f64, bool)>,
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
            waiting: None,
            several: None,
            unit: None,
            stretch: Stretch::default(),
            telling: Telling::default(),
            tellings: Vec::new(),
        }
    }

    /// Takes the next mark; `next` is the one after it.
    pub(super) fn take(&mut self, mark: Mark, next: Option<Mark>) -> Result<(), Wrong> {
        match mark {
            Mark::Value(number) => self.number(Waiting::Whole(number)),
            Mark::Part(part) => self.part(part),
            Mark::Clock(minutes) => self.number(Waiting::Clock(minutes)),
            Mark::Unit(unit) => self.named(unit),
            Mark::One if self.waiting.is_none() && matches!(next, Some(Mark::Unit(_))) => {
                self.number(Waiting::Whole(1.0))
            }
            Mark::Whole if self.waiting.is_none() => self.number(Waiting::Whole(1.0)),
            Mark::Of if self.several.is_some() => self.each(),
            Mark::Of | Mark::One | Mark::Whole | Mark::Filler => Ok(()),
            Mark::Times { is_enough } => self.times(is_enough),
            Mark::Each => self.each(),
            Mark::Travel => {
                self.settle()?;
                self.stretch.is_travel = true;
                Ok(())
            }
            Mark::Place => {
                self.settle()?;
                self.stretch.is_place = true;
                Ok(())
            }
            Mark::Plus => self.end_stretch(),
            Mark::Again => self.end_telling(),
        }
    }

    fn number(&mut self, number: Waiting) -> Result<(), Wrong> {
        self.settle()?;
        self.begin()?;
        self.waiting = Some(number);
        Ok(())
    }

    /// A half, alone or after a number that it is added to.
    fn part(&mut self, part: f64) -> Result<(), Wrong> {
        match self.waiting {
            Some(Waiting::Whole(whole)) if whole.fract() == 0.0 => {
                self.waiting = Some(Waiting::Whole(whole + part));
                Ok(())
            }
            _ => self.number(Waiting::Part(part)),
        }
    }

    fn each(&mut self) -> Result<(), Wrong> {
        let (_, is_each) = self.several.as_mut().ok_or_else(no_duration)?;
        *is_each = true;
        Ok(())
    }

    /// An amount after a word for where the time went belongs to another stretch.
    fn begin(&mut self) -> Result<(), Wrong> {
        let Stretch { amounts, is_travel, is_place, .. } = self.stretch;
        if amounts > 0 && (is_travel || is_place) { self.end_stretch() } else { Ok(()) }
    }

    fn times(&mut self, is_enough: bool) -> Result<(), Wrong> {
        match self.waiting.take() {
            Some(Waiting::Whole(number)) if number.fract() == 0.0 && self.several.is_none() => {
                self.several = Some((number, is_enough));
                Ok(())
            }
            None if !is_enough => Ok(()),
            Some(_) | None => Err(no_duration()),
        }
    }

    fn named(&mut self, unit: Unit) -> Result<(), Wrong> {
        let minutes = match self.waiting.take() {
            Some(Waiting::Whole(number) | Waiting::Part(number)) => {
                number * self.minutes_of(unit)?
            }
            Some(Waiting::Clock(minutes)) if unit == Unit::Hours => minutes,
            Some(Waiting::Clock(_)) | None => return Err(no_duration()),
        };
        self.unit = Some(unit);
        self.add(minutes);
        Ok(())
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
        let minutes = match (waiting, self.unit) {
            (Waiting::Clock(minutes), _) => minutes,
            // an hour and a half
            (Waiting::Part(part), Some(unit)) => part * self.minutes_of(unit)?,
            // 1h 20
            (Waiting::Whole(number), Some(Unit::Hours))
                if number.fract() == 0.0 && number < 60.0 =>
            {
                number
            }
            (Waiting::Whole(number) | Waiting::Part(number), _) => {
                self.telling.bare += 1;
                bare(number, self.rule)?
            }
        };
        self.unit = None;
        self.add(minutes);
        Ok(())
    }

    fn add(&mut self, minutes: f64) {
        let times = self.several.map_or(1.0, |(number, _)| number);
        self.stretch.minutes += minutes * times;
        self.stretch.amounts += 1;
    }

    fn end_stretch(&mut self) -> Result<(), Wrong> {
        self.settle()?;
        let stretch = std::mem::take(&mut self.stretch);
        self.unit = None;
        // How many sessions is of use only with how long each was, and that with nothing else.
        let several = self.several.take();
        if several.is_some_and(|(_, is_each)| !is_each) || several.is_some() && stretch.amounts != 1
        {
            return Err(no_duration());
        }
        if stretch.is_travel && (stretch.is_place || stretch.amounts == 0) {
            return Err(Wrong {
                detail: "it is not plain what of it is travel".to_owned(),
                ..holds_travel()
            });
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
        if telling.bare > 0 && telling.amounts > 1 {
            return Err(wrong("has a number without a unit beside other numbers"));
        }
        if telling.amounts > 0 {
            self.tellings.push(telling);
        }
        Ok(())
    }

    /// The whole time that counts, in minutes.
    pub(super) fn total(mut self) -> Result<f64, Wrong> {
        self.end_telling()?;
        let Some((first, others)) = self.tellings.split_first() else { return Err(no_duration()) };
        if self.tellings.iter().any(|telling| telling.has_travel) {
            if !self.rule.leaves_travel_out {
                return Err(Wrong {
                    remedy: "say in the map that it does not count: `without_travel = true`"
                        .to_owned(),
                    ..holds_travel()
                });
            }
            if self.tellings.iter().all(|telling| telling.counted == 0.0) {
                return Err(wrong("is time on the road alone"));
            }
        }
        if others.iter().any(|other| (other.counted - first.counted).abs() >= 1.0) {
            return Err(wrong("tells two durations that differ"));
        }
        Ok(first.counted)
    }
}

fn holds_travel() -> Wrong {
    wrong("holds time on the road")
}
