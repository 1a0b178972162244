//! Several choices in one cell: the known labels are looked for, so that a label may hold the very signs
//! that join them.

use super::word::folded;
use super::wrong;
use crate::import::cell::Wrong;
use crate::text::nearest;

/// Signs that join choices; a blank does too.
const JOINERS: [char; 6] = [',', ';', '|', '#', '•', '·'];

/// The labels that a cell holds, each once, in the order of the cell. At every place the longest label
/// that fits is taken; case, blanks and typographic signs do not matter.
///
/// # Errors
/// What stands between labels is neither a label nor a sign that joins them.
pub(crate) fn choices<'l>(cell: &str, labels: &[&'l str]) -> Result<Vec<&'l str>, Wrong> {
    let cell = folded(cell);
    let mut known: Vec<(String, &'l str)> =
        labels.iter().map(|&label| (folded(label), label)).collect();
    known.retain(|(plain, _)| !plain.is_empty());
    known.sort_by_key(|(plain, _)| std::cmp::Reverse(plain.len()));
    let mut chosen = Vec::new();
    let mut number = 0;
    let mut rest = after_joiners(&cell);
    while !rest.is_empty() {
        number += 1;
        let Some((plain, label)) = known.iter().find(|(plain, _)| begins(rest, plain)) else {
            return Err(unknown(rest, number, labels));
        };
        if !chosen.contains(label) {
            chosen.push(*label);
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

fn unknown(rest: &str, number: usize, labels: &[&str]) -> Wrong {
    let piece = rest.split(JOINERS).next().unwrap_or_default().trim();
    let near = nearest(piece, labels.iter().copied())
        .or_else(|| nearest(piece.split(' ').next().unwrap_or_default(), labels.iter().copied()));
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
            assert_eq!(choices(cell, &LABELS), Ok(expected), "{cell}");
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
            let wrong = choices(cell, &LABELS).unwrap_err();
            assert_eq!((wrong.detail.as_str(), wrong.remedy.as_str()), (detail, remedy), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(cell in any::<String>(), labels in prop::collection::vec(any::<String>(), 0..4)) {
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let _ = choices(&cell, &labels);
        }

        #[test]
        fn what_is_joined_is_read_back(
            picked in prop::sample::subsequence(LABELS.to_vec(), 0..=LABELS.len()),
            joiner in prop::sample::select(vec![";", ",", ", ", " | ", "\n", ";#"]),
        ) {
            prop_assert_eq!(choices(&picked.join(joiner), &LABELS), Ok(picked));
        }
    }
}
