//! `coach remove`: records that are there go, unless others that stay name them.

use std::path::Path;

use anyhow::bail;
use clap::{Args, ValueHint};

use super::exit::Exit;
use super::recording::{Choice, Desk, Writing, cannot};
use super::terminal::Terminal;
use crate::store::last::RecordPath;
use crate::text::wording::{count, visible};
use crate::write::mend::removal;

/// Remove records that are there
#[derive(Debug, Args)]
#[command(
    after_help = "RECORD is a path, a file name, any part of one that no other record has, or last: the record \
    written last.\nFor a relationship with all its records, name its folder.\n\n\
    Examples:\n\
    \x20 coach remove -C examples/riverbend 2026-04-22-session-70e5 --dry-run\n\
    \x20 coach remove -C examples/riverbend c-01-t-104 --yes --dry-run"
)]
pub(super) struct Arguments {
    /// The records
    #[arg(value_name = "RECORD", required = true, value_hint = ValueHint::FilePath)]
    records: Vec<String>,
    /// Why, for the commit's message; never anything about a person
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
    /// Remove a relationship's folder without being asked
    #[arg(long, short = 'y')]
    yes: bool,
    #[command(flatten)]
    writing: Writing,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    Desk::with(folder, terminal, (Some(&arguments.writing), None), |desk| arguments.remove(desk))
}

impl Arguments {
    fn remove(&self, desk: &Desk) -> anyhow::Result<Exit> {
        desk.refuse_beside_unfinished()?;
        if self.because.is_some() && !desk.commits(&self.writing) {
            bail!("--because goes into the commit's message: add --commit");
        }
        let named: Vec<RecordPath> = self
            .records
            .iter()
            .map(|typed| desk.record_or_pair(typed))
            .collect::<Result<_, _>>()?;
        let paths: Vec<&str> = named.iter().map(|record| record.path.as_str()).collect();
        let place = (&*desk.root.path, &*desk.root.prefix);
        let mend = removal(place, desk.relationships(), &paths).map_err(cannot)?;
        if mend.parts.len() > paths.len() && !self.writing.dry_run && !self.yes {
            let all = count(mend.parts.len(), "record");
            if !desk.person.can_ask() {
                bail!("this would remove {all}, a relationship and all of its records: add --yes");
            }
            let question = format!("Remove {all}, a relationship and all of its records?");
            let choices = vec![Choice::new("keep them", false), Choice::new("remove them", true)];
            if !desk.questions.one(&question, choices, 0)? {
                desk.terminal.print_error("nothing was removed\n")?;
                return Ok(Exit::Found);
            }
        }
        let what = match &named[..] {
            [only] if mend.parts.len() == 1 => format!("Remove a {}", only.kind.name()),
            _ => format!("Remove {}", count(mend.parts.len(), "record")),
        };
        let because = self.because.iter().map(|because| format!("\n\n{}", visible(because)));
        let message = format!("{what}{}", because.collect::<String>());
        let brought = desk.judge_mend(&mend);
        desk.carry_out(&self.writing, &mend, &brought, &[], (&message, None))
    }
}
