use super::*;

fn blocks(text: &str) -> Vec<String> {
    let copy = Copy::read(text.as_bytes()).unwrap();
    copy.blocks().map(|(_, block)| block.to_owned()).collect()
}

#[test]
fn every_line_of_a_text_is_a_block() {
    assert_eq!(
        blocks("One\r\n\n  two\u{a0} \u{3000}three \n\n\nfour"),
        ["One", "two three", "four"]
    );
    assert_eq!(blocks("\u{feff}a < b\n</ p> 5 > 3"), ["a < b", "</ p> 5 > 3"]);
}

#[test]
fn white_space_alone_is_folded() {
    assert_eq!(folded(" a\u{a0}\t\r\n\u{2003}b "), "a b");
    for text in ["a\u{200b}b", "a\u{feff}b", "a\u{ad}b", "e\u{301}", "“a”"] {
        assert_eq!(folded(text), text);
    }
}

#[test]
fn a_page_is_known_by_what_it_is_made_of() {
    for page in [
        "<!doctype HTML><p>x",
        "\n <HTML><p>x",
        "<?xml version='1.0'?><html><p>x",
        "Some text first <P>x</P>",
        "<div>x</div>",
    ] {
        assert_eq!(blocks(page).last().unwrap(), "x", "{page}");
    }
}

#[test]
fn a_text_may_speak_of_markup() {
    let text = b"A paragraph ends with </p>, he said.\n\nSo it does.";
    assert_eq!(Copy::read(text).unwrap().len(), 2);
    let copy = Copy::read_as_text(text).unwrap();
    assert_eq!(copy.block(0), "A paragraph ends with </p>, he said.");
}

#[test]
fn a_page_gives_its_text_as_it_is_read() {
    let cases: [(&str, &[&str]); 12] = [
        ("<p>One <b>two</b>, <i>th</i>ree</p>", &["One two, three"]),
        ("<p>One\n  <a href='<p>'>two</a></p>", &["One two"]),
        ("<p>One<p>two<div>three</div>four</p>", &["One", "two", "three", "four"]),
        ("<p>a &amp; b &rsquo;&#8217;&#x2019;&nbsp;&eacute; &notso;</p>", &["a & b ’’’ é ¬so;"]),
        ("<p>one<br>two<br/>\n<br> three</p>", &["one two", "three"]),
        ("<p>a<script>'<p>b</p>'</script>c<style>p {}</style></p>", &["ac"]),
        ("<title>a</title><textarea>b</textarea><p>c<!-- d --></p>", &["c"]),
        ("<p>one<wbr>two&shy;three</p>", &["onetwo\u{ad}three"]),
        ("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table></p>", &["a", "b", "c", "d"]),
        ("<p>a<svg><path d='x'/></svg>b</p>", &["ab"]),
        ("<p>a<p", &["a"]),
        ("<p>a</p><script>b</p>", &["a"]),
    ];
    for (page, expected) in cases {
        assert_eq!(blocks(&format!("<html>{page}")), expected, "{page}");
    }
}

#[test]
fn what_a_page_sets_beside_its_text_is_told_apart() {
    let page = "<nav>Home, where everything of this paper is to be found.</nav>\
                <h2>A heading that is as long as any paragraph would be.</h2>\
                <figure>x<figcaption>A caption that is as long as any paragraph.</figcaption></figure>\
                <p>A paragraph.</p><p>A paragraph of more than eight words without an end</p>\
                <p>By A. Author</p><aside><p>Another story, which is told elsewhere in it.</p></aside>\
                <p>And a last one, which ends the text of this page.</p>";
    let copy = Copy::read(page.as_bytes()).unwrap();
    let paragraphs: Vec<&str> =
        copy.blocks().filter(|(at, _)| copy.is_paragraph(*at)).map(|(_, text)| text).collect();
    assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
    assert!(copy.is_furniture(0) && !copy.is_furniture(1));
}

#[test]
fn lines_that_were_broken_to_a_width_are_put_together() {
    let copy = Copy::read(b"A title\n\nOne line\nand another\n\nThe end").unwrap();
    assert!(copy.is_wrapped());
    let unwrapped = copy.unwrapped();
    let blocks: Vec<&str> = unwrapped.blocks().map(|(_, block)| block).collect();
    assert_eq!(blocks, ["A title", "One line and another", "The end"]);
    assert!(!unwrapped.has_lines_together());
    assert!(!Copy::read(b"<p>One</p><p>Two</p>").unwrap().has_lines_together());
}

#[test]
fn a_character_across_the_border_of_two_chunks_stays_whole() {
    for lead in 0..4 {
        let page = format!("<p>{}{}</p>", "x".repeat(lead), "“é”".repeat(CHUNK / 4));
        assert_eq!(blocks(&page), [&page[3..page.len() - 4]]);
    }
}
