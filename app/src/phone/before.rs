//! Before it rings at the guest: microphone and camera are turned on, and one sees oneself.

use leptos::prelude::*;
use model::call::CallKind;

use super::{
    bar::Own,
    line::Line,
    stage::{OwnPicture, TroubleBanner},
};
use crate::{
    parts::{Button, ButtonKind, Dialog, Glyph},
    words::{calls as words, parts as part_words},
};

/// Open as long as a call is wished for.
#[component]
pub(super) fn Before() -> impl IntoView {
    let line = expect_context::<Line>();
    let wish = line.wish;
    move || {
        let wish = wish.get()?;
        let title = words::CALL_GUEST.with(&[("name", &wish.guest)]);
        let has_video = wish.kind == CallKind::Video;
        Some(view! {
            <Dialog title close=part_words::CLOSE.text() on_close=move |()| line.give_up()>
                <div class="dialog__body phone-before">
                    {has_video.then(|| view! { <OwnPicture/> })}
                    <div class="phone-before__own"><Own/></div>
                    <TroubleBanner/>
                </div>
                <div class="dialog__foot">
                    <Button
                        label=part_words::CANCEL.text()
                        on_click=move |()| line.give_up()
                    />
                    <Button
                        label=words::START_CALL.text()
                        kind=ButtonKind::Primary
                        glyph=Glyph::Phone
                        busy=line.is_busy
                        on_click=move |()| line.call()
                    />
                </div>
            </Dialog>
        })
    }
}
