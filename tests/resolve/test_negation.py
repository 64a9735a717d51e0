"""Which words turn a sentence round, language by language."""

import pytest

from builder.resolve.folding import folded
from builder.resolve.negation import negations

NEGATED = {
    "en": ["not", "Never", "CANNOT", "don’t", "can't", "nobody", "neither", "without", "no one", "nor"],
    "ru": ["не", "Нет", "никогда", "ничего", "без"],
    "uk": ["не", "немає", "ніхто"],
    "fa": ["نیست", "نمی‌رود", "نمیرود", "نخواهد", "نکرد", "هرگز"],
    "ar": ["لا", "لم", "لن", "ليس", "ولا", "ولم"],
    "he": ["לא", "אין", "ולא"],
    "fr": ["pas", "jamais", "aucune"],
    "de": ["nicht", "keine", "nie", "ohne"],
    "es": ["no", "nunca", "sin"],
    "it": ["non", "mai", "senza"],
    "pt": ["não", "nunca", "sem"],
    "nl": ["niet", "geen"],
    "pl": ["nie", "bez"],
    "tr": ["değil", "yok", "gelmedi", "gelmez", "gitmeyecek", "gitmiyor", "açmıyor"],
    "sv": ["inte", "ingen"],
    "zh": ["不", "没有", "沒有", "未"],
    "ja": ["しない", "しません", "なかった"],
    "th": ["ไม่"],
}
PLAIN = {
    "en": "notably another northern announcement, now known",
    "ru": "небо неделя нетто мнение",
    "fa": "می‌رود نامه نماز",
    "fr": "passage neuf rienne",
    "de": "nichtsdestotrotzig Keim einer",
    "es": "norte noche",
    "it": "nonna maiale",
    "tr": "memur imza",
    "zh": "市议会今年重新开放大桥",
    "ja": "市は橋を開ける",
    "th": "เมืองเปิดสะพาน",
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
