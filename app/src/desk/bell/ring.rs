//! Two short tunes made on the spot; browsers let a page sound only after it was touched once.

use leptos::{ev, prelude::*, reactive::owner::LocalStorage};
use web_sys::{AudioContext, OscillatorType};

use crate::live::storage;

const KEY: &str = "switchboard.sound";
/// Kept below what startles.
const VOLUME: f32 = 0.12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sound {
    /// A conversation comes in.
    Ring,
    /// A message in one of mine.
    Message,
}

impl Sound {
    /// Pitches in Hz and their beginnings in seconds.
    const fn notes(self) -> &'static [(f32, f64)] {
        match self {
            Self::Ring => &[(660.0, 0.0), (880.0, 0.16), (660.0, 0.42), (880.0, 0.58)],
            Self::Message => &[(740.0, 0.0), (988.0, 0.09)],
        }
    }
}

/// Copy; given as context in the signed-in frame.
#[derive(Debug, Clone, Copy)]
pub(in crate::desk) struct Ringer {
    pub(in crate::desk) is_on: RwSignal<bool>,
    audio: StoredValue<Option<AudioContext>, LocalStorage>,
}

impl Ringer {
    pub(super) fn new() -> Self {
        let is_on = storage::get(KEY).as_deref() != Some("off");
        let ringer = Self { is_on: RwSignal::new(is_on), audio: StoredValue::new_local(None) };
        let listeners = [
            window_event_listener_untyped("pointerdown", move |_| ringer.unlock()),
            window_event_listener(ev::keydown, move |_| ringer.unlock()),
        ];
        on_cleanup(move || {
            listeners.into_iter().for_each(|listener| listener.remove());
            if let Some(Some(audio)) = ringer.audio.try_get_value() {
                _ = audio.close();
            }
        });
        ringer
    }

    /// On or off, kept in this browser.
    pub(in crate::desk) fn turn(self, is_on: bool) {
        self.is_on.set(is_on);
        if is_on {
            storage::remove(KEY);
            self.play(Sound::Message);
        } else {
            storage::set(KEY, "off");
        }
    }

    fn unlock(self) {
        if self.audio.with_value(Option::is_none) {
            self.audio.set_value(AudioContext::new().ok());
        }
    }

    pub(super) fn play(self, sound: Sound) {
        if self.is_on.try_get_untracked() != Some(true) {
            return;
        }
        if let Some(audio) = self.audio.try_get_value().flatten() {
            // It rests after a while in the background.
            _ = audio.resume();
            for (pitch, begin) in sound.notes() {
                _ = note(&audio, *pitch, *begin);
            }
        }
    }
}

fn note(audio: &AudioContext, pitch: f32, begin: f64) -> Result<(), wasm_bindgen::JsValue> {
    const LENGTH_S: f64 = 0.14;
    let start = audio.current_time() + begin;
    let gain = audio.create_gain()?;
    // A sudden start or stop would click.
    gain.gain().set_value_at_time(0.0, start)?;
    gain.gain().linear_ramp_to_value_at_time(VOLUME, start + 0.02)?;
    gain.gain().linear_ramp_to_value_at_time(0.0, start + LENGTH_S)?;
    let tone = audio.create_oscillator()?;
    tone.set_type(OscillatorType::Sine);
    tone.frequency().set_value(pitch);
    tone.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&audio.destination())?;
    tone.start_with_when(start)?;
    tone.stop_with_when(start + LENGTH_S)
}
