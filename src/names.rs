//! Names as people type them: folding, matching and suggestion.
//!
//! Folding makes `Nevel’son`, `nevelson` and `NEVEL'SON` one; matching tells how well a name that
//! was asked for fits a name that is there; suggestion finds the nearest one when none fits.

use unicode_normalization::char::decompose_compatible;

/// Folds a text for comparison: case, accents, apostrophes and the dots of abbreviations go, every
/// other run of punctuation and space becomes one space.
///
/// Letters with a stroke or a ligature, which Unicode does not decompose, become their usual
/// Latin spelling (`ł` → `l`, `ø` → `o`, `ß` → `ss`, `æ` → `ae`).
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => fold_other(c, &mut folded),
            _ => decompose_compatible(c, |part| {
                part.to_lowercase().for_each(|lower| fold_other(lower, &mut folded));
            }),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn fold_other(c: char, folded: &mut String) {
    match c {
        '\'' | '.' | '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´' => {}
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'þ' => folded.push_str("th"),
        'ı' => folded.push('i'),
        _ if unicode_normalization::char::is_combining_mark(c) => {}
        _ if c.is_alphanumeric() => folded.push(c),
        _ if folded.is_empty() || folded.ends_with(' ') => {}
        _ => folded.push(' '),
    }
}

/// How well a text answers to what was asked, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is what was asked.
    Exact,
    /// Every word that was asked is a word of it, in any order.
    Words,
    /// Every word that was asked begins a word of it.
    Beginnings,
    /// Every word that was asked stands somewhere in it.
    Parts,
}

/// What was asked for, folded once.
#[derive(Debug, Clone)]
pub struct Query {
    folded: String,
}

impl Query {
    /// Folds what was typed.
    pub fn new(typed: &str) -> Self {
        Self { folded: fold(typed) }
    }

    /// Whether nothing is left to look for (`""`, `"?!"`).
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether one word was asked for.
    pub fn is_one_word(&self) -> bool {
        !self.folded.contains(' ')
    }

    /// How well a folded text answers; `None` where it does not.
    pub fn fit(&self, folded: &str) -> Option<Fit> {
        if self.is_empty() {
            return None;
        }
        if folded == self.folded {
            return Some(Fit::Exact);
        }
        let mut worst = Fit::Words;
        for asked in self.folded.split(' ') {
            worst = worst.max(fit_of_word(asked, folded)?);
        }
        Some(worst)
    }
}

fn fit_of_word(asked: &str, folded: &str) -> Option<Fit> {
    let mut best = None;
    for (at, _) in folded.match_indices(asked) {
        let begins = at == 0 || folded[..at].ends_with(' ');
        let end = at + asked.len();
        let ends = end == folded.len() || folded[end..].starts_with(' ');
        let fit = match (begins, ends) {
            (true, true) => return Some(Fit::Words),
            (true, false) => Fit::Beginnings,
            _ => Fit::Parts,
        };
        best = Some(best.map_or(fit, |best: Fit| best.min(fit)));
    }
    best
}

/// The longest text, in bytes, for which a slip is looked for: the comparison takes the product of
/// both lengths, and nobody mistypes a page.
const LONGEST: usize = 256;

/// The nearest of some names to one that was not found: at most `limit`, the nearest first, and
/// none that is farther than a slip of the fingers (about a third of the letters).
pub fn nearest<'a>(
    typed: &str,
    names: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Vec<&'a str> {
    if typed.len() > LONGEST {
        return Vec::new();
    }
    let typed = fold(typed);
    let letters = Letters::of(&typed);
    let reach = typed.chars().count().div_ceil(3);
    // Most names have other letters: to know that takes no comparison.
    let distance = |name: &str| {
        let is_near = Letters::of(name).distance(&letters) <= reach;
        is_near.then(|| strsim::damerau_levenshtein(&typed, name))
    };
    let mut near: Vec<(usize, &str, String)> = Vec::new();
    for name in names.into_iter().filter(|name| name.len() <= LONGEST) {
        let folded = fold(name);
        // A name of several words is also known by each of them.
        let words = folded.split(' ').filter_map(|word| Some(distance(word)? + 1));
        // And an id with a prefix by what comes after it.
        let short = name.split_once('.').and_then(|(_, short)| distance(&fold(short)));
        let Some(distance) = words.chain(distance(&folded)).chain(short).min() else { continue };
        if distance <= reach && !near.iter().any(|(_, _, known)| *known == folded) {
            near.push((distance, name, folded));
        }
    }
    near.sort_by_key(|(distance, ..)| *distance);
    near.into_iter().take(limit).map(|(_, name, _)| name).collect()
}

