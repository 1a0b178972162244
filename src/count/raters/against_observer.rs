//! The pair's own ratings against an observer's: how often higher, the same or lower. That is bias and
//! says nothing about how reliable a rating is.

use schemars::JsonSchema;
use serde::Serialize;

use crate::count::adds_up::adds_up;
use crate::count::narrow::NarrowKey;
use crate::count::row::{Kind, Row};
use crate::count::statistics::{Direction, Estimate, ITEMS_FOR_ESTIMATE, Reason};
use crate::count::{Current, ItemState, Share, Value};
use crate::domain::district::Numbers;
use crate::domain::record::Role;

/// Levels that count of items that both sides rated in the window: each side's latest, if it has not
/// expired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgainstObserver {
    itself: Direction,
    educator: Direction,
}

adds_up!(&AgainstObserver { itself, educator });

impl AgainstObserver {
    /// The roles that are held against an observer.
    pub const ROLES: [Role; 2] = [Role::Itself, Role::Educator];

    /// One relationship's, by what counts of each item.
    pub(super) fn of(items: &[ItemState]) -> Self {
        let mut against = Self::default();
        for state in items {
            for (role, direction) in
                [(Role::Itself, &mut against.itself), (Role::Educator, &mut against.educator)]
            {
                if let Some((own, observed)) = both(state, role) {
                    direction.add(own, observed);
                }
            }
        }
        against
    }

    /// One side's, by pairs of an own level and an observer's.
    pub(in crate::count) fn bias_of(pairs: impl IntoIterator<Item = (u8, u8)>) -> Bias {
        let mut direction = Direction::default();
        pairs.into_iter().for_each(|(own, observer)| direction.add(own, observer));
        Bias::of(&direction)
    }

    /// How the ratings of `role` stand to the observer's, in counts and estimates.
    pub fn bias(&self, role: Role) -> Option<Bias> {
        self.direction(role).map(|direction| Bias::of(&direction))
    }

    /// How the ratings of `role` stand to the observer's; `None` for an observer, who is not held
    /// against observers.
    pub fn direction(&self, role: Role) -> Option<Direction> {
        match role {
            Role::Itself => Some(self.itself),
            Role::Educator => Some(self.educator),
            Role::Observer | Role::Consensus => None,
        }
    }

    /// Mean of the own rating less the observer's, in steps of the scale; see [`Direction::mean`].
    pub fn mean_steps(direction: &Direction) -> Estimate {
        estimate(direction, direction.mean())
    }

    /// Two-sided p of the exact sign test; see [`Direction::sign_test`]. It takes items as independent.
    pub fn sign_test(direction: &Direction) -> Estimate {
        estimate(direction, direction.sign_test())
    }
}

/// `value`, where `direction` is of so many items that there is more to say than the counts.
fn estimate(direction: &Direction, value: Option<f64>) -> Estimate {
    let reason = match (direction.pairs(), value) {
        (0, _) => Some(Reason::NoPairs),
        (items @ 1..ITEMS_FOR_ESTIMATE, _) => {
            Some(Reason::TooFewItems { items, at_least: ITEMS_FOR_ESTIMATE })
        }
        (_, None) => Some(Reason::NoneDiffers),
        (_, Some(_)) => None,
    };
    let value = value.filter(|_| reason.is_none());
    Estimate { value, interval: None, reason }
}

/// The level of the one of the pair in `role` and of an observer, where both have one that counts:
/// their latest, if it has not expired.
pub(in crate::count) fn both(state: &ItemState, role: Role) -> Option<(u8, u8)> {
    let own = match role {
        Role::Itself => state.by_coach,
        Role::Educator => state.by_educator,
        Role::Observer | Role::Consensus => None,
    };
    let rank = |current: Current| current.rating.step().map(|rated| rated.rank);
    rank(own?).zip(rank(state.observed?))
}

