"""Thousands of texts in every slot of a few compiles, and every file of those compiles read back.

A page of an instance is held against the same page of a harmless twin: the same elements and attributes, and the twin's
words with the hostile ones in their places. Of a page that all instances share, as of a feed, every word is sought.
"""

import html
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import lxml.etree
import lxml.html
import markdown
import regex
from hostile_slots import (
    IN_LINES,
    MARKDOWN_CODE,
    SLOTS,
    TOLD,
    Values,
    expected,
    plain,
    project,
    shown,
    skeleton,
    text_of,
)
from mkdocs.utils.meta import get_data
from projects import EXTENSIONS, compiled, parse, write
from reading_bibtex import entries, printed

TAG = re.compile(r"x\d{4}x")
NOT_IN_CODE = str.maketrans("`", "'", "\x02\x03")
"""What our own Markdown cannot have in a code span."""
ENDS = regex.compile(r"[\p{Sentence_Terminal}…]")
"""Ways back show one sentence of ours."""
DOUBLE = re.compile("[“”„‟«»″‶〃〝〞〟＂「」『』﹁﹂﹃﹄｢｣❝❞⹂״]")
"""Quotation marks other than the plain one."""
OF_PROSE = {"prose-quote-unverified", "near-miss-name", "variant-in-prose", "shared-passage", "repeated-block"}
"""What is found of our own prose, and of articles that say the same: pages stay as they are."""
OF_VOICE = {"not-in-quotation-marks", "in-quotation-marks"}
SORTED = {"person", "organization", "title", "reference"}
"""Fields by which lists are ordered."""
TOGETHER = 24
"""Instances of one project: of more, lists would go on over pages."""
CUT = 400
"""Lists of quotes cut words that are longer than some five hundred characters."""


def spread(texts: Sequence[str], rounds: float) -> list[Values]:
    """What the slots of each instance hold: each text stands in about so many of them, in all if `rounds` are as many."""
    count = min(max(math.ceil(len(texts) * rounds / len(SLOTS)), 1), len(texts))
    stride = len(texts) // count
    return [
        {
            slot: marked(slot, texts[(number * stride + place) % len(texts)], tag(number))
            for place, slot in enumerate(SLOTS)
        }
        for number in range(count)
    ]


def batched(found: list[Values], most: int) -> Iterator[list[Values]]:
    yield from (found[at : at + most] for at in range(0, len(found), most))


def tag(number: int) -> str:
    return f"x{number:04}x"


def marked(slot: str, text: str, tag: str) -> str:
    """A text with what makes it the only one of its kind; where it may begin a field, it does."""
    if slot in MARKDOWN_CODE:
        text = ENDS.sub("-", text.translate(NOT_IN_CODE))
    if slot in IN_LINES:
        text = balanced(text)
    if slot in IN_LINES or slot in SORTED:
        return f"Q{slot}{tag} {' '.join(text.split())} {slot}Z"
    return f"{text} Q{slot}{tag}Z"


def retagged(value: str, number: int) -> str:
    return TAG.sub(tag(number), value)


def balanced(text: str) -> str:
    """A text whose quotation marks come in pairs: what is half inside of some is not one voice's."""
    even = text.count('"') % 2 == 0 and not DOUBLE.search(text)
    return text if even else DOUBLE.sub("'", text).replace('"', "'")


def together(instances: Sequence[Values]) -> dict[str, str | bytes]:
    """One project of them all: their registers joined, the settings those of the first."""
    files: dict[str, str | bytes] = {}
    for number, values in enumerate(instances):
        for name, content in project(values, tag(number)).items():
            register = name in files and name != "mkdocs.yml"
            files[name] = f"{files[name]!s}{content!s}" if register else files.get(name, content)
    return files


# ── what a page or a file says ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Tree:
    """A page as parsed: a line for each element, its words, and every pair of an element and an attribute."""

    lines: list[str]
    words: list[str]
    shapes: set[tuple[str, str]]


MARKDOWN = markdown.Markdown(extensions=[*EXTENSIONS])


def tree(page: str, *, browser: bool = False) -> Tree:
    """A page's Markdown as the hosts render it, parsed by a quick parser or as browsers do."""
    body, _ = get_data(page)
    rendered = MARKDOWN.reset().convert(body)
    root = parse(rendered) if browser else lxml.html.document_fromstring(f"<html><body>{rendered}</body></html>")
    return Tree(
        [TAG.sub("", line) for line in skeleton(root)],
        [TAG.sub("", word) for word in text_of(root)],
        {(str(each.tag), name) for each in root.iter() for name in ("", *each.attrib)},
    )


def strings(value: object) -> str:
    """Every text of some JSON or YAML, one after another."""
    match value:
        case str():
            return f"{value}\n"
        case dict():
            return "".join(map(strings, value.values()))
        case list():
            return "".join(map(strings, value))
    return ""


def of_xml(text: str) -> str:
    return "\n".join(lxml.etree.fromstring(text.encode()).itertext())


def of_bibtex(text: str) -> str:
    found = [entry[1] for entry in entries(text).values()]
    return "\n".join(value if name == "url" else printed(value) for fields in found for name, value in fields.items())


FORMATS = {"xml": of_xml, "json": lambda text: strings(json.loads(text)), "bib": of_bibtex}


def head(page: str) -> dict[str, str]:
    """What the theme prints in a page's head: as it stands there, by its name."""
    _, meta = get_data(page)
    about = meta.get("briefings", {})
    return {
        "title": meta.get("title", ""),
        "description": meta.get("description", ""),
        "properties": strings([about.get("properties", []), about.get("descriptions", [])]),
    }


