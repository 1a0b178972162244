//! The school of a new relationship: one that coach.toml has, or at a terminal a new one that is added there.

use anyhow::{Context, bail};

use super::asking::asked;
use crate::command::recording::{Choice, Desk, Pair, Questions};
use crate::store::{self, CONFIG, ChangeError};
use crate::syntax::tree::read::id_fault;
use crate::text::wording::quote;
use crate::write::draft::Draft;
use crate::write::settings::add_school;

/// Settles the school in `draft`, and asks for it where it `is_open`; the school of `old`, which the new one
/// takes over, is offered. Where coach.toml was given a new school, the district as it is then.
pub(super) fn settle<'t>(
    desk: &Desk<'t>,
    draft: &mut Draft,
    old: Option<&Pair>,
    is_open: bool,
) -> anyhow::Result<Option<Desk<'t>>> {
    let schools = &desk.folder.district.schools;
    let given = draft.text_of("school").map(str::to_owned);
    if let Some(id) = given {
        let is_new = !schools.contains_key(&id) && id_fault(&id).is_none();
        let question = format!("{} is not in coach.toml yet. Add it?", quote(&id));
        if is_new && desk.can_ask && Questions.yes(&question, true)? {
            return add(desk, &id).map(Some);
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
    if let Some(id) = Questions.one(&asked("school"), choices, start.unwrap_or(0))? {
        draft.set_text("school", Some(id));
        return Ok(None);
    }
    let check = |text: &str| match id_fault(text) {
        None if schools.contains_key(text) => Err("coach.toml has this one already".to_owned()),
        fault => fault.map_or(Ok(()), Err),
    };
    let id = Questions.needed("The school's id?", "such as lincoln-elementary", "", check)?;
    let added = add(desk, &id)?;
    draft.set_text("school", Some(id));
    Ok(Some(added))
}

/// Adds the school `id` to coach.toml, by a name that is asked for.
fn add<'t>(desk: &Desk<'t>, id: &str) -> anyhow::Result<Desk<'t>> {
    let says = |text: &str| match text.contains(char::is_alphabetic) {
        true => Ok(()),
        false => Err("a name has letters".to_owned()),
    };
    let name = Questions.needed("Its name?", "as reports show it", "", says)?;
    let edit = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        add_school(text, id, &name).map(String::into_bytes).map_err(|refused| refused.to_string())
    };
    match store::change(&desk.root.path, CONFIG, edit) {
        Ok(_) => {}
        Err(ChangeError::Edit(reason)) => bail!("{CONFIG} is unchanged: {reason}"),
        Err(ChangeError::Write(error)) => return Err(error.into()),
    }
    let said = format!("changed {}{CONFIG}: added the school {id}\n", desk.root.prefix);
    desk.terminal.print_error(said)?;
    desk.reopened()?.with_context(|| format!("{CONFIG} cannot be used"))
}
