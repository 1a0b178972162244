//! The rows of the CSV: which there are, and the value of every statistic in each.

use crate::count::{Share, Source, Statistic, Value};
use crate::report::Report;
use crate::report::model::{
    FunctionBasis, Group, GroupFunction, ItemRow, Period, ProfileReport, RelationshipItem,
    RelationshipLevel,
};

/// What one row is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'r> {
    pub(super) report: &'r Report,
    pub(super) period: &'r Period,
    /// `None` only where there is no relationship at all.
    pub(super) part: Option<Part<'r>>,
}

/// One function, all functions or one item of one group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'r> {
    pub(super) profile: &'r ProfileReport,
    /// What the group is.
    pub(super) kind: &'r str,
    pub(super) group: &'r Group,
    pub(super) topic: Topic<'r>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Topic<'r> {
    AllFunctions,
    /// A function.
    Function(&'r GroupFunction),
    /// A tier or the whole instrument.
    Wider(&'r GroupFunction),
    /// The item, and what each source says of it where the group is one relationship.
    Item(&'r ItemRow, Option<&'r RelationshipItem>),
}

/// The rows of all periods; `kind` is what their groups are.
pub(super) fn rows<'r>(report: &'r Report, kind: &'r str) -> Vec<Row<'r>> {
    let mut rows = Vec::new();
    for period in &report.periods {
        let mut parts = Vec::new();
        for profile in &period.profiles {
            add_group(profile, "district", &profile.total, &mut parts);
            profile.groups.iter().for_each(|group| add_group(profile, kind, group, &mut parts));
        }
        if parts.is_empty() {
            rows.push(Row { report, period, part: None });
        }
        rows.extend(parts.into_iter().map(|part| Row { report, period, part: Some(part) }));
    }
    rows
}

fn add_group<'r>(
    profile: &'r ProfileReport,
    kind: &'r str,
    group: &'r Group,
    parts: &mut Vec<Part<'r>>,
) {
    let mut topics = Vec::new();
    if group.whole.is_some() {
        topics.push(Topic::AllFunctions);
    }
    topics.extend(group.functions.iter().map(Topic::Function));
    topics.extend(group.parts.iter().map(Topic::Wider));
    match &group.relationship {
        None => topics.extend(group.items.iter().map(|item| Topic::Item(item, None))),
        Some(behind) => topics.extend(behind.items.iter().filter_map(|item| {
            let row = group.items.iter().find(|row| row.id == item.id)?;
            Some(Topic::Item(row, Some(item)))
        })),
    }
    parts.extend(topics.into_iter().map(|topic| Part { profile, kind, group, topic }));
}

impl<'r> Part<'r> {
    /// The value of `statistic` in this row.
    pub(super) fn value(&self, statistic: Statistic) -> Option<Value> {
        match self.topic {
            // How often which item is missing is told in the rows of items.
            Topic::AllFunctions | Topic::Function(_) | Topic::Wider(_)
                if statistic == Statistic::Missing =>
            {
                None
            }
            Topic::AllFunctions => self.group.value(statistic),
            Topic::Function(function) | Topic::Wider(function) => {
                let Source::Items(of) = statistic.row().made else { return None };
                Some((of.value)(&function.coverage))
            }
            Topic::Item(..) => self.value_of_item(statistic),
        }
    }

    /// The value of `statistic` in the row of an item: the same of this one item.
    fn value_of_item(&self, statistic: Statistic) -> Option<Value> {
        let missing = self.missing()?;
        let one = |is_so: bool| Value::from(u32::from(is_so));
        let source = self.source();
        let values = [
            (Statistic::InPlace, Some(Share { k: missing.n - missing.k, n: missing.n }.into())),
            (Statistic::Missing, Some(missing.into())),
            (Statistic::Differs, source.map(|item| one(item.differs))),
            (Statistic::NotApplicable, source.map(|item| one(item.in_place.is_none()))),
            (Statistic::Expired, source.map(|item| one(item.is_expired()))),
        ];
        values.into_iter().find(|(known, _)| *known == statistic)?.1
    }

    pub(super) fn item(&self) -> Option<(&'r ItemRow, Option<&'r RelationshipItem>)> {
        match self.topic {
            Topic::Item(item, source) => Some((item, source)),
            Topic::AllFunctions | Topic::Function(_) | Topic::Wider(_) => None,
        }
    }

    pub(super) fn source(&self) -> Option<&'r RelationshipItem> {
        self.item()?.1
    }

    /// How often the item is missing in the group: in one relationship, once or not at all.
    fn missing(&self) -> Option<Share> {
        let (item, source) = self.item()?;
        let mut missing = Share::default();
        match source.map(|source| source.in_place) {
            None => missing = item.missing,
            Some(None) => {}
            Some(Some(is_in_place)) => missing.count(!is_in_place),
        }
        Some(missing)
    }

    pub(super) fn level(&self) -> Option<&'r RelationshipLevel> {
        self.basis().map(|basis| &basis.level)
    }

    pub(super) fn basis(&self) -> Option<&'r FunctionBasis> {
        match self.topic {
            Topic::Function(function) | Topic::Wider(function) => {
                let levels = &self.group.relationship.as_ref()?.levels;
                levels.iter().find(|basis| basis.level.function == function.id)
            }
            Topic::AllFunctions | Topic::Item(..) => None,
        }
    }
}
