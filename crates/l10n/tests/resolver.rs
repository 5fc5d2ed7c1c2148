//! The lab's resolver says what fluent-bundle says, of every text and with
//! every kind of argument.

use std::fs;
use std::path::Path;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use service_lab_l10n::{Arg, Bundle, Locale, Message, ftl};

/// Values that texts select by, and others.
const WORDS: [&str; 9] =
    ["10.96.0.1", "one", "other", "pod", "node", "1", "Service", "load-balancer", "a-b *c* `d`"];
const COUNTS: [u64; 6] = [0, 1, 2, 5, 11, 100_000];

fn sources(locale: Locale) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(locale.tag());
    [folder.clone(), folder.join("lessons")]
        .iter()
        .filter_map(|it| fs::read_dir(it).ok())
        .flatten()
        .filter_map(|it| it.ok().map(|it| it.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "ftl"))
        .filter_map(|it| fs::read_to_string(it).ok())
        .collect()
}

fn reference(locale: Locale, sources: &[String]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![locale.tag().parse().expect("a tag")]);
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new(source.clone()).expect("it parses");
        bundle.add_resource(resource).expect("no id stands twice");
    }
    bundle
}

fn said(bundle: &FluentBundle<FluentResource>, message: &Message) -> Option<String> {
    let (id, name) = message.id.split_once('.').unwrap_or((&message.id, ""));
    let found = bundle.get_message(id)?;
    let pattern = if name.is_empty() { found.value()? } else { found.get_attribute(name)?.value() };
    let mut args = FluentArgs::new();
    for (name, arg) in &message.args {
        match arg {
            Arg::Text(text) => args.set(name.as_ref(), FluentValue::from(text.as_str())),
            Arg::Count(number) => args.set(name.as_ref(), FluentValue::from(*number)),
        }
    }
    Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
}

fn compare(locale: Locale, sources: &[String]) -> usize {
    let theirs = reference(locale, sources);
    let ours = Bundle::new(locale, sources).expect("it reads");
    let mut compared = 0;
    for (id, entry) in sources.iter().flat_map(|it| ftl::parse_ftl(it).0) {
        if id.starts_with('-') {
            continue;
        }
        for (name, facts) in &entry.patterns {
            let id = if name.is_empty() { id.clone() } else { format!("{id}.{name}") };
            let words = WORDS.iter().map(|it| Arg::Text((*it).to_owned()));
            let counts = COUNTS.iter().map(|it| Arg::Count(*it));
            let with = |value: Arg| {
                let mut message = Message::new(id.clone());
                for name in &facts.variables {
                    message.args.push((name.clone().into(), value.clone()));
                }
                message
            };
            let bare = Message::new(id.clone());
            for message in words.chain(counts).map(with).chain([bare]) {
                let expected = said(&theirs, &message);
                assert_eq!(Some(ours.text(&message)), expected, "{locale:?} {message:?}");
                compared += 1;
            }
        }
    }
    compared
}

#[test]
fn every_text_of_the_lab_reads_as_fluent_reads_it() {
    for locale in Locale::ALL {
        assert!(compare(locale, &sources(locale)) > 10_000, "{locale:?}");
    }
}

#[test]
fn every_form_of_text_reads_as_fluent_reads_it() {
    let source = r#"
-brand = Lab { $case ->
        [genitive] of { $who }
       *[nominative] { $who }
    }
    .gender = neuter
a = { "\u00e9\"\\" } { 5 } { -brand(case: "genitive", who: "Ann") } { -brand }
b = { a } { a.none } { none } { -none } { c.title }
c = { -brand.gender ->
        [neuter] it
       *[other] they
    }
    .title = { $x } { $y } { F() }
d = { { $x } } { $x ->
        [0] none
        [one] one
       *[other] { $x } { $x ->
            [11] eleven
           *[other] some
        }
    }
e = { $x ->
        [0] text?
       *[5] five
    } { "5" ->
       *[5] word
    } { 1 ->
        [one] singular
       *[other] plural
    }
g = { $none ->
        [a] a
       *[b] b
    }
"#;
    for locale in Locale::ALL {
        assert!(compare(locale, &[source.to_owned()]) > 50, "{locale:?}");
    }
}
