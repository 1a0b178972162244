//! What a report says of dosage and of who was active when. The counts of a group come in; the parts
//! of the model go out, with the ids of methods and phases instead of indexes.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::count::{Activity, CalledOff, Dosage, Doses, Rhythm, Timeliness};
use crate::domain::calendar::Month;
use crate::domain::profile::Profile;
use crate::domain::record::CalledOffBy;

/// How much coaching there was.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DosageReport {
    /// Sessions, contacts and minutes over all methods.
    #[serde(flatten)]
    pub doses: Doses,
    /// Every method of the profile.
    pub methods: Vec<MethodRow>,
    /// Every phase of the profile; a session counts in each of its phases.
    pub phases: Vec<PhaseRow>,
    /// What the agreements ask for, and what there was.
    pub rhythm: Rhythm,
    /// Meetings that were called off.
    pub called_off: CalledOffReport,
}

/// What was done by one method.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MethodRow {
    /// Id of the method.
    pub id: String,
    /// Sessions by this method.
    pub sessions: u32,
    /// Contacts by this method.
    pub contacts: u32,
    /// Minutes of both; a meeting whose records name several methods counts under each.
    pub minutes: u32,
}

/// The sessions of one phase.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PhaseRow {
    /// Id of the phase.
    pub id: String,
    /// Sessions that name it.
    pub sessions: u32,
}

/// Meetings that were called off: they are in no other number of dosage.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CalledOffReport {
    /// All of them, whether or not the pair agreed on a rhythm.
    pub meetings: u32,
    /// How many of them each called off.
    pub by: Vec<CalledOffRow>,
    /// The counts that both are made of.
    #[serde(skip)]
    pub counts: CalledOff,
}

/// The meetings that one side called off.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct CalledOffRow {
    /// Who called them off.
    pub by: CalledOffBy,
    /// How many.
    pub meetings: u32,
}

/// When something happened.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ActivityReport {
    /// First day with a record in the window.
    pub first: Option<NaiveDate>,
    /// Last day with one.
    pub last: Option<NaiveDate>,
    /// Months of the window with a session, in order.
    pub months: Vec<MonthRow>,
}

/// A month with sessions.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MonthRow {
    /// The month.
    pub month: Month,
    /// Its sessions in the window.
    #[schemars(range(min = 1))]
    pub sessions: u32,
}

/// How the requests of the window stand on the as-of day. Working days leave out weekends and days
/// without school.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct TimelinessReport {
    /// How many were answered when.
    #[serde(flatten)]
    pub counts: Timeliness,
    /// Wilson's 95 % interval of `met`, 0 to 1, requests taken as independent; `null` where none fell
    /// due.
    #[schemars(inner(range(min = 0, max = 1)))]
    pub met_interval: Option<[f64; 2]>,
}

impl DosageReport {
    pub(super) fn new(profile: &Profile, dosage: &Dosage) -> Self {
        let methods = profile.methods.iter().enumerate().map(|(index, method)| {
            let dose = dosage.doses_by(index);
            MethodRow {
                id: method.id.clone(),
                sessions: dose.sessions,
                contacts: dose.contacts,
                minutes: dose.minutes,
            }
        });
        let phases = profile.phases.iter().enumerate();
        let phases = phases
            .map(|(index, phase)| PhaseRow { id: phase.id.clone(), sessions: dosage.phase(index) });
        Self {
            doses: dosage.doses(),
            methods: methods.collect(),
            phases: phases.collect(),
            rhythm: dosage.rhythm,
            called_off: CalledOffReport::new(dosage.called_off),
        }
    }
}

impl CalledOffReport {
    fn new(counts: CalledOff) -> Self {
        let by = CalledOffBy::ALL.map(|by| CalledOffRow { by, meetings: counts.by(by) });
        Self { meetings: counts.all(), by: by.to_vec(), counts }
    }
}

impl TimelinessReport {
    pub(super) fn new(counts: Timeliness) -> Self {
        Self { met_interval: counts.met.interval(), counts }
    }
}

impl ActivityReport {
    pub(super) fn new(activity: &Activity) -> Self {
        let months = activity.months.iter();
        Self {
            first: activity.span.map(|(first, _)| first),
            last: activity.span.map(|(_, last)| last),
            months: months.map(|(&month, &sessions)| MonthRow { month, sessions }).collect(),
        }
    }
}
