//! What is pressed, typed in or chosen from.

use leptos::prelude::*;

use super::Part;
use crate::parts::{
    Button, ButtonKind, ButtonLink, Checkbox, Choice, Confirm, Dialog, Glyph, IconButton, IconLink,
    Menu, MenuItem, NumberField, RadioGroup, Search, Select, Switch, TagsField, TextArea,
    TextField, TextKind,
};

#[component]
pub(super) fn Controls() -> impl IntoView {
    view! {
        <Buttons/>
        <IconButtons/>
        <TextFields/>
        <Choices/>
        <Menus/>
        <Dialogs/>
    }
}

fn no() -> Option<String> {
    Some("The last message is not yours".to_owned())
}

#[component]
fn Buttons() -> impl IntoView {
    let count = RwSignal::new(0);
    view! {
        <Part title="Button">
            <Button label="Primary" kind=ButtonKind::Primary on_click=move |()| count.update(|count| *count += 1)/>
            <Button label=move || format!("Pressed {} times", count.get())/>
            <Button label="Quiet" kind=ButtonKind::Quiet/>
            <Button label="Danger" kind=ButtonKind::Danger/>
            <Button label="With an icon" glyph=Glyph::Plus/>
            <Button label="Busy" kind=ButtonKind::Primary busy=true/>
            <Button label="Busy" busy=true/>
            <Button label="Blocked" kind=ButtonKind::Primary blocked=no/>
            <ButtonLink label="A link" href="#button-link" glyph=Glyph::ExternalLink/>
        </Part>
    }
}

#[component]
fn IconButtons() -> impl IntoView {
    let pressed = RwSignal::new(true);
    view! {
        <Part title="IconButton">
            <IconButton glyph=Glyph::Forward label="Forward chat" keys="Alt+F"/>
            <IconButton glyph=Glyph::CirclePause label="Place Chat On-Hold" blocked=no/>
            <IconButton glyph=Glyph::RefreshCw label="Reload" busy=true/>
            <IconButton
                glyph=Glyph::Info
                label="Room Information"
                pressed=move || Some(pressed.get())
                on_click=move |()| pressed.update(|pressed| *pressed = !*pressed)
            />
            <IconButton glyph=Glyph::ChevronDown label="More" expanded=|| Some(true)/>
            <IconButton glyph=Glyph::Phone label="Call" kind=ButtonKind::Primary/>
            <IconButton glyph=Glyph::Mic label="Mute" kind=ButtonKind::Secondary/>
            <IconButton glyph=Glyph::PhoneOff label="Hang up" kind=ButtonKind::Danger/>
            <IconLink glyph=Glyph::House label="Desk" href="#icon-link" current=true/>
        </Part>
    }
}

