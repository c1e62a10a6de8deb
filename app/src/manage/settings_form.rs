//! The workspace's settings as the fields of a form.

use leptos::{html, prelude::*};
use model::{
    availability::Availability,
    broadcast::PACE_MAX,
    call, parse,
    refusal::Field,
    settings::{Algorithm, Asked, Delivery, PreChat, QueueOrder, Settings, WhenAgentGone},
};

use super::{
    LIMIT_MAX,
    call_form::{self, CallForm},
    department_draft::yes_or_no,
    roles::algorithm_word,
    whole::Whole,
};
use crate::{
    api::Fault,
    shell::{
        conflict::{Part, Versions},
        kept::Kept,
        problems::{Problems, verdict},
        saving::Saving,
        session::use_session,
    },
    words::{Word, manage as words},
};

/// Seconds an offer rings unless somebody chooses.
const OFFER_S: u32 = 45;

pub(super) const PARTS: &[Part<Settings>] = &[
    Part {
        label: words::WORKSPACE_NAME,
        text: |it| it.workspace_name.clone(),
        take: |into, from| into.workspace_name.clone_from(&from.workspace_name),
    },
    Part {
        label: words::ALGORITHM,
        text: |it| algorithm_word(it.algorithm).text().to_owned(),
        take: |into, from| into.algorithm = from.algorithm,
    },
    Part {
        label: words::QUEUE_ORDER,
        text: |it| queue_order_word(it.queue_order).text().to_owned(),
        take: |into, from| into.queue_order = from.queue_order,
    },
    Part {
        label: words::DELIVERY,
        text: |it| delivery_in_words(it.delivery),
        take: |into, from| into.delivery = from.delivery,
    },
    Part {
        label: words::AFTER_MISSED,
        text: |it| missed_in_words(it.after_missed_offer),
        take: |into, from| into.after_missed_offer = from.after_missed_offer,
    },
    Part {
        label: words::MAX_CONVERSATIONS,
        text: |it| it.max_conversations.to_string(),
        take: |into, from| into.max_conversations = from.max_conversations,
    },
    Part {
        label: words::MAX_CHATS,
        text: |it| it.max_chats.to_string(),
        take: |into, from| into.max_chats = from.max_chats,
    },
    Part {
        label: words::GRACE,
        text: |it| it.presence_grace_s.to_string(),
        take: |into, from| into.presence_grace_s = from.presence_grace_s,
    },
    Part {
        label: words::WHEN_GONE,
        text: |it| gone_word(it.when_agent_gone).text().to_owned(),
        take: |into, from| into.when_agent_gone = from.when_agent_gone,
    },
    Part {
        label: words::HOLD_NEEDS_ANSWER,
        text: |it| yes_or_no(it.hold_needs_answer),
        take: |into, from| into.hold_needs_answer = from.hold_needs_answer,
    },
    Part {
        label: words::HOLD_LIMIT,
        text: |it| it.hold_limit_s.to_string(),
        take: |into, from| into.hold_limit_s = from.hold_limit_s,
    },
    Part {
        label: words::HOLD_COMMENT,
        text: |it| it.hold_comment.clone(),
        take: |into, from| into.hold_comment.clone_from(&from.hold_comment),
    },
    Part {
        label: words::PREFERS_MANAGER,
        text: |it| yes_or_no(it.prefers_manager),
        take: |into, from| into.prefers_manager = from.prefers_manager,
    },
    Part {
        label: words::PREFERS_LAST,
        text: |it| yes_or_no(it.prefers_last),
        take: |into, from| into.prefers_last = from.prefers_last,
    },
    Part {
        label: words::PREFERRED_WAIT,
        text: |it| it.preferred_wait_s.to_string(),
        take: |into, from| into.preferred_wait_s = from.preferred_wait_s,
    },
    Part {
        label: words::RESPONSE_THRESHOLD,
        text: |it| it.response_threshold_s.to_string(),
        take: |into, from| into.response_threshold_s = from.response_threshold_s,
    },
    Part {
        label: words::PRE_CHAT,
        text: |it| pre_chat_in_words(&it.pre_chat),
        take: |into, from| into.pre_chat.clone_from(&from.pre_chat),
    },
    Part {
        label: words::CALLS,
        text: |it| call_form::in_words(&it.calls),
        take: |into, from| into.calls.clone_from(&from.calls),
    },
    Part {
        label: words::BROADCAST_PACE,
        text: |it| it.broadcasts_per_minute.to_string(),
        take: |into, from| into.broadcasts_per_minute = from.broadcasts_per_minute,
    },
];

