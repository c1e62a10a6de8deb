//! How a call travels: a POST with its arguments as JSON, answered by its value or its fault.
//!
//! The server's side is `server_fn`'s own. In the browser all calls share one piece of untyped code; only the
//! arguments and the answer are read and written for each.

use std::future::Future;

use http::Method;
use serde::{Serialize, de::DeserializeOwned};
use server_fn::{Http, Protocol, client::Client, codec::Json, server::Server};

use super::Fault;

/// The way every call of this product goes.
#[derive(Debug)]
pub struct Wire;

impl<In, Out, C, S> Protocol<In, Out, C, S, Fault> for Wire
where
    In: Serialize + Send + 'static,
    Out: DeserializeOwned + Send + 'static,
    C: Client<Fault>,
    S: Server<Fault>,
    Http<Json, Json>: Protocol<In, Out, C, S, Fault>,
{
    const METHOD: Method = Method::POST;

    fn run_server<F, Fut>(
        request: S::Request,
        call: F,
    ) -> impl Future<Output = Result<S::Response, Fault>> + Send
    where
        F: Fn(In) -> Fut + Send,
        Fut: Future<Output = Result<Out, Fault>> + Send,
    {
        <Http<Json, Json>>::run_server(request, call)
    }

    #[cfg(feature = "csr")]
    fn run_client(path: &str, input: In) -> impl Future<Output = Result<Out, Fault>> + Send {
        let body = crate::json::to_string(&input).unwrap_or_default();
        let answer = super::post::answer(path, &body);
        async move { super::post::read(&answer.await) }
    }

    #[cfg(not(feature = "csr"))]
    fn run_client(path: &str, input: In) -> impl Future<Output = Result<Out, Fault>> + Send {
        <Http<Json, Json>>::run_client(path, input)
    }
}
