//! The README and the guide are true: their commands are run, page by page and in order, in a scratch folder
//! with a copy of the examples, and print what the page shows. A line `…` stands for any lines, and `…` at
//! the end of one for the rest of it. What a page says of the rules is made from the rules, links lead
//! somewhere, and `coach explain` prints every page of the guide.

use std::collections::BTreeMap;
#[cfg(unix)]
use std::path::Path;
use std::path::PathBuf;
use std::process::{Command, Output};

use coach::check::{all_rules, remedy};
use coach::diagnostic::rule_text::Remedy;
use coach::diagnostic::{Level, Rule};
use coach::guide::{TOPICS, Topic};
use coach::report::Address;

#[cfg(unix)]
use crate::copy::copy_folder;

const README: &str = include_str!("../../README.md");
/// Commands that build, test or time this repository itself: a test cannot run them. `.ci/run` does,
/// the benchmark in small.
const RUN_BY_CI: &[&str] = &[
    "cargo run --release -- report -C examples/riverbend",
    "cargo test",
    "cargo install --locked --path . --profile dist",
    "cargo bench --bench speed -- --records 100000 --rounds 7",
    "cargo bench --bench speed -- --import --records 100000 --rounds 3",
    "cargo bench --bench speed -- --scale --rounds 3",
];
/// The variable that has the table of rules written anew instead of compared.
const MEND: &str = "COACH_MEND_RULES";

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn path_of(topic: &Topic) -> String {
    format!("src/guide/{}.md", topic.name)
}

/// The README and every page of the guide, each with its path in the repository.
fn pages() -> Vec<(String, &'static str)> {
    let guide = TOPICS.iter().map(|topic| (path_of(topic), topic.text));
    std::iter::once(("README.md".to_owned(), README)).chain(guide).collect()
}

fn explain(arguments: &[&str]) -> Output {
    let mut coach = Command::new(env!("CARGO_BIN_EXE_coach"));
    coach.arg("explain").args(arguments).current_dir(repository()).output().expect("runs")
}

/// One command of a `console` block and the lines shown under it.
struct Shown {
    command: String,
    output: Vec<String>,
}

fn shown(page: &str) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let mut in_console = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(language) => in_console = language == "console",
            None if !in_console => {}
            None => match line.strip_prefix("$ ") {
                Some(command) => {
                    all.push(Shown { command: command.to_owned(), output: Vec::new() });
                }
                None => {
                    let last = all.last_mut().expect("a console block starts with a command");
                    last.output.push(line.to_owned());
                }
            },
        }
    }
    all
}

/// Whether `lines` are `pattern`, where a line `…` matches any number of lines.
fn matches(pattern: &[String], lines: &[&str]) -> bool {
    match pattern.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=lines.len()).any(|skip| matches(rest, &lines[skip..]))
        }
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, lines)| {
                // An excerpt's margin is as wide as its line number.
                let same = line == first
                    || line.trim_start() == first.trim_start()
                    || first.strip_suffix('…').is_some_and(|start| line.starts_with(start));
                same && matches(rest, lines)
            })
        }
    }
}

#[test]
#[cfg(unix)] // the commands are for a POSIX shell
fn every_command_prints_what_its_page_shows() {
    let ran: usize = pages().iter().map(|(path, page)| run(path, page)).sum();
    assert!(ran >= 20, "only {ran} commands were found");
}

/// Runs the commands of `page` in a folder of its own, and counts them.
#[cfg(unix)]
fn run(page_path: &str, page: &str) -> usize {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    copy_folder(&repository().join("examples"), &scratch.path().join("examples"));
    let programs = Path::new(env!("CARGO_BIN_EXE_coach")).parent().expect("a folder");
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let mut ran = 0;
    for Shown { command, output } in shown(page) {
        if command.starts_with("cargo ") {
            assert!(RUN_BY_CI.contains(&command.as_str()), "nothing runs `{command}`");
            continue;
        }
        let run = Command::new("sh")
            .args(["-c", &format!("{command} 2>&1")])
            .current_dir(scratch.path())
            .env_clear()
            .env("PATH", &path)
            .output()
            .expect("a shell");
        let printed = String::from_utf8_lossy(&run.stdout).into_owned();
        let lines: Vec<&str> = printed.lines().collect();
        assert!(
            output.is_empty() || matches(&output, &lines),
            "`{command}` prints\n{printed}\nbut {page_path} shows\n{}",
            output.join("\n")
        );
        ran += 1;
    }
    ran
}

