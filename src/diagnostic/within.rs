//! Findings for a reader that takes only so many: made for a document they come in, those that it has
//! room for go out in their order, and how many are left. Errors come before warnings.

use super::{Diagnostic, Level};
use crate::text::wording::count;

/// What a reader takes of one document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Findings.
    pub findings: usize,
    /// Bytes for all of them.
    pub bytes: usize,
}

/// Findings that a document has no room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rest {
    pub errors: usize,
    pub warnings: usize,
}

impl Rest {
    pub(super) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// `3 errors and 1 warning`.
    pub(super) fn in_words(self) -> String {
        let some = |n, what| (n > 0).then(|| count(n, what));
        let parts = [some(self.errors, "error"), some(self.warnings, "warning")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }
}

/// Of `made`, one for each of `diagnostics`, what `room` is enough for; `size` tells the bytes of one.
pub(super) fn within<T>(
    diagnostics: &[Diagnostic],
    made: Vec<T>,
    room: Room,
    size: impl Fn(&T) -> usize,
) -> (Vec<T>, Rest) {
    let mut order: Vec<usize> = (0..made.len().min(diagnostics.len())).collect();
    order.sort_by_key(|&index| diagnostics[index].level != Level::Error);
    let mut bytes = 0_usize;
    let fits = |&&index: &&usize| {
        bytes = bytes.saturating_add(size(&made[index]));
        bytes <= room.bytes
    };
    let held = order.iter().take(room.findings).take_while(fits).count();
    let mut rest = Rest::default();
    let mut is_held = vec![true; made.len()];
    for &index in &order[held..] {
        is_held[index] = false;
        match diagnostics[index].level {
            Level::Error => rest.errors += 1,
            Level::Warning => rest.warnings += 1,
        }
    }
    let held = made.into_iter().zip(is_held).filter_map(|(made, is_held)| is_held.then_some(made));
    (held.collect(), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Rule};

    static RULE: Rule = Rule {
        id: "x",
        sentence: "x",
        reason: "x.",
        level: Level::Error,
        leaves_out: false,
        bad: "x",
        mended: "y",
    };

    /// What room is there for of `w`arnings and `e`rrors that are as large as their place says.
    fn held(levels: &str, findings: usize, bytes: usize) -> (Vec<usize>, String) {
        let found: Vec<Diagnostic> = levels
            .chars()
            .map(|level| {
                let mut found = Diagnostic::new(&RULE, Place::file("x"), "");
                found.level = if level == 'e' { Level::Error } else { Level::Warning };
                found
            })
            .collect();
        let made = (1..=found.len()).collect();
        let (held, rest) = within(&found, made, Room { findings, bytes }, |size| *size);
        (held, rest.in_words())
    }

    #[test]
    fn errors_come_first_and_the_order_stays() {
        assert_eq!(held("wewe", 4, 100), (vec![1, 2, 3, 4], String::new()));
        assert_eq!(held("wewe", 3, 100), (vec![1, 2, 4], "1 warning".to_owned()));
        assert_eq!(held("wewe", 1, 100), (vec![2], "1 error and 2 warnings".to_owned()));
        // Two and four are six, and one more is seven.
        assert_eq!(held("wewe", 4, 7).0, [1, 2, 4]);
        assert_eq!(held("wewe", 4, 6), (vec![2, 4], "2 warnings".to_owned()));
        assert_eq!(held("wewe", 4, 5), (vec![2], "1 error and 2 warnings".to_owned()));
        assert_eq!(held("we", 0, 100), (vec![], "1 error and 1 warning".to_owned()));
    }
}
