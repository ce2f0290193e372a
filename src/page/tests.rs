use super::*;

/// What is told of a page with this in its head, and a headline and a paragraph in its body.
fn told(head: &str) -> Told {
    let page = format!(
        "<!doctype html><html><head>{head}</head><body><h1>On Bridges</h1>\
         <p>Nobody had crossed the river there before the ferry came.</p></body></html>"
    );
    source(page.as_bytes(), Given::default()).unwrap()
}

fn names(told: &Told) -> Vec<String> {
    told.source.author.iter().map(cite::author).collect()
}

/// Whether a note has all of these words.
fn notes(told: &Told, words: &[&str]) -> bool {
    told.notes.iter().any(|note| words.iter().all(|word| note.contains(word)))
}

const JSON_LD: &str = r#"<script type="application/ld+json">"#;

#[test]
fn a_bare_page_says_its_title_and_nothing_is_added() {
    let told = told("");
    let source = &told.source;
    assert_eq!((&*source.id, &*source.title), ("bridges", "On Bridges"));
    assert_eq!(source.csl_type, "webpage");
    assert!(source.author.is_empty() && source.issued.is_none() && source.url.is_none());
    assert!(source.container_title.is_none() && source.language.is_none());
    assert!(notes(&told, &["author, issued, container-title, url, language"]), "{:?}", told.notes);
    assert_eq!(source.fingerprint.as_ref().unwrap().paragraphs.len(), 1);
}

#[test]
fn scholarly_tags_are_believed_first() {
    let told = told(
        r#"<meta name="citation_title" content="On Bridges">
        <meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Ray Roe">
        <meta name="citation_publication_date" content="2019/3/7">
        <meta name="citation_journal_title" content="Journal of Bridges">
        <meta name="citation_publisher" content="A Press">
        <meta name="citation_language" content="en">
        <meta property="og:site_name" content="BridgeHub">"#,
    );
    let source = &told.source;
    assert_eq!(source.csl_type, "article-journal");
    assert_eq!(source.container_title.as_deref(), Some("Journal of Bridges"));
    assert_eq!(source.publisher.as_deref(), Some("A Press"));
    assert_eq!(source.issued.as_ref().unwrap().to_string(), "2019-03-07");
    assert_eq!(&*source.id, "doe-2019");
    assert_eq!(source.author[0].family.as_deref(), Some("Doe"));
    assert_eq!(source.author[1].literal.as_deref(), Some("Ray Roe"), "not taken apart");
    assert!(notes(&told, &["“Ray Roe” is given in one piece"]), "{:?}", told.notes);
}

#[test]
fn json_ld_is_read_with_what_it_refers_to() {
    let told = told(&format!(
        r##"{JSON_LD}[{{"@type": "Organization", "@id": "#us", "name": "The Bridge Post"}}]</script>
        {JSON_LD}{{"@graph": [
            {{"@type": ["WebPage"], "name": "On Bridges – Bridges", "@id": "#page",
              "isPartOf": {{"@type": "WebSite", "name": "Bridges"}}}},
            {{"@type": "http://schema.org/BlogPosting", "headline": "On Bridges &amp; Ferries",
              "author": [{{"@type": "Person", "givenName": "Jane", "familyName": "Doe"}},
                         {{"@id": "#us"}}],
              "isPartOf": {{"@id": "#page"}}, "publisher": {{"@id": "#us"}},
              "inLanguage": "de", "datePublished": "2020-08-20T23:59:00-05:00"}}
        ]}}</script>"##
    ));
    let source = &told.source;
    assert_eq!(source.csl_type, "post-weblog");
    assert_eq!(source.title, "On Bridges & Ferries");
    assert_eq!(names(&told), ["Jane Doe", "The Bridge Post"]);
    assert_eq!(source.container_title.as_deref(), Some("Bridges"));
    assert_eq!(source.publisher.as_deref(), Some("The Bridge Post"));
    assert_eq!(source.issued.as_ref().unwrap().to_string(), "2020-08-20", "as it is written");
    assert_eq!(source.language.as_deref(), Some("de"));
}

