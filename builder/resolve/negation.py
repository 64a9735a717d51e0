"""Words that turn a sentence round, by language: leaving one out of a quote is never silent."""

from collections.abc import Mapping
from functools import cache

import regex

WORDS: Mapping[str, str] = {
    "en": "no not never none nobody nothing nowhere neither nor cannot without hardly scarcely barely seldom rarely "
    "dont doesnt didnt wont wouldnt cant couldnt shouldnt isnt arent wasnt werent hasnt havent hadnt mustnt aint",
    "ru": "не ни нет нету никогда никто никого никому никем ничего ничему ничто ничем никак никакой никакая никакое "
    "никакие никакого никакому никакую никаким никакими никаких нигде никуда ниоткуда нельзя невозможно без",
    "uk": "не ні немає нема ніколи ніхто нікого нікому ніщо нічого нічому ніде нікуди ніяк ніякий ніякого ніякої "
    "ніяких жоден жодна жодне жодного жодної жодних жодну неможливо без",
    "bg": "не ни няма нямаше никога никой никого нищо нито никъде никакъв никаква никакво никакви без",
    "sr": "ne nije nisu nisam nismo niste nema nemaju nikad nikada niko nitko nikoga ništa ni niti bez "
    "не није нису нисам нисмо нема никад никада нико ништа ни нити без",
    "fa": "نه هیچ نیست نیستند نبود نبودند ندارد ندارند نداشت هرگز بدون هیچکس هیچگاه بی",
    "ar": "لا لم لن ليس ليست ليسوا ليسا لسنا لست لستم غير بدون دون عدم أبدا كلا",
    "ur": "نہیں نہ مت بغیر کبھی ہرگز",
    "he": "לא אין אל בלי ללא מבלי אינו אינה אינם אינן איני אינני אינך אינכם איננו מעולם",
    "fr": "ne pas jamais rien aucun aucune personne ni sans non nul nulle nullement",
    "de": "nicht nie niemals kein keine keinen keinem keiner keines keins keinerlei keinesfalls keineswegs nirgends "
    "nirgendwo niemand niemanden niemandem niemandes nichts weder noch ohne nein mitnichten",
    "es": "no nunca jamás nada nadie ningún ninguno ninguna ningunos ningunas ni tampoco sin",
    "it": "non no mai nulla niente nessuno nessuna nessun né neppure nemmeno senza",
    "pt": "não nunca jamais nada ninguém nenhum nenhuma nenhuns nenhumas nem tampouco sem",
    "nl": "niet nooit geen niets niemand nergens geenszins noch zonder nee",
    "pl": "nie nigdy nikt nikogo nikomu nic niczego niczym nigdzie żaden żadna żadne żadnego żadnej żadnych żadnym "
    "ani bez",
    "tr": "değil değildir yok yoktur hiç hiçbir hiçbiri asla olmadan",
    "sv": "inte aldrig ingen inget inga ingenting ingenstans varken utan nej ej icke",
    "da": "ikke aldrig ingen intet ingenting hverken uden nej ej",
    "no": "ikke aldri ingen intet ingenting verken uten nei ei ikkje",
    "fi": "ei en et emme ette eivät älä älkää eikä enkä eivätkä ilman",
    "hu": "nem ne nincs nincsen nincsenek sincs soha sosem senki semmi sehol nélkül sem se",
    "ro": "nu nici niciodată nimeni nimic niciun nicio nicidecum fără",
    "cs": "ne není nejsou nikdy nikdo nikoho nic ničeho žádný žádná žádné žádného žádných bez nikde ani",
    "sk": "ne nie nikdy nikto nikoho nič ničoho žiadny žiadna žiadne žiadneho žiadnych bez nikde ani",
    "el": "δεν δε μη μην όχι ούτε μήτε ποτέ κανείς κανένας κανέναν καμία καμιά κανένα τίποτα πουθενά χωρίς δίχως",
    "hi": "नहीं न ना मत बिना",
    "ko": "안 못 없이",
    "id": "tidak bukan jangan belum tanpa tak tiada",
    "ms": "tidak bukan jangan belum tanpa tak tiada",
    "vi": "không chẳng chưa đừng chớ chả",
    "az": "deyil yox heç",
    "sw": "si sio hapana bila kamwe",
}
FORMS: Mapping[str, str] = {
    "en": r"\w*n't|(?:nobody|no-one|none|neither|nothing)'s",
    "fr": r"n'\w+",
    "it": r"nessun'\w+",
    "fa": r"(?:نمی|نخواه)\w*|ن(?:کن|کرد|شد|شو|ده|داد|گرفت|گیر|گفت|گوی|رفت|رو|یامد|یای|توان|توانست|بای|بایست|باش|دار|"
    r"داش|داشت|یست|بود|پذیر|پذیرفت|دان|دانست|بین|دید|ساز|ساخت|فروش|فروخت|خر|خرید|یاب|یافت|رس|رسید|مان|ماند|گذار|گذاشت|"
    r"یاور|یاورد|زن|زد|کش|کشید|فرست|فرستاد|نویس|نوشت|جنگ|جنگید|خواست|خواه)"
    r"(?:م|ی|د|ه|یم|ید|ند|است|هاند|هایم|هام|هبود\w*)?",
    "ar": r"[وفأ](?:لا|لم|لن|ليس|ليست|ليسوا|لسنا|دون|بدون|غير)|[وبف]?(?:عدم|غير|دون)",
    "he": r"[ושכ](?:לא|אין|אל|בלי|ללא|אינו|אינה|אינם)",
    "tr": r"\w+m(?:[ıiuü]yor\w*|[ae](?:d[ıi]\w*|z|zlar|zler|zs[ıi]n\w*|z[sd][ıiae]\w*|y[ıi]z|m[ıi]ş\w*|yacak\w*|"
    r"yecek\w*|yacağ\w*|yeceğ\w*|s[ıi]n|s[ıi]nlar|s[ıi]nler|yan\w*|yen\w*|m[ae]k|m[ae]l[ıi]\w*|ks[ıi]z[ıi]n))",
    "az": r"\w+m[aə](?:d[ıi]\w*|z|zlar|zlər|yacaq\w*|yəcək\w*|m[ıi]ş\w*)|\w+m[ıiuü]r\w*",
    "cs": r"ne(?!bo|j|dě|dáv|dalek|chat|chť|mocn|moc|be|gat|utr|zbyt|pál|vin|ust|h|hod|přít|pří|ž|dost|závisl)\w{3,}",
    "ko": r"\w*(?:않|없|못하|못한|못했|아니[^며]?|아닌|아닙|아닐|말라|마라|마십)\w*",
    "hi": r"नहीं\w*",
    "fi": r"\w+(?:matta|mättä)",
    "id": r"tidak(?:lah|kah)|bukan(?:lah|kah)",
}
"""Inflected negation, as a pattern for a whole word."""
UNSPACED: Mapping[str, str] = {
    "zh": "不(?![断斷久少过過仅僅但])|[没沒勿莫毋]|[无無](?![论論锡錫])|未(?!来|來)|(?<![是])非(?![常洲])|"
    "(?<![特级級区區分个個类類性告差])[别別](?![的人墅])",
    "ja": "(?<![少危切])ない|なかった|ません|なく(?=て|な|、)|ず(?=[、。にとも]|$)|ぬ(?=[。、]|$)|"
    "せず|まい(?=[。、]|$)",
    "th": "ไม่|มิได้|มิใช่|ไร้|อย่า|ห้าม|ปราศจาก",
    "lo": "ບໍ່",
    "my": "မ[က-အ]\\S*?(?:ဘူး|ပါ)",
    "km": "មិន|ពុំ|គ្មាន|កុំ",
}
IDIOMS: Mapping[str, str] = {
    "en": r"\b[Nn][Oo]\. ?(?=\d)",
    "fr": r"\b(?:une|cette|la|chaque|toute|par|seule|autre|même|tierce|première) personne\b"
    r"|\b(?:un|le|ce|au|premier|grand|faux|chaque|autre|deux|quelques|les|des) pas\b",
    "pt": r"\bsem-\w+",
}
"""Words that only look like a negation."""
HOMOGRAPHS = (
    "ne personne sin mai sem ni no nada bez utan ej nic yok en et ei nu se si nul noch nema nem bila tak niti "
    "intet uden verken ette emme kamwe la de δε بی mat"
)
"""Negations of one language that are common words of others: counted only where the language is known."""
ONLY_THERE = frozenset({"tr", "az", "cs", "fi", "id"})
"""Languages whose inflected forms are counted only where the language is known."""
ALIASES = {"nb": "no", "nn": "no", "hr": "sr", "bs": "sr", "iw": "he", "in": "id", "yue": "zh", "cmn": "zh"}
"""Language codes that share another's list."""
SHIFT = 2
"""Words by which a kept negation may move."""
_WORD = regex.compile(r"[\w\p{M}'-]+")


