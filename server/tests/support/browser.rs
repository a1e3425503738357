//! A browser without JavaScript: keeps cookies, posts forms, is led on.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;

use axum::{Router, body::Body};
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// How it went.
    pub status: StatusCode,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// What is drawn.
    pub text: String,
}

/// One browser in front of one server.
#[derive(Clone)]
pub struct Browser {
    routes: Router,
    cookies: BTreeMap<String, String>,
    accept: &'static str,
    here: String,
}

const PAGES: &str = "text/html,application/xhtml+xml,*/*;q=0.8";
const FORM: &str = "application/x-www-form-urlencoded";
const BOUNDARY: &str = "----batas";

impl Browser {
    /// Nobody signed in.
    pub fn new(routes: &Router) -> Self {
        Self { routes: routes.clone(), cookies: BTreeMap::new(), accept: PAGES, here: "/".to_owned() }
    }

    /// With a cookie, `name=value`; nothing when empty.
    pub fn with_cookie(mut self, cookie: &str) -> Self {
        if let Some((name, value)) = cookie.split_once('=') {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    /// What it sends with every request.
    pub fn cookies(&self) -> String {
        let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// As an island asks.
    pub fn of_an_island(mut self) -> Self {
        self.accept = "application/json";
        self
    }

    /// Looks at a page, without being led on.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, None, Vec::new()).await
    }

    /// Posts a form as it is written, without being led on.
    pub async fn post(&mut self, path: &str, body: &str) -> Answer {
        self.ask(Method::POST, path, Some(FORM), body.as_bytes().to_vec()).await
    }

    /// Posts JSON.
    pub async fn post_json(&mut self, path: &str, body: &str) -> Answer {
        self.ask(Method::POST, path, Some("application/json"), body.as_bytes().to_vec()).await
    }

    /// Posts fields and is led on to the page that is drawn in the end; its address too.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> (String, Answer) {
        let answer = self.post(path, &encoded(fields)).await;
        self.led_on(path, answer).await
    }

    /// Goes to a page, wherever that leads.
    pub async fn visit(&mut self, path: &str) -> (String, Answer) {
        let answer = self.get(path).await;
        self.led_on(path, answer).await
    }

    /// Sends a file by the plain form.
    pub async fn upload(&mut self, path: &str, name: &str, content: &[u8]) -> (String, Answer) {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"{name}\"\r\n\r\n"
        );
        let body = [head.as_bytes(), content, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let answer = self.ask(Method::POST, path, Some(&kind), body).await;
        self.led_on(path, answer).await
    }

    async fn led_on(&mut self, path: &str, mut answer: Answer) -> (String, Answer) {
        let mut address = path.to_owned();
        for _ in 0..8 {
            let Some(next) = answer.location.clone().filter(|_| answer.status.is_redirection()) else {
                break;
            };
            address = next;
            answer = self.get(&address).await;
        }
        (address, answer)
    }

    async fn ask(&mut self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Answer {
        let path = path.split('#').next().unwrap_or(path);
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header(header::HOST, "kk.contoh.go.id")
            .header(header::ACCEPT, self.accept)
            .header(header::COOKIE, self.cookies())
            .header(header::REFERER, format!("https://kk.contoh.go.id{}", self.here))
            .header("sec-fetch-site", "same-origin");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.routes.clone().oneshot(request).await.unwrap();
        self.keep(response.headers());
        let (head, body) = response.into_parts();
        let location = head.headers.get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
        let text = if head.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream") {
            String::new()
        } else {
            seen(&String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()))
        };
        if method == Method::GET && head.status.is_success() {
            path.clone_into(&mut self.here);
        }
        Answer { status: head.status, location, text }
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                if value.is_empty() {
                    self.cookies.remove(name);
                } else {
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
            }
        }
    }
}

/// What somebody without scripts gets to see: nothing of a template.
fn seen(page: &str) -> String {
    let mut parts = page.split("<template");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| shown + part.split_once("</template>").map_or("", |(_, rest)| rest))
}

/// A form's fields as they are sent.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    let text = |text: &str| text.bytes().map(byte).collect::<String>();
    fields.iter().map(|(name, value)| format!("{}={}", text(name), text(value))).collect::<Vec<_>>().join("&")
}

impl Answer {
    /// The hidden fields of the form on this page that leads to `action` and holds `mark`.
    pub fn form(&self, action: &str, mark: &str) -> Vec<(String, String)> {
        let start = format!("action=\"{action}\"");
        let mut forms = self.text.split("<form").skip(1).filter_map(|form| form.split("</form>").next());
        let form = forms.find(|form| form.contains(&start) && form.contains(mark));
        let inputs = form.unwrap_or_else(|| {
            panic!("no form to {action} with {mark} on a page of {} bytes", self.text.len())
        });
        let inputs = inputs.split("<input").skip(1).filter_map(|input| input.split('>').next());
        let hidden = inputs.filter(|input| input.contains("type=\"hidden\""));
        hidden.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
    }

    /// The value of `attribute` in the first tag that holds `mark`.
    pub fn find(&self, mark: &str, name: &str) -> Option<String> {
        let tag =
            self.text.split('<').find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains(mark)))?;
        Some(attribute(tag.split('>').next()?, name))
    }
}

impl Browser {
    /// Fills in the form to `action` on `page`, the one with `mark` in it, and is led on.
    pub async fn fill(
        &mut self,
        page: &Answer,
        action: &str,
        mark: &str,
        fields: &[(&str, &str)],
    ) -> (String, Answer) {
        let hidden = page.form(action, mark);
        let mut all: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.extend(fields);
        self.submit(action, &all).await
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let start = format!("{name}=\"");
    let value = tag.split_once(&start).and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
    value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
