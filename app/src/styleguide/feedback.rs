//! What answers: loading, empty, failed, progress, toasts.

use leptos::prelude::*;

use super::Part;
use crate::parts::{
    Banner, BannerKind, Button, ButtonKind, Empty, Failed, Glyph, Progress, Skeleton, SkeletonKind,
    Spinner, use_toaster,
};

#[component]
pub(super) fn Feedback() -> impl IntoView {
    view! {
        <Toaster/>
        <Part title="Banner">
            <div class="styleguide__box">
                <Banner text="A new version is there"><Button label="Reload" kind=ButtonKind::Quiet/></Banner>
                <Banner kind=BannerKind::Offline text="No connection. What you write is kept and sent later."/>
                <Banner kind=BannerKind::Error text="The mail server refuses our password. Ask an administrator."/>
            </div>
        </Part>
        <Part title="Loading">
            <Spinner label="Loading the conversation"/>
            <div class="styleguide__box"><Skeleton label="Loading" rows=3/></div>
            <div class="styleguide__box"><Skeleton label="Loading contacts" rows=3 kind=SkeletonKind::Entries/></div>
            <div class="styleguide__box"><Skeleton label="Loading chats" rows=3 kind=SkeletonKind::Table/></div>
        </Part>
        <Part title="Empty, Failed">
            <div class="styleguide__box">
                <Empty glyph=Glyph::Inbox title="Nobody is waiting" text="New chats ring here.">
                    <Button label="Open the Contact Center"/>
                </Empty>
            </div>
            <div class="styleguide__box">
                <Failed title="The chats could not be loaded" text="The server does not answer." retry="Retry" on_retry=|()| ()/>
            </div>
            <div class="styleguide__box">
                <Failed title="The chats could not be loaded" text="Trying again." retry="Retry" busy=true on_retry=|()| ()/>
            </div>
        </Part>
        <Part title="Progress">
            <div class="styleguide__box">
                <Progress label="Upload" value=Some(0.4) text="4 of 10 MB"/>
                <Progress label="Sending" value=None/>
            </div>
        </Part>
    }
}

#[component]
fn Toaster() -> impl IntoView {
    let toaster = use_toaster();
    let said = move |()| toaster.say("Chat forwarded to Sales");
    let undone =
        move |()| toaster.say_with("Chat ended", "Undo", move || toaster.say("Chat is open again"));
    let warned = move |()| {
        toaster.warn_with("Not sent: the network is gone.", "Retry", move || toaster.say("Sent"));
    };
    view! {
        <Part title="Toast">
            <Button label="What happened" on_click=said/>
            <Button label="With a way back" on_click=undone/>
            <Button label="What to do" on_click=warned/>
        </Part>
    }
}
