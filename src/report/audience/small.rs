//! Numbers of few: whether what observers saw may be shown of a group, where too few of its pairs were observed.

use std::cmp::Reverse;

/// Which of several groups may show what observers saw: those with at least `least` pairs observed, as long as the
/// others together have none or at least `least`, since the whole less what is shown tells what is not. `observed` are
/// the pairs of each group that an observer looked at.
///
/// With at least 10: of 12, 11 and 3 observed pairs, the group of 3 is hidden, and with it the smaller of the two
/// others; else the whole, less both, would tell the 3.
pub(super) fn shown(observed: &[u32], least: u32) -> Vec<bool> {
    let mut shown: Vec<bool> = observed.iter().map(|&pairs| pairs >= least).collect();
    loop {
        let hidden: u32 =
            observed.iter().zip(&shown).filter(|(_, shown)| !**shown).map(|(pairs, _)| pairs).sum();
        let smallest = (0..observed.len()).filter(|&at| shown[at]);
        let smallest = smallest.min_by_key(|&at| (observed[at], Reverse(at)));
        match smallest {
            Some(at) if hidden > 0 && hidden < least => shown[at] = false,
            _ => return shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_cannot_be_told_from_the_whole() {
        assert_eq!(shown(&[12, 11, 3], 10), [true, false, false]);
        assert_eq!(shown(&[12, 11, 0], 10), [true, true, false]);
        assert_eq!(shown(&[12, 6, 5], 10), [true, false, false]);
        assert_eq!(shown(&[12, 5], 10), [false, false]);
        assert_eq!(shown(&[], 10), [false; 0]);
    }
}
