//! `coach completions`: the script that lets a shell ask for candidates. What it asks, and what it
//! gets, is in `complete`.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use clap_complete::env::Shells;

use super::complete::VARIABLE;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::text::path::{shown_path, slashed_path};

/// Print the script that lets a shell complete commands, options and ids
#[derive(Debug, Args)]
#[command(after_help = "\
Add one line to the file that your shell reads when it starts, then start a new shell:
  bash        ~/.bashrc                    eval \"$(coach completions bash)\"
  zsh         ~/.zshrc, below compinit     eval \"$(coach completions zsh)\"
  fish        ~/.config/fish/config.fish   coach completions fish | source
  elvish      ~/.config/elvish/rc.elv      eval (coach completions elvish | slurp)
  powershell  $PROFILE                     coach completions powershell | Out-String | iex

The Tab key then offers ids from the district's folder you are in, or the one that -C names:
educators, coaches, schools, profiles, rules. It never offers people's names.")]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

impl Shell {
    /// The name by which the engine knows it.
    fn name(self) -> &'static str {
        match self {
            Shell::Bash => "bash",
            Shell::Zsh => "zsh",
            Shell::Fish => "fish",
            Shell::Powershell => "powershell",
            Shell::Elvish => "elvish",
        }
    }
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<Exit> {
    let started_as = std::env::args_os().next().map(PathBuf::from).unwrap_or_default();
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    terminal.print(script(arguments.shell, &program(&started_as, &here)?)?)?;
    Ok(Exit::Clean)
}

/// How the script calls this program: by its name where it was found by its name, else by its path.
fn program(started_as: &Path, here: &Path) -> anyhow::Result<String> {
    let path = match started_as.components().count() {
        0 => PathBuf::from("coach"),
        1 => started_as.to_owned(),
        _ => {
            let is_part = |part: &Component| *part != Component::CurDir;
            here.join(started_as).components().filter(is_part).collect()
        }
    };
    if path.to_str().is_none() {
        bail!(
            "a script cannot hold the path of this program: {}; add its folder to PATH and run \
             it as coach",
            shown_path(&path)
        );
    }
    // A shell of Unix, such as that of git for Windows, takes no `\` in it.
    Ok(slashed_path(&path))
}

/// Bash parts `--educator=t-1` into three words. The engine knows two: an option and its value.
const WITHOUT_EQUALS: &str = r#"
    local i kept=()
    for ((i = 0; i < ${#words[@]}; i++)); do
        if [[ "${words[i]}" != "=" ]]; then
            kept+=("${words[i]}")
        elif ((i < COMP_CWORD)); then
            _CLAP_COMPLETE_INDEX=$((_CLAP_COMPLETE_INDEX - 1))
        fi
    done
    words=("${kept[@]}")
"#;

fn script(shell: Shell, program: &str) -> anyhow::Result<String> {
    /// Stands for the program in scripts in which the engine would not quote it well.
    const STAND_IN: &str = "coach-itself";
    let engine = Shells::builtins();
    let completer = engine.completer(shell.name()).context("the engine lacks this shell")?;
    let mut script = Vec::new();
    let mut write =
        |program| completer.write_registration(VARIABLE, "coach", "coach", program, &mut script);
    match shell {
        Shell::Bash | Shell::Zsh | Shell::Elvish => write(STAND_IN),
        Shell::Fish | Shell::Powershell => write(program),
    }
    .context("the script cannot be made")?;
    let script = String::from_utf8(script).context("the script is no text")?;
    let script = match shell {
        Shell::Bash => {
            let ask = "    COMPREPLY=(";
            script.replacen(ask, &format!("{}{ask}", &WITHOUT_EQUALS[1..]), 1)
        }
        _ => script,
    };
    let quoted = match shell {
        Shell::Elvish => format!("'{}'", program.replace('\'', "''")),
        _ => format!("'{}'", program.replace('\'', r"'\''")),
    };
    let script = script.replace(&format!("\"{STAND_IN}\""), &quoted).replace(STAND_IN, &quoted);
    Ok(format!("{}\n", script.trim()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn the_program_is_called_as_it_was_found() {
        let program =
            |started_as: &str| program(Path::new(started_as), Path::new("/here")).unwrap();
        assert_eq!(program("coach"), "coach");
        assert_eq!(program(""), "coach");
        assert_eq!(program("./coach"), "/here/coach");
        assert_eq!(program("/opt/my tools/coach"), "/opt/my tools/coach");
    }

    #[test]
    fn every_script_calls_the_program_and_sets_our_variable() {
        for shell in Shell::value_variants() {
            let script = script(*shell, "/opt/BIN NAME/VAR/it/coach").unwrap();
            assert!(script.contains("/opt/BIN NAME/VAR/it/coach'"), "{script}");
            assert!(script.contains(VARIABLE), "{script}");
            assert!(!script.contains("coach-itself"), "{script}");
        }
        assert!(script(Shell::Bash, "/a'b").unwrap().contains(r"'/a'\''b' -- "));
        assert!(script(Shell::Elvish, "/a'b").unwrap().contains("'/a''b' -- "));
    }
}
