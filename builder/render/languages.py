"""Language tags in a reader's words."""

from babel import Locale, UnknownLocaleError


def language_name(tag: str) -> str:
    """`English` for `en`; the tag itself where nobody knows it."""
    if not tag:
        return ""
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
