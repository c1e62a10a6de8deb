//! Before it rings at the guest: microphone and camera are turned on, and one sees oneself.

use leptos::prelude::*;
use model::call::CallKind;

use super::{
    bar::Own,
    line::Phone,
    stage::{OwnPicture, TroubleBanner},
};
use crate::{
    parts::{Button, ButtonKind, Dialog, Glyph},
    words::{calls as words, parts as part_words},
};

/// Open as long as a call is wished for.
#[component]
pub(crate) fn Before() -> impl IntoView {
    let phone = expect_context::<Phone>();
    let wish = phone.wish;
    move || {
        let wish = wish.get()?;
        let title = words::CALL_GUEST.with(&[("name", &wish.guest)]);
        let has_video = wish.kind == CallKind::Video;
        Some(view! {
            <Dialog title close=part_words::CLOSE.text() on_close=move |()| phone.give_up()>
                <div class="dialog__body phone-before">
                    {has_video.then(|| view! { <OwnPicture/> })}
                    <div class="phone-before__own"><Own/></div>
                    <TroubleBanner/>
                </div>
                <div class="dialog__foot">
                    <Button
                        label=part_words::CANCEL.text()
                        on_click=move |()| phone.give_up()
                    />
                    <Button
                        label=words::START_CALL.text()
                        kind=ButtonKind::Primary
                        glyph=Glyph::Phone
                        busy=phone.is_busy
                        on_click=move |()| phone.call()
                    />
                </div>
            </Dialog>
        })
    }
}
