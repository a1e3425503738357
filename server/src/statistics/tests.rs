#![expect(clippy::unwrap_used, reason = "tests")]

use axum::body::Body;
use http::{HeaderMap, StatusCode, header};
use tower::ServiceExt as _;

use crate::testing::{Installation, request, text};

async fn ask(installation: &Installation, path: &str) -> (StatusCode, HeaderMap, String) {
    let request = request("GET", path).body(Body::empty()).unwrap();
    let answer = installation.routes().oneshot(request).await.unwrap();
    (answer.status(), answer.headers().clone(), text(answer).await)
}

/// With the months of the demonstration: the house of tests stands in November 2026.
async fn with_figures() -> Installation {
    let installation = Installation::new().await;
    installation.service.seed_demo(&installation.clock).await.unwrap();
    installation.service.close_months().await.unwrap();
    installation
}

#[tokio::test]
async fn everybody_reads_twelve_months_in_either_language_without_a_script() {
    let installation = with_figures().await;
    let (status, _, page) = ask(&installation, "/statistik").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Statistik layanan") && page.contains("<svg"), "{page}");
    assert!(page.contains("Oktober 2026") && page.contains("November 2025"));
    assert!(page.contains("kurang dari 5") && page.contains("sedikitnya"), "{page}");
    assert!(
        page.contains("Ada angka sejak April 2025. Bulan berikutnya terbit pada 3 Desember 2026."),
        "{page}"
    );
    let scripts = |page: &str| page.matches("<script").count();
    let privacy = ask(&installation, "/privasi").await.2;
    assert_eq!(scripts(&page), scripts(&privacy), "what the frame of every page has, and nothing besides");
    let (_, _, page) =
        ask(&installation, "/statistik?lang=en&dari=2026-07&sampai=2026-06&layanan=kk-04").await;
    assert!(page.contains("June 2026") && page.contains("fewer than 5"), "{page}");
    assert!(page.contains("value=\"KK-04\" selected") && !page.contains("Received by service"));
    assert!(
        page.contains("/statistik.csv?dari=2026-06&amp;sampai=2026-07&amp;layanan=KK-04&amp;lang=en"),
        "{page}"
    );
}

#[tokio::test]
async fn before_the_first_month_is_over_the_page_says_when_it_comes() {
    let installation = Installation::new().await;
    let (status, _, page) = ask(&installation, "/statistik").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Belum ada bulan yang lengkap") && page.contains("3 Desember 2026"), "{page}");
    let (status, _, file) = ask(&installation, "/statistik.csv").await;
    assert_eq!((status, file.lines().count()), (StatusCode::OK, 1));
}

#[tokio::test]
async fn files_are_kept_by_caches_hide_what_the_page_hides_and_belong_to_no_session() {
    let installation = with_figures().await;
    let (status, headers, file) = ask(&installation, "/statistik.csv?dari=2026-05&sampai=2026-06").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=3600");
    assert_eq!(headers[header::CONTENT_DISPOSITION], "attachment; filename=\"statistik.csv\"");
    assert!(!headers.contains_key(header::SET_COOKIE));
    let mut lines = file.lines();
    assert_eq!(
        lines.next().unwrap(),
        "\"Bulan\",\"Kode\",\"Layanan\",\"Masuk\",\"Selesai\",\"Separuh selesai dalam jam kerja\",\"Sembilan dari sepuluh dalam jam kerja\""
    );
    let fields = |line: &str| line[1..line.len() - 1].split("\",\"").map(str::to_owned).collect::<Vec<_>>();
    let lines: Vec<Vec<String>> = lines.map(fields).collect();
    // All of a month, the services of the catalogue, and those that are no longer there.
    assert_eq!(lines.len(), 2 * (1 + 26 + 1));
    assert_eq!(lines[0][..3], ["2026-05", "", "Semua layanan"]);
    assert!(lines.iter().any(|line| line[1] == "KK-09" && line[3] == "<5" && line[5].is_empty()));
    for line in &lines {
        let number = |at: usize| line[at].parse::<u64>();
        assert!(line[1].is_empty() || line[3] == "<5" || number(3).unwrap() >= 5, "{line:?}");
        assert!(line[1].is_empty() || line[4] == "<5" || number(4).unwrap() >= 5, "{line:?}");
        assert!(line[5].is_empty() || number(4).unwrap_or(10) >= 10, "{line:?}");
    }
    let one = ask(&installation, "/statistik.csv?dari=2026-05&sampai=2026-06&layanan=kk-04&lang=en").await.2;
    assert_eq!(one.lines().count(), 3);
    assert!(one.starts_with("\"Month\",\"Code\",\"Service\""), "{one}");

    let (_, headers, reasons) = ask(&installation, "/statistik-alasan.csv?dari=2026-05&lang=en").await;
    assert_eq!(headers[header::CONTENT_DISPOSITION], "attachment; filename=\"statistik-alasan.csv\"");
    assert!(reasons.lines().count() > 12, "{reasons}");
    for line in reasons.lines().skip(1).map(fields) {
        let number = line[4].strip_prefix(">=").unwrap_or(&line[4]);
        assert!(number.parse::<u64>().unwrap() >= 5, "{line:?}");
    }
}

#[tokio::test]
async fn nonsense_in_the_address_shows_the_usual_months() {
    let installation = with_figures().await;
    let usual = ask(&installation, "/statistik.csv").await.2;
    for query in ["?dari=kemarin&sampai=", "?dari=2026-13", "?layanan=%3Cscript%3E", "?lang=xx", "?dari=%ff"]
    {
        let (status, _, file) = ask(&installation, &format!("/statistik.csv{query}")).await;
        assert_eq!((status, file == usual), (StatusCode::OK, true), "{query}");
        let (status, _, page) = ask(&installation, &format!("/statistik{query}")).await;
        assert!(status == StatusCode::OK && !page.contains("<script>"), "{query}");
    }
    let everything = ask(&installation, "/statistik.csv?dari=0001-01&sampai=9999-12").await.2;
    assert!(everything.lines().count() > usual.lines().count());
}
