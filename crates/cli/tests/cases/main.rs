//! Runs the literate cases of tests/cases: prose, manifests and what must
//! become of packets. The format is written down in tests/cases/README.md.

mod document;
mod run;

use std::path::Path;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases");

#[test]
fn every_literate_case_holds() {
    let mut files: Vec<_> = std::fs::read_dir(Path::new(CASES))
        .expect("tests/cases is there")
        .map(|it| it.expect("a folder's entry").path())
        .filter(|it| it.extension().is_some_and(|it| it == "md"))
        .filter(|it| it.file_name().is_some_and(|it| it != "README.md"))
        .collect();
    files.sort();
    assert!(files.len() >= 10, "the cases are missing");
    let mut problems = Vec::new();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a case");
        problems.extend(run::problems(&text).into_iter().map(|it| format!("{name}:{it}")));
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn a_wrong_expectation_is_found() {
    let case = "```yaml\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n\
                spec: {selector: {app: web}, ports: [{port: 80}]}\n```\n\
                ```trace\nfrom: node:node-1\nto: service/web:80\nexpect: EXPECTED\n```\n";
    let wrong = run::problems(&case.replace("EXPECTED", "delivered"));
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].starts_with("7: expect"), "{wrong:?}");
    assert_eq!(run::problems(&case.replace("EXPECTED", "refused")), Vec::<String>::new());
}

#[test]
fn a_block_or_a_line_that_the_format_does_not_know_is_found() {
    assert_eq!(run::problems("```nonsense\n```\n").len(), 1);
    assert_eq!(
        run::problems("```trace\nfrom: outside\nto: 1.2.3.4:5\nexpct: refused\n```\n").len(),
        1
    );
    assert_eq!(run::problems("```trace\nfrom: outside\nto: 1.2.3.4:5\n```\n").len(), 1);
    assert_eq!(run::problems("```do\ndance\n```\n").len(), 1);
    assert_eq!(run::problems("```yaml\nkind: [\n```\n").len(), 1);
}
