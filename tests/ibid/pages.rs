//! Pages as those meet them who cannot see them, or not well: axe-core looks for what hinders them.

use serde_json::Value;

use crate::timeline::look;
use crate::{run, tools};

const PAGES: [&[&str]; 5] = [
    &["timeline", "--kind", "death"],
    &["tree", "trotsky"],
    &["notes", "zina", "trotsky"],
    &["notes", "nina", "--style", "apa", "--parts", "chronology,questions,sources"],
    &["notes", "lev-sedov", "--blank", "dates,names,quotations"],
];

#[test]
fn nothing_hinders_readers() {
    let (Some(browser), Some(axe)) = (tools::chromium(), tools::axe()) else { return };
    let script = format!(
        "</script><script>{axe}</script><script>axe.run().then(found => tell({{ \
         passes: found.passes.length, dark: matchMedia('(prefers-color-scheme: dark)').matches, \
         wrong: found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html)) }}))"
    );
    for args in PAGES {
        let page = run(&[args, &["-f", "html"]].concat()).stdout;
        for (is_dark, flags) in [(false, &[][..]), (true, &["--force-dark-mode"])] {
            let name = format!("{}-{is_dark}", args.join("-").replace(',', "-"));
            let seen = look(&browser, &name, &page, &script, (1280, flags));
            assert_eq!(seen["wrong"], Value::Array(Vec::new()), "{name}");
            assert_eq!(seen["dark"], is_dark);
            assert!(seen["passes"].as_u64() > Some(10), "{seen}");
        }
    }
}
