//! The wasm entry of the agents', managers' and administrators' screens.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
pub fn start() {
    app::shell::mount();
}
