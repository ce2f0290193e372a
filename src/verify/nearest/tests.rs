use super::*;

const PASSAGES: [&str; 3] = [
    "“You see, here’s the barber,” he whispered to her in Coyoacán that evening.",
    "The barber had been sent for. It was a long day, and the day was hot.",
    "It was a long day, and the night was not.",
];

type Near = (Place, String, Vec<(String, String)>);

fn near(text: &str, cited: u32) -> Option<Near> {
    let passages = (1..).map(Place::Paragraph).zip(PASSAGES);
    let index = Index::new(passages);
    let nearest = index.nearest(text, |place| place == Place::Paragraph(cited))?;
    let differences = nearest.differences.into_iter().map(|one| (one.base, one.copy));
    Some((nearest.place, nearest.text, differences.collect()))
}

#[test]
fn the_difference_is_what_differs() {
    for (text, copy, base, there) in [
        ("You see, here's the barber,", "You see, here’s the barber,", "here's", "here’s"),
        ("whispered to her in Coyoacan", "whispered to her in Coyoacán", "Coyoacan", "Coyoacán"),
        ("Tou see, here’s the barber", "You see, here’s the barber", "Tou", "You"),
        ("The barber had sent for", "The barber had been sent for", "", "been"),
        ("The barber had not been sent for", "The barber had been sent for", "not", ""),
        ("he whispered to him in Coyoacán", "he whispered to her in Coyoacán", "him", "her"),
    ] {
        let (_, nearest, differences) = near(text, 9).unwrap();
        assert_eq!(nearest, copy);
        assert_eq!(differences, [(base.to_owned(), there.to_owned())], "{text}");
    }
}

#[test]
fn of_two_the_cited_is_the_nearest() {
    for cited in [2, 3] {
        let (place, ..) = near("It was a lang day, and", cited).unwrap();
        assert_eq!(place, Place::Paragraph(cited));
    }
}

#[test]
fn what_is_not_near_is_not_shown() {
    assert_eq!(near("zebras dream about nothing the same way", 1), None);
    assert_eq!(near("", 1), None);
    assert_eq!(Index::new([]).nearest("a b", |_| true), None);
}

#[test]
fn the_core_of_a_difference_is_cut_at_whole_characters() {
    for (base, copy, core) in [
        ("here’s", "here's", ("’", "'")),
        ("é", "è", ("é", "è")),
        ("aa", "a", ("a", "")),
        ("", "x", ("", "x")),
    ] {
        let difference = Difference { base: base.to_owned(), copy: copy.to_owned() };
        assert_eq!(difference.core(), core);
    }
}

#[test]
fn a_long_text_is_compared_within_bounds() {
    let long = "word ".repeat(100_000) + "end";
    let index = Index::new([(Place::Paragraph(1), long.as_str())]);
    assert!(index.nearest(&"word wird ".repeat(5_000), |_| true).is_some());
}
