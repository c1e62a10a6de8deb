//! Somebody between us and the mail server: absent for a while, or silent at the worst moment.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

/// A port of this machine that nobody answers on.
pub(crate) async fn silent_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

/// Answers on that port from now on, as the mail server behind it does.
pub(crate) async fn answers(port: u16, behind: u16) {
    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut server = TcpStream::connect(("127.0.0.1", behind)).await.unwrap();
                tokio::io::copy_bidirectional(&mut client, &mut server).await.ok();
            });
        }
    });
}

/// Passes everything on but the last answer: the mail server has the letter, and nobody hears of it. Tells each time
/// that happens.
pub(crate) async fn swallows_the_last_answer(behind: u16) -> (SocketAddr, mpsc::Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = mpsc::channel(8);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(("127.0.0.1", behind)).await.unwrap();
            tokio::spawn(pass_on(client, server, tell.clone()));
        }
    });
    (address, told)
}

async fn pass_on(mut client: TcpStream, mut server: TcpStream, tell: mpsc::Sender<()>) {
    let (mut sent, mut here, mut there) = (Vec::new(), [0; 4096], [0; 4096]);
    let mut is_over = false;
    loop {
        tokio::select! {
            read = client.read(&mut here) => {
                let count = read.unwrap_or(0);
                if count == 0 { return }
                sent.extend_from_slice(&here[..count]);
                // The dot that ends a letter.
                is_over = is_over || sent.windows(5).any(|end| end == b"\r\n.\r\n");
                server.write_all(&here[..count]).await.unwrap();
            }
            read = server.read(&mut there) => {
                let count = read.unwrap_or(0);
                if count == 0 { return }
                if is_over {
                    tell.send(()).await.ok();
                } else {
                    client.write_all(&there[..count]).await.unwrap();
                }
            }
        }
    }
}
