//! Cases of the suite direct-yaml: a text posted straight to the server, with
//! fieldValidation Strict and Warn.

use serde_json::Value as Json;
use service_lab_engine::api::{Request, serve};
use service_lab_engine::objects::Kind;
use service_lab_engine::schema::{FieldValidation, decode_body};

use super::Part;
use super::control_plane::{Cluster, compare_text};

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let mut parts = post(case, "Strict", FieldValidation::Strict);
    parts.extend(post(case, "Warn", FieldValidation::Warn));
    parts
}

struct Answer {
    status: u16,
    reason: Option<&'static str>,
    message: Option<String>,
    warnings: Vec<String>,
}

fn post(case: &Json, name: &str, validation: FieldValidation) -> Vec<Part> {
    let wanted = &case[name];
    let got = answer(case["yaml"].as_str().unwrap_or_default(), validation);
    let strings = |json: &Json| -> Vec<String> {
        json.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
    };
    vec![
        Part::compare("status", &wanted["status"].as_u64(), &Some(u64::from(got.status))),
        Part::compare("reason", &wanted["reason"].as_str(), &got.reason),
        message(case, wanted["message"].as_str(), got.message.as_deref()),
        Part::compare("warnings", &strings(&wanted["warnings"]), &got.warnings),
    ]
}

fn message(case: &Json, wanted: Option<&str>, got: Option<&str>) -> Part {
    match (wanted, got) {
        (Some(wanted), Some(got)) => compare_text("message", "message", wanted, got, case),
        (wanted, got) => Part::compare("message", &wanted, &got),
    }
}

fn answer(text: &str, validation: FieldValidation) -> Answer {
    let decoded = match decode_body(Kind::Service, text, validation) {
        Ok(decoded) => decoded,
        Err(refused) => {
            return Answer {
                status: 400,
                reason: Some("BadRequest"),
                message: Some(refused.message),
                warnings: Vec::new(),
            };
        }
    };
    let mut cluster = Cluster::new("ipv4");
    let mut warnings = decoded.warnings;
    let request = Request::Create(decoded.value);
    match serve(&mut cluster.store, &cluster.config, &Cluster::call(false), &request) {
        Ok(done) => {
            warnings.extend(done.warnings);
            Answer { status: done.code, reason: None, message: None, warnings }
        }
        Err(status) => {
            warnings.extend(status.warnings);
            Answer {
                status: status.code,
                reason: Some(status.reason),
                message: Some(status.message),
                warnings,
            }
        }
    }
}
