//! A running server, and those who connect to it.

use std::{net::SocketAddr, time::Duration};

use actions::{sessions, visitors};
use clap::Parser;
use futures::{SinkExt, StreamExt};
use model::{
    Uuid,
    department::DepartmentDraft,
    event::EventBody,
    id::{ConversationId, DepartmentId, EventId, PersonId},
    person::{PersonDraft, Role, Roles},
    session::SetUp,
    settings::Algorithm,
    visitor::{PreChatForm, VisitorPass},
    wire::{ClientFrame, Say, ServerFrame},
};
use server::{assemble, assemble::App, config::Config, router};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Message, client::IntoClientRequest},
};

/// Nothing here takes this long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Running {
    pub(crate) app: App,
    pub(crate) address: SocketAddr,
    pub(crate) admin: model::permission::Staff,
    _folder: tempfile::TempDir,
}

pub(crate) type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// One live connection.
pub(crate) struct Peer {
    pub(crate) stream: Stream,
}

impl Running {
    /// A server with manual selection and the given extra flags.
    pub(crate) async fn start(flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().display().to_string();
        let args = ["switchboard", "--data", &data, "--chats-per-minute", "1000"];
        let config = Config::parse_from(args.iter().chain(flags));
        let app = assemble::open(config).await.unwrap();
        let draft = SetUp {
            workspace_name: String::new(),
            name: "Admin".to_owned(),
            username: "admin".to_owned(),
            email: "admin@example.com".to_owned(),
            password: "correct horse".to_owned(),
        };
        let (_, me) = sessions::set_up(&app.house, draft, from()).await.unwrap();
        let mut settings = actions::settings::load(&app.house, &me.staff).await.unwrap();
        settings.algorithm = Algorithm::ManualSelection;
        actions::settings::save(&app.house, &me.staff, settings).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(actions::dispatch::run(app.house.clone()));
        let service =
            router::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { app, address, admin: me.staff, _folder: folder }
    }

    /// An agent who is signed in; returns the cookie's token.
    pub(crate) async fn agent(&self, username: &str) -> String {
        let draft = PersonDraft {
            username: username.to_owned(),
            name: username.to_uppercase(),
            email: format!("{username}@example.com"),
            password: Some("correct horse".to_owned()),
            roles: Roles::default().with(Role::Agent),
            max_conversations: 0,
            is_enabled: true,
        };
        let house = &self.app.house;
        actions::people::create(house, &self.admin, draft).await.unwrap();
        sessions::log_in(house, username, "correct horse", from()).await.unwrap().0
    }

    pub(crate) async fn staff(&self, token: &str) -> model::permission::Staff {
        sessions::staff_of(&self.app.house, Some(token)).await.unwrap()
    }

    pub(crate) async fn department(&self, name: &str, token: &str) -> DepartmentId {
        let person = self.staff(token).await.person.id;
        let draft = DepartmentDraft {
            name: name.to_owned(),
            description: String::new(),
            is_enabled: true,
            is_public: true,
            algorithm: None,
            max_conversations: 0,
            requires_tags: false,
            fallback: None,
            hold_limit_s: None,
            hold_comment: String::new(),
            sends_transcript: false,
            members: vec![model::department::Member { person, order: 0 }],
        };
        actions::departments::create(&self.app.house, &self.admin, draft).await.unwrap().id
    }

    pub(crate) async fn guest(&self, department: Option<DepartmentId>) -> VisitorPass {
        let form = PreChatForm {
            name: "Guest".to_owned(),
            email: "guest@example.com".to_owned(),
            department,
            has_consented: true,
            page_url: String::new(),
            reader: model::locale::Locale::default(),
            contact_fields: Default::default(),
            fields: Default::default(),
        };
        visitors::start(&self.app.house, None, form, [127, 0, 0, 1].into()).await.unwrap()
    }

    pub(crate) async fn desk(&self, token: &str) -> Peer {
        self.desk_at("/live", token).await
    }

    /// The desk of a tab that says whose screens it shows.
    pub(crate) async fn desk_of(&self, person: PersonId, token: &str) -> Peer {
        self.desk_at(&format!("/live?person={person}"), token).await
    }

    async fn desk_at(&self, path: &str, token: &str) -> Peer {
        let mut request = format!("ws://{}{path}", self.address).into_client_request().unwrap();
        let cookie = format!("switchboard={token}").parse().unwrap();
        request.headers_mut().insert("cookie", cookie);
        Peer { stream: tokio_tungstenite::connect_async(request).await.unwrap().0 }
    }

    /// A visitor's connection that has said who it is.
    pub(crate) async fn widget(&self, token: &str) -> Peer {
        let mut peer = self.silent_widget().await;
        peer.send(&ClientFrame::Hello { token: token.to_owned() }).await;
        peer
    }

    pub(crate) async fn silent_widget(&self) -> Peer {
        let address = format!("ws://{}/live/visitor", self.address);
        Peer { stream: tokio_tungstenite::connect_async(address).await.unwrap().0 }
    }
}

impl Peer {
    pub(crate) async fn send(&mut self, frame: &ClientFrame) {
        self.send_raw(Message::text(serde_json::to_string(frame).unwrap())).await;
    }

    pub(crate) async fn send_raw(&mut self, message: Message) {
        self.stream.send(message).await.unwrap();
    }

    /// The next frame; `None` when the connection ended.
    pub(crate) async fn next(&mut self) -> Option<ServerFrame> {
        loop {
            let next = tokio::time::timeout(PATIENCE, self.stream.next()).await;
            match next.expect("the server says something or ends the connection") {
                Some(Ok(Message::Text(text))) => {
                    return Some(serde_json::from_str(text.as_str()).unwrap());
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// Waits for the first frame that `pick` takes.
    pub(crate) async fn until<T>(&mut self, pick: impl Fn(&ServerFrame) -> Option<T>) -> T {
        loop {
            let frame = self.next().await.expect("the connection is open");
            if let Some(found) = pick(&frame) {
                return found;
            }
        }
    }

    /// Watches from a version on and returns the versions of the events it was sent.
    pub(crate) async fn watch(&mut self, conversation: ConversationId, since: u32) -> Vec<u32> {
        self.send(&ClientFrame::Watch { conversation, since }).await;
        self.until(|frame| match frame {
            ServerFrame::Thread(thread) => {
                Some(thread.events.iter().map(|event| event.version).collect())
            }
            _ => None,
        })
        .await
    }

    /// Waits for a message with this text and returns its version.
    pub(crate) async fn hears(&mut self, wanted: &str) -> u32 {
        self.until(|frame| match frame {
            ServerFrame::Event { event, .. } => match &event.body {
                EventBody::Said { text, .. } if text == wanted => Some(event.version),
                _ => None,
            },
            _ => None,
        })
        .await
    }

    /// Whether the connection ends without anything more than what it was told before.
    pub(crate) async fn ends(&mut self) -> bool {
        while let Some(frame) = self.next().await {
            drop(frame);
        }
        true
    }
}

pub(crate) fn say(conversation: ConversationId, n: u128, text: &str) -> Say {
    Say {
        id: EventId(Uuid::from_u128(n)),
        conversation,
        text: text.to_owned(),
        files: Vec::new(),
        is_note: false,
        canned: Vec::new(),
    }
}

fn from() -> sessions::From {
    sessions::From { address: [127, 0, 0, 1].into(), user_agent: "test".to_owned() }
}
