//! Sales: presents, cafés, stock, tastings.

use model::conversation::Priority;

use super::{
    Desk, Dialogue, Language,
    Line::{Guest, Hold, Note, Staff},
};

pub(super) const ALL: &[Dialogue] = &[
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "A present for a tea drinker",
        tags: &["advice", "gift"],
        priority: Priority::None,
        page: "/gifts",
        lines: &[
            Guest(
                "Hi! I need a present for my mother, she drinks everything that is black and strong.|\
                 Hello, what do you give somebody who has every tea already?",
            ),
            Staff(
                "Hello {guest}, {agent} here, that's my favourite question. What would you like to spend?|\
                 Hi {guest}! How nice. Do you have a sum in mind?",
            ),
            Guest("Around 40 euros|Not more than 50|30 to 40"),
            Staff(
                "Then I'd take:\n- three small tins, {tea} among them\n- the {ware}\n\nTogether {amount}.|\
                 I'd take the {ware} with a tin of {tea}. That makes {amount}, wrapping included.",
            ),
            Guest("That sounds lovely. Can you wrap it?|Good idea! And a card with it?"),
            Staff(
                "We do that every day. Send me the text for the card.|\
                 Of course. What should the card say?",
            ),
            Guest(
                "\"For quiet afternoons. With love, {guest}\"|\"Happy birthday! Put the kettle on.\"|\
                 \"To many more pots together\"",
            ),
            Staff(
                "Beautiful. It's in your basket as {order}.|Written by hand. Your basket is ready: {order}.",
            ),
            Guest("Thank you so much!|You've saved my weekend, thanks"),
        ],
        comment: "Present {order} with card and wrapping.|Hope she likes it!",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "Wholesale for a café",
        tags: &["wholesale", "quote"],
        priority: Priority::Medium,
        page: "/wholesale",
        lines: &[
            Guest(
                "Hello, I run a small café in {city}. Do you sell to businesses?|\
                 Hi, we'd like to have your tea in our café. What are your prices for larger amounts?",
            ),
            Staff(
                "Hello {guest}, gladly! How much would you need in a month, roughly?|\
                 Hi {guest}, we do, from five kilos on. Which teas and how much?",
            ),
            Guest(
                "Six kilos maybe, mostly {tea}|5 kg {tea}, 2 kg {other}, and some mint|\
                 Hard to say, we make about 300 pots a week",
            ),
            Staff(
                "Then you're in our second tier, 22 % below the shop's price, free delivery.|\
                 For that the first tier counts: 18 % less, and we pay the postage.",
            ),
            Guest("Can I try before?|Do you send samples?|Fine. How do I pay?"),
            Note("Good one: café with 40 seats in {city}. Ask again in two weeks."),
            Staff(
                "A box with eight samples goes out today, and a quote to {email}. Thirty days to pay.|\
                 I'm sending samples and the price list. You pay by invoice, thirty days.",
            ),
            Guest("Excellent. I'll get back to you|Great, looking forward to the box!"),
        ],
        comment: "Samples and price list sent to {email}.|Quote follows by mail, samples are on their way.",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "Eighty presents for a company",
        tags: &["wholesale", "gift", "quote"],
        priority: Priority::High,
        page: "/gifts/companies",
        lines: &[
            Guest(
                "Good morning, we look for 80 presents for our staff, with our logo on the tin. Possible?|\
                 Hello, can you make 80 gift boxes by the end of next month?",
            ),
            Staff(
                "Good morning {guest}, yes. By when, and should they go to one address?|\
                 Hello {guest}, that's what our winter is made of. One address or eighty?",
            ),
            Guest(
                "One address, by the 10th|To each home, we have a list|Half here in {city}, half by post",
            ),
            Staff(
                "Let me ask the packers what is still possible, one moment please.|\
                 I'll look at the plan for the labels, please stay with me.",
            ),
            Hold,
            Staff(
                "It works if we have the logo by {day}. Two tins each, {tea} and {other}, {amount} a box.|\
                 Done: we keep the week free for you. {amount} per box with two tins and a card.",
            ),
            Guest("Within budget. Please send a quote|That's good. Can we have it in writing?"),
            Staff(
                "It's on its way to {email}, with a drawing of the tin.|\
                 You have it within the hour at {email}.",
            ),
            Guest("Thank you {agent}, very helpful|Perfect, thanks"),
        ],
        comment: "Quote for 80 boxes sent. Logo needed by {day}.|Offer sent to {email}.",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "When is it back in stock",
        tags: &["stock"],
        priority: Priority::None,
        page: "/teas/{tea}",
        lines: &[
            Guest(
                "When will {tea} be back? It's been sold out for ages|\
                 Hi, is {tea} coming back this year?",
            ),
            Staff(
                "Hello {guest}, it's on a ship 🚢, we expect it in ten days.|\
                 Hi {guest}! The new harvest passes customs right now, about a week.",
            ),
            Guest("Can you put 200 g aside for me?|Could you tell me when it's there?"),
            Staff(
                "With pleasure, your name is on it. You get a mail at {email}.|\
                 I'll write to {email} before it goes into the shop.",
            ),
            Staff(
                "Until then {other} is the nearest relative, if you can't wait.|\
                 If you run dry before: {other} is close to it.",
            ),
            Guest("I'll be patient. Thanks!|Added 50 g of that, thank you|Thanks, good tip"),
        ],
        comment: "200 g of {tea} put aside.|We write as soon as {tea} is here.",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "Difference between two teas",
        tags: &["advice"],
        priority: Priority::None,
        page: "/teas/{tea}",
        lines: &[
            Guest(
                "What's the difference between {tea} and {other}?|\
                 Hi, I can't decide between {tea} and {other}. Help?",
            ),
            Staff(
                "Hi {guest}! What do you usually drink, and with milk or without?|\
                 Hello {guest}, tell me what you like otherwise: malty, flowery, smoky?",
            ),
            Guest("With milk, rather strong|Without, light, in the afternoon|Nothing smoky please"),
            Staff(
                "Then begin with {tea}. {other} is for the day when you have time to look out of the window.|\
                 I'd say {other}, and {tea} as the second one. They're very different people.",
            ),
            Guest("Haha, sold. Do you have small bags?|Can I have a bit of both?"),
            Staff(
                "10 g of each, less than ten euros with postage: look for \"little bags\" on the page.|\
                 Yes, little bags for two pots each. I've put both into your basket.",
            ),
            Guest("Ordered: {order}|Thanks a lot!|Just ordered. Bye {agent}!"),
        ],
        comment: "Little bags of {tea} and {other}.|Enjoy trying!",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "Places for a tasting",
        tags: &["tasting", "event"],
        priority: Priority::None,
        page: "/tastings",
        lines: &[
            Guest(
                "Are there places left for the oolong tasting?|\
                 Hello, we're four and would like to come to a tasting. When is the next one?",
            ),
            Staff(
                "Hello {guest}, the next one is on {day} at seven, with five places left.|\
                 Hi {guest}! {day}, seven in the evening, above the net loft. Some places are free.",
            ),
            Guest("Four please|Two places, thank you|Is it wheelchair accessible?"),
            Staff(
                "The stairs are steep, but there's a lift through the yard; ring and we come down. Shall I \
                 book?|\
                 You're on the list. There's a lift through the yard, should anybody need it.",
            ),
            Guest("Yes, book it. Is there something to eat?|Great. Do we pay there?"),
            Staff(
                "Bread, cheese and oranges. {amount} each, paid on the evening.|\
                 You pay on the evening, {amount} each, small things to eat included.",
            ),
            Guest("See you then!|Looking forward to it|Wonderful, thanks"),
        ],
        comment: "Booked for {day}, seven o'clock.|See you on {day}!",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "Tea for the office",
        tags: &["subscription", "wholesale"],
        priority: Priority::None,
        page: "/office",
        lines: &[
            Guest(
                "We're 25 people and drink terrible tea bags. What do you suggest?|\
                 Hi, do you have a subscription for offices?",
            ),
            Staff(
                "Hello {guest}, that we can mend! Do you have a kettle that can do less than boiling?|\
                 Hi {guest}, we do: a box a month, four teas, filters included. How many of you drink tea?",
            ),
            Guest(
                "Just a normal kettle|About half of us|Everybody except the developers, they drink coffee",
            ),
            Staff(
                "Then black, mint and rooibos, nothing that sulks about hot water. {amount} a month.|\
                 The middle box is right then, {amount} a month, stop whenever you like.",
            ),
            Guest(
                "I need an invoice with our order number, is that possible?|Sounds good. How do we start?",
            ),
            Staff(
                "Sure, write me the number and the address and the first box leaves on {day}.|\
                 I set it up for {email}; the first box leaves on {day}.",
            ),
            Guest("PO 2214, and thanks!|Great, my colleagues will love you"),
        ],
        comment: "Office box from {day}, {amount} a month.|Office subscription set up.",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "Delivery to another country",
        tags: &["shipping", "question"],
        priority: Priority::None,
        page: "/questions/shipping-abroad",
        lines: &[
            Guest(
                "Do you ship to Japan? (Yes, I know. Tea to Japan.)|\
                 Hello, how much is the postage to Canada?|\
                 Hi, can I order to Iceland?",
            ),
            Staff(
                "Hello {guest}, we do! Up to two kilos for {amount}, about ten days. All countries are on \
                 https://tidewater.example/questions/shipping-abroad|\
                 Hi {guest}, yes. {amount} for up to two kilos, eight to twelve days.",
            ),
            Guest("Is there something you can't send?|And duties?"),
            Staff(
                "Up to 150 euros there is usually nothing to pay. Herbs may be held back, leaf tea never was.|\
                 That depends on your country; below 150 euros we've never heard of any.",
            ),
            Guest("OK, I'll risk it|Thanks, ordering now|Good, thank you"),
        ],
        comment: "Postage abroad: {amount}, about ten days.|Enjoy, wherever you are!",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "Discount code refused",
        tags: &["discount", "checkout"],
        priority: Priority::None,
        page: "/basket",
        lines: &[
            Guest(
                "My code SPRINGLEAF is refused, why?|\
                 Hi, the code from the newsletter doesn't work: SPRINGLEAF",
            ),
            Staff(
                "Hi {guest}, it ended on {day}. But let me see what I can do.|\
                 Hello {guest}! It counts from 30 euros on, what is in your basket?",
            ),
            Guest("{tea} and the {ware}|Only {tea} so far|Things for {amount}"),
            Staff(
                "I've opened it again for your address, please try once more.|\
                 I've put the ten percent into your basket by hand. Reload the page, please.",
            ),
            Guest("It works, thank you!|Thanks {agent}, very kind"),
        ],
        comment: "Code opened again for {email}.|Discount given by hand.",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::English,
        topic: "Favours for a wedding",
        tags: &["gift", "event", "quote"],
        priority: Priority::None,
        page: "/gifts/weddings",
        lines: &[
            Guest(
                "Hello! We're getting married in May and would love little tea bags for 90 guests.|\
                 Hi, could you fill 90 tiny tins with {tea}? For our wedding :)",
            ),
            Staff(
                "Congratulations, {guest}! Would you like your names on them?|\
                 How lovely, congratulations! Ninety is no problem. Do you have a colour in mind?",
            ),
            Guest("Yes! \"{guest} & Robin\"|Sage green, if you have it|Names and date please"),
            Staff(
                "They'd be {amount} for every ten, in sage paper, with 10 g of {tea} each.|\
                 I'd use {tea}, nearly everybody likes it. Ten of them are {amount}.",
            ),
            Guest(
                "We'll think about it over a cup of tea. Can I write to you again?|Can we see one before?",
            ),
            Staff(
                "Whenever you like. A proof goes to you this week.|\
                 Of course! I'm posting you one tomorrow.",
            ),
            Guest("Thank you, {agent}!|You're wonderful, thanks"),
        ],
        comment: "Proof with names sent. Congratulations!|A sample favour is on its way.",
    },
];
