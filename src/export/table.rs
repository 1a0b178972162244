//! The list of tables: what a row of each is, what tells its rows apart, and which other tables they name.
//! A table that is not answered everywhere here does not compile.

use super::cell::Column;
use super::{counted, district, evidence, list, record};
use crate::domain::record::Kind;
use crate::text::words::words;

words! {
    /// A table; its word is the name of its file.
    pub(super) enum Table {
        /// The district.
        Districts = "districts",
        /// The times that are counted.
        Periods = "periods",
        /// The schools of coach.toml.
        Schools = "schools",
        /// Relationships.
        Relationships = "relationships",
        /// Sessions.
        Sessions = "sessions",
        /// What sessions worked on.
        SessionItems = "session_items",
        /// Contacts.
        Contacts = "contacts",
        /// Requests.
        Requests = "requests",
        /// Feedback.
        Feedback = "feedback",
        /// Checklists.
        Checklists = "checklists",
        /// Their ratings.
        Ratings = "ratings",
        /// Their judgments of levels.
        Judgments = "judgments",
        /// Reviews.
        Reviews = "reviews",
        /// What reviews looked at.
        StudentData = "student_data",
        /// Next steps.
        NextSteps = "next_steps",
        /// Meetings that were called off.
        Missed = "missed",
        /// Coaches' own time.
        Time = "time",
        /// Items, with what they rest on.
        Evidence = "evidence",
        /// Items in place.
        Coverage = "coverage",
        /// Levels.
        Levels = "levels",
        /// What is counted of relationships.
        Standings = "standings",
        /// The numbers of the report.
        Figures = "figures",
    }
}

/// Columns by which rows name those of another table, in both under the same names.
pub(super) struct Reference {
    /// The columns.
    pub columns: &'static [&'static str],
    /// The other table.
    pub table: Table,
}

const PAIR: &[&str] = &["district", "relationship"];
const RECORD: &[&str] = &["district", "record"];

