//! What happens to a letter between the agent who sends it and the box it lands in.

use model::{
    event::MailStep,
    locale::Locale,
    mail::{MailError, MailState, Security},
    permission::Actor,
};
use server::relay;
use store::on_both;

use crate::{
    post, proxy,
    world::{START, World, fresh_address, house_on},
};

const HOLD_MS: i64 = actions::outbox::HOLD_MS;

on_both! {
    async fn qa_03_a_transcript_arrives_with_both_parts_in_its_readers_language(store) {
        let world = World::on(store).await;
        world.mail_goes_to(post::settings(Security::Starttls), &post::password()).await;
        let to = fresh_address("emmy");
        let reader =
            Locale { language: "de-AT".to_owned(), time_zone: "Europe/Vienna".to_owned() };
        let name = "Emmy Nöther <b>&\"\u{202e}";
        let id = world.guest(name, &to, reader).await;
        let ada = Actor::Staff(world.ada.clone());
        world.says(&ada, id, "<script>alert(1)</script>\n& größer als 3 > 2", false).await;
        world.says(&ada, id, "Nur unter uns", true).await;
        let mail = world.sends(id, &to).await;
        assert_eq!(world.round().await, 1);
        assert_eq!(world.state(&mail).await, MailState::Sent { at: START });
        assert_eq!(world.steps(id).await, [MailStep::Asked, MailStep::Sent]);

        let letters = post::arrived(&to, 1).await;
        let letter = &letters[0];
        assert_eq!(letter.subject, "Ihr Chat mit Tee & Gebäck");
        assert_eq!(letter.from_name, "Tee & Gebäck");
        // What turns the text round has no place in a header.
        assert_eq!(letter.to_name, "Emmy Nöther <b>&\"");
        for (header, value) in [
            ("auto-submitted", "auto-generated"),
            ("content-language", "de"),
            ("from", "help@tea.test"),
        ] {
            assert!(letter.headers[header].contains(value), "{header}: {:?}", letter.headers);
        }
        assert!(letter.headers["message-id"].ends_with("@tea.test>"), "{:?}", letter.headers);
        // 15 January 2027, 08:00 UTC.
        for part in [&letter.plain, &letter.html] {
            assert!(part.contains("15.01.2027"), "{part}");
            assert!(part.contains("09:00"), "{part}");
            assert!(part.contains("Europe/Vienna"), "{part}");
            assert!(part.contains("Ada Lovelace"), "{part}");
            assert!(!part.contains("unter uns"), "{part}");
        }
        assert!(letter.plain.contains("<script>alert(1)</script>\n"), "{}", letter.plain);
        assert!(!letter.html.contains("<script"), "{}", letter.html);
        assert!(letter.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;<br>"), "{}", letter.html);
        assert!(letter.html.contains("&amp; größer als 3 &gt; 2"), "{}", letter.html);
        assert!(letter.html.contains("Emmy Nöther &lt;b&gt;&amp;&quot;"), "{}", letter.html);
        assert!(letter.html.contains("<html lang=\"de\""), "{}", letter.html);
    }

    async fn qa_03_an_address_nobody_has_is_told_in_the_mail_servers_words(store) {
        let world = World::on(store).await;
        world.mail_goes_to(post::settings(Security::Tls), &post::password()).await;
        let id = world.guest("Emmy", "emmy@customer.test", Locale::default()).await;
        let mail = world.sends(id, "nobody@customer.test").await;
        assert_eq!(world.round().await, 1);
        let MailState::Refused { error: MailError::Said(words), .. } = world.state(&mail).await
        else {
            panic!("not refused");
        };
        assert!(words.starts_with("550 5.1.1 <nobody@customer.test>: "), "{words}");
        let steps = world.steps(id).await;
        assert_eq!(steps[1], MailStep::Refused { error: MailError::Said(words) });
        // It is not tried by itself.
        world.house.clock.advance(7 * 24 * 3_600_000);
        assert_eq!(world.round().await, 0);
    }

    async fn qa_03_with_a_wrong_password_letters_wait_for_the_right_one(store) {
        let world = World::on(store).await;
        world.mail_goes_to(post::settings(Security::Starttls), "wrong").await;
        let to = fresh_address("emmy");
        let id = world.guest("Emmy", &to, Locale::default()).await;
        let mail = world.sends(id, &to).await;
        world.round().await;
        let MailState::Waiting { error: MailError::SignIn(words), .. } = world.state(&mail).await
        else {
            panic!("{:?}", world.state(&mail).await);
        };
        assert!(words.starts_with("535 5.7.8 "), "{words}");
        assert_eq!(world.round().await, 0);
        // Saving the right one is enough: nobody waits for the next try.
        world.mail_goes_to(post::settings(Security::Starttls), &post::password()).await;
        assert_eq!(world.round().await, 1);
        assert_eq!(world.state(&mail).await, MailState::Sent { at: START });
        post::arrived(&to, 1).await;
    }

    async fn qa_03_what_no_server_took_goes_when_it_is_back_and_goes_once(store) {
        let world = World::on(store).await;
        let port = proxy::silent_port().await;
        let away = model::mail::MailSettings { port, ..post::settings(Security::Starttls) };
        world.mail_goes_to(away, &post::password()).await;
        let to = fresh_address("emmy");
        let id = world.guest("Emmy", &to, Locale::default()).await;
        let mail = world.sends(id, &to).await;
        world.round().await;
        let MailState::Waiting { at, error: MailError::Unreachable(words) } =
            world.state(&mail).await
        else {
            panic!("{:?}", world.state(&mail).await);
        };
        assert!(words.contains("refused"), "{words}");
        assert_eq!(world.round().await, 0);
        let starttls = post::settings(Security::Starttls).port;
        proxy::answers(port, starttls).await;
        world.house.clock.advance(at.since(START));
        assert_eq!(world.round().await, 1);
        assert!(matches!(world.state(&mail).await, MailState::Sent { .. }));
        assert_eq!(world.round().await, 0);
        assert_eq!(post::arrived(&to, 1).await.len(), 1);
    }

    async fn qa_03_after_a_crash_the_same_letter_goes_once_more_under_the_same_name(store) {
        let world = World::on(store.clone()).await;
        let (between, mut swallowed) = proxy::swallows_the_last_answer(post::plain_port()).await;
        let clear = post::settings(Security::None);
        let lossy = model::mail::MailSettings { port: between.port(), ..clear.clone() };
        world.mail_goes_to(lossy.clone(), "").await;
        let to = fresh_address("emmy");
        let id = world.guest("Emmy", &to, Locale::default()).await;
        let mail = world.sends(id, &to).await;
        // The mail server has it; then this server ends before it hears so.
        let house = world.house.clone();
        let sending = tokio::spawn(async move { relay::round(&house).await });
        swallowed.recv().await.unwrap();
        sending.abort();
        assert!(sending.await.is_err());
        assert_eq!(post::arrived(&to, 1).await.len(), 1);
        assert_eq!(world.state(&mail).await, MailState::Sending);
        // The next one finds it held, and waits until nobody can hold it any more.
        let next = house_on(store.clone(), START.plus(HOLD_MS - 1));
        assert_eq!(relay::round(&next).await.unwrap(), 0);
        next.clock.advance(1);
        let sending = {
            let next = next.clone();
            tokio::spawn(async move { relay::round(&next).await })
        };
        swallowed.recv().await.unwrap();
        sending.abort();
        let letters = post::arrived(&to, 2).await;
        let names: Vec<_> = letters.iter().map(|letter| &letter.headers["message-id"]).collect();
        assert_eq!(names[0], names[1]);
        // Not a third time.
        world.mail_goes_to(clear, "").await;
        let last = house_on(store, START.plus(3 * HOLD_MS));
        assert_eq!(relay::round(&last).await.unwrap(), 0);
        let at = START.plus(3 * HOLD_MS);
        assert_eq!(world.state(&mail).await, MailState::Refused { at, error: MailError::Interrupted });
        assert_eq!(post::letters_to(&to).len(), 2);
    }

    async fn qa_03_two_servers_send_each_letter_once(store) {
        let world = World::on(store.clone()).await;
        world.mail_goes_to(post::settings(Security::None), "").await;
        let to = fresh_address("emmy");
        let id = world.guest("Emmy", &to, Locale::default()).await;
        for _ in 0..10 {
            world.sends(id, &to).await;
        }
        let other = house_on(store, START);
        let work = async |house: &actions::House| {
            let mut count = 0;
            loop {
                match relay::round(house).await.unwrap() {
                    0 => return count,
                    some => count += some,
                }
            }
        };
        let (here, there) = tokio::join!(work(&world.house), work(&other));
        assert_eq!(here + there, 10);
        assert_eq!(post::arrived(&to, 10).await.len(), 10);
        let sent = world.steps(id).await.into_iter().filter(|step| *step == MailStep::Sent);
        assert_eq!(sent.count(), 10);
    }

    async fn qa_03_a_very_long_chat_arrives_by_its_end_and_says_so(store) {
        let world = World::on(store).await;
        world.mail_goes_to(post::settings(Security::None), "").await;
        let to = fresh_address("emmy");
        let id = world.guest("Emmy", &to, Locale::default()).await;
        let ada = Actor::Staff(world.ada.clone());
        for number in 0..1_010 {
            world.says(&ada, id, &format!("line {number}."), false).await;
        }
        world.sends(id, &to).await;
        assert_eq!(world.round().await, 1);
        let letters = post::arrived(&to, 1).await;
        let plain = &letters[0].plain;
        // Its beginning, who took it and what the guest said are entries too.
        assert!(plain.contains("the first 13 entries are left out"), "{}", &plain[..400]);
        assert!(!plain.contains("line 9."), "{}", &plain[..400]);
        assert!(plain.contains("line 10."), "{}", &plain[..400]);
        assert!(plain.contains("line 1009."));
    }
}
