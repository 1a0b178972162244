//! A text that takes the place of a file: what an editor holds and has not saved yet.

/// The bytes that are read instead of a file's.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// The file's path from the district's folder, with `/`. It need not be there yet.
    pub path: String,
    /// What it is to hold.
    pub bytes: Vec<u8>,
}

impl Overlay {
    /// Its name, if it lies in the folder `folder` (a path from the district's folder) itself.
    pub(super) fn name_in(&self, folder: &str) -> Option<&str> {
        let name = self.path.strip_prefix(folder)?.strip_prefix('/')?;
        (!name.contains('/')).then_some(name)
    }

    /// The folder `records/<school>/<pair>` that it lies in, if it lies in one.
    pub(super) fn pair_folder(&self) -> Option<&str> {
        let (folder, _) = self.path.rsplit_once('/')?;
        let parts: Vec<&str> = folder.split('/').collect();
        matches!(parts[..], [super::RECORDS, _, _]).then_some(folder)
    }
}
