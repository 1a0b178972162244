//! Looking again at a record whose text was dropped, to say where in it something is. Only what a
//! finding names is read twice.

use super::{DistrictFolder, File};
use crate::diagnostic::{Place, Problems};
use crate::domain::record::{self, Vocabulary};
use crate::syntax::yaml;
use crate::text::source::Span;

/// Reads records again, one at a time.
#[derive(Debug)]
pub(crate) struct Reread<'f> {
    folder: &'f DistrictFolder,
    last: Option<(String, File)>,
}

impl<'f> Reread<'f> {
    /// A reader for `folder`.
    pub(crate) fn new(folder: &'f DistrictFolder) -> Self {
        Self { folder, last: None }
    }

    /// The place of `span` in the record at `path`; the file as a whole if it cannot be read any more.
    pub(crate) fn place(&mut self, path: &str, span: Span) -> Place {
        if self.last.as_ref().is_none_or(|(known, _)| known != path) {
            self.last = self.read(path).map(|file| (path.to_owned(), file));
        }
        match &self.last {
            Some((_, file)) => file.place(span),
            None => Place::file(path),
        }
    }

    fn read(&self, path: &str) -> Option<File> {
        let source = self.folder.read(&self.folder.root.join(path), path.to_owned()).ok()?;
        let vocabulary = Vocabulary {
            profiles: &self.folder.profiles,
            profile: None,
            schools: &self.folder.district.schools,
            groups: &self.folder.district.groups,
        };
        let mut problems = Problems::default();
        let root = yaml::parse(&source, &mut problems).ok()?;
        record::read_in_part(&root, &vocabulary, &mut problems)?;
        drop(root);
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        Some(File::new(name, source, problems).0)
    }
}