/// The fields. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) workspace_name: RwSignal<String>,
    pub(super) algorithm: RwSignal<String>,
    pub(super) queue_order: RwSignal<String>,
    /// `accept` or `offer`.
    pub(super) delivery: RwSignal<String>,
    pub(super) offer_s: Whole,
    pub(super) after_missed: RwSignal<String>,
    pub(super) max_conversations: Whole,
    pub(super) max_chats: Whole,
    pub(super) grace_s: Whole,
    pub(super) when_gone: RwSignal<String>,
    pub(super) threshold_s: Whole,
    pub(super) hold_needs_answer: RwSignal<bool>,
    pub(super) hold_limit_s: Whole,
    pub(super) hold_comment: RwSignal<String>,
    pub(super) prefers_manager: RwSignal<bool>,
    pub(super) prefers_last: RwSignal<bool>,
    pub(super) preferred_wait_s: Whole,
    pub(super) broadcasts_per_minute: Whole,
    pub(super) ask_name: RwSignal<String>,
    pub(super) ask_email: RwSignal<String>,
    pub(super) ask_department: RwSignal<String>,
    pub(super) consent: RwSignal<String>,
    pub(super) calls: CallForm,
    pub(super) problems: Problems,
    pub(super) saving: Saving<Settings>,
    pub(super) node: NodeRef<html::Form>,
    base: RwSignal<Settings>,
    kept: Kept,
}

impl Form {
    pub(super) fn new(values: Settings) -> Self {
        let form = Self {
            workspace_name: RwSignal::default(),
            algorithm: RwSignal::default(),
            queue_order: RwSignal::default(),
            delivery: RwSignal::default(),
            offer_s: Whole::new(15, 300),
            after_missed: RwSignal::default(),
            max_conversations: Whole::new(0, LIMIT_MAX),
            max_chats: Whole::new(0, LIMIT_MAX),
            grace_s: Whole::new(1, 3_600),
            when_gone: RwSignal::default(),
            threshold_s: Whole::new(5, 86_400),
            hold_needs_answer: RwSignal::default(),
            hold_limit_s: Whole::new(0, 30 * 86_400),
            hold_comment: RwSignal::default(),
            prefers_manager: RwSignal::default(),
            prefers_last: RwSignal::default(),
            preferred_wait_s: Whole::new(0, 3_600),
            broadcasts_per_minute: Whole::new(1, PACE_MAX),
            ask_name: RwSignal::default(),
            ask_email: RwSignal::default(),
            ask_department: RwSignal::default(),
            consent: RwSignal::default(),
            calls: CallForm::new(),
            problems: Problems::new(),
            saving: Saving::new(),
            node: NodeRef::new(),
            base: RwSignal::new(values),
            kept: Kept::new(use_session().my_id(), "settings"),
        };
        form.fill(&form.kept.load().unwrap_or_else(|| form.untouched()));
        form.kept.follow(move || form.draft(), move || form.base.get());
        form
    }

    /// Starts over from what the server holds.
    pub(super) fn begin(self, values: Settings) {
        self.fill(&values);
        self.base.set(values);
        self.saving.settle();
        self.problems.clear();
    }

    /// Starts over from what somebody else saved.
    pub(super) fn take_theirs(self) {
        if let Some(theirs) = self.saving.theirs.get_untracked() {
            self.begin(theirs);
        }
    }

    /// Goes on from theirs with what was chosen; gives what is to be saved.
    pub(super) fn merge(self, theirs: Settings, merged: &Settings) -> Settings {
        self.base.set(theirs);
        self.fill(merged);
        untrack(|| self.draft())
    }

    pub(super) fn untouched(self) -> Settings {
        self.base.get_untracked()
    }

