//! The history as a file for a spreadsheet, for administrators: codes, times, names of officers, numbers of requests.

use std::sync::Arc;

use app::{Visitor, api::refuse, routes};
use axum::{
    Router,
    extract::{Extension, Query, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderValue, header};
use serde::Deserialize;
use service::{AuditForm, AuditLine, AuditSubject, Service};

use crate::plain::{self, Reader};

/// The route.
pub fn router(service: &Arc<Service>) -> Router {
    Router::new().route(routes::AUDIT_FILE, get(export)).with_state(Arc::clone(service))
}

/// What is looked for, as the page's form names it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    petugas: String,
    jenis: String,
    nomor: String,
    dari: String,
    sampai: String,
}

async fn export(
    State(service): State<Arc<Service>>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Response {
    let form = AuditForm {
        actor: asked.petugas,
        kind: asked.jenis,
        number: asked.nomor,
        from: asked.dari,
        to: asked.sampai,
    };
    match service.audit_file(&visitor.actor, &form).await {
        Ok(lines) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
                (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"audit.csv\"")),
                (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ];
            (headers, csv(&lines)).into_response()
        }
        Err(error) => {
            plain::refuse(&refuse(error), &Reader { language: visitor.language, ..Reader::default() })
        }
    }
}

/// One line a line, every field in quotes. What a spreadsheet would take for a formula gets a quote before it.
fn csv(lines: &[AuditLine]) -> String {
    let field = |text: &str| {
        let formula = text.starts_with(['=', '+', '-', '@']);
        format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
    };
    let mut file = String::from("at,kind,role,actor,subject,detail,helped_by\r\n");
    for line in lines {
        let at = line.at.format(&time::format_description::well_known::Rfc3339).unwrap_or_default();
        let subject = match &line.subject {
            AuditSubject::Request(number) => format!("request {number}"),
            AuditSubject::Officer(name) => format!("officer {name}"),
            AuditSubject::Citizen(id) => format!("citizen {id}"),
        };
        let actor = line.actor.as_deref().unwrap_or_default();
        let helpers = line.helpers.join(", ");
        let fields =
            [at.as_str(), &line.kind, &line.role, actor, &subject, &line.detail, &helpers].map(field);
        file.push_str(&fields.join(","));
        file.push_str("\r\n");
    }
    file
}

#[cfg(test)]
mod tests {
    use super::csv;
    use service::{AuditLine, AuditSubject};

    #[test]
    fn a_name_is_neither_a_formula_nor_another_field() {
        let line = AuditLine {
            at: time::OffsetDateTime::UNIX_EPOCH,
            kind: "suspended".into(),
            role: "administrator".into(),
            actor: Some("=1+\"2\",x".into()),
            helpers: vec!["Siti".into(), "Made".into()],
            subject: AuditSubject::Request("K7RT-4MQX-9".into()),
            detail: "reason=left".into(),
        };
        let file = csv(&[line]);
        let told = file.lines().nth(1).unwrap_or_default();
        assert_eq!(
            told,
            "\"1970-01-01T00:00:00Z\",\"suspended\",\"administrator\",\"'=1+\"\"2\"\",x\",\"request K7RT-4MQX-9\",\"reason=left\",\"Siti, Made\""
        );
    }
}
