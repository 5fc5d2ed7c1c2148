//! The languages. Tags are BCP 47. Which one a visitor gets is decided before the app starts (public/choose.js).

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
}
