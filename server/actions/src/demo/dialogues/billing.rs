//! Billing: invoices, cards, refunds. The department wants a tag on everything.

use model::conversation::Priority;

use super::{
    Desk, Dialogue, Language,
    Line::{Guest, Hold, Note, Staff},
};

pub(super) const ALL: &[Dialogue] = &[
    Dialogue {
        desk: Desk::Billing,
        language: Language::English,
        topic: "Invoice with our VAT number",
        tags: &["invoice", "VAT"],
        priority: Priority::None,
        page: "/account/invoices",
        lines: &[
            Guest(
                "Hello, could I get invoice {invoice} with our VAT number on it?|\
                 Hi, our accounting needs the VAT number on {invoice}. Can you change that?",
            ),
            Staff(
                "Hello {guest}, sure. Which number is it?|Hi {guest}, gladly: just write me the number.",
            ),
            Guest("ATU00000024|DE000000018, please|IE0000009KH"),
            Staff(
                "Thank you. The corrected {invoice} is on its way to {email}.|\
                 Done: you'll find the new {invoice} in your account, the old one is void.",
            ),
            Guest("Got it, thanks|Perfect. Can you keep the number for next time?"),
            Staff("It's saved in your account now.|Done. Have a nice day!"),
        ],
        comment: "Invoice {invoice} corrected.|New invoice with the VAT number sent to {email}.",
    },
    Dialogue {
        desk: Desk::Billing,
        language: Language::English,
        topic: "Charged twice",
        tags: &["payment", "refund", "double charge"],
        priority: Priority::Highest,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "You charged my card twice! {amount} on the same day for {order}.|\
                 Hello, {amount} were taken from my account two times. I only ordered once.",
            ),
            Staff(
                "Hello {guest}, that must not happen. Let me look at both bookings.|\
                 Hi {guest}, I'm sorry, I see why that's upsetting. One moment, I'm in the list.",
            ),
            Hold,
            Staff(
                "Thank you for waiting. One of them is only reserved: the page was sent twice. I've released \
                 it.|\
                 I found it: the second one was a repeat after a time-out. I've sent it back just now.",
            ),
            Guest("So when do I get it back?|OK... and when do I see the money?"),
            Staff(
                "Most banks show it within two working days. Here's the reference: {invoice}-R.|\
                 Two to three days. If your bank asks, the reference is {invoice}-R.",
            ),
            Guest(
                "Alright. Thanks for the quick answer.|Good, thank you|OK, I'll keep an eye on it",
            ),
            Note("Double submit on slow phones. Developers have the case of {order}."),
        ],
        comment: "Second charge released, reference {invoice}-R.|{amount} are on their way back.",
    },
    Dialogue {
        desk: Desk::Billing,
        language: Language::English,
        topic: "Refund has not arrived",
        tags: &["refund", "payment"],
        priority: Priority::Medium,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "Hi, you promised me {amount} back for {order} two weeks ago.|\
                 Hello, where is my refund for {order}?",
            ),
            Staff("Hello {guest}, let me see when it left.|Hi {guest}, I'm looking it up."),
            Staff(
                "It went out on {day}, to the card ending in 4242. Is that still your card?|\
                 I see {amount}, sent on {day} to the card you paid with. Did you get a new one since?",
            ),
            Guest("No, that one expired|Yes it is. Strange|Ah! I have a new card since then"),
            Staff(
                "Then your bank holds it. I'll send you the paper they need to find it.|\
                 In that case it comes back to us. Tell me an account and I send it there.",
            ),
            Guest("OK, please send it to {email}|I'll call them. Thanks for explaining"),
            Staff("It's in your inbox.|Gladly. Write to us if they make trouble."),
            Guest("The bank found it. Thanks!|Thank you, {agent}"),
        ],
        comment: "Refund traced, papers sent to {email}.|Refund was with the old card's bank.",
    },
    Dialogue {
        desk: Desk::Billing,
        language: Language::English,
        topic: "Card is declined",
        tags: &["payment", "card"],
        priority: Priority::High,
        page: "/checkout",
        lines: &[
            Guest(
                "Hi, my card is declined although there is money on it.|\
                 Hello, I can't pay with my card, and I've tried two of them.",
            ),
            Staff(
                "Hello {guest}, does your bank ask you to confirm in its app?|\
                 Hi {guest}, let's see. Is there a question waiting in your banking app?",
            ),
            Guest("There was one but it timed out|No, nothing there|Oh. I never installed that"),
            Staff(
                "Then please try again and confirm within two minutes. Or I send you a link for a transfer.|\
                 Without it the bank says no. You could pay by invoice instead, shall I switch it on?",
            ),
            Guest("Invoice would be great|Trying again... it worked!|The link please"),
            Staff("All set, {order} is confirmed.|Done, you'll find {invoice} in your inbox."),
            Guest("Thanks!|Thank you for your patience with me|Super"),
        ],
        comment: "{order} is paid, all well.|Payment method changed for {order}.",
    },
    Dialogue {
        desk: Desk::Billing,
        language: Language::English,
        topic: "Other address on the invoice",
        tags: &["invoice", "address"],
        priority: Priority::None,
        page: "/account/invoices",
        lines: &[
            Guest(
                "Could {invoice} be made out to our company instead of me?|\
                 Hello, the invoice {invoice} needs another address.",
            ),
            Staff(
                "Hello {guest}, of course. What should it say?|Hi {guest}, please send me the address.",
            ),
            Guest(
                "Quay Street Studio Ltd, 2 Quay Street, {city}|Nordlicht e.U., Hafenweg 5, {city}|\
                 Blue Door Books, 19 Market Square, {city}",
            ),
            Staff(
                "Thank you. {invoice} is made out anew and in your inbox.|\
                 Changed. The new one replaces the old one, please throw that away.",
            ),
            Guest("Received. Many thanks|Great, that's all|Thanks, you're quick"),
        ],
        comment: "{invoice} made out anew.|New invoice sent.",
    },
    Dialogue {
        desk: Desk::Billing,
        language: Language::English,
        topic: "Subscription payment failed",
        tags: &["subscription", "payment"],
        priority: Priority::Medium,
        page: "/account/subscription",
        lines: &[
            Guest(
                "I got a mail that my payment failed. What now?|\
                 Hello, it says my subscription stops because the debit was returned?",
            ),
            Staff(
                "Hello {guest}, no worries, nothing stops. The bank returned it for a wrong account number.|\
                 Hi {guest}! We only couldn't debit {amount}. Did you change banks?",
            ),
            Guest("Yes, last month|I changed banks, sorry|Not that I know"),
            Staff(
                "Then please enter the new one in your account. There's no fee from us.|\
                 I'm sending a safe link to {email} where you can put in the account.",
            ),
            Guest("Done|I've entered it|OK, saved"),
            Staff(
                "I see it. We try again tomorrow, and your parcel leaves as planned.|\
                 Thank you, that looks right. Your tea leaves on {day}.",
            ),
            Guest("Phew. Thanks {agent}|Thank you!"),
        ],
        comment: "New account saved, debit repeated.|Subscription goes on.",
    },
    Dialogue {
        desk: Desk::Billing,
        language: Language::English,
        topic: "What is left on a voucher",
        tags: &["voucher"],
        priority: Priority::Low,
        page: "/gifts/voucher",
        lines: &[
            Guest(
                "How can I see what's left on my gift voucher?|\
                 Hi, I have a voucher from last year. Is it still good?",
            ),
            Staff(
                "Hello {guest}, what are the last four characters?|Hi {guest}, tell me the last four signs.",
            ),
            Guest("7KQ2|It ends in M3PX|88TD"),
            Staff(
                "There are {amount} on it, and it's good for three more years.|\
                 It still holds {amount}. No hurry, they last for four years.",
            ),
            Guest("More than I thought! Thanks|Then I'll spend it right away|Great, thank you"),
        ],
        comment: "{amount} left on the voucher.|Enjoy spending it.",
    },
    Dialogue {
        desk: Desk::Billing,
        language: Language::English,
        topic: "Reminder for a paid invoice",
        tags: &["invoice", "reminder"],
        priority: Priority::High,
        page: "/account/invoices",
        lines: &[
            Guest(
                "I received a reminder for {invoice}, but I paid that weeks ago!|\
                 Good morning, why a reminder? {invoice} was paid on {day}.",
            ),
            Staff(
                "Good morning {guest}, I'm sorry. Which reference did you write on the transfer?|\
                 Hello {guest}, let me look. Did you put the invoice number on it?",
            ),
            Guest("I think I wrote {order}|Just my name|The order number, {order}"),
            Note("Payment of {amount} was lying among the unmatched ones. Matched to {invoice}."),
            Staff(
                "Found it: it waited under your name because the number was missing. All is paid.|\
                 There it is, {amount}. It's matched now and the reminder is void.",
            ),
            Guest("Good. No fee then?|So I can forget the reminder?"),
            Staff("Certainly no fee. Sorry for the fright!|Yes, please do. Have a good day!"),
            Guest("Thanks, you too|Fine, thank you"),
        ],
        comment: "{invoice} is paid, the reminder is void.|Payment matched, our apologies.",
    },
];
