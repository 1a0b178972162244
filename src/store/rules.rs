//! The rules about files and folders as such.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// A file or folder that the system does not let us read.
    UNREADABLE = "unreadable", "Every file and folder under records/ can be read";
    /// Bytes that are no UTF-8.
    NOT_UTF8 = "not-utf8", "Every record is text in UTF-8";
    /// A file over the size limit.
    TOO_LARGE = "too-large", "No record is larger than 1 MiB";
    /// A link where a file or folder belongs.
    LINK = "link", "Records are files, not links: a link is never followed";
    /// A YAML file where no record can be, or under a name that no record has.
    STRAY_YAML = "stray-yaml", "Every YAML file under records/ is a record in its place, under its name";
    /// Records without a relationship.
    NO_RELATIONSHIP = "no-relationship", "Every folder of records has a relationship.yaml";
}
