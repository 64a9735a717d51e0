"""Words that turn a sentence round, by language: leaving one out of a quote is never silent."""

from collections.abc import Mapping

import regex

WORDS: Mapping[str, str] = {
    "en": "no not never none nobody nothing nowhere neither nor cannot without hardly scarcely barely "
    "dont doesnt didnt wont wouldnt cant couldnt shouldnt isnt arent wasnt werent hasnt havent hadnt mustnt aint",
    "ru": "не ни нет никогда никто никого никому никем ничего ничто ничем никак никакой никакого никаких "
    "нигде нельзя без",
    "uk": "не ні немає ніколи ніхто ніщо нічого ніде без",
    "fa": "نه هیچ نیست نیستند نبود نبودند ندارد ندارند نداشت هرگز بدون",
    "ar": "لا لم لن ليس ليست ليسوا غير بدون أبدا",
    "he": "לא אין אל בלי אינו אינה אינם מעולם",
    "fr": "ne pas jamais rien aucun aucune personne ni sans non",
    "de": "nicht nie niemals kein keine keinen keinem keiner keines niemand nichts weder ohne nein",
    "es": "no nunca jamás nada nadie ningún ninguno ninguna ni tampoco sin",
    "it": "non no mai nulla niente nessuno nessuna nessun né senza",
    "pt": "não nunca jamais nada ninguém nenhum nenhuma nem sem",
    "nl": "niet nooit geen niets niemand noch zonder nee",
    "pl": "nie nigdy nikt nic żaden żadna żadne ani bez",
    "tr": "değil yok hiç hiçbir asla ne olmadan",
    "sv": "inte aldrig ingen inget inga varken utan nej ej",
}
FORMS: Mapping[str, str] = {
    "en": r"\w+n't",
    "fa": r"ن?می‌?\w+(?<=^نمی\w*)",
    "tr": r"\w+(?:ma|me)(?:dı|di|du|dü|z|mış|miş|yacak|yecek)\w*",
}
"""Inflected negation, as a pattern for a whole word."""
UNSPACED: Mapping[str, str] = {
    "zh": "[不没沒无無未非勿莫别別]",
    "ja": "ない|なかった|ません|ず(?=[、。に])|ぬ(?=[。])",
    "th": "ไม่|มิได้|ไร้",
}
WORD = regex.compile(r"[\w']+")


def negations(text: str, language: str) -> int:
    """How many negations the folded `text` holds; where its language is unknown, of every language."""
    primary = language.lower().split("-")[0]
    known = primary in WORDS or primary in UNSPACED
    count = 0
    for code in [primary] if known else ["en", "ru", "uk", "fa", "ar", "he", "zh", "ja", "th"]:
        count += _spaced(text, code) if code in WORDS else len(regex.findall(UNSPACED[code], text))
    return count


def _spaced(text: str, code: str) -> int:
    words = set(WORDS[code].split())
    form = FORMS.get(code)
    return sum(
        1
        for word in WORD.findall(text.lower())
        if word.strip("'") in words or (form and regex.fullmatch(form, word.strip("'")))
    )
