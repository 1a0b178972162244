//! Diagnostics as SARIF 2.1.0, the exchange format of checkers: 1-based lines, columns in Unicode
//! scalar values, ends exclusive. No excerpts, no times: the same findings are the same bytes.

mod location;

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::within::{Rest, Room, within};
use super::{Diagnostic, Level, Rule, Tally};
use crate::text::wording::{hex, json, visible};
use location::{BASE, Location, location};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Code-scanning pages take no more of one run, and no larger file.
const MOST_RESULTS: usize = 25_000;
const LARGEST: usize = 10_000_000;

/// `diagnostics` as one run of a checker that looks for `rules`; `could_run` is false where the
/// settings stopped it. Indented JSON, ending with a line break, of at most 25,000 results and 10 MB:
/// of more, errors come first, and a notification counts the rest. `prefix` leads from the root of the
/// repository to the district's folder and ends with `/`, unless it is empty.
///
/// # Errors
/// None in practice: every key is text.
pub fn render(
    diagnostics: &[Diagnostic],
    summary: Tally,
    prefix: &str,
    rules: &[&'static Rule],
    could_run: bool,
) -> Result<String, serde_json::Error> {
    let all = results(diagnostics, prefix, rules);
    let every = Rest { errors: summary.errors, warnings: summary.warnings };
    // With the longest notification that there may be.
    let around = json(&log(Vec::new(), every, summary, rules, could_run))?.len();
    let room = Room { findings: MOST_RESULTS, bytes: LARGEST.saturating_sub(around) };
    let (held, rest) = within(diagnostics, all, room, |result| {
        // With a comma before the next one.
        json(result).map_or(usize::MAX, |text| text.len() + 1 + INDENT * text.lines().count())
    });
    json(&log(held, rest, summary, rules, could_run))
}

/// Spaces before each line of a result.
const INDENT: usize = 8;

fn log(
    results: Vec<Finding>,
    rest: Rest,
    summary: Tally,
    rules: &[&'static Rule],
    could_run: bool,
) -> Log {
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules.iter().map(|rule| descriptor(rule)).collect(),
    };
    let invocation = Invocation {
        execution_successful: could_run,
        tool_execution_notifications: Notification::of(rest).into_iter().collect(),
    };
    let run = Run {
        tool: Tool { driver },
        invocations: [invocation],
        original_uri_base_ids: [(BASE, Base { description: Message { text: ROOT.to_owned() } })]
            .into(),
        column_kind: "unicodeCodePoints",
        results,
        properties: Counts { records: summary.records, left_out: summary.left_out },
    };
    Log { schema: SCHEMA, version: "2.1.0", runs: [run] }
}

/// What [`BASE`] is. Where it lies on this computer is nobody's business, and would make the same
/// findings other bytes.
const ROOT: &str = "The root of the repository that holds the district's folder; where there is no \
                    repository, the folder from which coach ran.";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    results: Vec<Finding>,
    properties: Counts,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

/// What is to be known of the run beside its results.
#[derive(Serialize)]
struct Notification {
    level: Level,
    message: Message,
}

impl Notification {
    /// What no result tells; none where all are told.
    fn of(rest: Rest) -> Option<Self> {
        let message = format!(
            "Not in this file: {} more, because code-scanning pages take no more than 25,000 \
             results and 10 MB. `coach check` shows them all.",
            rest.in_words()
        );
        (!rest.is_none())
            .then_some(Self { level: Level::Warning, message: Message { text: message } })
    }
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

/// Records that are there, and those of them that could not be used.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
    records: usize,
    left_out: usize,
}

/// What a viewer tells of a rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: Level,
}

fn descriptor(rule: &Rule) -> Descriptor {
    Descriptor {
        id: rule.id,
        short_description: Message { text: sentence(rule.sentence) },
        full_description: Message { text: sentence(rule.reason) },
        help: Message {
            text: format!("`coach explain {}` shows a wrong and a right example.", rule.id),
        },
        default_configuration: Configuration { level: rule.level },
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: Level,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "coachFinding/v1")]
    finding: String,
}

fn results(diagnostics: &[Diagnostic], prefix: &str, rules: &[&'static Rule]) -> Vec<Finding> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let result = |diagnostic: &Diagnostic| {
        let fingerprint = fingerprint(diagnostic);
        let times = seen.entry(fingerprint.clone()).or_default();
        *times += 1;
        let parts = [&diagnostic.message, &diagnostic.label].into_iter().chain(&diagnostic.help);
        let related = diagnostic.related.iter();
        Finding {
            rule_id: diagnostic.rule.id,
            rule_index: rules.iter().position(|rule| *rule == diagnostic.rule),
            level: diagnostic.level,
            message: Message { text: sentences(parts) },
            locations: [location(&diagnostic.place, prefix, "")],
            related_locations: related.map(|r| location(&r.place, prefix, &r.label)).collect(),
            partial_fingerprints: Fingerprints { finding: format!("{fingerprint}:{times}") },
        }
    };
    diagnostics.iter().map(result).collect()
}

/// What stays the same of a finding when lines move: its rule, file and message, hashed. The path is
/// the one below the district's folder, wherever coach ran.
fn fingerprint(diagnostic: &Diagnostic) -> String {
    let parts = [diagnostic.rule.id, &*diagnostic.place.path, &*diagnostic.message];
    let hash = Sha256::digest(parts.join("\0"));
    hex(&hash[..16])
}

/// `parts` that are not empty as sentences, one after the other.
fn sentences<'p>(parts: impl Iterator<Item = &'p String>) -> String {
    let sentences: Vec<String> =
        parts.filter(|part| !part.is_empty()).map(|part| sentence(part)).collect();
    sentences.join(" ")
}

/// `part` as a sentence in SARIF's plain text, where `{0}` is a placeholder and `[text](1)` a link.
/// Braces are doubled, as the standard has it. For brackets outside a link it has no escape, so a
/// space keeps them from being one.
fn sentence(part: &str) -> String {
    let part = visible(part).replace('{', "{{").replace('}', "}}").replace("](", "] (");
    let word = part.split(' ').next().unwrap_or_default().trim_end_matches([',', ':', ';']);
    let (first, rest) = part.split_at(part.chars().next().map_or(0, char::len_utf8));
    let is_word = word.chars().all(char::is_alphabetic);
    let first = if is_word { first.to_uppercase() } else { first.to_owned() };
    let end = if part.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{first}{rest}{end}")
}
