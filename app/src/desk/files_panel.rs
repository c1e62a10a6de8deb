//! Files: what hangs on the messages of a conversation, or of all the contact's; by name and by kind.

mod preview;
mod row;

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    attachment::{Attachment, AttachmentQuery, FileKind},
    page::PageAt,
    search::Scope,
};

use self::{preview::Preview, row::Row};
use super::{
    beside::{Beside, use_beside},
    panels::Panel,
};
use crate::{
    api,
    contact_center::{Pages, States, Texts},
    parts::{Button, Choice, Empty, Glyph, Search, Select, Switch},
    shell::address::{Address, use_address},
    words::{Word, desk as words, parts as part_words},
};

const TEXTS: Texts = Texts { loading: words::FILES_LOADING, failed: words::FILES_FAILED };

/// The files, and what of them is asked for. Copy.
#[derive(Clone, Copy)]
struct Files {
    address: Address,
    beside: Beside,
    name: Memo<Option<String>>,
    kind: Memo<Option<FileKind>>,
    is_whole: Memo<bool>,
    pages: Pages<Attachment>,
}

impl Files {
    fn new() -> Self {
        let (address, beside) = (use_address(), use_beside());
        let (name, kind) = (address.query("q"), address.query("kind"));
        let whole = address.query("whole");
        let kind = Memo::new(move |_| kind.get().and_then(|kind| FileKind::from_word(&kind)));
        let is_whole = Memo::new(move |_| whole.with(Option::is_some));
        let contact = beside.contact();
        let scope = Memo::new(move |_| {
            let of_contact = contact.get().filter(|_| is_whole.get()).map(Scope::Contact);
            of_contact.or_else(|| beside.id.get().map(Scope::Conversation))
        });
        let query = Memo::new(move |_| {
            let (search, page) = (name.get().unwrap_or_default(), PageAt::default());
            scope.get().map(|scope| AttachmentQuery { scope, search, kind: kind.get(), page })
        });
        let pages = Pages::new(
            move |page: PageAt| {
                let query = query.get_untracked();
                async move {
                    let query = query.ok_or(api::Fault::Unreachable)?;
                    api::attachments::list(AttachmentQuery { page, ..query }).await
                }
            },
            |a: &Attachment, b: &Attachment| a.file.id == b.file.id,
        );
        Effect::new(move || {
            if query.with(Option::is_some) {
                pages.load();
            }
        });
        // What is said meanwhile may carry another one.
        let version =
            Memo::new(move |_| beside.conversation.with(|it| it.as_ref().map(|it| it.version)));
        Effect::new(move |before: Option<Option<u32>>| {
            let now = version.get();
            if before.flatten().is_some_and(|before| Some(before) != now) {
                pages.refresh();
            }
            now
        });
        Self { address, beside, name, kind, is_whole, pages }
    }

    fn is_filtered(self) -> bool {
        self.name.with(Option::is_some) || self.kind.with(Option::is_some)
    }

    /// To the message that carries it: here, or in the chat history.
    fn jump(self, file: &Attachment) {
        if self.beside.id.get_untracked() == Some(file.conversation) {
            return self.beside.jump(file.version);
        }
        self.beside.show(Some(Panel::History));
        self.address.set_query(&[
            ("chat", Some(file.conversation.to_string())),
            ("at", Some(file.version.to_string())),
        ]);
    }
}

#[component]
pub(super) fn FilesPanel() -> impl IntoView {
    let files = Files::new();
    view! {
        <div class="files">
            <Tools files/>
            <States
                pages=files.pages
                texts=TEXTS
                rows=move || view! { <Rows files/> }.into_any()
                empty=move || view! { <NoFiles files/> }.into_any()
            />
            <Preview files/>
        </div>
    }
}

#[component]
fn Tools(files: Files) -> impl IntoView {
    let address = files.address;
    let value = RwSignal::new(files.name.get_untracked().unwrap_or_default());
    let kind = RwSignal::new(String::new());
    let is_whole = RwSignal::new(false);
    Effect::new(move || {
        kind.set(files.kind.get().map_or("", FileKind::as_str).to_owned());
        is_whole.set(files.is_whole.get());
    });
    // By itself: another choice must not undo what is being typed.
    Effect::new(move || {
        let name = files.name.get().unwrap_or_default();
        if value.with_untracked(|value| *value != name) {
            value.set(name);
        }
    });
    let count = move || {
        let total = files.pages.total.get()?;
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        Some(words::counted(total, words::ONE_FILE, words::COUNT_FILES))
    };
    view! {
        <div class="panel__tools">
            <Search
                label=part_words::SEARCH.text()
                placeholder=words::FILE_NAME.text()
                clear=words::CLEAR_SEARCH.text()
                value
                on_settle=move |text: String| address.set_query(&[("q", Some(text))])
            />
            <Select
                label=words::FILE_TYPE.text()
                value=kind
                options=Signal::stored(kinds())
                on_change=move |kind: String| address.set_query(&[("kind", Some(kind))])
            />
            <Switch
                label=words::WHOLE_CONTACT.text()
                value=is_whole
                on_change=move |is_on: bool| {
                    address.set_query(&[("whole", is_on.then(|| "1".to_owned()))]);
                }
            />
            <span class="files__count" role="status">{count}</span>
        </div>
    }
}

fn kinds() -> Vec<Choice> {
    let all = Choice::new("", words::ALL_FILES.text());
    let one = |kind: FileKind| Choice::new(kind.as_str(), kind_word(kind).text());
    std::iter::once(all).chain(FileKind::ALL.map(one)).collect()
}

const fn kind_word(kind: FileKind) -> Word {
    match kind {
        FileKind::Image => words::IMAGES,
        FileKind::Document => words::DOCUMENTS,
        FileKind::Audio => words::AUDIO,
        FileKind::Video => words::VIDEOS,
        FileKind::Other => words::OTHER_FILES,
    }
}

#[component]
fn Rows(files: Files) -> impl IntoView {
    let pages = files.pages;
    let has_more = move || {
        let total = pages.total.get().and_then(|total| usize::try_from(total).ok());
        total.is_some_and(|total| total > pages.rows.with(Vec::len))
    };
    view! {
        <ul class="files__list" aria-label=words::FILES.text()>
            <For each=move || pages.rows.get() key=|one| one.file.id let:file>
                <Row file files/>
            </For>
        </ul>
        <Show when=has_more>
            <div class="files__more">
                <Button
                    label=words::MORE_FILES.text()
                    busy=Signal::derive(move || pages.is_fetching())
                    on_click=move |()| pages.more()
                />
            </div>
        </Show>
    }
}

#[component]
fn NoFiles(files: Files) -> impl IntoView {
    let clear = move |()| files.address.set_query(&[("q", None), ("kind", None)]);
    move || {
        if files.is_filtered() {
            return view! {
                <Empty
                    glyph=Glyph::FolderOpen
                    title=words::NO_FILES_FOUND.text()
                    text=words::NO_FILES_FOUND_TEXT.text()
                >
                    <Button label=words::CLEAR_FILTERS.text() on_click=clear/>
                </Empty>
            }
            .into_any();
        }
        let of_contact = files.is_whole.get();
        let text = if of_contact { words::NO_FILES_OF_CONTACT } else { words::NO_FILES_TEXT };
        view! {
            <Empty glyph=Glyph::FolderOpen title=words::NO_FILES.text() text=text.text()/>
        }
        .into_any()
    }
}

/// Opens the preview of one.
fn open(files: Files, file: &Arc<Attachment>) {
    files.address.push_query(&[("file", Some(file.file.id.to_string()))]);
}
