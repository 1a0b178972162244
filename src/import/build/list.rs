//! Lists and ratings out of the cells of a row: choices in one cell, marks in several, a grid of items.

use super::scalar::disagree;
use super::{Building, Found};
use crate::domain::key::Form;
use crate::import::cell::Wrong;
use crate::import::map::Value;
use crate::import::map::pattern::{Pattern, filled};
use crate::import::value::choice::{Labels, choices};
use crate::import::value::prose::prose;
use crate::import::value::word::{folded, mark};
use crate::syntax::yaml::Written;

/// What stands between choices where each has words of its own.
const JOINERS: [char; 4] = ['|', ';', '/', '\n'];

/// What stands between several ids in one cell.
const EACH: [char; 6] = [',', ';', '/', '&', '+', '\n'];

/// The parts of `text` between any of `signs` that say something.
fn parts_of<'t>(text: &'t str, signs: &[char]) -> impl Iterator<Item = &'t str> {
    text.split(signs).map(str::trim).filter(|part| !part.is_empty())
}

impl Building<'_, '_> {
    /// What `value` is where its key holds several words or ratings; `None` where it holds one value.
    pub(super) fn list(
        &mut self,
        path: &str,
        value: &Value,
        patterns: &[Pattern],
    ) -> Option<Option<Written>> {
        match value.form {
            Form::Ratings | Form::Levels | Form::Comments => {
                Some(self.ratings(path, value, patterns))
            }
            Form::Terms(_) | Form::Ids | Form::PersonIds | Form::Profiles => {
                Some(self.words(path, value, patterns))
            }
            _ => None,
        }
    }

