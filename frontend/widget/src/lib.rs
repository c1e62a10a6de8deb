//! The wasm entry of the visitor's chat.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
pub fn start() {
    app::widget::mount();
}
