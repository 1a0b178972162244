//! `kind: checklist`: one rater's ratings of items (and judgments of functions) on one day.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{KindRow, Rating, Record, Vocabulary, rules};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Case, Form, Meaning, Table, needed, optional};
use crate::domain::profile::{Part, Profile};
use crate::syntax::tree::fields::{IN_QUOTES, begin_prose, may_be_prose};
use crate::syntax::tree::{Entry, Fields, Node, Value, read};
use crate::text::source::{At, Span};
use crate::text::wording::quote;
use crate::text::words::words;

pub(super) static KIND: KindRow = KindRow {
    name: "checklist",
    about: "one person's ratings on one day",
    date_key: "date",
    has_own_verb: true,
    may_repeat: false,
    table: &CHECKLIST,
    read: |root, vocabulary, problems| read(root, vocabulary, problems).map(Record::Checklist),
};

static CHECKLIST: Table = Table {
    what: "checklist",
    example: "",
    keys: &[
        needed("date", Form::Date)
            .says("the day of the rating, YYYY-MM-DD")
            .asks("On which day was it rated?")
            .about("The day of the rating, for example 2026-10-01; the same as in the file's name."),
        needed("rater", Form::Group(&RATER))
            .says("who rated; an observer has an id")
            .asks("Who rates?")
            .about("Who rated, for example {role: observer, id: o-2}."),
        optional("profile", Form::Profile)
            .says("the instrument, where it is not the relationship's profile")
            .asks("By which instrument?")
            .about(
                "The instrument that is rated, where it is not the relationship's profile but one of its \
                 `instruments`, for example pbis-tfi-2-1.",
            ),
        needed("ratings", Form::Ratings)
            .says("a rating for each item that you rate")
            .about("A rating for each item that was rated, for example {rationale: in-place}."),
        optional("levels", Form::Levels).says("functions whose level you judge").about(
            "The rater's own judgment of whole functions, for example {dialogue: close}. Only levels \
             that the profile leaves to a rater; the others are computed.",
        ),
        optional("comments", Form::Comments).says("comments on items").about(
            "What the rater wants to say about an item, for example {rationale: the what, not the why}.",
        ),
        optional("replaces", Form::FileName)
            .says("the file name of a checklist of yours that this one corrects")
            .about(
                "The file of an older checklist of the same rater that this one corrects, for example \
                 2026-10-01-checklist-91d0.yaml.",
            ),
    ],
    cases: &[],
};

static RATER: Table = Table {
    what: "rater",
    example: "{role: observer, id: o-2}",
    keys: &[
        needed("role", Form::OneOf(Role::meanings))
            .says("the rater's role")
            .about("The part the rater plays, for example observer."),
        optional("id", Form::PersonId).says("the rater's id").asks("The observer's id?").about(
            "The rater's id, with a digit, for example o-2. An observer has one. Never a name.",
        ),
    ],
    cases: &[Case::Where {
        key: "role",
        value: Role::Observer.name(),
        needs: &["id"],
        refuses: &[],
    }],
};

/// A fidelity checklist.
#[derive(Clone, Debug)]
pub struct Checklist {
    /// The day of the rating.
    pub date: At<NaiveDate>,
    /// Who rated.
    pub rater: Rater,
    /// The instrument that it names, where that is not the relationship's profile. Items, parts and levels are
    /// that one's.
    pub instrument: Option<At<Arc<Profile>>>,
    /// Index of each rated item, and its rating.
    pub ratings: Vec<(At<usize>, At<Rating>)>,
    /// Functions whose level the rater judged.
    pub judgments: Vec<Judgment>,
    /// File name of the checklist that this one corrects.
    pub replaces: Option<At<String>>,
}

/// Who filled in a checklist.
#[derive(Clone, Debug)]
pub struct Rater {
    /// The rater's role.
    pub role: Role,
    /// The rater's id; an observer always has one.
    pub id: Option<At<String>>,
    /// Where the rater is in the file.
    pub span: Span,
}

impl Rater {
    /// The rater's id.
    pub fn who(&self) -> Option<&str> {
        self.id.as_ref().map(|id| id.value.as_str())
    }
}

words! {
    /// The part a rater plays.
    pub enum Role {
        /// The coach.
        Itself = "self",
        /// The coached educator.
        Educator = "educator",
        /// Someone outside the pair.
        Observer = "observer",
        /// One of a team that scores together.
        Consensus = "consensus",
    }
}

