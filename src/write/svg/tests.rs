use super::*;

const PLAIN: Type = Type { size: 10.0, is_bold: false };

fn written(element: &Element) -> String {
    let mut bytes = Vec::new();
    element.write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn text_and_attributes_are_escaped_and_what_does_not_show_is_shown() {
    let element = Element::new("text").set("data-id", "a\"<&>'").text("<b> & \u{1b}\u{202e}\n]]>");
    let text = written(&element);
    assert_eq!(
        text,
        "<text data-id=\"a&quot;&lt;&amp;&gt;&apos;\">&lt;b&gt; &amp; &lt;U+001B&gt;&lt;U+202E&gt; \
         ]]&gt;</text>\n"
    );
}

#[test]
fn only_what_is_empty_in_html_ends_at_once() {
    assert_eq!(written(&Element::new("meta")), "<meta/>\n");
    assert_eq!(written(&Element::new("td")), "<td></td>\n");
}

#[test]
fn text_is_measured_as_in_the_widest_font() {
    assert!((PLAIN.width("iii") - 8.34).abs() < 0.001);
    assert!((Type { is_bold: true, ..PLAIN }.width("iii") - 10.425).abs() < 0.001);
    assert!((PLAIN.width("é") - PLAIN.width("e")).abs() < 0.001);
    assert!(PLAIN.width("中") > 10.0);
    assert!(PLAIN.width("") < 0.001);
}

#[test]
fn text_is_wrapped_and_words_too_wide_are_broken() {
    let lines = PLAIN.wrapped("one two  three", PLAIN.width("one two"));
    assert_eq!(lines, ["one two", "three"]);
    let lines = PLAIN.wrapped("abcdef", PLAIN.width("abc"));
    assert_eq!(lines.concat(), "abcdef");
    assert!(lines.iter().all(|line| PLAIN.width(line) <= PLAIN.width("abc")));
    assert_eq!(PLAIN.wrapped("ab", 0.0), ["a", "b"]);
    assert_eq!(PLAIN.wrapped("", 10.0), [""]);
}

/// Relative luminance, by WCAG.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn colours_stand_out_on_their_grounds_and_are_the_same_in_the_style() {
    for (light, dark) in COLOURS.into_iter().chain([INK, MUTED]) {
        for (colour, grounds) in [(light, [GROUND.0, BAND.0]), (dark, [GROUND.1, BAND.1])] {
            for ground in grounds {
                assert!(contrast(colour, ground) >= 4.5, "{colour} on {ground}");
            }
        }
        assert!(PAGE.contains(dark), "{dark}");
    }
    assert!([GROUND.1, BAND.1, RULE.1].iter().all(|dark| PAGE.contains(dark)));
}

#[test]
fn lengths_are_short() {
    for (length, text) in [(1.0, "1"), (0.5, "0.5"), (1.006, "1.01"), (-0.001, "0"), (100.0, "100")]
    {
        assert_eq!(hundredths(length), text);
    }
}
