//! What coaching is made of, as typed plain data: days and school years, practice profiles, records, and
//! a district's settings. Trees come in; typed values, or every fault with its place, go out.

pub mod calendar;
pub mod district;
pub mod key;
pub mod profile;
pub mod record;