impl Role {
    const fn meaning(self) -> Meaning {
        let means = match self {
            Role::Itself => "The coach. Reported, and never mixed with what was observed.",
            Role::Educator => {
                "The coached educator. Reported, and never mixed with what was observed."
            }
            Role::Observer => "Someone outside the pair, with an id. Only this is independent.",
            Role::Consensus => {
                "One of a team that scores together, or, without an id, all of it. Where the instrument has \
                 votes."
            }
        };
        Meaning { word: self.name(), means }
    }

    /// Whether what it says counts as seen from outside the pair: an observer's rating, or a team's score.
    pub fn is_outside(self) -> bool {
        match self {
            Role::Observer | Role::Consensus => true,
            Role::Itself | Role::Educator => false,
        }
    }

    fn meanings() -> Vec<Meaning> {
        Self::ALL.map(Self::meaning).to_vec()
    }
}

/// A rater's judgment of the level of a function, a tier or the whole.
#[derive(Clone, Debug)]
pub struct Judgment {
    /// Its place among [`Profile::parts`](crate::domain::profile::Profile::parts).
    pub part: usize,
    /// Index of the level.
    pub level: usize,
}

fn read(root: &Node, vocabulary: &Vocabulary, problems: &mut Problems) -> Option<Checklist> {
    let mut fields = super::fields_of(root, &CHECKLIST, problems)?;
    let date = fields.required_at("date", problems, read::date);
    let named = fields
        .optional_at("profile", problems, |node, problems| vocabulary.instrument(node, problems));
    let is_named = root.get("profile").is_some();
    let own = vocabulary.profile.map(|profile| profile.id.as_str());
    let instrument = named.filter(|named| Some(named.value.id.as_str()) != own);
    let known = instrument.as_ref().map(|named| &named.value);
    // Words of an instrument that is not known go unchecked.
    let is_unknown = is_named && known.is_none() && !is_own(root, own);
    let vocabulary = &match (known, is_unknown) {
        (Some(known), _) => vocabulary.under(Some(known)),
        (None, true) => vocabulary.under(None),
        (None, false) => *vocabulary,
    };
    let rater = fields.required("rater", problems, |node, problems| {
        rater(node, vocabulary.profile.map(Arc::as_ref), problems)
    });
    let ratings =
        fields.required("ratings", problems, |node, problems| ratings(node, vocabulary, problems));
    let judgments =
        fields.optional("levels", problems, |node, problems| judgments(node, vocabulary, problems));
    fields.begins_prose("comments", problems);
    fields.optional("comments", problems, |node, problems| comments(node, vocabulary, problems));
    let replaces = fields.optional_at("replaces", problems, |node, problems| {
        read::text(node, problems).map(str::to_owned)
    });
    fields.finish(problems);
    Some(Checklist {
        date: date.unwrap_or_else(At::stand_in),
        rater: rater.unwrap_or(UNREAD_RATER),
        instrument: instrument.map(|At { value, span }| At { value: Arc::clone(value), span }),
        ratings: ratings.unwrap_or_default(),
        judgments: judgments.unwrap_or_default(),
        replaces,
    })
}

fn ratings(
    node: &Node,
    vocabulary: &Vocabulary,
    problems: &mut Problems,
) -> Option<Vec<(At<usize>, At<Rating>)>> {
    let entries = keyed(node, "set of ratings", "{confidentiality: in-place}", problems)?;
    let ratings = entries.iter().filter_map(|entry| {
        let item = item_key(entry, vocabulary, problems);
        let profile = vocabulary.profile;
        let known = item.as_ref().map(|item| item.value);
        let rating =
            profile.and_then(|profile| Rating::read(&entry.value, profile, known, problems));
        item.zip(rating).filter(|_| !entry.is_repeated())
    });
    let ratings: Vec<_> = ratings.collect();
    if ratings.len() < entries.len() {
        problems.unread_here();
    }
    Some(ratings)
}

fn judgments(
    node: &Node,
    vocabulary: &Vocabulary,
    problems: &mut Problems,
) -> Option<Vec<Judgment>> {
    let entries = keyed(node, "set of levels", "{dialogue: close}", problems)?;
    let judgments = entries.iter().filter_map(|entry| {
        let part = vocabulary.part(&entry.key_node(), problems);
        let level = level(&entry.value, part.map(|(_, part)| part), vocabulary, problems);
        Some(Judgment { part: part?.0, level: level? })
    });
    Some(judgments.collect())
}

