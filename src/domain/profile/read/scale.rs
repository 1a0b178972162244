//! The scale of an instrument: its steps, best first.

use super::value::{self, Ids};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Bounds, Case, Form, ProfileForm, Table, needed, optional};
use crate::domain::profile::{Scale, Step, bounds, rules};
use crate::syntax::tree::{Node, Value, read as read_value, rules as tree_rules};
use crate::text::source::{At, Span};
use crate::text::wording::count;

pub(super) static SCALE: Table = Table {
    what: "scale",
    example: "",
    keys: &[needed("steps", Form::SomeGroups(&STEP))
        .about("The steps, best first, for example [[scale.steps]] for each.")],
    cases: &[],
};

static STEP: Table = Table {
    what: "step",
    example: "",
    keys: &[
        optional("text", Form::OfProfile(ProfileForm::Words))
            .about("The document's word for it, for example \"Fully implemented\"."),
        optional("points", Form::Integer(&POINTS))
            .about("Its points, for example 2. Either all steps have points or none."),
        needed("added", Form::Group(&ADDED)).about("What the encoder adds, for example its id."),
    ],
    cases: &[Case::NotBoth { keys: ["text", "added.text"], why: "one of them is enough" }],
};

static ADDED: Table = Table {
    what: "step's `added` table",
    example: "",
    keys: &[
        needed("id", Form::Id).about("The word used in records, for example \"yes\" or \"2\"."),
        optional("text", Form::OfProfile(ProfileForm::Words))
            .about("The encoder's word, where the document has none, for example \"yes\"."),
        optional("in_place", Form::Boolean)
            .about("Whether an item rated so is in place, for example true."),
    ],
    cases: &[],
};

pub(super) static POINTS: Bounds =
    Bounds { least: *bounds::POINTS.start(), most: *bounds::POINTS.end(), unit: "points" };

/// Words that every scale has beside its steps.
const OTHERS: [&str; 2] = ["not-applicable", "not-observed"];

/// A step with where it stands.
struct ReadStep {
    step: Step,
    span: Span,
}

/// The scale that `node` holds, where nothing of it is wrong.
pub(super) fn scale(node: &Node, problems: &mut Problems) -> Option<Scale> {
    let mut fields = SCALE.open(node, problems)?;
    let steps = fields.required("steps", problems, |node, problems| {
        let tables = value::tables(node, "scale.steps", problems)?;
        if !bounds::STEPS.contains(&tables.len()) {
            let (least, most) = (bounds::STEPS.start(), bounds::STEPS.end());
            let message = format!("a scale has {least} to {most} steps");
            let label = format!("this one has {}", tables.len());
            problems.push(Finding::new(&tree_rules::OUT_OF_RANGE, node.span, message).label(label));
            return None;
        }
        let mut ids = Ids::of("steps");
        let steps: Vec<_> =
            tables.iter().filter_map(|table| step(table, &mut ids, problems)).collect();
        (steps.len() == tables.len()).then_some(steps)
    });
    fields.finish(problems);
    let steps = steps?;
    let is_sound =
        [in_order(&steps, problems), have_points(&steps, problems), divide(&steps, problems)];
    let steps = steps.into_iter().map(|read| read.step).collect();
    is_sound.iter().all(|&is| is).then_some(Scale { steps })
}

fn step(node: &Node, ids: &mut Ids, problems: &mut Problems) -> Option<ReadStep> {
    let mut fields = value::open(&STEP, &ADDED, "scale.steps.added", node, problems)?;
    let of_document = fields.optional("text", problems, value::words);
    let points = fields.optional("points", problems, |node, problems| POINTS.read(node, problems));
    let is_read = points.is_some() || node.get("points").is_none();
    let added = fields.required("added", problems, |added, problems| {
        let mut added = value::open_added(&STEP, &ADDED, node, added, problems)?;
        let id = added.required_at("id", problems, value::id);
        let id = id.filter(|id| is_free(id, problems));
        let span = id.as_ref().map(|id| id.span);
        let id = id.map(|id| ids.claim(id, problems));
        let own = added.optional("text", problems, value::words);
        let in_place = added.optional("in_place", problems, read_value::boolean);
        let in_place = in_place.or_else(|| node.get("in_place").is_none().then_some(false));
        added.finish(problems);
        Some((id?, span?, own, in_place?))
    });
    fields.finish(problems);
    // Of a step that cannot be read as a whole nothing follows for the others.
    let (id, span, own, in_place) = added.filter(|_| is_read)?;
    let in_document = of_document.is_some();
    let text = of_document.or(own).unwrap_or_else(|| id.clone());
    let step = Step { id, text, in_document, means: None, points, in_place };
    Some(ReadStep { step, span })
}