impl Table {
    /// The one that holds the records of `kind`.
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Relationship => Self::Relationships,
            Kind::Session => Self::Sessions,
            Kind::Contact => Self::Contacts,
            Kind::Request => Self::Requests,
            Kind::Feedback => Self::Feedback,
            Kind::Checklist => Self::Checklists,
            Kind::Review => Self::Reviews,
            Kind::Missed => Self::Missed,
            Kind::Time => Self::Time,
        }
    }

    /// What one row is.
    pub(super) fn about(self) -> &'static str {
        match self {
            Self::Districts => "The district, how it was read, and as of which day.",
            Self::Periods => {
                "The times that are counted: the one asked for, and each of its months."
            }
            Self::Schools => "The schools that coach.toml lists.",
            Self::Relationships => "One coach, one educator or team, one school.",
            Self::Sessions => "A coaching meeting or observation.",
            Self::SessionItems => "An item that a session worked on.",
            Self::Contacts => "A short check-in.",
            Self::Requests => "A question of the educator's and its answer.",
            Self::Feedback => "Feedback on the coaching.",
            Self::Checklists => "One rater's ratings on one day.",
            Self::Ratings => "One rating of one item on a checklist.",
            Self::Judgments => {
                "A rater's judgment of the level of a function, a tier or the whole."
            }
            Self::Reviews => "Data looked at together.",
            Self::StudentData => {
                "A value of student data, or a checklist, that a review looked at."
            }
            Self::NextSteps => "A next step of a session or a review.",
            Self::Missed => "A meeting that was called off.",
            Self::Time => "A coach's time without an educator.",
            Self::Evidence => {
                "An item of a relationship, and what it rests on in the whole period."
            }
            Self::Coverage => {
                "The items of one function of a relationship in one period, counted as the report counts \
                 them. Add rows up; the report leaves rows of new relationships out."
            }
            Self::Levels => {
                "The level of a function, a tier or the whole in one period. The report leaves rows of new \
                 relationships out."
            }
            Self::Standings => {
                "A relationship that was under way in a period, with what the report counts of it. Minutes \
                 of a meeting with several educators are in each of their rows; the report counts them once."
            }
            Self::Figures => {
                "Every number of `coach report` on the whole period, with its address."
            }
        }
    }

    /// Its columns; those of prose only `with_prose`.
    pub(super) fn columns(self, with_prose: bool) -> Vec<Column> {
        match self {
            Self::Districts => district::district_columns(),
            Self::Periods => district::period_columns(),
            Self::Schools => district::school_columns(),
            Self::Relationships => record::columns(Kind::Relationship, with_prose),
            Self::Sessions => record::columns(Kind::Session, with_prose),
            Self::Contacts => record::columns(Kind::Contact, with_prose),
            Self::Requests => record::columns(Kind::Request, with_prose),
            Self::Feedback => record::columns(Kind::Feedback, with_prose),
            Self::Checklists => record::columns(Kind::Checklist, with_prose),
            Self::Reviews => record::columns(Kind::Review, with_prose),
            Self::Missed => record::columns(Kind::Missed, with_prose),
            Self::Time => record::columns(Kind::Time, with_prose),
            Self::SessionItems => list::item_columns(),
            Self::Ratings => list::rating_columns(with_prose),
            Self::Judgments => list::judgment_columns(),
            Self::StudentData => list::data_columns(),
            Self::NextSteps => list::step_columns(with_prose),
            Self::Evidence => evidence::evidence_columns(),
            Self::Coverage => counted::coverage_columns(),
            Self::Levels => counted::level_columns(),
            Self::Standings => counted::standing_columns(),
            Self::Figures => district::figure_columns(),
        }
    }

    /// The columns that tell its rows apart.
    pub(super) fn key(self) -> &'static [&'static str] {
        match self {
            Self::Districts => &["district"],
            Self::Periods => &["district", "period"],
            Self::Schools => &["district", "school"],
            Self::Relationships => PAIR,
            Self::Sessions
            | Self::Contacts
            | Self::Requests
            | Self::Feedback
            | Self::Checklists
            | Self::Reviews
            | Self::Missed
            | Self::Time => RECORD,
            Self::SessionItems | Self::StudentData | Self::NextSteps => {
                &["district", "record", "position"]
            }
            Self::Ratings => &["district", "record", "item"],
            Self::Judgments => &["district", "record", "part"],
            Self::Evidence => &["district", "relationship", "profile", "item"],
            Self::Coverage => &["district", "relationship", "profile", "period", "function"],
            Self::Levels => &["district", "relationship", "profile", "period", "part"],
            Self::Standings => &["district", "relationship", "profile", "period"],
            Self::Figures => &["district", "address"],
        }
    }

    /// Which other tables its rows name.
    pub(super) fn references(self) -> Vec<Reference> {
        let reference = |columns, table| Reference { columns, table };
        let pair = || reference(PAIR, Self::Relationships);
        let period = || reference(&["district", "period"], Self::Periods);
        match self {
            Self::Districts => vec![],
            Self::Periods | Self::Schools | Self::Figures | Self::Time => {
                vec![reference(&["district"], Self::Districts)]
            }
            Self::Relationships => vec![reference(&["district", "school"], Self::Schools)],
            Self::Sessions
            | Self::Contacts
            | Self::Requests
            | Self::Feedback
            | Self::Checklists
            | Self::Reviews
            | Self::Missed
            | Self::NextSteps
            | Self::Evidence => vec![pair()],
            Self::SessionItems => vec![pair(), reference(RECORD, Self::Sessions)],
            Self::Ratings | Self::Judgments => vec![pair(), reference(RECORD, Self::Checklists)],
            Self::StudentData => vec![pair(), reference(RECORD, Self::Reviews)],
            Self::Coverage | Self::Levels | Self::Standings => vec![pair(), period()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_at_its_place_in_the_list() {
        for (at, table) in Table::ALL.into_iter().enumerate() {
            assert_eq!(table as usize, at);
        }
    }

    #[test]
    fn columns_of_a_table_have_names_of_their_own_and_its_keys_are_among_them() {
        for table in Table::ALL {
            let columns = table.columns(true);
            let mut names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
            let references = table.references();
            let named = references.iter().flat_map(|reference| reference.columns);
            for key in table.key().iter().chain(named) {
                assert!(names.contains(key), "{table:?} has no {key}");
            }
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{table:?}: {names:?}");
            let is_plain = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_');
            assert!(names.iter().all(|name| name.chars().all(is_plain)), "{names:?}");
        }
    }
}
