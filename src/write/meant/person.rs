//! Finding the people whose name someone types: the list of names and what was typed come in; ids go out. Ids are
//! no names: whoever types one means it.

use std::collections::HashMap;

use crate::store::People;
use crate::text::spelling::folded;

/// The fewest letters that mean someone: a single one is in too many names.
const FEWEST: usize = 2;

/// The names of people, folded once so that many can be looked for.
#[derive(Debug)]
pub(crate) struct Names<'p> {
    /// Each with the id of who is called so.
    all: Vec<(String, &'p str)>,
    parts: Parts,
}

/// The words that names are made of.
#[derive(Debug)]
pub(crate) struct Parts {
    /// In how many names each word is.
    having: HashMap<String, usize>,
    /// How many names there are.
    all: usize,
}

impl Parts {
    /// The words of `names`.
    pub(crate) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut parts = Self { having: HashMap::new(), all: 0 };
        for name in names {
            parts.all += 1;
            let mut own = words(&folded(name));
            own.sort_unstable();
            own.dedup();
            own.into_iter().for_each(|word| *parts.having.entry(word).or_default() += 1);
        }
        parts
    }

    /// Whether a word of `text` is one of somebody's name. A word that more than two and more than a third of all have, as
    /// in `Teacher 07`, names nobody.
    pub(crate) fn names_someone(&self, text: &str) -> bool {
        let having = |word: &String| self.having.get(word).copied().unwrap_or_default();
        let is_name = |having: usize| having > 0 && (having <= 2 || having * 3 <= self.all);
        words(&folded(text)).iter().map(having).any(is_name)
    }
}

impl<'p> Names<'p> {
    pub(crate) fn of(people: &'p People) -> Self {
        let all: Vec<(String, &str)> = people.all().map(|(id, name)| (folded(name), id)).collect();
        let parts = Parts::of(people.all().map(|(_, name)| name));
        Self { all, parts }
    }

    /// The ids of those whose whole name is `typed`, else of those whose name has it in it; in the order of ids.
    /// Capital letters, accents and more than one space between words do not matter.
    pub(crate) fn meant(&self, typed: &str) -> Vec<&'p str> {
        let whole = self.whole(typed);
        let typed = folded(typed);
        if whole.is_empty() { self.fitting(|name| holds(name, &typed)) } else { whole }
    }

    /// The ids of those whose whole name is `typed`, in the order of ids; also with the family's name first on one of the
    /// two sides, or behind a title. For what nobody looks at as it is written: a part of a name may be somebody else's.
    pub(crate) fn whole(&self, typed: &str) -> Vec<&'p str> {
        let typed = folded(typed);
        let as_it_is = self.fitting(|name| name == typed);
        if !as_it_is.is_empty() || typed.is_empty() {
            return as_it_is;
        }
        let given_first = turned(&typed).unwrap_or(typed);
        let same = |wanted: &str| {
            self.fitting(|name| name == wanted || turned(name).is_some_and(|name| name == wanted))
        };
        let named = same(&given_first);
        match untitled(&given_first).filter(|_| named.is_empty()) {
            Some(rest) => same(rest),
            None => named,
        }
    }

    /// Whether a word of `text` is one of somebody's name, as [`Parts::names_someone`] says.
    pub(crate) fn names_someone(&self, text: &str) -> bool {
        self.parts.names_someone(text)
    }

    fn fitting(&self, fits: impl Fn(&str) -> bool) -> Vec<&'p str> {
        self.all.iter().filter(|(name, _)| fits(name)).map(|(_, id)| *id).collect()
    }
}

/// `name`, a family's name with a given one behind a comma, with the given name first; `None` where it is none.
pub(crate) fn turned(name: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_one = !family.is_empty() && !given.is_empty() && !given.contains(',');
    (is_one && !are_two(family, given)).then(|| format!("{given} {family}"))
}

/// Whether both names are whole: of a family's and a given one, one alone has several words.
fn are_two(first: &str, second: &str) -> bool {
    [first, second].iter().all(|name| name.contains(char::is_whitespace))
}

/// What stands before a name and is no part of it, folded.
const TITLES: [&str; 13] = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sr", "sra", "srta", "senor", "senora",
    "senorita",
];

/// A folded name without the title before it; `None` where there is none.
fn untitled(name: &str) -> Option<&str> {
    let (title, rest) = name.split_once(' ')?;
    TITLES.contains(&title.trim_end_matches('.')).then_some(rest)
}

/// The words of a folded text that are long enough to mean someone.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.chars().count() >= FEWEST).map(str::to_owned).collect()
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

    #[test]
    fn one_name_may_be_written_in_several_ways() {
        let text = "t-1: Ada Quill\nt-2: \"Do, Minh\"\nt-3: Siobhan O'Neil\nt-4: José Peña-Ruiz\n\
                    t-5: Mrs. Owl\nt-6: \"Lee, Kim\"\nt-7: Kim Lee\n";
        let people = People::of(&Source::new("people.yaml", text.to_owned())).0;
        let names = Names::of(&people);
        for (typed, ids) in [
            ("Quill, Ada", &["t-1"][..]),
            ("Mrs. Ada Quill", &["t-1"]),
            ("Quill, Dr Ada", &["t-1"]),
            ("Señora Ada Quill", &["t-1"]),
            ("Minh Do", &["t-2"]),
            ("Do, Minh", &["t-2"]),
            ("Mr Minh Do", &["t-2"]),
            ("Siobhan O’Neil", &["t-3"]),
            ("O´Neil, Siobhan", &["t-3"]),
            ("Jose Pena‑Ruiz", &["t-4"]),
            ("Mrs. Owl", &["t-5"]),
            ("Lee, Kim", &["t-6"]),
            ("Kim Lee", &["t-7"]),
            ("Mrs. Quill", &[]),
            ("Ms. Owl", &[]),
            ("Mrs.", &[]),
            ("Do", &[]),
            ("Ada", &[]),
            ("Ada Quill, Minh Do", &[]),
        ] {
            assert_eq!(names.whole(typed), ids, "{typed}");
        }
    }

    #[test]
    fn a_text_names_someone_by_a_word_of_the_name() {
        let text = "t-1: Newt Quill\nt-2: Åse Ibis\n";
        let people = People::of(&Source::new("people.yaml", text.to_owned())).0;
        let names = Names::of(&people);
        for text in ["zoom with Newt", "ASE's room", "quill"] {
            assert!(names.names_someone(text), "{text}");
        }
        assert!(!names.names_someone("newts, and a quilt"));
        let text: String = (1..5).map(|at| format!("t-{at}: Teacher 0{at}\n")).collect();
        let people = People::of(&Source::new("people.yaml", text)).0;
        let names = Names::of(&people);
        assert!(!names.names_someone("Teacher log") && names.names_someone("Teacher 03"));
    }
}