#[test]
fn of_a_headline_and_a_name_the_title_is_what_the_page_shows() {
    let of = |headline: &str, name: &str| {
        told(&format!(
            r#"{JSON_LD}{{"@type": "Article", "headline": "{headline}", "name": "{name}",
            "author": {{"@type": "Organization", "name": "Friends of the River"}}}}</script>"#
        ))
    };
    let told = of("way across a river", "On Bridges");
    assert_eq!(told.source.title, "On Bridges");
    assert_eq!(told.source.id.to_string(), "bridges", "a body does not name it");
    assert_eq!(of("On Bridges", "b-2").source.title, "On Bridges");
    assert_eq!(of("On Ferries", "b-2").source.title, "On Ferries");
}

#[test]
fn of_several_texts_that_of_the_page_is_meant() {
    let article = |title: &str, url: &str| {
        format!(
            r#"{JSON_LD}{{"@type": "Article", "headline": "{title}", "url": "{url}"}}</script>"#
        )
    };
    let teaser = article("Related", "https://b.example/1");
    let own = article("Own", "https://b.example/2");
    let canonical = r#"<link rel="canonical" href="https://b.example/2/">"#;
    assert_eq!(told(&[&*teaser, &own, canonical].concat()).source.title, "Own");
    assert_eq!(
        told(&[&*teaser, &own].concat()).source.title,
        "Related",
        "the first, for want of one"
    );
}

#[test]
fn dublin_core_and_open_graph_speak_where_nobody_else_does() {
    let told = told(
        r#"<meta name="DC.Title" content="On Bridges"><meta name="DC.Creator" content="Doe, Jane">
        <meta name="DC.Date" content="2019"><meta name="DC.Language" content="fr">
        <meta property="og:url" content="https://b.example/2">
        <meta property="og:site_name" content="Bridges"><meta property="og:type" content="article">"#,
    );
    let source = &told.source;
    assert_eq!(names(&told), ["Jane Doe"]);
    assert_eq!(source.author[0].given.as_deref(), Some("Jane"));
    assert_eq!(source.issued.as_ref().unwrap().to_string(), "2019");
    assert_eq!(source.language.as_deref(), Some("fr"));
    assert_eq!(source.url.as_deref(), Some("https://b.example/2"));
    assert_eq!(source.container_title.as_deref(), Some("Bridges"));
    assert_eq!(told.notes, [] as [&str; 0]);
}

#[test]
fn where_places_disagree_the_choice_is_told() {
    let told = told(
        r#"<meta name="citation_title" content="On Bridges"><meta property="og:title" content="Ten bridges you must see">
        <meta name="citation_author" content="Doe, Jane"><meta name="author" content="The Editors">
        <meta name="citation_date" content="2019-03-07">
        <meta property="article:published_time" content="2019-04-01T00:00:00Z">
        <link rel="canonical" href="https://b.example/2"><meta property="og:url" content="https://c.example/2">
        <meta name="citation_language" content="de"><meta property="og:locale" content="en_US">"#,
    );
    for words in [
        &["title: took “On Bridges” (citation_title)", "og:title says “Ten bridges"][..],
        &["author: took “Jane Doe”", "author says “The Editors”"],
        &["issued: took “2019-03-07”", "“2019-04-01”"],
        &["url: took “https://b.example/2”", "og:url"],
        &["language: took “de”", "“en-US”"],
    ] {
        assert!(notes(&told, words), "{words:?}: {:#?}", told.notes);
    }
}

#[test]
fn what_says_the_same_is_no_disagreement() {
    let told = told(
        r#"<title>On Bridges | Bridges</title><meta property="og:title" content="Bridges - On Bridges">
        <meta property="og:site_name" content="Bridges"><meta property="og:type" content="website">
        <meta name="citation_author" content="Doe, Jane"><meta name="author" content="by Jane Doe">
        <meta name="citation_date" content="2019-03"><meta name="dc.date" content="2019-03-07">
        <link rel="canonical" href="https://b.example/2/"><meta property="og:url" content="http://b.example/2">
        <meta name="citation_language" content="en"><meta property="og:locale" content="en_US">"#,
    );
    assert_eq!(told.source.title, "On Bridges");
    assert_eq!(told.notes, [] as [&str; 0]);
}

