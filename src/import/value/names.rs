//! Names of months and weekdays in English and Spanish.

const MONTHS: [(&str, &str); 12] = [
    ("January", "enero"),
    ("February", "febrero"),
    ("March", "marzo"),
    ("April", "abril"),
    ("May", "mayo"),
    ("June", "junio"),
    ("July", "julio"),
    ("August", "agosto"),
    ("September", "septiembre"),
    ("October", "octubre"),
    ("November", "noviembre"),
    ("December", "diciembre"),
];

const WEEKDAYS: [(&str, &str); 7] = [
    ("Monday", "lunes"),
    ("Tuesday", "martes"),
    ("Wednesday", "miércoles"),
    ("Thursday", "jueves"),
    ("Friday", "viernes"),
    ("Saturday", "sábado"),
    ("Sunday", "domingo"),
];

/// The month, 1 to 12, that a folded word names or begins to name.
pub(super) fn month(word: &str) -> Option<u32> {
    if word == "setiembre" || word == "set" {
        return Some(9);
    }
    place(word, &MONTHS).and_then(|place| u32::try_from(place + 1).ok())
}

/// The English name of a month from 1 to 12.
pub(super) fn month_name(month: u32) -> Option<&'static str> {
    let place = usize::try_from(month).ok()?.checked_sub(1)?;
    MONTHS.get(place).map(|&(name, _)| name)
}

/// Whether a folded word names or begins to name a weekday.
pub(super) fn is_weekday(word: &str) -> bool {
    place(word, &WEEKDAYS).is_some() || matches!(word, "miercoles" | "sabado")
}

/// Which of the names begins with the word, of three letters or more.
fn place(word: &str, names: &[(&str, &str)]) -> Option<usize> {
    let begins =
        |name: &str| name.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    let is_long = word.chars().count() >= 3;
    names.iter().position(|(english, spanish)| is_long && (begins(english) || begins(spanish)))
}
