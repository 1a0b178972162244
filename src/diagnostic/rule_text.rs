//! Rules in words, for `coach explain`: what is asked, why, and a breach beside its remedy.

use super::{Level, Rule};
use crate::text::wording::wrap;

/// What can be done about a breach beside mending it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Nothing: settings or a profile are broken, and nothing is counted.
    None,
    /// Nothing: the record is left out of every number.
    LeftOut,
    /// The rule can have another level.
    Level,
    /// The rule can have another level, and a comment can allow the breach.
    LevelOrComment,
}

/// Everything about `rule` as lines of text of at most `width` columns. `level` is its level here;
/// `None` is off.
pub fn render(rule: &Rule, level: Option<Level>, remedy: Remedy, width: usize) -> String {
    let mut out = format!("{} ({})\n", rule.id, in_words(level));
    out.push_str(&wrap(&format!("{}.", rule.sentence), 0, width));
    out.push('\n');
    out.push_str(&wrap(rule.reason, 0, width));
    for (title, example) in [("Wrong", rule.bad), ("Right", rule.mended)] {
        out.push_str(&format!("\n{title}:\n"));
        example.lines().for_each(|line| out.push_str(&format!("    {line}\n")));
    }
    out.push('\n');
    out.push_str(&wrap(&in_full(rule.id, remedy), 0, width));
    out
}

fn in_words(level: Option<Level>) -> &'static str {
    match level {
        Some(Level::Error) => "error",
        Some(Level::Warning) => "warning",
        None => "off",
    }
}

fn in_full(id: &str, remedy: Remedy) -> String {
    let level = format!(
        "In coach.toml, {id} = \"error\", \"warning\" or \"off\" under [checks] sets the level of the rule."
    );
    match remedy {
        Remedy::None => "Until this is fixed, nothing is checked or counted.".to_owned(),
        Remedy::LeftOut => {
            "A record that breaks this rule is left out of every number until it is fixed, so the \
                            rule cannot be turned off or allowed."
                .to_owned()
        }
        Remedy::Level => level,
        Remedy::LevelOrComment => format!(
            "If this is intended, write on a line above it: # coach: allow[{id}] and the reason. \
             {level}"
        ),
    }
}

/// All `rules`, one a line, each with its level here.
pub fn list(rules: &[(&Rule, Option<Level>)], width: usize) -> String {
    let longest = rules.iter().map(|(rule, _)| rule.id.len()).max().unwrap_or_default();
    let mut out = String::new();
    for (rule, level) in rules {
        let level = in_words(*level);
        let start = format!("{:longest$}  {level:7}  ", rule.id);
        let sentence = wrap(rule.sentence, start.len(), width);
        out.push_str(&start);
        out.push_str(sentence.trim_start());
    }
    out
}
