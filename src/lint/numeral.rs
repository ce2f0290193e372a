//! Numbers as English writes them out.

/// Small numbers by their names, each name at its number.
const SMALL: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Tens by their names.
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Whether a word names a number, or a part of one.
pub(super) fn is_name(word: &str) -> bool {
    let names = SMALL.iter().chain(&TENS).chain(&["hundred", "thousand"]);
    !word.is_empty() && names.into_iter().any(|name| *name == word)
}

/// What makes of a number something else, or is one of its own.
const OTHER: [&str; 27] = [
    "both",
    "couple",
    "dozen",
    "dozens",
    "double",
    "few",
    "half",
    "hundreds",
    "million",
    "millions",
    "nor",
    "not",
    "odd",
    "or",
    "pair",
    "plus",
    "quarter",
    "quarters",
    "score",
    "scores",
    "several",
    "thirds",
    "thousands",
    "times",
    "triple",
    "twice",
    "without",
];

/// The numbers in some words, each folded to small letters; `None` where there is a number of
/// another sort.
pub(super) fn numbers(tokens: &[String], is_english: bool) -> Option<Vec<f64>> {
    let mut numbers = Vec::new();
    let mut spoken = Spoken::default();
    for token in tokens {
        if token.contains(|c: char| c.is_numeric()) {
            numbers.extend(spoken.end());
            numbers.push(token.replace(',', "").parse().ok()?);
        } else if is_english {
            if OTHER.contains(&&**token) || is_ordinal(token) {
                return None;
            }
            if !spoken.takes(token) {
                numbers.extend(spoken.end());
                spoken.takes(token);
            }
        }
    }
    numbers.extend(spoken.end());
    Some(numbers)
}

fn is_ordinal(token: &str) -> bool {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    ORDINALS.contains(&token)
        || token.ends_with("teenth")
        || token.ends_with("tieth")
        || token.ends_with("hundredth")
}

/// A number in words as far as it is read: `one hundred and twenty`.
#[derive(Debug, Default)]
struct Spoken {
    value: Option<u32>,
    /// What is still to come must be below this.
    below: u32,
}

impl Spoken {
    /// Takes the next word, if it goes on with the number or begins one.
    fn takes(&mut self, word: &str) -> bool {
        let at = |names: &[&str]| {
            let at = names.iter().position(|name| !name.is_empty() && *name == word)?;
            u32::try_from(at).ok()
        };
        let small = at(&SMALL).map(|number| (number, 1));
        let part = small.or_else(|| at(&TENS).map(|tens| (tens * 10, 10)));
        let (value, below) = match (self.value, part, word) {
            (None, Some((number, least)), _) => (number, least),
            (Some(value), Some((number, least)), _) if number < self.below => {
                (value + number, least)
            }
            (Some(value), None, "and") if self.below >= 100 => (value, self.below),
            (None, None, "hundred") => (100, 100),
            (Some(value), None, "hundred") if value < 100 => (value * 100, 100),
            (None, None, "thousand") => (1000, 1000),
            (Some(value), None, "thousand") if value < 1000 => (value * 1000, 1000),
            _ => return false,
        };
        (self.value, self.below) = (Some(value), below);
        true
    }

    /// The number that was read, if one was.
    fn end(&mut self) -> Option<f64> {
        self.value.take().map(f64::from)
    }
}
