"""One entry of a bibliography, as BibTeX in the dialect of biblatex: UTF-8, dates as EDTF."""

import re

from builder.export.works import Work
from builder.model.characters import on_one_line

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "$&%#_"},
    }
)
"""What TeX would act on. A brace as `\\{` would still count as one when BibTeX looks for the end of a field."""
_VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_DAY = r"\d{3}[\dX](?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?[~?%]?"
_DATE = re.compile(rf"{_DAY}(?:/(?:{_DAY}|\.\.)?)?|(?:\.\.)?/{_DAY}")
"""The dates of EDTF that biblatex reads."""


def bibtex(work: Work) -> str:
    """The entry, a field to a line."""
    fields = {
        "author": _whole(work.author),
        "title": _whole(work.title),
        "titleaddon": _text(work.container) if work.container != work.publisher else "",
        "organization": _text(work.publisher),
        **_dated(work.issued),
        "version": _text(work.version),
        "url": work.url.translate(_VERBATIM),
        "urldate": work.kept if work.url and _DATE.fullmatch(work.kept) else "",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{'online' if work.url else 'misc'}{{{work.key},\n{''.join(lines)}}}\n"


def _dated(date: str) -> dict[str, str]:
    return {"date": date} if _DATE.fullmatch(date) else {"year": _text(date)}


def _text(text: str) -> str:
    """Text on one line, as TeX prints it."""
    return on_one_line(text).translate(_SPECIAL)


def _whole(text: str) -> str:
    """The same, of which no style makes capitals small, and no name is parted."""
    return f"{{{_text(text)}}}" if text else ""
