//! Student data for so few students that it may point to one of them.

use super::Pair;
use crate::diagnostic::wording::count;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::record::{DataSource, Record};

/// See the module.
pub(super) static RULE: Rule = Rule {
    id: "few-students",
    sentence: "Student data summarises at least min_students students",
    level: Level::Warning,
    leaves_out: false,
};

/// Findings of one record that are shown; the last of them counts the rest.
const MOST_OF_A_RECORD: usize = 20;

pub(super) fn find(pair: &Pair, found: &mut Vec<Diagnostic>) {
    let least = pair.district.thresholds.min_students;
    for loaded in pair.records {
        let Record::Review(review) = &loaded.record else { continue };
        let values = review.data.iter().flat_map(|data| match &data.source {
            DataSource::StudentData { values } => values.as_slice(),
            DataSource::FidelityChecklist { .. } => &[],
        });
        let few = values.filter_map(|value| value.students).filter(|n| n.value < least);
        let before = found.len();
        let mut more = 0;
        for students in few {
            if found.len() - before == MOST_OF_A_RECORD {
                more += 1;
                continue;
            }
            let message = format!("a value for {}", count(students.value as usize, "student"));
            found.push(
                Diagnostic::new(&RULE, loaded.file.place(students.span), message)
                    .label(format!("fewer than {least}"))
                    .help(
                        "in so small a group single students can be recognised: measure a larger \
                         one, or leave the value out",
                    ),
            );
        }
        if let (Some(last), 1..) = (found.last_mut(), more) {
            last.help.push(format!("{} of this record not shown", count(more, "more value")));
        }
    }
}
