"""What a page states of itself: read by `trafilatura` where that is on the page, and none of its guesses.

It takes a date from an address or from the text, within bounds that its clock sets, and an outlet from the host's
name: dates, languages and addresses are therefore read here, and the rest is held against what the page states.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import trafilatura
from lxml import etree

from builder.model.addresses import is_web

DATES = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created"),
    *("citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "publication_date", "date"),
)
"""Names under which pages state when they were published, the plainest first."""
DAY = re.compile(r"(\d{4})(?:([-/]?)(\d{2})(?:\2(\d{2}))?)?(?=$|[T ])")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
NO_LANGUAGE = {"und", "mul", "zxx", "mis"}
BYLINES = "//*[@itemprop='author' or @rel='author' or contains(concat(' ',normalize-space(@class),' '),' byline ')]"
SEAM = re.compile(r"\s[–•·—|:»-]\s")
"""What stands between a headline and the outlet's name in a title."""
DEPTH = 12
"""How deep a page's own data is searched."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Each field as the page has it; empty where the page does not say."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    titles: tuple[str, ...] = ()
    """Everything that it gives as its title, such as one with the outlet's name at its end."""


def declared(markup: str, root: etree._Element, asked: str = "") -> Declared:
    """What the page states; `asked` is the address that it came from."""
    page = _Page(root)
    try:
        guessed = trafilatura.extract_metadata(
            markup, date_config={"min_date": "1000-01-01", "max_date": "9999-12-31", "extensive_search": False}
        )
    except Exception:  # hostile data finds its bugs; what it would have read is left blank
        guessed = None
    return Declared(
        title=page.title(getattr(guessed, "title", None)),
        publisher=page.publisher(getattr(guessed, "sitename", None)),
        author=page.authors(getattr(guessed, "author", None)),
        published=page.published(),
        language=page.language(),
        url=page.address(asked),
        titles=tuple(page.titles()),
    )


@dataclass(slots=True)
class _Page:
    root: etree._Element
    metas: list[tuple[str, str]] = field(default_factory=list)
    """Name and content of each of its statements."""
    data: list[tuple[str, str]] = field(default_factory=list)
    """Key and text of each value of its JSON-LD; `author.name` has both keys."""

    def __post_init__(self) -> None:
        for meta in self.root.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
            self.metas.append((name.strip().lower(), meta.get("content") or ""))
        for script in self.root.iter("script"):
            if (script.get("type") or "").strip().lower() == "application/ld+json":
                self.data += _values(_loaded(script.text or ""))

    def titles(self) -> Iterator[str]:
        yield from (text for name, text in self.metas if name.endswith("title") or name == "headline")
        yield from (text for key, text in self.data if key == "headline")
        yield from (title.text or "" for title in self.root.iter("title"))

    def title(self, value: object) -> str:
        """A title that the page gives, with or without what it puts beside it, or has as a heading."""
        titles = [*self.titles(), *("".join(each.itertext()) for each in self.root.iter("h1", "h2"))]
        return _as_stated(value, [*titles, *(part for text in titles for part in SEAM.split(text))])

    def publisher(self, value: object) -> str:
        """An outlet that the page names as such: a part of its title may be anything."""
        return _as_stated(value, [text for _, text in (*self.metas, *self.data)])

    def authors(self, value: object) -> str:
        """Names that the page gives as those of authors, as it writes them; none unless it has all of them."""
        if not isinstance(value, str) or not value.strip():
            return ""
        stated = [text for name, text in self.metas if "author" in name or "creator" in name or name == "byl"]
        stated += [text for key, text in self.data if "author" in key or "creator" in key or key == "Person.name"]
        stated += ["".join(each.itertext()) for each in self.root.xpath(BYLINES)]
        whole = "\n".join(_even(text) for text in stated if "://" not in text)
        wanted = (re.escape(_even(name)) for name in value.split(";"))
        names = [re.search(rf"(?<!\w){name}(?!\w)", whole, re.IGNORECASE) for name in wanted]
        return "; ".join(name[0] for name in names if name) if all(names) else ""

    def published(self) -> str:
        """The day of publication, as finely as the page states it."""
        stated = [text for key, text in self.data if key == "datePublished"]
        stated += [text for wanted in DATES for name, text in self.metas if name == wanted]
        for each in self.root.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]"):
            stated.append(each.get("datetime") or each.get("content") or "")
        return next(filter(None, map(_day, stated)), "")

    def language(self) -> str:
        stated = [self.root.get("lang") or "", self.root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""]
        stated += [self.root.get("xml:lang") or ""]
        stated += [text for name, text in self.metas if name in ("content-language", "og:locale", "dc.language")]
        stated += [text for key, text in self.data if key == "inLanguage"]
        fit = (each.strip() for each in stated if LANGUAGE.fullmatch(each.strip()))
        return next((each.replace("_", "-") for each in fit if each.lower() not in NO_LANGUAGE), "")

    def address(self, asked: str) -> str:
        """The page's own address; that which it came from, where it gives one of another host."""
        links = [each.get("href") or "" for each in self.root.iter("link") if _is_canonical(each)]
        stated = [*links, *(text for name, text in self.metas if name == "og:url")]
        found = (ascii_address(urljoin(asked, each.strip())) for each in stated if each.strip())
        own = next((each for each in found if is_web(each)), "")
        if not asked:
            return own
        return own if own and urlsplit(own).hostname == urlsplit(asked).hostname else asked


def ascii_address(address: str) -> str:
    """An address as records take it: other characters percent-encoded; as it was where that cannot be."""
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return address
    path, query, fragment = (quote(each, safe="%/:;=@!$&'()*+,~?#[]") for each in parts[2:])
    return urlunsplit((parts.scheme, host, path, query, fragment))


def _is_canonical(link: etree._Element) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()


def _as_stated(value: object, stated: list[str]) -> str:
    """The first that says the same, letter case aside; empty where none does."""
    wanted = _even(value).casefold() if isinstance(value, str) else ""
    return next((_even(text) for text in stated if wanted and _even(text).casefold() == wanted), "")


def _even(text: str) -> str:
    """Text on one line, with entities that were escaped twice opened."""
    return " ".join(unescape(text).split())


def _day(stated: str) -> str:
    found = DAY.match(stated.strip())
    return "-".join(part for part in (found[1], found[3], found[4]) if part) if found else ""


def _loaded(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _values(node: object, key: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every text of a page's data, under its key; a name under those of what it names."""
    if isinstance(node, str):
        yield key, node
    elif depth < DEPTH and isinstance(node, list):
        for each in node:
            yield from _values(each, key, depth + 1)
    elif depth < DEPTH and isinstance(node, dict):
        kind = node.get("@type")
        for name, value in node.items():
            owner = key if key in ("author", "creator") else kind if isinstance(kind, str) else key
            yield from _values(value, f"{owner}.{name}" if name == "name" else name, depth + 1)
