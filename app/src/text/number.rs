//! Numbers as people read them: in groups of three, as the language separates them.
use domain::Language;

/// "12.345" in Indonesian, "12,345" in English.
pub fn grouped(number: u64, language: Language) -> String {
    let between = match language {
        Language::Id => '.',
        Language::En => ',',
    };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(between);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1_000, "1.000"), (31_095, "31.095"), (1_234_567, "1.234.567")]
        {
            assert_eq!(grouped(number, Language::Id), text);
            assert_eq!(grouped(number, Language::En), text.replace('.', ","));
        }
    }
}
