//! The rules about files and folders as such.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// A file or folder that the system does not let us read.
    UNREADABLE = "unreadable" {
        sentence: "Every file and folder under records/ can be read",
        reason: "What cannot be read cannot be counted, and nobody knows how much is in it.",
        bad: "a folder under the name of a record, or a file without permission to read it",
        mended: "put the file itself there, and give whoever runs coach permission to read it",
    }
    /// Bytes that are no UTF-8.
    NOT_UTF8 = "not-utf8" {
        sentence: "Every record is text in UTF-8",
        reason: "In another encoding an accented letter becomes another letter, or none. Nobody can \
                 tell which encoding was meant.",
        bad: "an accented letter saved as Windows-1252 or Latin-1",
        mended: "the same text saved with the encoding UTF-8",
    }
    /// A file over the size limit.
    TOO_LARGE = "too-large" {
        sentence: "No record is larger than 1 MiB",
        reason: "A record is a page of text. A file of this size is most likely something else, \
                 saved under a record's name.",
        bad: "a file of more than 1,048,576 bytes",
        mended: "keep large material outside the records",
    }
    /// A link where a file or folder belongs.
    LINK = "link" {
        sentence: "Records are files, not links: a link is never followed",
        reason: "A link to another record would count that record twice. A link out of the folder \
                 would make the numbers depend on files elsewhere.",
        bad: "a link under the name of a record",
        mended: "the file itself in its place",
    }
    /// A YAML file where no record can be, or a record under a name that no record has.
    STRAY_YAML = "stray-yaml" {
        sentence: "Every YAML file under records/ is a record, in the right place and with the \
                   right name",
        reason: "A misnamed record is not counted. Without this finding it would look like a \
                 record that is fine.",
        bad: "records/lincoln/c-01-t-101/session-september.yaml",
        mended: "records/lincoln/c-01-t-101/2025-09-10-session-0001.yaml",
    }
    /// Records without a relationship.
    NO_RELATIONSHIP = "no-relationship" {
        sentence: "Every folder of records has a relationship.yaml",
        reason: "Only the relationship says who coaches whom, since when, and which profile the \
                 records are judged by.",
        bad: "records/lincoln/c-01-t-101/relation.txt",
        mended: "records/lincoln/c-01-t-101/relationship.yaml",
    }
    /// Several records of one command of which some are not written.
    HALF_DONE = "half-done" {
        sentence: "A command that writes several records has written all of them",
        reason: "If such a command is cut off, a hand-over may have only one of its two sides, or \
                 a batch only some of its records. coach still knows what is missing, but it \
                 counts nowhere until it is written.",
        bad: "a batch of two records, cut off after the first",
        mended: "coach log --finish",
    }
}
