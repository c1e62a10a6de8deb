//! The clients: visitors and agents on WebSockets.

use anyhow::{Context, bail};
use futures::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use model::{id::ConversationId, wire::ClientFrame};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Message, Utf8Bytes, client::IntoClientRequest},
};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The sending half of a connection.
pub(crate) type Mouth = SplitSink<Socket, Message>;

/// A connection, in halves.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) mouth: Mouth,
    pub(crate) ear: SplitStream<Socket>,
}

impl Client {
    /// Connects, with a cookie if there is one to show.
    pub(crate) async fn connect(
        address: &str,
        path: &str,
        cookie: Option<&str>,
    ) -> anyhow::Result<Self> {
        let mut request = format!("ws://{address}{path}").into_client_request()?;
        if let Some(token) = cookie {
            let cookie = format!("switchboard={token}").parse()?;
            request.headers_mut().insert("cookie", cookie);
        }
        let connecting = tokio_tungstenite::connect_async_with_config(request, None, true);
        let (socket, _) = connecting.await.context("a client could not connect")?;
        let (mouth, ear) = socket.split();
        Ok(Self { mouth, ear })
    }

    /// An agent's desk that has been told what stands on it.
    pub(crate) async fn desk(address: &str, token: &str) -> anyhow::Result<Self> {
        let mut desk = Self::connect(address, "/live", Some(token)).await?;
        desk.until("desk").await?;
        Ok(desk)
    }

    /// A visitor's widget that has been told its chat so far.
    pub(crate) async fn widget(
        address: &str,
        token: &str,
        chat: ConversationId,
    ) -> anyhow::Result<Self> {
        let mut widget = Self::connect(address, "/live/visitor", None).await?;
        widget.send(&ClientFrame::Hello { token: token.to_owned() }).await?;
        widget.watch(chat).await?;
        Ok(widget)
    }

    pub(crate) async fn watch(&mut self, conversation: ConversationId) -> anyhow::Result<()> {
        self.send(&ClientFrame::Watch { conversation, since: 0 }).await?;
        self.until("thread").await
    }

    async fn send(&mut self, frame: &ClientFrame) -> anyhow::Result<()> {
        Ok(self.mouth.send(Message::text(serde_json::to_string(frame)?)).await?)
    }

    async fn until(&mut self, kind: &str) -> anyhow::Result<()> {
        loop {
            let text = next_text(&mut self.ear).await?;
            if is_a(kind, &text) {
                return Ok(());
            }
            if is_a("watch_refused", &text) || is_a("signed_out", &text) {
                bail!("a client was turned away: {text}");
            }
        }
    }

    /// Reads and forgets whatever comes, as long as the connection lasts; gives back what sends.
    pub(crate) fn deaf(self) -> Mouth {
        let Self { mouth, mut ear } = self;
        tokio::spawn(async move { while let Some(Ok(_)) = ear.next().await {} });
        mouth
    }
}

/// The next frame.
pub(crate) async fn next_text(ear: &mut SplitStream<Socket>) -> anyhow::Result<Utf8Bytes> {
    loop {
        match ear.next().await.context("a connection ended")?? {
            Message::Text(text) => return Ok(text),
            Message::Close(why) => bail!("a connection was closed: {why:?}"),
            _ => {}
        }
    }
}

/// Whether a frame is of this kind, without reading it: measuring should cost little.
pub(crate) fn is_a(kind: &str, frame: &str) -> bool {
    let named = frame.strip_prefix("{\"").or_else(|| frame.strip_prefix('"'));
    let rest = named.and_then(|rest| rest.strip_prefix(kind));
    rest.is_some_and(|rest| rest.starts_with('"'))
}
