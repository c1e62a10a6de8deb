//! Two soft notes for a new message, made by the browser: no file to load.

use std::cell::RefCell;

use web_sys::{AudioContext, AudioContextState};

use super::dom::{hear, window};

/// Frequency in Hz and beginning in seconds of each note.
const NOTES: [(f32, f64); 2] = [(660.0, 0.0), (880.0, 0.11)];
const LENGTH_S: f64 = 0.22;
const LOUDNESS: f32 = 0.08;
/// Fading never reaches 0, where the curve has no value.
const SILENCE: f32 = 0.0001;

thread_local! {
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Browsers allow sound only after the visitor has done something; this waits for that.
pub(super) fn unlock() {
    for event in ["pointerdown", "keydown"] {
        hear(&window(), event, |_| wake());
    }
}

/// Plays it, if the browser lets us.
pub(super) fn play() {
    wake();
    CONTEXT.with_borrow(|context| {
        let Some(context) = context.as_ref().filter(|c| c.state() == AudioContextState::Running)
        else {
            return;
        };
        for (pitch, at_s) in NOTES {
            _ = note(context, pitch, at_s);
        }
    });
}

fn wake() {
    CONTEXT.with_borrow_mut(|held| {
        if held.is_none() {
            *held = AudioContext::new().ok();
        }
        if let Some(context) = held.as_ref().filter(|c| c.state() == AudioContextState::Suspended) {
            _ = context.resume();
        }
    });
}

fn note(context: &AudioContext, pitch: f32, at_s: f64) -> Result<(), wasm_bindgen::JsValue> {
    let from = context.current_time() + at_s;
    let tone = context.create_oscillator()?;
    let fade = context.create_gain()?;
    tone.frequency().set_value(pitch);
    fade.gain().set_value_at_time(SILENCE, from)?;
    fade.gain().exponential_ramp_to_value_at_time(LOUDNESS, from + 0.02)?;
    fade.gain().exponential_ramp_to_value_at_time(SILENCE, from + LENGTH_S)?;
    tone.connect_with_audio_node(&fade)?;
    fade.connect_with_audio_node(&context.destination())?;
    tone.start_with_when(from)?;
    tone.stop_with_when(from + LENGTH_S)?;
    Ok(())
}
