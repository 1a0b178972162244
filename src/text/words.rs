//! Closed sets of words, as records and machine formats write them: each is told once, with what it
//! means, and an enum, its words in JSON and in a schema come out.

/// Declares an enum whose variants each stand for one word.
macro_rules! words {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident {
            $($(#[$meaning:meta])+ $variant:ident = $word:literal),+ $(,)?
        }
    ) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            ::serde::Serialize, ::serde::Deserialize, ::schemars::JsonSchema,
        )]
        $visible enum $name {
            $($(#[$meaning])+ #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every one, in the order in which they are declared.
            $visible const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// Its word.
            $visible const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }
    };
}

pub(crate) use words;
