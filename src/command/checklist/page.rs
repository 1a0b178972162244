//! What is shown of a checklist at one stop, in lines for a window: the question, its answers and what
//! is around them. Nothing is printed here.

use crossterm::style::Attribute;

use crate::domain::profile::{Mark, Part, Profile};
use crate::domain::record::{Answer, Rating};
use crate::text::wording::{count, visible, wrap};
use crate::write::draft::Filling;

/// A line and how it is shown.
pub(super) type Line = (Attribute, String);

/// What is shown at one stop.
pub(super) struct Page {
    /// What the question belongs to.
    above: Vec<Line>,
    /// The question and its answers.
    body: Vec<Line>,
    /// What was said before, and the other keys.
    below: Vec<Line>,
}

impl Page {
    /// At most `room` lines of it: what is needed least is left out first, so that in a small window
    /// the end of the question and its answers are still there.
    pub(super) fn fitted(mut self, room: usize) -> Vec<Line> {
        let count = |page: &Self| page.above.len() + page.body.len() + page.below.len();
        if count(&self) > room {
            for part in [&mut self.above, &mut self.body, &mut self.below] {
                part.retain(|(_, text)| !text.is_empty());
            }
        }
        let over = count(&self).saturating_sub(room).min(self.above.len());
        self.above.drain(..over);
        let over = count(&self).saturating_sub(room).min(self.below.len());
        self.below.truncate(self.below.len() - over);
        let over = count(&self).saturating_sub(room).min(self.body.len());
        if over > 0 {
            // One more makes place for the line that says so.
            let over = (over + 1).min(self.body.len());
            self.body.splice(..over, [plain("… make the window larger")]);
        }
        [self.above, self.body, self.below].concat()
    }
}

fn plain(text: impl Into<String>) -> Line {
    (Attribute::Reset, text.into())
}

fn wrapped(text: &str, indent: usize, width: usize, attribute: Attribute) -> Vec<Line> {
    let text = wrap(&visible(text), indent, width);
    text.lines().map(|line| (attribute, line.to_owned())).collect()
}

/// The page of an item, in lines of at most `width` columns; `last` says what the same rater said of each
/// item before.
pub(super) fn item(filling: &Filling, index: usize, last: &[Option<String>], width: usize) -> Page {
    let profile = filling.profile();
    let asked = &profile.items[index];
    let function = &profile.functions[asked.function];
    let mut above = vec![plain("")];
    above.extend(wrapped(&function.heading, 0, width, Attribute::Bold));
    if let Some(lead_in) = &function.lead_in {
        above.extend(wrapped(lead_in, 0, width, Attribute::Reset));
    }
    above.push(plain(""));
    if let Some(whole) = asked.part_of {
        above.extend(wrapped(&numbered(profile, whole), 2, width, Attribute::Reset));
    }
    let indent = if asked.part_of.is_some() { 4 } else { 2 };
    let mut body = wrapped(&numbered(profile, index), indent, width, Attribute::Bold);
    for mark in profile.marks(index) {
        body.extend(wrapped(&marked(mark), indent, width, Attribute::Dim));
    }
    body.push(plain(""));
    for answer in Rating::answers(profile, index) {
        let is_chosen = filling.rating(index) == Some(answer.rating);
        let mark = if is_chosen { "●" } else { " " };
        let attribute = if is_chosen { Attribute::Bold } else { Attribute::Reset };
        body.push((attribute, format!("  {mark} {}  {}", answer.key, visible(&worded(&answer)))));
        if let Some(anchor) = anchor(profile, index, &answer) {
            body.extend(wrapped(anchor, 7, width, Attribute::Reset));
        }
    }
    let mut below = Vec::new();
    if let Some(Some(said)) = last.get(index) {
        below.push(plain(""));
        below.extend(wrapped(&format!("last time: {said}"), 4, width, Attribute::Dim));
    }
    if let Some(comment) = filling.comment(index) {
        below.push(plain(""));
        below.extend(wrapped(&format!("comment: {comment}"), 4, width, Attribute::Reset));
    }
    below.push(plain(""));
    let help = "c comment · b back · Enter leave as it is · q stop and go on later";
    below.extend(wrapped(help, 2, width, Attribute::Dim));
    Page { above, body, below }
}

fn numbered(profile: &Profile, item: usize) -> String {
    format!("{}. {}", profile.number(item), profile.items[item].text)
}

