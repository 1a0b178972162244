//! Finding the people whose name someone types: the list of names and what was typed come in; ids go out. Ids are
//! no names: whoever types one means it.

use crate::store::People;
use crate::text::spelling::folded;

/// The fewest letters that mean someone: a single one is in too many names.
const FEWEST: usize = 2;

/// The names of people, folded once so that many can be looked for.
#[derive(Debug)]
pub(crate) struct Names<'p>(Vec<(String, &'p str)>);

impl<'p> Names<'p> {
    pub(crate) fn of(people: &'p People) -> Self {
        Self(people.all().map(|(id, name)| (folded(name), id)).collect())
    }

    /// The ids of those whose whole name is `typed`, else of those whose name has it in it; in the order of ids.
    /// Capital letters, accents and more than one space between words do not matter.
    pub(crate) fn meant(&self, typed: &str) -> Vec<&'p str> {
        let whole = self.whole(typed);
        let typed = folded(typed);
        if whole.is_empty() { self.fitting(|name| holds(name, &typed)) } else { whole }
    }

    /// The ids of those whose whole name is `typed`, in the order of ids. For what nobody looks at as it is written: a
    /// part of a name may be somebody else's.
    pub(crate) fn whole(&self, typed: &str) -> Vec<&'p str> {
        let typed = folded(typed);
        self.fitting(|name| name == typed)
    }

    fn fitting(&self, fits: impl Fn(&str) -> bool) -> Vec<&'p str> {
        self.0.iter().filter(|(name, _)| fits(name)).map(|(_, id)| *id).collect()
    }
}

/// Whether `name` has `part` in it, both folded.
pub(super) fn holds(name: &str, part: &str) -> bool {
    part.chars().count() >= FEWEST && name.contains(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    #[test]
    fn a_whole_name_goes_before_a_part_of_one() {
        let text = "t-1: Newt Quill\nt-2: Åse Quill-Ibis\nc-3: Newt\n";
        let people = People::of(&Source::new("people.yaml", text.to_owned())).0;
        for (typed, ids) in [
            ("newt quill", &["t-1"][..]),
            ("quill", &["t-1", "t-2"]),
            ("NEWT", &["c-3"]),
            ("ase", &["t-2"]),
            ("a", &[]),
            ("", &[]),
            ("t-1", &[]),
        ] {
            assert_eq!(Names::of(&people).meant(typed), ids, "{typed}");
        }
    }
}
