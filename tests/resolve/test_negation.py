"""Which words turn a sentence round, language by language."""

import pytest

from builder.resolve.folding import folded
from builder.resolve.negation import negations, turns

NEGATED = {
    "en": [
        "not",
        "Never",
        "CANNOT",
        "don’t",
        "can't",
        "nobody",
        "neither",
        "without",
        "no one",
        "nor",
        "nobody's",
        "do n't",
    ],
    "ru": ["не", "Нет", "никогда", "ничего", "без", "никакую", "никакому", "нету"],
    "uk": ["не", "немає", "ніхто"],
    "fa": ["نیست", "نمی‌رود", "نمیرود", "نخواهد", "نکرد", "هرگز", "نپذیرفت", "نفروختند", "نمی‌خواهیم", "نرسید"],
    "ar": ["لا", "لم", "لن", "ليس", "ولا", "ولم", "لسنا", "عدم", "دون", "ودون"],
    "he": ["לא", "אין", "ולא"],
    "fr": ["pas", "jamais", "aucune"],
    "de": ["nicht", "keine", "nie", "ohne", "keinerlei", "keinesfalls", "keineswegs", "nirgends", "niemanden"],
    "es": ["no", "nunca", "sin", "ningunas"],
    "it": ["non", "mai", "senza"],
    "pt": ["não", "nunca", "sem"],
    "nl": ["niet", "geen"],
    "pl": ["nie", "bez"],
    "tr": ["değil", "yok", "gelmedi", "gelmez", "gitmeyecek", "gitmiyor", "açmıyor", "saldırmayacağız"],
    "sv": ["inte", "ingen"],
    "zh": ["不", "没有", "沒有", "未"],
    "ja": ["しない", "しません", "なかった", "せず"],
    "th": ["ไม่"],
    "ko": ["않는다", "없다", "못했다", "아니다", "안"],
    "hi": ["नहीं", "बिना"],
    "el": ["δεν", "κανείς", "χωρίς"],
    "cs": ["není", "nebude", "nikdo", "bez"],
    "fi": ["eivät", "ei", "ilman"],
    "ro": ["niciodată", "nu", "fără"],
    "id": ["tidak", "bukan"],
    "vi": ["không"],
    "da": ["ikke"],
    "nb": ["ikke"],
    "hu": ["nincs", "nem"],
}
PLAIN = {
    "en": "No. 5 notably another northern announcement, now known",
    "ru": "небо неделя нетто мнение",
    "fa": "نگران نروژ نشان می‌رود نامه نماز",
    "fr": "cette personne un pas passage neuf rienne",
    "de": "nichtsdestotrotzig Keim einer",
    "es": "norte noche",
    "it": "nonna maiale",
    "tr": "memur imza",
    "zh": "市议会今年重新开放大桥 非常 特别 未来 级别 不断",
    "ja": "市は橋を開ける",
    "th": "เมืองเปิดสะพาน",
    "cs": "nebo nejlepší nedávno nechat",
    "ko": "한국 안보",
}


@pytest.mark.parametrize(("language", "word"), [(code, word) for code, words in NEGATED.items() for word in words])
def test_a_negation_is_one(language: str, word: str):
    assert negations(folded(word), language) >= 1


@pytest.mark.parametrize("language", PLAIN)
def test_words_that_only_look_like_negations_are_none(language: str):
    assert negations(folded(PLAIN[language]), language) == 0


@pytest.mark.parametrize(
    ("language", "text"), [("en-GB", "not"), ("zh-Hans-CN", "不"), ("DE", "nicht"), ("fr-CA", "pas")]
)
def test_a_region_or_capitals_do_not_matter(language: str, text: str):
    assert negations(text, language) == 1


@pytest.mark.parametrize("language", NEGATED)
def test_where_the_language_is_unknown_every_language_counts(language: str):
    assert negations(folded(NEGATED[language][0]), "") >= 1


def test_each_is_counted():
    assert negations("no, they did not say that they could not", "en") == 3
    assert negations("", "en") == 0


@pytest.mark.parametrize(
    ("left_out", "inserted"),
    [
        ("not win the vote, but he did", "not"),
        ("never said that we", "not"),
        ("not", ""),
        ("", "not"),
        ("not never", "not"),
    ],
)
def test_a_negation_that_is_dropped_added_or_moved_turns(left_out: str, inserted: str):
    assert turns(left_out, inserted, "en")


@pytest.mark.parametrize(
    ("left_out", "inserted"), [("aren't", "they are not"), ("not", "never"), ("a b", "c"), ("", "")]
)
def test_a_negation_kept_in_its_place_does_not(left_out: str, inserted: str):
    assert not turns(left_out, inserted, "en")
