//! The field tables of every simulated kind: names, types, defaults, allowed
//! values. One table serves decoding, completion, hover and `kubectl explain`.

mod body;
mod complete;
mod decode;
mod descriptions;
pub mod go_types;
mod outline;
mod place;
mod quantity;
mod snippets;
mod spelling;
mod table;
mod time;

pub use body::{decode_body, duplicates};
pub use complete::{Completion, Hover, Offer, complete, hover};
pub use decode::{
    Decoded, FieldValidation, Problem, Refused, Repair, decode, decode_from_yaml, decode_struct,
};
pub use descriptions::{Descriptions, description_ids, kind_id};
pub use place::{diagnostic, edit};
pub(crate) use quantity::{BINARY_SUFFIXES, DECIMAL_SUFFIXES};
pub use quantity::{
    canonical as canonical_quantity, in_thousandths, nano as quantity_nano, sum as quantity_sum,
    wrong as wrong_quantity,
};
pub use snippets::snippets;
pub use spelling::closest;
pub use table::{Field, Struct, Type, all, find, of};
