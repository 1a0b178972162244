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

pub(super) fn find(pair: &Pair, found: &mut Vec<Diagnostic>) {
    let least = pair.district.thresholds.min_students;
    for loaded in pair.records {
        let Record::Review(review) = &loaded.record else { continue };
        for data in &review.data {
            let DataSource::StudentData { values } = &data.source else { continue };
            for students in values.iter().filter_map(|value| value.students) {
                if students.value < least {
                    let message =
                        format!("a value for {}", count(students.value as usize, "student"));
                    found.push(
                        Diagnostic::new(&RULE, loaded.file.place(students.span), message)
                            .label(format!("fewer than {least}"))
                            .help("in so small a group single students can be recognised: measure a larger one, or leave the value out"),
                    );
                }
            }
        }
    }
}