/// A coach may paste each of them into PowerShell, which knows no `sed`, and in whose pipes letters with accents are lost.
#[test]
fn every_command_is_one_for_any_shell() {
    for (path, page) in pages() {
        for Shown { command, .. } in shown(page) {
            let is_ours = ["coach ", "cargo "].iter().any(|program| command.starts_with(program));
            assert!(
                is_ours && !command.contains(['|', '&', ';', '<', '>', '$', '`', '\\']),
                "{path}: {command}"
            );
        }
    }
}

/// The table of rules as the rules give it.
fn rules_in_markdown() -> String {
    let section = |title: &str, says: &str, belongs: fn(Remedy) -> bool| {
        let row = |rule: &Rule| {
            let level = match rule.level {
                Level::Error => "error",
                Level::Warning => "warning",
            };
            // In Markdown, `<school>` would be HTML.
            let sentence = rule.sentence.replace('<', "\\<");
            format!("| `{}` | {level} | {sentence} |\n", rule.id)
        };
        let rows = all_rules().into_iter().filter(|rule| belongs(remedy(rule))).map(row);
        let rows: String = rows.collect();
        format!("## {title}\n\n{says}\n\n| rule | level | what it asks |\n|---|---|---|\n{rows}\n")
    };
    [
        section(
            "Rules of reading",
            "A record that breaks one of these is left out of every number until it is mended.",
            |remedy| remedy == Remedy::LeftOut,
        ),
        section(
            "Rules of sense",
            "A record that breaks one of these can be read, but it cannot be right, or it needs a look.",
            |remedy| matches!(remedy, Remedy::Level | Remedy::LevelOrComment),
        ),
        section(
            "Rules of settings and profiles",
            "Until a fault in coach.toml or a profile is mended, nothing is checked or counted.",
            |remedy| remedy == Remedy::None,
        ),
    ]
    .concat()
}

#[test]
fn the_table_of_rules_is_made_from_the_rules() {
    const BEGIN: &str = "<!-- made from the rules -->\n";
    const END: &str = "<!-- end of what is made from the rules -->\n";
    let path = repository().join("src/guide/rules.md");
    let page = std::fs::read_to_string(&path).expect("the page");
    let (before, rest) = page.split_once(BEGIN).expect("where the table begins");
    let (table, after) = rest.split_once(END).expect("where the table ends");
    let made = rules_in_markdown();
    if std::env::var_os(MEND).is_some() {
        std::fs::write(&path, [before, BEGIN, &made, END, after].concat()).expect("writes");
        return;
    }
    assert!(table == made, "{MEND}=1 cargo test writes the table anew; it has to be\n{made}");
}

#[test]
fn the_first_two_commands_are_the_main_job_and_the_tests() {
    let commands: Vec<String> = shown(README).into_iter().map(|shown| shown.command).collect();
    assert_eq!(commands[..2], RUN_BY_CI[..2]);
}

#[test]
fn the_readme_lists_every_page() {
    for topic in TOPICS {
        let row = format!("| [{}]({}): ", topic.title().replace('`', ""), path_of(topic));
        let row = README.lines().find(|line| line.starts_with(&row));
        assert!(
            row.is_some_and(|row| row.ends_with(&format!("| `{}` |", topic.name))),
            "{}",
            topic.name
        );
    }
}

