//! Where a finding is, as SARIF has it: a path from the root of the repository, lines and columns.

use serde::Serialize;

use super::{Message, sentence};
use crate::diagnostic::{Place, Region};

/// The name of what paths are relative to.
pub(super) const BASE: &str = "%SRCROOT%";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
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

/// `place` with `prefix` before its path, and `label` as a sentence.
pub(super) fn location(place: &Place, prefix: &str, label: &str) -> Location {
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
