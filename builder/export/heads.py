"""What stands in the head of each page for programs: Open Graph, other forms of the page, linked data."""

import json
import locale
import re
from collections.abc import Mapping, Sequence

from builder.export.bibliography import BIBTEX, CSL
from builder.export.days import exact
from builder.export.linked_data import Describer, Node
from builder.model.paths import thing_at
from builder.model.resolved import Graph
from builder.model.sharing import Cited, Description, Head, Property
from builder.model.written import Manuscript, Organization, Person, Role, Source
from builder.settings import Settings

FRONT = "index.md"
_ESCAPED = {char: f"\\u{ord(char):04x}" for char in "<>&'`~"}
_ACTING = re.compile("[<>&'`~]")
_BRACES = {ord(char): f"\\u{ord(char):04x}" for char in "{}"}
"""Of texts: templates that others run would act on them."""
_UNBRACED = re.compile(r'(?:[^"]++|"(?:[^"\\{}]++|\\.)*+")*+')
"""JSON whose texts, which are most of it, have no brace."""
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def head_of(path: str, graph: Graph, cited: Mapping[str, Cited], settings: Settings) -> Head:
    """The head of the page at a path: an index, which is no work of its own, has a plain one."""
    if page := graph.by_path.get(path):
        return _manuscript(page, graph, cited, settings)
    describer = Describer(graph, settings, path)
    if path == FRONT:
        return _head(describer.site(), settings, "website")
    match thing_at(path, graph):
        case Source() as source:
            return _head(describer.source(source), settings)
        case Person() | Organization() as entity:
            return _head(describer.entity(entity), settings)
    return _head([], settings)


def _manuscript(page: Manuscript, graph: Graph, cited: Mapping[str, Cited], settings: Settings) -> Head:
    describer = Describer(graph, settings, page.path)
    if page.role is Role.PAGE:
        return _head(describer.site(page.summary) if page.path == FRONT else [], settings)
    days = [exact(page.date), *(exact(each.date) for each in page.corrections)]
    times = {"article:published_time": days[0], "article:modified_time": max(days)}
    files = cited[page.path].files
    descriptions = (Description(files[0], BIBTEX, "BibTeX"), Description(files[1], CSL, "CSL-JSON"))
    return _head(describer.article(page), settings, "article", times, descriptions)


def _head(
    nodes: Sequence[Node],
    settings: Settings,
    type: str = "website",
    times: Mapping[str, str] | None = None,
    descriptions: tuple[Description, ...] = (),
) -> Head:
    named = {"og:type": type, "og:locale": _locale(settings.language), **(times or {})}
    properties = tuple(Property(name, content) for name, content in named.items() if content)
    return Head(properties, descriptions, data_block(nodes) if nodes else "")


def data_block(nodes: Sequence[Node]) -> str:
    """JSON-LD on one line of ASCII, without anything that HTML, YAML's single quotes or a template could act on."""
    context = "https://schema.org"
    whole = {"@context": context, **nodes[0]} if len(nodes) == 1 else {"@context": context, "@graph": [*nodes]}
    text = _ACTING.sub(lambda found: _ESCAPED[found[0]], json.dumps(whole, separators=(",", ":")))
    inert = text if _UNBRACED.fullmatch(text) else _TEXT.sub(lambda found: found[0].translate(_BRACES), text)
    return re.sub(r"\}(?=\})", "} ", inert)


def _locale(language: str) -> str:
    """`fa_IR` for `fa`: Open Graph has a language with its country; empty where the country is not known."""
    tag, _, rest = language.partition("-")
    if len(rest) == 2:
        return f"{tag}_{rest.upper()}"
    found = locale.locale_alias.get(tag, "").partition(".")[0] if not rest else ""
    return found if re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", found) else ""
