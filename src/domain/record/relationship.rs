//! `kind: relationship`: who coaches whom, where, on what, since when, and what the two agreed.

use std::sync::Arc;

use chrono::NaiveDate;

use super::agreement::{AGREEMENT, Agreement, agreement};
use super::coached::{Coached, coached};
use super::instruments::instruments;
use super::{KindRow, Record, Vocabulary};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Form, Table, needed, optional};
use crate::domain::profile::evidence::Agreed;
use crate::domain::profile::{Item, Profile};
use crate::syntax::tree::{Node, read, rules as tree_rules};
use crate::text::source::{At, Span};
use crate::text::spelling::canonical;
use crate::text::wording::all_of;

pub(super) static KIND: KindRow = KindRow {
    name: "relationship",
    about: "who coaches whom, and what they agreed",
    date_key: "started",
    has_own_verb: false,
    may_repeat: false,
    table: &RELATIONSHIP,
    read: |root, vocabulary, problems| read(root, vocabulary, problems).map(Record::Relationship),
};

static RELATIONSHIP: Table = Table {
    what: "relationship",
    example: "",
    keys: &[
        needed("profile", Form::Profile).says("the practice profile").about(
            "The practice profile by which all records of this folder are judged, for example \
             missouri-sbic-2014.",
        ),
        needed("coach", Form::PersonId)
            .says("the educator-coach's id")
            .asks("The coach's id?")
            .about("The educator-coach, by an id with a digit, for example c-03. Never a name."),
        needed("educator", Form::PersonId)
            .says("the coached educator's id")
            .asks("The educator's id?")
            .about("The coached educator, by an id with a digit, for example t-104. Never a name."),
        needed("school", Form::School)
            .says("the school's id, as in coach.toml")
            .asks("At which school?")
            .about(
                "The school, by its id in coach.toml, for example lincoln-elementary. After you \
                 add one there, run `coach schema --write`, and it is known here.",
            ),
        optional("coached", Form::OneOf(Coached::meanings))
            .says("who is coached")
            .about(
                "Whether one educator is coached or a team, for example team: then `educator` is the team's id, \
                 such as team-3, and no educator is counted as reached. Without this line it is an educator, \
                 but a team under a profile that rates a system.",
            ),
        optional("groups", Form::Ids)
            .says("groups of this educator, beside those of the school")
            .about(
                "What is particular to this educator, in ids that a profile's items may be only for, for example \
                 [grade-7]. What all of a school has in common stands at the school in coach.toml.",
            ),
        optional("practice", Form::Title)
            .says("the teaching practice they work on")
            .asks("On which teaching practice?")
            .about("The teaching practice they work on, for example formative assessment."),
        needed("started", Form::Date)
            .says("the first day, YYYY-MM-DD")
            .asks("When did it start?")
            .about("The first day, for example 2026-08-24."),
        optional("instruments", Form::Profiles)
            .says("instruments they use beside the profile")
            .about(
                "Instruments that the pair uses beside its profile, for example [pbis-tfi-2-1]. A checklist by \
                 one of them names it under `profile`; each is reported in a section of its own.",
            ),
        optional("continues", Form::Pair)
            .says("the folder of the relationship it takes over")
            .asks("Which relationship does it take over?")
            .about(
                "The relationship that this one takes over: the name of its folder, for example \
                 c-03-t-104, and in front of it the folder of its school where that is another one, \
                 for example lincoln-elementary/c-03-t-104. What was promised there stays due here.",
            ),
        optional("ended", Form::Date).says("the last day, once it has ended").about(
            "The last day, once it is over, for example 2027-05-14. Later records do not count.",
        ),
        optional("end_reason", Form::Prose)
            .says("why it ended")
            .about("Why it is over, for example: the goals were reached."),
        optional("agreement", Form::Group(&AGREEMENT)).says("what the two agreed").about(
            "What the two agreed, for example {committed_on: 2026-08-26, minutes: 45}. All of it is \
             optional.",
        ),
    ],
    cases: &[],
};

/// One coach, one coached educator, one school, one practice.
#[derive(Clone, Debug)]
pub struct Relationship {
    /// The profile by which all its records are judged.
    pub profile: Arc<Profile>,
    /// Id of the educator-coach.
    pub coach: At<String>,
    /// Id of the coached educator.
    pub educator: At<String>,
    /// Id of the school.
    pub school: At<String>,
    /// Whether the coached side is one educator or a team.
    pub coached: Coached,
    /// The groups that it is in: its own, and those of its school.
    pub groups: Vec<String>,
    /// The teaching practice they work on, spelled as it is [compared](crate::text::spelling::canonical).
    pub practice: Option<At<String>>,
    /// First day.
    pub started: At<NaiveDate>,
    /// The relationship that it takes over, as [`folder_named`](super::folder_named) reads it.
    pub continues: Option<At<String>>,
    /// Last day, once it has ended.
    pub ended: Option<At<NaiveDate>>,
    /// Where the reason for its end is, if one is given.
    pub end_reason: Option<Span>,
    /// What the two agreed.
    pub agreement: Agreement,
    /// Instruments that the pair uses beside its profile.
    pub instruments: Vec<At<Arc<Profile>>>,
    /// Whether it stands for one of those: see [`Relationship::under`].
    pub is_beside: bool,
}

impl Relationship {
    /// Whether the two prefer the method with this id.
    pub(crate) fn agrees_on_method(&self, id: &str) -> bool {
        self.agreement.methods.iter().any(|&method| self.profile.methods[method].id == id)
    }