fn comments(node: &Node, vocabulary: &Vocabulary, problems: &mut Problems) -> Option<()> {
    let entries = keyed(node, "set of comments", "{confidentiality: …}", problems)?;
    for (index, entry) in entries.iter().enumerate() {
        // After the first comment, another key may be its next line.
        let is_prose = index > 0 || may_be_prose(entry, node);
        if is_prose && !vocabulary.has_item(&entry.key) {
            entry.hide_key(problems);
            let message = "comments go under item ids, and this is not one";
            problems
                .push(Finding::new(&rules::UNKNOWN_ITEM, entry.key_span, message).label(IN_QUOTES));
        } else {
            item_key(entry, vocabulary, problems);
        }
        begin_prose(&entry.value, problems);
        if !matches!(entry.value.value, Value::Null) {
            read::prose(&entry.value, problems);
        }
    }
    Some(())
}

/// Whether the checklist at `root` names the relationship's own profile.
fn is_own(root: &Node, own: Option<&str>) -> bool {
    root.get("profile").and_then(Node::text).is_some_and(|named| Some(named) == own)
}

fn rater(node: &Node, profile: Option<&Profile>, problems: &mut Problems) -> Option<Rater> {
    let mut fields = RATER.open(node, problems)?;
    let role = fields.required("role", problems, |node, problems| {
        let (rule, what) = (&rules::UNKNOWN_ROLE, "a rater's role");
        // Where the instrument has no votes, nobody scores as a team.
        let has_votes = profile.is_none_or(|profile| profile.votes.is_some());
        let roles = Role::ALL.into_iter().filter(|role| has_votes || *role != Role::Consensus);
        let words = roles.clone().map(Role::name);
        if node.text() == Some("coach") {
            let finding = read::not_among(node, problems, rule, what, words);
            problems.push(finding.label("the coach's own checklist has the role `self`"));
            return None;
        }
        let index = read::choice(node, problems, rule, what, words)?;
        roles.clone().nth(index)
    });
    let id = match role {
        Some(Role::Observer) => fields.required_at("id", problems, read::person_id),
        _ => fields.optional_at("id", problems, read::person_id),
    };
    fields.finish(problems);
    Some(Rater { role: role.unwrap_or(UNREAD_RATER.role), id, span: node.span })
}

/// What stands in for a rater who could not be read.
const UNREAD_RATER: Rater = Rater { role: Role::Observer, id: None, span: Span::NOWHERE };

fn keyed<'t, 's>(
    node: &'t Node<'s>,
    what: &'static str,
    example: &str,
    problems: &mut Problems,
) -> Option<&'t [Entry<'s>]> {
    match &node.value {
        Value::Map(entries) => Some(entries),
        // Reports the fault in the same words as everywhere else.
        _ => Fields::of_like(node, what, example, problems).and(None),
    }
}

fn item_key(entry: &Entry, vocabulary: &Vocabulary, problems: &mut Problems) -> Option<At<usize>> {
    let value = vocabulary.item(&entry.key_node(), problems)?;
    Some(At { value, span: entry.key_span })
}

/// A level that the profile leaves to raters, of `part` where that is known.
fn level(
    node: &Node,
    part: Option<Part>,
    vocabulary: &Vocabulary,
    problems: &mut Problems,
) -> Option<usize> {
    let profile = vocabulary.profile?;
    let judged = profile.judged_levels(part);
    let words: Vec<&str> = judged.iter().map(|&level| profile.levels[level].id.as_str()).collect();
    if words.is_empty() {
        let whose = part.filter(|_| !profile.judged_levels(None).is_empty());
        let message = match whose {
            Some(part) => {
                let part = quote(profile.part_id(part));
                format!("{} computes every level of {part}; none is judged by a rater", profile.id)
            }
            None => format!("{} computes every level; none is judged by a rater", profile.id),
        };
        problems
            .push(Finding::new(&rules::UNKNOWN_LEVEL, node.span, message).label("leave it out"));
        return None;
    }
    let computed = node.text().is_some_and(|text| {
        let is_meant = |index: &usize| profile.levels[*index].id == text && !judged.contains(index);
        (0..profile.levels.len()).any(|index| is_meant(&index))
    });
    let what = if computed {
        "judged by a rater: it is computed from the items, so do not write it here"
    } else {
        "a level that a rater judges"
    };
    let index = read::choice(node, problems, &rules::UNKNOWN_LEVEL, what, words)?;
    judged.get(index).copied()
}
