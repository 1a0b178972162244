//! Whether what a profile says about others is true: its older version is known, and so are the instruments
//! whose checklists document its items, with the items of both. That takes all profiles, so it is not a part of
//! reading one.

use super::{EvidenceRule, Library, Profile};
use crate::diagnostic::{Diagnostic, Finding, Problems, Rule};
use crate::syntax::tree::rules as tree_rules;
use crate::text::nearest;
use crate::text::source::{At, Source};
use crate::text::wording::{one_of, quote};

/// What is wrong with the other profiles and their items that `profile`, read from `source`, names, where
/// `library` holds every profile there is.
pub(crate) fn check_succession(
    profile: &Profile,
    source: &Source,
    library: &Library,
) -> Vec<Diagnostic> {
    let mut problems = Problems::default();
    check_instruments(profile, library, &mut problems);
    let Some(supersedes) = &profile.supersedes else { return problems.finish_open(source) };
    let rule = &tree_rules::UNKNOWN_WORD;
    match library.get(&supersedes.profile.value) {
        None => {
            let others = library.ids().filter(|&id| id != profile.id);
            let finding =
                unknown(rule, &supersedes.profile, "a profile that is known here", others);
            problems.push(finding.help(
                "keep the older profile under [profiles] in coach.toml: what was written under it is judged by it",
            ));
        }
        Some(older) => {
            let what = format!("an item of {}", older.id);
            let items = || older.items.iter().map(|item| item.id.as_str());
            for renamed in
                supersedes.items.iter().filter(|it| older.item(&it.older.value).is_none())
            {
                problems.push(unknown(rule, &renamed.older, &what, items()));
            }
        }
    }
    problems.finish_open(source)
}

/// Whether instruments whose checklists document items are known, and have the items that are named.
fn check_instruments(profile: &Profile, library: &Library, problems: &mut Problems) {
    let rule = &tree_rules::UNKNOWN_WORD;
    for item in &profile.items {
        let EvidenceRule::Checklist { instrument, item: named } = &item.evidence else { continue };
        match library.get(&instrument.value) {
            None => {
                let others = library.ids().filter(|&id| id != profile.id);
                problems.push(unknown(rule, instrument, "a profile that is known here", others));
            }
            Some(other) if other.item(&named.value).is_none() => {
                let what = format!("an item of {}", other.id);
                let ids = other.items.iter().map(|item| item.id.as_str());
                problems.push(unknown(rule, named, &what, ids));
            }
            Some(_) => {}
        }
    }
}

/// That `word` is not `what`, with the nearest of `allowed`.
pub(super) fn unknown<'w>(
    rule: &'static Rule,
    word: &At<String>,
    what: &str,
    allowed: impl Iterator<Item = &'w str> + Clone,
) -> Finding {
    let message = format!("{} is not {what}", quote(&word.value));
    let mut finding = Finding::new(rule, word.span, message);
    if let Some(near) = nearest(&word.value, allowed.clone()) {
        finding = finding.label(format!("did you mean `{near}`?"));
    }
    finding.help(format!("allowed: {}", one_of(allowed)))
}
