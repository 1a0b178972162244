//! What a shell offers on the Tab key: the ids of the district's folder. The question of the shell
//! comes in through the environment; candidates go out, or none. A folder that cannot be read is no
//! reason to write into someone's command line, so nothing here says an error.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate};
use clap_complete::engine::{PathCompleter, ValueCompleter};
use clap_complete::env::CompleteEnv;

use super::Cli;
use super::clock;
use super::exit::Exit;
use super::open::Root;
use crate::check;
use crate::count::Statistic;
use crate::domain::profile::{BUILT_IN, Library};
use crate::guide::TOPICS;
use crate::report::glossary::{WORDS, Word};
use crate::store::{DistrictFolder, relationships};
use crate::text::wording::{count, visible};

/// The variable by which the script of `coach completions` asks. It is our own, because a general
/// name may be set for another program, and every command would then be taken for a question.
pub(super) const VARIABLE: &str = "COACH_COMPLETE";

/// Answers the shell, if it is the shell that asks, and says how the program ends.
pub fn answer_shell() -> Option<Exit> {
    let here = std::env::current_dir().ok();
    let asked = CompleteEnv::with_factory(Cli::command).var(VARIABLE);
    match asked.try_complete(std::env::args_os(), here.as_deref()) {
        Ok(false) => None,
        Ok(true) => Some(Exit::Clean),
        Err(_) => Some(Exit::CouldNotRun),
    }
}

/// Ids of coached educators, each with the school.
pub(super) fn educators() -> ArgValueCandidates {
    of_district(|folder| {
        let today = clock::today().day;
        let mut educators: BTreeMap<String, (String, bool)> = BTreeMap::new();
        for (_, relationship) in relationships(folder) {
            let is_running = relationship.ended.is_none_or(|ended| today <= ended.value);
            let school = school_name(folder, &relationship.school.value);
            let known = educators.entry(relationship.educator.value).or_default();
            // Of several schools, one where the coaching goes on.
            if known.0.is_empty() || is_running {
                *known = (school, known.1 || is_running);
            }
        }
        let described = educators.into_iter().map(|(id, (school, is_running))| {
            (id, if is_running { school } else { format!("{school}, ended") })
        });
        candidates(described)
    })
}

/// Ids of coaches, each with the number of relationships that have not ended.
pub(super) fn coaches() -> ArgValueCandidates {
    of_district(|folder| {
        let today = clock::today().day;
        let mut running: BTreeMap<String, usize> = BTreeMap::new();
        for (_, relationship) in relationships(folder) {
            let is_running = relationship.ended.is_none_or(|ended| today <= ended.value);
            *running.entry(relationship.coach.value).or_default() += usize::from(is_running);
        }
        candidates(running.into_iter().map(|(id, n)| (id, count(n, "active relationship"))))
    })
}

/// Ids of schools, each with its name.
pub(super) fn schools() -> ArgValueCandidates {
    of_district(|folder| candidates(folder.district.schools.clone()))
}

/// Ids of practice profiles, each with its title and edition.
pub(super) fn profiles() -> ArgValueCandidates {
    ArgValueCandidates::new(profile_candidates)
}

/// Ids of practice profiles, and paths of TOML files.
pub(super) fn profiles_and_files() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let begins = |candidate: &CompletionCandidate| {
            let (value, typed) =
                (candidate.get_value().as_encoded_bytes(), typed.as_encoded_bytes());
            value.starts_with(typed)
        };
        let files = toml_files().complete(typed);
        profile_candidates().into_iter().filter(begins).chain(files).collect()
    })
}

/// Paths of TOML files.
pub(super) fn toml_files() -> PathCompleter {
    PathCompleter::any().filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
}

/// Paths of CSV files.
pub(super) fn csv_files() -> PathCompleter {
    let is_csv = |ending: &OsStr| ["csv", "tsv", "txt"].iter().any(|known| ending == *known);
    PathCompleter::any().filter(move |path| path.extension().is_some_and(is_csv))
}

/// What `coach explain` explains: ids of the rules of `coach check`, each with its sentence, the measures of
/// numbers, each with its meaning, and the pages of the guide, each with its title.
pub(super) fn explained() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let rules = check::all_rules();
        let rules = rules.iter().map(|rule| (rule.id, rule.sentence));
        let measures =
            Statistic::ALL.into_iter().map(|measure| (measure.name(), measure.meaning()));
        let topics = TOPICS.iter().map(|topic| (topic.name, topic.title()));
        let is_no_measure = |word: &&Word| Statistic::from_name(word.word).is_none();
        let words = WORDS.iter().filter(is_no_measure);
        let words = words.map(|word| (word.word, "a word of the reports"));
        let all = rules.chain(measures).chain(topics).chain(words);
        candidates(all.map(|(name, words)| (name.to_owned(), words.to_owned())))
    })
}

/// Ids of the items of the district's profile, each with its label; without a district, of the first
/// built-in profile.
pub(super) fn items() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let Some((library, wanted)) = library() else { return Vec::new() };
        let wanted = wanted.or_else(|| BUILT_IN.first().map(|first| first.id.to_owned()));
        let profile = wanted.and_then(|id| library.get(&id));
        let items = profile.into_iter().flat_map(|profile| &profile.items);
        candidates(items.map(|item| (item.id.clone(), item.label.to_string())))
    })
}

