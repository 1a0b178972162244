//! The thirteen items of the profile `missouri-sbic-2014` and the ratings they get.

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    Process,
    Confidentiality,
    Listens,
    Commitment,
    Units,
    Rationale,
    Methods,
    Timely,
    Feedback,
    Strengths,
    Observation,
    Questions,
    Data,
}

impl Item {
    pub(crate) const ALL: [Self; 13] = [
        Self::Process,
        Self::Confidentiality,
        Self::Listens,
        Self::Commitment,
        Self::Units,
        Self::Rationale,
        Self::Methods,
        Self::Timely,
        Self::Feedback,
        Self::Strengths,
        Self::Observation,
        Self::Questions,
        Self::Data,
    ];

    /// What the coach does at the beginning of a relationship.
    pub(crate) const OPENING: [Self; 3] = [Self::Process, Self::Confidentiality, Self::Listens];

    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Process => "process-and-expectations",
            Self::Confidentiality => "confidentiality",
            Self::Listens => "listens",
            Self::Commitment => "verbal-commitment",
            Self::Units => "manageable-units",
            Self::Rationale => "rationale",
            Self::Methods => "variety-of-methods",
            Self::Timely => "timely-response",
            Self::Feedback => "feedback-on-coaching",
            Self::Strengths => "builds-on-strengths",
            Self::Observation => "direct-observation",
            Self::Questions => "reflective-questions",
            Self::Data => "data-to-next-steps",
        }
    }

    /// The essential function the item belongs to.
    pub(crate) fn function(self) -> &'static str {
        match self {
            Self::Process | Self::Confidentiality | Self::Listens => "relationships",
            Self::Commitment | Self::Units | Self::Rationale => "facilitating",
            Self::Methods | Self::Timely | Self::Feedback => "communicating",
            Self::Strengths | Self::Observation | Self::Questions | Self::Data => "dialogue",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rating {
    InPlace,
    Partial,
    NotInPlace,
    NotApplicable,
    NotObserved,
}

impl Rating {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::InPlace => "in-place",
            Self::Partial => "partial",
            Self::NotInPlace => "not-in-place",
            Self::NotApplicable => "not-applicable",
            Self::NotObserved => "not-observed",
        }
    }

    pub(crate) fn is_low(self) -> bool {
        matches!(self, Self::Partial | Self::NotInPlace)
    }
}
