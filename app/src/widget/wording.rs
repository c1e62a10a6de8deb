//! What a visitor reads when something does not work: what happened, and what to do.

use model::refusal::{Refusal, Thing};

use crate::{
    api::Fault,
    parts::intl,
    words::{Word, refusals, widget as w},
};

/// A call's failure.
pub(super) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Refused(no) => refusal(no),
        Fault::Broken => w::BROKEN.text().to_owned(),
        Fault::Unreachable => w::UNREACHABLE.text().to_owned(),
    }
}

/// The domain's no, without the words that only staff would understand.
pub(super) fn refusal(refusal: &Refusal) -> String {
    let word: Word = match refusal {
        Refusal::Invalid { problem, .. } => return refusals::problem(problem),
        Refusal::FileTooLarge { size_bytes, limit_bytes } => {
            let (size, limit) = (intl::bytes(*size_bytes), intl::bytes(*limit_bytes));
            return w::FILE_TOO_LARGE.with(&[("size", &size), ("limit", &limit)]);
        }
        Refusal::Blocked => refusals::BLOCKED,
        Refusal::FileTypeNotAllowed => w::FILE_TYPE,
        Refusal::NotFound { thing: Thing::Upload } => w::FILE_GONE,
        Refusal::AlreadyClosed | Refusal::WrongStage { .. } | Refusal::NotFound { .. } => {
            w::IS_OVER
        }
        Refusal::AlreadyCalling
        | Refusal::InACall
        | Refusal::CallsOff { .. }
        | Refusal::CallOver
        | Refusal::NotAvailable { .. } => w::CALL_NOT_NOW,
        Refusal::TooFast { .. } | Refusal::TooManyAttempts { .. } => w::TOO_FAST,
        _ => w::REFUSED,
    };
    word.text().to_owned()
}
