//! Tabs, panels and long lists.

use leptos::prelude::*;

use super::Part;
use crate::parts::{
    Button, Cell, Column, ColumnHead, Order, Panel, TabLink, TabPanel, Tabs, VirtualList,
};

const MANY: u32 = 100_000;

#[component]
pub(super) fn Lists() -> impl IntoView {
    view! {
        <InTabs/>
        <PlainTable/>
        <List/>
        <Table/>
        <Part title="Panel">
            <div class="styleguide__tall">
                <Panel title="Contact Information" close="Close" back="Back" on_back=|()| () on_close=|()| ()>
                    <div class="panel__section">
                        <dl class="facts">
                            <div class="facts__row"><dt>"Email"</dt><dd>"ada@lovelace.example"</dd></div>
                            <div class="facts__row"><dt>"Phone"</dt><dd>"+44 20 7946 0958"</dd></div>
                        </dl>
                    </div>
                </Panel>
            </div>
        </Part>
    }
}

#[component]
fn InTabs() -> impl IntoView {
    let links = vec![
        TabLink::new("contacts", "Contacts", "#contacts").count(Some(300)),
        TabLink::new("chats", "Chats", "#chats"),
        TabLink::new("calls", "Calls", "#calls"),
    ];
    view! {
        <Part title="Tabs">
            <div class="styleguide__box">
                <Tabs id="guide" label="Contact Center" current="contacts" links/>
                <TabPanel of="guide" current="contacts">
                    <div class="panel__section">"Contacts"</div>
                </TabPanel>
            </div>
        </Part>
    }
}

#[component]
fn PlainTable() -> impl IntoView {
    let order = RwSignal::new(Order::Ascending);
    view! {
        <Part title="Table">
            <div class="styleguide__box table-box">
                <table class="table">
                    <thead>
                        <tr>
                            <ColumnHead
                                label="Name"
                                sorted=move || Some(order.get())
                                on_sort=move |()| order.update(|order| *order = order.reversed())
                            />
                            <ColumnHead label="Department" on_sort=|()| ()/>
                            <ColumnHead label="Chats" numeric=true/>
                        </tr>
                    </thead>
                    <tbody>
                        <tr><td>"Ada"</td><td>"Support"</td><td data-align="end">"3 / 5"</td></tr>
                        <tr><td>"Grace"</td><td>"Support"</td><td data-align="end">"5 / 5"</td></tr>
                    </tbody>
                </table>
            </div>
        </Part>
    }
}

#[component]
fn List() -> impl IntoView {
    let items = RwSignal::new((0..MANY).collect::<Vec<_>>());
    let opened = RwSignal::new(None);
    let scope = RwSignal::new(0);
    let above = move || {
        items.update(|items| {
            let next = u32::try_from(items.len()).unwrap_or(MANY);
            items.splice(0..0, next..next + 10);
        });
    };
    let anew = move || {
        scope.update(|scope| *scope += 1);
        items.set((0..MANY / 2).map(|item| item * 2).collect());
    };
    view! {
        <Part title="VirtualList">
            <Button label="Ten more above" on_click=above/>
            <Button label="Another search" on_click=anew/>
            <div class="styleguide__tall">
                <VirtualList
                    items
                    key=|item: &u32| *item
                    row_height=36.0
                    label="Numbers"
                    selected=opened
                    scope=move || scope.get().to_string()
                    on_open=move |item| opened.set(Some(item))
                    let:item
                >
                    <span class="option">{format!("Row {item}")}</span>
                </VirtualList>
            </div>
        </Part>
    }
}

#[component]
fn Table() -> impl IntoView {
    let items = RwSignal::new((0..500).collect::<Vec<u32>>());
    let opened = RwSignal::new(None);
    let more = move |()| {
        items.update(|items| {
            let len = u32::try_from(items.len()).unwrap_or(MANY);
            items.extend(len..(len + 500).min(MANY));
        });
    };
    let columns = || {
        vec![
            Column::new("Name").width("2fr").sorted(Some(Order::Descending)).on_sort(|| ()),
            Column::new("Email").narrow(),
            Column::new("Chats").width("80px").numeric(),
        ]
    };
    view! {
        <Part title="VirtualList with columns">
            <div class="styleguide__tall">
                <VirtualList
                    items
                    key=|item: &u32| *item
                    row_height=44.0
                    label="Contacts"
                    columns
                    total=Some(MANY as usize)
                    selected=opened
                    on_open=move |item| opened.set(Some(item))
                    on_near_end=more
                    let:item
                >
                    <Cell>{format!("Guest {item}")}</Cell>
                    <Cell narrow=true>{format!("guest{item}@example.org")}</Cell>
                    <Cell numeric=true>{item % 7}</Cell>
                </VirtualList>
            </div>
        </Part>
    }
}
