//! What of relationships adds up, however many they are.

use super::adds_up::adds_up;
use super::{
    Activity, Attention, Dosage, Evaluation, Fidelity, Months, Raters, StudentDataSum, Timeliness,
};
use crate::domain::profile::Profile;

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

/// All that is counted of a row: of relationships under one profile.
#[derive(Clone, Debug, Default)]
pub struct RowSums {
    /// Items and levels.
    pub fidelity: BySettled,
    /// What is overdue on the as-of day.
    pub attention: Attention,
    /// Answers within the agreed time.
    pub timeliness: Timeliness,
    /// All else.
    pub sums: Sums,
}

impl RowSums {
    /// Adds one relationship under `profile`.
    pub(crate) fn add(&mut self, profile: &Profile, evaluation: &Evaluation) {
        self.fidelity.add(profile, evaluation);
        self.attention += evaluation.attention;
        self.timeliness += evaluation.timeliness;
        self.sums += &evaluation.sums;
    }
}

impl std::ops::AddAssign<&RowSums> for RowSums {
    fn add_assign(&mut self, other: &Self) {
        let Self { fidelity, attention, timeliness, sums } = other;
        self.fidelity += fidelity;
        self.attention += *attention;
        self.timeliness += *timeliness;
        self.sums += sums;
    }
}

/// Items and levels of new relationships apart from those of the others, which numbers of items may leave out.
#[derive(Clone, Debug, Default)]
pub struct BySettled {
    /// Of relationships that were not new when the window ended.
    pub settled: Fidelity,
    /// Of those that were.
    pub new: Fidelity,
}

adds_up!(&BySettled { settled, new });

impl BySettled {
    /// Adds one relationship under `profile`.
    pub(crate) fn add(&mut self, profile: &Profile, evaluation: &Evaluation) {
        let fidelity = if evaluation.is_new { &mut self.new } else { &mut self.settled };
        fidelity.add(profile, evaluation);
    }
}
