"""One item of a bibliography, as CSL-JSON."""

import re

from builder.export.works import Form, Work
from builder.model.characters import on_one_line

TYPES = {Form.PAGE: "webpage", Form.NEWS: "article-newspaper", Form.DOCUMENT: "document"}
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(~?)")


def csl(work: Work) -> dict[str, object]:
    """The item; what is not known is not in it."""
    item: dict[str, object] = {
        "id": work.key,
        "type": TYPES[work.form],
        "title": _text(work.title),
        "author": [{"literal": _text(work.author)}] if work.author else [],
        "container-title": _text(work.container),
        "publisher": _text(work.publisher),
        "issued": _date(work.issued),
        "accessed": _date(work.kept) if work.url else {},
        "version": _text(work.version),
        "language": work.language,
        "URL": work.url,
    }
    return {name: value for name, value in item.items() if value}


def _date(date: str) -> dict[str, object]:
    """Parts of a year, a month or a day, or of two that a range is between; any other date as it was written."""
    ends = [_parts(end) for end in date.split("/")] if date else []
    if not ends or len(ends) > 2 or not all(ends):
        return {"raw": _text(date)} if date else {}
    circa = {"circa": True} if "~" in date else {}
    return {"date-parts": ends, **circa}


def _parts(date: str) -> list[int]:
    match = _DAY.fullmatch(date)
    parts = [int(part) for part in match.groups()[:3] if part] if match else []
    return parts if len(parts) < 2 or 1 <= parts[1] <= 12 else []


def _text(text: str) -> str:
    return on_one_line(text)
