//! Who coaches whom, on what, since when, and what is special about a pair.

use super::items::Item;

/// What makes a pair different from a typical one; the table in `generator.rs` says which is where.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Odd {
    DataFromBefore,
    EmailOnly,
    FeedbackUnanswered,
    FeedbackWithoutResponse,
    FourOfFiveAnswersInTime,
    LateAnswers,
    NoAgreement,
    NoObserver,
    NoResponseDays,
    NotMetLately,
    OpeningTooLate,
    OverdueRequest,
    ReviewWithoutConclusion,
    SpanishNotes,
    StrictObserver,
    TwoObservers,
    WorkingDays,
}

pub(crate) struct Plan {
    pub(crate) school: &'static str,
    pub(crate) coach: &'static str,
    pub(crate) educator: &'static str,
    /// The key of a file under `prose/`.
    pub(crate) practice: &'static str,
    /// Level and subject, as in `middle math`.
    pub(crate) subject: &'static str,
    pub(crate) started: &'static str,
    /// Day and reason.
    pub(crate) ended: Option<(&'static str, &'static str)>,
    /// Items this pair surely does, whatever its coach tends to.
    pub(crate) sure: &'static [Item],
    odd: &'static [Odd],
}

impl Plan {
    fn ends(mut self, day: &'static str, reason: &'static str) -> Self {
        self.ended = Some((day, reason));
        self
    }

    fn sure(mut self, items: &'static [Item]) -> Self {
        self.sure = items;
        self
    }

    fn odd(mut self, odd: &'static [Odd]) -> Self {
        self.odd = odd;
        self
    }

    pub(crate) fn is(&self, odd: Odd) -> bool {
        self.odd.contains(&odd)
    }

    pub(crate) fn folder(&self) -> String {
        format!("records/{}/{}-{}", self.school, self.coach, self.educator)
    }
}

/// A meeting or message that one coach shared with several educators.
pub(crate) struct Gathering {
    pub(crate) id: &'static str,
    pub(crate) coach: &'static str,
    pub(crate) date: &'static str,
    pub(crate) method: &'static str,
    /// Minutes since midnight; nothing for a message.
    pub(crate) starts: Option<u32>,
    pub(crate) minutes: u32,
    /// Each educator, and what the record of that pair says.
    pub(crate) educators: &'static [(&'static str, &'static str)],
}

impl Gathering {
    /// What the pair's record says, where the pair was part of it.
    pub(crate) fn said(&self, plan: &Plan) -> Option<&'static str> {
        let found = self.educators.iter().find(|(educator, _)| *educator == plan.educator)?;
        (self.coach == plan.coach).then_some(found.1)
    }
}

pub(crate) const TEAM_MEETING: Gathering = Gathering {
    id: "5f0c",
    coach: "c-03",
    date: "2025-11-12",
    method: "in-person",
    starts: Some(15 * 60 + 10),
    minutes: 50,
    educators: &[
        ("t-203", "Team meeting of four. Brought the sample everyone sorted first."),
        ("t-204", "Team meeting of four. Spoke last and changed the plan of the whole table."),
        ("t-205", "Team meeting of four. Will pilot the sheet for the team."),
        ("t-206", "Team meeting of four. Stayed behind for a question of their own."),
    ],
};

pub(crate) const GROUP_MESSAGE: Gathering = Gathering {
    id: "b7e2",
    coach: "c-01",
    date: "2026-01-14",
    method: "email",
    starts: None,
    minutes: 10,
    educators: &[
        ("t-101", "same note to three of us on the spring schedule; answered first"),
        ("t-103", "same note to three of us on the spring schedule; asked for an earlier slot"),
        ("t-104", "same note to three of us on the spring schedule; no change needed"),
    ],
};

