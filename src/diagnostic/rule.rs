//! One kind of problem, declared once where it is found: what is asked, why, how it looks when it is
//! broken and when it is mended.

use super::Level;

/// One kind of problem. Its id never changes meaning.
#[derive(Debug)]
pub struct Rule {
    /// Stable id, `[a-z0-9-]`, as printed in brackets and written under `[checks]`.
    pub id: &'static str,
    /// The rule as one sentence, without a full stop.
    pub sentence: &'static str,
    /// Why it is asked and what a breach does to the numbers, in full sentences.
    pub reason: &'static str,
    /// Its level unless coach.toml says otherwise.
    pub level: Level,
    /// Whether a record that breaks it is left out of every number. Somebody has to see that, so
    /// such a rule can be neither off nor allowed.
    pub leaves_out: bool,
    /// Lines of a file, or the path of one, that break it; `examples/broken/<id>/` holds them.
    pub bad: &'static str,
    /// The same, mended.
    pub mended: &'static str,
}

/// Declares rules of reading (errors that leave a record out), and `ALL` of them.
macro_rules! reading_rules {
    ($(
        $(#[$doc:meta])*
        $name:ident = $id:literal {
            sentence: $sentence:literal,
            reason: $reason:literal,
            bad: $bad:literal,
            mended: $mended:literal,
        }
    )*) => {
        $($(#[$doc])* pub static $name: $crate::diagnostic::Rule = $crate::diagnostic::Rule {
            id: $id,
            sentence: $sentence,
            reason: $reason,
            level: $crate::diagnostic::Level::Error,
            leaves_out: true,
            bad: $bad,
            mended: $mended,
        };)*
        /// Every rule of this module.
        pub static ALL: &[&$crate::diagnostic::Rule] = &[$(&$name),*];
    };
}
pub(crate) use reading_rules;

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
impl Eq for Rule {}
