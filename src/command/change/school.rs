//! `coach change school`: schools that come, get another name or id, or become one with another.

use anyhow::bail;
use clap::Args;

use super::{Changing, Planned};
use crate::command::complete;
use crate::command::exit::Exit;
use crate::command::recording::{Desk, cannot};
use crate::store::CONFIG;
use crate::syntax::tree::read::id_fault;
use crate::text::nearest;
use crate::text::wording::{count, quote};
use crate::write::mend::{Mend, add_schools, move_school, name_school};

/// Add a school, give one another id or name, or merge two
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 coach change school -C examples/riverbend --add west-side='West Side' --dry-run\n\
    \x20 coach change school -C examples/riverbend prairie-view-k8 --id prairie-view --dry-run\n\
    \x20 coach change school -C examples/riverbend prairie-view-k8 --into riverbend-high --dry-run")]
pub(super) struct Arguments {
    /// The school that changes
    #[arg(value_name = "ID", add = complete::schools())]
    school: Option<String>,
    /// Add a school (repeatable)
    #[arg(long, value_name = "ID=NAME", value_parser = new_school, conflicts_with = "school")]
    add: Vec<(String, String)>,
    /// Its new id; its folder and the records that name it follow
    #[arg(long, value_name = "ID", requires = "school", conflicts_with_all = ["into", "name"])]
    id: Option<String>,
    /// The school that it becomes one with; its pairs move there
    #[arg(long, value_name = "ID", requires = "school", conflicts_with = "name", add = complete::schools())]
    into: Option<String>,
    /// Its new name, as reports print it
    #[arg(long, value_name = "NAME", requires = "school")]
    name: Option<String>,
    #[command(flatten)]
    pub(super) changing: Changing,
}

/// A school as an option says it: `ID=NAME`.
pub(in crate::command) fn new_school(text: &str) -> Result<(String, String), String> {
    match text.split_once('=').map(|(id, name)| (id.trim(), name.trim())) {
        Some((id, name)) if !name.is_empty() => match id_fault(id) {
            None => Ok((id.to_owned(), name.to_owned())),
            Some(fault) => Err(fault),
        },
        _ => Err("write ID=NAME, such as west-side='West Side'".to_owned()),
    }
}

impl Arguments {
    pub(super) fn change(&self, desk: &Desk) -> anyhow::Result<Exit> {
        let settings = desk.text_at(CONFIG)?;
        let planned = match &self.school {
            None => self.added(desk, &settings)?,
            Some(school) => {
                must_be_there(desk, school)?;
                self.moved(desk, &settings, school)?
            }
        };
        self.changing.make(desk, &planned)
    }

    fn added(&self, desk: &Desk, settings: &str) -> anyhow::Result<Planned> {
        if self.add.is_empty() {
            bail!(
                "say what changes: the school's id with --id, --into or --name; or --add ID=NAME"
            );
        }
        let known = self.add.iter().find(|(id, _)| desk.folder.district.schools.contains_key(id));
        if let Some((id, _)) = known {
            bail!("coach.toml lists the school {} already", quote(id));
        }
        let mend = add_schools(settings, &self.add).map_err(cannot)?;
        let what = format!("Add {}", count(self.add.len(), "school"));
        Ok(Planned { mend, message: what.clone(), what, remarks: schemas(desk) })
    }

    fn moved(&self, desk: &Desk, settings: &str, school: &str) -> anyhow::Result<Planned> {
        let (mend, what, message) = match (&self.id, &self.into, &self.name) {
            (Some(new), ..) => {
                if let Some(fault) = id_fault(new) {
                    bail!("{} is no id for a school: {fault}", quote(new));
                }
                if desk.folder.district.schools.contains_key(new) {
                    bail!(
                        "coach.toml lists the school {} already; --into {new} merges the two",
                        quote(new)
                    );
                }
                let what = format!("The school {} gets the id {}", quote(school), quote(new));
                (self.to(desk, settings, school, new)?, what, "Give a school another id")
            }
            (_, Some(into), _) => {
                must_be_there(desk, into)?;
                if into == school {
                    bail!("{} is that school already", quote(into));
                }
                let what = format!("The school {} becomes one with {}", quote(school), quote(into));
                (self.to(desk, settings, school, into)?, what, "Merge two schools")
            }
            (.., Some(name)) => {
                let mend = name_school(settings, school, name).map_err(cannot)?;
                let what = format!("The school {} is called {name}", quote(school));
                (mend, what, "Give a school another name")
            }
            _ => bail!("say what changes: --id ID, --into ID or --name NAME"),
        };
        let pairs =
            desk.relationships().iter().filter(|pair| pair.1.school.value == school).count();
        let what = match self.name {
            Some(_) => what,
            None => format!("{what}; {} with {}", count(pairs, "pair"), records(&mend)),
        };
        Ok(Planned { mend, what, message: message.to_owned(), remarks: schemas(desk) })
    }

    fn to(&self, desk: &Desk, settings: &str, old: &str, new: &str) -> anyhow::Result<Mend> {
        move_school(&desk.folder, desk.relationships(), settings, old, new).map_err(cannot)
    }
}

fn records(mend: &Mend) -> String {
    let verb = if mend.moves.len() == 1 { "moves" } else { "move" };
    format!("{} {verb}", count(mend.moves.len(), "record"))
}

fn must_be_there(desk: &Desk, school: &str) -> anyhow::Result<()> {
    let schools = &desk.folder.district.schools;
    if schools.contains_key(school) {
        return Ok(());
    }
    let near = nearest(school, schools.keys().map(String::as_str));
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    bail!("coach.toml lists no school {}{near}", quote(school))
}

/// What is to be done about schemas that list the schools.
fn schemas(desk: &Desk) -> Vec<String> {
    let is_there = desk.root.path.join("schemas").is_dir();
    let said = "`coach schema --write` tells editors of the change".to_owned();
    if is_there { vec![said] } else { Vec::new() }
}
