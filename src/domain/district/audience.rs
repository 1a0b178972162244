//! Who may see what of a report: for each audience the rows, numbers and facts that it is shown. What is not named is
//! withheld. coach.toml may name other ones than the usual.

use crate::diagnostic::{Finding, Problems};
use crate::domain::key::Meaning;
use crate::syntax::tree::{Fields, Node, read as read_value, rules};
use crate::text::source::Span;
use crate::text::words::words;

use super::keys;

/// Words whose doc comments, of one line each, are what editors say of them.
macro_rules! told {
    ($(#[$about:meta])* pub enum $name:ident { $(#[doc = $means:literal] $variant:ident = $word:literal,)+ }) => {
        words! {
            $(#[$about])*
            pub enum $name { $(#[doc = $means] $variant = $word),+ }
        }

        impl $name {
            /// The words, each with what it means.
            pub(crate) fn meanings() -> Vec<Meaning> {
                vec![$(Meaning { word: $word, means: $means.trim_ascii() }),+]
            }
        }
    };
}

words! {
    /// For whom a report is made, when it is not for whoever keeps the records.
    pub enum Audience {
        /// A coach, about the coach's own pairs.
        Coach = "coach",
        /// A coach and an educator, about themselves.
        Pair = "pair",
        /// A principal, about one school.
        Principal = "principal",
        /// The district's office, about groups.
        District = "district",
    }
}

told! {
    /// Rows that a report may have.
    pub enum Rows {
        /// All that the report is about, as one row.
        Whole = "whole",
        /// One row for each school.
        School = "school",
        /// One row for each teaching practice.
        Practice = "practice",
        /// One row for each coach.
        Coach = "coach",
        /// One row for each essential function.
        Function = "function",
        /// One row for each item.
        Item = "item",
        /// One row for each month.
        Month = "month",
        /// One row for each pair.
        Pair = "pair",
    }
}

told! {
    /// Numbers that belong together, so that they are shown or withheld together.
    pub enum Numbers {
        /// How many pairs, educators, coaches and schools there are.
        Pairs = "pairs",
        /// Educators coached, of those in the school.
        Reach = "reach",
        /// How many sessions and contacts there were.
        Sessions = "sessions",
        /// How many minutes they took.
        Minutes = "minutes",
        /// What was agreed and what was held of it, and long gaps.
        Agreed = "agreed",
        /// Meetings that were called off.
        CalledOff = "called-off",
        /// Requests answered in time, late, or not at all.
        Answers = "answers",
        /// Answers and next steps overdue, and pairs that have not met.
        Overdue = "overdue",
        /// Items in place, missing and not applicable.
        InPlace = "in-place",
        /// What observers saw, and what is on paper only.
        Observed = "observed",
        /// The levels of functions.
        Levels = "levels",
        /// How far observers agree, and the pair with them.
        Agreement = "agreement",
        /// What single raters wrote.
        Raters = "raters",
        /// How each coach's time divides.
        CoachTime = "coach-time",
        /// Student data of single pairs.
        StudentData = "student-data",
    }
}

told! {
    /// What is told of a pair beside numbers.
    pub enum Fact {
        /// The educator's id.
        Educator = "educator",
        /// The coach's id.
        Coach = "coach",
        /// The school.
        School = "school",
        /// The teaching practice.
        Practice = "practice",
        /// The first day.
        Started = "started",
        /// The last day.
        Ended = "ended",
        /// For each item, what each source says, and on which day.
        Evidence = "evidence",
        /// The id of whoever judged a level.
        Raters = "raters",
        /// The files behind a number, with who rated in them.
        Records = "records",
    }
}

impl Audience {
    /// Who they are.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Coach => "coach",
            Self::Pair => "pair",
            Self::Principal => "principal",
            Self::District => "district's office",
        }
    }
}

impl Rows {
    /// Whether each is of one pair or coach.
    fn are_of_one(self) -> bool {
        match self {
            Self::Pair | Self::Coach => true,
            Self::Whole
            | Self::School
            | Self::Practice
            | Self::Function
            | Self::Item
            | Self::Month => false,
        }
    }
}

impl Numbers {
    /// Whether they are of one pair, coach or rater at a time, and never of a group.
    fn are_of_one(self) -> bool {
        match self {
            Self::Raters | Self::CoachTime | Self::StudentData => true,
            Self::Pairs
            | Self::Reach
            | Self::Sessions
            | Self::Minutes
            | Self::Agreed
            | Self::CalledOff
            | Self::Answers
            | Self::Overdue
            | Self::InPlace
            | Self::Observed
            | Self::Levels
            | Self::Agreement => false,
        }
    }
}

/// What an audience is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its rows.
    pub rows: Vec<Rows>,
    /// Its numbers.
    pub numbers: Vec<Numbers>,
    /// Its facts about single pairs.
    pub facts: Vec<Fact>,
    /// Whether people are named where people.yaml has their names.
    pub names: bool,
}

/// The policy of each audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies([Policy; Audience::ALL.len()]);

impl Default for Policies {
    fn default() -> Self {
        Self(Audience::ALL.map(Policy::usual))
    }
}

impl Policies {
    /// That of `audience`.
    pub fn of(&self, audience: Audience) -> &Policy {
        &self.0[audience as usize]
    }
}

impl Policy {
    /// What `audience` is shown where coach.toml says nothing.
    ///
    /// A coach sees the own pairs in full. A pair sees itself, and nobody else: no observer's id. A principal learns
    /// who is coached, on which practice and how often; nothing of how well. The district sees groups.
    pub fn usual(audience: Audience) -> Self {
        use Fact as F;
        use Numbers as N;
        let (rows, numbers, facts): (&[Rows], &[Numbers], &[Fact]) = match audience {
            Audience::Coach => (
                &[Rows::Whole, Rows::Pair, Rows::Function, Rows::Item, Rows::Month],
                &Numbers::ALL,
                &Fact::ALL,
            ),
            Audience::Pair => (
                &[Rows::Pair, Rows::Function, Rows::Item, Rows::Month],
                &[
                    N::Sessions,
                    N::Minutes,
                    N::Agreed,
                    N::CalledOff,
                    N::Answers,
                    N::Overdue,
                    N::InPlace,
                    N::Observed,
                    N::Levels,
                    N::StudentData,
                ],
                &[F::Educator, F::Coach, F::School, F::Practice, F::Started, F::Ended, F::Evidence],
            ),
            Audience::Principal => (
                &[Rows::Pair],
                &[N::Sessions],
                &[F::Educator, F::Coach, F::Practice, F::Started, F::Ended],
            ),
            Audience::District => (
                &[Rows::Whole, Rows::School, Rows::Function, Rows::Item],
                &[
                    N::Pairs,
                    N::Reach,
                    N::Sessions,
                    N::Minutes,
                    N::Agreed,
                    N::CalledOff,
                    N::Answers,
                    N::Overdue,
                    N::InPlace,
                    N::Observed,
                    N::Levels,
                ],
                &[],
            ),
        };
        Self { rows: rows.to_vec(), numbers: numbers.to_vec(), facts: facts.to_vec(), names: false }
    }

    /// Whether it has these rows.
    pub fn has_rows(&self, rows: Rows) -> bool {
        self.rows.contains(&rows)
    }

    /// Whether it has these numbers.
    pub fn has_numbers(&self, numbers: Numbers) -> bool {
        self.numbers.contains(&numbers)
    }

    /// Whether it has this fact.
    pub fn has_fact(&self, fact: Fact) -> bool {
        self.facts.contains(&fact)
    }
}

/// The policies under `audiences`: each starts from the usual one, and a list that is there takes the place of the
/// usual list.
pub(super) fn read(node: &Node, problems: &mut Problems) -> Option<Policies> {
    let mut fields = keys::AUDIENCES.open(node, problems)?;
    let mut policies = Policies::default();
    for audience in Audience::ALL {
        let policy = fields
            .optional(audience.name(), problems, |node, problems| policy(audience, node, problems));
        if let Some(policy) = policy {
            policies.0[audience as usize] = policy;
        }
    }
    fields.finish(problems);
    Some(policies)
}

fn policy(audience: Audience, node: &Node, problems: &mut Problems) -> Option<Policy> {
    let mut fields = keys::POLICY.open(node, problems)?;
    let usual = Policy::usual(audience);
    let rows = chosen(&mut fields, "rows", "a kind of rows", &Rows::ALL.map(Rows::name), problems);
    let numbers = chosen(
        &mut fields,
        "numbers",
        "a kind of numbers",
        &Numbers::ALL.map(Numbers::name),
        problems,
    );
    let facts =
        chosen(&mut fields, "facts", "a fact about a pair", &Fact::ALL.map(Fact::name), problems);
    if audience == Audience::District {
        let of = |chosen: &Option<Vec<(usize, Span)>>| chosen.clone().unwrap_or_default();
        let rows = of(&rows).into_iter().filter(|(at, _)| Rows::ALL[*at].are_of_one());
        let numbers = of(&numbers).into_iter().filter(|(at, _)| Numbers::ALL[*at].are_of_one());
        for (_, span) in rows.chain(numbers).chain(of(&facts)) {
            problems.push(
                Finding::new(&rules::OUT_OF_RANGE, span, "the district sees groups only")
                    .label("so it has nothing of single pairs, coaches and raters")
                    .help("whoever keeps the records has that: coach report --by relationship"),
            );
        }
    }
    if let (Audience::District, Some(rows)) = (audience, &rows) {
        let parts = |at: usize| matches!(Rows::ALL[at], Rows::School | Rows::Practice);
        if let Some((_, span)) = rows.iter().filter(|(at, _)| parts(*at)).nth(1) {
            let message = "the district is parted one way: by school or by practice";
            problems.push(
                Finding::new(&rules::OUT_OF_RANGE, *span, message)
                    .label("take one of the two away")
                    .help("what one way tells, less what the other does, may be of one educator"),
            );
        }
    }
    let names = fields.optional("names", problems, read_value::boolean);
    fields.finish(problems);
    let of = |chosen: Vec<(usize, Span)>| chosen.into_iter().map(|(at, _)| at);
    Some(Policy {
        rows: rows.map_or(usual.rows, |rows| of(rows).map(|at| Rows::ALL[at]).collect()),
        numbers: numbers
            .map_or(usual.numbers, |numbers| of(numbers).map(|at| Numbers::ALL[at]).collect()),
        facts: facts.map_or(usual.facts, |facts| of(facts).map(|at| Fact::ALL[at]).collect()),
        names: names.unwrap_or(usual.names),
    })
}

/// Which of `words` the list under `key` has, each with its place; `None` where there is no list.
fn chosen<'t>(
    fields: &mut Fields<'t, '_>,
    key: &'static str,
    what: &str,
    words: &[&str],
    problems: &mut Problems,
) -> Option<Vec<(usize, Span)>> {
    fields.entry(key)?;
    Some(fields.list(key, problems, |node, problems| {
        let words = words.iter().copied();
        let at = read_value::choice(node, problems, &rules::UNKNOWN_WORD, what, words)?;
        Some((at, node.span))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_principal_learns_who_is_coached_on_what_and_how_often_and_nothing_else() {
        let policy = Policy::usual(Audience::Principal);
        assert_eq!(policy.rows, [Rows::Pair]);
        assert_eq!(policy.numbers, [Numbers::Sessions]);
        let facts = [Fact::Educator, Fact::Coach, Fact::Practice, Fact::Started, Fact::Ended];
        assert_eq!(policy.facts, facts);
    }

    #[test]
    fn nobody_but_a_coach_learns_who_rated() {
        for audience in Audience::ALL {
            let policy = Policy::usual(audience);
            assert_eq!(policy.has_fact(Fact::Raters), audience == Audience::Coach);
            assert!(!policy.names);
        }
    }
}
