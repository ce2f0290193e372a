//! What holds for every base into which fingerprints are written.

use proptest::prelude::*;
use serde_json::json;

use super::updated;
use crate::properties::{base, but, fingerprints, lost, read, tried};

proptest! {
    #![proptest_config(tried(250))]

    #[test]
    fn only_the_fingerprints_change(written in base(), prints in fingerprints()) {
        let new = updated(&written.text, "a", &prints).unwrap();
        let (before, after) = (read(&written.text), read(&new));
        let source = after.sources.iter().find(|source| &*source.id == "a").unwrap();
        prop_assert_eq!(source.fingerprint.as_ref(), Some(&prints), "{}", new);
        let rest = |document| but(document, "a", |source| source["body"]["fingerprint"] = json!(null));
        prop_assert_eq!(rest(&after), rest(&before), "{}", new);
        prop_assert_eq!(lost(&written.others, &new), None, "{}", new);
        let again = updated(&new, "a", &prints).unwrap();
        prop_assert_eq!(again, new, "twice is once");
    }
}
