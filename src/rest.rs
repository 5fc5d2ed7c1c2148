//! The rest of the app's Wasm: what a first visit does not run comes after it (ARCHITECTURE.md, "The page in two
//! parts"). Nothing here is called by the app: the build looks for the import and has it called before the first
//! function of the rest.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Returns when the rest is there; where it cannot be had, throws (public/start.js).
    #[wasm_bindgen(js_namespace = serviceLab, js_name = loadRest)]
    fn load_rest();
}

/// Keeps the import in the module.
#[wasm_bindgen(js_name = loadRest)]
pub fn keep() {
    load_rest();
}
