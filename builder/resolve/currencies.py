"""Currencies as texts write them, in the scripts that news is read in; one table for values and for texts."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Currency:
    code: str
    """Empty for a sign or a word that several currencies share."""
    sign: str
    """How the figures of a text name it."""
    names: str
    """How English and `implies` write it, parted by commas."""
    words: str = ""
    """How other languages write it: a pattern."""
    unspaced: str = ""
    """The same of scripts that join words: whatever follows."""
    bare: str = ""
    """Signs that may mean it, parted by spaces."""


TABLE = (
    Currency("AUD", "A$", "A$, AU$, AUD, Australian dollar", r"австрал\p{L}+ дол\p{L}+", "澳元|豪ドル", "$"),
    Currency("CAD", "C$", "C$, CA$, CAD, Canadian dollar", r"канад\p{L}+ дол\p{L}+", "加元|カナダ・?ドル", "$"),
    Currency("NZD", "NZ$", "NZ$, NZD, New Zealand dollar", "", "纽元|紐元", "$"),
    Currency("HKD", "HK$", "HK$, HKD, Hong Kong dollar", "", "港元|港[币幣]|香港ドル", "$ 元"),
    Currency("SGD", "S$", "S$, SGD, Singapore dollar, Singaporean dollar", "", "新加坡元|シンガポール・?ドル", "$"),
    Currency("TWD", "NT$", "NT$, TWD, Taiwan dollar, New Taiwan dollar", "", "元?新[台臺][币幣]|台湾ドル", "$ 元"),
    Currency("MXN", "MX$", "MX$, MXN, Mexican peso", "pesos mexicanos", "", "$ peso"),
    Currency("BRL", "R$", "R$, BRL, reais"),
    Currency(
        "USD",
        "$",
        "$, US$, USD, dollar, US dollar, U.S. dollar, American dollar",
        r"дол+ар\p{L}*|дол\.|d[oó]lar(?:es)?|dolar\p{L}{1,6}|dollari|دلار\p{L}?|دولار\p{L}{0,2}|דולר(?:ים)?",
        "美元|美金|米?ドル|미?달러",
    ),
    Currency("EUR", "€", "€, EUR, euro", r"[еє]вро|avro|ي?ورو|یورو|[יא]י?ורו|אירו", "[欧歐]元|ユーロ|유로"),
    Currency("EGP", "E£", "E£, EGP, Egyptian pound", "جنيه مصري", "", "£"),
    Currency(
        "GBP",
        "£",
        "£, GBP, pound, pound sterling, pounds sterling, sterling, British pound",
        r"фунт\p{L}*(?: стерлинг\p{L}*)?|Pfund|livres? sterling|libras? esterlinas?|sterlin|پوند|جنيه إسترليني",
        "英[镑鎊]|英?ポンド|파운드",
    ),
    Currency("JPY", "JPY", "JPY, yen, Japanese yen", r"[ий]ен\p{L}?|єн\p{L}?|yenes|ین", "日[元圆圓]|円|엔(?!진)", "¥"),
    Currency("CNY", "CNY", "CNY, RMB, yuan, renminbi", r"юан\p{L}*|یوان|يوان", "元?人民[币幣]|위안", "¥ 元"),
    Currency("", "¥", "¥, ￥"),
    Currency("", "元", "元", "", "元(?!月|年|旦)"),
    Currency(
        "RUB",
        "₽",
        "₽, RUB, ruble, rouble",
        r"рубл\p{L}*|руб\.?|Rubel|rublos?|rubl[iey]\p{L}*|روبل|רובל\p{L}*",
        "[卢盧]布|ルーブル|루블",
    ),
    Currency("PKR", "PKR", "PKR, Pakistani rupee", "", "", "₹"),
    Currency("INR", "₹", "₹, INR, Rs, Rs., rupee, Indian rupee", r"рупи\p{L}*|روپیه|روبية", "[卢盧]比|ルピー|루피"),
    Currency("SAR", "SAR", "SAR, Saudi riyal, Saudi rial", r"(?:ریال|ريال) سعود[یي]", "", "﷼"),
    Currency("", "toman", "toman", "توما?ن"),
    Currency(
        "IRR",
        "﷼",
        "﷼, IRR, rial, riyal, Iranian rial",
        r"р[иі]ал\p{L}*|[رڕ][یي]ال(?:ات)?|ריאל\p{L}*",
        "里[亚亞][尔爾]|リ[ヤア]ル|리[얄알]",
    ),
    Currency(
        "CHF",
        "CHF",
        "CHF, SFr, Swiss franc",
        r"(?:Schweizer )?Franken|francs suisses|francos suizos|franchi svizzeri|швейц\p{L}+ франк\p{L}*",
        "瑞士法郎|スイス・?フラン",
        "franc",
    ),
    Currency("", "franc", "franc", r"франк\p{L}*", "法郎|フラン"),
    Currency("TRY", "₺", "₺, TRY, TL, lira, Turkish lira", r"lira\p{L}{1,4}|лир\p{L}?"),
    Currency("UAH", "₴", "₴, UAH, hryvnia, hryvnya, hryvnias", r"гривн\p{L}*|гривен\p{L}*|грн\.?"),
    Currency("PLN", "zł", "zł, PLN, zloty", r"zlotych|złot\p{L}+"),
    Currency(
        "KRW", "₩", "₩, KRW, Korean won, South Korean won", "(?<=illion )won", "원(?!칙|인)|[韩韓][元圆圓]|ウォン"
    ),
    Currency("ILS", "₪", "₪, ILS, NIS, shekel, Israeli shekel", r"שקל\p{L}*|ש\"ח|шекел\p{L}*|ش[یي]كل"),
    Currency("AED", "AED", "AED, dirham, UAE dirham, Emirati dirham", r"дирхам\p{L}*|درهم"),
    Currency("SEK", "SEK", "SEK, kronor, Swedish krona, Swedish kronor"),
    Currency("NOK", "NOK", "NOK, Norwegian krone, Norwegian kroner", "", "", "kroner"),
    Currency("DKK", "DKK", "DKK, Danish krone, Danish kroner", "", "", "kroner"),
    Currency("", "kroner", "kroner"),
    Currency("CZK", "CZK", "CZK, Kč, koruna, Czech crown, Czech koruna"),
    Currency("KWD", "KWD", "KWD, Kuwaiti dinar", "دينار كويتي", "", "dinar"),
    Currency("IQD", "IQD", "IQD, Iraqi dinar", "دينار عراقي", "", "dinar"),
    Currency("", "dinar", "dinar", r"динар\p{L}*|د[يی]نار"),
    Currency("", "peso", "peso"),
    Currency("KZT", "₸", "₸, KZT, tenge"),
    Currency("THB", "฿", "฿, THB, baht"),
)


def _spellings(currency: Currency) -> list[str]:
    """Each name, and of a word in lower case its plural too."""
    names = currency.names.split(", ")
    return [*names, *(f"{name}s" for name in names if name[-1].islower() and name[-1] != "s" and len(name) > 2)]


def _pattern(currency: Currency) -> str:
    """How a text may write it; abbreviations in their own capitals, since “try” and “sar” are words."""
    names = sorted(_spellings(currency), key=len, reverse=True)
    english = [
        f"(?-i:{regex.escape(name)})" if name[0].isupper() and len(name) <= 4 else regex.escape(name) for name in names
    ]
    spaced = "|".join([*english, *([currency.words] if currency.words else [])])
    return rf"(?:{spaced})(?!\p{{L}})" + (f"|{currency.unspaced}" if currency.unspaced else "")


CURRENCIES: Mapping[str, str] = {each.sign: _pattern(each) for each in TABLE}
"""A pattern for each sign; the first that fits is it."""
SIGNS: Mapping[str, str] = {each.code or each.sign: each.sign for each in TABLE}
SPELLINGS = {each.code or each.sign: tuple(_spellings(each)) for each in TABLE}
ABBREVIATIONS = sorted(
    {name for each in TABLE for name in each.names.split(", ") if regex.fullmatch("[A-Z]{2,3}|Rs|SFr", name)}
)
"""Those that may touch their digits: `USD5`, `Rs5`."""
_BARE: Mapping[str, tuple[str, ...]] = {each.sign: tuple(each.bare.split()) for each in TABLE}
_SHARED = {each.sign for each in TABLE if not each.code}


def may_be(wanted: str, given: str) -> bool:
    """Whether what a text gives under one sign may be the wanted one: `$` may be Australian, `A$` not American."""
    return given == wanted or given in _BARE.get(wanted, ()) or (wanted in _SHARED and wanted in _BARE.get(given, ()))
