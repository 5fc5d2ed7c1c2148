//! The languages and how one is chosen. Tags are BCP 47.

/// A language of the lab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locale {
    /// English, the source language.
    #[default]
    En,
    /// Danish.
    Da,
    /// Traditional Chinese as written in Taiwan.
    ZhHant,
    /// Simplified Chinese.
    ZhHans,
    /// Korean.
    Ko,
}

/// Regions whose readers of Chinese read traditional characters.
const TRADITIONAL_REGIONS: [&str; 3] = ["TW", "HK", "MO"];

impl Locale {
    /// Every language, in the order of the language menu.
    pub const ALL: [Locale; 5] =
        [Locale::En, Locale::Da, Locale::ZhHant, Locale::ZhHans, Locale::Ko];

    /// The tag: the value of `lang`, the folder in locales/ and the first part
    /// of an address.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Da => "da",
            Locale::ZhHant => "zh-Hant",
            Locale::ZhHans => "zh-Hans",
            Locale::Ko => "ko",
        }
    }

    /// Its name in itself, for the language menu: a reader who understands
    /// nothing else on the page finds it.
    pub fn autonym(self) -> &'static str {
        match self {
            Locale::En => "English",
            Locale::Da => "Dansk",
            Locale::ZhHant => "繁體中文",
            Locale::ZhHans => "简体中文",
            Locale::Ko => "한국어",
        }
    }

    /// The language with exactly this tag, whatever the case of its letters.
    pub fn from_tag(tag: &str) -> Option<Locale> {
        Locale::ALL.into_iter().find(|it| it.tag().eq_ignore_ascii_case(tag))
    }

    /// The best language for a person's wishes, best first
    /// (`navigator.languages`); English where none is met.
    pub fn negotiate<'a>(wishes: impl IntoIterator<Item = &'a str>) -> Locale {
        wishes.into_iter().find_map(read_wish).unwrap_or_default()
    }
}

/// The language that meets a wish, if one does. Region and script do not hide
/// a language, but Chinese is told apart by its script, or by the script that
/// its region reads.
fn read_wish(wish: &str) -> Option<Locale> {
    let mut parts = wish.trim().split(['-', '_']);
    let language = parts.next()?;
    let has = |wanted: &[&str]| {
        parts.clone().any(|part| wanted.iter().any(|it| it.eq_ignore_ascii_case(part)))
    };
    if language.eq_ignore_ascii_case("zh") {
        let traditional = has(&["Hant"]) || !has(&["Hans"]) && has(&TRADITIONAL_REGIONS);
        return Some(if traditional { Locale::ZhHant } else { Locale::ZhHans });
    }
    Locale::from_tag(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_of_chinese_get_the_script_of_their_region() {
        for (wish, expected) in [
            ("zh-TW", Locale::ZhHant),
            ("zh-HK", Locale::ZhHant),
            ("zh-MO", Locale::ZhHant),
            ("zh-Hant", Locale::ZhHant),
            ("zh-Hant-CN", Locale::ZhHant),
            ("zh", Locale::ZhHans),
            ("zh-CN", Locale::ZhHans),
            ("zh-SG", Locale::ZhHans),
            ("zh-Hans-TW", Locale::ZhHans),
        ] {
            assert_eq!(Locale::negotiate([wish]), expected, "{wish}");
        }
    }

    #[test]
    fn a_region_does_not_hide_the_language() {
        assert_eq!(Locale::negotiate(["ko-KR"]), Locale::Ko);
        assert_eq!(Locale::negotiate(["da-DK"]), Locale::Da);
        assert_eq!(Locale::negotiate(["en-GB", "da"]), Locale::En);
    }

    #[test]
    fn the_first_wish_that_is_met_wins_and_english_is_last() {
        assert_eq!(Locale::negotiate(["fr", "da", "ko"]), Locale::Da);
        assert_eq!(Locale::negotiate(["fr"]), Locale::En);
        assert_eq!(Locale::negotiate(["not a tag", ""]), Locale::En);
        assert_eq!(Locale::negotiate([]), Locale::En);
    }
}
