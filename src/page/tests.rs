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
    assert_eq!((&*source.id, &*source.title), ("on-bridges", "On Bridges"));
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
    assert_eq!(id("Ærø’s Łódź: a Tour of It").unwrap(), "aeros-lodz-a");
    assert!(id("橋").unwrap_err().to_string().contains("--id"));
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
