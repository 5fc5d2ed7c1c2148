//! The field tables of every simulated kind: names, types, defaults, allowed
//! values. One table serves decoding, completion, hover and `kubectl explain`.

mod decode;

pub use decode::{Decoded, FieldValidation, Problem, Refused, decode};
