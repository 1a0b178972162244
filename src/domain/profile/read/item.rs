//! One item: the document's words, and what the project adds to them.

use super::value::{self, Ids};
use super::{Known, evidence, scale};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Bounds, Form, ProfileForm, Table, needed, optional};
use crate::domain::profile::{EvidenceRule, Item, bounds, first_words, rules};
use crate::syntax::tree::{Node, read as read_value};
use crate::text::source::At;
use crate::text::wording::quote;

pub(super) static ITEM: Table = Table {
    what: "item",
    example: "",
    keys: &[
        needed("text", Form::OfProfile(ProfileForm::Words))
            .about("The document's words, for example \"Giving rationale for …\"."),
        optional("anchors", Form::OfProfile(ProfileForm::Anchors)).about(
            "What a step of the scale means for this item, by the step's id, for example yes = \"…\".",
        ),
        needed("added", Form::Group(&ADDED)).about("What the encoder adds, for example its id."),
    ],
    cases: &[],
};

static ADDED: Table = Table {
    what: "item's `added` table",
    example: "",
    keys: &[
        needed("id", Form::Id).about("The id used in records, for example \"rationale\"."),
        optional("label", Form::OfProfile(ProfileForm::Label)).about(
            "A few words for tables, for example \"gives a rationale\"; otherwise the first of the text.",
        ),
        optional("may_be_na", Form::Boolean)
            .about("Whether an observer may call it not applicable, for example true."),
        optional("critical", Form::Boolean)
            .about("Whether levels may ask for it whatever else is in place, for example true."),
        optional("reverse", Form::Boolean)
            .about("Whether it is a red flag: the best step says the worst of it, for example true."),
        optional("weight", Form::Integer(&WEIGHT)).about("How often its points count, for example 2."),
        optional("maximum", Form::Integer(&scale::POINTS))
            .about("The most points it can have, where that is less than the best step's, for example 1."),
        optional("only_for", Form::Ids).about(
            "Groups that coach.toml gives to schools, or a relationship to its educator, of which one has to \
             be there for the item to apply, for example [\"secondary\"].",
        ),
        optional("part_of", Form::Id)
            .about("The item above it of which it is a part, for example \"feedback\"."),
        value::MENDED,
        optional("evidence", Form::OfProfile(ProfileForm::EvidenceRule)).about(
            "What in the records documents it, for example { rule = \"commitment\" }; otherwise only an \
             observer's rating counts.",
        ),
        optional("grounds", Form::OfProfile(ProfileForm::Words))
            .about("Why that documents it, for example with the document's own words."),
    ],
    cases: &[],
};

static WEIGHT: Bounds =
    Bounds { least: *bounds::WEIGHT.start(), most: *bounds::WEIGHT.end(), unit: "times" };

/// The item that `node` writes down, of the function with index `function`; `before` are the items above it,
/// of every function.
pub(super) fn item(
    node: &Node,
    function: usize,
    known: &Known,
    before: &[Item],
    ids: &mut Ids,
    problems: &mut Problems,
) -> Option<Item> {
    let header = "functions.items.added";
    let mut fields = value::open(&ITEM, &ADDED, header, node, problems)?;
    let text = fields.required("text", problems, value::words);
    let anchors = fields.optional("anchors", problems, |node, problems| {
        known.scale.map(|of| scale::anchors(node, of, problems)).unwrap_or_default()
    });
    let added = fields.required("added", problems, |added, problems| {
        let mut added = value::open_added(&ITEM, &ADDED, node, added, problems)?;
        let id = added.required_at("id", problems, value::id);
        let id = id.map(|id| ids.claim(id, problems));
        let label = added.optional("label", problems, |node, problems| {
            value::short(node, problems, bounds::LONGEST_LABEL)
        });
        let may_be_na = added.optional("may_be_na", problems, read_value::boolean);
        let critical = added.optional("critical", problems, read_value::boolean);
        let reverse = added.optional("reverse", problems, read_value::boolean);
        let weight = added.optional_at("weight", problems, |n, p| WEIGHT.read(n, p));
        let maximum = added.optional_at("maximum", problems, |n, p| scale::POINTS.read(n, p));
        for points in [&weight, &maximum].into_iter().flatten() {
            needs_points(points, known, problems);
        }
        if let Some(maximum) = &maximum {
            is_within(maximum, known, problems);
        }
        let only_for = added.optional("only_for", problems, groups).unwrap_or_default();
        let part_of = added.optional_at("part_of", problems, value::id);
        let part_of = part_of.and_then(|whole| part(&whole, function, before, problems));
        let mended = added.optional("mended", problems, value::words);
        let evidence = added.optional("evidence", problems, |node, problems| {
            evidence::evidence(node, known.methods, problems)
        });
        let grounds = added.optional("grounds", problems, value::words);
        added.finish(problems);
        Some(Item {
            id: id?,
            text: "".into(),
            label: label.unwrap_or_default().into(),
            mended,
            function,
            anchors: Vec::new(),
            may_be_na: may_be_na.unwrap_or(false),
            critical: critical.unwrap_or(false),
            reverse: reverse.unwrap_or(false),
            weight: weight.map_or(1, |weight| weight.value),
            maximum: maximum.map(|maximum| maximum.value),
            only_for,
            part_of,
            evidence: evidence.unwrap_or(EvidenceRule::ObservationOnly),
            grounds,
        })
    });
    fields.finish(problems);
    let (text, added) = (text?, added?);
    // A label that was written has at least one word.
    let label = if added.label.is_empty() { first_words(&text).into() } else { added.label };
    Some(Item { text: text.into(), label, anchors: anchors.unwrap_or_default(), ..added })
}

/// Reports `number` where no step of the scale has points.
fn needs_points(number: &At<u32>, known: &Known, problems: &mut Problems) {
    if known.scale.is_some_and(|scale| !scale.has_points()) {
        let message = "this is about points, and no step of the scale has any";
        let finding = Finding::new(&rules::MEANING, number.span, message);
        problems
            .push(finding.label("give the steps points under [[scale.steps]], or leave this out"));
    }
}

/// Reports a `maximum` that the scale does not reach.
fn is_within(maximum: &At<u32>, known: &Known, problems: &mut Problems) {
    let best = known.scale.and_then(|scale| scale.steps.first()?.points);
    if best.is_some_and(|best| maximum.value > best) {
        let message = "no step of the scale has so many points";
        let finding = Finding::new(&rules::MEANING, maximum.span, message);
        problems.push(finding.label("leave it out"));
    }
}

/// Names of groups.
fn groups(node: &Node, problems: &mut Problems) -> Option<Vec<String>> {
    let groups = read_value::list(node, problems)?.iter();
    Some(groups.filter_map(|node| value::id(node, problems)).collect())
}

/// The index of the item that `whole` names: one above, in the same function, that is no part itself.
fn part(
    whole: &At<String>,
    function: usize,
    before: &[Item],
    problems: &mut Problems,
) -> Option<usize> {
    let found = before.iter().position(|item| item.id == whole.value);
    let why = match found.map(|index| &before[index]) {
        None => "no item above has this id",
        Some(item) if item.function != function => "that item is of another function",
        Some(item) if item.part_of.is_some() => "that item is a part itself",
        Some(_) => return found,
    };
    let message = format!("an item cannot be a part of {}", quote(&whole.value));
    problems.push(Finding::new(&rules::MEANING, whole.span, message).label(why));
    None
}
