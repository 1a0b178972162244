//! `coach explain`: a rule of `coach check` in full, a number of a report down to its records, a word of the
//! reports, or a page of the guide.

mod address_option;
mod number;
mod word;

use std::path::Path;

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::complete;
use super::exit::Exit;
use super::open::Root;
use super::output::Outputs;
use super::reading::Reading;
use super::terminal::Terminal;
use crate::check;
use crate::count::Statistic;
use crate::diagnostic::{Levels, rule_text};
use crate::domain::district::Audience;
use crate::formats::Format as Machine;
use crate::guide::{TOPICS, Topic};
use crate::report::glossary::WORDS;
use crate::report::{Address, guide_text};
use crate::text::markdown::harmless;
use crate::text::nearest;
use crate::text::wording::{all_of, quote, wrap};
use address_option::AddressOptions;

/// Explain a number down to its records, a word, a rule of `coach check`, or a topic
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  \
    coach explain -C examples/riverbend school=lincoln-elementary function=dialogue in-place\n  \
    coach explain -C examples/riverbend relationship=lincoln-elementary/c-01-t-104 reported\n  \
    coach explain -C examples/riverbend period=fall coach=c-01 item=rationale missing\n  \
    coach explain -C examples/riverbend in-place --audience district\n  \
    coach explain observed\n  \
    coach explain step-due-early\n  \
    coach explain numbers\n  \
    coach explain\n\n\
    Topics: {}.\n\n\
    Words: {}.\n\n\
    The address of a number first says what narrows it (school=…, item=…), then names its measure. \
    `coach report --explain` prints the address of every number. Put a value with spaces in double \
    quotes, and the whole address in single quotes: 'practice=\"formative assessment\" in-place'.", all_of(topic_names()), words()))]
pub(super) struct Arguments {
    /// The address of a number, in one word or several; a word of the reports; a rule, as a message
    /// shows it in brackets; or a topic. Without any, coach lists all rules, words and topics
    #[arg(value_name = "NUMBER|WORD|RULE|TOPIC", add = complete::explained())]
    wanted: Vec<String>,
    /// Explain a number to an audience, by its policy in coach.toml: a number that the audience does not
    /// see is refused, and the records behind one that it sees are shown only where the policy names them
    #[arg(long, value_name = "WHO", value_enum)]
    audience: Option<Audience>,
    #[command(flatten)]
    outputs: Outputs<Format>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    _address: AddressOptions,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For a page of a wiki: a number, a word or a topic
    Markdown,
    #[value(help = format!("For programs, a number only: one JSON object, {}", Machine::Explain.name()))]
    Json,
}

pub(super) fn run(
    arguments: &Arguments,
    folder: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let wanted = arguments.wanted.join(" ");
    let is_number = Address::is_meant(&wanted) || arguments.wanted.len() > 1;
    if arguments.audience.is_some() && !is_number {
        bail!("--audience is for numbers; words, rules and topics are the same for everyone");
    }
    let is_for_people = !arguments.outputs.formats().any(|format| format == Format::Json);
    if let Some(said) = word::paragraphs(&wanted, folder).filter(|_| is_for_people) {
        arguments.outputs.settle(&[])?.write(terminal, |format, surface| {
            let said = said.iter().map(|paragraph| match format {
                Format::Text => wrap(paragraph, 0, surface.width),
                Format::Markdown | Format::Json => harmless(paragraph) + "\n",
            });
            Ok(said.collect::<Vec<_>>().join("\n"))
        })?;
        return Ok(Exit::Clean);
    }
    if is_number {
        return number::run(&wanted.parse()?, arguments, folder, terminal);
    }
    if !is_for_people {
        bail!("--format json is for numbers; a word, a rule or a topic is explained as text");
    }
    let outputs = arguments.outputs.settle(&[])?;
    if let Some(topic) = Topic::named(&wanted) {
        outputs.write(terminal, |format, surface| {
            Ok(match format {
                Format::Text => guide_text::render(topic.text, surface.style()),
                Format::Markdown | Format::Json => topic.text.to_owned(),
            })
        })?;
        return Ok(Exit::Clean);
    }
    if arguments.outputs.formats().any(|format| format == Format::Markdown) {
        bail!("--format markdown is for numbers and topics; a rule is explained as text");
    }
    let levels = levels(folder)?;
    let text = match arguments.wanted.first() {
        None => list(&levels, terminal.width),
        Some(wanted) => rule(wanted, &levels, terminal.width)?,
    };
    outputs.write(terminal, |_, _| Ok(text.clone()))?;
    Ok(Exit::Clean)
}

fn topic_names() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().map(|topic| topic.name)
}

/// The words of the reports.
fn words() -> String {
    WORDS.iter().map(|word| word.word).collect::<Vec<_>>().join(", ")
}

/// All rules, then all words and topics: what is last is what a terminal still shows.
fn list(levels: &Levels, width: usize) -> String {
    let rules = check::all_rules();
    let rules: Vec<_> = rules.iter().map(|&rule| (rule, levels.of(rule))).collect();
    let topics: Vec<_> = TOPICS.iter().map(|topic| (topic.name, topic.title())).collect();
    format!(
        "Rules of `coach check`:\n{}\nWords of the reports (`coach explain WORD`):\n{}\nTopics of the \
         guide (`coach explain TOPIC`):\n{}",
        rule_text::list(&rules, width),
        wrap(&words(), 0, width),
        guide_text::list(&topics, width)
    )
}

fn rule(wanted: &str, levels: &Levels, width: usize) -> anyhow::Result<String> {
    let rules = check::all_rules();
    // As it is printed: `error[unknown-key]`.
    let id = wanted.rsplit_once('[').map_or(wanted, |(_, id)| id.trim_end_matches(']'));
    let Some(rule) = rules.iter().find(|rule| rule.id == id) else {
        let measures = Statistic::ALL.into_iter().map(Statistic::name);
        let known = WORDS.iter().map(|word| word.word);
        let names =
            rules.iter().map(|rule| rule.id).chain(measures).chain(topic_names()).chain(known);
        let near = nearest(id, names);
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        bail!(
            "there is no rule, measure, word or topic {}{near}\n`coach explain` lists all rules, words \
             and topics; `coach report --explain` lists the addresses of all numbers",
            quote(wanted)
        );
    };
    Ok(rule_text::render(rule, levels.of(rule), check::remedy(rule), width))
}

/// The levels of the district here. Rules can be explained without one; a folder that was named has
/// to be one.
fn levels(folder: Option<&Path>) -> anyhow::Result<Levels> {
    match (Root::find(folder), folder) {
        // Someone whose settings are broken may want to know why.
        (Ok(root), _) => Ok(root.open().map(|folder| folder.district.levels).unwrap_or_default()),
        (Err(error), Some(_)) => Err(error),
        (Err(_), None) => Ok(Levels::default()),
    }
}
