//! Lists of common names, by which slips are found: given names and surnames that are among the most
//! frequent in the United States. No list is whole, and none of these means anyone.

/// Titles that are before a name.
#[rustfmt::skip]
pub(super) static TITLES: &[&str] = &[
    "Dr", "Miss", "Mr", "Mrs", "Ms", "Mx", "Prof",
];

/// Given names, sorted.
#[rustfmt::skip]
pub(super) static GIVEN_NAMES: &[&str] = &[
    "Aaliyah", "Aaron", "Abigail", "Adrian", "Aiden", "Aisha", "Alan", "Albert", "Alejandro",
    "Alexander", "Alexandra", "Alexis", "Alice", "Alicia", "Allison", "Alyssa", "Amanda", "Amelia",
    "Amy", "Andre", "Andrea", "Andrew", "Angela", "Angelica", "Anna", "Annette", "Anthony",
    "Antonio", "Ashley", "Aubrey", "Audrey", "Austin", "Barbara", "Benjamin", "Bernard", "Beth",
    "Betty", "Beverly", "Bobby", "Bradley", "Brandon", "Brenda", "Brian", "Brianna", "Brittany",
    "Bruce", "Bryan", "Caleb", "Cameron", "Carl", "Carla", "Carlos", "Carmen", "Carol", "Caroline",
    "Catherine", "Charles", "Charlotte", "Cheryl", "Chloe", "Christian", "Christina", "Christine",
    "Christopher", "Cindy", "Claire", "Connor", "Courtney", "Craig", "Crystal", "Curtis",
    "Cynthia", "Daniel", "Danielle", "David", "Deborah", "Debra", "Denise", "Dennis", "Derek",
    "Destiny", "Diana", "Diane", "Diego", "Donald", "Donna", "Dorothy", "Douglas", "Dylan",
    "Eduardo", "Edward", "Elaine", "Eleanor", "Elena", "Elijah", "Elizabeth", "Ella", "Emily",
    "Emma", "Eric", "Erica", "Erin", "Ethan", "Eugene", "Evan", "Evelyn", "Fatima", "Fernando",
    "Frances", "Francisco", "Gabriel", "Gabriela", "Gary", "George", "Gerald", "Gloria", "Gregory",
    "Hailey", "Hannah", "Harold", "Harper", "Heather", "Helen", "Henry", "Howard", "Isaac",
    "Isabella", "Isaiah", "Jack", "Jackson", "Jacob", "Jacqueline", "Jada", "Jaden", "Jamal",
    "James", "Jamie", "Janet", "Janice", "Jasmine", "Jason", "Javier", "Jayden", "Jaylen", "Jean",
    "Jeffrey", "Jennifer", "Jeremiah", "Jeremy", "Jesse", "Jessica", "Jesus", "Jill", "Joan",
    "Joanne", "Joel", "John", "Johnny", "Jonathan", "Jordan", "Jorge", "Jose", "Joseph", "Joshua",
    "Joyce", "Juan", "Juanita", "Judith", "Judy", "Julia", "Julian", "Julie", "Justin", "Kaitlyn",
    "Karen", "Katelyn", "Katherine", "Kathleen", "Kathryn", "Kathy", "Katie", "Kayla", "Keisha",
    "Keith", "Kelly", "Kenneth", "Kevin", "Kiara", "Kim", "Kimberly", "Kristen", "Kyle", "Lakisha",
    "Larry", "Latoya", "Laura", "Lauren", "Lawrence", "Leah", "Leonard", "Leslie", "Liam",
    "Lillian", "Linda", "Lindsey", "Lisa", "Logan", "Lori", "Louis", "Lucas", "Luis", "Madison",
    "Makayla", "Malik", "Manuel", "Marcus", "Margaret", "Maria", "Marie", "Marilyn", "Mario",
    "Mark", "Martha", "Martin", "Mary", "Mason", "Matthew", "Megan", "Melanie", "Melissa",
    "Melvin", "Mia", "Michael", "Michelle", "Miguel", "Mohammed", "Monica", "Morgan", "Nancy",
    "Natalie", "Nathan", "Nathaniel", "Nicholas", "Nicole", "Noah", "Norma", "Olivia", "Oscar",
    "Pamela", "Patricia", "Patrick", "Paul", "Paula", "Peter", "Philip", "Phillip", "Phyllis",
    "Priya", "Rachel", "Ralph", "Raymond", "Rebecca", "Regina", "Renee", "Ricardo", "Richard",
    "Robert", "Roberto", "Robin", "Rodney", "Roger", "Ronald", "Rosa", "Rosemary", "Russell",
    "Ruth", "Ryan", "Sabrina", "Samantha", "Samuel", "Sandra", "Sara", "Sarah", "Savannah",
    "Scott", "Sean", "Sebastian", "Shaniqua", "Shannon", "Sharon", "Sheila", "Shirley", "Sofia",
    "Sophia", "Stacy", "Stanley", "Stephanie", "Stephen", "Steven", "Susan", "Sydney", "Sylvia",
    "Tamika", "Tanya", "Taylor", "Teresa", "Terrence", "Terry", "Theresa", "Thomas", "Tiffany",
    "Timothy", "Tina", "Todd", "Travis", "Trevon", "Tyler", "Tyrone", "Valerie", "Vanessa",
    "Veronica", "Victor", "Victoria", "Vincent", "Virginia", "Walter", "Wanda", "Wayne", "Wendy",
    "William", "Willie", "Xavier", "Yolanda", "Zachary", "Zoe",
];