#[test]
fn a_topic_is_called_like_nothing_else() {
    for Topic { name, .. } in TOPICS {
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{name}");
        assert_eq!(TOPICS.iter().filter(|topic| topic.name == *name).count(), 1, "{name}");
        assert!(all_rules().iter().all(|rule| rule.id != *name), "{name} is a rule");
        assert!(!Address::is_meant(name), "{name} is a measure");
        assert!(format!("{name}=x in-place").parse::<Address>().is_err(), "{name} is a key");
    }
}

#[test]
fn every_page_is_printed() {
    for topic in TOPICS {
        let run = explain(&[topic.name]);
        let printed = String::from_utf8(run.stdout).expect("UTF-8");
        assert!(run.status.success() && run.stderr.is_empty(), "{}", topic.name);
        assert_eq!(printed.lines().next(), Some(topic.title()), "{}", topic.name);
        // Every word that Markdown shows is printed; links add where they lead.
        let printed = words(&printed);
        for (word, times) in words(&shown_by_markdown(topic.text)) {
            assert!(printed.get(&word) >= Some(&times), "{} prints {word} less often", topic.name);
        }
    }
}

#[test]
fn topics_are_listed_and_suggested() {
    let [all, help] = [&[][..], &["--help"]]
        .map(|arguments| String::from_utf8(explain(arguments).stdout).expect("UTF-8"));
    for topic in TOPICS {
        let line = all.lines().find(|line| line.split(' ').next() == Some(topic.name));
        assert!(line.is_some_and(|line| line.ends_with(topic.title())), "{}: {all}", topic.name);
        assert!(help.contains(topic.name), "{}: {help}", topic.name);
    }
    let mistyped = explain(&["by-hnad"]);
    let said = String::from_utf8_lossy(&mistyped.stderr);
    assert!(
        said.contains("did you mean `by-hand`?") && mistyped.status.code() == Some(2),
        "{said}"
    );
}

/// The words of `text`, each with how often it is there.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// The text of `page` without markup.
fn shown_by_markdown(page: &str) -> String {
    use comrak::nodes::NodeValue;
    let mut options = comrak::Options::default();
    options.extension.table = true;
    let arena = comrak::Arena::new();
    let mut text = String::new();
    for node in comrak::parse_document(&arena, page, &options).descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(block) => text.push_str(&block.literal),
            NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::TableCell
            | NodeValue::SoftBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// What stands in `page` from each `start` to the next `end`.
fn between<'p>(page: &'p str, start: &'p str, end: char) -> impl Iterator<Item = &'p str> {
    page.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
}

#[test]
fn links_lead_somewhere() {
    for (path, page) in pages() {
        let file = repository().join(&path);
        let folder = file.parent().expect("a folder");
        let defined = page.lines().filter(|line| line.starts_with('['));
        let defined = defined.filter_map(|line| Some(line.split_once("]: ")?.1));
        for link in between(page, "](", ')').chain(defined) {
            if let Some(anchor) = link.strip_prefix('#') {
                let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
                let mut anchors = headings.map(|heading| {
                    heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-")
                });
                assert!(anchors.any(|known| known == anchor), "{path}: {link}");
                continue;
            }
            let is_file = !link.starts_with("https://");
            assert!(!is_file || folder.join(link).exists(), "{path}: {link}");
        }
    }
}

/// In the documentation of the crate a page is a module, so a link to another one needs both targets.
#[test]
fn links_between_pages_lead_somewhere_in_the_documentation_too() {
    let modules = include_str!("../../src/guide/mod.rs");
    for Topic { name, text } in TOPICS {
        for topic in between(text, "][", ']') {
            assert!(text.contains(&format!("\n[{topic}]: {topic}.md\n")), "{name}: {topic}");
            assert!(modules.contains(&format!("[{topic}]: ")), "{name}: {topic}");
        }
        // Without a language the documentation takes a block for a test in Rust.
        let fences = text.lines().filter(|line| line.starts_with("```")).step_by(2);
        assert!(fences.into_iter().all(|fence| fence.len() > 3), "{name}");
    }
}
