//! Pods and Pod templates.
//!
//! Models pkg/registry/core/pod, pkg/apis/core/v1/defaults.go and the
//! admission plugins that change a Pod (v1.36).

mod admission;
mod container;
mod defaults;
mod devices;
mod difference;
mod gated;
mod image;
mod label_keys;
mod level;
mod placement;
mod profiles;
mod projected;
mod resources;
mod security;
mod validate;
mod volume_warnings;
mod volumes;
mod warnings;

#[cfg(test)]
mod tests;

pub(super) use admission::{admit, admit_update, hold};
pub(super) use defaults::{defaults, round_up, spec_defaults};
pub(super) use label_keys::merge as merge_label_keys;
pub(super) use resources::checked_quantity as quantity;
pub(super) use resources::name_form as resource_name;
pub(super) use validate::{
    validate_new, validate_template, validate_template_metadata, validate_update,
};
pub(super) use volume_warnings::claim_warnings;
pub(super) use warnings::warnings;
