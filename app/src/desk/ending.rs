//! End conversation: a comment that the guest sees, and tags.

use leptos::{html, prelude::*, task::spawn_local};
use model::{
    parse,
    refusal::{Field, Refusal},
};
use serde::{Deserialize, Serialize};

use super::{
    ending_email::{EmailAtEnd, EmailChoice},
    ending_pdf::{PdfAtEnd, PdfChoice},
    room::{Room, use_room},
    suggested_tags::suggested_tags,
};
use crate::{
    api::{self, Fault},
    parts::{DialogForm, TagsField, TextArea, use_toaster},
    shell::{
        address::use_address,
        kept::Kept,
        problems::{Problems, focus_first_problem, verdict},
    },
    words::{desk as words, refusals},
};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    comment: String,
    tags: Vec<String>,
}

#[derive(Clone, Copy)]
struct Form {
    room: Room,
    comment: RwSignal<String>,
    tags: RwSignal<Vec<String>>,
    suggested: RwSignal<Vec<String>>,
    problems: Problems,
    email: EmailAtEnd,
    pdf: PdfAtEnd,
    needs_tags: RwSignal<bool>,
    is_busy: RwSignal<bool>,
    kept: Kept,
    node: NodeRef<html::Form>,
}

#[component]
pub(super) fn Ending(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let form = Form::new(use_room());
    let after = after(form.room, on_close);
    let cancel = move |()| {
        form.kept.forget();
        on_close.run(());
    };
    let tags_error = move || {
        let missing = form.needs_tags.get() && form.tags.with(Vec::is_empty);
        let missing = missing.then(|| refusals::refusal(&Refusal::TagsRequired));
        missing.or_else(|| form.problems.at(Field::Tags).get())
    };
    view! {
        <DialogForm
            title=words::END.text()
            submit=words::CONFIRM.text()
            node=form.node
            busy=form.is_busy
            on_submit=move |()| form.send(after)
            on_cancel=cancel
            on_close
        >
            <p>{words::END_TEXT.text()}</p>
            <TextArea
                label=words::COMMENT.text()
                value=form.comment
                hint=Signal::derive(move || {
                    words::COMMENT_HINT.with(&[("name", &form.room.guest())])
                })
                error=form.problems.at(Field::Comment)
            />
            <TagsField
                label=words::TAGS.text()
                value=form.tags
                suggestions=form.suggested
                remove=words::REMOVE.text()
                hint=words::TAGS_HINT.text()
                error=Signal::derive(tags_error)
            />
            <PdfChoice choice=form.pdf/>
            <EmailChoice choice=form.email/>
        </DialogForm>
    }
}

/// It leaves the desk, and so does whoever ended it.
fn after(room: Room, on_close: Callback<()>) -> Callback<()> {
    let toaster = use_toaster();
    let address = use_address();
    Callback::new(move |()| {
        let guest = untrack(|| room.guest());
        toaster.say(words::ENDED_NOW.with(&[("name", &guest)]));
        on_close.try_run(());
        room.leave(address);
    })
}

impl Form {
    fn new(room: Room) -> Self {
        let kept = Kept::new(room.session.my_id(), &format!("ending.{}", room.id));
        let untouched = Draft {
            comment: String::new(),
            tags: room
                .conversation
                .with_untracked(|it| it.as_ref().map(|it| it.tags.clone()))
                .unwrap_or_default(),
        };
        let draft = kept.load::<Draft>().unwrap_or_else(|| untouched.clone());
        let department =
            room.conversation.with_untracked(|it| it.as_ref().and_then(|it| it.department));
        let form = Self {
            room,
            comment: RwSignal::new(draft.comment),
            tags: RwSignal::new(draft.tags),
            suggested: suggested_tags(room.session, department),
            problems: Problems::new(),
            email: EmailAtEnd::ask(room),
            pdf: PdfAtEnd::ask(room),
            needs_tags: RwSignal::new(false),
            is_busy: RwSignal::new(false),
            kept,
            node: NodeRef::new(),
        };
        kept.follow(
            move || Draft { comment: form.comment.get(), tags: form.tags.get() },
            move || untouched.clone(),
        );
        form
    }

    fn send(self, after: Callback<()>) {
        let comment = self.comment.get_untracked();
        let tags = self.tags.get_untracked();
        let is_fine = self.problems.check([
            verdict(parse::prose(Field::Comment, &comment, parse::NOTES_LIMIT)),
            verdict(parse::tags(&tags)),
        ]);
        if !(is_fine & self.email.check()) {
            return focus_first_problem(self.node);
        }
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let (email, pdf) = (self.email.chosen(), self.pdf.chosen());
            let call = api::conversations::close(self.room.id, comment, tags, email, pdf);
            match call.await {
                Ok(()) => {
                    self.kept.forget();
                    after.run(());
                }
                Err(fault) => self.failed(&fault),
            }
            self.is_busy.try_set(false);
        });
    }

    fn failed(self, fault: &Fault) {
        if *fault == Fault::Refused(Refusal::TagsRequired) {
            self.needs_tags.try_set(true);
            focus_first_problem(self.node);
        } else if !self.problems.take(fault, &[Field::Comment, Field::Tags])
            && !self.email.blame(fault)
        {
            self.room.session.tell(fault);
        }
    }
}