#[test]
fn what_is_of_no_use_is_left_out_and_told() {
    let told = told(
        r#"<meta name="citation_date" content="March 7, 2019"><meta name="author" content="https://b.example/jane">
        <link rel="canonical" href="/2"><meta property="og:locale" content="de facto">
        <script type="application/ld+json">{"@type": "Article", </script>"#,
    );
    let source = &told.source;
    assert!(source.issued.is_none() && source.author.is_empty());
    assert!(source.url.is_none() && source.language.is_none());
    assert!(notes(&told, &["“March 7, 2019” (citation_date)", "2019-03-07"]), "{:?}", told.notes);
}

/// What is told of a page with this in its body.
fn of_body(body: &str) -> Told {
    source(format!("<!doctype html><body>{body}").as_bytes(), Given::default()).unwrap()
}

/// The headings that are told of a page, each with the number of the first paragraph under it.
fn headings(told: &Told) -> Vec<(&str, u32)> {
    told.source.section.iter().map(|section| (&*section.heading, section.from)).collect()
}

/// The passages of a page as they are cited.
fn cited(told: &Told) -> Vec<(String, &str)> {
    let body = told.body.as_ref().unwrap();
    body.passages().map(|(place, text)| (place.to_string(), text)).collect()
}

const LONG: &str = "Why was the bridge built there in the first place at all?";

#[test]
fn every_heading_of_the_article_is_kept() {
    let told = of_body(&format!(
        "<article><h1>On Bridges</h1><h2>The river</h2><p>Nobody had crossed it there.</p>\
         <h2>{LONG}</h2><p>Because the ferry sank.</p><h3>So it ended.</h3><p>It was no loss.</p>"
    ));
    assert_eq!(headings(&told), [("The river", 1), (LONG, 2), ("So it ended.", 3)]);
    let first = of_body(&format!("<h1>On Bridges</h1><h2>{LONG}</h2><p>Because it sank.</p>"));
    assert_eq!(headings(&first), [(LONG, 1)]);
    // With a byline below it, it is a standfirst, which only the page can say.
    let apart = format!("<h1>On Bridges</h1><h2>{LONG}</h2><p>Jo Berg</p><p>Because it sank.</p>");
    assert_eq!(headings(&of_body(&apart)), []);
}

#[test]
fn the_sign_for_an_address_is_not_of_a_heading() {
    for sign in [
        "<a class=headerlink href=#a title='Permalink to this heading'>¶</a>",
        " <a class=headerlink href='https://b.example/2#a'>&para;</a>",
        "<a href=#a class=hash-link aria-label='Direct link'>&ZeroWidthSpace;</a>",
        "<a class=anchor href=#a>#</a>",
        "<a class=doc-anchor href=#a>§</a>",
    ] {
        let told = of_body(&format!(
            "<h1>On Bridges{sign}</h1><h2>In C#{sign}</h2><p>Look at <a href=#b>one</a>.{sign}</p>"
        ));
        assert_eq!(told.source.title, "On Bridges", "{sign}");
        assert_eq!(headings(&told), [("In C#", 1)], "{sign}");
        assert_eq!(cited(&told).last().unwrap().1, "Look at one.", "{sign}");
        assert_eq!(told.body.unwrap().way, Way::Title);
    }
    let plain = of_body("<h1>On C#</h1><p>It is called <a href=#c>C#</a> there.</p>");
    assert_eq!((&*plain.source.title, cited(&plain)[0].1), ("On C#", "It is called C# there."));
}

#[test]
fn the_number_of_a_note_is_not_of_the_text() {
    for note in [
        "<sup class=reference><a href=#n1><span>[</span>1<span>]</span></a></sup>",
        "<sup>[<a href=#n1>1</a>, <a href=#n2>2</a>]</sup>",
        "<a href=#fn1 role=doc-noteref><span>1</span></a>",
        "<a href=#fn1><sup>1</sup></a>",
        "<a class='footnote-reference brackets' href=#id1>[1]</a>",
    ] {
        let told = of_body(&format!("<h1>On Bridges</h1><p>It stood.{note} It fell{note}.</p>"));
        assert_eq!(cited(&told)[0].1, "It stood. It fell.", "{note}");
    }
    for kept in
        ["It is 10<sup>3</sup> feet <sup>[now]</sup> long.", "There you see <a href=#n1>[1]</a>."]
    {
        let told =
            of_body(&format!("<h1>On Bridges</h1><p>{kept} It stood.<sup></p><p>{kept}</p>"));
        let plain = kept.replace("<sup>", "").replace("</sup>", "");
        let plain = plain.replace("<a href=#n1>", "").replace("</a>", "");
        assert_eq!(cited(&told)[1].1, plain, "{kept}");
    }
}

#[test]
fn what_the_page_sets_around_the_article_is_not_counted() {
    let first = "<p>Nobody had crossed the river there.</p>";
    let last = "<p>And nobody has crossed it since.</p>";
    let beside = "<h3>What else there is to be read?</h3><p>Something else that nobody wanted.</p>";
    for around in [
        format!("<div role=navigation>{beside}<div>{beside}</div>{beside}</div>"),
        format!("<div class='x sphinxsidebar'><div>{beside}</div></div>"),
        format!("<ul class=Breadcrumbs><li>{beside}</ul>"),
        format!("<section class=related>{beside}</section>"),
        format!("<div class=toc><ul><li>{beside}</ul></div>"),
        format!("<div class=newsletter-signup>{beside}<form><button>Yes</button></form></div>"),
        format!("<div class='clearfix noprint'>{beside}</div><div class=hatnote>{beside}</div>"),
        format!("<form>{beside}</form>"),
        format!("<nav>{beside}</nav><aside>{beside}</aside>"),
        "<p><a rel=prev href=1>Previous: What nobody had ever known of this.</a></p>".to_owned(),
        "<p class=footer>All rights are reserved by somebody.</p>".to_owned(),
    ] {
        let page = ["<h1>On Bridges</h1>", first, &around, last].concat();
        let told = of_body(&page);
        assert_eq!(cited(&told).len(), 2, "{around}: {:?}", cited(&told));
        assert_eq!(headings(&told), [], "{around}");
    }
    // Nothing is taken for furniture by its looks, and what holds the article is none.
    for kept in [
        format!("<div class=toc-page>{first}</div>{last}"),
        format!("<p>{}</p>{last}", "<a rel=next href=2>Nobody</a> had crossed it there."),
        format!("<div class=sidebar><article>{first}{last}</article></div>"),
        format!("<div class=nav><main>{first}{last}</main></div>"),
    ] {
        let told = of_body(&format!("<h1>On Bridges</h1>{kept}"));
        assert_eq!(cited(&told).len(), 2, "{kept}: {:?}", cited(&told));
    }
}

#[test]
fn what_stands_at_the_head_of_an_article_is_no_paragraph() {
    let head = "<h1>On Bridges</h1><p class=entry-subtitle>How a ferry came to the river.</p>\
                <div class=entry-meta><span>Posted on <time>4 June 1950</time></span> \
                <span>by Jo Berg, who writes for us</span></div>";
    let text = "<p>Nobody had crossed it there.</p><p class=subtitle>It was too wide for that.</p>";
    for page in [
        format!("<article>{head}{text}</article>"),
        format!("<article><header>{head}</header>{text}</article>"),
        format!("{head}{text}"),
    ] {
        let told = of_body(&page);
        let expected = [
            ("standfirst", "How a ferry came to the river."),
            ("byline", "Posted on 4 June 1950 by Jo Berg, who writes for us"),
            ("¶1", "Nobody had crossed it there."),
            ("¶2", "It was too wide for that."),
        ];
        assert_eq!(cited(&told), expected.map(|(place, text)| (place.to_owned(), text)), "{page}");
    }
    let lead =
        "<article><header><h1>On Bridges</h1><p>This was read by nobody at all.</p></header>";
    let told = of_body(&format!("{lead}{text}"));
    assert_eq!(cited(&told)[0], ("¶1".to_owned(), "Nobody had crossed it there."));
}

#[test]
fn a_text_says_its_title_only_plainly() {
    let bare = |text: &str| source(text.as_bytes(), Given::default());
    assert!(bare("On Bridges\n\nNobody had crossed the river before.\n").is_err());
    assert!(bare("# A comment\nformat = 1\n\nNobody had crossed it before.\n").is_err());
    let heading = bare("# On Bridges\n\nNobody had crossed the river before.\n").unwrap();
    assert_eq!((&*heading.source.title, &*heading.source.csl_type), ("On Bridges", "document"));
    let fields = bare(
        "Title: On Bridges\nAuthor: Doe, Jane\nDate: 2019-03-07\nLanguage: English\n\n\
         Nobody had crossed the river before.\n",
    );
    let fields = fields.unwrap().source;
    assert_eq!(&*fields.id, "doe-2019");
    assert_eq!(fields.language, None, "no tag of a language");
    let given = Given { title: Some("On Bridges".to_owned()), id: Id::new("b").ok() };
    let named = source(b"On Bridges\n\nNobody had crossed the river before.\n", given).unwrap();
    assert_eq!((&*named.source.id, &*named.source.title), ("b", "On Bridges"));
    assert_eq!(named.source.fingerprint.as_ref().unwrap().paragraphs.len(), 1);
}

#[test]
fn an_id_can_be_made_or_must_be_given() {
    let page = |title: &str| format!("<!doctype html><title>{title}</title><p>One two three.</p>");
    let id = |title: &str| {
        let told = source(page(title).as_bytes(), Given::default());
        told.map(|told| told.source.id.to_string())
    };
    assert_eq!(id("Ærø’s Łódź: a Tour of It").unwrap(), "aeros-lodz-tour");
    assert_eq!(id("2. A Brief History of the Bridge").unwrap(), "brief-history-bridge");
    assert_eq!(id("What’s New In Python 2.0").unwrap(), "python-20");
    assert_eq!(id("How It Was").unwrap(), "was");
    assert_eq!(id("To Be").unwrap(), "be");
    assert_eq!(id("What Is It?").unwrap(), "what-is-it", "nothing says more");
    assert!(id("橋").unwrap_err().to_string().contains("--id"));
}

#[test]
fn one_moment_told_by_two_clocks_is_one_date() {
    let dated = |json: &str, meta: &str| {
        let told = told(&format!(
            r#"{JSON_LD}{{"@type": "Article", "headline": "On Bridges", "datePublished": "{json}"}}</script>
            <meta property="article:published_time" content="{meta}">"#
        ));
        let notes = notes(&told, &["issued: took"]);
        (told.source.issued.as_ref().unwrap().to_string(), notes)
    };
    let day = |day: &str| (day.to_owned(), false);
    // The clock of the page is not that of Greenwich.
    let (utc, own) = ("2014-04-13T04:30:00+00:00", "2014-04-12T23:30:00-05:00");
    assert_eq!(dated(utc, own), day("2014-04-12"));
    assert_eq!(dated(own, utc), day("2014-04-12"));
    assert_eq!(dated("2014-04-13T04:30Z", "2014-04-12T23:30:00.000-0500"), day("2014-04-12"));
    assert_eq!(dated("2014-01-01T00:15:00+02:00", "2013-12-31T22:15:00Z"), day("2014-01-01"));
    // Another moment is another date.
    let told = dated(utc, "2014-04-12T20:30:00-05:00");
    assert_eq!(told, ("2014-04-13".to_owned(), true));
    assert_eq!(dated("2014-04-13", own), ("2014-04-13".to_owned(), true));
    assert_eq!(dated("2014-04-13T99:99:99+99:99", "2014-04-13T25:00"), day("2014-04-13"));
}

#[test]
fn hostile_pages_are_read_in_time() {
    let deep = "[".repeat(200_000);
    let many = "<meta name=author content=x>".repeat(200_000);
    let pieces = format!("{JSON_LD}{{}}</script>").repeat(10_000);
    let long = format!("<title>{}</title>", "x".repeat(5_000_000));
    let nested = "<article><h1>".repeat(100_000);
    let cyclic = r##"{"@graph": [{"@type": "Article", "headline": "A", "isPartOf": {"@id": "#a"}},
        {"@id": "#a", "@type": "WebPage", "isPartOf": {"@id": "#a"}}]}"##;
    let cyclic = format!("{JSON_LD}{cyclic}</script>");
    let start = std::time::Instant::now();
    for head in [format!("{JSON_LD}{deep}</script>"), many, pieces, long, nested, cyclic] {
        let page = format!("<!doctype html><head>{head}<body><h1>On Bridges</h1><p>One two three.");
        let given = Given { title: Some("On Bridges".to_owned()), id: None };
        assert!(source(page.as_bytes(), given).is_ok());
    }
    assert!(start.elapsed().as_secs() < 60);
    assert!(source(b"\xff\xfe<\0", Given::default()).is_err());
    assert!(source(b"<html>\xe9</html>", Given::default()).is_err());
}
