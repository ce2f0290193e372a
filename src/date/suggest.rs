//! What EDTF has for dates as people write them. These are suggestions and nothing more: a date is
//! never read by them, because `03/05/1931` is one day here and another there.

use super::{Date, before_christ, days_in};

/// The longest text for which it is worth looking.
const LONGEST: usize = 60;

/// So many readings are told; who needs more of them has to say more.
const MOST: usize = 3;

/// The dates in EDTF that a text which is none may mean, the likeliest first; each is one that
/// [`Date::parse`] reads.
pub(super) fn suggest(text: &str) -> Vec<String> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let mut dates: Vec<String> = Vec::new();
    for found in compound(&tidy(text)) {
        // A day of no year is not what anybody asks for.
        if let Ok(date) = Date::parse(&found)
            && !found.contains(NO_YEAR)
            && !dates.contains(&date.to_string())
        {
            dates.push(date.to_string());
        }
    }
    dates.truncate(MOST);
    dates
}

/// The day that a text names without its year, as `MM-DD`.
pub(super) fn day_of_any_year(text: &str) -> Option<String> {
    let found = if text.len() > LONGEST { Vec::new() } else { single(&tidy(text)) };
    found.first()?.strip_prefix(NO_YEAR)?.strip_prefix('-').map(str::to_owned)
}

/// What stands for a year that is missing.
const NO_YEAR: &str = "XXXX";

/// Small letters, one kind of hyphen and of apostrophe, single spaces, nothing around.
fn tidy(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        c => c.to_ascii_lowercase(),
    });
    let plain: String = plain.collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").trim_matches(|c| matches!(c, ',' | ';' | '"')).to_owned()
}

/// Words before a date, and what EDTF puts after it for them.
const DOUBTS: [(&str, char); 15] = [
    ("circa ", '~'),
    ("ca. ", '~'),
    ("ca ", '~'),
    ("c. ", '~'),
    ("c.", '~'),
    ("c ", '~'),
    ("about ", '~'),
    ("around ", '~'),
    ("approximately ", '~'),
    ("roughly ", '~'),
    ("~", '~'),
    ("possibly ", '?'),
    ("perhaps ", '?'),
    ("probably ", '?'),
    ("?", '?'),
];

/// Signs after a date, and what EDTF has for them.
const DOUBTFUL: [(&str, char); 6] =
    [("?~", '%'), ("~?", '%'), (" (?)", '?'), ("(?)", '?'), (" ?", '?'), (" ~", '~')];

const BEFORE: [&str; 7] =
    ["not later than ", "before ", "until ", "till ", "up to ", "by ", "pre-"];
const AFTER: [&str; 6] = ["not before ", "after ", "since ", "from ", "starting ", "post-"];

/// Which years of ten a part of a decade has.
const PARTS: [(&str, [u8; 2]); 8] = [
    ("early ", [0, 4]),
    ("early-", [0, 4]),
    ("mid-", [3, 7]),
    ("mid ", [3, 7]),
    ("middle of the ", [3, 7]),
    ("late ", [5, 9]),
    ("end of ", [5, 9]),
    ("beginning of ", [0, 4]),
];

/// `early 1930s`: some time in the decade, or in a part of it; `late May 1931`: some time in it.
fn part(text: &str) -> Vec<String> {
    let part = PARTS.iter().find_map(|(word, years)| Some((text.strip_prefix(word)?, years)));
    let Some((rest, [first, last])) = part else { return Vec::new() };
    let mut dates = compound(rest);
    if let [decade] = dates.as_slice()
        && let Some(three) = decade.strip_suffix('X').filter(|three| is_number(three))
    {
        dates.push(format!("[{three}{first}..{three}{last}]"));
    }
    dates
}

/// A date, or what is made of dates: about one, until one, from one to another.
fn compound(text: &str) -> Vec<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some(date) = edtf(text) {
        return vec![date];
    }
    if let Some(days) = to_the_day(text) {
        return vec![days];
    }
    let part = part(text);
    if !part.is_empty() {
        return part;
    }
    let after = DOUBTS.iter().find_map(|(word, sign)| Some((text.strip_prefix(word)?, *sign)));
    let doubt = || DOUBTFUL.iter().find_map(|(end, sign)| Some((text.strip_suffix(end)?, *sign)));
    if let Some((rest, sign)) = after.or_else(doubt) {
        return compound(rest).iter().map(|date| doubted(date, sign)).collect();
    }
    if let Some((from, to)) = text.strip_prefix("between ").and_then(|rest| cut(rest, " and ")) {
        let ranges = ranges(from, to);
        let within = ranges.iter().filter_map(|range| range.split_once('/'));
        return within.map(|(from, to)| format!("[{from}..{to}]")).chain(ranges.clone()).collect();
    }
    if let Some((one, other)) = cut(text, " or ") {
        return pairs(one, other, |one, other| format!("[{one},{other}]"));
    }
    let whole = text.strip_prefix("from ").unwrap_or(text);
    for between in [" to ", " until ", " till ", " - ", "/", "-"] {
        let Some((from, to)) = cut(whole, between) else { continue };
        let found = ranges(from, to);
        if !found.is_empty() {
            return found;
        }
    }
    // Before a year is until the one that it follows.
    let before = text.strip_prefix("before ").or_else(|| text.strip_prefix("pre-"));
    if let Some(of) = before.and_then(written_year) {
        return vec![format!("../{}", year(of - 1))];
    }
    let until = BEFORE.iter().find_map(|word| text.strip_prefix(word));
    let since = AFTER.iter().find_map(|word| text.strip_prefix(word));
    match (until, since) {
        (Some(rest), _) => compound(rest).iter().map(|date| format!("../{date}")).collect(),
        (_, Some(rest)) => compound(rest).iter().map(|date| format!("{date}/..")).collect(),
        _ => single(text),
    }
}