/// How likely a pair of the coach does each item, in percent, in the order of `Item::ALL`.
pub(crate) fn tendency(coach: &str) -> [u32; 13] {
    match coach {
        "c-01" => [95, 80, 90, 100, 85, 80, 90, 85, 45, 90, 90, 80, 50],
        "c-02" => [80, 55, 70, 90, 65, 60, 85, 70, 25, 80, 65, 65, 30],
        "c-03" => [80, 75, 90, 95, 80, 70, 85, 55, 20, 90, 85, 85, 35],
        "c-04" => [65, 45, 70, 80, 55, 45, 70, 40, 15, 70, 55, 50, 20],
        "c-05" => [90, 85, 95, 95, 80, 65, 90, 80, 35, 90, 80, 70, 35],
        "c-06" => [75, 65, 60, 85, 70, 75, 80, 60, 25, 65, 70, 55, 35],
        "c-07" => [60, 50, 65, 75, 60, 60, 0, 70, 20, 60, 0, 55, 15],
        other => panic!("no tendency for {other}"),
    }
}

/// The observers who come to a school, first the usual one.
pub(crate) fn observers(school: &str) -> [&'static str; 2] {
    match school {
        LINCOLN => ["o-1", "o-2"],
        GENEVIEVE => ["o-2", "o-3"],
        PENASCO => ["o-4", "o-1"],
        PRAIRIE => ["o-3", "o-4"],
        HIGH => ["o-5", "o-2"],
        other => panic!("no observers for {other}"),
    }
}

const LINCOLN: &str = "lincoln-elementary";
const GENEVIEVE: &str = "saint-genevieve-middle";
const PENASCO: &str = "penasco-elementary";
const PRAIRIE: &str = "prairie-view-k8";
const HIGH: &str = "riverbend-high";

