//! The questions about a new relationship. What is known of it comes in, with the one that it takes over; what
//! was answered goes into its draft.

use crate::command::recording::{Choice, Desk, Pair, question, shown};
use crate::command::whom::As;
use crate::domain::calendar::Toward;
use crate::domain::profile::{Profile, Term};
use crate::domain::record::{Agreement, Days, Kind, Relationship, bounds};
use crate::survey::lineage::lineages;
use crate::syntax::tree::read::id_fault;
use crate::syntax::yaml::Written;
use crate::write::draft::{Draft, group, number, text};
use crate::write::handover::{self, Kept};

/// The question for a key of a relationship.
pub(super) fn asked(path: &str) -> String {
    question(Kind::Relationship, path)
}

/// Asks who coaches whom, and which relationship the new one takes over, if it does and that is not known yet
/// as `old`.
pub(super) fn who<'d>(
    desk: &'d Desk,
    draft: &mut Draft,
    old: Option<&'d Pair>,
) -> anyhow::Result<Option<&'d Pair>> {
    let person = |text: &str, role| {
        let id = desk.id_of(text, role).map_err(|why| why.to_string())?;
        match id_fault(&id) {
            Some(fault) => Err(fault),
            None if !id.bytes().any(|b| b.is_ascii_digit()) => {
                Err("people have ids with a digit, such as c-03 or t-104".to_owned())
            }
            None => Ok(()),
        }
    };
    if let Some((_, old)) = old {
        draft.set_text("educator", Some(&old.educator.value));
    }
    let me = desk.me.as_deref().unwrap_or_default();
    for (key, role, start) in [("coach", As::Coach, me), ("educator", As::Educator, "")] {
        if !draft.has(key) {
            let help = "an id with a digit, or a name from people.yaml";
            let check = |text: &str| person(text, role);
            let typed = desk.questions.needed(&asked(key), help, start, check)?;
            draft.set_text(key, Some(desk.id_of(&typed, role)?));
        }
    }
    match old {
        Some(old) => Ok(Some(old)),
        None => earlier(desk, draft),
    }
}

/// Asks which relationship of the educator the new one goes on from, where there is one that none goes on from
/// yet; what is under way is offered first.
fn earlier<'d>(desk: &'d Desk, draft: &Draft) -> anyhow::Result<Option<&'d Pair>> {
    let lineages = lineages(desk.relationships());
    let is_taken =
        |pair: &Pair| lineages.get(&pair.0).is_some_and(|lineage| lineage.next.is_some());
    let educator = draft.text_of("educator").unwrap_or_default();
    let mut earlier: Vec<&Pair> = desk
        .relationships()
        .iter()
        .filter(|pair| pair.1.educator.value == educator && !is_taken(pair))
        .collect();
    if earlier.is_empty() {
        return Ok(None);
    }
    earlier.sort_by_key(|pair| (pair.1.ended.is_some(), std::cmp::Reverse(pair.1.started.value)));
    let is_under_way = earlier[0].1.ended.is_none();
    let choice = |pair: &&'d Pair| Choice::new(desk.line(pair), Some(*pair));
    let mut choices: Vec<_> = earlier.iter().map(choice).collect();
    choices.push(Choice::new("none, this one is new", None));
    let start = if is_under_way { 0 } else { choices.len() - 1 };
    Ok(desk.questions.one("Which relationship does it take over?", choices, start)?)
}

