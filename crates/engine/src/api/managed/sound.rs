//! Which names a field manager may have. Models
//! k8s.io/apimachinery/pkg/apis/meta/v1/validation ValidateFieldManager (v1.36).

use super::super::problems::Problems;
use super::super::{Request, Status};
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::yaml::printable;

/// Longest name, in bytes.
const LONGEST: usize = 128;

/// Refuses a request in the name of a manager that cannot be one, before anything else.
///
/// # Errors
/// A 422 about the options of the request.
pub(crate) fn sound_manager(manager: &str, request: &Request) -> Result<(), Status> {
    if manager.len() <= LONGEST && manager.bytes().all(|it| (b' '..0x7f).contains(&it)) {
        return Ok(());
    }
    judged(manager, request)
}

#[cold]
#[inline(never)]
fn judged(manager: &str, request: &Request) -> Result<(), Status> {
    let options = match request {
        Request::Create(_) => "CreateOptions",
        Request::Update { .. } => "UpdateOptions",
        Request::Patch { .. } | Request::Apply { .. } => "PatchOptions",
        _ => return Ok(()),
    };
    let at = FieldPath::root().field("fieldManager");
    let mut wrong = Problems::default();
    if manager.len() > LONGEST {
        wrong.too_long(&at, LONGEST);
    }
    for (place, letter) in manager.char_indices().filter(|(_, it)| !printable(*it)) {
        let detail = format!("invalid character U+{:04X} (at position {place})", u32::from(letter));
        wrong.invalid(Code::InvalidMetadata, &at, manager, &detail);
    }
    wrong.refuse_as(&format!("{options}.meta.k8s.io"), options, "")
}
