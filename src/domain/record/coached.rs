//! Who is coached: one educator, or a team.

use crate::diagnostic::Problems;
use crate::domain::key::Meaning;
use crate::domain::profile::Rates;
use crate::syntax::tree::{Node, read, rules as tree_rules};

/// Who is coached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coached {
    /// One educator.
    Educator,
    /// A team, which is no educator that coaching reaches.
    Team,
}

impl Coached {
    const ALL: [Coached; 2] = [Coached::Educator, Coached::Team];

    /// Whom a profile that `rates` this has in mind.
    pub(super) fn usual(rates: Rates) -> Self {
        match rates {
            Rates::Coaching | Rates::Teaching => Coached::Educator,
            Rates::System => Coached::Team,
        }
    }

    const fn meaning(self) -> Meaning {
        let (word, means) = match self {
            Coached::Educator => ("educator", "One educator is coached."),
            Coached::Team => {
                ("team", "A team is coached; it does not count as an educator in reach.")
            }
        };
        Meaning { word, means }
    }

    pub(super) fn meanings() -> Vec<Meaning> {
        Self::ALL.map(Self::meaning).to_vec()
    }
}

/// Who is coached, as `node` says.
pub(super) fn coached(node: &Node, problems: &mut Problems) -> Option<Coached> {
    let words = Coached::ALL.map(|coached| coached.meaning().word);
    let index = read::choice(
        node,
        problems,
        &tree_rules::UNKNOWN_WORD,
        "a word for who is coached",
        words,
    )?;
    Some(Coached::ALL[index])
}
