//! `coach import --undo`: the records of one import go again, unless someone has changed one since.

use anyhow::bail;

use crate::command::exit::Exit;
use crate::command::recording::from::Upkeep;
use crate::command::recording::{Desk, Writing};
use crate::text::nearest;
use crate::text::wording::{any_of, count, quote, visible};
use crate::write::handed::{Existing, Imported, Wanted};
use crate::write::mend::{Leaving, Mend, Staying};

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
    let Leaving { parts, staying } = Upkeep::new(desk).leaving(&paths, &[]);
    refuse_staying(desk, &staying)?;
    let mend = Mend { parts, moves: Vec::new() };
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
    let paths = changed.iter().map(|existing| visible(&existing.path));
    let lines = lines(paths.map(|path| format!("{}{path}", desk.root.prefix)));
    let (records, verb) = match changed.len() {
        1 => ("one record".to_owned(), "was"),
        many => (count(many, "record"), "were"),
    };
    bail!(
        "{records} {verb} changed since the import:{lines}\nnothing was removed; put back what was \
         changed, or remove the records one by one with coach remove"
    )
}

/// Refuses where others keep some of the records there.
fn refuse_staying(desk: &Desk, staying: &[Staying]) -> anyhow::Result<()> {
    if staying.is_empty() {
        return Ok(());
    }
    let prefix = &desk.root.prefix;
    let line = |it: &Staying| format!("{prefix}{}: {}", visible(&it.path), it.reason(prefix));
    let records = count(staying.len(), "record");
    bail!(
        "{records} of this import cannot go:{}\nnothing was removed",
        lines(staying.iter().map(line))
    )
}

/// The first of `all`, each in a line, and how many more there are.
fn lines(all: impl ExactSizeIterator<Item = String>) -> String {
    let more = all.len().saturating_sub(MOST_NAMED);
    let more = (more > 0).then(|| format!("and {more} more"));
    all.take(MOST_NAMED).chain(more).map(|line| format!("\n  {line}")).collect()
}
