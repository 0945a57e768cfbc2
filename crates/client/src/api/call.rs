//! One HTTP call: sent, given up when late or dropped, its answer read.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use gloo_net::http::{Method, RequestBuilder};
use protocol::DecodeError;
use protocol::json::{FromJson, Json, fields_from_json};
use serde::Serialize;
use web_sys::{AbortController, RequestCache};

use super::ApiError;
use crate::timer::Timeout;

/// A request in the making.
pub(super) struct Request {
    builder: RequestBuilder,
    body: Option<String>,
}

/// Asks for something.
pub(super) fn get(url: &str) -> Request {
    Request { builder: RequestBuilder::new(url).header("Accept", "application/json"), body: None }
}

/// Hands something over.
pub(super) fn post(url: &str, body: &impl Serialize) -> Request {
    send(Method::POST, url, body)
}

/// Puts something in the place of what is there.
pub(super) fn put(url: &str, body: &impl Serialize) -> Request {
    send(Method::PUT, url, body)
}

fn send(method: Method, url: &str, body: &impl Serialize) -> Request {
    // Names and texts only: writing them cannot fail.
    let body = serde_json::to_string(body).unwrap_or_default();
    let builder = get(url).builder.method(method).header("Content-Type", "application/json");
    Request { builder, body: Some(body) }
}

impl Request {
    pub(super) fn bearer(self, token: &str) -> Self {
        Self { builder: self.builder.header("Authorization", &format!("Bearer {token}")), ..self }
    }

    /// Adds a number to the address.
    pub(super) fn query(self, name: &str, value: u64) -> Self {
        Self { builder: self.builder.query([(name, value.to_string())]), ..self }
    }

    pub(super) fn cache(self, cache: RequestCache) -> Self {
        Self { builder: self.builder.cache(cache), ..self }
    }

    async fn send(self, abort: &AbortController) -> Result<Answer, gloo_net::Error> {
        let builder = self.builder.abort_signal(Some(&abort.signal()));
        let request = match self.body {
            Some(body) => builder.body(body)?,
            None => builder.build()?,
        };
        let response = request.send().await?;
        Ok(Answer { status: response.status(), text: response.text().await? })
    }
}

/// A request with its patience.
pub(super) struct Call {
    request: Request,
    patience: Duration,
}

/// What came back.
struct Answer {
    status: u16,
    text: String,
}

/// How the relay writes a refusal.
struct Refusal {
    code: String,
    message: String,
}

fields_from_json!(Refusal { code, message });

impl Call {
    pub(super) fn new(request: Request, patience: Duration) -> Self {
        Self { request, patience }
    }

    /// The answer's status, whatever its content.
    pub(super) async fn status(self) -> Result<u16, ApiError> {
        Ok(self.answer().await?.status)
    }

    /// Nothing, or the refusal.
    pub(super) async fn done(self) -> Result<(), ApiError> {
        let Answer { status, text } = self.answer().await?;
        match status {
            200..300 => Ok(()),
            _ => Err(refusal(status, &text)),
        }
    }

    /// The answer, or the refusal.
    pub(super) async fn json<T: FromJson>(self) -> Result<T, ApiError> {
        let Answer { status, text } = self.answer().await?;
        decode(status, &text)
    }

    /// In a box, so that one future serves all calls and is not made part of
    /// each of theirs.
    fn answer(self) -> Pin<Box<dyn Future<Output = Result<Answer, ApiError>>>> {
        Box::pin(async move {
            let abort = Abort::after(self.patience)?;
            self.request.send(&abort.controller).await.map_err(|error| {
                if abort.late.get() {
                    ApiError::Late(self.patience.as_secs())
                } else {
                    ApiError::Unreachable(error.to_string())
                }
            })
        })
    }
}

fn decode<T: FromJson>(status: u16, text: &str) -> Result<T, ApiError> {
    if (200..300).contains(&status) {
        return read(text).map_err(|error| bad(status, &error));
    }
    Err(refusal(status, text))
}

/// What an answer that is no success says.
fn refusal(status: u16, text: &str) -> ApiError {
    match read(text) {
        Ok(Refusal { code, message }) => ApiError::Refused { status, code, message },
        Err(error) => bad(status, &error),
    }
}

fn read<T: FromJson>(text: &str) -> Result<T, DecodeError> {
    T::from_json(&Json::parse(text)?)
}

fn bad(status: u16, error: &DecodeError) -> ApiError {
    ApiError::BadAnswer { status, reason: error.to_string() }
}

/// Aborts a call when its time is up, or when nobody waits for it any more.
struct Abort {
    controller: AbortController,
    late: Rc<Cell<bool>>,
    _timeout: Timeout,
}

impl Abort {
    fn after(patience: Duration) -> Result<Self, ApiError> {
        let controller = AbortController::new()
            .map_err(|_| ApiError::Unreachable("this browser cannot abort a call".to_owned()))?;
        let late = Rc::new(Cell::new(false));
        let timeout = Timeout::new(patience, {
            let (controller, late) = (controller.clone(), Rc::clone(&late));
            move || {
                late.set(true);
                controller.abort();
            }
        });
        Ok(Self { controller, late, _timeout: timeout })
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        // Without effect on a call that is done.
        self.controller.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: u16, text: &str, code: &str) {
        let answer: Result<Vec<u16>, _> = decode(status, text);
        let found = answer.map_or_else(|error| error.code().to_owned(), |_| "fine".to_owned());
        assert_eq!(found, code, "{status} {text}");
    }

    #[test]
    fn answers_are_told_from_refusals_and_from_strangers() {
        check(200, "[1,2]", "fine");
        check(200, "<html>", "bad_answer");
        check(200, "", "bad_answer");
        check(404, r#"{"code":"unknown","message":"No such invitation."}"#, "unknown");
        check(502, "<html>Bad gateway</html>", "bad_answer");
        check(500, "[1,2]", "bad_answer");
    }
}
