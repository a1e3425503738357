//! Codes that were in use until an area got another one. They stay in the NIK and card numbers of living people.
use super::code::AreaCode;

/// The regencies of the Papuan provinces that were founded in 2022: the code before, the code now.
///
/// Splits of before 2022 (Banten, Kalimantan Utara and others) are not in the table yet.
pub(super) const MOVED: [(u16, u16); 26] = [
    (9101, 9301),
    (9102, 9501),
    (9104, 9401),
    (9107, 9402),
    (9108, 9403),
    (9109, 9404),
    (9112, 9502),
    (9113, 9503),
    (9114, 9504),
    (9116, 9302),
    (9117, 9303),
    (9118, 9304),
    (9121, 9505),
    (9122, 9506),
    (9123, 9507),
    (9124, 9508),
    (9125, 9405),
    (9126, 9406),
    (9127, 9407),
    (9128, 9408),
    (9201, 9601),
    (9204, 9602),
    (9205, 9603),
    (9209, 9604),
    (9210, 9605),
    (9271, 9671),
];

fn regency(number: u16) -> AreaCode {
    AreaCode(u64::from(number) * super::Level::Regency.unit())
}

/// The code that a regency has now, if `code` is one that it had before.
pub(super) fn now(code: AreaCode) -> Option<AreaCode> {
    MOVED.iter().find(|(before, _)| regency(*before) == code).map(|(_, now)| regency(*now))
}
