//! The test mail, and the relay that runs.

use model::{
    locale::Locale,
    mail::{MailError, MailSettings, MailState, Security},
};
use server::relay;
use store::on_both;
use tokio::sync::watch;

use crate::{
    post,
    world::{World, fresh_address},
};

on_both! {
    async fn a_test_mail_arrives_at_once_or_tells_what_the_server_said(store) {
        let world = World::on(store).await;
        let (stop, stopped) = watch::channel(false);
        let relay = tokio::spawn(relay::run(world.house.clone(), stopped));
        let to = fresh_address("root");
        let test = async |settings: MailSettings, password: &str| {
            world.mail_goes_to(settings, password).await;
            let reader = Locale { language: "de".to_owned(), time_zone: String::new() };
            actions::mail::test(&world.house, &world.admin, &to, reader).await.unwrap().state
        };
        for security in [Security::Starttls, Security::Tls, Security::None] {
            let password = if security == Security::None { String::new() } else { post::password() };
            let state = test(post::settings(security), &password).await;
            assert!(matches!(state, MailState::Sent { .. }), "{security:?}: {state:?}");
        }
        let letters = post::arrived(&to, 3).await;
        assert_eq!(letters[0].subject, "Testnachricht von Tee & Gebäck");

        let state = test(post::settings(Security::Tls), "wrong").await;
        let MailState::Refused { error: MailError::SignIn(words), .. } = state else {
            panic!("{state:?}");
        };
        assert!(words.starts_with("535 "), "{words}");
        // Nobody signed this certificate.
        let strange =
            MailSettings { certificates: String::new(), ..post::settings(Security::Starttls) };
        let state = test(strange, &post::password()).await;
        let MailState::Refused { error: MailError::Unreachable(words), .. } = state else {
            panic!("{state:?}");
        };
        assert!(words.contains("certificate"), "{words}");
        assert_eq!(post::letters_to(&to).len(), 3);

        stop.send(true).unwrap();
        relay.await.unwrap();
    }
}
