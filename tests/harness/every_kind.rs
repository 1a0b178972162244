//! The settings of a district, and a valid record of each kind.

pub(crate) const COACH_TOML: &str = "\
version = 1
district = \"Riverbend R-II\"
profile = \"missouri-sbic-2014\"
year_starts = \"08-01\"
[schools.lincoln-elementary]
name = \"Lincoln Elementary\"
[schools.prairie-view-k8]
name = \"Prairie View K-8\"
";

/// One valid record of each kind, with every key that the kind has.
pub(crate) const RELATIONSHIP: &str = "\
kind: relationship
profile: missouri-sbic-2014
coach: c-03
educator: t-104
school: lincoln-elementary
practice: formative assessment
started: 2026-08-24
ended: 2027-05-20
end_reason: moved away
agreement:
  committed_on: 2026-08-26
  respond_within_days: 2
  days: working
  methods: [in-person, email]
  meet_every_days: 14
  minutes: 45
";
pub(crate) const SESSION: &str = "\
kind: session
date: 2026-09-14
starts: \"14:05\"
method: in-person
minutes: 45
meeting: 5f0c
phases: [observation, debrief]
items: [manageable-units, rationale]
observed: {on: 2026-09-14, minutes: 20, focus: wait time}
strengths: asked three open questions
reflection: {working: hands up, not_working: cold call}
next_steps:
  - {id: s1, what: rehearse, who: educator, due: 2026-09-21, done: 2026-09-20}
  - {id: s2, what: plan, who: coach, due: 2026-09-21, dropped: 2026-09-22}
notes: confidential prose
";
pub(crate) const CONTACT: &str = "\
kind: contact
date: 2026-09-16
method: email
minutes: 5
about: the seating plan
meeting: 5f0c
";
pub(crate) const REQUEST: &str = "\
kind: request
asked: 2026-09-17
about: where the rubric is
answered: 2026-09-18
method: email
";
pub(crate) const FEEDBACK: &str = "\
kind: feedback
requested: 2026-10-01
received: 2026-10-05
summary: more modeling
response: we model together
";
pub(crate) const CHECKLIST: &str = "\
kind: checklist
date: 2026-10-01
rater: {role: observer, id: o-2}
ratings: {confidentiality: in-place, rationale: partial, direct-observation: not-observed}
levels: {dialogue: close}
comments: {rationale: gave the what}
replaces: 2026-09-30-checklist-91d0.yaml
";
pub(crate) const REVIEW: &str = "\
kind: review
date: 2026-10-30
period: {from: 2026-08-24, to: 2026-10-30}
data:
  - {id: d1, source: fidelity-checklist, ref: 2026-10-01-checklist-91d0.yaml}
  - id: d2
    source: student-data
    measure: exit-ticket proficiency
    improvement: increase
    values: [{on: 2026-09-10, value: 52, n: 24}, {on: 2026-10-22, value: 68.5, n: 25}]
working: pairs talk
not_working: timing
next_steps:
  - {what: add a check, who: educator, due: 2026-11-13, because_of: [d2]}
";
pub(crate) const EVERY_KIND: [&str; 7] =
    [RELATIONSHIP, SESSION, CONTACT, REQUEST, FEEDBACK, CHECKLIST, REVIEW];
