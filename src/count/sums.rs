//! What of relationships adds up, however many they are.

use super::adds_up::adds_up;
use super::{Activity, Dosage, Months, Raters, StudentDataSum};

/// The counts of one relationship or of several under one profile, beside those of items and levels.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// How the raters of the window compare.
    pub raters: Raters,
    /// Sessions, contacts and minutes, and what was agreed beside them.
    pub dosage: Dosage,
    /// When something happened in the window.
    pub activity: Activity,
    /// What the records give month by month.
    pub months: Months,
    /// Which way student data went after the start.
    pub student_data: StudentDataSum,
}

adds_up!(&Sums { raters, dosage, activity, months, student_data });
