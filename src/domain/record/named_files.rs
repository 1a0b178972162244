//! Which other records of its pair a record names by their files. A typed record comes in; the names go out.

use super::{Data, DataSource, Record};
use crate::text::source::At;

impl Record {
    /// The files that it names: of the checklist that it replaces, of those that a review rests on.
    pub(crate) fn named_files(&self) -> Vec<&At<String>> {
        fn of_data(data: &Data) -> Option<&At<String>> {
            match &data.source {
                DataSource::FidelityChecklist { file } => file.as_ref(),
                DataSource::StudentData { .. } => None,
            }
        }
        match self {
            Self::Checklist(checklist) => checklist.replaces.iter().collect(),
            Self::Review(review) => review.data.iter().filter_map(of_data).collect(),
            _ => Vec::new(),
        }
    }
}
