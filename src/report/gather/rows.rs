//! What adds up, kept once for all relationships of a row instead of for each. Relationships come in one after another, in
//! the order of their folders; the first of a row takes what the others bring.

use std::collections::HashMap;
use std::sync::Arc;

use super::Counted;

/// What the relationships have in common whose sums are one: no row of a report parts them, unless it is of one of them.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Row {
    /// Index of the window.
    at: usize,
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
            let profile = Arc::clone(&counted.profile);
            for (at, counts) in counted.counts.iter_mut().enumerate() {
                if !counts.is_active {
                    counts.bring_nothing();
                    continue;
                }
                let row = Row {
                    at,
                    profile: profile.id.clone(),
                    is_beside: counted.is_beside,
                    coach: counted.coach.clone(),
                    school: counted.school.clone(),
                    practice: counted.practice.clone().filter(|_| self.by_practice),
                };
                let &mut (first, instrument) = self.first.entry(row).or_insert((place, which));
                let of_first =
                    if first < place { others[first].as_deref_mut() } else { Some(&mut *before) };
                let of_first = of_first.and_then(|all| all.get_mut(instrument));
                match of_first {
                    Some(of_first) => counts.bring_to(&mut of_first.counts[at], &profile),
                    None => counts.lead_row(&profile),
                }
            }
        }
    }
}
