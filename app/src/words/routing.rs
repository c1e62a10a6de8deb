//! Words of the routing's reasons.

use model::{
    event::Requeue,
    reason::{Preference, Rule},
    refusal::Limit,
    settings::Algorithm,
};

use super::{Word, words};

words! {
    TAKEN_BY_HAND = "{name} took it from the queue by hand.", "{name} hat ihn von Hand aus der Warteschlange übernommen.";
    BY_MANUAL = "Manual selection: agents take from the queue by hand.", "Manuelle Auswahl: Agenten übernehmen von Hand aus der Warteschlange.";
    BY_AUTO = "Auto selection picked {name}: fewest conversations received today in the department, then the order number there, then the longest wait since the last assignment.", "Die automatische Auswahl hat {name} gewählt: wenigste heute in der Abteilung erhaltene Gespräche, dann die Reihenfolge dort, dann die längste Zeit seit der letzten Zuteilung.";
    BY_BALANCING = "Load balancing picked {name}: fewest open conversations relative to the limit, then the longest wait since the last assignment.", "Der Lastausgleich hat {name} gewählt: wenigste offene Gespräche im Verhältnis zum Limit, dann die längste Zeit seit der letzten Zuteilung.";
    BY_ROTATION = "Load rotation picked {name}: the longest wait since the last assignment.", "Die Lastrotation hat {name} gewählt: die längste Zeit seit der letzten Zuteilung.";
    FORWARDED = "A colleague forwarded it to {name}.", "Er wurde an {name} weitergeleitet.";
    PREFERS_EXPLICIT = "{name} was asked for by name.", "{name} wurde ausdrücklich gewünscht.";
    PREFERS_HOLD = "{name} had it on hold, so {name} was asked first.", "{name} hatte ihn gehalten und wurde deshalb zuerst gefragt.";
    PREFERS_MANAGER = "{name} is the contact manager, so {name} was asked first.", "{name} betreut diesen Kontakt und wurde deshalb zuerst gefragt.";
    PREFERS_LAST = "{name} talked with this contact last, so {name} was asked first.", "{name} hat zuletzt mit diesem Kontakt gesprochen und wurde deshalb zuerst gefragt.";
    WAITS_FOR_EXPLICIT = "Whoever was asked for by name has no room: it waits for them a little.", "Die gewünschte Person hat keinen Platz: Er wartet kurz auf sie.";
    WAITS_FOR_HOLD = "Whoever had it on hold has no room: it waits for them a little.", "Wer ihn gehalten hat, hat keinen Platz: Er wartet kurz.";
    WAITS_FOR_MANAGER = "The contact manager has no room: it waits for them a little.", "Die Kontaktbetreuung hat keinen Platz: Er wartet kurz auf sie.";
    WAITS_FOR_LAST = "Whoever talked with this contact last has no room: it waits for them a little.", "Wer zuletzt mit diesem Kontakt gesprochen hat, hat keinen Platz: Er wartet kurz.";
    WAITS_TO_BE_TAKEN = "Manual selection: it waits for somebody to take it.", "Manuelle Auswahl: Er wartet darauf, dass jemand ihn übernimmt.";
    NOBODY_ELIGIBLE = "Nobody who may take it has room now. It is given away as soon as somebody has.", "Niemand, der ihn übernehmen darf, hat gerade Platz. Er wird zugeteilt, sobald jemand Platz hat.";
    ASKED_AGAIN = "Everybody with room had declined it: {name} declined first and was asked again.", "Alle mit Platz hatten abgelehnt: {name} hatte zuerst abgelehnt und wurde erneut gefragt.";
    DEPARTMENT_DISABLED = "Its department is switched off: routing leaves it in the queue.", "Die Abteilung ist abgeschaltet: Die Zuteilung lässt ihn in der Warteschlange.";
    ENDED_RETURNED = "{name} moved it back to the queue.", "{name} hat ihn zurück in die Warteschlange gelegt.";
    ENDED_REFUSED = "{name} refused it.", "{name} hat abgelehnt.";
    ENDED_EXPIRED = "{name} did not answer in time.", "{name} hat nicht rechtzeitig geantwortet.";
    ENDED_LOST = "{name} lost the connection.", "{name} hat die Verbindung verloren.";
    ENDED_HOLD = "The guest wrote while it was on hold and {name} had no room.", "Der Gast hat während des Haltens geschrieben, und {name} hatte keinen Platz.";

    CHOSEN = "Chosen", "Gewählt";
    BEHIND = "Had room, later in the order", "Hatte Platz, kam später an die Reihe";
    MAY_TAKE = "Has room and may take it", "Hat Platz und kann übernehmen";
    NOT_AVAILABLE = "Not Available", "Nicht verfügbar";
    NOT_PRESENT = "Not connected", "Nicht verbunden";
    NOT_MEMBER = "Not in the department", "Nicht in der Abteilung";
    FULL = "Full: {load} of {max} ({limit})", "Voll: {load} von {max} ({limit})";
    JUST_DECLINED = "Just returned, refused or missed it", "Hat ihn eben zurückgelegt, abgelehnt oder verpasst";
    LIMIT_DEPARTMENT = "the department’s limit", "Limit der Abteilung";
    LIMIT_AGENT = "the agent’s own limit", "persönliches Limit";
    LIMIT_WORKSPACE = "the workspace’s limit", "allgemeines Limit";
    LIMIT_CHANNEL = "the limit of simultaneous chats", "Limit gleichzeitiger Chats";

    LOAD = "{load} of {max} conversations", "{load} von {max} Gesprächen";
    LOAD_WITHOUT_LIMIT = "{load} conversations, no limit", "{load} Gespräche, kein Limit";
    RECEIVED = "{count} received today", "{count} heute erhalten";
    ORDER = "order {order}", "Reihenfolge {order}";
    LAST_ASSIGNED = "last assigned {time}", "zuletzt zugeteilt {time}";
    NEVER_ASSIGNED = "never assigned before", "noch nie zugeteilt";

    COUNT_NOT_AVAILABLE = "{count} not Available", "{count} nicht verfügbar";
    COUNT_NOT_PRESENT = "{count} not connected", "{count} nicht verbunden";
    COUNT_NOT_MEMBER = "{count} not in the department", "{count} nicht in der Abteilung";
    COUNT_FULL = "{count} full", "{count} voll";
    COUNT_DECLINED = "{count} just declined", "{count} eben abgelehnt";
}

