"""The words of the interface: English in the code, other languages in gettext catalogues beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

ENGLISH = "en"
ZEROS = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀"}
"""The first of ten digits in each system that is some language's own; the CLDR names them, Babel has no digits."""
LATIN = "0123456789"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """What the interface says in one language. A message without a translation stands in English."""

    language: str = ENGLISH
    """A tag of BCP 47."""
    translations: NullTranslations = field(default_factory=NullTranslations)

    def find(self, message: str) -> str:
        """The message in this language, its `{names}` still open."""
        return self.translations.gettext(message)

    def find_number(self, one: str, many: str, count: int) -> str:
        """The form that a number asks for, its `{names}` still open."""
        return self.translations.ngettext(one, many, count)

    def plain(self, message: str, **values: str) -> str:
        """The message as bare text, its `{names}` filled."""
        return self.find(message).format_map(values)

    def digits(self, text: str | int) -> str:
        """A number, or a text with numbers in it, in the language's own digits."""
        zero = ZEROS.get(locale(self.language).default_numbering_system)
        return str(text).translate(_digits(zero)) if zero else str(text)

    def grouped(self, number: int | Decimal) -> str:
        """A number with its thousands told apart, and all of its decimals."""
        places = "0" * max(0, -int(Decimal(number).as_tuple().exponent))
        pattern = f"#,##0.{places}" if places else "#,##0"
        written = format_decimal(number, pattern, locale=locale(self.language), numbering_system="default")
        return self.digits(written)

    def month(self, number: int, *, use: str = "format", width: str = "wide") -> str:
        """The name of a month, 1 to 12: beside a day in the use `format`, by itself in `stand-alone`."""
        return str(locale(self.language).months[use][width][number])

    def month_of_year(self, number: int) -> str:
        """Its name as it stands before a year and without a day."""
        pattern = str(locale(self.language).datetime_skeletons.get("yMMMM", ""))
        return self.month(number, use="stand-alone" if "L" in pattern else "format")

    def name_of(self, tag: str) -> str:
        """What a language is called in this one; the tag itself where nobody knows it."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(locale(self.language)) or tag
        except (UnknownLocaleError, ValueError):
            return tag


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, of `fa` for `fa-IR`; English where there is none."""
    for tag in (language, language.partition("-")[0]):
        file = files("builder.messages").joinpath(f"{tag}.po")
        if tag.isalnum() and file.is_file():
            from babel.messages.mofile import write_mo  # English has none
            from babel.messages.pofile import read_po

            with file.open("rb") as text:
                compiled = BytesIO()
                write_mo(compiled, read_po(text, locale=tag))
            compiled.seek(0)
            return Catalogue(tag, GNUTranslations(compiled))
    return Catalogue()


@cache
def _digits(zero: str) -> dict[int, int]:
    return {ord(digit): ord(zero) + value for value, digit in enumerate(LATIN)}


@cache
def locale(language: str) -> Locale:
    """What the Unicode CLDR knows of a language; of English where it knows nothing of it."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)


def languages() -> Mapping[str, str]:
    """Every language that the interface speaks, by tag, with its own name for itself."""
    found = (path.name.removesuffix(".po") for path in files("builder.messages").iterdir())
    tags = [ENGLISH, *sorted(name for name in found if name.isalnum())]
    return {tag: locale(tag).get_display_name(tag) or tag for tag in tags}
