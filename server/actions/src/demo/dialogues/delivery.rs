//! Support: parcels, where they are and what was in them.

use model::conversation::Priority;

use super::{
    Desk, Dialogue, Language,
    Line::{Guest, Hold, Note, Return, Staff},
};

pub(super) const ALL: &[Dialogue] = &[
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Parcel does not move",
        tags: &["delivery", "tracking"],
        priority: Priority::None,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "Hi, my order {order} has been \"on its way\" since {day}. Is it lost?|\
                 Hello! The tracking for {order} hasn't changed since {day}. Should I worry?|\
                 Good morning, any idea where {order} is? No update since {day}.",
            ),
            Staff(
                "Hello {guest}, {agent} here. Let me look at that parcel for you.|\
                 Hi {guest}, this is {agent}. One moment, I'm opening the carrier's page.",
            ),
            Staff(
                "It was scanned at the depot in {city} last night, so it is moving again. You can follow it: \
                 https://parcels.example/{parcel}|\
                 I see it: {parcel} missed the connection in {city} and left there this morning.",
            ),
            Guest(
                "Oh good. So when should it be here?|\
                 Thanks! Do you have an idea when it arrives?",
            ),
            Staff(
                "Tomorrow, the day after at the latest. If it isn't there by then, write to us and we send \
                 a new one.|\
                 They say tomorrow before six. Should it not come, we'll post another one the same day.",
            ),
            Guest(
                "Perfect, thank you!|Great, thanks {agent}.|That's all I wanted to know, thanks.",
            ),
        ],
        comment: "Your parcel {parcel} is on its way again.|The parcel moves again. Enjoy the tea!",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Wrong tea in the parcel",
        tags: &["delivery", "wrong item", "replacement"],
        priority: Priority::None,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "Hello, I ordered {tea} but got {other} instead.|\
                 Hi there, there is a bag of {other} in my parcel. I had ordered {tea}.",
            ),
            Guest("Order {order}|The order number is {order}|It's {order}, if you need the number"),
            Staff(
                "Hi {guest}, I'm sorry about that! That was a mistake on our packing table.|\
                 Hello {guest}, that should not have happened. My apologies.",
            ),
            Staff(
                "The {tea} leaves today, free of charge. Please keep the {other}, perhaps you like it.|\
                 I've just put the {tea} into today's post. Keep the {other} as an excuse from us.",
            ),
            Guest(
                "Oh, that's kind! I'll give it to my neighbour then.|\
                 Wow, thank you. I've never tried {other}, so why not.",
            ),
            Note(
                "Second mix-up of {tea} and {other} this month: the tins stand next to each other.",
            ),
            Staff(
                "Enjoy it, and thanks for telling us.|Our pleasure. Is there anything else I can do?",
            ),
            Guest("No, that's everything. Thanks!|That's all, have a good day"),
        ],
        comment: "{tea} sent again under {parcel}.|Replacement on its way, with our apologies.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Teaware arrived broken",
        tags: &["damaged", "teaware", "replacement"],
        priority: Priority::High,
        page: "/teaware/{ware}",
        lines: &[
            Guest(
                "Hi! I just unpacked order {order} and the {ware} is broken :(|\
                 Hello, sad news: the {ware} from {order} came in three pieces 😢|\
                 My {ware} arrived with a long crack. The box looked fine. Order {order}.",
            ),
            Staff(
                "Oh no, {guest}, I'm sorry! Was the cardboard damaged on the outside too?|\
                 I'm sorry to read that, {guest}. Did you see any damage on the parcel itself?",
            ),
            Guest(
                "A dent in one corner, nothing dramatic|\
                 No, the parcel looked perfect from outside|\
                 Yes, one side was pushed in",
            ),
            Staff(
                "Thank you. Would you like a new {ware}, or your {amount} back?|\
                 Understood. Shall I send another one, or would you rather have the {amount} back?",
            ),
            Guest(
                "A new one please, it's a present.|Another one would be lovely|A new one, if you have it",
            ),
            Note("Carrier claim needed for {order}. Guest has the packaging still."),
            Staff(
                "Done: it leaves on {day}, with twice the paper around it. No need to return the pieces.|\
                 It's packed already and goes out on {day}. You may throw the broken one away.",
            ),
            Guest("That was quick, thank you very much!|Brilliant. Thanks {agent}!"),
        ],
        comment: "A new {ware} leaves on {day}. Sorry for the fright!|Replacement ordered, nothing to return.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Change of address before posting",
        tags: &["delivery", "address"],
        priority: Priority::High,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "Hi, I noticed that {order} goes to my old address. Can you still change it?|\
                 Hello, I moved last week and forgot to change my address. Order {order}, is it too late?",
            ),
            Staff(
                "Hello {guest}, it has not left yet, so you're in time. Where should it go?|\
                 Hi {guest}! The label isn't printed yet. What is the new address?",
            ),
            Guest(
                "14 Mill Lane, top flat, {city}|Rosenweg 8, {city}, second door on the left|\
                 27 Harbour Road, {city}. The bell says Studio 4.",
            ),
            Staff(
                "Thank you, changed for {order}. Shall I save it in your account too?|\
                 Got it, the label will be right. Should your account use it from now on?",
            ),
            Guest("Yes please!|Yes, that would be great|No, only this once, thanks"),
            Staff("All done.|Done. Congratulations on the new home!|Very well, all set."),
        ],
        comment: "Order {order} goes to the new address.|Address changed before posting.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Return of an opened tea",
        tags: &["return", "refund"],
        priority: Priority::None,
        page: "/questions/returns",
        lines: &[
            Guest(
                "Is it true that I may send back an opened tea? The {tea} just isn't for me.|\
                 Hello, your page says opened bags can go back. How does that work? It's about {tea}.",
            ),
            Staff(
                "Hi {guest}, yes, within 30 days. May I ask what you didn't like?|\
                 Hello {guest}, it's true. Out of curiosity: what was wrong with it for you?",
            ),
            Guest(
                "Too flowery, to be honest|It's a bit too strong for me in the evening|\
                 It tastes of smoke and I didn't expect that",
            ),
            Staff(
                "Then {other} might suit you better. I could send you that instead, or the {amount} back.|\
                 I think you'd be happier with {other}. Would you like to swap, or rather your money back?",
            ),
            Guest("Swap sounds good|Let's try the {other}|The money back please, no hard feelings"),
            Staff(
                "Good. A return label is in your inbox, drop the bag at any parcel shop.|\
                 Fine! I've mailed the label to {email}. No hurry, you have until the end of the month.",
            ),
            Guest("Thanks, that was easy.|Super, thank you|Great service, thanks"),
        ],
        comment: "Return label sent to {email}.|Return agreed: {tea}, order {order}.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Marked as delivered, but not there",
        tags: &["delivery", "lost parcel"],
        priority: Priority::High,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "The tracking says {order} was delivered yesterday, but there is nothing here.|\
                 Hi, {order} is supposed to be delivered. I was at home all day and nobody rang.",
            ),
            Staff(
                "Hello {guest}, let me ask the depot. Did you try the neighbours, or the shed?|\
                 Hi {guest}. That is annoying. Is there a place where the driver might have left it?",
            ),
            Guest(
                "Checked everywhere, nothing|I asked on both sides, no luck|No shed, and no neighbours in",
            ),
            Staff(
                "I'm calling the carrier now. It takes a few minutes, please stay with me.|\
                 Give me some minutes on the phone with the depot in {city}, I'll be back.",
            ),
            Hold,
            Staff(
                "Thanks for waiting. They left {parcel} at the kiosk across the road without a card.|\
                 I'm back: the driver scanned it at the wrong door. They bring it round before six today.",
            ),
            Guest("Unbelievable! But thank you for finding it.|OK, I'll go and look. Thank you!"),
            Guest("Found it!|It's here. Thanks again {agent}|Got it, you're a star"),
        ],
        comment: "Found: {parcel} was left around the corner.|Parcel found. We told the carrier to leave a card.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Customs charge on a parcel",
        tags: &["delivery", "customs"],
        priority: Priority::None,
        page: "/questions/shipping-abroad",
        lines: &[
            Guest(
                "Hi, the courier wants {amount} customs for {order}. Nobody told me about that.|\
                 Hello, I got a letter from customs about {parcel}. They ask for an invoice?",
            ),
            Staff(
                "Hello {guest}, outside the EU that can happen above a certain value. Which country is it?|\
                 Hi {guest}, may I ask where the parcel goes?",
            ),
            Guest("Switzerland|Norway|To the UK|The United States"),
            Staff(
                "Thank you. I'll mail you the customs invoice, with it the charge is usually waived.|\
                 Then they need our invoice with the tariff number. I'm sending it to {email} now.",
            ),
            Note("Checkout page should say that duties may apply. Third question this week."),
            Guest("And if they still want the money?|OK. What if they don't accept it?"),
            Staff(
                "Then we pay it: send me the receipt and you get it back the same day.|\
                 In that case we take it over. Just send us a photo of the receipt.",
            ),
            Guest("That's fair. Thanks!|Good, thank you for the quick help"),
        ],
        comment: "Customs invoice sent to {email}.|Invoice with tariff number sent. We cover the duty.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Something missing in the box",
        tags: &["delivery", "missing item"],
        priority: Priority::None,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "Hello, the {ware} is missing from {order}. Everything else is there.|\
                 Hi, my parcel came today but without the {tea}. Order {order}.",
            ),
            Staff(
                "Hi {guest}, let me see what the packing list says.|\
                 Hello {guest}, sorry! One moment, I'm looking at {order}.",
            ),
            Staff(
                "It goes in a second parcel because it comes from another shelf: {parcel}, due {day}.|\
                 I see it now: it was sold out for a day and follows on {day}. The mail about it never left.",
            ),
            Guest(
                "Ah, I see. A note in the box would help|OK, no problem then!|Alright, I'll wait",
            ),
            Staff("You're right, I'll pass that on.|Thank you for your patience! Anything else?"),
            Guest("No, all good.|That's it. Bye!|Nope, thanks"),
        ],
        comment: "The rest of {order} follows under {parcel}.|Second parcel due {day}.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Cancel an order",
        tags: &["order", "cancellation", "refund"],
        priority: Priority::None,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "Hi, can I cancel {order}? I clicked too fast.|\
                 Hello, please cancel my order {order}. I ordered the same thing twice.",
            ),
            Staff(
                "Hello {guest}, no problem, it hasn't left. All of it, or one of the two?|\
                 Hi {guest}! It's still here. Shall I cancel the whole order?",
            ),
            Guest(
                "All of it please|Just the second one, {order}|The whole order, I'll place a new one",
            ),
            Staff(
                "Cancelled. The {amount} are back on your card in two to three days.|\
                 Done, and {amount} are on the way back to you. A mail confirms it.",
            ),
            Guest("Thank you!|Great, thanks|That was fast. Thanks!"),
        ],
        comment: "Order {order} cancelled, {amount} refunded.|Cancelled as you asked.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Parcel while on holiday",
        tags: &["delivery", "date"],
        priority: Priority::Low,
        page: "/basket",
        lines: &[
            Guest(
                "Hi, we're away for two weeks. Could {order} be sent after that?|\
                 Hello, I'm travelling from {day}. Can you keep {order} back until I'm home?",
            ),
            Staff(
                "Hello {guest}, of course. When are you back?|Hi {guest}, gladly! From which day on?",
            ),
            Guest("Monday in two weeks|On the 3rd, so any day after|I'm home again on a {day}"),
            Staff(
                "Noted: it leaves the Tuesday after. Fresh tea keeps better with us than on your doorstep.|\
                 Fine, I put a date on it. You get a mail when it leaves.",
            ),
            Guest("Lovely, thank you|You're the best. Bye!|Perfect"),
        ],
        comment: "Order {order} waits until you are back.|Have a good journey!",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Tin arrived open",
        tags: &["damaged", "replacement"],
        priority: Priority::None,
        page: "/teas/{tea}",
        lines: &[
            Guest(
                "Hello, the tin of {tea} had come open and half of it is all over the parcel.|\
                 Hi! My {tea} has leaked into the whole box. It smells wonderful, but still.",
            ),
            Guest("Order number {order}|It's from {order}"),
            Staff(
                "Hi {guest}, what a mess, I'm sorry! I'll ask a colleague about the seals, one moment.|\
                 Oh dear, {guest}! Let me hand you to a colleague who does the packing.",
            ),
            Note(
                "Lid without a seal again, batch of last week. Please take over, I can't open returns.",
            ),
            Return,
            Staff(
                "Hello {guest}, {agent} here, from the packing table. A sealed tin leaves today.|\
                 Hi {guest}, I'm {agent}. I've taped the new lid myself, it's in the post tonight.",
            ),
            Guest(
                "Thank you both!|Great, thanks. I'll make potpourri of the rest|Very kind, thanks",
            ),
        ],
        comment: "A new tin of {tea} is on its way.|Replacement sent with a sealed lid.",
    },
];