fn pair(
    school: &'static str,
    [coach, educator]: [&'static str; 2],
    practice: &'static str,
    subject: &'static str,
    started: &'static str,
) -> Plan {
    let (sure, odd) = (&[], &[]);
    Plan { school, coach, educator, practice, subject, started, ended: None, sure, odd }
}

/// The generated pairs; the hand-made ones are folders under `hand/`.
pub(crate) fn plans() -> Vec<Plan> {
    [lincoln(), genevieve(), penasco(), prairie(), high()].into_iter().flatten().collect()
}

fn lincoln() -> Vec<Plan> {
    let at = |people, practice, subject, started| pair(LINCOLN, people, practice, subject, started);
    vec![
        at(["c-01", "t-101"], "formative-assessment", "elementary math", "2025-09-04")
            .odd(&[Odd::TwoObservers]),
        at(["c-01", "t-102"], "small-group-reading", "elementary reading", "2025-09-10"),
        at(["c-01", "t-103"], "number-talks", "elementary math", "2025-09-08")
            .sure(&[Item::Timely, Item::Feedback, Item::Data])
            .odd(&[Odd::FourOfFiveAnswersInTime, Odd::NoObserver]),
        at(["c-01", "t-104"], "classroom-routines", "elementary reading", "2025-10-06"),
        at(["c-01", "t-106"], "feedback-on-writing", "elementary writing", "2025-02-10"),
        at(["c-02", "t-107"], "spaced-practice", "elementary science", "2025-09-15")
            .odd(&[Odd::NotMetLately]),
        at(["c-02", "t-102"], "number-talks", "elementary math", "2025-11-10"),
    ]
}

fn genevieve() -> Vec<Plan> {
    let at =
        |people, practice, subject, started| pair(GENEVIEVE, people, practice, subject, started);
    vec![
        at(["c-02", "t-201"], "reciprocal-teaching", "middle english", "2025-09-09")
            .odd(&[Odd::WorkingDays]),
        at(["c-02", "t-202"], "academic-discussion", "middle social studies", "2025-09-22")
            .odd(&[Odd::FeedbackWithoutResponse, Odd::OverdueRequest]),
        at(["c-02", "t-207"], "classroom-routines", "middle math", "2026-02-09"),
        at(["c-03", "t-203"], "formative-assessment", "middle science", "2025-09-03"),
        at(["c-03", "t-204"], "academic-discussion", "middle english", "2025-09-08")
            .sure(&[Item::Units, Item::Rationale, Item::Strengths, Item::Observation])
            .odd(&[Odd::StrictObserver]),
        at(["c-03", "t-205"], "spaced-practice", "middle math", "2025-09-11")
            .odd(&[Odd::TwoObservers]),
        at(["c-03", "t-206"], "feedback-on-writing", "middle social studies", "2025-09-16")
            .odd(&[Odd::FeedbackUnanswered, Odd::LateAnswers]),
        at(["c-03", "t-207"], "classroom-routines", "middle math", "2025-09-05")
            .ends("2026-01-30", "coaching continues with another coach of the school"),
        at(["c-03", "t-208"], "reciprocal-teaching", "middle science", "2026-01-12")
            .odd(&[Odd::DataFromBefore]),
    ]
}

fn penasco() -> Vec<Plan> {
    let at = |people, practice, subject, started| pair(PENASCO, people, practice, subject, started);
    vec![
        at(["c-04", "t-301"], "language-scaffolds", "elementary science", "2025-09-02")
            .odd(&[Odd::ReviewWithoutConclusion]),
        at(["c-04", "t-302"], "small-group-reading", "elementary reading", "2025-09-17")
            .odd(&[Odd::NoResponseDays, Odd::OverdueRequest]),
        at(["c-04", "t-303"], "number-talks", "elementary math", "2025-10-01")
            .odd(&[Odd::OpeningTooLate]),
        at(["c-04", "t-304"], "classroom-routines", "elementary writing", "2025-09-24")
            .odd(&[Odd::TwoObservers, Odd::OverdueRequest]),
        at(["c-04", "t-305"], "language-scaffolds", "elementary reading", "2026-04-13")
            .odd(&[Odd::NoObserver]),
        at(["c-05", "t-306"], "language-scaffolds", "elementary science", "2025-09-03")
            .odd(&[Odd::SpanishNotes, Odd::WorkingDays]),
        at(["c-05", "t-307"], "small-group-reading", "elementary reading", "2025-09-12")
            .odd(&[Odd::SpanishNotes]),
    ]
}

fn prairie() -> Vec<Plan> {
    let at = |people, practice, subject, started| pair(PRAIRIE, people, practice, subject, started);
    vec![
        at(["c-05", "t-401"], "academic-discussion", "middle english", "2025-10-08")
            .odd(&[Odd::TwoObservers]),
        at(["c-07", "t-403"], "formative-assessment", "middle math", "2025-10-20").odd(&[
            Odd::EmailOnly,
            Odd::NoAgreement,
            Odd::NoObserver,
        ]),
    ]
}

fn high() -> Vec<Plan> {
    let at = |people, practice, subject, started| pair(HIGH, people, practice, subject, started);
    vec![
        at(["c-06", "t-501"], "academic-discussion", "high english", "2025-09-04"),
        at(["c-06", "t-502"], "formative-assessment", "high math", "2025-09-10")
            .odd(&[Odd::LateAnswers, Odd::OverdueRequest]),
        at(["c-06", "t-503"], "spaced-practice", "high science", "2025-09-18")
            .ends("2026-03-06", "moved to another building"),
        at(["c-06", "t-504"], "feedback-on-writing", "high english", "2025-10-02")
            .odd(&[Odd::NoResponseDays, Odd::TwoObservers]),
        at(["c-06", "t-505"], "reciprocal-teaching", "high social studies", "2025-09-25")
            .odd(&[Odd::NotMetLately]),
        at(["c-07", "t-506"], "spaced-practice", "high science", "2025-09-30")
            .odd(&[Odd::EmailOnly, Odd::NoObserver]),
        at(["c-07", "t-507"], "academic-discussion", "high social studies", "2025-11-04")
            .odd(&[Odd::EmailOnly, Odd::NoObserver]),
    ]
}
