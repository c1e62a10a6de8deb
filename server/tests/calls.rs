//! Every server function and route: known, guarded, and closed to whoever is not signed in.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use clap::Parser;
use server::{assemble, config::Config, router};
use tower::ServiceExt;

/// Calls that need nobody signed in: signing in itself, and the widget's, which check a visitor's token.
const OPEN: &[&str] = &[
    "session/bootstrap",
    "session/log_in",
    "session/log_out",
    "session/set_up",
    "visitors/call",
    "visitors/come_back",
    "visitors/config",
    "visitors/end",
    "visitors/older",
    "visitors/start",
];

/// Calls for staff, each with arguments that can be read.
const FOR_STAFF: &[(&str, &str)] = &[
    ("account/change_password", r#"{"old":"old password","new":"new password"}"#),
    ("account/edit_profile", r#"{"version":1,"draft":{"name":"A","email":"a@example.com"}}"#),
    ("account/end_other_sign_ins", "{}"),
    ("account/end_sign_in", r#"{"id":"00"}"#),
    ("account/push_key", "{}"),
    ("account/save_preferences", r#"{"preferences":{}}"#),
    ("account/sign_ins", "{}"),
    (
        "account/subscribe",
        r#"{"subscription":{"endpoint":"https://push.example/1","public_key":[],"auth":[],"words":{"assigned":"","offered":"","invited":"","guest_message":"","mention":"","direct_message":"","test":""}}}"#,
    ),
    ("account/try_push", "{}"),
    ("account/unsubscribe", "{}"),
    (
        "attachments/list",
        r#"{"query":{"scope":{"conversation":"ID"},"search":"","kind":null,"page":{"after":null,"limit":10}}}"#,
    ),
    ("broadcasts/act", r#"{"id":"ID","act":"pause"}"#),
    ("broadcasts/choose", r#"{"recipients":{"chosen":["ID"]},"medium":"email","places":[0]}"#),
    (
        "broadcasts/create",
        r#"{"draft":{"id":"ID","recipients":{"chosen":["ID"]},"wording":WORDING,"origin":"https://a.example"}}"#,
    ),
    ("broadcasts/find", r#"{"id":"ID"}"#),
    ("broadcasts/list", r#"{"page":{"after":null,"limit":10}}"#),
    ("broadcasts/of_contact", r#"{"contact":"ID"}"#),
    ("broadcasts/opt", r#"{"contact":"ID","is_out":true}"#),
    (
        "broadcasts/recipients",
        r#"{"query":{"broadcast":"ID","delivery":null,"page":{"after":null,"limit":10}}}"#,
    ),
    ("broadcasts/try_on_me", r#"{"wording":WORDING,"contact":"ID","reader":READER}"#),
    (
        "audit/list",
        r#"{"query":{"person":null,"deeds":[],"from":null,"until":null,"contact":null,"conversation":null,"page":{"after":null,"limit":10}}}"#,
    ),
    ("calls/act", r#"{"conversation":"ID","act":{"start":"audio"}}"#),
    ("calls/find", r#"{"call":"ID"}"#),
    ("calls/list", r#"{"query":{"search":"","page":{"after":null,"limit":10}}}"#),
    ("calls/wrap_up", r#"{"call":"ID","wrap_up":{"notes":"","disposition":"","version":1}}"#),
    ("contacts/block", r#"{"contact":"ID","reason":""}"#),
    (
        "contacts/create",
        r#"{"draft":{"name":"A","emails":[],"phones":[],"notes":"","manager":null}}"#,
    ),
    ("canned/create", r#"{"draft":CANNED}"#),
    ("canned/edit", r#"{"id":"ID","version":1,"draft":CANNED}"#),
    ("canned/find", r#"{"id":"ID"}"#),
    ("canned/list", r#"{"since":null}"#),
    ("canned/remove", r#"{"id":"ID"}"#),
    (
        "contacts/edit",
        r#"{"contact":"ID","version":1,"draft":{"name":"A","emails":[],"phones":[],"notes":"","manager":null}}"#,
    ),
    (
        "contacts/duplicates",
        r#"{"draft":{"name":"A","emails":[],"phones":[],"notes":"","manager":null}}"#,
    ),
    ("contacts/unblock", r#"{"contact":"ID"}"#),
    ("contacts/erase", r#"{"contact":"ID","name":""}"#),
    ("contacts/erasure", r#"{"contact":"ID"}"#),
    ("contacts/find", r#"{"contact":"ID"}"#),
    ("contacts/managed", r#"{"manager":"ID"}"#),
    ("contacts/reassign", r#"{"from":"ID","to":null}"#),
    (
        "contacts/merge",
        r#"{"draft":{"survivor":"ID","survivor_version":1,"other":"ID","other_version":1,"choices":{"name":"survivor","emails":"survivor","phones":"survivor","manager":"survivor","notes":"both","fields":{}}}}"#,
    ),
    ("contacts/merges", r#"{"contact":"ID"}"#),
    ("contacts/unmerge", r#"{"merge":"ID"}"#),
    (
        "contacts/list",
        r#"{"query":{"search":"","order":"name","is_descending":false,"page":{"after":null,"limit":10}}}"#,
    ),
    ("conversations/accept", r#"{"conversation":"ID"}"#),
    (
        "conversations/archive",
        r#"{"query":{"search":"","agent":null,"department":null,"contact":null,"tag":null,"from":null,"until":null,"order":"closed","is_ascending":false,"page":{"after":null,"limit":10}}}"#,
    ),
    ("conversations/close", r#"{"conversation":"ID","comment":"","tags":[]}"#),
    (
        "conversations/edit",
        r#"{"conversation":"ID","edit":{"topic":null,"tags":null,"priority":null,"fields":{},"since":null}}"#,
    ),
    (
        "conversations/forward",
        r#"{"conversation":"ID","department":"ID","person":null,"comment":""}"#,
    ),
    ("conversations/hold", r#"{"conversation":"ID"}"#),
    ("conversations/invite", r#"{"conversation":"ID","username":"a"}"#),
    ("conversations/leave", r#"{"conversation":"ID"}"#),
    ("conversations/older", r#"{"conversation":"ID","before":3}"#),
    ("conversations/refuse", r#"{"conversation":"ID"}"#),
    ("conversations/resume", r#"{"conversation":"ID"}"#),
    ("conversations/return_to_queue", r#"{"conversation":"ID"}"#),
    ("conversations/take_back", r#"{"conversation":"ID"}"#),
    ("conversations/take", r#"{"conversation":"ID"}"#),
    ("conversations/targets", r#"{"conversation":"ID"}"#),
    ("conversations/thread", r#"{"conversation":"ID"}"#),
    ("conversations/why_waiting", r#"{"conversation":"ID"}"#),
    ("custom_fields/arrange", r#"{"order":["ID"]}"#),
    ("custom_fields/check", r#"{"holder":"contact","key":"a","value":""}"#),
    ("custom_fields/create", r#"{"draft":FIELD}"#),
    ("custom_fields/edit", r#"{"id":"ID","version":1,"draft":FIELD}"#),
    ("custom_fields/list", "{}"),
    ("custom_fields/remove", r#"{"id":"ID"}"#),
    ("departments/create", r#"{"draft":DEPARTMENT}"#),
    ("departments/edit", r#"{"department":"ID","version":1,"draft":DEPARTMENT}"#),
    ("departments/list", "{}"),
    ("direct/older", r#"{"with":"ID","before":3}"#),
    ("directory/begin_bulk", r#"{"selection":{"chosen":["ID"]},"task":{"tag":["vip"]}}"#),
    ("directory/bulk_jobs", "{}"),
    ("directory/cancel_bulk", r#"{"id":"ID"}"#),
    (
        "directory/edit_view",
        r#"{"id":"ID","version":1,"draft":{"name":"A","state":"","scope":"public"}}"#,
    ),
    ("directory/prefer", r#"{"listing":"chats","taste":{"columns":[],"start":null}}"#),
    ("directory/remove_view", r#"{"id":"ID"}"#),
    (
        "directory/save_view",
        r#"{"listing":"chats","draft":{"name":"A","state":"","scope":"public"}}"#,
    ),
    ("directory/views", r#"{"listing":"chats"}"#),
    ("imports/cancel", r#"{"import":"ID"}"#),
    ("imports/find", r#"{"import":"ID"}"#),
    ("imports/list", "{}"),
    ("imports/preview", r#"{"import":"ID","mapping":{"columns":["name"],"updates":true}}"#),
    ("imports/start", r#"{"import":"ID","mapping":{"columns":["name"],"updates":true}}"#),
    ("mail/load", "{}"),
    ("mail/save", r#"{"settings":MAIL,"password":null}"#),
    ("mail/test", r#"{"to":"a@example.com","reader":READER}"#),
    ("people/create", r#"{"draft":PERSON}"#),
    ("people/edit", r#"{"person":"ID","version":1,"draft":PERSON}"#),
    ("people/list", "{}"),
    ("people/set_availability", r#"{"availability":"away"}"#),
    (
        "search/messages",
        r#"{"query":{"scope":{"contact":"ID"},"text":"a","is_pattern":false,"after":null}}"#,
    ),
    ("search/snippets", r#"{"search":"a","conversations":["ID"]}"#),
    ("settings/load", "{}"),
    ("settings/save", r#"{"settings":SETTINGS}"#),
    ("tags/create", r#"{"draft":{"name":"A","description":"","departments":[]}}"#),
    (
        "tags/edit",
        r#"{"key":"a","version":1,"draft":{"name":"A","description":"","departments":[]}}"#,
    ),
    ("tags/list", "{}"),
    ("tags/remove", r#"{"key":"a"}"#),
    ("tags/suggestions", r#"{"department":null}"#),
    ("transcripts/mails", r#"{"conversation":"ID"}"#),
    ("transcripts/options", r#"{"conversation":"ID"}"#),
    ("transcripts/set_habits", r#"{"habits":{"wants_email":true,"wants_pdf":false}}"#),
    ("transcripts/habits", "{}"),
    ("transcripts/retry", r#"{"mail":"ID"}"#),
    ("transcripts/export_pdf", r#"{"conversation":"ID","reader":READER}"#),
    (
        "transcripts/send",
        r#"{"conversation":"ID","wish":{"to":"a@example.com","subject":"","reader":READER}}"#,
    ),
];

const ID: &str = "01a1fd31-04bf-7131-b317-f1535ca2e028";
const CANNED: &str = r#"{"shortcut":"a","text":"A","scope":"public","tags":[]}"#;
const DEPARTMENT: &str = r#"{"name":"A","description":"","is_enabled":true,"is_public":true,"algorithm":null,"max_conversations":0,"requires_tags":false,"fallback":null,"hold_limit_s":null,"hold_comment":"","sends_transcript":false,"members":[]}"#;
const FIELD: &str = r#"{"key":"a","holder":"contact","label":"A","kind":"text","options":[],"pattern":"","is_required":false,"is_searchable":false,"is_visible":true,"is_asked":false,"editors":"everybody","is_enabled":true}"#;
const PERSON: &str = r#"{"username":"a","name":"A","email":"a@example.com","password":null,"roles":["agent"],"max_conversations":0,"is_enabled":true}"#;

async fn app() -> (axum::Router, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    let config = Config::parse_from(["switchboard", "--data", &data]);
    let app = assemble::open(config).await.unwrap();
    (router::router(app), folder)
}

fn call(path: &str, body: &str) -> Request<Body> {
    let settings = serde_json::to_string(&model::settings::Settings::default()).unwrap();
    let mail = serde_json::to_string(&model::mail::MailSettings::default()).unwrap();
    let reader = serde_json::to_string(&model::locale::Locale::default()).unwrap();
    let body = body
        .replace("\"ID\"", &format!("\"{ID}\""))
        .replace("DEPARTMENT", DEPARTMENT)
        .replace("CANNED", CANNED)
        .replace("FIELD", FIELD)
        .replace("PERSON", PERSON)
        .replace("SETTINGS", &settings)
        .replace("MAIL", &mail)
        .replace("WORDING", r#"{"medium":"email","subject":"A","text":"A"}"#)
        .replace("READER", &reader);
    Request::post(format!("/api/{path}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .unwrap()
}

async fn text(response: axum::response::Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1_000_000).await.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn every_call_is_in_one_of_the_lists() {
    let _ = app().await;
    let known: BTreeSet<String> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.trim_start_matches("/api/").to_owned())
        .collect();
    let listed: BTreeSet<String> = OPEN
        .iter()
        .copied()
        .chain(FOR_STAFF.iter().map(|(path, _)| *path))
        .map(str::to_owned)
        .collect();
    assert_eq!(known, listed);
}

#[tokio::test]
async fn whoever_is_not_signed_in_gets_nothing() {
    let (app, _folder) = app().await;
    for (path, body) in FOR_STAFF {
        for cookie in ["", "switchboard=", "switchboard=0000", "other=1"] {
            let mut request = call(path, body);
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
            let response = app.clone().oneshot(request).await.unwrap();
            let status = response.status();
            let said = text(response).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}: {said}");
            assert!(said.contains("not_signed_in"), "{path}: {said}");
        }
    }
}

#[tokio::test]
async fn a_call_of_a_tab_that_shows_somebody_elses_screens_is_refused() {
    let (app, _folder) = app().await;
    let (cookie, me) = signed_in(&app).await;
    let own = me["person"]["id"].as_str().unwrap().to_owned();
    for (path, body) in [("people/list", "{}"), ("session/log_out", "{}")] {
        for (person, wanted) in [(ID, StatusCode::CONFLICT), (own.as_str(), StatusCode::OK)] {
            let mut request = call(path, body);
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
            request.headers_mut().insert(app::api::PERSON_HEADER, person.parse().unwrap());
            let response = app.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), wanted, "{path}");
            let is_named = text(response).await.contains("signed_in_as");
            assert_eq!(is_named, wanted == StatusCode::CONFLICT, "{path}");
        }
    }
}

/// The cookie of a first administrator, and who that is.
async fn signed_in(app: &axum::Router) -> (String, serde_json::Value) {
    let draft = r#"{"draft":{"workspace_name":"","name":"Root","username":"root","email":"root@example.com","password":"correct horse"}}"#;
    let response = app.clone().oneshot(call("session/set_up", draft)).await.unwrap();
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
    let me = serde_json::from_str(&text(response).await).unwrap();
    (cookie.split(';').next().unwrap().to_owned(), me)
}

#[tokio::test]
async fn cc_14_contacts_leave_as_they_are_listed_or_selected_and_only_for_who_is_signed_in() {
    let (app, _folder) = app().await;
    let (cookie, _) = signed_in(&app).await;
    let mut ids = Vec::new();
    for (name, email) in [("Emmy", "e@tea.example"), ("Hedy", "h@tea.example"), ("Lise", "")] {
        let emails = if email.is_empty() { String::new() } else { format!("\"{email}\"") };
        let draft = format!(
            r#"{{"draft":{{"name":"{name}","emails":[{emails}],"phones":[],"notes":"","manager":null}}}}"#
        );
        let mut request = call("contacts/create", &draft);
        request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        let made = text(app.clone().oneshot(request).await.unwrap()).await;
        let made: serde_json::Value = serde_json::from_str(&made).unwrap();
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    let query = r#"{"search":"","filters":{"has_email":true},"order":"name","is_descending":true,"page":{"after":null,"limit":9}}"#;
    let query: String = query.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let listed = |cookie: &str| {
        let path = format!("/contacts.csv?language=en&marked=true&query={query}");
        Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()
    };
    let chosen = |cookie: &str, kind: &str| {
        let body = format!(
            r#"{{"selection":{{"chosen":["{}","{}"]}},"order":"name","is_descending":false}}"#,
            ids[2], ids[0]
        );
        let request = Request::post("/contacts.csv?language=de").header(header::COOKIE, cookie);
        request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()
    };
    let json = "application/json";
    for request in [listed(""), chosen("", json)] {
        let response = app.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    }
    // What a form of another page could send is no selection.
    let response = app.clone().oneshot(chosen(&cookie, "text/plain")).await.unwrap();
    assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let names = |table: &str| {
        let lines = table.lines().skip(1);
        lines.filter_map(|line| Some(line.split(',').next()?.to_owned())).collect::<Vec<_>>()
    };
    let table = text(app.clone().oneshot(listed(&cookie)).await.unwrap()).await;
    assert!(table.starts_with("\u{feff}Name,Username,"), "{table}");
    assert_eq!(names(&table), ["Hedy", "Emmy"]);
    let table = text(app.clone().oneshot(chosen(&cookie, json)).await.unwrap()).await;
    assert!(table.starts_with("Name,Benutzername,"), "{table}");
    assert_eq!(names(&table), ["Emmy", "Lise"]);
    let wrong = Request::get("/contacts.csv?query=%7B").header(header::COOKIE, cookie);
    let response = app.oneshot(wrong.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn nobody_gets_in_with_a_made_up_visitors_token() {
    let (app, _folder) = app().await;
    for (path, body) in [
        ("visitors/call", r#"{"token":"0000","conversation":"ID","act":{"start":"audio"}}"#),
        ("visitors/come_back", r#"{"token":"0000"}"#),
        ("visitors/end", r#"{"token":"0000","conversation":"ID"}"#),
        ("visitors/older", r#"{"token":"0000","conversation":"ID","before":9}"#),
    ] {
        let response = app.clone().oneshot(call(path, body)).await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn what_another_site_sends_is_refused_before_anything_is_read() {
    let (app, _folder) = app().await;
    let mut request = call("session/bootstrap", "{}");
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    let response = app.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let mut request = call("session/bootstrap", "{}");
    request.headers_mut().insert(header::CONTENT_TYPE, "text/plain".parse().unwrap());
    let response = app.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let socket = Request::get("/live")
        .header("host", "a.example")
        .header("origin", "https://evil.example")
        .header("connection", "upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
        .body(Body::empty())
        .unwrap();
    let response = app.oneshot(socket).await.unwrap();
    assert_ne!(response.status(), StatusCode::SWITCHING_PROTOCOLS);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_by_name() {
    let (app, _folder) = app().await;
    for body in ["", "{", "[]", r#"{"login":1}"#, "{\"login\":\"\u{fffd}\"}"] {
        let response = app.clone().oneshot(call("session/log_in", body)).await.unwrap();
        assert!(response.status().is_client_error(), "{body}: {}", response.status());
        let said = text(response).await;
        assert!(said.contains("malformed"), "{body}: {said}");
    }
    let huge = format!(r#"{{"login":"{}","password":""}}"#, "x".repeat(1_000_000));
    let response = app.oneshot(call("session/log_in", &huge)).await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn pages_say_what_may_run_in_them_and_who_may_frame_them() {
    let (app, _folder) = app().await;
    let get = |path: &str| Request::get(path.to_owned()).body(Body::empty()).unwrap();
    for (path, framed) in [("/desk", "frame-ancestors 'none'"), ("/livechat", "frame-ancestors *")]
    {
        let response = app.clone().oneshot(get(path)).await.unwrap();
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains(framed), "{policy}");
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let allowed = response.headers()["permissions-policy"].to_str().unwrap();
        assert!(allowed.contains("camera=(self)") && allowed.contains("microphone=(self)"));
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert!(text(response).await.contains(&format!("nonce=\"{nonce}\"")));
        let other = app.clone().oneshot(get(path)).await.unwrap();
        assert!(!other.headers()["content-security-policy"].to_str().unwrap().contains(&nonce));
    }
    assert_eq!(
        app.clone().oneshot(get("/nothing.js")).await.unwrap().status(),
        StatusCode::NOT_FOUND
    );
    assert_eq!(app.clone().oneshot(get("/demo")).await.unwrap().status(), StatusCode::NOT_FOUND);
    let health = app.clone().oneshot(get("/healthz")).await.unwrap();
    assert_eq!(health.status(), StatusCode::OK);
    let allowed = health.headers()["permissions-policy"].to_str().unwrap();
    assert!(allowed.contains("camera=()") && allowed.contains("microphone=()"), "{allowed}");
    let metrics = text(app.oneshot(get("/metrics")).await.unwrap()).await;
    assert!(metrics.contains("switchboard_staff_sockets 0"), "{metrics}");
}

#[tokio::test]
async fn cc_13_a_report_is_for_who_is_signed_in_and_a_made_up_link_unsubscribes_nobody() {
    let (app, _folder) = app().await;
    let report = Request::get(format!("/broadcasts/{ID}/results.csv")).body(Body::empty()).unwrap();
    assert_eq!(app.clone().oneshot(report).await.unwrap().status(), StatusCode::UNAUTHORIZED);
    let token = format!("{}{}", ID.replace('-', ""), "0".repeat(32));
    for language in ["de", "en"] {
        let page = Request::get(format!("/unsubscribe/{token}"))
            .header(header::ACCEPT_LANGUAGE, language)
            .body(Body::empty())
            .unwrap();
        let response = app.clone().oneshot(page).await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("form-action 'self'") && !policy.contains("unsafe"), "{policy}");
        assert!(text(response).await.contains(&format!("<html lang=\"{language}\">")));
    }
    // Mail programs send a form, from no site at all.
    let press = Request::post(format!("/unsubscribe/{token}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("List-Unsubscribe=One-Click"))
        .unwrap();
    assert_eq!(app.oneshot(press).await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn uploads_without_a_right_are_refused() {
    let (app, _folder) = app().await;
    let request = |token: Option<&str>| {
        let mut request = Request::post(format!("/uploads?conversation={ID}"))
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("x-file-name", "x.txt");
        if let Some(token) = token {
            request = request.header("x-visitor-token", token);
        }
        request.body(Body::from("hello")).unwrap()
    };
    for token in [None, Some("0000")] {
        let response = app.clone().oneshot(request(token)).await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    }
    let get = Request::get(format!("/uploads/{ID}")).body(Body::empty()).unwrap();
    assert_eq!(app.oneshot(get).await.unwrap().status(), StatusCode::UNAUTHORIZED);
}