/// A text that is a date but for its small letters.
fn edtf(text: &str) -> Option<String> {
    Date::parse(&text.to_ascii_uppercase()).ok().map(|date| date.to_string())
}

/// `[1883-03-09..1885]`, of which EDTF has both ends to the day or neither.
fn to_the_day(text: &str) -> Option<String> {
    let (from, to) = text.strip_prefix('[')?.strip_suffix(']')?.split_once("..")?;
    let (from, to) = (Date::parse(from.trim()).ok()?, Date::parse(to.trim()).ok()?);
    Some(format!("[{}..{}]", from.min()?, to.max()?))
}

/// The two sides of a word that stands once.
fn cut<'t>(text: &'t str, between: &str) -> Option<(&'t str, &'t str)> {
    let (one, other) = text.split_once(between)?;
    (!other.contains(between)).then(|| (one.trim(), other.trim()))
}

/// A date, or each end of an interval, with a sign of doubt.
fn doubted(date: &str, sign: char) -> String {
    let end = |end: &str| if end == ".." { end.to_owned() } else { format!("{end}{sign}") };
    date.split('/').map(end).collect::<Vec<_>>().join("/")
}

/// Every reading of one text with every reading of another.
fn pairs(one: &str, other: &str, join: impl Fn(&str, &str) -> String) -> Vec<String> {
    let others = single(other);
    let with = |one: String| others.iter().map(|other| join(&one, other)).collect::<Vec<_>>();
    single(one).into_iter().flat_map(with).collect()
}

/// From one date to another: what the first leaves out (`5–8 March 1931`) it has from the second,
/// and the second (`1850–60`) from the first.
fn ranges(from: &str, to: &str) -> Vec<String> {
    if let Some(years) = short_years(from, to) {
        return years;
    }
    if !is_whole(to) {
        return Vec::new();
    }
    if is_whole(from) {
        return pairs(from, to, in_order);
    }
    let words: Vec<&str> = to.split(' ').collect();
    let borrowed = (1..words.len()).map(|at| format!("{from} {}", words[at..].join(" ")));
    let whole = borrowed.filter(|from| is_whole(from));
    whole.map(|from| pairs(&from, to, in_order)).next().unwrap_or_default()
}

/// Whether a text says its year.
fn is_whole(text: &str) -> bool {
    let is_short = text.len() <= 2 && is_number(text);
    !is_short && single(text).iter().any(|date| !date.starts_with(NO_YEAR))
}

/// An interval from the earlier of two dates to the later.
fn in_order(one: &str, other: &str) -> String {
    match (Date::parse(one), Date::parse(other)) {
        (Ok(first), Ok(last)) if first.chronological(&last).is_gt() => format!("{other}/{one}"),
        _ => format!("{one}/{other}"),
    }
}

/// `1850–60`: two years, the second in short; `None` where it is no such thing.
fn short_years(from: &str, to: &str) -> Option<Vec<String>> {
    let (to, before_christ) = match era(to) {
        Some((to, before_christ)) => (to, before_christ),
        None => (to, false),
    };
    let is_short = is_number(from) && is_number(to) && (3..=4).contains(&from.len());
    let (head, tail) = from.split_at_checked(from.len().checked_sub(to.len())?)?;
    if !is_short || head.is_empty() {
        return None;
    }
    let (first, last) = (from.parse::<i64>().ok()?, format!("{head}{to}").parse::<i64>().ok()?);
    if before_christ {
        return (last < first).then(|| vec![format!("{}/{}", year(1 - first), year(1 - last))]);
    }
    if last <= first || tail.is_empty() {
        return None;
    }
    let years = format!("{}/{}", year(first), year(last));
    // 1904/05 may also be a month, and 1904-5 rather is one.
    let month = format!("{from}-{to:0>2}");
    Some(if to.len() == 1 { vec![month, years] } else { vec![years, month] })
}

