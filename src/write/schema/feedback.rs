//! The schema of feedback on the coaching.

use serde_json::Value;

use super::group::Group;
use super::value::{date, text};

pub(super) fn schema(record: Group) -> Value {
    record
        .needs(
            "requested",
            "The day on which the coach asked how the coaching is going, for example 2026-09-28; the \
             same as in the file's name.",
            date(),
        )
        .may_have("received", "The day on which feedback came, for example 2026-09-30.", date())
        .may_have(
            "summary",
            "What the educator said, for example: meetings run long. Confidential.",
            text(),
        )
        .may_have(
            "response",
            "What the coach changed or replied, for example: we keep to 30 minutes. Confidential.",
            text(),
        )
        .schema()
}
