//! The school of a new relationship: one that coach.toml has, or at a terminal a new one that is added there
//! with it.

use super::asking::asked;
use crate::command::recording::{Choice, Desk, Pair};
use crate::syntax::tree::read::id_fault;
use crate::text::wording::quote;
use crate::write::draft::Draft;

/// Settles the school in `draft`, and asks for it where it `is_open`; the school of `old`, which the new one
/// takes over, is offered. Id and name of a school that coach.toml is to list.
pub(super) fn settle(
    desk: &Desk,
    draft: &mut Draft,
    old: Option<&Pair>,
    is_open: bool,
) -> anyhow::Result<Option<(String, String)>> {
    let schools = &desk.folder.district.schools;
    if let Some(id) = draft.text_of("school") {
        let is_new = !schools.contains_key(id) && id_fault(id).is_none();
        let question = format!("{} is not in coach.toml yet. Add it?", quote(id));
        if is_new && desk.person.can_ask() && desk.questions.yes(&question, true)? {
            return Ok(Some((id.to_owned(), name(desk)?)));
        }
        return Ok(None);
    }
    if !is_open {
        return Ok(None);
    }
    let known = schools.iter().map(|(id, name)| Choice::new(format!("{id}  {name}"), Some(id)));
    let mut choices: Vec<_> = known.collect();
    choices.push(Choice::new("another one, to be added to coach.toml", None));
    let before = old.map(|old| &old.1.school.value);
    let start = before.and_then(|before| schools.keys().position(|id| id == before));
    if let Some(id) = desk.questions.one(&asked("school"), choices, start.unwrap_or(0))? {
        draft.set_text("school", Some(id));
        return Ok(None);
    }
    let check = |text: &str| match id_fault(text) {
        None if schools.contains_key(text) => Err("coach.toml has this one already".to_owned()),
        fault => fault.map_or(Ok(()), Err),
    };
    let help = "such as lincoln-elementary";
    let id = desk.questions.needed("The school's id?", help, "", check)?;
    draft.set_text("school", Some(&id));
    Ok(Some((id, name(desk)?)))
}

/// Asks for the name of a new school.
fn name(desk: &Desk) -> anyhow::Result<String> {
    let says = |text: &str| match text.contains(char::is_alphabetic) {
        true => Ok(()),
        false => Err("a name has letters".to_owned()),
    };
    Ok(desk.questions.needed("Its name?", "as reports show it", "", says)?)
}