/// One date, in each way in which it may be read.
fn single(text: &str) -> Vec<String> {
    let text = text.trim().trim_end_matches(',');
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some(date) = edtf(text) {
        return vec![date];
    }
    if let Some(year) = before_christ(text) {
        return vec![year];
    }
    let ways = [century, decade, unknown_digits, numbers, named_month, season, bare_year];
    ways.iter().map(|way| way(text)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A year as EDTF has it, `0000` being 1 BC.
fn year(year: i64) -> String {
    match year {
        ..0 => format!("-{:04}", -year),
        0..=9999 => format!("{year:04}"),
        _ => format!("Y{year}"),
    }
}

/// What stands before "BC" and "AD", and which of them it is.
fn era(text: &str) -> Option<(&str, bool)> {
    const ERAS: [(&str, bool); 8] = [
        ("b.c.e.", true),
        ("b.c.", true),
        ("bce", true),
        ("bc", true),
        ("a.d.", false),
        ("c.e.", false),
        ("ad", false),
        ("ce", false),
    ];
    ERAS.iter().find_map(|(era, before)| Some((text.strip_suffix(era)?.trim(), *before)))
}

/// `1931`, `44 AD`, `AD 44`, `44 BC`: a year with its era.
fn written_year(text: &str) -> Option<i64> {
    let text = text.strip_prefix("ad ").or_else(|| text.strip_prefix("a.d. ")).unwrap_or(text);
    let (number, before) = era(text).unwrap_or((text, false));
    let number: i64 = Some(number).filter(|number| is_number(number))?.parse().ok()?;
    Some(if before { 1 - number } else { number })
}

const ORDINALS: [&str; 21] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
];

/// `5th` and `fifth`.
fn ordinal(text: &str) -> Option<i64> {
    let named = ORDINALS.iter().position(|name| *name == text);
    if let Some(at) = named {
        return i64::try_from(at + 1).ok();
    }
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end))?;
    Some(number).filter(|number| is_number(number))?.parse().ok()
}

/// `19th century`: roughly 18XX, exactly 1801 to 1900.
fn century(text: &str) -> Vec<String> {
    let (text, before) = match era(text) {
        Some((text, true)) => (text, true),
        Some((text, false)) if text.ends_with("century") => (text, false),
        _ => (text, false),
    };
    let ends = [" century", " cent.", " c.", " c"];
    let number = ends.iter().find_map(|end| ordinal(text.strip_suffix(end)?));
    let Some(number) = number.filter(|number| (1..=99).contains(number)) else { return Vec::new() };
    if before {
        return vec![format!("{}/{}", year(1 - number * 100), year(1 - (number * 100 - 99)))];
    }
    let exactly = format!("{}/{}", year(number * 100 - 99), year(number * 100));
    vec![format!("{:02}XX", number - 1), exactly]
}

/// `1850s`, `1850's`; `1900s` is ten years or a hundred.
fn decade(text: &str) -> Vec<String> {
    let number = text.strip_suffix("'s").or_else(|| text.strip_suffix('s'));
    let Some(number) = number.filter(|number| number.len() == 4 && is_number(number)) else {
        return Vec::new();
    };
    match number.strip_suffix("00") {
        Some(century) => vec![format!("{century}0X"), format!("{century}XX")],
        None if number.ends_with('0') => vec![format!("{}X", &number[..3])],
        None => Vec::new(),
    }
}

/// `193?`, `19--`, `193_`.
fn unknown_digits(text: &str) -> Vec<String> {
    let known = text.trim_end_matches(['?', '-', '_', '.']);
    let is_year = text.len() == 4 && (2..4).contains(&known.len()) && is_number(known);
    if is_year { vec![format!("{known:X<4}")] } else { Vec::new() }
}

/// `1931-1-5`, `5.3.1931`, `3/1931`, `19310305`, and days and months that there are not.
fn numbers(text: &str) -> Vec<String> {
    let parts: Vec<&str> =
        text.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    if !parts.iter().all(|part| is_number(part)) {
        return by_roman_month(&parts);
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i64>().ok()).unwrap_or(0);
    let (first, second, third) = (number(0), number(1), number(2));
    match parts.iter().map(|part| part.len()).collect::<Vec<_>>().as_slice() {
        [8] => ymd(first / 10_000, first / 100 % 100, first % 100),
        [6] => ymd(first / 100, first % 100, 0).into_iter().chain([year(first)]).collect(),
        [4, 1..=2] => ymd(first, second, 0),
        [1..=2, 4] => ymd(second, first, 0),
        [4, 1..=2, 1..=2] => ymd(first, second, third),
        // Days first in most of the world, months first in some of it.
        [1..=2, 1..=2, 4] => {
            let mut read = ymd_if(third, second, first);
            read.extend(ymd_if(third, first, second));
            if read.is_empty() { ymd(third, second, first) } else { read }
        }
        _ => Vec::new(),
    }
}

