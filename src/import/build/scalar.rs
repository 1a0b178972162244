//! One value of a record out of the cells of a row: a day, minutes, a word, text.

use super::{Building, Found, not_computed, said};
use crate::domain::key::Form;
use crate::import::cell::{Content, Wrong};
use crate::import::map::pattern::{Pattern, filled};
use crate::import::map::{From, Value};
use crate::import::value::day::{DayRule, day, time_of};
use crate::import::value::duration::{Decimal, DurationRule, minutes};
use crate::import::value::prose::{prose, without_html};
use crate::syntax::yaml::Written;
use crate::text::wording::one_of;

impl Building<'_, '_> {
    /// What the row says for the key at `path`.
    pub(super) fn value(&mut self, path: &str, value: &Value) -> Option<Written> {
        if !self.applies(value) {
            return None;
        }
        let before = self.faults.len();
        let written = match &value.from {
            From::Constant(word) => Some(plain_or_text(value.form, word.clone())),
            From::Cell(row, column) => self.above_table(path, value, (*row, *column)),
            From::SheetName(pattern) => {
                let name = self.table.sheet.name.clone().unwrap_or_default();
                let fills = pattern.fills(&name)?;
                let text = fills.first().cloned().unwrap_or_else(|| name.to_string());
                self.scalar(value, &Content::Text(text.into()), &[])
            }
            From::Columns(patterns) => self.of_columns(path, value, patterns),
            From::Beside { items, values } => self.beside(path, value, items, values),
        };
        let written = match (&value.or, written) {
            (Some(or), None) if self.faults.len() == before => self.value(path, or),
            (_, written) => written,
        };
        match written {
            None if self.faults.len() == before => self.nothing(path, value),
            written => written,
        }
    }

    fn above_table(
        &mut self,
        path: &str,
        value: &Value,
        (row, column): (u32, u32),
    ) -> Option<Written> {
        let (table, column) = (self.table, column as usize);
        let row = table.sheet.rows.iter().find(|known| known.number == row)?;
        let content = said(self.map, row, column);
        let read = match content {
            Content::Fault(_) => Err(not_computed()),
            content if content.is_empty() => return None,
            content => self.read(value, content),
        };
        self.note(path, []);
        read.unwrap_or_else(|wrong| {
            let mut fault = self.fault(value, &[], wrong);
            fault.cells = vec![table.address(row, Some(column))];
            self.faults.push(fault);
            None
        })
    }

    fn of_columns(&mut self, path: &str, value: &Value, patterns: &[Pattern]) -> Option<Written> {
        if let Some(list) = self.list(path, value, patterns) {
            return list;
        }
        let found = self.found(value, patterns);
        let columns: Vec<usize> = found.iter().map(|found| found.column.index).collect();
        if found.is_empty() {
            return None;
        }
        self.note(path, columns.iter().copied());
        match value.form {
            Form::Prose | Form::Statement => {
                let texts = found.iter().map(|found| text(value, found.content));
                let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
                (!texts.is_empty()).then(|| Written::Text(texts.join(&value.between)))
            }
            _ if value.is_sum => self.sum(value, &found),
            _ => self.agreeing(value, &found),
        }
    }

    /// What all of `found` say alike; two that differ are a fault.
    fn agreeing(&mut self, value: &Value, found: &[Found]) -> Option<Written> {
        let (first, rest) = found.split_first()?;
        let written = self.scalar(value, first.content, &[first.column.index])?;
        for other in rest {
            let other_says = self.scalar(value, other.content, &[other.column.index])?;
            if other_says != written {
                let columns = [first.column.index, other.column.index];
                self.wrong(value, &columns, disagree());
                return None;
            }
        }
        Some(written)
    }

    /// The durations in `found`, added up.
    fn sum(&mut self, value: &Value, found: &[Found]) -> Option<Written> {
        let mut sum = 0;
        for found in found {
            match minutes(found.content, &self.duration_rule(value)) {
                Ok(minutes) => sum += minutes.unwrap_or_default(),
                Err(wrong) => {
                    self.wrong(value, &[found.column.index], wrong);
                    return None;
                }
            }
        }
        (sum > 0).then(|| Written::Plain(sum.to_string()))
    }

    /// One cell as a value; a fault is noted for the cells in `columns`.
    pub(super) fn scalar(
        &mut self,
        value: &Value,
        content: &Content,
        columns: &[usize],
    ) -> Option<Written> {
        let read = self.read(value, content);
        read.unwrap_or_else(|wrong| {
            self.wrong(value, columns, wrong);
            None
        })
    }

    fn read(&self, value: &Value, content: &Content) -> Result<Option<Written>, Wrong> {
        let plain = |text: Option<String>| text.map(Written::Plain);
        match value.form {
            Form::Date => {
                let day = day(content, &self.day_rule(value))?;
                if !value.may_lie_ahead && day.is_some_and(|day| day > self.today) {
                    return Err(ahead());
                }
                Ok(plain(day.map(|day| day.to_string())))
            }
            Form::Time => {
                let time = time_of(content, &self.day_rule(value))?;
                Ok(time.map(|time| Written::Text(time.format("%H:%M").to_string())))
            }
            form if form.is_minutes() => {
                let minutes = minutes(content, &self.duration_rule(value))?;
                Ok(plain(minutes.map(|minutes| minutes.to_string())))
            }
            Form::Integer(_) | Form::Number => {
                let text = prose(content);
                let text = match self.map.decimal {
                    Decimal::Point => text,
                    Decimal::Comma | Decimal::Either => text.replace(',', "."),
                };
                Ok(plain(Some(text)))
            }
            Form::Prose | Form::Statement => Ok(Some(Written::Text(text(value, content)))),
            Form::PersonId => Ok(Some(Written::Text(self.person(value, &prose(content))?))),
            Form::School | Form::OneOf(_) | Form::Term(_) => {
                Ok(Some(Written::Text(self.closed(value, &prose(content))?)))
            }
            form => Ok(Some(plain_or_text(form, self.word(value, &prose(content))))),
        }
    }

