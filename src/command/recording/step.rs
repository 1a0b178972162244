//! Next steps as an option writes them: `who=educator due=friday rehearse the transition`.

use chrono::NaiveDate;

use super::{day_from, is_option, not_an_option};
use crate::domain::calendar::Toward;
use crate::syntax::yaml::Written;
use crate::text::wording::quote;
use crate::write::draft::{group, text};

/// What a `--next-step` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::command) struct NextStep {
    pub id: Option<String>,
    pub what: String,
    pub who: Option<String>,
    pub due: Option<String>,
    pub because_of: Vec<String>,
}

impl NextStep {
    /// Reads an option: words `who=`, `due=`, `id=` and `because=` first, in any order, then what is
    /// to be done.
    pub(in crate::command) fn parse(option: &str) -> Result<Self, String> {
        let mut step = NextStep {
            id: None,
            what: String::new(),
            who: None,
            due: None,
            because_of: Vec::new(),
        };
        let mut rest = option.trim();
        if is_option(rest) {
            return Err(not_an_option(rest));
        }
        loop {
            let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            let known = word.split_once('=').filter(|(_, value)| !value.is_empty());
            match known {
                Some(("who", who)) => step.who = Some(who.to_owned()),
                Some(("due", due)) => step.due = Some(due.to_owned()),
                Some(("id", id)) => step.id = Some(id.to_owned()),
                Some(("because", ids)) if ids.ends_with(',') => {
                    return Err(format!(
                        "write the data without a space after the comma: because={ids}{}",
                        after.split_whitespace().next().unwrap_or("d2")
                    ));
                }
                Some(("because", ids)) => {
                    step.because_of = ids.split(',').map(str::to_owned).collect();
                }
                _ => break,
            }
            rest = after.trim_start();
        }
        if rest.is_empty() {
            return Err(
                "say what to do, for example 'who=educator due=friday rehearse the transition'"
                    .to_owned(),
            );
        }
        step.what = rest.to_owned();
        Ok(step)
    }
}

/// `steps` as they are written in a record of the day `date`, each with an id of its own. A due day in
/// words is seen from that day.
pub(in crate::command) fn written(
    steps: &[NextStep],
    date: NaiveDate,
) -> anyhow::Result<Option<Written>> {
    if steps.is_empty() {
        return Ok(None);
    }
    let mut written = Vec::with_capacity(steps.len());
    let mut next = 1;
    for step in steps {
        let id = step.id.clone().unwrap_or_else(|| {
            let is_taken = |id: &str| steps.iter().any(|step| step.id.as_deref() == Some(id));
            while is_taken(&format!("s{next}")) {
                next += 1;
            }
            next += 1;
            format!("s{}", next - 1)
        });
        let due = step.due.as_deref().map(|due| day_from(due, date, Toward::Ahead));
        let due = due.transpose().map_err(|why| {
            anyhow::anyhow!(
                "--next-step with due={}: {why}",
                quote(step.due.as_deref().unwrap_or(""))
            )
        })?;
        let because_of: Vec<Written> = step.because_of.iter().map(text).collect();
        written.push(group([
            ("id", Some(text(id))),
            ("what", Some(text(&step.what))),
            ("who", step.who.as_ref().map(text)),
            ("due", due.map(text)),
            ("because_of", (!because_of.is_empty()).then_some(Written::List(because_of))),
        ]));
    }
    Ok(Some(Written::List(written)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn attributes_come_first_and_the_rest_is_what_is_done() {
        let step = NextStep::parse(" due=friday who=educator rehearse: who=all? ").unwrap();
        assert_eq!(step.what, "rehearse: who=all?");
        assert_eq!((step.who.as_deref(), step.due.as_deref()), (Some("educator"), Some("friday")));
        assert_eq!(NextStep::parse("plan a unit").unwrap().what, "plan a unit");
        assert!(NextStep::parse("who=coach").is_err());
        let review = NextStep::parse("because=d1,d2 go on").unwrap();
        assert_eq!(review.because_of, ["d1", "d2"]);
        let apart = NextStep::parse("because=d1, d2 go on").unwrap_err();
        assert!(apart.ends_with("because=d1,d2"), "{apart}");
    }

    #[test]
    fn steps_get_ids_and_days() {
        let steps = ["go on", "id=s1 due=+7 rest"].map(|step| NextStep::parse(step).unwrap());
        let date = "2026-09-14".parse().unwrap();
        let expected = Written::List(vec![
            group([("id", Some(text("s2"))), ("what", Some(text("go on")))]),
            group([
                ("id", Some(text("s1"))),
                ("what", Some(text("rest"))),
                ("due", Some(text("2026-09-21"))),
            ]),
        ]);
        assert_eq!(written(&steps, date).unwrap(), Some(expected));
        let odd = [NextStep::parse("due=soon x").unwrap()];
        assert!(written(&odd, date).unwrap_err().to_string().contains("due=`soon`"));
    }
}
