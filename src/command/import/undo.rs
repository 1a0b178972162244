//! `coach import --undo`: the records of one import go again, unless someone has changed one since.

use anyhow::bail;

use crate::command::exit::Exit;
use crate::command::recording::{Desk, Writing, cannot};
use crate::text::nearest;
use crate::text::wording::{any_of, count, quote, visible};
use crate::write::handed::{Existing, Imported, Wanted};

/// Records that are named one by one.
const MOST_NAMED: usize = 20;

/// Removes the records that the import `run` of the source `name` wrote; the only import, where none is named.
///
/// # Errors
/// There is no such import, or several; a record was changed since; or others name one of them.
pub(super) fn undo(
    desk: &Desk,
    name: &str,
    run: Option<&str>,
    writing: &Writing,
) -> anyhow::Result<Exit> {
    desk.refuse_beside_unfinished()?;
    let desk = &desk.holding(writing)?;
    let imported = Imported::find(&desk.folder, Wanted::Source(name));
    desk.refuse_unread(&imported)?;
    let runs = imported.runs();
    let names: Vec<&str> = runs.iter().map(|(run, _)| run.as_str()).collect();
    let run = match (&names[..], run) {
        ([], _) => bail!(no_import(desk, name)),
        (known, Some(run)) if known.contains(&run) => run,
        (known, Some(run)) => bail!(
            "there is no import {} of {}; there is {}",
            quote(run),
            quote(name),
            any_of(known.iter().copied())
        ),
        ([only], None) => only,
        (_, None) => {
            let line = |(run, records): &(String, usize)| {
                format!("\n  {}  {}", visible(run), count(*records, "record"))
            };
            let lines: String = runs.iter().map(line).collect();
            bail!("there were several imports of {}; name one with --run:{lines}", quote(name))
        }
    };
    let going = imported.of_run(run);
    refuse_changed(desk, &going)?;
    let paths: Vec<&str> = going.iter().map(|existing| existing.path.as_str()).collect();
    let mend = desk.remove_all(&paths).map_err(cannot)?;
    let brought = desk.judge_mend(&mend);
    let records = count(paths.len(), "record");
    let in_short =
        format!("{}: {records} of the import {} taken back", visible(name), visible(run));
    let message = format!("Take back {records} of an import");
    desk.undo_import(writing, &mend, &brought, (&message, &in_short))
}

/// What is said where nothing was imported from a source called `name`.
fn no_import(desk: &Desk, name: &str) -> String {
    let imported = Imported::find(&desk.folder, Wanted::Any);
    let known: Vec<&str> = imported.sources().into_iter().collect();
    let there = match (nearest(name, known.iter().copied()), &known[..]) {
        (Some(near), _) => format!("did you mean {}?", quote(near)),
        (None, []) => "nothing was imported here yet".to_owned(),
        (None, known) => format!("there is {}", any_of(known.iter().copied())),
    };
    format!("there is no import of {}; {there}", quote(name))
}

fn refuse_changed(desk: &Desk, going: &[&Existing]) -> anyhow::Result<()> {
    let changed: Vec<&Existing> =
        going.iter().filter(|existing| !existing.may_go()).copied().collect();
    if changed.is_empty() {
        return Ok(());
    }
    let named = changed.iter().take(MOST_NAMED);
    let mut lines: String = named
        .map(|existing| format!("\n  {}{}", desk.root.prefix, visible(&existing.path)))
        .collect();
    if changed.len() > MOST_NAMED {
        lines.push_str(&format!("\n  and {} more", changed.len() - MOST_NAMED));
    }
    let (records, verb) = match changed.len() {
        1 => ("one record".to_owned(), "was"),
        many => (count(many, "record"), "were"),
    };
    bail!(
        "{records} {verb} changed since the import:{lines}\nnothing was removed; put back what was \
         changed, or remove the records one by one with coach remove"
    )
}
