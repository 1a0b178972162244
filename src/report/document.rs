//! What a format makes of numbers: a text, the bytes of a file that is no text, or a folder of files. Whoever
//! asked for it knows beforehand which.

/// A document, whole, or as it comes.
pub enum Document<'d> {
    /// Lines of text.
    Text(String),
    /// A file that is no text, such as a workbook.
    Bytes(Vec<u8>),
    /// Files in one folder.
    Folder(Pages<'d>),
}

/// Files of one folder, each made when it is asked for.
pub type Pages<'d> = Box<dyn Iterator<Item = PageFile> + 'd>;

/// A file in a folder that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFile {
    /// Its path from the folder, with `/`.
    pub path: String,
    /// What is in it.
    pub contents: String,
}

/// What kind of document a format makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// Lines of text, which may be printed.
    Text,
    /// A file for another program: it is never printed to a screen.
    Bytes,
    /// A folder, which needs a name.
    Folder,
}

impl From<String> for Document<'_> {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<u8>> for Document<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}
