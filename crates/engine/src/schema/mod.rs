//! The field tables of every simulated kind: names, types, defaults, allowed
//! values. One table serves decoding, completion, hover and `kubectl explain`.
