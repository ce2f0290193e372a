//! Dates: what is read is written so that it is read again, and every comparison of two dates
//! agrees with its reverse. The two stand on lines of their own.

#![no_main]

use std::cmp::Ordering;

use ibid::date::{self, Amount, Date, Day, MonthDay, Within};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (one, other) = text.split_once('\n').unwrap_or((text, "1931"));
    let (one, other) = (read(one), read(other));
    if let (Some(one), Some(other)) = (one, other) {
        compare(&one, &other);
    }
});

/// Reads a text and looks at it from all sides.
fn read(text: &str) -> Option<Date> {
    // What is told of a text must not depend on whether it is a date.
    assert!(!date::hint(text).is_empty());
    let _ = MonthDay::parse(text);
    let date = match Date::parse(text) {
        Ok(date) => date,
        Err(error) => {
            assert!(error.to_string().contains("is not an EDTF date"));
            return None;
        }
    };
    let written = date.to_string();
    let again = Date::parse(&written).expect("what is written is EDTF");
    assert_eq!(again, date, "{written}");
    assert_eq!(again.to_string(), written);
    assert!(date.level() <= 2 && !date.in_words().is_empty());
    in_order(date.min(), date.max());
    let reach = date.reach();
    for days in [reach.start, reach.end, reach.days()] {
        in_order(days.first, days.last);
    }
    for span in date.spans() {
        in_order(span.start.first, span.start.last);
        in_order(span.end.first, span.end.last);
        in_order(span.start.first, span.end.last);
    }
    if let Some((first, last)) = date.start() {
        assert!(first <= last);
    }
    let _ = (date.named(), date.parts(), date.season(), date.day());
    Some(date)
}

fn in_order(first: Option<Day>, last: Option<Day>) {
    if let (Some(first), Some(last)) = (first, last) {
        assert!(first <= last, "{first} {last}");
    }
}

fn compare(one: &Date, other: &Date) {
    assert_ne!(one.within(one, None), Within::No, "{one}");
    assert_eq!(one.chronological(one), Ordering::Equal);
    assert_eq!(one.chronological(other), other.chronological(one).reverse());
    // Whether two can meet does not depend on which is asked.
    let meet = |one: &Date, other: &Date| one.within(other, None) != Within::No;
    assert_eq!(meet(one, other), meet(other, one), "{one} and {other}");
    // What a source cannot have told of makes nothing possible.
    assert!(meet(one, other) || one.within(other, other.max()) == Within::No);
    let (mine, theirs) = (one.reach().days(), other.reach().days());
    assert!(!(mine.surely_before(theirs) && theirs.surely_before(mine)));
    for Amount { least, most } in [mine.days_until(theirs), mine.age_at(theirs)] {
        assert!(least.zip(most).is_none_or(|(least, most)| least <= most), "{one} to {other}");
    }
}
