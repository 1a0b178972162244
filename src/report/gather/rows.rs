//! What adds up, kept once for all relationships of a row instead of for each. Relationships come in one after another, in
//! the order of their folders; the first of a row takes what the others bring.

use std::collections::HashMap;

use super::Counted;

/// What the relationships have in common whose sums are one: no row of a report parts them, unless it is of one of them.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Row {
    /// Index of the window; `None` is the year before.
    at: Option<usize>,
    profile: String,
    is_beside: bool,
    coach: String,
    school: String,
    /// None where practices do not part rows.
    practice: Option<String>,
}

/// The rows that there are.
#[derive(Debug)]
pub(super) struct Rows {
    by_practice: bool,
    /// The first relationship of each, by its place and that among its instruments.
    first: HashMap<Row, (usize, usize)>,
}

impl Rows {
    /// No row; each is of one practice if `by_practice`.
    pub(super) fn new(by_practice: bool) -> Self {
        Self { by_practice, first: HashMap::new() }
    }

    /// Adds what the last of `all` brings to the sums of the rows that it is a part of.
    pub(super) fn add_last(&mut self, all: &mut [Option<Vec<Counted>>]) {
        let place = all.len().saturating_sub(1);
        let Some((Some(last), others)) = all.split_last_mut() else { return };
        for which in 0..last.len() {
            let (before, rest) = last.split_at_mut(which);
            let Some((counted, _)) = rest.split_first_mut() else { continue };
            let row = |at, counted: &Counted| Row {
                at,
                profile: counted.profile.id.clone(),
                is_beside: counted.is_beside,
                coach: counted.coach.clone(),
                school: counted.school.clone(),
                practice: counted.practice.clone().filter(|_| self.by_practice),
            };
            let mut first_of = |row| *self.first.entry(row).or_insert((place, which));
            for at in 0..counted.counts.len() {
                if !counted.counts[at].is_active {
                    counted.counts[at].bring_nothing();
                    continue;
                }
                let first = first_of(row(Some(at), counted));
                let of_first = known(others, before, (place, first));
                let (counts, profile) = (&mut counted.counts[at], &counted.profile);
                match of_first {
                    Some(of_first) => counts.bring_to(&mut of_first.counts[at], profile),
                    None => counts.lead_row(profile),
                }
            }
            if counted.year_before.is_none() {
                continue;
            }
            let first = first_of(row(None, counted));
            let of_first = known(others, before, (place, first));
            if let Some(all) = of_first.and_then(|first| first.year_before.as_mut())
                && let Some(more) = counted.year_before.take()
            {
                **all += &*more;
            }
        }
    }
}

/// The relationship that stands at `first` among the `others` or, where that is the `place` of the last, among its
/// instruments `before` the one at hand; `None` where it is that one itself.
fn known<'c>(
    others: &'c mut [Option<Vec<Counted>>],
    before: &'c mut [Counted],
    (place, (first, instrument)): (usize, (usize, usize)),
) -> Option<&'c mut Counted> {
    let all = if first < place { others[first].as_deref_mut()? } else { before };
    all.get_mut(instrument)
}
