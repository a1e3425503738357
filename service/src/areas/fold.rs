//! Names as they are compared: small letters of a to z and figures, words apart by one space. Accents and
//! apostrophes fall away ("Du’en" is "duen"), every other sign is the end of a word.

/// The words of `text` as they are compared.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut apart = false;
    let mut put = |letter: char, apart: &mut bool| {
        if *apart && !folded.is_empty() {
            folded.push(' ');
        }
        *apart = false;
        folded.push(letter);
    };
    for sign in text.chars() {
        match sign {
            'a'..='z' | '0'..='9' => put(sign, &mut apart),
            'A'..='Z' => put(sign.to_ascii_lowercase(), &mut apart),
            '\'' | '`' | '´' | '‘' | '’' | 'ʼ' | 'ʻ' | '\u{300}'..='\u{36f}' => {}
            _ => match plain(sign) {
                Some(letter) => put(letter, &mut apart),
                None => apart = true,
            },
        }
    }
    folded
}

/// The letter below the accent.
fn plain(sign: char) -> Option<char> {
    let small = sign.to_lowercase().next()?;
    Some(match small {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'š' | 'ś' | 'ş' => 's',
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        'ḥ' => 'h',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_accents_and_signs_do_not_matter() {
        assert_eq!(fold("  Udek Du’en "), "udek duen");
        assert_eq!(fold("Ma'u-Nori/II (Baru), 2"), "mau nori ii baru 2");
        assert_eq!(fold("SÜKAMÁJU Re\u{301}jo"), "sukamaju rejo");
        assert_eq!(fold("  --  "), "");
    }
}
