//! The evidence rule of an item: which rule of the closed set, with the parameters that it declares.

use super::rule::Family;
use crate::diagnostic::{Diagnostic, Finding, Problems};
use crate::domain::profile::evidence::{
    DECLARATIONS, EvidenceRule, Given, Named, Parameter, Takes,
};
use crate::syntax::toml;
use crate::syntax::tree::{Fields, Node, read as read_value, rules as tree_rules};
use crate::text::source::Source;
use crate::text::wording::count;

/// The rule that `node` writes down, in a profile with so many `methods`.
pub(super) fn evidence(
    node: &Node,
    methods: usize,
    problems: &mut Problems,
) -> Option<EvidenceRule> {
    let rules: Vec<_> = DECLARATIONS.iter().map(|rule| (rule.id, rule.named)).collect();
    let parameters = DECLARATIONS.iter().flat_map(|rule| rule.parameters);
    let parameters: Vec<_> = parameters.map(|parameter| parameter.key).collect();
    let family = Family { what: "evidence rule", rules: &rules, parameters: &parameters };
    let (name, mut fields) = family.open(node, problems)?;
    let rule = DECLARATIONS.iter().find(|rule| rule.id == name)?;
    let mut given = Given::default();
    for parameter in rule.parameters {
        read(&mut fields, parameter, methods, &mut given, problems);
    }
    fields.finish(problems);
    (rule.build)(&given)
}

/// What is wrong with `rule`, an inline table `{ rule = "name", … }` on one line, in a profile with so
/// many `methods`.
pub(crate) fn evidence_faults(rule: &str, methods: usize) -> Vec<Diagnostic> {
    let source = Source::new("evidence", format!("evidence = {rule}"));
    let mut problems = Problems::default();
    let root = toml::parse(&source, &mut problems);
    if let Some(node) = root.get("evidence").filter(|_| problems.is_empty()) {
        evidence(node, methods, &mut problems);
    }
    problems.finish_open(&source)
}

/// Reads `parameter` into `given`.
fn read(
    fields: &mut Fields,
    parameter: &Parameter,
    methods: usize,
    given: &mut Given,
    problems: &mut Problems,
) {
    let key = parameter.key;
    let value = |node: &Node, problems: &mut Problems| {
        match &parameter.takes {
            Takes::Number(bounds, unit) => {
                let number = read_value::integer(node, problems, bounds.clone(), unit)?;
                given.numbers.push((key, number));
            }
            Takes::Methods(bounds) => {
                let number = read_value::integer(node, problems, bounds.clone(), "methods")?;
                given.numbers.push((key, of_methods(number, node, methods, problems)?));
            }
            Takes::Flag if read_value::boolean(node, problems)? => given.flags.push(key),
            Takes::Flag => {}
            Takes::Instrument | Takes::ItemOfInstrument => {
                let value = super::value::id(node, problems)?;
                given.named.push((key, Named { value, span: node.span }));
            }
        }
        Some(())
    };
    if parameter.is_needed {
        fields.required(key, problems, value);
    } else {
        fields.optional(key, problems, value);
    }
}

/// A number of methods, no more than the profile has.
fn of_methods(number: u32, node: &Node, methods: usize, problems: &mut Problems) -> Option<u32> {
    // A profile without methods is reported as such.
    if methods == 0 || usize::try_from(number).is_ok_and(|number| number <= methods) {
        return Some(number);
    }
    let message = format!("no pair can use {number} methods");
    let label = format!("the profile has {}", count(methods, "method"));
    problems.push(Finding::new(&tree_rules::OUT_OF_RANGE, node.span, message).label(label));
    None
}
