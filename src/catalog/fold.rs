//! Folding: letters without case and marks, so that `ca phe` finds `Cà Phê` and `strasse` finds `Straße`.

/// The words of a text: runs of letters and digits, folded.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let is_mark = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    text.split(move |c: char| !c.is_alphanumeric() && !is_mark(&c)).map(fold).filter(|word| !word.is_empty())
}

/// A text in lower case without the marks of Latin letters, Vietnamese ones with them.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match base(letter) {
            Some(base) => folded.push_str(base),
            None => folded.push(letter),
        }
    }
    folded
}

/// What a lower-case letter is without its mark; none where it stays. The blocks list each letter with all its
/// marks in a row, so ranges say it all (capitals within them do no harm).
const fn base(letter: char) -> Option<&'static str> {
    if letter.is_ascii() {
        return None;
    }
    Some(match letter as u32 {
        // Marks that stand alone, in decomposed text.
        0x300..=0x36f => "",
        // Latin-1.
        0xdf => "ss",
        0xe6 => "ae",
        0xf0 => "d",
        0xfe => "th",
        0xe0..=0xe5 | 0x100..=0x105 | 0x1ea0..=0x1eb7 => "a",
        0xe7 | 0x106..=0x10d => "c",
        0xe8..=0xeb | 0x112..=0x11b | 0x1eb8..=0x1ec7 => "e",
        0xec..=0xef | 0x128..=0x131 | 0x1ec8..=0x1ecb => "i",
        0xf1 | 0x143..=0x14b => "n",
        0xf2..=0xf6 | 0xf8 | 0x14c..=0x151 | 0x1a0 | 0x1a1 | 0x1ecc..=0x1ee3 => "o",
        0xf9..=0xfc | 0x168..=0x173 | 0x1af | 0x1b0 | 0x1ee4..=0x1ef1 => "u",
        0xfd | 0xff | 0x176..=0x178 | 0x1ef2..=0x1ef9 => "y",
        // Latin Extended-A, the rest.
        0x10e..=0x111 => "d",
        0x11c..=0x123 => "g",
        0x124..=0x127 => "h",
        0x132..=0x133 => "ij",
        0x134..=0x135 => "j",
        0x136..=0x138 => "k",
        0x139..=0x142 => "l",
        0x152..=0x153 => "oe",
        0x154..=0x159 => "r",
        0x15a..=0x161 | 0x17f => "s",
        0x162..=0x167 => "t",
        0x174..=0x175 => "w",
        0x179..=0x17e => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks_whole_or_in_pieces() {
        for (marked, plain) in [
            ("Cà Phê Đắk Lắk", "ca phe dak lak"),
            ("Người ở Phường Ỷ", "nguoi o phuong y"),
            ("ca\u{300} phe\u{302}", "ca phe"),
            ("STRASSE Straße", "strasse strasse"),
            ("Łódź İzmir Ærø Œuvre", "lodz izmir aero oeuvre"),
            ("чай 茶", "чай 茶"),
        ] {
            assert_eq!(fold(marked), plain);
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(words("Bún-bò, 500 g; cà\u{300}!").collect::<Vec<_>>(), ["bun", "bo", "500", "g", "ca"]);
    }
}
