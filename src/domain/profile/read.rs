//! From the TOML text of a profile to a valid [`Profile`], gathering every fault of the text in one
//! pass. Each part of the format has a module of its own; what concerns several parts (a rubric for
//! a level, levels that no function can reach) is checked where both are known.

mod evidence;
mod function;
mod headers;
mod item;
mod level;
mod reach;
mod rule;
mod scale;
mod sense;
mod supersedes;
mod term;
mod tier;
mod value;

use sha2::{Digest, Sha256};

pub(crate) use evidence::evidence_faults;

use super::{Profile, Rates, Scale, Votes, rules};
use crate::diagnostic::{Diagnostic, Finding, Problems};
use crate::domain::key::{Form, Meaning, ProfileForm, Table, needed, optional};
use crate::syntax::toml;
use crate::syntax::tree::{Node, Value, rules as tree_rules};
use crate::text::line_ends::with_lf;
use crate::text::source::Source;
use crate::text::wording::hex;

/// The only format of profiles so far.
const FORMAT: u32 = 1;

/// All of a profile.
pub static PROFILE: Table = Table {
    what: "profile",
    example: "",
    keys: &[
        needed("format", Form::Version(FORMAT))
            .about("The format of this file, for example 1. There is no other."),
        needed("title", Form::OfProfile(ProfileForm::Words))
            .about("The document's title, for example \"School-Based Implementation Coaching\"."),
        needed("edition", Form::OfProfile(ProfileForm::Words))
            .about("Its edition, as printed, for example \"Missouri 2014\"."),
        needed("source", Form::OfProfile(ProfileForm::Words)).about(
            "Where the words come from, for example the document's full title with its date.",
        ),
        optional("language", Form::OfProfile(ProfileForm::Language)).about(
            "The language of the document's words, for example \"es\"; English where it is left out.",
        ),
        optional("foundation", Form::OfProfile(ProfileForm::Words))
            .about("What the document puts before every function, for example a commitment."),
        needed("added", Form::Group(&ADDED))
            .about("What the encoder adds to the document, for example its id."),
        optional("scale", Form::Group(&scale::SCALE)).about(
            "How items are rated, for example yes or no; in place, partial, not in place, where it is left \
             out.",
        ),
        needed("levels", Form::SomeGroups(&level::LEVEL))
            .about("The levels of implementation, best first, for example [[levels]] for each."),
        optional("tiers", Form::SomeGroups(&tier::TIER))
            .about("Functions that are judged together, for example [[tiers]] for each."),
        needed("functions", Form::SomeGroups(&function::FUNCTION)).about(
            "The essential functions in the document's order, for example [[functions]] for each.",
        ),
        needed("methods", Form::SomeGroups(&term::METHOD.table))
            .about("Ways to meet or write, for example [[methods]] for each."),
        optional("phases", Form::SomeGroups(&term::PHASE.table))
            .about("Phases of a session, for example [[phases]] for each."),
        optional("evidence", Form::SomeGroups(&term::EVIDENCE.table))
            .about("Kinds of evidence that the document names, for example [[evidence]] for each."),
    ],
    cases: &[],
};

static ADDED: Table = Table {
    what: "profile's `added` table",
    example: "",
    keys: &[
        needed("id", Form::Id).about(
            "The id by which relationships name this profile, for example \"rounds-district\".",
        ),
        optional("supersedes", Form::Group(&supersedes::SUPERSEDES)).about(
            "The older profile that this one replaces, for example one of an earlier edition.",
        ),
        optional("about", Form::OfProfile(ProfileForm::Words))
            .about("What it is for, for example \"A teacher's use of formative assessment.\""),
        optional("rates", Form::OneOf(rates))
            .about("Whose practice it rates, for example \"teaching\"; coaching, where it is left out."),
        optional("votes", Form::OneOf(votes)).about(
            "How several checklists of one day become one score, for example \"majority\"; each stands by \
             itself, where it is left out.",
        ),
    ],
    cases: &[],
};

/// What the readers of functions and items have to know of the rest of the profile.
struct Known<'p> {
    levels: &'p [level::ReadLevel],
    /// The scale, where it could be read.
    scale: Option<&'p Scale>,
    methods: usize,
}

/// Reads the profile that `source` holds.
///
/// # Errors
/// Every fault of the text, in the order of their places.
pub fn read(source: &Source) -> Result<Profile, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let root = toml::parse(source, &mut problems);
    let broken = !problems.is_empty();
    let profile = document(&root, source, &mut problems);
    if broken {
        // Levels are held against functions and items, of which some may not have been read.
        let unsure = [&rules::LEVELS, &rules::MEANING, &rules::SCALE];
        toml::keep_what_is_sure(source, &mut problems, &unsure);
    }
    let misnamed = headers::misnamed(source);
    if !misnamed.is_empty() {
        problems = beside(misnamed, source, problems);
    }
    match profile {
        Some(profile) if problems.is_empty() => Ok(profile),
        _ => Err(problems.finish_open(source)),
    }
}

/// The findings `misnamed`, and of `others` those that do not follow from them.
fn beside(misnamed: Vec<Finding>, source: &Source, mut others: Problems) -> Problems {
    let unsure = [
        &rules::LEVELS,
        &rules::MEANING,
        &tree_rules::UNKNOWN_WORD,
        &tree_rules::UNKNOWN_KEY,
        &tree_rules::WRONG_TYPE,
        &tree_rules::DUPLICATE_KEY,
    ];
    toml::keep_what_is_sure(source, &mut others, &unsure);
    let mut problems = Problems::default();
    misnamed.into_iter().chain(others.findings().cloned()).for_each(|it| problems.push(it));
    problems
}

