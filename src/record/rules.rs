//! The rules about words that only the district or the profile knows.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// `kind:` names none of the seven kinds.
    UNKNOWN_KIND = "unknown-kind", "`kind:` names one of the seven kinds of record";
    /// A profile that is neither built in nor listed in coach.toml.
    UNKNOWN_PROFILE = "unknown-profile", "A relationship's profile is built in or listed in coach.toml";
    /// A school that coach.toml does not list.
    UNKNOWN_SCHOOL = "unknown-school", "A relationship's school is listed in coach.toml";
    /// An item that the profile does not have.
    UNKNOWN_ITEM = "unknown-item", "Items are items of the relationship's profile";
    /// A function that the profile does not have.
    UNKNOWN_FUNCTION = "unknown-function", "Functions are functions of the relationship's profile";
    /// A method that the profile does not have.
    UNKNOWN_METHOD = "unknown-method", "Methods are methods of the relationship's profile";
    /// A phase that the profile does not have.
    UNKNOWN_PHASE = "unknown-phase", "Phases are phases of the relationship's profile";
    /// A rating that is none of the five.
    UNKNOWN_RATING = "unknown-rating", "A rating is one of the five ratings";
    /// A rater's role that is none of the three.
    UNKNOWN_ROLE = "unknown-role", "A rater is self, educator or observer";
    /// A level that nobody may judge: unknown to the profile, or computed by it.
    UNKNOWN_LEVEL = "unknown-level", "A judged level is one that the profile leaves to raters";
}