/// Names that are also words or places: by themselves, or in an id, they say nothing.
#[rustfmt::skip]
pub(super) static WORDS_TOO: &[&str] = &[
    "Amy", "Aubrey", "Austin", "Baker", "Barnes", "Bell", "Brooks", "Brown", "Butler", "Cameron",
    "Carol", "Carter", "Charlotte", "Christian", "Clark", "Cook", "Cooper", "Cox", "Crystal",
    "Curtis", "Destiny", "Fisher", "Foster", "Graham", "Gray", "Green", "Hall", "Harper", "Hill",
    "Howard", "Jack", "Jackson", "Jean", "Jesus", "Jordan", "Kennedy", "Kim", "King", "Lee",
    "Logan", "Long", "Madison", "Marie", "Mark", "Marshall", "Martin", "Mason", "Miller", "Moore",
    "Morgan", "Parker", "Price", "Raymond", "Reed", "Rivera", "Robin", "Roger", "Rosemary",
    "Russell", "Ruth", "Sanders", "Savannah", "Scott", "Stanley", "Sydney", "Taylor", "Tucker",
    "Turner", "Tyler", "Victoria", "Virginia", "Walker", "Ward", "Webb", "West", "White", "Wood",
    "Woods", "Young",
];

/// Surnames, sorted.
#[rustfmt::skip]
pub(super) static SURNAMES: &[&str] = &[
    "Adams", "Alexander", "Allen", "Alvarez", "Anderson", "Bailey", "Baker", "Barnes", "Bell",
    "Bennett", "Brooks", "Brown", "Butler", "Campbell", "Carter", "Castillo", "Chavez", "Clark",
    "Coleman", "Collins", "Cook", "Cooper", "Cox", "Cruz", "Davis", "Diaz", "Edwards", "Evans",
    "Fisher", "Flores", "Foster", "Garcia", "Gibson", "Gomez", "Gonzales", "Gonzalez", "Graham",
    "Gray", "Green", "Griffin", "Gutierrez", "Hall", "Hamilton", "Harris", "Harrison", "Henderson",
    "Hernandez", "Herrera", "Hill", "Howard", "Hughes", "Jackson", "James", "Jenkins", "Jimenez",
    "Johnson", "Jones", "Jordan", "Kelly", "Kennedy", "Kim", "King", "Lee", "Lewis", "Long",
    "Lopez", "Marshall", "Martin", "Martinez", "Mcdonald", "Mendoza", "Miller", "Mitchell",
    "Moore", "Morales", "Morgan", "Morris", "Munoz", "Murphy", "Murray", "Myers", "Nelson",
    "Nguyen", "Ortiz", "Owens", "Parker", "Patel", "Patterson", "Perez", "Perry", "Peterson",
    "Phillips", "Powell", "Price", "Ramirez", "Ramos", "Reed", "Reyes", "Reynolds", "Richardson",
    "Rivera", "Roberts", "Robinson", "Rodriguez", "Rogers", "Romero", "Ross", "Ruiz", "Russell",
    "Sanchez", "Sanders", "Scott", "Simmons", "Smith", "Stevens", "Stewart", "Sullivan", "Taylor",
    "Thomas", "Thompson", "Torres", "Tucker", "Turner", "Vargas", "Vasquez", "Walker", "Wallace",
    "Ward", "Washington", "Watson", "Webb", "West", "White", "Williams", "Wilson", "Wood", "Woods",
    "Wright", "Young",
];

/// Words after a given name that make it the name of a school or a thing.
#[rustfmt::skip]
pub(super) static NOT_SURNAMES: &[&str] = &[
    "Academy", "Avenue", "Building", "Center", "City", "College", "County", "Course", "District",
    "Early", "Elementary", "Hall", "High", "Intermediate", "Junior", "Library", "Method", "Middle",
    "Model", "Park", "Primary", "Road", "Room", "School", "Senior", "State", "Street", "Test",
    "University",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [GIVEN_NAMES, SURNAMES] {
            assert!(list.is_sorted_by(|a, b| a < b));
            assert!(list.iter().all(|name| name.is_ascii() && name.len() >= 3));
        }
    }
}
