//! How the items of an instrument are printed: in which order, with which numbers, and what is marked beside
//! them. The same on paper, at a terminal, in templates and on the page of a profile.

use std::ops::Range;

use super::Profile;
use crate::text::wording::{any_of, count};

/// What is special about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark<'p> {
    /// Levels may ask for it whatever else is in place.
    Critical,
    /// The scale counts the other way around.
    RedFlag,
    /// Its points count so often.
    Weight(u32),
    /// It has no more points than these.
    Maximum(u32),
    /// It applies only to these groups.
    OnlyFor(&'p [String]),
}

impl Mark<'_> {
    /// The words for it beside an item.
    pub fn in_words(self) -> String {
        match self {
            Mark::Critical => "critical".to_owned(),
            Mark::RedFlag => "red flag".to_owned(),
            Mark::Weight(2) => "counts twice".to_owned(),
            Mark::Weight(weight) => format!("counts {}", count(weight as usize, "time")),
            Mark::Maximum(points) => format!("at most {}", count(points as usize, "point")),
            Mark::OnlyFor(groups) => {
                format!("only for {}", any_of(groups.iter().map(String::as_str)))
            }
        }
    }

    /// What a rater has to know about it, by the word under which a form explains it; `None` where the words
    /// beside the item say it all.
    pub fn explained(self) -> Option<(&'static str, &'static str)> {
        match self {
            Mark::Critical => {
                Some(("critical", "a level may ask for it, whatever else is in place"))
            }
            Mark::RedFlag => {
                Some(("red flag", "say what you saw; the scale counts the other way around"))
            }
            Mark::OnlyFor(_) => Some((
                "only for",
                "it counts only where the school or the educator is of such a group",
            )),
            Mark::Maximum(_) => {
                Some(("at most", "the best step that it can have counts as in place"))
            }
            Mark::Weight(_) => None,
        }
    }
}

impl Profile {
    /// Items of the range `items` of a function in the order in which they are printed: the parts of an item
    /// follow it.
    pub fn printed(&self, items: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let wholes = items.clone().filter(|&item| self.items[item].part_of.is_none());
        wholes.flat_map(move |whole| {
            let is_part = move |&item: &usize| self.items[item].part_of == Some(whole);
            std::iter::once(whole).chain(items.clone().filter(is_part))
        })
    }

    /// The number of `item` on forms. Items are numbered through the instrument; the parts of one have its
    /// number and a letter: 3, 3a, 3b.
    pub fn number(&self, item: usize) -> String {
        let part_of = |item: usize| self.items[item].part_of;
        let whole = part_of(item).unwrap_or(item);
        let number = (0..=whole).filter(|&before| part_of(before).is_none()).count();
        let letters = part_of(item).map_or_else(String::new, |whole| {
            letters((whole..item).filter(|&before| part_of(before) == Some(whole)).count())
        });
        format!("{number}{letters}")
    }

    /// What is marked beside `item`.
    pub fn marks(&self, item: usize) -> Vec<Mark<'_>> {
        let item = &self.items[item];
        let marks = [
            item.critical.then_some(Mark::Critical),
            item.reverse.then_some(Mark::RedFlag),
            (item.weight != 1).then_some(Mark::Weight(item.weight)),
            item.maximum.map(Mark::Maximum),
            (!item.only_for.is_empty()).then_some(Mark::OnlyFor(&item.only_for)),
        ];
        marks.into_iter().flatten().collect()
    }
}

/// a, b, … z, aa, bb, …
fn letters(index: usize) -> String {
    let letter = ('a'..='z').nth(index % 26).unwrap_or('a');
    letter.to_string().repeat(index / 26 + 1)
}
