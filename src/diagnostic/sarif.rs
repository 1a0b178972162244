//! Diagnostics as SARIF 2.1.0, the exchange format of checkers: 1-based lines, columns in Unicode
//! scalar values, ends exclusive. No excerpts, no times: the same findings are the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::wording::{visible, visible_json};
use super::{Diagnostic, Level, Place, Region, Rule, Tally};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What paths are relative to: the folder from which coach ran, in CI the repository.
const BASE: &str = "%SRCROOT%";

/// `diagnostics` as one run of a checker that looks for `rules`; `could_run` is false where the
/// settings stopped it. Indented JSON, ending with a line break. `prefix` stands before each path and
/// ends with `/`, unless it is empty.
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
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules.iter().map(|rule| descriptor(rule)).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        invocations: [Invocation { execution_successful: could_run }],
        column_kind: "unicodeCodePoints",
        results: results(diagnostics, prefix, rules),
        properties: Counts { records: summary.records, left_out: summary.left_out },
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    let mut text = visible_json(&serde_json::to_string_pretty(&log)?);
    text.push('\n');
    Ok(text)
}

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
            text: format!("`coach explain {}` shows a breach and its remedy.", rule.id),
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
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Part>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

impl From<&Region> for Part {
    fn from(region: &Region) -> Self {
        let (start, end) = (region.start, region.end);
        Self {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

fn location(place: &Place, prefix: &str, label: &str) -> Location {
    let region = place.region.as_ref().map(Part::from);
    let artifact_location = artifact(&place.path_from(prefix));
    let message = (!label.is_empty()).then(|| Message { text: sentence(label) });
    Location { physical_location: PhysicalLocation { artifact_location, region }, message }
}

/// `path` as a URI: relative to [`BASE`], or by itself where it is absolute.
fn artifact(path: &str) -> Artifact {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"/-._~".contains(&b);
    let encode = |b: u8| if is_plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    let uri: String = path.bytes().map(encode).collect();
    if std::path::Path::new(path).is_absolute() {
        let root = if uri.starts_with('/') { "" } else { "/" };
        return Artifact { uri: format!("file://{root}{uri}"), uri_base_id: None };
    }
    Artifact { uri, uri_base_id: Some(BASE) }
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
