//! Options of `coach report` that an address says in words. Whoever types one here is told what to write instead.

use clap::builder::UnknownArgumentValueParser;
use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::report::Address;

/// No options: a key of an address that is typed as one is refused with the word for it.
#[derive(Debug)]
pub(super) struct AddressOptions;

impl Args for AddressOptions {
    fn augment_args(command: Command) -> Command {
        let option = |key: &'static str| {
            let tip = format!("this is a word of the address: {key}=VALUE");
            let refused = UnknownArgumentValueParser::suggest(tip);
            // Without a value nothing would be refused.
            let missing = Arg::new(key).long(key).num_args(0..=1).default_missing_value("");
            missing.value_name("VALUE").value_parser(refused).hide(true)
        };
        command.args(Address::keys().into_iter().map(option))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for AddressOptions {
    fn from_arg_matches(_: &ArgMatches) -> Result<Self, Error> {
        Ok(Self)
    }

    fn update_from_arg_matches(&mut self, _: &ArgMatches) -> Result<(), Error> {
        Ok(())
    }
}
