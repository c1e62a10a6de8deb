//! What bulk exports made, over HTTP, for whoever began them.

use actions::bulk;
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Response, header},
};
use futures::stream;
use model::{
    bulk::{BulkFormat, BulkJob, BulkTask},
    id::BulkId,
    permission::Actor,
    refusal::{Refusal, Thing},
};

use crate::{
    assemble::App,
    uploads::{actor, refuse},
};

/// Gives the file out as it was made, part by part.
pub(crate) async fn give(
    State(app): State<App>,
    Path(id): Path<BulkId>,
    headers: HeaderMap,
) -> Response<Body> {
    let found = async {
        match actor(&app.house, &headers).await? {
            Actor::Staff(staff) => bulk::file(&app.house, &staff, id).await,
            Actor::Visitor { .. } => Err(Refusal::not_found(Thing::BulkJob).into()),
        }
    };
    let job = match found.await {
        Ok(job) => job,
        Err(error) => return refuse(&error),
    };
    let house = app.house.clone();
    let parts = stream::try_unfold(0_u32, move |number| {
        let house = house.clone();
        async move {
            let part = bulk::part(&house, id, number).await?;
            Ok::<_, actions::Error>(part.map(|bytes| (bytes, number.saturating_add(1))))
        }
    });
    let mut response = Response::new(Body::from_stream(parts));
    describe(response.headers_mut(), &job);
    response
}

fn describe(headers: &mut HeaderMap, job: &BulkJob) {
    let (kind, ending) = match job.task {
        BulkTask::Export(BulkFormat::Json) => ("application/json", BulkFormat::Json.as_str()),
        _ => ("text/csv; charset=utf-8", BulkFormat::Csv.as_str()),
    };
    let disposition = format!("attachment; filename=\"conversations.{ending}\"");
    let lines = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition.as_str()),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    for (name, value) in lines {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
}
