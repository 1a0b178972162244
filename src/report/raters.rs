//! What a report says of raters: observers of one visit beside each other, the pair beside observers,
//! and what each rater wrote. The counts of a group come in; the part of the model goes out.

use schemars::JsonSchema;
use serde::Serialize;

use crate::count::statistics::{Estimate, Weights};
use crate::count::{
    AgainstObserver, Agreement, Bias, RaterId, Raters, RatingCounts, Share, Value, Visits, Written,
};
use crate::domain::profile::Profile;
use crate::domain::record::Role;

/// What a group's raters say beside each other.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RatersReport {
    /// Reliability: two observers on one visit.
    pub double_rating: DoubleRating,
    /// Bias, not reliability: the pair's current ratings against an observer's, over items that both
    /// rated.
    pub against_observer: Vec<AgainstRow>,
    /// What each rater wrote, by role and id; only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_rater: Option<Vec<RaterRow>>,
}

/// Visits that two or more observers rated, and how far those agree.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DoubleRating {
    /// Visits (one pair on one day) that two or more observers rated, of all visits that an observer
    /// rated.
    pub visits: Share,
    /// The district's floor for that share in percent, `double_rating_percent` in coach.toml.
    #[schemars(range(max = 100))]
    pub floor_percent: u32,
    /// Whether the share reaches the floor, compared exactly; `null` without a visit.
    pub reaches_floor: Option<bool>,
    /// Pairs of levels that two observers gave one item on one visit: those that are the same, of all
    /// pairs. Not-applicable and not-observed are missing.
    pub agree: Share,
    /// Mean, over items with two or more ratings, of the share of pairs that are the same.
    pub mean_agreement: EstimateRow,
    /// Gwet's AC2 with linear weights.
    pub ac2: EstimateRow,
    /// Krippendorff's alpha with the ordinal distance.
    pub alpha: EstimateRow,
    /// Cohen's kappa, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kappa: Option<EstimateRow>,
    /// Cohen's kappa with linear weights, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kappa_linear: Option<EstimateRow>,
}

/// An estimate, its 95 % interval and what that rests on, or why there is none. It takes at least ten
/// items that two raters rated.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EstimateRow {
    /// Value, 95 % interval, and why one of them is missing.
    #[serde(flatten)]
    #[schemars(schema_with = "Value::schema_of_estimate")]
    pub value: Value,
    /// What the interval treats as independent: visits (jackknife over 6 visits) or items.
    pub rests_on: Option<String>,
}

impl From<&Estimate> for EstimateRow {
    fn from(estimate: &Estimate) -> Self {
        let rests_on = estimate.interval.map(|interval| interval.rests_on.to_string());
        Self { value: estimate.into(), rests_on }
    }
}

/// One of the pair against observers, over the current levels of items that both rated.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgainstRow {
    /// Whose ratings: the coach's own or the educator's.
    #[schemars(extend("enum" = AgainstObserver::ROLES.map(Role::name)))]
    pub role: Role,
    /// How its ratings compare with the observers'.
    #[serde(flatten)]
    pub bias: Bias,
}

/// What one rater wrote.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RaterRow {
    /// The role that the checklists count under.
    pub role: Role,
    /// The rater's id.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Checklists in the window that no other corrects.
    pub checklists: u32,
    /// Their ratings.
    pub ratings: RatingCounts,
    /// Their ratings of each function, in the profile's order.
    pub functions: Vec<RaterFunction>,
}

/// What one rater wrote of one function.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RaterFunction {
    /// Id of the function.
    #[schemars(length(min = 1))]
    pub id: String,
    /// The ratings of its items.
    pub ratings: RatingCounts,
}

/// How the raters are to be shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Showing {
    /// The district's floor for double rating, in percent.
    pub floor_percent: u32,
    /// Whether Cohen's kappa was asked for.
    pub kappa: bool,
    /// Whether the report shows what each rater wrote.
    pub raters: bool,
}

impl RatersReport {
    pub(super) fn new(profile: &Profile, raters: &Raters, showing: Showing) -> Self {
        let against = AgainstObserver::ROLES.into_iter().filter_map(|role| {
            let bias = raters.against_observer.bias(role)?;
            Some(AgainstRow { role, bias })
        });
        Self {
            double_rating: double_rating(&raters.visits, showing),
            against_observer: against.collect(),
            by_rater: showing
                .raters
                .then(|| raters.by_rater.iter().map(|(rater, w)| row(profile, rater, w)).collect()),
        }
    }
}

fn double_rating(visits: &Visits, showing: Showing) -> DoubleRating {
    let kappa = |weights| showing.kappa.then(|| (&visits.kappa(weights)).into());
    DoubleRating {
        visits: visits.double,
        floor_percent: showing.floor_percent,
        reaches_floor: visits.double.reaches_percent(showing.floor_percent.into(), 1),
        agree: visits.agree(),
        mean_agreement: (&visits.mean_agreement()).into(),
        ac2: (&visits.ac2()).into(),
        alpha: (&visits.alpha()).into(),
        kappa: kappa(Weights::None),
        kappa_linear: kappa(Weights::Linear),
    }
}

impl DoubleRating {
    /// The value of a statistic of visits; `None` for one that was not asked for.
    pub(super) fn value(&self, agreement: Agreement) -> Option<Value> {
        let estimate = match agreement {
            Agreement::Double => return Some(self.visits.into()),
            Agreement::Agree => return Some(self.agree.into()),
            Agreement::Mean => Some(&self.mean_agreement),
            Agreement::Ac2 => Some(&self.ac2),
            Agreement::Alpha => Some(&self.alpha),
            Agreement::Kappa => self.kappa.as_ref(),
            Agreement::KappaLinear => self.kappa_linear.as_ref(),
        };
        estimate.map(|estimate| estimate.value.clone())
    }
}

fn row(profile: &Profile, rater: &RaterId, written: &Written) -> RaterRow {
    let functions = profile.functions.iter().zip(&written.functions);
    RaterRow {
        role: rater.role,
        id: rater.id.clone(),
        checklists: written.checklists,
        ratings: written.ratings(),
        functions: functions
            .map(|(function, &ratings)| RaterFunction { id: function.id.clone(), ratings })
            .collect(),
    }
}
