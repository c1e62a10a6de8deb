//! A transcript as PDF, from the request to the bot's message with a file in it that is one.

use actions::{conversations, direct, pdfs, uploads};
use model::{
    direct::BOT, event::EventBody, locale::Locale, permission::Actor, transcript::PdfAnswer,
    upload::FileRef,
};
use server::relay;
use store::on_both;

use crate::world::World;

async fn brought(world: &World) -> Vec<(String, FileRef)> {
    let thread = direct::thread_since(&world.house, &world.ada, BOT, 0).await.unwrap();
    let said = |body| match body {
        EventBody::Said { text, files } => files.into_iter().next().map(|file| (text, file)),
        _ => None,
    };
    thread.events.into_iter().filter_map(|event| said(event.body)).collect()
}

on_both! {
    async fn qa_04_the_bot_brings_a_pdf_in_its_readers_language(store) {
        let world = World::on(store).await;
        let name = "Emmy Nöther ../<b>";
        let id = world.guest(name, "emmy@customer.test", Locale::default()).await;
        conversations::close(&world.house, &world.ada, id, "Bis bald!", &[]).await.unwrap();
        let reader =
            Locale { language: "de".to_owned(), time_zone: "Europe/Vienna".to_owned() };
        let asked = pdfs::request(&world.house, &world.ada, id, reader).await.unwrap();
        assert_eq!(asked, PdfAnswer::Ordered);
        assert!(brought(&world).await.is_empty(), "nothing is made while somebody waits");
        assert!(relay::pdfs::round(&world.house).await.unwrap());
        assert!(!relay::pdfs::round(&world.house).await.unwrap());

        let all = brought(&world).await;
        let [(text, file)] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(text, &format!("Das Protokoll des Chats mit {name} als PDF."));
        assert_eq!(file.mime, "application/pdf");
        assert!(file.name.starts_with("Protokoll Emmy N"), "{}", file.name);
        assert!(file.name.ends_with(" 2027-01-15.pdf"), "{}", file.name);
        assert!(!file.name.contains('/'), "{}", file.name);
        let bytes = uploads::chunk(&world.house, file.id, 0).await.unwrap().unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        // The log's file is the two's alone, whatever role somebody else has.
        let admin = Actor::Staff(world.admin.clone());
        assert!(uploads::find(&world.house, &admin, file.id).await.is_err());
    }
}
