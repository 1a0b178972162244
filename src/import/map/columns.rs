//! Which columns and sheets a map speaks of.

use std::collections::HashSet;

use super::pattern::Pattern;
use super::{Condition, End, From, Give, Identity, Join, Map, Value};
use crate::domain::key::Form;

impl Join {
    /// The patterns of columns of the table that is joined by which its rows are told apart.
    pub(crate) fn patterns(&self) -> Vec<Pattern> {
        let mut patterns = vec![self.there.clone()];
        of_conditions(&self.leave_out, &mut patterns);
        patterns
    }

    /// The patterns of those of them whose empty cells mean the ones above.
    pub(crate) fn as_above(&self) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        of_conditions(self.leave_out.iter().filter(|it| it.is_as_above), &mut patterns);
        patterns
    }
}

impl Map {
    /// Every pattern for columns in it, each once.
    pub(crate) fn patterns(&self) -> Vec<Pattern> {
        let mut patterns: Vec<Pattern> = Vec::new();
        if let Identity::Columns { columns, latest, .. } = &self.identity {
            let latest = latest.iter().map(|latest| &latest.column);
            patterns.extend(columns.iter().chain(latest).cloned());
        }
        of_conditions(self.leave_out.iter().map(|rule| &rule.condition), &mut patterns);
        patterns.extend(self.joins.iter().map(|join| join.here.clone()));
        patterns.extend(self.gather.iter().map(|gather| gather.by.clone()));
        let ends = self.ends.iter().filter_map(|end| match end {
            End::Blank => None,
            End::When(condition) => Some(condition),
        });
        of_conditions(ends, &mut patterns);
        let open = self.open.iter().map(|open| &open.record);
        for record in self.records.iter().chain(open) {
            of_conditions(&record.when, &mut patterns);
            of_keys(&record.keys, &mut patterns);
        }
        let mut known = HashSet::new();
        patterns.retain(|pattern| known.insert(pattern.clone()));
        patterns
    }

    /// Whether the sheet called `name` is one of those that are read.
    pub(crate) fn reads(&self, name: Option<&str>) -> bool {
        let name = name.unwrap_or_default();
        self.sheets.is_empty() || self.sheets.iter().any(|pattern| pattern.fits(name))
    }

    /// The patterns of columns whose empty cells mean the ones above.
    pub(crate) fn as_above(&self) -> Vec<Pattern> {
        let mut patterns = self.of_values(|value| value.is_as_above);
        let gather = self.gather.iter().filter(|gather| gather.is_as_above);
        patterns.extend(gather.map(|gather| gather.by.clone()));
        let conditions = self.conditions().into_iter().filter(|it| it.is_as_above);
        of_conditions(conditions, &mut patterns);
        patterns
    }

    /// Every condition in it.
    fn conditions(&self) -> Vec<&Condition> {
        let ends = self.ends.iter().filter_map(|end| match end {
            End::Blank => None,
            End::When(condition) => Some(condition),
        });
        let mut all: Vec<&Condition> =
            self.leave_out.iter().map(|rule| &rule.condition).chain(ends).collect();
        let open = self.open.iter().map(|open| &open.record);
        all.extend(self.records.iter().chain(open).flat_map(|record| &record.when));
        all.extend(self.values().into_iter().flat_map(|value| &value.when));
        all
    }

    /// The patterns of columns that may be missing.
    pub(crate) fn optional(&self) -> Vec<Pattern> {
        self.of_values(|value| value.is_optional)
    }

    /// The patterns of columns that values come from.
    pub(crate) fn valued(&self) -> Vec<Pattern> {
        self.of_values(|_| true)
    }

    /// The patterns of columns by which the records of two rows differ in more than prose.
    pub(crate) fn telling(&self) -> Vec<Pattern> {
        let mut patterns = self
            .of_values(|value| !value.form.is_confidential() && !matches!(value.form, Form::Title));
        if let Identity::Columns { columns, .. } = &self.identity {
            patterns.extend(columns.iter().cloned());
        }
        patterns.extend(self.joins.iter().map(|join| join.here.clone()));
        for record in &self.records {
            of_conditions(&record.when, &mut patterns);
        }
        for value in self.values() {
            if let From::Beside { items, values } = &value.from {
                patterns.extend([items.clone(), values.clone()]);
            }
        }
        patterns
    }

    /// The patterns of the columns of all values that `fits` holds for.
    fn of_values(&self, fits: fn(&Value) -> bool) -> Vec<Pattern> {
        let values = self.values().into_iter().filter(|value| fits(value));
        let columns = values.filter_map(|value| match &value.from {
            From::Columns(columns) => Some(columns),
            _ => None,
        });
        columns.flatten().cloned().collect()
    }

    /// The rows, by number, of the cells above tables that values come from.
    pub(crate) fn rows_of_cells(&self) -> HashSet<u32> {
        let cells = self.values().into_iter().filter_map(|value| match value.from {
            From::Cell(row, _) => Some(row),
            _ => None,
        });
        cells.collect()
    }

    /// Every value in it.
    fn values(&self) -> Vec<&Value> {
        let mut all = Vec::new();
        let open = self.open.iter().map(|open| &open.record);
        self.records.iter().chain(open).for_each(|record| values_of(&record.keys, &mut all));
        all
    }
}

/// The values under `keys`, with those that are looked at where they say nothing.
fn values_of<'m>(keys: &'m [(String, Give)], all: &mut Vec<&'m Value>) {
    for (_, give) in keys {
        match give {
            Give::One(value) => {
                all.extend(std::iter::successors(Some(&**value), |value| value.or.as_deref()));
            }
            Give::Group(keys) => values_of(keys, all),
            Give::Groups(groups) => groups.iter().for_each(|keys| values_of(keys, all)),
        }
    }
}

fn of_conditions<'c>(
    conditions: impl IntoIterator<Item = &'c Condition>,
    patterns: &mut Vec<Pattern>,
) {
    patterns.extend(conditions.into_iter().flat_map(|it| it.columns.clone()).flatten());
}

fn of_keys(keys: &[(String, Give)], patterns: &mut Vec<Pattern>) {
    for (_, give) in keys {
        match give {
            Give::One(value) => of_value(value, patterns),
            Give::Group(keys) => of_keys(keys, patterns),
            Give::Groups(groups) => groups.iter().for_each(|keys| of_keys(keys, patterns)),
        }
    }
}

fn of_value(value: &Value, patterns: &mut Vec<Pattern>) {
    match &value.from {
        From::Columns(columns) => patterns.extend(columns.iter().cloned()),
        From::Beside { items, values } => patterns.extend([items.clone(), values.clone()]),
        From::Constant(_) | From::Cell(..) | From::SheetName(_) => {}
    }
    of_conditions(&value.when, patterns);
    if let Some(or) = &value.or {
        of_value(or, patterns);
    }
}
