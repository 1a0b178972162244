//! Looking again at a record whose text was dropped, to say where in it something is. Only what a
//! finding names is read twice.

use super::{DistrictFolder, File};
use crate::diagnostic::{Place, Problems};
use crate::domain::record::{self, Record, Vocabulary};
use crate::syntax::yaml;
use crate::text::source::Span;

/// What a place in a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// What is there.
    At(Span),
    /// The kind of record that it says it is.
    Kind,
    /// The time of day at which it starts.
    Starts,
    /// The meeting that it belongs to.
    Meeting,
    /// Where it was imported from.
    Source,
}

/// A record that was read again.
#[derive(Debug)]
struct Again {
    file: File,
    record: Record,
    kind_span: Span,
}

impl Again {
    /// Where `mark` is; `None` where it is not there any more.
    fn span(&self, mark: Mark) -> Option<Span> {
        match mark {
            Mark::At(span) => Some(span),
            Mark::Kind => Some(self.kind_span),
            Mark::Starts => Some(self.record.held()?.starts?.span),
            Mark::Meeting => Some(self.record.held()?.meeting?.span),
            Mark::Source => Some(self.file.provenance.as_ref()?.span),
        }
    }
}

/// Reads records again, one at a time.
#[derive(Debug)]
pub(crate) struct Reread<'f> {
    folder: &'f DistrictFolder,
    last: Option<(String, Again)>,
}

impl<'f> Reread<'f> {
    /// A reader for `folder`.
    pub(crate) fn new(folder: &'f DistrictFolder) -> Self {
        Self { folder, last: None }
    }

    /// The place of `mark` in the record at `path`; the file as a whole if it cannot be read any more.
    pub(crate) fn place(&mut self, path: &str, mark: Mark) -> Place {
        if self.last.as_ref().is_none_or(|(known, _)| known != path) {
            self.last = self.read(path).map(|again| (path.to_owned(), again));
        }
        let place = self.last.as_ref().and_then(|(_, again)| {
            let span = again.span(mark)?;
            Some(again.file.place(span))
        });
        place.unwrap_or_else(|| Place::file(path))
    }

    fn read(&self, path: &str) -> Option<Again> {
        let source = self.folder.read(&self.folder.root.join(path), path.to_owned()).ok()?;
        let vocabulary = Vocabulary {
            profiles: &self.folder.profiles,
            profile: None,
            schools: &self.folder.district.schools,
            groups: &self.folder.district.groups,
        };
        let mut problems = Problems::default();
        let root = yaml::parse(&source, &mut problems).ok()?;
        let typed = record::read_in_part(&root, &vocabulary, &mut problems)?;
        drop(root);
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let mut file = File::new(name, source, problems).0;
        file.provenance = typed.provenance;
        Some(Again { file, record: typed.record, kind_span: typed.kind_span })
    }
}