/// Whether `id` is none of the words that every scale has.
fn is_free(id: &At<String>, problems: &mut Problems) -> bool {
    let is_free = !OTHERS.contains(&id.value.as_str());
    if !is_free {
        let message = format!("`{}` is no step: every scale has it", id.value);
        let finding = Finding::new(&rules::SCALE, id.span, message);
        problems.push(finding.label("leave this step out"));
    }
    is_free
}

/// Whether the best steps come first: points never rise, and no step in place follows one that is not.
fn in_order(steps: &[ReadStep], problems: &mut Problems) -> bool {
    let mut is_sound = true;
    for (better, worse) in steps.iter().zip(steps.iter().skip(1)) {
        let rises = worse.step.points > better.step.points && better.step.points.is_some();
        let is_below = worse.step.in_place && !better.step.in_place;
        if rises || is_below {
            let label = match rises {
                true => "has more points than the step above it",
                false => "is in place, and the step above it is not",
            };
            let message = "the best step of a scale comes first";
            let finding = Finding::new(&rules::SCALE, worse.span, message).label(label);
            problems.push(finding.related(better.span, "the step above it"));
            is_sound = false;
        }
    }
    is_sound
}

/// Whether all steps have points or none, and some step has more than none.
fn have_points(steps: &[ReadStep], problems: &mut Problems) -> bool {
    if let Some(first) = steps.first().filter(|first| first.step.points == Some(0)) {
        let message = "no step of this scale is worth a point";
        let finding = Finding::new(&rules::SCALE, first.span, message);
        problems.push(finding.label("write its points, or none for any step"));
        return false;
    }
    let without: Vec<_> = steps.iter().filter(|read| read.step.points.is_none()).collect();
    if without.is_empty() || without.len() == steps.len() {
        return true;
    }
    for read in without {
        let message = "this step has no points, and others have";
        let finding = Finding::new(&rules::SCALE, read.span, message);
        problems.push(finding.label("write its points, or none for any step"));
    }
    false
}

/// Whether some step is in place and some is not.
fn divide(steps: &[ReadStep], problems: &mut Problems) -> bool {
    let in_place = steps.iter().filter(|read| read.step.in_place).count();
    if in_place > 0 && in_place < steps.len() {
        return true;
    }
    let Some(first) = steps.first() else { return false };
    let (message, label) = match in_place {
        0 => ("no step of this scale is in place", "write in_place = true for each that is"),
        _ => ("every step of this scale is in place", "leave in_place out of those that are not"),
    };
    let of = format!("of {}", count(steps.len(), "step"));
    problems.push(Finding::new(&rules::SCALE, first.span, message).label(format!("{label}, {of}")));
    false
}

/// Texts for steps, by the step's index: what each means for one item.
pub(super) fn anchors(
    node: &Node,
    scale: &Scale,
    problems: &mut Problems,
) -> Option<Vec<Option<String>>> {
    let Value::Map(entries) = &node.value else {
        return crate::syntax::tree::Fields::of(node, "set of anchors", problems).and(None);
    };
    let mut texts = vec![None; scale.steps.len()];
    for entry in entries {
        let text = value::words(&entry.value, problems);
        match scale.steps.iter().position(|step| step.id == *entry.key) {
            Some(step) => texts[step] = text,
            None => {
                let (rule, what) = (&tree_rules::UNKNOWN_KEY, "a step of this profile's scale");
                let words = scale.steps.iter().map(|step| step.id.as_str());
                let node = entry.key_node();
                let finding = read_value::not_among(&node, problems, rule, what, words);
                problems.push(finding);
            }
        }
    }
    Some(texts)
}