/// The sentence of a rule; `{name}` is the agent it is about.
#[must_use]
pub const fn rule(rule: Rule) -> Word {
    match rule {
        Rule::TakenByHand => TAKEN_BY_HAND,
        Rule::Picked { algorithm } => match algorithm {
            Algorithm::ManualSelection => BY_MANUAL,
            Algorithm::AutoSelection => BY_AUTO,
            Algorithm::LoadBalancing => BY_BALANCING,
            Algorithm::LoadRotation => BY_ROTATION,
        },
        Rule::Forwarded => FORWARDED,
        Rule::WaitsForPreferred { preference } => match preference {
            Preference::Explicit => WAITS_FOR_EXPLICIT,
            Preference::OnHoldAgent => WAITS_FOR_HOLD,
            Preference::ContactManager => WAITS_FOR_MANAGER,
            Preference::LastChatted => WAITS_FOR_LAST,
        },
        Rule::Preferred { preference } => match preference {
            Preference::Explicit => PREFERS_EXPLICIT,
            Preference::OnHoldAgent => PREFERS_HOLD,
            Preference::ContactManager => PREFERS_MANAGER,
            Preference::LastChatted => PREFERS_LAST,
        },
        Rule::WaitsToBeTaken => WAITS_TO_BE_TAKEN,
        Rule::NobodyEligible => NOBODY_ELIGIBLE,
        Rule::AskedAgain => ASKED_AGAIN,
        Rule::DepartmentDisabled => DEPARTMENT_DISABLED,
        Rule::OfferEnded { why } => match why {
            Requeue::Returned => ENDED_RETURNED,
            Requeue::OfferRefused => ENDED_REFUSED,
            Requeue::OfferExpired => ENDED_EXPIRED,
            Requeue::AgentLost => ENDED_LOST,
            Requeue::HoldEnded => ENDED_HOLD,
        },
    }
}

/// Which limit is meant.
#[must_use]
pub const fn limit(limit: Limit) -> Word {
    match limit {
        Limit::Department => LIMIT_DEPARTMENT,
        Limit::Agent => LIMIT_AGENT,
        Limit::Workspace => LIMIT_WORKSPACE,
        Limit::Channel => LIMIT_CHANNEL,
    }
}
