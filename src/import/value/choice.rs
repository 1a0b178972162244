//! Several choices in one cell: the known labels are looked for, so that a label may hold the very signs
//! that join them.

use super::word::folded;
use super::wrong;
use crate::import::cell::Wrong;
use crate::text::nearest;

/// Signs that join choices; a blank does too.
const JOINERS: [char; 6] = [',', ';', '|', '#', '•', '·'];

/// Labels to look for, made ready once for many cells: folded and as they are written, the longest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels(Vec<(String, String)>);

impl Labels {
    pub(crate) fn of(labels: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let labels = labels.into_iter().map(Into::into);
        let mut known: Vec<(String, String)> =
            labels.map(|label| (folded(&label), label)).collect();
        known.retain(|(plain, _)| !plain.is_empty());
        known.sort_by_key(|(plain, _)| std::cmp::Reverse(plain.len()));
        Self(known)
    }

    /// The longest that `text` begins with.
    fn longest(&self, text: &str) -> Option<&(String, String)> {
        self.0.iter().find(|(plain, _)| begins(text, plain))
    }

    fn written(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, label)| label.as_str())
    }
}

/// The labels of `own` and `known` that a cell holds, each once, in the order of the cell. At every place the longest
/// label that fits is taken, of two as long the one of `own`; case, blanks and typographic signs do not matter.
///
/// # Errors
/// What stands between labels is neither a label nor a sign that joins them.
pub(crate) fn choices<'l>(
    cell: &str,
    own: &'l Labels,
    known: &'l Labels,
) -> Result<Vec<&'l str>, Wrong> {
    let cell = folded(cell);
    let mut chosen: Vec<&str> = Vec::new();
    let mut number = 0;
    let mut rest = after_joiners(&cell);
    while !rest.is_empty() {
        number += 1;
        let either = known.longest(rest).into_iter().chain(own.longest(rest));
        let Some((plain, label)) = either.max_by_key(|(plain, _)| plain.len()) else {
            return Err(unknown(rest, number, own, known));
        };
        if !chosen.contains(&label.as_str()) {
            chosen.push(label);
        }
        rest = after_joiners(&rest[plain.len()..]);
    }
    Ok(chosen)
}

fn is_joiner(sign: char) -> bool {
    sign == ' ' || JOINERS.contains(&sign)
}

fn after_joiners(text: &str) -> &str {
    text.trim_start_matches(is_joiner)
}

/// Whether the text begins with the label, and the label is not the beginning of a longer word.
fn begins(text: &str, label: &str) -> bool {
    text.strip_prefix(label).is_some_and(|after| after.is_empty() || after.starts_with(is_joiner))
}

fn unknown(rest: &str, number: usize, own: &Labels, known: &Labels) -> Wrong {
    let labels = || own.written().chain(known.written());
    let piece = rest.split(JOINERS).next().unwrap_or_default().trim();
    let near = nearest(piece, labels())
        .or_else(|| nearest(piece.split(' ').next().unwrap_or_default(), labels()));
    Wrong {
        detail: format!("choice {number} of the cell is not known"),
        remedy: near.map(|label| format!("did you mean `{label}`?")).unwrap_or_default(),
        ..wrong("holds a choice that is not in the list")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LABELS: [&str; 5] = [
        "Builds on strengths",
        "Builds on strengths, is solution-driven",
        "It’s “clear”",
        "planning",
        "debrief",
    ];

    #[test]
    fn choices_are_found_by_the_longest_label_whatever_joins_them() {
        let (short, long, quoted, plan, debrief) =
            (LABELS[0], LABELS[1], LABELS[2], LABELS[3], LABELS[4]);
        for (cell, expected) in [
            ("", vec![]),
            (" ; ", vec![]),
            ("Builds on strengths, is solution-driven", vec![long]),
            ("Builds on strengths, planning", vec![short, plan]),
            (
                "Builds on strengths,planning,Builds on strengths, is solution-driven",
                vec![short, plan, long],
            ),
            ("planning;debrief;", vec![plan, debrief]),
            ("planning;#debrief", vec![plan, debrief]),
            ("planning | debrief", vec![plan, debrief]),
            ("planning\r\ndebrief\n", vec![plan, debrief]),
            ("planning debrief", vec![plan, debrief]),
            ("• Planning\n• BUILDS\u{a0}on  strengths", vec![plan, short]),
            ("it's \"clear\", planning, planning", vec![quoted, plan]),
        ] {
            assert_eq!(
                choices(cell, &Labels::default(), &Labels::of(LABELS)),
                Ok(expected),
                "{cell}"
            );
        }
    }

    #[test]
    fn what_is_left_over_is_refused_with_its_place_and_the_nearest_label() {
        for (cell, detail, remedy) in [
            ("planning, debreif", "choice 2 of the cell is not known", "did you mean `debrief`?"),
            ("planning, debrief, something else", "choice 3 of the cell is not known", ""),
            ("planning-debrief", "choice 1 of the cell is not known", "did you mean `planning`?"),
            ("plannings", "choice 1 of the cell is not known", "did you mean `planning`?"),
        ] {
            let labels = Labels::of(LABELS);
            let wrong = choices(cell, &labels, &Labels::default()).unwrap_err();
            assert_eq!((wrong.detail.as_str(), wrong.remedy.as_str()), (detail, remedy), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(cell in any::<String>(), labels in prop::collection::vec(any::<String>(), 0..4)) {
            let _ = choices(&cell, &Labels::of(labels), &Labels::of(LABELS));
        }

        #[test]
        fn what_is_joined_is_read_back(
            picked in prop::sample::subsequence(LABELS.to_vec(), 0..=LABELS.len()),
            joiner in prop::sample::select(vec![";", ",", ", ", " | ", "\n", ";#"]),
        ) {
            let (own, known) = (Labels::of(LABELS[..2].to_vec()), Labels::of(LABELS[2..].to_vec()));
            prop_assert_eq!(choices(&picked.join(joiner), &own, &known), Ok(picked));
        }
    }
}
