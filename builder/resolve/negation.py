"""Words that turn a sentence round, by language: leaving one out of a quote is never silent."""

from collections.abc import Mapping
from functools import cache

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
    "tr": "değil yok hiç hiçbir asla olmadan",
    "sv": "inte aldrig ingen inget inga varken utan nej ej",
}
FORMS: Mapping[str, str] = {
    "en": r"\w+n't",
    "fr": r"n'\w+",
    "fa": r"(?:نمی|نخواه|نکن|نکرد|نشد|نشو|نده|نداد|نگرفت|نگفت|نرفت|نیامد|نتوان|نبای|نباش|ندار|نداش|نیست|نبود)\w*",
    "ar": r"[وفأ](?:لا|لم|لن|ليس|ليست)",
    "he": r"[ושכ](?:לא|אין|אל)",
    "tr": r"\w+m[aeıiuü](?:yor|d[ıiuü]|z|mış|miş|yacak|yecek|s[ıi]n|yan|yen|mak|mek)\w*",
}
"""Inflected negation, as a pattern for a whole word."""
UNSPACED: Mapping[str, str] = {
    "zh": "[不没沒无無未非勿莫别別]",
    "ja": "ない|なかった|ません|ず(?=[、。に])|ぬ(?=[。])",
    "th": "ไม่|มิได้|ไร้",
}
HOMOGRAPHS = {"ne", "personne", "sin", "mai", "sem", "ni", "no", "nada", "bez", "utan", "ej", "nic", "yok", "al"}
"""Negations of one language that are common words of others: counted only where the language is known."""
_WORD = regex.compile(r"[\w\p{M}']+")


def negations(text: str, language: str) -> int:
    """How many negations the folded `text` holds; where its language is unknown, of every language."""
    primary = language.lower().split("-")[0]
    known = primary in WORDS or primary in UNSPACED
    count = 0
    words = [word.strip("'") for word in _WORD.findall(text.lower())]
    if not known:
        everywhere, forms = _everywhere()
        count = sum(1 for word in words if word in everywhere or forms.fullmatch(word))
        return count + sum(len(regex.findall(pattern, text)) for pattern in UNSPACED.values())
    if primary in UNSPACED:
        return len(regex.findall(UNSPACED[primary], text))
    listed = _listed(primary)
    form = regex.compile(FORMS[primary]) if primary in FORMS else None
    return sum(1 for word in words if word in listed or (form is not None and form.fullmatch(word)))


@cache
def _listed(code: str) -> frozenset[str]:
    return frozenset(WORDS[code].split())


@cache
def _everywhere() -> tuple[frozenset[str], regex.Pattern[str]]:
    """The words of every language, English ones all, and the inflected forms but Turkish ones."""
    words = {word for code in WORDS for word in _listed(code)} - HOMOGRAPHS | _listed("en")
    forms = "|".join(f"(?:{pattern})" for code, pattern in FORMS.items() if code != "tr")
    return frozenset(words), regex.compile(forms)