    pub(super) fn is_changed(self) -> bool {
        self.base.with(|base| self.draft() != *base)
    }

    pub(super) fn versions(self, theirs: &Settings) -> Versions<Settings> {
        Versions { base: self.untouched(), mine: untrack(|| self.draft()), theirs: theirs.clone() }
    }

    /// Puts everything wrong beside its field; true when nothing is.
    pub(super) fn check(self) -> bool {
        let draft = untrack(|| self.draft());
        let consent = &draft.pre_chat.consent;
        let texts = self.problems.check([
            verdict(parse::name(Field::Name, &draft.workspace_name)),
            verdict(parse::prose(Field::Consent, consent, parse::NOTES_LIMIT)),
            verdict(parse::prose(Field::Comment, &draft.hold_comment, parse::NOTES_LIMIT)),
            verdict(call::link(&draft.calls.link)),
            verdict(draft.calls.servers.iter().try_for_each(|one| call::server(one).map(drop))),
        ]);
        let rings = !matches!(draft.delivery, Delivery::Offer { .. }) || self.offer_s.check();
        let limits = self.max_conversations.check() & self.max_chats.check();
        let waits = self.hold_limit_s.check() & self.preferred_wait_s.check();
        let waits = waits & self.calls.ring_s.check() & self.broadcasts_per_minute.check();
        texts & rings & limits & waits & self.grace_s.check() & self.threshold_s.check()
    }

    /// Puts a problem the server found beside its field, if it is one of these.
    pub(super) fn blame(self, fault: &Fault) -> bool {
        let fields = [
            Field::Name,
            Field::Consent,
            Field::Comment,
            Field::Link,
            Field::Servers,
            Field::Disposition,
        ];
        self.problems.take(fault, &fields)
    }

    pub(super) fn fill(self, values: &Settings) {
        self.workspace_name.set(values.workspace_name.clone());
        self.algorithm.set(values.algorithm.as_str().to_owned());
        self.queue_order.set(word_of(&QUEUE_ORDERS, values.queue_order));
        let (delivery, offer_s) = match values.delivery {
            Delivery::AutoAccept => ("accept", OFFER_S),
            Delivery::Offer { timeout_s } => ("offer", timeout_s),
        };
        self.delivery.set(delivery.to_owned());
        self.offer_s.set(offer_s);
        let missed = values.after_missed_offer.map(Availability::as_str).unwrap_or_default();
        self.after_missed.set(missed.to_owned());
        self.max_conversations.set(values.max_conversations);
        self.max_chats.set(values.max_chats);
        self.grace_s.set(values.presence_grace_s);
        self.when_gone.set(word_of(&GONE, values.when_agent_gone));
        self.threshold_s.set(values.response_threshold_s);
        self.hold_needs_answer.set(values.hold_needs_answer);
        self.hold_limit_s.set(values.hold_limit_s);
        self.hold_comment.set(values.hold_comment.clone());
        self.prefers_manager.set(values.prefers_manager);
        self.prefers_last.set(values.prefers_last);
        self.preferred_wait_s.set(values.preferred_wait_s);
        self.broadcasts_per_minute.set(values.broadcasts_per_minute);
        self.ask_name.set(word_of(&ASKED, values.pre_chat.name));
        self.ask_email.set(word_of(&ASKED, values.pre_chat.email));
        self.ask_department.set(word_of(&ASKED, values.pre_chat.department));
        self.consent.set(values.pre_chat.consent.clone());
        self.calls.fill(&values.calls);
    }

