"""Language tags in a reader's words."""

from builder.render.saying import Say


def language_name(tag: str, say: Say) -> str:
    """`English` for `en`; the tag itself where nobody knows it."""
    return say.catalogue.name_of(tag) if tag else ""