/// `5.III.1931`
fn by_roman_month(parts: &[&str]) -> Vec<String> {
    const MONTHS: [&str; 12] =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let &[day, month, year] = parts else { return Vec::new() };
    let month = MONTHS.iter().position(|roman| *roman == month).map(|at| at + 1);
    match (day.parse(), month, year.parse()) {
        (Ok(day), Some(month), Ok(of)) if year.len() == 4 => {
            ymd_if(of, i64::try_from(month).unwrap_or(0), day)
        }
        _ => Vec::new(),
    }
}

/// A day that there is.
fn ymd_if(of: i64, month: i64, day: i64) -> Vec<String> {
    let date = format!("{}-{month:02}-{day:02}", year(of));
    if Date::parse(&date).is_ok() { vec![date] } else { Vec::new() }
}

/// A day or a month; or else the last day of the month, the month or the year, as far as there is
/// such a thing.
fn ymd(of: i64, month: i64, day: i64) -> Vec<String> {
    let month_alone = format!("{}-{month:02}", year(of));
    let number = u8::try_from(month).ok().filter(|month| (1..=12).contains(month));
    let Some(number) = number else {
        let swapped = ymd_if(of, day, month);
        return if swapped.is_empty() { vec![year(of)] } else { swapped };
    };
    let last = i64::from(days_in(of, number));
    match day {
        0 => vec![month_alone],
        _ if day <= last => ymd_if(of, month, day),
        _ => [ymd_if(of, month, last), vec![month_alone]].concat(),
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `march`, `mar.`, `sept`
fn month(word: &str) -> Option<i64> {
    let word = word.trim_end_matches('.');
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    i64::try_from(at + 1).ok()
}

/// `5 March 1931`, `March 5th, 1931`, `March 1931`, `15 March 44 BC`, `5 March`.
fn named_month(text: &str) -> Vec<String> {
    let words = text.split([' ', ',', '-']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty() && !is_weekday(word)).collect();
    let Some(at) = words.iter().position(|word| month(word).is_some()) else { return Vec::new() };
    let month = words.get(at).and_then(|word| month(word)).unwrap_or(0);
    let (mut day, mut rest) = (0, Vec::new());
    for (_, word) in words.iter().enumerate().filter(|(other, word)| *other != at && **word != "of")
    {
        let number = word.trim_end_matches('.');
        let is_day = number.len() <= 2 && is_number(number) && !is_year_word(&words, word);
        match ordinal(number).or_else(|| number.parse().ok().filter(|_| is_day)) {
            Some(number) if day == 0 && (1..=31).contains(&number) => day = number,
            _ => rest.push(*word),
        }
    }
    match written_year(&rest.join(" ")).filter(|_| is_whole_year(&rest)) {
        Some(of) => ymd(of, month, day),
        None if rest.is_empty() && day > 0 => vec![format!("{NO_YEAR}-{month:02}-{day:02}")],
        None => Vec::new(),
    }
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];
    word.strip_suffix("day").is_some_and(|day| DAYS.contains(&day))
}

/// Whether a number belongs to the era that stands after it.
fn is_year_word(words: &[&str], word: &str) -> bool {
    let at = words.iter().rposition(|other| *other == word);
    at.and_then(|at| words.get(at + 1))
        .is_some_and(|next| era(next).is_some_and(|(rest, _)| rest.is_empty()))
}

/// Two digits without an era are no year that could be told.
fn is_whole_year(words: &[&str]) -> bool {
    words.len() > 1 || words.first().is_some_and(|word| word.len() > 2)
}

/// `summer 1931`
fn season(text: &str) -> Vec<String> {
    const SEASONS: [(&str, u8); 5] =
        [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];
    let found = SEASONS.iter().find_map(|(name, number)| Some((text.strip_prefix(name)?, number)));
    let Some((rest, number)) = found else { return Vec::new() };
    let rest = rest.trim_start_matches([' ', ',']);
    let of = rest.strip_prefix("of ").unwrap_or(rest);
    written_year(of).map(|of| format!("{}-{number}", year(of))).into_iter().collect()
}

/// `44 AD`, `+1850`, `185`, `10500`: years that are not four digits.
fn bare_year(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('+');
    let Some(number) = written_year(text) else { return Vec::new() };
    let alone = year(number);
    match text.len() {
        2 if is_number(text) => vec![alone, format!("{text}XX")],
        3 if is_number(text) => vec![alone, format!("{text}X")],
        _ => vec![alone],
    }
}

#[cfg(test)]
#[path = "suggest/tests.rs"]
mod tests;
