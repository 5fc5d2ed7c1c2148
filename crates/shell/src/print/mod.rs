//! How kubectl prints: columns, YAML, JSON, jsonpath, tables.

pub mod ages;
pub mod columns;
pub mod diff;
pub mod gotemplate;
pub mod json;
pub mod jsonpath;
pub mod kyaml;
pub mod tabs;
pub mod yaml;
