//! What numbers without a unit mean in columns of durations: the columns come in; minutes or hours, and why, go out.

use super::layout::quoted;
use super::plain::has;
use super::value::{Lines, Making};
use crate::import::cell::Content;

impl Making<'_, '_> {
    /// Adds to `lines` what numbers without a unit mean in `columns`.
    pub(super) fn bare(&self, lines: &mut Lines, columns: &[usize]) {
        let (unit, why) = self.unit(columns);
        if let Some(unit) = unit {
            lines.part("bare", quoted(unit));
        }
        if !why.is_empty() {
            lines.why(why);
        }
    }

    /// What numbers without a unit mean in `columns`, and why.
    pub(super) fn unit(&self, columns: &[usize]) -> (Option<&'static str>, String) {
        let says = |words: &[&str]| {
            let mut names = columns.iter().flat_map(|&at| &self.grid.columns[at].plain);
            names.any(|name| words.iter().any(|word| has(name, word)))
        };
        let number = |cell: &Content| match cell {
            Content::Number(number) => Some(*number),
            Content::Text(text) => text.trim().replace(',', ".").parse().ok(),
            _ => None,
        };
        let mut numbers: Vec<f64> =
            self.content(columns).filter_map(number).filter(|number| *number > 0.0).collect();
        numbers.sort_by(f64::total_cmp);
        let (Some(least), Some(middle)) = (numbers.first(), numbers.get(numbers.len() / 2)) else {
            return (None, String::new());
        };
        if says(&["minutes", "minute", "min", "mins", "minutos"]) {
            return (Some("minutes"), "the head says so".to_owned());
        }
        if says(&["hours", "hour", "hrs", "h", "horas"]) {
            return (Some("hours"), "the head says so".to_owned());
        }
        let most = numbers.get(numbers.len() * 9 / 10).unwrap_or(middle);
        let why = format!("numbers from {least}, half of them below {middle}");
        let has_parts = numbers.iter().any(|number| number.fract() != 0.0);
        match (*most < 15.0, self.units_beside(columns)) {
            (true, (true, false)) => (Some("minutes"), format!("{why}; others say minutes: check")),
            (true, (false, true)) => (Some("hours"), format!("{why}; others say hours: check")),
            (true, _) if has_parts => (Some("hours"), why),
            // A short call and a long day are written alike.
            (true, _) if *least >= 5.0 => (Some("minutes"), format!("{why}: check")),
            (true, _) => (Some("hours"), format!("{why}: check")),
            (false, _) if *least >= 5.0 => (Some("minutes"), why),
            (false, _) => {
                (Some("hours-below-15"), format!("small and large numbers, from {least}: check"))
            }
        }
    }

    /// Whether durations in `columns` that say their unit say minutes, and hours.
    fn units_beside(&self, columns: &[usize]) -> (bool, bool) {
        const MINUTES: [&str; 6] = ["min", "mins", "minute", "minutes", "minuto", "minutos"];
        const HOURS: [&str; 7] = ["h", "hr", "hrs", "hour", "hours", "hora", "horas"];
        let words: Vec<String> = self
            .content(columns)
            .filter_map(|cell| match cell {
                Content::Text(text) => Some(text),
                _ => None,
            })
            .flat_map(|text| {
                let words = text.split(|letter: char| !letter.is_alphabetic());
                words.map(str::to_lowercase).collect::<Vec<_>>()
            })
            .collect();
        let says = |units: &[&str]| words.iter().any(|word| units.contains(&word.as_str()));
        (says(&MINUTES), says(&HOURS))
    }
}