def linked_data(page: str) -> str:
    data = get_data(page)[1].get("briefings", {}).get("data")
    return strings(json.loads(data)) if data else ""


# ── held against the twin ──────────────────────────────────────────────────────────────────────


@cache
def twin() -> dict[str, str]:
    """Every file of a project with one harmless instance, by its path without tags."""
    values = {slot: plain(slot) for slot in SLOTS}
    with TemporaryDirectory() as folder:
        site = compiled(write(Path(folder), project(values, tag(0))))
    return {TAG.sub("", page.path): page.text for page in site.pages if isinstance(page.text, str)}


@cache
def twin_tree(path: str, *, browser: bool = False) -> Tree:
    return tree(twin()[path], browser=browser)


@dataclass
class Found:
    """What reading back came to."""

    texts: int = 0
    placed: int = 0
    """How often one of them stood in a slot."""
    pages: int = 0
    failed: int = 0
    """Instances whose quote the contract refuses, for quotation marks that open and do not close."""
    faults: list[str] = field(default_factory=list)


def read_back(texts: Sequence[str], rounds: float, *, browser: int = 0) -> Found:
    """Compiles projects that have the texts in their slots, and reads every file of them.

    Every page whose number `browser` divides is parsed as browsers do.
    """
    found = Found(len(texts))
    for instances in batched(spread(texts, rounds), TOGETHER):
        own = [{slot: retagged(value, number) for slot, value in each.items()} for number, each in enumerate(instances)]
        with TemporaryDirectory() as folder:
            _read_project(own, Path(folder), found, browser)
    return found


def _read_project(instances: Sequence[Values], folder: Path, found: Found, browser: int) -> None:
    site = compiled(write(folder, together(instances)))
    found.placed += len(instances) * len(SLOTS)
    failed = {TAG.findall(each.at.path)[0] for each in site.problems if each.rule in OF_VOICE}
    found.failed += len(failed)
    found.faults += [str(each) for each in site.problems if each.rule not in TOLD | OF_PROSE | OF_VOICE]
    for page in site.pages:
        bare = TAG.sub("", page.path)
        number = TAG.search(page.path)
        if not isinstance(page.text, str) or not bare.endswith((".md", *FORMATS)):
            continue
        if failed and (bare.startswith("quotes/") or (number and number[0] in failed)):
            continue
        if bare not in twin():
            found.faults.append(f"{page.path}: the twin has no such file")
            continue
        one = number or bare == "method.md"  # there stand words of the settings, which are the first's
        own = [instances[int(number[0][1:-1]) if number else 0]] if one else instances
        found.pages += 1
        if bare.endswith(".md"):
            as_browser = bool(browser) and found.pages % browser == 0
            found.faults += [*_page(page.path, page.text, own, alone=bool(number), browser=as_browser)]
        else:
            read = FORMATS[bare.rpartition(".")[2]]
            found.faults += _lost(page.path, read(twin()[bare]), read(page.text), own)


def _page(path: str, text: str, own: Sequence[Values], *, alone: bool, browser: bool) -> Iterator[str]:
    bare = TAG.sub("", path)
    ours, theirs = tree(text, browser=browser), twin_tree(bare, browser=browser)
    if not ours.shapes <= theirs.shapes | UNSEEN:
        yield f"{path}: has {sorted(ours.shapes - theirs.shapes)}"
    if bare.startswith(("quotes/", "topics/")) and any(len(values["words"]) > CUT for values in own):
        return
    if alone:
        yield from _differing(path, ours, theirs, own[0])
    else:
        yield from _lost(path, "".join(theirs.words), "".join(ours.words), own)
    yield from _of_head(path, text, twin()[bare], own)


UNSEEN = {(tag, name) for tag in ("bdi", "span") for name in ("", "class", "role", "aria-label", "title", "data-mark")}
"""Marks of characters that are not seen."""


def _differing(path: str, ours: Tree, theirs: Tree, values: Values) -> Iterator[str]:
    bare = {slot: TAG.sub("", value) for slot, value in values.items()}
    wanted = expected(theirs.words, bare)
    for name, one, other in (("elements", ours.lines, theirs.lines), ("words", ours.words, wanted)):
        if one != other:
            ours_first, theirs_first = next(
                (pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]), (str(len(one)), str(len(other)))
            )
            same = next(
                (at for at, pair in enumerate(zip(ours_first, theirs_first, strict=False)) if len({*pair}) > 1), 0
            )
            yield f"{path}: {name} differ: {ours_first[same:][:80]!r} for {theirs_first[same:][:80]!r}"


def _of_head(path: str, text: str, theirs: str, own: Sequence[Values]) -> Iterator[str]:
    """What the theme prints as it stands is inert, and whole once it is read."""
    twins = head(theirs)
    for name, value in head(text).items():
        if re.search("[<>\"'{}]", value):
            yield f"{path}: the head's {name} is not inert"
        yield from _lost(path, html.unescape(twins[name]), html.unescape(value), own)
    yield from _lost(path, linked_data(theirs), linked_data(text), own)


def _lost(path: str, theirs: str, ours: str, own: Sequence[Values]) -> list[str]:
    """Each field that the twin has here, and that does not stand here as it was written."""
    has = TAG.sub("", squeezed(ours))
    lost = []
    for slot in SLOTS:
        for values in own if plain(slot) in squeezed(theirs) else ():
            wanted = quote(values[slot], safe="") if slot == "address" else squeezed(values[slot])
            if TAG.sub("", wanted) not in has:
                lost.append(f"{path}: `{slot}` is not whole: {values[slot]!r}")
    return lost


def squeezed(text: str) -> str:
    """As pages show it, and without blanks: where lines break is the page's business."""
    return shown(text).replace(" ", "")
