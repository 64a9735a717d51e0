"""The text of a new record: what is known as fields, what is not as comments that an author can take up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.author.proposals import Lines, Proposals
from builder.author.scalars import quoted
from builder.author.schemas import schema_path
from builder.model.characters import NO_TEXT
from builder.model.ids import slug

SCHEMA = schema_path("source")
"""Where a project keeps the schema that editors complete records from."""
FIELDS = (
    *("title", "publisher", "container", "author", "published", "archived", "dateline", "language", "url", "sha256"),
    *("origin", "descriptor", "rights", "note", "publish", "headline", "standfirst"),
)
"""In the order in which `docs/formats.md` has them."""
BLANKS = {
    "publisher": "the outlet; footnotes name it",
    "author": "who wrote it",
    "published": "when, as 2031-05-04, 2031-05 or 2031-05-04~",
    "archived": "when you kept its text",
    "dateline": "the place it was sent from",
    "language": "as en, fa or pt-BR",
    "url": "the live page",
    "origin": "whose reporting it is: sources with one origin count as one",
    "descriptor": "what readers should know of the outlet",
    "rights": "who holds them",
}
"""What is left to fill in, and what it takes."""
PUBLISH = "# publish: excerpts  # pages show only passages that they cite; or `full`, or `record`"
QUOTES = (
    '# Mark passages with `briefings suggest {id}` and `briefings quote {id} "words"`; docs/formats.md has the fields.'
)
"""No YAML, as what is left blank is: the commands write `quotes`, and a second one would be refused."""
PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;()/&+=$%€£!?'’“”„«»–—-]|:(?=\S))*", re.UNICODE)
"""What needs no quotation marks: it begins with a letter, and holds nothing that YAML reads."""
WORDS_OF_YAML = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
BARE = re.compile(r"[0-9a-f]{64}|https?://[\w./:?=&%~+,;@!$*()-]*[\w/]", re.ASCII)
"""Seals and addresses, which stand bare in records."""
DAY = re.compile(r"[1-9][0-9]{3}(?:-[0-9]{2}){1,2}[~?%]?")
"""A date, which stands bare where one belongs: other readers of YAML take it for one, and stop at what is none."""


@dataclass(frozen=True, slots=True)
class RecordParts:
    """What a record is made of."""

    id: str
    known: Mapping[str, str]
    """Fields by name; empty ones are not known."""
    proposals: Proposals
    headline: str = ""
    """A first line that may be one; not in force."""
    title_made: bool = False
    """Whether the title is none of the article's."""
    schema: bool = False


def record(parts: RecordParts) -> str:
    """The record's YAML, which reads as exactly what is known."""
    head = [f"# yaml-language-server: $schema=../{SCHEMA}"] if parts.schema else []
    fields = [line for name in FIELDS for line in _field(name, parts)]
    furniture = _proposed("furniture", [(line, line) for line in parts.proposals.furniture])
    duplicates = _proposed("duplicates", parts.proposals.duplicates)
    return "\n".join([*head, *fields, *furniture, *duplicates, QUOTES.replace("{id}", parts.id)]) + "\n"


def left_blank(known: Mapping[str, str]) -> list[str]:
    """The fields that an author may want to fill in."""
    return [name for name in BLANKS if not known.get(name)]


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line: bare where that is safe, else in quotation marks, with all of it visible."""
    bare = BARE.fullmatch(text) or (PLAIN.fullmatch(text) and text.lower() not in WORDS_OF_YAML)
    if bare and not text.endswith((" ", ":")) and text.isprintable():
        return text
    return quoted(text)


def cleaned(text: str) -> tuple[str, int]:
    """A text on one line, and how many characters it lost: controls and others that are no text."""
    even = " ".join(text.split())
    kept = "".join(char for char in even if ord(char) not in NO_TEXT)
    return " ".join(kept.split()), len(even) - len(kept)


def _field(name: str, parts: RecordParts) -> Iterator[str]:
    value = parts.known.get(name, "")
    like = parts.proposals.like
    if value:
        made = "  # made of the id: write the article's own" if name == "title" and parts.title_made else ""
        bare = name in ("published", "archived") and DAY.fullmatch(value)
        yield f"{name}: {value if bare else scalar(value)}{made}"
    elif name == "origin" and like:
        other = like.source
        origin = other.origin or slug(other.publisher) or other.id
        yield f"# origin: {origin}  # {like.percent} of its words stand in {other.id}"
    elif name == "publish":
        yield PUBLISH
    elif name == "headline" and parts.headline:
        yield f"# headline: {scalar(parts.headline)}"
    elif name in BLANKS:
        yield f"# {name}:  # {BLANKS[name]}"


def _proposed(name: str, blocks: Sequence[Lines]) -> Iterator[str]:
    """A list of lines or of blocks, each line a comment."""
    if blocks:
        yield f"# {name}:"
    for first, last in blocks:
        if first == last:
            yield f"#   - {scalar(first)}"
        else:
            yield f"#   - from: {scalar(first)}"
            yield f"#     to: {scalar(last)}"