/// Asks for what else a new relationship lacks; what was so in `old`, which it takes over, is offered. Returns agreed
/// methods that its profile does not have.
pub(super) fn ask(
    desk: &Desk,
    draft: &mut Draft,
    old: Option<&Pair>,
    keeps_agreement: bool,
) -> anyhow::Result<Vec<String>> {
    if !draft.has("practice") {
        let before = old.and_then(|old| old.1.practice.as_ref());
        let before = before.map_or("", |practice| &practice.value);
        let help = "Enter without a word leaves it out";
        let practice = desk.questions.line(&asked("practice"), help, before, |_| Ok(()))?;
        draft.set_text("practice", practice.filter(|practice| !practice.is_empty()));
    }
    if !draft.has("started") {
        let (question, today) = (asked("started"), desk.today);
        let day = desk.questions.day(&question, today, today, Toward::Back)?;
        draft.set_text("started", Some(day));
    }
    if !draft.has("agreement") && !keeps_agreement {
        let mut agreement = Vec::new();
        let known = |id: &str| desk.folder.profiles.get(id).map(|profile| &**profile);
        let profile = match (draft.text_of("profile"), old) {
            (Some(id), _) => known(id),
            (None, Some(old)) => Some(&*old.1.profile),
            (None, None) => known(&desk.folder.district.profile),
        };
        let asked = ask_agreement(desk, profile, &mut agreement, old.map(|old| &old.1));
        // Where the questions are stopped, what was answered stays.
        draft.set("agreement", group(agreement));
        asked?;
    }
    let Some(old) = old else { return Ok(Vec::new()) };
    let practice = draft.get("practice").cloned();
    let kept = if keeps_agreement { Kept::ButTheDay } else { Kept::Nothing };
    let left_behind = handover::complete(&desk.folder, draft, old, kept)?;
    // Whoever emptied the line works on something else.
    draft.set("practice", practice.unwrap_or_else(|| text("")));
    Ok(left_behind)
}

/// Asks for what the two agreed, and puts it into `agreement`; what was agreed in the relationship `old` is offered,
/// but for the commitment and methods that `profile` does not have.
fn ask_agreement(
    desk: &Desk,
    profile: Option<&Profile>,
    agreement: &mut Vec<(&'static str, Option<Written>)>,
    old: Option<&Relationship>,
) -> anyhow::Result<()> {
    let before = old.map(|old| &old.agreement);
    let start = |of: fn(&Agreement) -> Option<u32>| {
        before.and_then(of).map(|number| number.to_string()).unwrap_or_default()
    };
    let questions = &desk.questions;
    let committed = asked("agreement.committed_on");
    let committed = questions.optional_day(&committed, "", desk.today, Toward::Back)?;
    agreement.push(("committed_on", committed.map(text)));
    let respond = questions.whole(
        &asked("agreement.respond_within_days"),
        &start(|before| before.respond_within_days),
        &bounds::RESPOND_WITHIN_DAYS,
    )?;
    agreement.push(("respond_within_days", respond.map(number)));
    if respond.is_some() {
        let days = vec![
            Choice::new("calendar days", "calendar"),
            Choice::new("working days (Monday to Friday)", "working"),
        ];
        let is_working = before.is_some_and(|before| before.days == Days::Working);
        let days = questions.one(&asked("agreement.days"), days, usize::from(is_working))?;
        agreement.push(("days", Some(text(days))));
    }
    if let Some(profile) = profile {
        let choice = |term: &Term| Choice::new(shown(term), term.id.clone());
        let choices = profile.methods.iter().map(choice).collect();
        let before = |method: &Term| old.is_some_and(|old| old.agrees_on_method(&method.id));
        let ticked = (0..profile.methods.len()).filter(|&at| before(&profile.methods[at]));
        let ticked: Vec<usize> = ticked.collect();
        let methods = questions.many(&asked("agreement.methods"), choices, &ticked)?;
        let methods: Vec<Written> = methods.iter().map(text).collect();
        agreement.push(("methods", (!methods.is_empty()).then_some(Written::List(methods))));
    }
    let meet_every = questions.whole(
        &asked("agreement.meet_every_days"),
        &start(|before| before.meet_every_days),
        &bounds::MEET_EVERY_DAYS,
    )?;
    agreement.push(("meet_every_days", meet_every.map(number)));
    let minutes = questions.whole(
        &asked("agreement.minutes"),
        &start(|before| before.minutes.map(|minutes| minutes.value)),
        &bounds::MINUTES,
    )?;
    agreement.push(("minutes", minutes.map(number)));
    Ok(())
}