/// The commands that can follow on those that are after `man`.
pub(super) fn commands() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let mut words: Vec<String> = line().skip_while(|word| word != "man").skip(1).collect();
        // An empty word at the end is not given by every shell.
        if words.last().is_some_and(|last| *last == typed) {
            words.pop();
        }
        let root = Cli::command();
        let above = words.iter().try_fold(&root, |command, word| command.find_subcommand(word));
        let below = above.into_iter().flat_map(Command::get_subcommands);
        let about = |command: &Command| command.get_about().map(ToString::to_string);
        candidates(
            below
                .filter(|command| command.get_name().starts_with(&*typed))
                .map(|command| (command.get_name().to_owned(), about(command).unwrap_or_default())),
        )
    })
}

fn profile_candidates() -> Vec<CompletionCandidate> {
    let Some((library, _)) = library() else { return Vec::new() };
    let described = library.ids().filter_map(|id| {
        let profile = library.get(id)?;
        Some((id.to_owned(), format!("{}, {}", profile.title, profile.edition)))
    });
    candidates(described)
}

/// The profiles known here and the one that the district names; `None` where the folder has faults.
fn library() -> Option<(Library, Option<String>)> {
    match Root::find(chosen_folder().as_deref()) {
        Err(_) => Some((Library::built_in(), None)),
        Ok(root) => {
            let folder = root.open().ok()?;
            Some((folder.profiles, Some(folder.district.profile)))
        }
    }
}

/// What `list` makes of the district's folder here.
fn of_district(list: fn(&DistrictFolder) -> Vec<CompletionCandidate>) -> ArgValueCandidates {
    ArgValueCandidates::new(move || {
        let root = Root::find(chosen_folder().as_deref()).ok();
        let folder = root.and_then(|root| root.open().ok());
        folder.map(|folder| list(&folder)).unwrap_or_default()
    })
}

fn candidates(described: impl IntoIterator<Item = (String, String)>) -> Vec<CompletionCandidate> {
    let candidate = |(id, description): (String, String)| {
        CompletionCandidate::new(id).help(Some(visible(&description).into()))
    };
    described.into_iter().map(candidate).collect()
}

fn school_name(folder: &DistrictFolder, id: &str) -> String {
    folder.district.schools.get(id).map_or(id, String::as_str).to_owned()
}

/// The words of the command line that is being completed, after the program: those after `--`, as the
/// shell gives them, which may still be in quotes.
fn line() -> impl Iterator<Item = String> {
    let words = std::env::args_os().skip_while(|word| word != "--").skip(2);
    words.map(|word| word.to_string_lossy().into_owned())
}

/// The folder after `-C` on the command line that is being completed.
fn chosen_folder() -> Option<PathBuf> {
    let words: Vec<String> = line().collect();
    let home = std::env::home_dir();
    folder_in(&words).map(|word| unquoted(word, home.as_deref()))
}

/// The value of `-C`, the last one where there are several.
fn folder_in(words: &[String]) -> Option<&str> {
    let value = |(at, word): (usize, &'_ String)| {
        let rest = words[at].strip_prefix("-C")?;
        match rest.strip_prefix('=').unwrap_or(rest) {
            "" if rest.is_empty() && word == "-C" => words.get(at + 1).map(String::as_str),
            given => Some(given),
        }
    };
    words.iter().enumerate().filter_map(value).next_back()
}

/// A path as it is typed in a shell, without quotes, with the home folder for `~`.
fn unquoted(word: &str, home: Option<&Path>) -> PathBuf {
    let inside = |quote| word.strip_prefix(quote).and_then(|word| word.strip_suffix(quote));
    if let Some(path) = inside('\'').or(inside('"')) {
        return path.into();
    }
    let word = word.replace("\\ ", " ");
    match (word.strip_prefix("~/"), home) {
        (Some(below), Some(home)) => home.join(below),
        _ => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_read_off_the_command_line() {
        for (line, folder) in [
            ("coach report --educator t", None),
            ("coach -C a report --educator t", Some("a")),
            ("coach report -Ca --educator t", Some("a")),
            ("coach report -C=a --educator t", Some("a")),
            ("coach report -C a -C b --educator t", Some("b")),
            ("coach report -C", None),
        ] {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(folder_in(&words), folder, "{line}");
        }
    }

    #[test]
    fn a_path_is_read_as_the_shell_would() {
        let home = Path::new("/home/x");
        for (word, path) in [
            ("a/b", "a/b"),
            ("'my district'", "my district"),
            ("\"my district\"", "my district"),
            ("my\\ district", "my district"),
            ("~/district", "/home/x/district"),
            ("'~/district'", "~/district"),
        ] {
            assert_eq!(unquoted(word, Some(home)), Path::new(path), "{word}");
        }
        assert_eq!(unquoted("~/district", None), Path::new("~/district"));
    }
}