    fn words(&mut self, path: &str, value: &Value, patterns: &[Pattern]) -> Option<Written> {
        let is_marks = patterns.len() > 1
            || value.is_marked_by_anything
            || patterns.iter().any(|pattern| pattern.has_gap());
        let mut words: Vec<String> = Vec::new();
        for found in self.found(value, patterns) {
            let column = found.column.index;
            let said = match is_marks.then(|| self.is_marked(value, &found)).flatten() {
                Some(true) => vec![self.named(value, &found)],
                Some(false) => continue,
                None => match self.several(value, &prose(found.content)) {
                    Ok(words) => words,
                    Err(wrong) => {
                        self.wrong(value, &[column], wrong);
                        continue;
                    }
                },
            };
            self.note(path, [column]);
            for word in said {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        (!words.is_empty()).then(|| Written::List(words.into_iter().map(Written::Text).collect()))
    }

    /// Whether a column of a group is marked in the row: `None` where the cell is no mark.
    fn is_marked(&self, value: &Value, found: &Found) -> Option<bool> {
        if value.is_marked_by_anything {
            return Some(true);
        }
        let text = folded(&prose(found.content));
        let is_its_name = found.column.fills.iter().any(|fill| folded(fill) == text);
        if is_its_name { Some(true) } else { mark(found.content) }
    }

    /// The word for the column itself: by what fills its gap, or by its name.
    fn named(&self, value: &Value, found: &Found) -> String {
        let name = self.table.columns.name(found.column.index).to_owned();
        self.word(value, found.column.fills.last().unwrap_or(&name))
    }

    /// The words of several choices in one cell.
    fn several(&self, value: &Value, text: &str) -> Result<Vec<String>, Wrong> {
        if matches!(value.form, Form::PersonIds) {
            let is_mapped = |word: &str| value.words.iter().any(|(from, _)| from.fits(word));
            let people = self.lexicon.people(text, &is_mapped);
            let ids = people.into_iter().map(|word| self.people(value, word));
            return ids.collect::<Result<Vec<_>, Wrong>>().map(|ids| ids.concat());
        }
        if matches!(value.form, Form::Ids | Form::Profiles) {
            return Ok(parts_of(text, &EACH).map(|part| self.word(value, part)).collect());
        }
        let known = |part: &str| self.known(value, part);
        let parts: Vec<&str> =
            text.split(JOINERS).map(str::trim).filter(|part| !part.is_empty()).collect();
        let words: Option<Vec<String>> = parts.iter().map(|part| known(part)).collect();
        if let Some(words) = words {
            return Ok(words);
        }
        let own = Labels::of(value.words.iter().filter_map(|(pattern, _)| pattern.letters()));
        let none = Labels::default();
        let found = choices(text, &own, self.lexicon.labels(value.form).unwrap_or(&none))?;
        Ok(found
            .into_iter()
            .map(|label| known(label).unwrap_or_else(|| label.to_owned()))
            .collect())
    }

    /// A rating for each item whose column says something.
    fn ratings(&mut self, path: &str, value: &Value, patterns: &[Pattern]) -> Option<Written> {
        let mut rated = Rated::default();
        for found in self.found(value, patterns) {
            let column = found.column.index;
            let name = self.table.columns.name(column).to_owned();
            let name = found.column.fills.last().unwrap_or(&name).clone();
            let Some(item) = self.item(value, &name, column) else { continue };
            let rating = self.rating(value, &prose(found.content));
            self.rate(path, value, &mut rated, (item, rating, column));
        }
        if let Some(word) = &value.nothing_is {
            self.rate_nothing(path, value, patterns, (&mut rated, word));
        }
        rated.written()
    }

    /// Rates the items whose columns are there and say nothing with `word`.
    fn rate_nothing(
        &mut self,
        path: &str,
        value: &Value,
        patterns: &[Pattern],
        (rated, word): (&mut Rated, &str),
    ) {
        for column in self.there(patterns) {
            let name = self.table.columns.name(column.index);
            let name = column.fills.last().map_or(name, String::as_str);
            // A column that says nothing may be of no item.
            if let Some(item) = self.item_called(value, name).filter(|_| !rated.is_of(column.index))
                && self.cell(column.index).is_empty()
            {
                self.rate(path, value, rated, (item, word.to_owned(), column.index));
            }
        }
    }

    /// Ratings whose items stand in cells beside them.
    pub(super) fn beside(
        &mut self,
        path: &str,
        value: &Value,
        items: &Pattern,
        values: &Pattern,
    ) -> Option<Written> {
        let mut rated = Rated::default();
        for found in self.found(value, std::slice::from_ref(items)) {
            let column = found.column.index;
            let Some(item) = self.item(value, &prose(found.content), column) else { continue };
            let columns = self.table.columns.of_pattern(values);
            let beside = columns.iter().find(|other| other.fills == found.column.fills);
            let Some(beside) = beside.map(|beside| beside.index) else { continue };
            let Some(content) = self.content(value, beside) else { continue };
            let rating = match (content.is_empty(), &value.nothing_is) {
                (true, Some(rating)) => rating.clone(),
                (true, None) => continue,
                (false, _) => self.rating(value, &prose(content)),
            };
            self.rate(path, value, &mut rated, (item, rating, beside));
        }
        rated.written()
    }

    fn rate(
        &mut self,
        path: &str,
        value: &Value,
        rated: &mut Rated,
        (item, rating, column): (String, String, usize),
    ) {
        self.note(&format!("{path}.{item}"), [column]);
        if let Some(other) = rated.add(item, rating, column) {
            self.wrong(value, &[other, column], disagree());
        }
    }

    fn item(&mut self, value: &Value, name: &str, column: usize) -> Option<String> {
        let item = self.item_called(value, name);
        if item.is_none() {
            let cause = "is no item of the profile".to_owned();
            let remedy = "say which it is under `items` in the map".to_owned();
            self.wrong(value, &[column], Wrong { cause, detail: String::new(), remedy });
        }
        item
    }

    fn item_called(&self, value: &Value, name: &str) -> Option<String> {
        let mapped =
            value.items.iter().find_map(|(pattern, to)| Some(filled(to, &pattern.fills(name)?)));
        mapped.or_else(|| self.lexicon.item(name).map(str::to_owned))
    }

    fn rating(&self, value: &Value, word: &str) -> String {
        let mapped =
            value.words.iter().find_map(|(pattern, to)| Some(filled(to, &pattern.fills(word)?)));
        let known = || match value.form {
            Form::Ratings => self.lexicon.rating(word),
            _ => None,
        };
        mapped.or_else(known).unwrap_or_else(|| word.trim().to_owned())
    }
}

/// Items with what was said of them, and in which column.
#[derive(Default)]
struct Rated(Vec<(String, String, usize)>);

impl Rated {
    /// Adds what the column `column` says of `item`: the column that says something else of it, if there is one.
    fn add(&mut self, item: String, rating: String, column: usize) -> Option<usize> {
        match self.0.iter().find(|(known, ..)| *known == item) {
            Some((_, known, _)) if *known == rating => None,
            Some((.., other)) => Some(*other),
            None => {
                self.0.push((item, rating, column));
                None
            }
        }
    }

    /// Whether the column `column` rates one of them.
    fn is_of(&self, column: usize) -> bool {
        self.0.iter().any(|(.., known)| *known == column)
    }

    fn written(self) -> Option<Written> {
        let ratings = self.0.into_iter().map(|(item, rating, _)| (item, Written::Text(rating)));
        let ratings: Vec<_> = ratings.collect();
        (!ratings.is_empty()).then_some(Written::Map(ratings))
    }
}