/// One of the pair against observers, over the items to which both gave a level: each side's latest
/// in the window that has not expired.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Bias {
    /// Items rated the same, of items both rated.
    pub equal: Share,
    /// Items rated higher than by the observer.
    pub higher: Share,
    /// Items rated lower than by the observer.
    pub lower: Share,
    /// Mean of the own rating minus the observer's, in steps of the scale.
    #[schemars(schema_with = "Value::schema_of_estimate")]
    pub mean_steps: Value,
    /// Two-sided p of the exact sign test over items that differ; it treats items as independent.
    #[schemars(schema_with = "Value::schema_of_estimate")]
    pub sign_test: Value,
}

impl Bias {
    fn of(direction: &Direction) -> Self {
        let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let of = |count: u64| Share { k: number(count), n: number(direction.pairs()) };
        Self {
            equal: of(direction.equal),
            higher: of(direction.higher),
            lower: of(direction.lower),
            mean_steps: (&AgainstObserver::mean_steps(direction)).into(),
            sign_test: (&AgainstObserver::sign_test(direction)).into(),
        }
    }
}

pub(in crate::count) const EQUAL_TO_OBSERVER: Row<fn(&Bias) -> Value> = Row {
    name: "equal-to-observer",
    meaning: "items rated the same by the pair (self or educator) and an observer",
    formula: "Of the items to which one of the pair and an observer gave a level (each one's latest \
              rating in the period, unless it has expired), those that have the same.",
    kind: Kind::Share,
    numbers: Numbers::Agreement,
    narrowed_by: &[NarrowKey::Role],
    column: None,
    made: |bias| bias.equal.into(),
};

pub(in crate::count) const HIGHER_THAN_OBSERVER: Row<fn(&Bias) -> Value> = Row {
    name: "higher-than-observer",
    meaning: "items rated higher by the pair than by an observer",
    formula: "Of the items to which one of the pair and an observer gave a level (each one's latest \
              rating in the period, unless it has expired), those that the pair rated higher.",
    kind: Kind::Share,
    numbers: Numbers::Agreement,
    narrowed_by: &[NarrowKey::Role],
    column: None,
    made: |bias| bias.higher.into(),
};

pub(in crate::count) const LOWER_THAN_OBSERVER: Row<fn(&Bias) -> Value> = Row {
    name: "lower-than-observer",
    meaning: "items rated lower by the pair than by an observer",
    formula: "Of the items to which one of the pair and an observer gave a level (each one's latest \
              rating in the period, unless it has expired), those that the pair rated lower.",
    kind: Kind::Share,
    numbers: Numbers::Agreement,
    narrowed_by: &[NarrowKey::Role],
    column: None,
    made: |bias| bias.lower.into(),
};

pub(in crate::count) const STEPS_FROM_OBSERVER: Row<fn(&Bias) -> Value> = Row {
    name: "steps-from-observer",
    meaning: "mean of the pair's rating minus the observer's, in steps",
    formula: "Over the items to which one of the pair and an observer gave a level (each one's latest \
              rating in the period, unless it has expired), the mean of the pair's own minus the \
              observer's, in steps of the scale.",
    kind: Kind::Estimate,
    numbers: Numbers::Agreement,
    narrowed_by: &[NarrowKey::Role],
    column: None,
    made: |bias| bias.mean_steps.clone(),
};

pub(in crate::count) const OBSERVER_SIGN_TEST: Row<fn(&Bias) -> Value> = Row {
    name: "observer-sign-test",
    meaning: "two-sided p of the sign test of the pair's ratings against an observer's",
    formula: "Exact two-sided sign test over the items that one of the pair and an observer rated \
              differently (each one's latest rating in the period, unless it has expired); it treats \
              items as independent.",
    kind: Kind::P,
    numbers: Numbers::Agreement,
    narrowed_by: &[NarrowKey::Role],
    column: None,
    made: |bias| bias.sign_test.clone(),
};
