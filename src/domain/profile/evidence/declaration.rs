//! How an evidence rule is declared: its name, what it says in words, and its parameters. The reader
//! of profiles, the schema for editors and the guide all follow it.

use std::ops::RangeInclusive;

use super::{Agreed, EvidenceRule};
use crate::text::source::At;

/// How a rule is written in a profile, and what it says.
#[derive(Debug)]
pub struct Declaration {
    /// Its name, `[a-z-]`.
    pub id: &'static str,
    /// The rule in a message: "evidence rule `commitment`".
    pub(crate) named: &'static str,
    /// What documents an item, in words that follow "documented by". Braces hold what is said where
    /// the parameters are not known; [`EvidenceRule::in_words`] puts their values there.
    pub(super) sentence: &'static str,
    /// What the two have to agree on before anything can document the item.
    pub agreed: Option<Agreed>,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// The rule with its parameters; `None` where one that is needed could not be read.
    pub(crate) build: fn(&Given) -> Option<EvidenceRule>,
}

/// A key beside the rule's name.
#[derive(Debug)]
pub struct Parameter {
    /// The key.
    pub key: &'static str,
    /// What it says, with an example: a sentence for editors.
    pub about: &'static str,
    /// Whether the rule cannot do without it.
    pub is_needed: bool,
    /// What is there.
    pub takes: Takes,
}

/// What a parameter takes.
#[derive(Debug)]
pub enum Takes {
    /// A number of some unit, both bounds included.
    Number(RangeInclusive<u32>, &'static str),
    /// A number of methods, both bounds included, and no more than the profile has.
    Methods(RangeInclusive<u32>),
    /// `true` or `false`.
    Flag,
    /// The id of another profile.
    Instrument,
    /// The id of an item of that profile.
    ItemOfInstrument,
}

/// An id in another profile, and where it is named.
pub type Named = At<String>;

/// The parameters that a profile gives.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// Keys with their numbers.
    pub(crate) numbers: Vec<(&'static str, u32)>,
    /// Keys that are `true`.
    pub(crate) flags: Vec<&'static str>,
    /// Keys with ids of other profiles.
    pub(crate) named: Vec<(&'static str, Named)>,
}

/// The type of a parameter, which says whether it is needed.
pub(super) trait Value: Sized {
    const IS_NEEDED: bool;
    /// The value under `key`; `None` where it is needed and could not be read.
    fn of(given: &Given, key: &str) -> Option<Self>;
}

impl Value for u32 {
    const IS_NEEDED: bool = true;
    fn of(given: &Given, key: &str) -> Option<Self> {
        given.numbers.iter().find(|(known, _)| *known == key).map(|&(_, number)| number)
    }
}

impl Value for Option<u32> {
    const IS_NEEDED: bool = false;
    fn of(given: &Given, key: &str) -> Option<Self> {
        Some(u32::of(given, key))
    }
}

impl Value for bool {
    const IS_NEEDED: bool = false;
    fn of(given: &Given, key: &str) -> Option<Self> {
        Some(given.flags.contains(&key))
    }
}

impl Value for Named {
    const IS_NEEDED: bool = true;
    fn of(given: &Given, key: &str) -> Option<Self> {
        given.named.iter().find(|(known, _)| *known == key).map(|(_, named)| named.clone())
    }
}

impl Declaration {
    /// What documents an item, whatever the parameters.
    pub fn in_words(&self) -> String {
        self.said(None)
    }

    /// The sentence with `values` in place of what is in braces.
    pub(super) fn said(&self, values: Option<&str>) -> String {
        let Some((before, rest)) = self.sentence.split_once('{') else {
            return self.sentence.to_owned();
        };
        let (of_any, after) = rest.split_once('}').unwrap_or((rest, ""));
        format!("{before}{}{after}", values.unwrap_or(of_any))
    }
}

/// Declares the rules: the enum of them, the declaration of each, the list of all, and the way from a
/// rule to its declaration.
macro_rules! evidence_rules {
    ($(
        $name:ident: $rule:ident = $id:literal {
            sentence: $sentence:literal,
            agreed: $agreed:expr,
            $(parameters: { $($key:ident: $type:ty = $takes:expr, $about:literal;)+ })?
        }
    )*) => {
        /// What in the records documents an item. A closed set; parameters come from the profile.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum EvidenceRule {
            $(#[doc = $sentence] $rule $({ $(#[doc = $about] $key: $type,)+ })?,)*
        }

        $(#[allow(unused_variables, reason = "a rule without parameters is given none")]
        static $name: Declaration = Declaration {
            id: $id,
            named: concat!("evidence rule `", $id, "`"),
            sentence: $sentence,
            agreed: $agreed,
            parameters: &[$($(Parameter {
                key: stringify!($key),
                about: $about,
                is_needed: <$type as Value>::IS_NEEDED,
                takes: $takes,
            }),+)?],
            build: |given| Some(EvidenceRule::$rule {
                $($($key: Value::of(given, stringify!($key))?),+)?
            }),
        };)*

        /// The declarations of all rules, in the order of the guide.
        pub static DECLARATIONS: &[&Declaration] = &[$(&$name),*];

        impl EvidenceRule {
            /// How the rule is written, and what it says whatever its parameters.
            pub fn declaration(&self) -> &'static Declaration {
                match self {
                    $(EvidenceRule::$rule { .. } => &$name,)*
                }
            }
        }
    };
}
pub(super) use evidence_rules;