/// The profile as far as it can be read. Parts with a fault are left out of it, so it is only valid
/// where nothing was found.
fn document(root: &Node, source: &Source, problems: &mut Problems) -> Option<Profile> {
    let mut fields = value::open(&PROFILE, &ADDED, "added", root, problems)?;
    fields.required("format", problems, format);
    let title = fields.required("title", problems, value::words);
    let edition = fields.required("edition", problems, value::words);
    let origin = fields.required("source", problems, value::words);
    let language = fields.optional("language", problems, value::language);
    let foundation = fields.optional("foundation", problems, value::words);
    let added = fields.required("added", problems, |node, problems| added(node, root, problems));
    let added = added.unwrap_or_default();
    let scale = fields.optional("scale", problems, scale::scale);
    let scale = if root.get("scale").is_some() { scale } else { Some(Scale::usual()) };
    let levels = fields.required("levels", problems, level::levels).unwrap_or_default();
    let known = Known {
        levels: &levels,
        scale: scale.as_ref(),
        methods: root.get("methods").map_or(0, elements),
    };
    let parts = fields
        .required("functions", problems, |node, problems| {
            function::functions(node, &known, problems)
        })
        .unwrap_or_default();
    let tiers = fields
        .optional("tiers", problems, |node, problems| tier::tiers(node, &parts.shapes, problems))
        .unwrap_or_default();
    sense::check(root, &levels, &parts, &tiers, scale.as_ref(), problems);
    // Every session and contact names a method, so a profile without one could not be used.
    let methods = fields
        .required("methods", problems, |node, problems| term::METHOD.read(node, problems))
        .unwrap_or_default();
    let phases = fields
        .optional("phases", problems, |node, problems| term::PHASE.read(node, problems))
        .unwrap_or_default();
    let evidence = fields
        .optional("evidence", problems, |node, problems| term::EVIDENCE.read(node, problems))
        .unwrap_or_default();
    fields.finish(problems);
    let all_read = parts.items.len() == root.get("functions").map_or(0, all_items);
    let supersedes =
        added.supersedes.map(|it| it.finish(added.id.as_deref(), &parts.items, all_read, problems));
    let tiers = tiers.into_iter().filter_map(|tier| tier.finish(&parts.functions)).collect();
    Some(Profile {
        id: added.id?,
        title: title?,
        edition: edition?,
        source: origin?,
        foundation,
        hash: fingerprint(&source.text),
        supersedes,
        language,
        about: added.about,
        rates: added.rates.unwrap_or(Rates::Coaching),
        votes: added.votes,
        scale: scale?,
        levels: levels.into_iter().filter_map(level::ReadLevel::finish).collect(),
        tiers,
        functions: parts.functions,
        items: parts.items,
        methods,
        phases,
        evidence,
    })
}

/// What the `added` table of a profile holds.
#[derive(Default)]
struct Added {
    id: Option<String>,
    supersedes: Option<supersedes::Read>,
    about: Option<String>,
    rates: Option<Rates>,
    votes: Option<Votes>,
}

fn added(node: &Node, root: &Node, problems: &mut Problems) -> Option<Added> {
    let mut fields = value::open_added(&PROFILE, &ADDED, root, node, problems)?;
    let added = Added {
        id: fields.required("id", problems, value::id),
        supersedes: fields.optional("supersedes", problems, supersedes::read),
        about: fields.optional("about", problems, value::words),
        rates: fields.optional("rates", problems, |node, problems| {
            value::word(node, problems, "whose practice it rates", Rates::ALL, Rates::name)
        }),
        votes: fields.optional("votes", problems, |node, problems| {
            let what = "how votes become one score";
            value::word(node, problems, what, Votes::ALL, Votes::name)
        }),
    };
    fields.finish(problems);
    Some(added)
}

/// Whose practice an instrument may rate.
fn rates() -> Vec<Meaning> {
    let means = |rates: Rates| match rates {
        Rates::Coaching => "The coach's; an observer rates it from outside. This is the default.",
        Rates::Teaching => "The teacher's; the coach and observers rate it from outside.",
        Rates::System => {
            "That of a team, a school or a district; the coach and observers rate it from outside."
        }
    };
    Rates::ALL.map(|rates| Meaning { word: rates.name(), means: means(rates) }).to_vec()
}

/// How several checklists of one day may become one score.
fn votes() -> Vec<Meaning> {
    let means = |votes: Votes| match votes {
        Votes::Majority => "The best step that more than half of them reach.",
        Votes::Lowest => "The lowest step.",
        Votes::Agreed => "The step that all of them name; without one, the item is not rated.",
    };
    Votes::ALL.map(|votes| Meaning { word: votes.name(), means: means(votes) }).to_vec()
}

fn format(node: &Node, problems: &mut Problems) -> Option<()> {
    if matches!(&node.value, Value::Plain(text) if *text == FORMAT.to_string()) {
        return Some(());
    }
    let quotes = if matches!(node.value, Value::Quoted(_)) { ", without quotes" } else { "" };
    let message = format!("this program reads profiles of format {FORMAT}");
    problems.push(
        Finding::new(&tree_rules::OUT_OF_RANGE, node.span, message)
            .label(format!("write format = {FORMAT}{quotes}")),
    );
    None
}

/// How many items all functions have, readable or not.
fn all_items(functions: &Node) -> usize {
    let Value::List(functions) = &functions.value else { return 0 };
    functions.iter().filter_map(|function| function.get("items").map(elements)).sum()
}

fn elements(node: &Node) -> usize {
    match &node.value {
        Value::List(elements) => elements.len(),
        _ => 0,
    }
}

/// SHA-256 of `text` in 64 hex digits, the same whatever ends its lines: git may write them as the system has them.
fn fingerprint(text: &str) -> String {
    hex(&Sha256::digest(with_lf(text.as_bytes())))
}
