use super::*;

fn axis(dates: &[&str], times: &[&str]) -> Axis {
    let date = |text: &&str| Date::parse(text).unwrap();
    let spans: Vec<Span> = dates.iter().flat_map(|text| date(text).spans()).collect();
    Axis::over(&spans, &times.iter().map(date).collect::<Vec<_>>())
}

fn labels(axis: &Axis, most: usize) -> Vec<String> {
    let ticks = axis.ticks(|ticks| ticks.len() <= most);
    assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at), "{ticks:?}");
    assert!(ticks.iter().all(|tick| (0.0..=1.0).contains(&tick.at)), "{ticks:?}");
    ticks.into_iter().map(|tick| tick.label).collect()
}

#[test]
fn ticks_are_at_round_times_of_any_length() {
    for (dates, most, expected) in [
        (["1901", "1935"], 5, "1910 1920 1930"),
        (["1928-01", "1931"], 6, "1928 1929 1930 1931 1932"),
        (["1931-02-03", "1931-04-20"], 4, "Mar 1931 Apr 1931"),
        (["1931-01-05", "1931-01-08"], 5, "5 Jan 1931 6 Jan 1931 7 Jan 1931 8 Jan 1931 9 Jan 1931"),
        (["-0019", "0020"], 4, "20 BC 10 BC 10 20"),
        (["-0043", "-0040"], 5, "44 BC 43 BC 42 BC 41 BC 40 BC"),
    ] {
        assert_eq!(labels(&axis(&dates, &[]), most).join(" "), expected, "{dates:?}");
    }
}

#[test]
fn the_axis_is_that_of_the_time_asked_for() {
    let axis = axis(&["1923/1938", "1931"], &["1930/1939"]);
    assert_eq!(labels(&axis, 11).first().map(String::as_str), Some("1930"));
    let day = |text: &str| Date::parse(text).unwrap().min();
    assert_eq!(axis.start_of(day("1923-01-01")), (0.0, true));
    assert_eq!(axis.start_of(day("1930-01-01")), (0.0, false));
    assert_eq!(axis.end_of(day("1939-12-31")), (1.0, false));
    assert_eq!(axis.end_of(None), (1.0, true));
    let (middle, is_off) = axis.start_of(day("1935-01-01"));
    assert!((middle - 0.5).abs() < 0.001 && !is_off);
}

#[test]
fn long_times_without_events_are_cut_short() {
    let cut = axis(&["1868", "1940", "2020"], &[]);
    let gaps: Vec<Gap> = cut.gaps().collect();
    assert_eq!(gaps.len(), 2);
    assert!(gaps.iter().all(|gap| (gap.to - gap.from - CUT).abs() < 1e-9), "{gaps:?}");
    assert!(cut.place(Time(1940.0)) < cut.place(Time(1960.0)));
    assert!(!labels(&cut, 50).contains(&"1990".to_owned()));
    // Nineteen years are not long, though they are most of the time.
    assert_eq!(axis(&["1902", "1921", "1928"], &[]).gaps().count(), 0);
}

#[test]
fn any_dates_make_an_axis() {
    for dates in [&[][..], &["1931-01-05"], &["../1931"], &["/1931"], &["Y-17E7", "Y17E8"]] {
        let axis = axis(dates, &[]);
        let places = [-1e12, 0.0, 1931.0, 1e12].map(|time| axis.place(Time(time)));
        assert!(places.iter().all(|at| (0.0..=1.0).contains(at)), "{dates:?} {places:?}");
        assert!(places.windows(2).all(|pair| pair[0] <= pair[1]), "{dates:?} {places:?}");
        labels(&axis, 10);
    }
}
