//! Short tunes made on the spot; browsers let a page sound only after it was touched once.

use leptos::{prelude::*, reactive::owner::LocalStorage};
use model::account::Tune;
use web_sys::{AudioContext, OscillatorType};

use crate::live::storage;

const KEY: &str = "switchboard.sound";
const VOLUME_KEY: &str = "switchboard.volume";
/// The loudest, kept below what startles.
const LOUDEST: f32 = 0.3;
/// In percent.
const USUAL: u32 = 40;

/// Pitches in Hz and their beginnings in seconds.
type Notes = &'static [(f32, f64)];

const fn notes(tune: Tune) -> (OscillatorType, f64, Notes) {
    match tune {
        Tune::Bell => (
            OscillatorType::Sine,
            0.14,
            &[(660.0, 0.0), (880.0, 0.16), (660.0, 0.42), (880.0, 0.58)],
        ),
        Tune::Chime => (OscillatorType::Sine, 0.14, &[(740.0, 0.0), (988.0, 0.09)]),
        Tune::Knock => (OscillatorType::Triangle, 0.06, &[(196.0, 0.0), (196.0, 0.13)]),
        Tune::Drop => (OscillatorType::Sine, 0.1, &[(1_175.0, 0.0), (784.0, 0.06)]),
        Tune::Marimba => (
            OscillatorType::Triangle,
            0.18,
            &[(523.0, 0.0), (659.0, 0.12), (784.0, 0.24), (1_047.0, 0.36)],
        ),
        Tune::Silent => (OscillatorType::Sine, 0.0, &[]),
    }
}

/// Copy; given as context in the signed-in frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ringer {
    pub(crate) is_on: RwSignal<bool>,
    /// In percent; of this browser, whose loudspeakers it is about.
    pub(crate) volume: RwSignal<u32>,
    audio: StoredValue<Option<AudioContext>, LocalStorage>,
}

impl Ringer {
    pub(super) fn new() -> Self {
        let is_on = storage::get(KEY).as_deref() != Some("off");
        let volume = storage::get(VOLUME_KEY).and_then(|text| text.parse().ok());
        let ringer = Self {
            is_on: RwSignal::new(is_on),
            volume: RwSignal::new(volume.unwrap_or(USUAL).min(100)),
            audio: StoredValue::new_local(None),
        };
        let listeners = [
            window_event_listener_untyped("pointerdown", move |_| ringer.unlock()),
            window_event_listener_untyped("keydown", move |_| ringer.unlock()),
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
    pub(crate) fn turn(self, is_on: bool) {
        self.is_on.set(is_on);
        if is_on {
            storage::remove(KEY);
            self.play(Tune::Chime);
        } else {
            storage::set(KEY, "off");
        }
    }

    /// Louder or softer, kept in this browser.
    pub(crate) fn set_volume(self, percent: u32) {
        self.volume.set(percent.min(100));
        storage::set(VOLUME_KEY, &percent.min(100).to_string());
    }

    fn unlock(self) {
        if self.audio.with_value(Option::is_none) {
            self.audio.set_value(AudioContext::new().ok());
        }
    }

    pub(crate) fn play(self, tune: Tune) {
        if self.is_on.try_get_untracked() != Some(true) {
            return;
        }
        if let Some(audio) = self.audio.try_get_value().flatten() {
            // It rests after a while in the background.
            _ = audio.resume();
            let volume = loudness(self.volume.try_get_untracked().unwrap_or(USUAL));
            let (wave, length_s, notes) = notes(tune);
            for (pitch, begin) in notes {
                _ = note(&audio, (wave, length_s, volume), *pitch, *begin);
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "0 to 100")]
fn loudness(percent: u32) -> f32 {
    LOUDEST * percent as f32 / 100.0
}

fn note(
    audio: &AudioContext,
    (wave, length_s, volume): (OscillatorType, f64, f32),
    pitch: f32,
    begin: f64,
) -> Result<(), wasm_bindgen::JsValue> {
    let start = audio.current_time() + begin;
    let gain = audio.create_gain()?;
    // A sudden start or stop would click.
    gain.gain().set_value_at_time(0.0, start)?;
    gain.gain().linear_ramp_to_value_at_time(volume, start + 0.02)?;
    gain.gain().linear_ramp_to_value_at_time(0.0, start + length_s)?;
    let tone = audio.create_oscillator()?;
    tone.set_type(wave);
    tone.frequency().set_value(pitch);
    tone.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&audio.destination())?;
    tone.start_with_when(start)?;
    tone.stop_with_when(start + length_s)
}
