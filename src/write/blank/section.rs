//! One part of the form: a function with its items, or what else has a level. The profile comes in; what is
//! printed and ticked in this part goes out.

use super::Column;
use crate::domain::profile::{Mark, Part, Profile};
use crate::domain::record::Rating;

pub(super) struct Section<'a> {
    pub part: Part,
    pub id: &'a str,
    pub heading: &'a str,
    pub lead_in: Option<&'a str>,
    /// Its items, in the order of the form; none where only its level is asked for.
    pub items: Vec<Row<'a>>,
    /// Levels that a rater judges: name and rubric.
    pub levels: Vec<(&'a str, Option<&'a str>)>,
}

/// An item on the form.
pub(super) struct Row<'a> {
    pub id: &'a str,
    /// Its number on the form.
    pub number: String,
    pub text: &'a str,
    /// Whether it is a part of the item above.
    pub is_part: bool,
    pub marks: Vec<String>,
    /// For each column of the form, whether it can be ticked.
    pub boxes: Vec<bool>,
    /// Words for a step, and what it means for this item.
    pub anchors: Vec<(&'a str, &'a str)>,
}

impl<'a> Section<'a> {
    pub(super) fn of(profile: &'a Profile, part: Part, columns: &[Column]) -> Self {
        let function = match part {
            Part::Function(index) => Some(&profile.functions[index]),
            Part::Tier(_) | Part::Whole => None,
        };
        let items = function.into_iter().flat_map(|it| profile.printed(it.items.clone()));
        let judged = profile.judged_levels(Some(part)).into_iter().map(|index| {
            let level = &profile.levels[index];
            let rubric = function.and_then(|it| it.rubric.get(index)?.as_deref());
            (level.name.as_str(), rubric.or(level.text.as_deref()))
        });
        Self {
            part,
            id: profile.part_id(part),
            heading: profile.part_name(part),
            lead_in: function.and_then(|function| function.lead_in.as_deref()),
            items: items.map(|item| Row::of(profile, item, columns)).collect(),
            levels: judged.collect(),
        }
    }

    /// Whether nothing is asked in it.
    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.levels.is_empty()
    }

    /// What stands above its levels.
    pub(super) fn about_levels(&self) -> &'static str {
        match self.part {
            Part::Function(_) => {
                "Level of this function, if you wish to judge it. Tick at most one."
            }
            Part::Tier(_) => "Level of this tier, if you wish to judge it. Tick at most one.",
            Part::Whole => "Level of the whole, if you wish to judge it. Tick at most one.",
        }
    }
}

impl<'a> Row<'a> {
    fn of(profile: &'a Profile, index: usize, columns: &[Column]) -> Self {
        let item = &profile.items[index];
        let answers = Rating::answers(profile, index);
        let can_be = |column: &Column| answers.iter().any(|answer| answer.word == column.word);
        let anchors = profile.offered(index).filter_map(|offered| {
            let anchor = item.anchors.get(offered.index)?.as_deref()?;
            Some((offered.step.text.as_str(), anchor))
        });
        Self {
            id: &item.id,
            number: profile.number(index),
            text: &item.text,
            is_part: item.part_of.is_some(),
            marks: profile.marks(index).into_iter().map(Mark::in_words).collect(),
            boxes: columns.iter().map(can_be).collect(),
            anchors: anchors.collect(),
        }
    }
}
