//! Counts that add up field by field: the counts of two relationships come in, those of both go out.

/// Makes `+=` of counts. A field that is not named does not compile, so none can be forgotten.
macro_rules! adds_up {
    (& $counts:ident { $($field:ident),+ $(,)? }) => {
        impl std::ops::AddAssign<&$counts> for $counts {
            fn add_assign(&mut self, other: &Self) {
                let Self { $($field),+ } = other;
                $(self.$field += $field;)+
            }
        }
    };
    ($counts:ident { $($field:ident),+ $(,)? }) => {
        impl std::ops::AddAssign for $counts {
            fn add_assign(&mut self, other: Self) {
                let Self { $($field),+ } = other;
                $(self.$field += $field;)+
            }
        }
    };
}

pub(crate) use adds_up;