    /// What stands in for a relationship of which nothing could be read.
    pub(crate) fn stand_in(profile: Arc<Profile>) -> Self {
        Self {
            profile,
            coach: At::stand_in(),
            educator: At::stand_in(),
            school: At::stand_in(),
            coached: Coached::Educator,
            groups: Vec::new(),
            practice: None,
            started: At::stand_in(),
            continues: None,
            ended: None,
            end_reason: None,
            agreement: Agreement::default(),
            instruments: Vec::new(),
            is_beside: false,
        }
    }

    /// Whether the coached side is a team.
    pub(crate) fn is_team(&self) -> bool {
        self.coached == Coached::Team
    }

    /// The groups that it is in, in words.
    pub(crate) fn groups_in_words(&self) -> String {
        match self.groups.as_slice() {
            [] => "no group".to_owned(),
            groups => all_of(groups.iter().map(String::as_str)),
        }
    }

    /// Whether `item` is for this pair: for everyone, or for one of its groups.
    pub(crate) fn is_for(&self, item: &Item) -> bool {
        item.is_for(&self.groups)
    }

    /// Whether `date` lies in the relationship: from its first day to its last.
    pub fn spans(&self, date: NaiveDate) -> bool {
        self.started.value <= date && self.ended.is_none_or(|ended| date <= ended.value)
    }

    /// What the agreement lacks though a rule of evidence of the profile asks for it: the key, and the
    /// index of the first item that cannot be documented without it.
    pub(crate) fn missing_from_agreement(&self) -> Vec<(&'static str, usize)> {
        let items = self.profile.items.iter().enumerate();
        let asked = items.filter_map(|(item, known)| {
            let agreed = known.evidence.declaration().agreed?;
            (self.is_for(known) && !self.agreement.holds(agreed)).then_some((agreed, item))
        });
        let mut missing: Vec<(Agreed, usize)> = asked.collect();
        missing.sort();
        missing.dedup_by_key(|(agreed, _)| *agreed);
        missing.into_iter().map(|(agreed, item)| (agreed.key(), item)).collect()
    }
}

fn read(root: &Node, vocabulary: &Vocabulary, problems: &mut Problems) -> Option<Relationship> {
    let mut fields = super::fields_of(root, &RELATIONSHIP, problems)?;
    let profile = fields
        .required("profile", problems, |node, problems| vocabulary.instrument(node, problems));
    let vocabulary = &vocabulary.under(profile);
    let mut coach = fields.required_at("coach", problems, read::person_id);
    let mut educator = fields.required_at("educator", problems, read::person_id);
    let school =
        fields.required_at("school", problems, |node, problems| vocabulary.school(node, problems));
    let coached = fields.optional("coached", problems, coached);
    let mut groups = fields.list("groups", problems, read::id);
    let of_school = school.as_ref().and_then(|school| vocabulary.groups.get(&school.value));
    groups.extend(of_school.into_iter().flatten().cloned());
    let practice = fields.optional_at("practice", problems, |node, problems| {
        read::title(node, problems).map(|text| canonical(text).into_owned())
    });
    let mut started = fields.required_at("started", problems, read::date);
    let continues = fields.optional_at("continues", problems, read::pair);
    let mut ended = fields.optional_at("ended", problems, read::date);
    let end_reason = fields.prose_at("end_reason", problems);
    let agreement = fields
        .optional("agreement", problems, |node, problems| agreement(node, vocabulary, problems))
        .unwrap_or_default();
    let instruments = fields
        .optional("instruments", problems, |node, problems| {
            instruments(node, profile, vocabulary, problems)
        })
        .unwrap_or_default();
    fields.finish(problems);
    if is_one_person(coach.as_ref(), educator.as_ref(), problems) {
        // Which of the two is wrong nobody knows.
        ["coach", "educator"].into_iter().for_each(|key| problems.unread(key));
        (coach, educator) = (None, None);
    }
    if ends_too_early(started, ended, problems) {
        ["started", "ended"].into_iter().for_each(|key| problems.unread(key));
        (started, ended) = (None, None);
    }
    let profile = profile.or_else(|| vocabulary.profiles.profiles().next())?;
    Some(Relationship {
        coached: coached.unwrap_or_else(|| Coached::usual(profile.rates)),
        groups,
        profile: Arc::clone(profile),
        coach: coach.unwrap_or_else(At::stand_in),
        educator: educator.unwrap_or_else(At::stand_in),
        school: school.unwrap_or_else(At::stand_in),
        practice,
        started: started.unwrap_or_else(At::stand_in),
        continues,
        ended,
        end_reason,
        agreement,
        instruments,
        is_beside: false,
    })
}

/// Whether coach and educator have one id, which is reported.
fn is_one_person(
    coach: Option<&At<String>>,
    educator: Option<&At<String>>,
    problems: &mut Problems,
) -> bool {
    let (Some(one), Some(other)) = (coach, educator) else { return false };
    let is_one = one.value == other.value;
    if is_one {
        let message = "the coach and the educator have the same id";
        problems.push(
            Finding::new(&tree_rules::OUT_OF_RANGE, other.span, message)
                .label("write the educator's own id")
                .related(one.span, "the coach"),
        );
    }
    is_one
}

/// Whether the last day lies before the first, which is reported.
fn ends_too_early(
    started: Option<At<NaiveDate>>,
    ended: Option<At<NaiveDate>>,
    problems: &mut Problems,
) -> bool {
    let (Some(first), Some(last)) = (started, ended) else { return false };
    let is_early = last.value < first.value;
    if is_early {
        let message = format!("the relationship ends on {}, before it starts", last.value);
        problems.push(
            Finding::new(&tree_rules::OUT_OF_RANGE, last.span, message)
                .related(first.span, "it starts here"),
        );
    }
    is_early
}
