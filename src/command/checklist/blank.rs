//! The blank form on standard output: for the relationship that is named, else for a profile.

use std::path::Path;

use anyhow::Context;

use super::{Arguments, Blank};
use crate::command::exit::Exit;
use crate::command::open::Root;
use crate::command::recording::Desk;
use crate::command::terminal::Terminal;
use crate::domain::profile::{BUILT_IN, Library, Profile};
use crate::text::nearest;
use crate::text::wording::quote;
use crate::write::blank::{Head, html, markdown};

pub(super) fn print(
    arguments: &Arguments,
    form: Blank,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let role = arguments.rater.map(super::RaterRole::role);
    let head = Head {
        date: arguments.date,
        role,
        rater: arguments.rater_id.as_deref(),
        ..Head::default()
    };
    let draw = |profile: &Profile, head: &Head| match form {
        Blank::Html => html(profile, head),
        Blank::Markdown => markdown(profile, head),
    };
    if folder.is_none() && Root::find(None).is_err() {
        // A form can be printed before there is a district.
        let library = Library::built_in();
        let first = BUILT_IN.first().map(|first| first.id).unwrap_or_default();
        let profile = named(&library, arguments.profile.as_deref().unwrap_or(first))?;
        terminal.print(draw(profile, &head))?;
        return Ok(Exit::Clean);
    }
    let Some(desk) = Desk::open(folder, terminal)? else { return Ok(Exit::CouldNotRun) };
    let district = &desk.folder.district;
    if arguments.which.educator.is_empty() && arguments.which.pair.is_none() {
        let id = arguments.profile.as_deref().unwrap_or(&district.profile);
        let profile = named(&desk.folder.profiles, id)?;
        terminal.print(draw(profile, &head))?;
        return Ok(Exit::Clean);
    }
    let pair = desk.pick_single(&arguments.which, desk.today)?;
    let relationship = &pair.1;
    let profile = arguments.instrument(&desk, pair, None)?;
    let head = Head {
        school: district.schools.get(&relationship.school.value).map(String::as_str),
        coach: Some(&relationship.coach.value),
        educator: Some(&relationship.educator.value),
        ..head
    };
    terminal.print(draw(&profile, &head))?;
    Ok(Exit::Clean)
}

/// The profile of `library` with this id.
fn named<'l>(library: &'l Library, id: &str) -> anyhow::Result<&'l Profile> {
    library.get(id).map(|profile| &**profile).with_context(|| {
        let near = nearest(id, library.ids());
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("{} is not a profile that is known here{near}", quote(id))
    })
}