    pub(super) fn draft(self) -> Settings {
        let delivery = self.delivery.get();
        Settings {
            workspace_name: self.workspace_name.get(),
            algorithm: self.algorithm.with(|it| Algorithm::from_word(it)).unwrap_or_default(),
            delivery: match delivery.as_str() {
                "offer" => Delivery::Offer { timeout_s: self.offer_s.get() },
                _ => Delivery::AutoAccept,
            },
            queue_order: self.queue_order.with(|it| meant(&QUEUE_ORDERS, it)).unwrap_or_default(),
            max_conversations: self.max_conversations.get(),
            max_chats: self.max_chats.get(),
            presence_grace_s: self.grace_s.get(),
            when_agent_gone: self.when_gone.with(|it| meant(&GONE, it)).unwrap_or_default(),
            after_missed_offer: self.after_missed.with(|it| Availability::from_word(it)),
            response_threshold_s: self.threshold_s.get(),
            hold_needs_answer: self.hold_needs_answer.get(),
            hold_limit_s: self.hold_limit_s.get(),
            hold_comment: self.hold_comment.get(),
            prefers_manager: self.prefers_manager.get(),
            prefers_last: self.prefers_last.get(),
            preferred_wait_s: self.preferred_wait_s.get(),
            pre_chat: PreChat {
                name: self.ask_name.with(|it| meant(&ASKED, it)).unwrap_or_default(),
                email: self.ask_email.with(|it| meant(&ASKED, it)).unwrap_or_default(),
                department: self.ask_department.with(|it| meant(&ASKED, it)).unwrap_or_default(),
                consent: self.consent.get(),
            },
            calls: self.calls.draft(),
            broadcasts_per_minute: self.broadcasts_per_minute.get(),
            version: self.base.with(|base| base.version),
        }
    }
}

/// A value, the word a field holds for it, and how it is called.
pub(super) type Named<T> = (T, &'static str, Word);

pub(super) const QUEUE_ORDERS: [Named<QueueOrder>; 3] = [
    (QueueOrder::Priority, "priority", words::BY_PRIORITY),
    (QueueOrder::Sla, "sla", words::BY_SLA),
    (QueueOrder::Timestamp, "timestamp", words::BY_TIME),
];

pub(super) const GONE: [Named<WhenAgentGone>; 3] = [
    (WhenAgentGone::Requeue, "requeue", words::GONE_REQUEUE),
    (WhenAgentGone::Nothing, "nothing", words::GONE_NOTHING),
    (WhenAgentGone::Close, "close", words::GONE_CLOSE),
];

pub(super) const ASKED: [Named<Asked>; 3] = [
    (Asked::Required, "required", words::ASK_REQUIRED),
    (Asked::Optional, "optional", words::ASK_OPTIONAL),
    (Asked::Off, "off", words::ASK_OFF),
];

fn word_of<T: Copy + PartialEq>(named: &[Named<T>], value: T) -> String {
    let found = named.iter().find(|(one, ..)| *one == value);
    found.map(|(_, word, _)| *word).unwrap_or_default().to_owned()
}

fn meant<T: Copy>(named: &[Named<T>], word: &str) -> Option<T> {
    named.iter().find(|(_, one, _)| *one == word).map(|(value, ..)| *value)
}

fn called<T: Copy + PartialEq>(named: &[Named<T>], value: T, fallback: Word) -> Word {
    named.iter().find(|(one, ..)| *one == value).map_or(fallback, |(.., word)| *word)
}

fn queue_order_word(order: QueueOrder) -> Word {
    called(&QUEUE_ORDERS, order, words::BY_PRIORITY)
}

fn gone_word(gone: WhenAgentGone) -> Word {
    called(&GONE, gone, words::GONE_REQUEUE)
}

fn delivery_in_words(delivery: Delivery) -> String {
    match delivery {
        Delivery::AutoAccept => words::AUTO_ACCEPT.text().to_owned(),
        Delivery::Offer { timeout_s } => format!("{} ({timeout_s})", words::OFFER.text()),
    }
}

/// What an agent's availability becomes after a missed offer.
pub(super) fn missed_in_words(availability: Option<Availability>) -> String {
    match availability {
        None => words::STAYS.text().to_owned(),
        Some(one) => {
            let name = crate::shell::rail::availability_word(one).text();
            words::BECOMES.with(&[("availability", name)])
        }
    }
}

fn pre_chat_in_words(form: &PreChat) -> String {
    let asked = |label: Word, asked: Asked| {
        format!("{}: {}", label.text(), called(&ASKED, asked, words::ASK_OFF).text())
    };
    [
        asked(words::ASK_NAME, form.name),
        asked(words::ASK_EMAIL, form.email),
        asked(words::ASK_DEPARTMENT, form.department),
        form.consent.clone(),
    ]
    .join("\n")
}
