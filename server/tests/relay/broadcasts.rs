//! Broadcasts on their way to a real mail server: as they arrive, and the way out of them.

use actions::{broadcasts, contacts};
use model::{
    Uuid,
    broadcast::{
        Broadcast, BroadcastDraft, BroadcastState, Delivery, Medium, RecipientQuery, Wording,
    },
    contact::{Contact, ContactDraft},
    id::BroadcastId,
    mail::{MailError, Security},
    page::PageAt,
    selection::Selection,
};
use store::on_both;

use crate::{
    post,
    world::{World, fresh_address},
};

async fn contact(world: &World, name: &str, email: &str) -> Contact {
    let draft = ContactDraft {
        name: name.to_owned(),
        emails: vec![email.to_owned()],
        ..ContactDraft::default()
    };
    contacts::create(&world.house, &world.admin, &draft).await.unwrap()
}

async fn begins(world: &World, to: &[&Contact]) -> Broadcast {
    let draft = BroadcastDraft {
        id: BroadcastId(Uuid::from_u128(7)),
        recipients: Selection::Chosen(to.iter().map(|one| one.id).collect()),
        wording: Wording {
            medium: Medium::Email,
            subject: "Neues für {{contact.name}} & alle".to_owned(),
            text: "Hallo {{contact.name}},\n\n<b>neu</b> von {{agent.name}}: {{contact.phone}}!"
                .to_owned(),
        },
        origin: "https://chat.tea.test".to_owned(),
    };
    broadcasts::create(&world.house, &world.admin, draft).await.unwrap()
}

async fn all(world: &World) {
    for _ in 0..10 {
        broadcasts::feed(&world.house).await.unwrap();
        world.round().await;
        world.house.clock.advance(1_000);
    }
}

on_both! {
    async fn cc_13_a_broadcast_arrives_in_its_readers_words_with_a_way_out_that_works(store) {
        let world = World::on(store).await;
        world.mail_goes_to(post::settings(Security::Starttls), &post::password()).await;
        let to = fresh_address("emmy");
        let emmy = contact(&world, "Emmy, the <b>", &to).await;
        let nobody = contact(&world, "Nobody", "nobody@customer.test").await;
        let it = begins(&world, &[&emmy, &nobody]).await;
        all(&world).await;
        let letter = post::arrived(&to, 1).await.remove(0);
        assert!(letter.subject.starts_with("Neues für Emmy, the <b> & alle"), "{}", letter.subject);
        assert_eq!(letter.headers["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
        let link = letter.headers["list-unsubscribe"].trim_matches(['<', '>']).to_owned();
        let token = link.strip_prefix("https://chat.tea.test/unsubscribe/").unwrap();
        assert!(letter.plain.contains(&link) && letter.html.contains(&link), "{}", letter.plain);
        assert!(letter.plain.contains("<b>neu</b> von Rosalind Root: !"), "{}", letter.plain);
        assert!(letter.html.contains("&lt;b&gt;neu&lt;/b&gt;"), "{}", letter.html);
        assert!(letter.plain.contains("Tee & Gebäck"), "{}", letter.plain);
        let page = PageAt::default();
        let query = RecipientQuery { broadcast: it.id, delivery: None, page };
        let rows = broadcasts::recipients(&world.house, &world.admin, &query).await.unwrap().rows;
        let refused = rows.iter().find(|row| row.contact == nobody.id).unwrap();
        assert!(
            matches!(&refused.delivery, Delivery::Refused(MailError::Said(words)) if words.starts_with("550 5.1.1")),
            "{refused:?}"
        );
        let told = broadcasts::find(&world.house, &world.admin, it.id).await.unwrap();
        assert_eq!((told.state, told.tally.sent, told.tally.refused), (BroadcastState::Done, 1, 1));
        broadcasts::by_link(&world.house, token, true).await.unwrap();
        let known = broadcasts::of_contact(&world.house, &world.admin, emmy.id).await.unwrap();
        assert!(known.opted_out.is_some());
    }
}
