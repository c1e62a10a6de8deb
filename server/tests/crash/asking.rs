//! What a browser would ask a server that is about to be killed.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// An answer's head and body.
async fn post(port: u16, path: &str, (lines, body): (&str, &str)) -> (String, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\n{lines}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    (head.to_owned(), body.to_owned())
}

async fn call(port: u16, cookie: &str, (path, body): (&str, &Value)) -> (String, String) {
    let lines = format!("content-type: application/json\r\ncookie: {cookie}\r\n");
    post(port, &format!("/api/{path}"), (&lines, &body.to_string())).await
}

/// A server function's answer for who is signed in by `cookie`.
pub(super) async fn ask<T: DeserializeOwned>(
    port: u16,
    cookie: &str,
    path: &str,
    body: &Value,
) -> T {
    let (_, answer) = call(port, cookie, (path, body)).await;
    serde_json::from_str(&answer).unwrap()
}

/// Makes the workspace; the sign-in of its administrator.
pub(super) async fn set_up(port: u16) -> String {
    let draft = json!({ "workspace_name": "Tea", "name": "Root", "username": "root",
        "email": "root@example.com", "password": "correct horse" });
    let (head, _) = call(port, "", ("session/set_up", &json!({ "draft": draft }))).await;
    let set = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_default();
    set.split(';').next().unwrap_or_default().to_owned()
}

/// Sends a file of contacts; what the server made of it.
pub(super) async fn send_table<T: DeserializeOwned>(port: u16, cookie: &str, table: &str) -> T {
    let lines = format!(
        "content-type: application/octet-stream\r\nx-file-name: people.csv\r\ncookie: {cookie}\r\n"
    );
    let (_, answer) = post(port, "/imports", (&lines, table)).await;
    serde_json::from_str(&answer).unwrap()
}