def turns(left_out: str, inserted: str, language: str, *, sides: tuple[bool, bool] = (True, True)) -> bool:
    """Whether putting `inserted` for `left_out`, both folded, drops, adds or moves a negation.

    One that stays stands as near to what is kept before and after it, on the `sides` that it touches:
    `did not win, but did` is no ground for `[not]`.
    """
    before, after = _placed(left_out, language), _placed(inserted, language)
    if len(before) != len(after):
        return True
    shifts = (
        (abs(gone[side] - put[side]), sides[side]) for gone, put in zip(before, after, strict=True) for side in (0, 1)
    )
    return any(asked and shift > SHIFT for shift, asked in shifts)


def negations(text: str, language: str) -> int:
    """How many negations the folded `text` holds; where its language is unknown, of every language."""
    return len(_placed(text, language))


def _placed(text: str, language: str) -> list[tuple[int, int]]:
    """Each negation, as the number of words before and after it."""
    primary = ALIASES.get(code := language.lower().split("-")[0], code)
    for idiom in [IDIOMS[primary]] if primary in IDIOMS else IDIOMS.values() if not _known(primary) else ():
        text = regex.sub(idiom, "+", text)
    if primary in UNSPACED:
        return [_around(text, each) for each in regex.finditer(UNSPACED[primary], text)]
    listed, form = _listed(primary) if _known(primary) else _everywhere()
    words = [word.strip("-") for word in _WORD.findall(text.lower())]
    found = [(index, len(words) - 1 - index) for index, word in enumerate(words) if _negates(word, listed, form)]
    if not _known(primary):
        found += [_around(text, each) for pattern in UNSPACED.values() for each in regex.finditer(pattern, text)]
    return found


def _known(primary: str) -> bool:
    return primary in WORDS or primary in UNSPACED


def _negates(word: str, listed: frozenset[str], form: regex.Pattern[str]) -> bool:
    parts = {word, word.strip("'"), *word.split("-")}
    return any(part in listed or form.fullmatch(part) for part in parts)


def _around(text: str, found: regex.Match[str]) -> tuple[int, int]:
    """In a script without spaces, two characters are about one word."""
    return found.start() // 2, (len(text) - found.end()) // 2


@cache
def _listed(code: str) -> tuple[frozenset[str], regex.Pattern[str]]:
    return frozenset(WORDS[code].split()), regex.compile(FORMS.get(code, r"(?!)"))


@cache
def _everywhere() -> tuple[frozenset[str], regex.Pattern[str]]:
    """The words of every language, English ones all, and the inflected forms that mistake few words of others."""
    words = {word for code in WORDS for word in _listed(code)[0]} - set(HOMOGRAPHS.split()) | _listed("en")[0]
    forms = "|".join(f"(?:{pattern})" for code, pattern in FORMS.items() if code not in ONLY_THERE)
    return frozenset(words), regex.compile(forms)