/// What is marked beside an item, and what that means for the rater.
fn marked(mark: Mark) -> String {
    let words = mark.in_words();
    mark.explained().map_or_else(|| words.clone(), |(_, means)| format!("{words}: {means}"))
}

/// The words for an answer, with what is easily mistaken, and its points where its key is not the same.
fn worded(answer: &Answer) -> String {
    let text = answer.text;
    // What a step means is clear from its word; the others are easily mistaken for each other.
    let means = answer.means.filter(|_| answer.rating.step().is_none());
    let is_its_key = text.chars().eq([answer.key]);
    let points = answer.points.map(|points| count(points as usize, "point"));
    let points = points.filter(|_| {
        is_its_key || answer.points.and_then(|it| char::from_digit(it, 10)) != Some(answer.key)
    });
    match (means, points) {
        (Some(means), _) => format!("{text}: {means}"),
        (None, Some(points)) if is_its_key => points,
        (None, Some(points)) => format!("{text} ({points})"),
        (None, None) => text.to_owned(),
    }
}

/// What an answer means for `item`, in the document's words.
fn anchor<'p>(profile: &'p Profile, item: usize, answer: &Answer) -> Option<&'p str> {
    let step = profile.scale.steps.iter().position(|step| step.id == answer.word)?;
    profile.items[item].anchors.get(step)?.as_deref()
}

/// The page of a part's level.
pub(super) fn level(filling: &Filling, part: Part, width: usize) -> Page {
    let profile = filling.profile();
    let (what, function) = match part {
        Part::Function(index) => ("this function as a whole", Some(&profile.functions[index])),
        Part::Tier(_) => ("this tier as a whole", None),
        Part::Whole => ("all of it", None),
    };
    let mut above = vec![plain("")];
    above.extend(wrapped(profile.part_name(part), 0, width, Attribute::Bold));
    above.push(plain(""));
    let question = format!("Your own judgment of {what}, if you wish:");
    above.extend(wrapped(&question, 2, width, Attribute::Reset));
    let mut body = Vec::new();
    for (number, level) in filling.judged_levels(part).into_iter().enumerate() {
        let is_chosen = filling.level(part) == Some(level);
        let attribute = if is_chosen { Attribute::Bold } else { Attribute::Reset };
        let mark = if is_chosen { "●" } else { " " };
        body.push(plain(""));
        let name = visible(&profile.levels[level].name);
        body.push((attribute, format!("  {mark} {}  {name}", number + 1)));
        let rubric = function.and_then(|function| function.rubric.get(level)?.as_deref());
        let says = rubric.or(profile.levels[level].text.as_deref());
        if let Some(says) = says {
            body.extend(wrapped(says, 7, width, Attribute::Reset));
        }
    }
    let mut below = vec![plain("")];
    let help = "Enter leave as it is · - take it back · b back · q stop and go on later";
    below.extend(wrapped(help, 2, width, Attribute::Dim));
    Page { above, body, below }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::profile::Library;
    use crate::write::draft::Stop;

    /// In a window of 40 columns and 10 lines the answers stay, and as much of the question as there is
    /// room for.
    #[test]
    fn a_small_window_shows_what_is_answered() {
        let library = Library::built_in();
        let profile = library.get("missouri-sbic-2014").unwrap();
        let mut filling = Filling::new(Arc::clone(profile));
        while let Some(stop) = filling.stop() {
            for room in 0..40 {
                let page = match stop {
                    Stop::Item(index) => item(&filling, index, &[], 38),
                    Stop::Level(part) => level(&filling, part, 38),
                };
                let whole = [&page.above[..], &page.body, &page.below].concat();
                let lines = page.fitted(room);
                assert!(lines.len() <= room.max(1), "{room}: {lines:?}");
                if whole.len() <= room {
                    assert_eq!(lines, whole);
                }
                let has = |start: &str| lines.iter().any(|(_, line)| line.starts_with(start));
                if let Stop::Item(index) = stop
                    && room >= 8
                {
                    assert!(has("    2  in place") && has("    o  not observed"), "{lines:?}");
                    let is_cut = lines[0].1.starts_with('…');
                    let number = format!("  {}. ", index + 1);
                    assert!(is_cut || has(&number), "{lines:?}");
                }
            }
            filling.forward();
        }
    }
}