    /// The record's word for `word`: the map's own, one that the district knows, or else itself.
    pub(super) fn word(&self, value: &Value, word: &str) -> String {
        self.known(value, word).unwrap_or_else(|| word.trim().to_owned())
    }

    /// The record's word for `word`: the map's own, or one that the district knows.
    pub(super) fn known(&self, value: &Value, word: &str) -> Option<String> {
        self.mapped(value, word).or_else(|| self.lexicon.word(value.form, word))
    }

    /// The record's word for `word` of a list that is closed, or what is known to be wrong with it.
    fn closed(&self, value: &Value, word: &str) -> Result<String, Wrong> {
        if let Some(known) = self.known(value, word) {
            return Ok(known);
        }
        if self.lexicon.may_stand(value.form, word) {
            return Ok(word.trim().to_owned());
        }
        let (cause, add) = match value.form {
            Form::School => (
                "is no school of coach.toml",
                "; or add it with `coach change school --add ID=NAME`",
            ),
            _ => ("is none of the words that may stand here", ""),
        };
        let words = self.lexicon.closed_list(value.form);
        let words = one_of(words.iter().map(String::as_str));
        let remedy = format!("say under `words` in the map which it is: {words}{add}");
        Err(Wrong { cause: cause.to_owned(), detail: String::new(), remedy })
    }

    /// The id of the one whom the source calls `word`: by the map's own words, or as the district knows them.
    pub(super) fn person(&self, value: &Value, word: &str) -> Result<String, Wrong> {
        self.mapped(value, word).map_or_else(|| self.lexicon.person(word, value.role), Ok)
    }

    /// The ids of those whom the source calls `word`: several where the map's own words say so.
    pub(super) fn people(&self, value: &Value, word: &str) -> Result<Vec<String>, Wrong> {
        match self.mapped(value, word) {
            Some(ids) => Ok(ids.split(',').map(|id| id.trim().to_owned()).collect()),
            None => Ok(vec![self.lexicon.person(word, value.role)?]),
        }
    }

    fn mapped(&self, value: &Value, word: &str) -> Option<String> {
        value.words.iter().find_map(|(from, to)| Some(filled(to, &from.fills(word)?)))
    }

    fn day_rule(&self, value: &Value) -> DayRule {
        DayRule {
            order: value.order,
            century: true,
            months_of: self.map.year_of,
            zone: self.map.zone.filter(|_| !value.holds_days),
            needs_zone: value.needs_zone,
            counts_from_1904: self.table.sheet.counts_from_1904,
            is_swapped: value.is_swapped == Some(true),
        }
    }

    fn duration_rule(&self, value: &Value) -> DurationRule {
        DurationRule {
            bare: value.bare,
            decimal: self.map.decimal,
            full_day: self.map.full_day,
            leaves_travel_out: value.leaves_travel_out,
        }
    }
}

/// The text in a cell.
fn text(value: &Value, content: &Content) -> String {
    let text = prose(content);
    if value.is_html { without_html(&text) } else { text }
}

/// A word as it is written under a key with `form`.
pub(super) fn plain_or_text(form: Form, word: String) -> Written {
    match form {
        Form::Date | Form::Integer(_) | Form::Number | Form::Boolean if is_one_word(&word) => {
            Written::Plain(word)
        }
        Form::Ids | Form::PersonIds | Form::Profiles | Form::Terms(_) => {
            let words = word.split(',').map(|word| Written::Text(word.trim().to_owned()));
            Written::List(words.collect())
        }
        _ => Written::Text(word),
    }
}

/// Whether YAML reads `word` as it stands: what is no date, number, true or false may be anything, and then whoever
/// reads the record has to be able to say so.
fn is_one_word(word: &str) -> bool {
    let signless = word.strip_prefix(['-', '+']).unwrap_or(word);
    signless.starts_with(|c: char| c.is_ascii_alphanumeric())
        && signless.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'))
}

fn ahead() -> Wrong {
    Wrong {
        cause: "is a day that lies ahead".to_owned(),
        detail: String::new(),
        remedy: "a record tells of days up to today; is a digit wrong?".to_owned(),
    }
}

/// Two columns of one key say different things.
pub(super) fn disagree() -> Wrong {
    Wrong {
        cause: "two columns hold the same and disagree".to_owned(),
        detail: String::new(),
        remedy: "correct one of the two in the source, or map only one of them".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_word_of_yaml_is_quoted() {
        for word in ["true", "45", "-4.5", "2025-09-10", "maybe"] {
            assert_eq!(plain_or_text(Form::Boolean, word.into()), Written::Plain(word.into()));
        }
        for word in ["|rue", "", "-", "a: b", "# no", "[1", "&a", "- 1"] {
            assert_eq!(plain_or_text(Form::Boolean, word.into()), Written::Text(word.into()));
        }
    }
}
