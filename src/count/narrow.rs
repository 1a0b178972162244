//! What narrows a statistic within relationships: a function, an item, a method and the like. The
//! keys are those of addresses; each is listed here once.

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident $field:ident $name:literal)*) => {
        /// A key of an address by which a statistic may be narrowed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum NarrowKey {
            $($(#[$doc])* $key,)*
        }

        impl NarrowKey {
            /// Every key, in the order of addresses.
            pub const ALL: &[NarrowKey] = &[$(NarrowKey::$key),*];

            /// Its word in an address.
            pub fn name(self) -> &'static str {
                match self {
                    $(NarrowKey::$key => $name,)*
                }
            }
        }

        /// To which part of a relationship's records a statistic is narrowed, by ids. Empty: to none.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        pub struct Narrow {
            $($(#[$doc])* pub $field: Option<String>,)*
            /// Ids of the items that both profiles of `shared_with` have, looked up by whoever knows both
            /// profiles. No part of an address.
            pub shared: Vec<String>,
            /// Id of the coach whose time it is, where one is meant. An address names coaches by what it
            /// selects.
            pub coach: Option<String>,
        }

        impl Narrow {
            /// The value of `key`, if it is narrowed by it.
            pub fn value(&self, key: NarrowKey) -> Option<&str> {
                match key {
                    $(NarrowKey::$key => self.$field.as_deref(),)*
                }
            }

            /// The value of `key`, to be set.
            pub(crate) fn value_mut(&mut self, key: NarrowKey) -> &mut Option<String> {
                match key {
                    $(NarrowKey::$key => &mut self.$field,)*
                }
            }
        }
    };
}

keys! {
    /// Id of an essential function.
    Function function "function"
    /// Id of a tier, or the word for the whole instrument.
    Part part "part"
    /// Id of an item.
    Item item "item"
    /// Id of a level.
    Level level "level"
    /// Id of a method.
    Method method "method"
    /// Id of a phase.
    Phase phase "phase"
    /// Who called a meeting off.
    By by "by"
    /// What a coach's time without an educator went into.
    What what "what"
    /// A rater's role: self, educator or observer.
    Role role "role"
    /// A rater's id.
    Rater rater "rater"
    /// A measure of student data.
    Data data "data"
    /// Id of another profile, of which this one is the successor or the predecessor: only items that both
    /// have.
    SharedWith shared_with "shared-with"
}