#[component]
fn TextFields() -> impl IntoView {
    let text = || RwSignal::new(String::from("Ada Lovelace"));
    let tags = RwSignal::new(vec!["Refund".to_owned(), "Invoice".to_owned()]);
    let known = vec!["Refund".to_owned(), "Late".to_owned(), "Login".to_owned()];
    view! {
        <Part title="Fields">
            <TextField label="Name" value=text() required=true/>
            <TextField label="Email" value=text() kind=TextKind::Email error=|| Some("This is not an email address".to_owned())/>
            <TextField label="Password" value=text() kind=TextKind::Password autocomplete="current-password"/>
            <TextField label="Phone" value=RwSignal::new("+44 20 7946 0958".to_owned()) kind=TextKind::Tel/>
            <TextField label="From" value=RwSignal::new("2026-11-25".to_owned()) kind=TextKind::Date/>
            <TextField label="Opens at" value=RwSignal::new("09:00".to_owned()) kind=TextKind::Time/>
            <TextField label="Read only" value=text() readonly=true hint="The directory decides"/>
            <TextArea label="Comment" value=text() hint="The guest sees it"/>
            <TextArea label="Comment" value=text() required=true error=|| Some("Please fill this in.".to_owned())/>
            <TextArea label="Notes" value=text() readonly=true/>
            <NumberField label="Seconds" value=RwSignal::new(Some(5000.0)) error=|| Some("Enter a number from 0 to 600.".to_owned())/>
            <NumberField label="Chats at once" value=RwSignal::new(Some(5.0)) min=0.0 max=50.0 step=1.0 hint="0: no limit"/>
            <TagsField label="Tags" value=tags suggestions=known remove="Remove" required=true/>
            <TagsField label="Tags" value=RwSignal::new(Vec::new()) remove="Remove" error=|| Some("Add a tag.".to_owned())/>
            <Search label="Search" value=RwSignal::new(String::new()) placeholder="Name, phone, email" clear="Clear"/>
            <Search label="Search" value=RwSignal::new("love".to_owned()) placeholder="Name, phone, email" clear="Clear"/>
        </Part>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let choices =
        ["Support", "Sales", "Billing"].map(|name| Choice::new(name.to_lowercase(), name)).to_vec();
    let chosen = RwSignal::new("sales".to_owned());
    view! {
        <Part title="Choices">
            <Select label="Department" value=chosen options=choices.clone()/>
            <Select label="Department" value=chosen options=choices.clone() error=|| Some("Nobody is there now".to_owned())/>
            <Select label="Department" value=chosen options=choices.clone() readonly=true hint="The directory decides"/>
            <RadioGroup label="Department" value=chosen options=choices hint="All three are bound to one value"/>
            <Checkbox label="Send chat transcript via email" value=RwSignal::new(true)/>
            <Checkbox label="Export chat transcript as PDF" value=RwSignal::new(false) blocked=|| Some("You may not request transcripts".to_owned())/>
            <Checkbox label="I agree to the privacy policy" value=RwSignal::new(false) required=true error=|| Some("Please agree first.".to_owned())/>
            <Switch label="Let guests upload files" value=RwSignal::new(false) blocked=|| Some("The workspace does not allow it".to_owned())/>
            <Switch label="Open for new chats" value=RwSignal::new(true) hint="Closed: the offline form is shown"/>
            <Switch label="Last-chatted agent first" value=RwSignal::new(false)/>
        </Part>
    }
}

#[component]
fn Menus() -> impl IntoView {
    let chosen = RwSignal::new("Available");
    let states = move || {
        let state =
            |name| MenuItem::new(name, move || chosen.set(name)).checked(chosen.get() == name);
        let mut items = ["Available", "Away", "Busy", "Offline"].map(state).to_vec();
        items.push(MenuItem::rule());
        items.push(MenuItem::link("My account", "#menu").glyph(Glyph::Settings));
        items
    };
    let acts = || {
        vec![
            MenuItem::new("Edit", || ()).glyph(Glyph::Pencil).hint("E"),
            MenuItem::new("Merge", || ())
                .glyph(Glyph::GitMerge)
                .blocked("Choose two contacts first"),
            MenuItem::new("Erase", || ()).glyph(Glyph::Trash2).danger(),
        ]
    };
    view! {
        <Part title="Menu">
            <Menu label="More" items=acts/>
            <Menu label="Availability" items=states>{move || chosen.get()}</Menu>
        </Part>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Form,
    Wide,
    Question,
}

#[component]
fn Dialogs() -> impl IntoView {
    let shown = RwSignal::new(None);
    let close = move |()| shown.set(None);
    let comment = RwSignal::new(String::new());
    view! {
        <Part title="Dialog">
            <Button label="A form" on_click=move |()| shown.set(Some(Shown::Form))/>
            <Button label="A wide one" on_click=move |()| shown.set(Some(Shown::Wide))/>
            <Button label="A question" on_click=move |()| shown.set(Some(Shown::Question))/>
            {move || shown.get().map(|what| match what {
                Shown::Question => view! {
                    <Confirm
                        title="Erase Ada Lovelace?"
                        text="Her name, addresses and messages are removed everywhere. This cannot be undone."
                        action="Erase"
                        cancel="Cancel"
                        danger=true
                        on_confirm=close
                        on_close=close
                    />
                }.into_any(),
                _ => view! {
                    <Dialog title="End conversation" close="Close" on_close=close wide={what == Shown::Wide}>
                        <form class="dialog__form" on:submit=move |event| {
                            event.prevent_default();
                            shown.set(None);
                        }>
                            <div class="dialog__body">
                                <TextArea label="Comment" value=comment/>
                            </div>
                            <div class="dialog__foot">
                                <Button label="Cancel" on_click=close/>
                                <Button label="Confirm" kind=ButtonKind::Primary submit=true/>
                            </div>
                        </form>
                    </Dialog>
                }.into_any(),
            })}
        </Part>
    }
}
