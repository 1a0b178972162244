//! One page of the manual: a command of the command line comes in, the text of its page, in the
//! language of `man`, goes out. What the page says is what the help says, and where more is said.

use std::io;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

/// The first line of every page, by which one of ours is known.
pub(super) const MARK: &str = ".\\\" Made by `coach man`; what is written in here is lost.\n";

/// The section of the manual for commands.
const SECTION: &str = "1";

const EXIT_STATUS: [(&str, &str); 4] = [
    ("0", "Clean; warnings alone are clean."),
    ("1", "An error was found, a threshold was missed, or, with --strict, there was a warning."),
    ("2", "Could not run: usage, profile, input or output."),
    ("3", "There was nothing to read."),
];

const FILES: [(&str, &str); 5] = [
    ("coach.toml", "The district's settings. coach looks for it in this folder and those above."),
    ("records/SCHOOL/COACH-EDUCATOR/relationship.yaml", "Who coaches whom, since when."),
    ("records/SCHOOL/COACH-EDUCATOR/DATE-KIND-HEX.yaml", "One record."),
    ("records/coaches/COACH/DATE-time-HEX.yaml", "A coach's time without an educator."),
    ("people.yaml", "Ids and names, for you alone: kept out of git, and in no report."),
];

const ENVIRONMENT: [(&str, &str); 3] = [
    ("NO_COLOR", "Set to anything: no color, unless --color says otherwise."),
    ("FORCE_COLOR, CLICOLOR_FORCE", "Set to anything but 0: color even without a terminal."),
    ("COACH_COMPLETE", "Set only by the scripts that coach completions prints."),
];

/// The name of a page's file: `coach-report.1`.
pub(super) fn file_name(command: &Command) -> String {
    format!("{}.{SECTION}", name(command))
}

/// The page of `command`, which is `root` or one of the commands below it; both are built.
pub(super) fn page(root: &Command, command: &Command) -> io::Result<String> {
    let is_root = command.get_name() == root.get_name();
    let shown =
        command.clone().subcommand_help_heading("COMMANDS").subcommand_value_name("command");
    let man = Man::new(shown);
    let mut page = Vec::new();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if commands_below(command).next().is_some() {
        man.render_subcommands_section(&mut page)?;
    }
    after_help(command).to_writer(&mut page)?;
    list("EXIT STATUS", &EXIT_STATUS).to_writer(&mut page)?;
    if is_root {
        list("FILES", &FILES).to_writer(&mut page)?;
        list("ENVIRONMENT", &ENVIRONMENT).to_writer(&mut page)?;
    }
    see_also(root, command).to_writer(&mut page)?;
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    // Each part begins with the same two definitions.
    let preamble = Roff::new().render();
    let page = page.replace(&preamble, "");
    let (title, version) = (name(command).to_uppercase(), root.get_version().unwrap_or_default());
    // No date, so that one version makes the same pages anywhere.
    let title = format!(".TH {title} {SECTION} \"\" \"coach {version}\" \"Manual of coach\"\n");
    Ok(format!("{MARK}{preamble}{title}{page}"))
}

/// The commands below `command` that have pages.
pub(super) fn commands_below(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help")
}

/// `coach-log-session`.
fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// What the help says below its options, with a heading for each paragraph. Lines that are indented
/// stay lines.
fn after_help(command: &Command) -> Roff {
    let mut roff = Roff::new();
    let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut heading_before = "";
    for paragraph in text.split("\n\n").map(|text| text.trim_matches('\n')) {
        let (heading, body) = match paragraph.split_once('\n') {
            Some(("Example:" | "Examples:", body)) => ("EXAMPLES", body),
            // The page has a section of its own for these.
            _ if paragraph.is_empty() || paragraph.starts_with("Exit codes:") => continue,
            _ => ("NOTES", paragraph),
        };
        if heading == heading_before {
            roff.control("PP", []);
        } else {
            roff.control("SH", [heading]);
        }
        heading_before = heading;
        for line in body.lines() {
            match line.strip_prefix("  ") {
                Some(line) => {
                    roff.control("nf", []).text([roman(line)]).control("fi", []);
                }
                None => {
                    roff.text([roman(line)]);
                }
            }
        }
    }
    roff
}

fn list(heading: &str, entries: &[(&str, &str)]) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    for (term, text) in entries {
        roff.control("TP", []).text([bold(*term)]).text([roman(*text)]);
    }
    roff
}

/// The page above and those below.
fn see_also(root: &Command, command: &Command) -> Roff {
    let mut names: Vec<&str> = commands_below(command).map(name).collect();
    if command.get_name() != root.get_name() {
        let above = name(command).rsplit_once('-').map_or(root.get_name(), |(above, _)| above);
        names.insert(0, above);
    }
    let mut roff = Roff::new();
    roff.control("SH", ["SEE ALSO"]);
    for (i, name) in names.iter().enumerate() {
        let comma = if i + 1 < names.len() { "," } else { "" };
        roff.text([bold(*name), roman(format!("({SECTION}){comma}"))]);
    }
    roff
}
