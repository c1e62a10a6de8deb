//! Support: brewing, kettles, accounts and the shop's page.

use model::conversation::Priority;

use super::{
    Desk, Dialogue, Language,
    Line::{Guest, Hold, Note, Return, Staff},
};

pub(super) const ALL: &[Dialogue] = &[
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Kettle shows E3",
        tags: &["kettle", "technical", "warranty"],
        priority: Priority::High,
        page: "/teaware/gooseneck-kettle",
        lines: &[
            Guest(
                "My gooseneck kettle beeps and shows E3. What does that mean?|\
                 Hi, the kettle I bought from you says E3 and won't heat any more.",
            ),
            Staff(
                "Hello {guest}, {agent} here. E3 is the temperature sensor. Is there water in it right now?|\
                 Hi {guest}! E3 means it doesn't trust its thermometer. Did it boil dry lately?",
            ),
            Guest(
                "Yes, half full|It may have boiled dry on {day}|Water is in. It started this morning.",
            ),
            Staff(
                "Please unplug it, let it cool for ten minutes, then press and hold SET while plugging it in.|\
                 Could you pull the plug for ten minutes, and then hold SET when you plug it in again?",
            ),
            Hold,
            Guest(
                "OK, ten minutes are over. It says 888 now|Done. It shows 888 and then 21 degrees",
            ),
            Staff(
                "That's the reset. Now bring a full kettle to 60 °C, if E3 stays away it's fine.|\
                 Very good, it has forgotten the fault. Try 60 °C with a full kettle, please.",
            ),
            Guest("60 reached, no E3!|It heats again, hurray|It works! Thank you so much"),
            Staff(
                "Glad to hear it. Should it come back within two years, we replace it.|\
                 Wonderful. If E3 returns, it's a case for the warranty, just write to us.",
            ),
        ],
        comment: "E3 was gone after the reset. The warranty runs for two years.|Kettle reset, works again.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Kettle does not hold its temperature",
        tags: &["kettle", "technical", "warranty"],
        priority: Priority::Medium,
        page: "/teaware/gooseneck-kettle",
        lines: &[
            Guest(
                "The keep-warm on my kettle stops after a few minutes. Is that normal?|\
                 Hello, my kettle (order {order}) should hold 80 °C for an hour but drops to 60.",
            ),
            Staff(
                "Hi {guest}, no, it should hold for 60 minutes. Does the HOLD light stay on?|\
                 Hello {guest}! It should not. Can you tell me whether HOLD is lit in the meantime?",
            ),
            Guest("It blinks twice and goes off|The light is on but it isn't heating|It flickers"),
            Note(
                "Known for the first series, serial numbers under 4400. Exchange without questions.",
            ),
            Staff(
                "What is the serial number? It's on the sticker under the base.|\
                 Would you turn it over and read me the serial number under the base?",
            ),
            Guest("GK-04127|GK-03988|It says GK 04312"),
            Staff(
                "That one is from the first series, we exchange it. The new one arrives, the old one goes back.|\
                 Thank you, that series has a weak relay. You get a new base, label for the old one inside.",
            ),
            Guest("Great! Do I need the original box?|Nice. Do I have to pay anything?"),
            Staff("No, just wrap it well.|Not at all. Any box will do."),
            Guest("Thanks a lot|Very generous, thank you {agent}"),
        ],
        comment: "Base exchanged under warranty, {parcel}.|Exchange on its way, please send the old base back.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Green tea tastes bitter",
        tags: &["brewing", "advice"],
        priority: Priority::None,
        page: "/brewing",
        lines: &[
            Guest(
                "Hi, whatever I do my Sencha Yame turns bitter. What am I doing wrong?|\
                 Hello, is my sencha bad or is it me? It's awfully bitter.",
            ),
            Staff(
                "Hello {guest}! Most of the time it's the water. How hot do you pour it?|\
                 Hi {guest}, let's find out. Which temperature, how long, how much leaf?",
            ),
            Guest(
                "Boiling, two minutes, one spoon|Straight from the kettle, maybe three minutes|\
                 About 90 degrees, I don't really time it",
            ),
            Staff(
                "There it is: 70 °C and a minute and a half. Pour the water from cup to cup twice, it cools by \
                 ten degrees each time.|\
                 Boiling water pulls out everything that is bitter. Try this:\n- **5 g** for 300 ml\n\
                 - water at **70 °C**\n- **90 seconds**, no more",
            ),
            Guest("Oh, that's much cooler than I thought|70? Really? I'll try right away"),
            Guest(
                "...that is a completely different tea!|Wow. Sweet! Thank you 🙏|Much better indeed :)",
            ),
            Staff(
                "And it gives two more infusions, thirty seconds each. Enjoy!|\
                 Wait for the second infusion, it's the best one.",
            ),
        ],
        comment: "70 °C, 90 seconds, three infusions.|Enjoy the sencha!",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "How to store tea",
        tags: &["advice", "storage"],
        priority: Priority::Low,
        page: "/teas/{tea}",
        lines: &[
            Guest(
                "Quick question: how long does {tea} keep once it's open?|\
                 Hi! Should I keep {tea} in the fridge?",
            ),
            Staff(
                "Hi {guest}! Closed, dark and dry it keeps for a year. Not in the fridge, it takes on smells.|\
                 Hello {guest}, a tin in a cupboard is best, away from spices. Then a year is no problem.",
            ),
            Guest("And the {other}?|Same for {other}?"),
            Staff(
                "The same. Only the green ones should be drunk within six months.|\
                 That one too. What suffers is green tea, drink it by the summer.",
            ),
            Guest("Good to know, thanks|Thanks, bye!|Cheers {agent}"),
        ],
        comment: "Dark, dry, closed: a year.|Happy to help.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Caffeine in the evening",
        tags: &["advice", "caffeine"],
        priority: Priority::None,
        page: "/teas/{tea}",
        lines: &[
            Guest(
                "Hello, which of your teas have no caffeine? I'm expecting and have to be careful.|\
                 Hi, I can't sleep after tea. What would you drink at nine in the evening?",
            ),
            Staff(
                "Hello {guest}! Garden Mint and Copper Rooibos have none at all.|\
                 Hi {guest}, that's easy: Garden Mint or Copper Rooibos, both without any caffeine.",
            ),
            Guest("Is decaffeinated Earl Grey an option?|And something like {tea}, but without?"),
            Staff(
                "We don't make one, taking it out costs too much of the taste. The rooibos is nearest.|\
                 Not from us, I'm afraid. With a slice of orange the rooibos comes close.",
            ),
            Staff(
                "For anything medical please ask your doctor, I only know about leaves.|\
                 And if in doubt, your doctor knows better than a tea shop.",
            ),
            Guest("Of course. I'll take the rooibos, thanks!|Will do. Thank you!"),
        ],
        comment: "Garden Mint and Copper Rooibos: no caffeine.|Sleep well!",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Allergens",
        tags: &["advice", "allergens"],
        priority: Priority::Medium,
        page: "/teas/{tea}",
        lines: &[
            Guest(
                "Hi, does {tea} contain nuts? The description says \"toasted nuts\".|\
                 Hello, my daughter is allergic to hazelnuts. Is {tea} safe?",
            ),
            Staff(
                "Hello {guest}, the \"nuts\" are only how it tastes. Let me check what else is packed there.|\
                 Hi {guest}, good that you ask. I'd rather look at the sheet than answer from memory.",
            ),
            Hold,
            Staff(
                "I've read the sheet: no nuts in {tea}, and none are handled in that room.|\
                 Here it is: {tea} is leaf and nothing else, and the packing room is free of nuts.",
            ),
            Guest("And {other}?|Is the same true for {other}?"),
            Staff(
                "Also fine. I'm mailing both sheets to {email}, so that you have it in writing.|\
                 Yes. I send you both sheets, then you can show them at school too.",
            ),
            Guest("That's wonderful, thank you so much|Perfect. You took this seriously, thanks!"),
        ],
        comment: "Sheets for {tea} and {other} sent to {email}.|No nuts in either, sheets are in your inbox.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Password mail does not arrive",
        tags: &["account", "technical"],
        priority: Priority::None,
        page: "/login",
        lines: &[
            Guest(
                "I can't log in and the mail to reset my password doesn't come.|\
                 Hi, I asked for a new password three times and got no mail.",
            ),
            Staff(
                "Hello {guest}, which address did you use?|\
                 Hi {guest}, let me look. To which address should it go?",
            ),
            Guest("{email}|It should be {email}"),
            Staff(
                "I see it: your provider refused ours as spam. I'm sending it again another way.|\
                 The account has a typing error in the address. I've corrected it, please try once more.",
            ),
            Guest("Nothing yet... ah, there it is!|It just arrived, thanks"),
            Guest("And I'm in. Thank you!|Works!|Logged in, all my orders are there"),
        ],
        comment: "Access works again.|Reset mail arrived, all good.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Checkout stops with an error",
        tags: &["shop page", "technical", "checkout"],
        priority: Priority::High,
        page: "/checkout",
        lines: &[
            Guest(
                "I can't pay, the page says error503. My basket is full!|\
                 Hi, checkout fails with error422 as soon as I enter my address.|\
                 Hello, I get error500 at the last step, three times now.",
            ),
            Staff(
                "Hello {guest}, sorry about that! Which browser do you use?|\
                 Hi {guest}, let me look into it. Is it on a phone or a computer?",
            ),
            Guest("Firefox on a laptop|On my phone, Safari|Chrome, if that helps"),
            Note(
                "Error comes from the address check when the street holds an apostrophe. Reported.",
            ),
            Staff(
                "Does your street have an apostrophe or a slash in it? Please leave it out for now.|\
                 Could you try it once without special characters in the street?",
            ),
            Guest("Yes, it does! One moment|O'Connell Street, yes. Trying...|Trying now"),
            Guest("That was it. Paid!|It worked, order {order}|Went through this time"),
            Staff(
                "Thank you for your patience, we're mending it. I add a sample to {order}.|\
                 Great. Our developer knows by now. There will be a little sample in your parcel.",
            ),
            Guest("How nice, thanks!|You didn't have to, but thanks :)"),
        ],
        comment: "Order {order} went through. The fault is being mended.|Works without the apostrophe; fix follows.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Delete my account",
        tags: &["account", "privacy"],
        priority: Priority::None,
        page: "/account",
        lines: &[
            Guest(
                "Hello, please delete my account and everything you know about me.|\
                 Hi, how can I have my data erased?",
            ),
            Staff(
                "Hello {guest}, I can start that right away. Invoices we have to keep for some years by law.|\
                 Hi {guest}, gladly. Everything goes except invoices, which the law makes us keep.",
            ),
            Guest("That's fine|OK, understood. Newsletter too please"),
            Staff(
                "Then I've put it in motion: you get one last mail to {email} when it's done.|\
                 It's done within three days. The last mail you'll get from us says so.",
            ),
            Guest("Thanks for not making it difficult|Thank you. Nothing against your tea!"),
            Staff("All the best to you!|You're always welcome again. Goodbye!"),
        ],
        comment: "Erasure under way, confirmation follows to {email}.|Your data will be erased within three days.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Pause a subscription",
        tags: &["subscription"],
        priority: Priority::None,
        page: "/account/subscription",
        lines: &[
            Guest(
                "I have too much tea at home (who would have thought). Can I pause my subscription?|\
                 Hi, can the monthly parcel rest for a while?",
            ),
            Staff("Hello {guest}, sure! For how long?|Hi {guest}, of course. Two months, three?"),
            Guest("Two months|Until spring|Three months would be good"),
            Staff(
                "Done. It wakes up by itself, and you get a mail a week before.|\
                 It's paused. Nothing is charged meanwhile, and we remind you before it goes on.",
            ),
            Guest(
                "Could you swap {tea} for {other} when it starts again?|And then {other} instead of {tea}, please",
            ),
            Staff("Noted, {other} it is.|With pleasure. I've changed it."),
            Guest("Thanks!|Thank you, bye"),
        ],
        comment: "Subscription paused, next parcel with {other}.|Paused as agreed.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Rust in a cast-iron teapot",
        tags: &["teaware", "advice"],
        priority: Priority::None,
        page: "/teaware/cast-iron-teapot",
        lines: &[
            Guest(
                "My cast-iron teapot has brown spots inside. Can I still use it?|\
                 Hello, is a bit of rust in the iron teapot dangerous?",
            ),
            Staff(
                "Hi {guest}, it's harmless. Is the enamel inside chipped, or is it only on the rim?|\
                 Hello {guest}! Not at all. Can you see where it starts, rim or bottom?",
            ),
            Guest("Only at the rim|On the bottom, a coin's size|Around the spout"),
            Staff(
                "Then boil green tea leaves in it for twenty minutes: the tannin seals the iron. Rinse, dry, done.|\
                 Old trick: simmer used tea leaves in it. The iron turns black and stops rusting.",
            ),
            Guest("Really? I'll do it tonight|Love it. Tea mends the teapot"),
            Staff(
                "And always wipe it dry. If it gets worse, we exchange it.|\
                 Exactly. Dry it while it's warm, then it won't come back.",
            ),
            Guest("Will do, thanks {agent}|Thank you!"),
        ],
        comment: "Seal with tannin, keep dry.|Enjoy your teapot for another hundred years!",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::English,
        topic: "Lid of the glass teapot",
        tags: &["teaware", "spare part"],
        priority: Priority::None,
        page: "/teaware/glass-teapot",
        lines: &[
            Guest(
                "I broke the lid of my glass teapot. Do you sell only the lid?|\
                 Hi, is there a spare lid for the glass teapot? Mine met the floor.",
            ),
            Staff(
                "Hello {guest}, we do have some. Is it the 0.8 or the 1.2 litre one?|\
                 Hi {guest}! Which size is it? Please measure the opening if you can.",
            ),
            Guest("1.2 l|The opening is 7 cm|I think the small one... 0.8"),
            Note("Spare lids are in the drawer under the scales, not in the system."),
            Return,
            Staff(
                "Hello {guest}, {agent} here, I've just been to the shelf: we have one, it costs {amount}.|\
                 Hi {guest}, I'm {agent} and sit next to the spare parts. One is left, {amount} with postage.",
            ),
            Guest("I'll take it!|Please send it to my usual address|Great, yes please"),
            Staff(
                "It's in your account as order {order}, pay whenever you like.|\
                 Reserved as {order}. It goes out with Tuesday's post.",
            ),
            Guest("Thank you both|Thanks, that saved my teapot"),
        ],
        comment: "Spare lid goes out as {order}.|One lid for the glass teapot, on its way.",
    },
];
