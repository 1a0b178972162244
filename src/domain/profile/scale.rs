//! The scale by which the items of an instrument are rated: its steps, best first, in the instrument's own
//! words, with their points. What a step says of one item (a red flag turns the scale around, some items
//! end below its best step) is decided here, once, when a rating is read.

use super::Profile;

/// How items are rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Its steps, best first; at least two.
    pub steps: Vec<Step>,
}

/// A step of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The word for it in records.
    pub id: String,
    /// The word for it on forms.
    pub text: String,
    /// Whether that word is the document's; otherwise the encoder added it.
    pub in_document: bool,
    /// What it means, in a few words, where those are known.
    pub means: Option<&'static str>,
    /// What it is worth, where the instrument counts points: then every step has them.
    pub points: Option<u32>,
    /// Whether an item that is rated so is in place.
    pub in_place: bool,
}

/// A step as the rating of one item. Ordered by what it says of the item, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rated {
    /// Its place among the steps, 0 for the worst. For a red flag the scale is turned around.
    pub rank: u8,
    /// Whether the item is in place.
    pub in_place: bool,
    /// What it is worth for this item, with the item's weight; 0 where the instrument counts no points.
    pub points: u32,
}

/// A step that can be chosen for an item.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'p> {
    /// The step, as it is worded on the scale.
    pub step: &'p Step,
    /// Its place on the scale, 0 for the best.
    pub index: usize,
    /// What it says of the item.
    pub rated: Rated,
}

impl Step {
    /// The word for it in records, with those on forms where they say more.
    pub(crate) fn in_records(&self) -> String {
        match self.text.to_lowercase().replace(' ', "-") == self.id {
            true => self.id.clone(),
            false => format!("{} ({})", self.id, self.text),
        }
    }
}

impl Scale {
    /// The scale of a profile that names none: in place, partial, not in place, without points.
    pub fn usual() -> Self {
        let step = |id: &str, text: &str, means: &'static str, in_place| Step {
            id: id.to_owned(),
            text: text.to_owned(),
            in_document: false,
            means: Some(means),
            points: None,
            in_place,
        };
        Self {
            steps: vec![
                step("in-place", "in place", "done, and done as the item says", true),
                step(
                    "partial",
                    "partial",
                    "done in part, or not every time it was called for",
                    false,
                ),
                step("not-in-place", "not in place", "called for, and not done", false),
            ],
        }
    }

    /// Whether it is the scale of profiles that name none.
    pub fn is_usual(&self) -> bool {
        *self == Self::usual()
    }

    /// Whether it counts points.
    pub fn has_points(&self) -> bool {
        self.steps.iter().any(|step| step.points.is_some())
    }

    /// The step at `rank`, 0 for the worst.
    pub fn at_rank(&self, rank: u8) -> Option<&Step> {
        self.steps.iter().rev().nth(usize::from(rank))
    }

    /// The digit for the step at `index` at a terminal and on paper: its word where the words of all steps are
    /// digits, its points where those are distinct digits, else its rank.
    pub fn digit(&self, index: usize) -> char {
        let word = |step: &Step| match step.id.as_bytes() {
            [digit @ b'0'..=b'9'] => Some(char::from(*digit)),
            _ => None,
        };
        let points = |step: &Step| char::from_digit(step.points?, 10);
        let own = self.digits(word).or_else(|| self.digits(points));
        let rank = || char::from_digit(u32::try_from(self.steps.len() - 1 - index).ok()?, 10);
        own.map(|digits| digits[index]).or_else(rank).unwrap_or('0')
    }

    /// The digit that `of` gives to each step, where all have one and no two the same.
    fn digits(&self, of: impl Fn(&Step) -> Option<char>) -> Option<Vec<char>> {
        let digits: Vec<char> = self.steps.iter().map(of).collect::<Option<_>>()?;
        let is_new = |(index, digit): (usize, &char)| !digits[..index].contains(digit);
        digits.iter().enumerate().all(is_new).then_some(digits)
    }

    /// The step that someone means who writes `text` in place of its id: its word in another case, its points
    /// or its digit.
    pub fn meant(&self, text: &str) -> Option<&Step> {
        let lower = text.trim().to_lowercase();
        let is_worded = |step: &&Step| step.text.to_lowercase() == lower || step.id == lower;
        let mut digits = self.steps.iter().enumerate();
        self.steps.iter().find(is_worded).or_else(|| {
            let (index, _) = digits.find(|(index, _)| self.digit(*index).to_string() == lower)?;
            self.steps.get(index)
        })
    }
}

impl Profile {
    /// The steps that can be chosen for item `item`, in the order of the scale.
    pub fn offered(&self, item: usize) -> impl Iterator<Item = Offered<'_>> {
        let steps = self.scale.steps.iter().enumerate();
        steps.filter_map(move |(index, step)| {
            Some(Offered { step, index, rated: self.rated(item, index)? })
        })
    }

    /// What step `index` of the scale says of item `item`; `None` where it is worth more than the item's maximum.
    pub(crate) fn rated(&self, item: usize, index: usize) -> Option<Rated> {
        let (item, steps) = (&self.items[item], &self.scale.steps);
        let place = if item.reverse { steps.len() - 1 - index } else { index };
        let is_offered = |step: &Step| item.maximum.is_none_or(|most| step.points <= Some(most));
        let step = steps.get(place).filter(|step| is_offered(step))?;
        let is_best = !steps[..place].iter().any(is_offered);
        Some(Rated {
            rank: u8::try_from(steps.len() - 1 - place).unwrap_or(u8::MAX),
            in_place: step.in_place || is_best,
            points: step.points.unwrap_or(0) * item.weight,
        })
    }

    /// The word in records for a rating of `item`.
    pub fn step_word(&self, item: usize, rated: Rated) -> &str {
        let mut offered = self.offered(item);
        offered.find(|offered| offered.rated.rank == rated.rank).map_or("", |it| &it.step.id)
    }

    /// The most points that `item` can have.
    pub fn most_points(&self, item: usize) -> u32 {
        self.offered(item).map(|offered| offered.rated.points).max().unwrap_or(0)
    }

    /// The points of an item that is in place by documents: those of the lowest step that is in place.
    pub fn points_in_place(&self, item: usize) -> u32 {
        let in_place = self.offered(item).filter(|offered| offered.rated.in_place);
        in_place.map(|offered| offered.rated.points).min().unwrap_or(0)
    }
}
