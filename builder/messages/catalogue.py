"""The words of the interface: English in the code, other languages in gettext catalogues beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
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

    @property
    def right_to_left(self) -> bool:
        return locale(self.language).text_direction == "rtl"


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, of `fa` for `fa-IR`; English where there is none."""
    for tag in (language, language.partition("-")[0]):
        file = files("builder.messages").joinpath(f"{tag}.po")
        if tag.isalnum() and file.is_file():
            with file.open("rb") as text:
                compiled = BytesIO()
                write_mo(compiled, read_po(text, locale=tag))
            compiled.seek(0)
            return Catalogue(tag, GNUTranslations(compiled))
    return Catalogue()


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
