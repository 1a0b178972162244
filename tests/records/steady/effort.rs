//! How much is tried: a few cases chosen by a seed that is printed, or, with `COACH_LONG=seconds`, all of them in an
//! order of chance until that time is over. `COACH_SEED=number` chooses the same again.

use std::io::Write;
use std::time::{Duration, Instant, SystemTime};

/// Chooses cases by chance.
pub(super) struct Effort {
    name: &'static str,
    seed: u64,
    state: u64,
    begun: Instant,
    /// How long it may take, where it is to take long.
    long: Option<Duration>,
}

impl Effort {
    /// The effort of the test `name`.
    pub(super) fn of(name: &'static str) -> Self {
        let number = |variable: &str| -> Option<u64> {
            let text = std::env::var(variable).ok()?;
            Some(text.parse().unwrap_or_else(|_| panic!("{variable}={text} is a number")))
        };
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
        let seed = number("COACH_SEED").unwrap_or(now.as_micros() as u64 % 1_000_000);
        let long = number("COACH_LONG").map(Duration::from_secs);
        let state = seed.wrapping_mul(2).wrapping_add(0x9E37_79B9_7F4A_7C15);
        Self { name, seed, state, begun: Instant::now(), long }
    }

    pub(super) fn is_long(&self) -> bool {
        self.long.is_some()
    }

    /// Whether there is time for more: in short, always.
    pub(super) fn has_time(&self) -> bool {
        self.long.is_none_or(|long| self.begun.elapsed() < long)
    }

    /// How long something is done that has no end of its own.
    pub(super) fn time(&self, short: Duration) -> Duration {
        self.long.unwrap_or(short)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state % end.max(1) as u64) as usize
    }

    /// `few` of `all`, or all of them where it may take long; in an order of chance.
    pub(super) fn some<T>(&mut self, mut all: Vec<T>, few: usize) -> Vec<T> {
        for at in (1..all.len()).rev() {
            let other = self.below(at + 1);
            all.swap(at, other);
        }
        if !self.is_long() {
            all.truncate(few);
        }
        all
    }

    /// Adds `fault` to `faults`. Where it takes long it is said at once: whatever ends the run, it is known.
    pub(super) fn found(&self, faults: &mut Vec<String>, fault: String) {
        if self.is_long() {
            self.said(&fault);
        }
        faults.push(fault);
    }

    /// Says on standard error what was tried, past what the test harness keeps to itself.
    pub(super) fn said(&self, counts: &str) {
        let (name, seed, seconds) = (self.name, self.seed, self.begun.elapsed().as_secs_f32());
        writeln!(std::io::stderr(), "{name}: {counts} (seed {seed}, {seconds:.1} s)")
            .expect("standard error");
    }
}
