"""What a finished site proves, as one file of it: sources, quotations with their places, and every other file."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.manifest import Output
from builder.model.paths import source_path
from builder.model.program import DISTRIBUTION, installed_version
from builder.model.resolved import Quote, Site, Verdict
from builder.model.written import Publish, Source
from builder.seals.shape import NAME, VERSION, anchor_of
from builder.settings import Settings

PIECES = 1_000
"""Of the text, a line each, that are held at a time."""
_ACTING = re.compile(r"[<>&\x00-\x09\x0b-\x1f\x7f]|[^\x00-\x7f]")
"""What may act, or may not be seen; which of the letters beyond ASCII is none of these is asked of each."""
_SIGNS = ("<", ">", "&", "\x7f")
"""Those within ASCII that JSON does not escape by itself."""


def seal(folder: Path, site: Site, settings: Settings, outputs: Sequence[Output]) -> None:
    """Writes the bundle into a finished site, of which `outputs` are all files."""
    with (folder / NAME).open("wb") as file:
        file.writelines(_parts(_told(site, settings, outputs, noted(outputs))))


def noted(outputs: Iterable[Output]) -> Mapping[str, list[str]]:
    """By label: the files that have a footnote of it, by path. What no page has is no evidence of the site's."""
    found: dict[str, list[str]] = {}
    for output in outputs:
        for label in output.notes:
            found.setdefault(label, []).append(output.path)
    return found


def bundle(
    site: Site, settings: Settings, outputs: Sequence[Output], cited: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """The bundle as JSON has it. `cited` are the files with a footnote of each label."""
    told = _told(site, settings, outputs, cited)
    return {name: [*part] if isinstance(part, Iterator) else part for name, part in told.items()}


def _told(
    site: Site, settings: Settings, outputs: Sequence[Output], cited: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """The same with lists of which an entry is made when it is asked for: all of them are as much as the graph."""
    paths = {output.page: output.path for output in outputs if output.page}
    graph = site.graph
    sources = sorted(graph.project.sources.values(), key=lambda source: source.id)
    quotes = (graph.quotes[label] for label in sorted(cited) if label in graph.quotes)
    return {
        "version": VERSION,
        "generator": {"name": DISTRIBUTION, "version": installed_version()},
        "site": {"name": settings.site_name, "url": settings.site_url},
        "sources": (_source(each, page) for each in sources if (page := paths.get(source_path(each)))),
        "quotes": (_quote(each, cited[each.key], paths) for each in quotes),
        "files": ({"path": each.path, "sha256": each.sha256, "size": each.size} for each in outputs),
    }


def as_json(value: object) -> bytes:
    """Text in which nothing acts, whatever it is taken for: markup and control characters are escaped."""
    return b"".join(_parts(value))


def _parts(value: object) -> Iterator[bytes]:
    """JSON with a line for each part of an object, and for each item of a list that is one: some lines at a time."""
    held: list[str] = []
    for piece in _laid(value):
        held.append(piece)
        if len(held) == PIECES:
            yield _inert("".join(held))
            held = []
    yield _inert("".join([*held, "\n"]))


def _laid(value: object) -> Iterator[str]:
    """The lines."""
    if not isinstance(value, dict):
        yield _text(value)
        return
    for at, (name, part) in enumerate(value.items()):
        yield f"{',' if at else '{'}\n {_text(name)}: "
        if not isinstance(part, list | Iterator):
            yield _text(part)
            continue
        empty = True
        for item in part:
            yield f"{'[' if empty else ','}\n  {_text(item)}"
            empty = False
        yield "[]" if empty else "\n ]"
    yield "\n}" if value else "{}"


_text = json.JSONEncoder(ensure_ascii=False).encode


def _inert(text: str) -> bytes:
    if not text.isascii() or any(sign in text for sign in _SIGNS):
        text = _ACTING.sub(lambda found: _escaped(found[0]), text)
    return text.encode("utf-8")


def _escaped(char: str) -> str:
    if char.isprintable() and char not in "<>&":
        return char
    return json.dumps(char)[1:-1] if char not in "<>&" and not char.isascii() else f"\\u{ord(char):04x}"


def _source(source: Source, page: str) -> dict[str, str]:
    digest = {"sha256": source.digest} if source.digest else {}
    return {"id": source.id, "page": page, "publish": str(source.publish), **digest}


def _quote(quote: Quote, pages: Sequence[str], paths: Mapping[str, str]) -> dict[str, Any]:
    page = paths.get(source_path(quote.source))
    shown = quote.place is not None and quote.source.publish is not Publish.RECORD and page
    highlight = {"highlight": _place(page, quote.annotation.id)} if shown and page else {}
    return {
        "id": quote.key,
        "type": "Annotation",
        "verdict": str(quote.verdict),
        "target": {
            "source": quote.source.id,
            "selector": [_words(quote.annotation.selector.exact), *_positions(quote)],
        },
        "notes": [_place(each, anchor_of(quote.key)) for each in pages],
        **highlight,
    }


def _positions(quote: Quote) -> Iterator[dict[str, Any]]:
    """The prefix and suffix of a selector are not told: they are words of the article that no page shows."""
    if quote.verdict is not Verdict.VERIFIED or not quote.place:
        return
    for part in quote.place.parts:
        shown = quote.source.publish is not Publish.RECORD
        words = {"refinedBy": _words((quote.source.text or "")[part.start : part.end])} if shown else {}
        yield {"type": "TextPositionSelector", "start": part.start, "end": part.end, **words}


def _words(text: str) -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": text}


def _place(page: str, anchor: str) -> dict[str, Any]:
    return {"source": page, "selector": {"type": "FragmentSelector", "value": anchor}}
