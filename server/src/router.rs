//! Every address the server answers, on one page.

use app::api::{
    Fault,
    caller::{Origin, status_of},
};
use axum::{
    Extension, Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use leptos::prelude::provide_context;

use crate::{
    assemble::App,
    audit_table, bundle, exports, guard, health, live,
    page::{self, Page},
    reports, tables, unsubscribe, uploads,
};

/// Bytes a call's arguments may take.
const CALL_LIMIT_BYTES: usize = 256 * 1024;

/// The whole server.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/{*call}", post(call).layer(DefaultBodyLimit::max(CALL_LIMIT_BYTES)))
        .route("/live", get(live::staff))
        .route("/live/visitor", get(live::visitor))
        .route("/uploads", post(uploads::take).layer(DefaultBodyLimit::disable()))
        .route("/uploads/{id}", get(uploads::give))
        .route("/exports/{id}", get(exports::give))
        .route("/imports", post(tables::take).layer(DefaultBodyLimit::disable()))
        .route("/imports/{id}/report.csv", get(tables::report))
        .route("/contacts/{id}/data.zip", get(bundle::give))
        .route("/audit.csv", get(audit_table::give))
        .route("/contacts.csv", get(tables::give).post(tables::give_selected))
        .route("/assets/{*name}", get(asset))
        .route("/healthz", get(health::healthz))
        .route("/metrics", get(health::metrics))
        .route("/push.js", get(push_worker))
        .route("/broadcasts/{id}/results.csv", get(reports::give))
        .route("/unsubscribe/{token}", get(unsubscribe::show).post(unsubscribe::answer))
        .route("/livechat", get(livechat))
        .route("/demo", get(demo))
        .fallback(screen)
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}

/// A server function's call.
async fn call(
    State(app): State<App>,
    Extension(origin): Extension<Origin>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    // The limit must be enforced here: what is behind reads the body itself.
    let Ok(bytes) = axum::body::to_bytes(body, CALL_LIMIT_BYTES).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, "This call is too large.").into_response();
    };
    let request = Request::from_parts(parts, Body::from(bytes));
    let context = move || {
        provide_context(app.house.clone());
        provide_context(origin.clone());
    };
    let response = leptos_axum::handle_server_fns_with_context(context, request).await;
    let mut response = with_status(response.into_response()).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A fault's own HTTP status: what carries it calls every failure an error of the server.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, CALL_LIMIT_BYTES).await.unwrap_or_default();
    if let Ok(fault) = serde_json::from_slice::<Fault>(&bytes) {
        parts.status = status_of(&fault);
    }
    Response::from_parts(parts, Body::from(bytes))
}

async fn asset(State(app): State<App>, Path(name): Path<String>, wanted: HeaderMap) -> Response {
    app.site.named(&name, &wanted)
}

async fn livechat(State(app): State<App>) -> Response {
    let framed_by = app.config.embed_in.join(" ");
    let page = Page { entry: "widget", title: "Livechat", framed_by: &framed_by };
    shown(page::render(&app.site, page))
}

/// The service worker for push. It stands at the root, as it may act for everything below it; a policy that puts
/// it into a sandbox would take its origin away.
async fn push_worker(State(app): State<App>, wanted: HeaderMap) -> Response {
    let Some(mut response) = app.site.logical("push.js", &wanted) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

async fn demo(State(app): State<App>, wanted: HeaderMap) -> Response {
    if !app.house.is_demo {
        return (StatusCode::NOT_FOUND, "Start with --demo to see the demo shop.").into_response();
    }
    let Some(mut response) = app.site.logical("demo.html", &wanted) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
        connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    let policy = HeaderValue::from_static(policy);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    // What the page may not do, the chat in its frame may not either.
    response.headers_mut().insert("permissions-policy", page::WITH_CALLS);
    response
}

/// A file by its logical name, or a screen of the desk.
async fn screen(State(app): State<App>, request: Request) -> Response {
    let is_get = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_get {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let logical = request.uri().path().trim_start_matches('/');
    if let Some(response) = app.site.logical(logical, request.headers()) {
        return response;
    }
    if !is_screen(request.uri()) {
        return (StatusCode::NOT_FOUND, "There is nothing here.").into_response();
    }
    let page = Page { entry: "desk", title: "Switchboard", framed_by: "'none'" };
    shown(page::render(&app.site, page))
}

/// Screens have no ending; a missing file must not be answered with a page.
fn is_screen(uri: &Uri) -> bool {
    !uri.path().rsplit('/').next().is_some_and(|last| last.contains('.'))
}

fn shown(result: Result<Response, getrandom::Error>) -> Response {
    result.unwrap_or_else(|error| {
        tracing::error!(%error, "a page could not be made");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}
