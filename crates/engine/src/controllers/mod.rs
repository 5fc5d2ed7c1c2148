//! The controllers: pure functions from the store to changes of it.
