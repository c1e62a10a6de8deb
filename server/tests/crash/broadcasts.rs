//! The server is killed while it sends a broadcast, again and again: everybody gets it, and whatever came twice came under
//! the same name.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::TcpListener as Port,
    sync::{Arc, Mutex},
    time::Duration,
};

use model::broadcast::{Broadcast, BroadcastState};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    time::{Instant, sleep},
};

use super::{
    PATIENCE, Server,
    asking::{ask, set_up},
    pause,
};

const CONTACTS: usize = 150;
const KILLS: u64 = 6;
/// Letters a server has in hand at once.
const IN_HAND: usize = 4;

/// What arrived: the address, and the names under which.
type Arrived = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

/// A mail server that takes everything, a little slowly.
async fn mail_server() -> (u16, Arrived) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let arrived = Arrived::default();
    let kept = Arc::clone(&arrived);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(take(stream, Arc::clone(&kept)));
        }
    });
    (port, arrived)
}

/// One session; whoever hangs up is not missed.
async fn take(stream: TcpStream, arrived: Arrived) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 here\r\n").await.ok()?;
    let (mut to, mut name, mut is_data) = (String::new(), String::new(), false);
    while let Some(line) = lines.next_line().await.ok()? {
        let upper = line.to_uppercase();
        let answer: &[u8] = if is_data {
            if let Some(id) = upper.strip_prefix("MESSAGE-ID:") {
                name = id.trim().to_owned();
            }
            if line != "." {
                continue;
            }
            is_data = false;
            arrived.lock().unwrap().entry(to.clone()).or_default().push(name.clone());
            sleep(Duration::from_millis(20)).await;
            b"250 taken\r\n"
        } else if let Some(address) = upper.strip_prefix("RCPT TO:") {
            to = address.trim().trim_matches(['<', '>']).to_lowercase();
            b"250 fine\r\n"
        } else if upper == "DATA" {
            is_data = true;
            b"354 go on\r\n"
        } else if upper == "QUIT" {
            b"221 bye\r\n"
        } else {
            b"250 fine\r\n"
        };
        write.write_all(answer).await.ok()?;
    }
    Some(())
}

/// A workspace with contacts, and a broadcast to all of them; the sign-in and the broadcast's id.
async fn begin(port: u16) -> (String, String) {
    let cookie = set_up(port).await;
    let mut settings: Value = ask(port, &cookie, "settings/load", &json!({})).await;
    settings["broadcasts_per_minute"] = json!(6_000);
    let _: Value = ask(port, &cookie, "settings/save", &json!({ "settings": settings })).await;
    for number in 0..CONTACTS {
        let email = format!("guest{number}@tea.example");
        let draft = json!({ "name": format!("Guest {number}"), "emails": [email], "phones": [],
            "notes": "", "manager": null });
        let _: Value = ask(port, &cookie, "contacts/create", &json!({ "draft": draft })).await;
    }
    let id = "01a1fd31-04bf-7131-b317-f1535ca2e028".to_owned();
    let query = json!({ "search": "", "order": "name", "is_descending": false,
        "page": { "after": null, "limit": 10 } });
    let draft = json!({ "id": id, "recipients": { "filter": { "query": query, "minus": [] } },
        "wording": { "medium": "email", "subject": "News", "text": "Hello {{contact.name}}" },
        "origin": "https://chat.example" });
    let _: Value = ask(port, &cookie, "broadcasts/create", &json!({ "draft": draft })).await;
    (cookie, id)
}

async fn rounds(database: &[&str]) {
    let (mail_port, arrived) = mail_server().await;
    let mail_port = mail_port.to_string();
    let mut arguments = database.to_vec();
    arguments.extend(["--smtp-host", "127.0.0.1", "--smtp-port", &mail_port]);
    arguments.extend(["--smtp-security", "none", "--smtp-from", "help@tea.example"]);
    let port = Port::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut server = Server::start(&arguments, port).await;
    let (cookie, id) = begin(port).await;
    for round in 0..KILLS {
        sleep(pause(round)).await;
        server.kill();
        server = Server::start(&arguments, port).await;
    }
    let until = Instant::now() + PATIENCE;
    let told = loop {
        let told: Broadcast = ask(port, &cookie, "broadcasts/find", &json!({ "id": id })).await;
        if told.state == BroadcastState::Done {
            break told;
        }
        assert!(Instant::now() < until, "it does not end: {told:?}");
        sleep(Duration::from_millis(100)).await;
    };
    let arrived = arrived.lock().unwrap();
    let copies: usize = arrived.values().map(Vec::len).sum();
    // One that two servers ended over is told as such: it may have arrived.
    let unsure = usize::try_from(told.tally.refused).unwrap();
    assert!(arrived.len() + unsure >= CONTACTS, "somebody got nothing: {told:?}");
    for (address, names) in arrived.iter() {
        let different: BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), 1, "{address} got it under several names: {names:?}");
    }
    let most = CONTACTS + usize::try_from(KILLS).unwrap() * IN_HAND;
    assert!(copies <= most, "{copies} letters to {CONTACTS} contacts");
    assert_eq!(told.tally.total(), CONTACTS as u64);
}

#[tokio::test]
async fn cc_13_killed_while_sending_a_broadcast_everybody_gets_it_once_or_under_the_same_name() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    rounds(&["--data", &data]).await;
}
