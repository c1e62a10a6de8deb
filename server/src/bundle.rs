//! One contact's data as a ZIP, packed while it is read and sent while it is packed.

use std::io::{self, Write};

use actions::{
    Error,
    contacts::{self, Piece},
};
use app::api::{
    Fault,
    caller::{agreed, fault_of, status_of, token_in},
};
use axum::{
    Json,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Response, header},
    response::IntoResponse,
};
use futures::stream;
use model::{contact::Contact, id::ContactId, permission::Staff};
use tokio::sync::mpsc;
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::assemble::App;

/// Pieces on their way between reading, packing and sending.
const AHEAD: usize = 4;
/// Bytes sent at once.
const SENT_BYTES: usize = 64 * 1024;

/// Gives one contact's data out.
pub async fn give(
    State(app): State<App>,
    Path(id): Path<ContactId>,
    headers: HeaderMap,
) -> Response<Body> {
    let house = app.house;
    let found = async {
        let staff = actions::sessions::staff_of(&house, token_in(&headers).as_deref()).await?;
        let staff: Staff = agreed(&headers, staff)?;
        let contact: Contact = contacts::open_data(&house, &staff, id).await?;
        Ok::<_, Error>((staff, contact))
    };
    let (staff, contact) = match found.await {
        Ok(found) => found,
        Err(error) => {
            let fault: Fault = fault_of(&error);
            return (status_of(&fault), Json(fault)).into_response();
        }
    };
    let (to_packer, pieces) = mpsc::channel(AHEAD);
    let (to_sender, sent) = mpsc::channel::<io::Result<Bytes>>(AHEAD);
    tokio::spawn(async move {
        // What is missing is missed when the end of the ZIP is: the packer stops without it.
        if let Err(error) = contacts::write_data(&house, &staff, &contact, &to_packer).await {
            tracing::error!(?error, "a contact's data could not be read to the end");
            drop(to_packer.send(Piece::File(BROKEN.to_owned())).await);
        }
    });
    tokio::task::spawn_blocking(move || pack(pieces, &to_sender));
    let body = Body::from_stream(stream::unfold(sent, |mut sent| async move {
        sent.recv().await.map(|bytes| (bytes, sent))
    }));
    let mut response = Response::new(body);
    let lines = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"contact-{id}.zip\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    for (name, value) in lines {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// A path no file has: reading failed, and the ZIP must not look whole.
const BROKEN: &str = "\0";

fn pack(mut pieces: mpsc::Receiver<Piece>, to: &mpsc::Sender<io::Result<Bytes>>) {
    let mut writer = ZipWriter::new_stream(Sending { to: to.clone(), held: Vec::new() });
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    while let Some(piece) = pieces.blocking_recv() {
        let packed = match piece {
            Piece::File(path) if path == BROKEN => Err(ZipError::FileNotFound),
            Piece::File(path) => writer.start_file(path, options),
            Piece::Bytes(bytes) => writer.write_all(&bytes).map_err(ZipError::from),
        };
        if let Err(error) = packed {
            // Before the writer is dropped, which would end the ZIP as if it were whole.
            return drop(to.blocking_send(Err(io::Error::other(error))));
        }
    }
    let flushed = writer.finish().map_err(io::Error::other);
    if let Err(error) = flushed.and_then(|inner| inner.into_inner().flush()) {
        // The connection breaks off, so that nobody takes it for the whole.
        drop(to.blocking_send(Err(error)));
    }
}

/// Hands on what was packed.
struct Sending {
    to: mpsc::Sender<io::Result<Bytes>>,
    held: Vec<u8>,
}

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= SENT_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let bytes = Bytes::from(std::mem::take(&mut self.held));
        self.to.blocking_send(Ok(bytes)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}
