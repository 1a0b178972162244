//! One order for the numbers of several reports: each report lists its own in the order of the page, and
//! what only some have stands where they have it.

use std::collections::HashMap;

use crate::report::Address;

/// Addresses in the order of all lists so far.
#[derive(Default)]
pub(super) struct Order {
    /// Each address with the place of the one that follows it.
    listed: Vec<(Address, Option<usize>)>,
    known: HashMap<Address, usize>,
    first: Option<usize>,
    /// Where the list is that is gone through.
    at: Option<usize>,
}

impl Order {
    /// Begins the list of another report.
    pub(super) fn begin(&mut self) {
        self.at = None;
    }

    /// Takes the next address of the list.
    pub(super) fn next(&mut self, address: &Address) {
        if let Some(&known) = self.known.get(address) {
            self.at = Some(known);
            return;
        }
        let place = self.listed.len();
        let before = self.at.and_then(|at| self.listed.get_mut(at));
        let link = before.map_or(&mut self.first, |(_, next)| next);
        let after = link.replace(place);
        self.listed.push((address.clone(), after));
        self.known.insert(address.clone(), place);
        self.at = Some(place);
    }

    /// Every address once.
    pub(super) fn all(&self) -> Vec<Address> {
        let mut all = Vec::with_capacity(self.listed.len());
        let mut at = self.first;
        while let Some((address, next)) = at.and_then(|at| self.listed.get(at)) {
            all.push(address.clone());
            at = *next;
        }
        all
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn what_only_a_later_list_has_stands_where_it_has_it() {
        let mut order = Order::default();
        for list in [["in-place", "sessions"], ["educators", "in-place"], ["in-place", "minutes"]] {
            order.begin();
            list.iter().for_each(|text| order.next(&text.parse().unwrap()));
        }
        let all: Vec<String> = order.all().iter().map(ToString::to_string).collect();
        assert_eq!(all, ["educators", "in-place", "minutes", "sessions"]);
    }
}