/// How often each letter stands in a text, some letters taken together.
struct Letters([u8; 32]);

impl Letters {
    fn of(text: &str) -> Self {
        let mut counts = [0_u8; 32];
        for c in text.chars() {
            let count = &mut counts[u32::from(c) as usize % 32];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// The fewest letters that are to be changed to make one text of another.
    fn distance(&self, other: &Self) -> usize {
        let missing = |from: &Self, of: &Self| {
            let pairs = from.0.iter().zip(of.0);
            pairs.map(|(one, other)| usize::from(other.saturating_sub(*one))).sum::<usize>()
        };
        missing(self, other).max(missing(other, self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_case_accents_and_apostrophes() {
        for (written, folded) in [
            ("Ramón Mercader", "ramon mercader"),
            ("Nevel’son", "nevelson"),
            ("NEVEL'SON", "nevelson"),
            ("Lev L’vovich", "lev lvovich"),
            ("G.P.U.", "gpu"),
            ("  The Red Book: On … ", "the red book on"),
            ("chief-of-staff", "chief of staff"),
            ("Łódź Straße Ærø", "lodz strasse aero"),
            ("e\u{301}tienne", "etienne"),
            ("Троцкий", "троцкии"),
            ("!?", ""),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn fits_are_ranked() {
        let fit = |asked: &str, name: &str| Query::new(asked).fit(&fold(name));
        assert_eq!(fit("étienne", "Etienne"), Some(Fit::Exact));
        assert_eq!(fit("sedov lev", "Lev Sedov"), Some(Fit::Words));
        assert_eq!(fit("lev", "Lev Sedov"), Some(Fit::Words));
        assert_eq!(fit("sed", "Lev Sedov"), Some(Fit::Beginnings));
        assert_eq!(fit("dov", "Lev Sedov"), Some(Fit::Parts));
        assert_eq!(fit("lev nina", "Lev Sedov"), None);
        assert_eq!(fit("ev", "Sedov, Lev Evgeny"), Some(Fit::Beginnings));
        assert_eq!(fit("", "Lev"), None);
        assert_eq!(fit("…", "Lev"), None);
    }

    #[test]
    fn the_nearest_names_are_suggested_and_no_far_ones() {
        let names = ["Nina", "Zina", "Natalia Sedova", "Diego Rivera"];
        assert_eq!(nearest("Nona", names, 3), ["Nina", "Zina"]);
        assert_eq!(nearest("Natalja", names, 3), ["Natalia Sedova"]);
        assert_eq!(nearest("Napoleon", names, 3), [""; 0]);
    }

    #[test]
    fn nothing_is_near_to_a_page() {
        let page = "nina ".repeat(1_000_000);
        assert_eq!(nearest(&page, ["Nina", &page], 3), [""; 0]);
        assert_eq!(nearest("Nona", [&page, "Nina"], 3), ["Nina"]);
    }

    #[test]
    fn letters_never_tell_of_more_changes_than_there_are() {
        let mut rng = fastrand::Rng::with_seed(7);
        for _ in 0..2_000 {
            let mut word = || -> String {
                let length = rng.usize(0..9);
                (0..length).map(|_| rng.choice(['a', 'b', 'c', 'é', ' ', 'Д']).unwrap()).collect()
            };
            let (one, other) = (word(), word());
            let letters = Letters::of(&one).distance(&Letters::of(&other));
            let changes = strsim::damerau_levenshtein(&one, &other);
            assert!(letters <= changes, "{one:?} {other:?}: {letters} > {changes}");
        }
        assert_eq!(Letters::of("nina").distance(&Letters::of("zinaida")), 4);
    }
}
