"""Registered names in running text: whole words, longest first, any registered spelling."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import regex

from builder.model.written import Entity, Span
from builder.resolve.folding import Folded, plain
from builder.resolve.segments import UNSPACED

_LETTER = rf"[\w--{UNSPACED.pattern}]"
_WORD = regex.compile(rf"{UNSPACED.pattern}|{_LETTER}+|[^\w\s]", regex.V1)
_INNER = regex.compile(r"[\p{L}\p{N}\p{M}_]")


@dataclass(frozen=True, slots=True)
class Name:
    form: str
    """As registered."""
    entity: str


class Named(NamedTuple):
    """A registered name in a page's running text."""

    span: Span
    entity: str
    section: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Names:
    """Every registered spelling by the word it begins with, longest first."""

    by_word: Mapping[str, tuple[tuple[str, Name], ...]]
    begins: "regex.Pattern[str]"
    """A word that begins with a character that one of them begins with: few of a text's words do."""
    begins_plainly: re.Pattern[str]
    """The same in a text of ASCII, in a fraction of the time."""

    def find(self, text: str) -> Iterator[tuple[Span, Name]]:
        """Each name in a folded text, without overlaps."""
        reach = 0
        for word in (self.begins_plainly if text.isascii() else self.begins).finditer(text):
            start = word.start()
            for words, name in self.by_word.get(word[0], ()) if start >= reach else ():
                end = start + len(words)
                if text.startswith(words, start) and _ends(text, start, end):
                    yield Span(start, end), name
                    reach = end
                    break


def _ends(text: str, start: int, end: int) -> bool:
    """Whether no word runs on at either end; unspaced scripts do not show it."""
    after = text[end : end + 1]
    before = text[start - 1 : start]
    return all(
        not _INNER.match(beside) or bool(UNSPACED.match(inner))
        for beside, inner in ((after, text[end - 1]), (before, text[start]))
        if beside
    )


def names(entities: Iterable[Entity]) -> Names:
    """The matcher. A spelling that two entities share names neither."""
    owners: dict[str, set[str]] = {}
    forms: dict[str, Name] = {}
    for entity in entities:
        for form in entity.names:
            words = plain(form)
            if words:
                owners.setdefault(words, set()).add(entity.id)
                forms.setdefault(words, Name(form, entity.id))
    by_word: dict[str, list[tuple[str, Name]]] = {}
    for words in sorted(owners, key=lambda each: (-len(each), each)):
        first = _WORD.match(words)
        if first and len(owners[words]) == 1:
            by_word.setdefault(first[0], []).append((words, forms[words]))
    listed = {word: tuple(dict.fromkeys(each)) for word, each in by_word.items()}
    return Names(listed, _begins(by_word), _begins_plainly(by_word))


def _begins(words: Iterable[str]) -> "regex.Pattern[str]":
    """Those of a text's words that begin as one of these does; never, if there are none."""
    initials = "".join(f"\\U{ord(initial):08x}" for initial in sorted({word[0] for word in words}))
    return regex.compile(
        rf"(?<!{_LETTER}(?={_LETTER}))(?=[{initials}])(?:{_WORD.pattern})" if initials else r"(?!)", regex.V1
    )


def _begins_plainly(words: Iterable[str]) -> re.Pattern[str]:
    initials = sorted({word[0] for word in words if word[0].isascii()})
    letters = "".join(each for each in initials if each.isalnum() or each == "_")
    marks = "".join(re.escape(each) for each in initials if each not in letters)
    found = [rf"[{letters}](?<!\w[{letters}])\w*"] if letters else []
    found += [f"[{marks}]"] if marks else []
    return re.compile("|".join(found) or "(?!)", re.ASCII)


def original(folded: Folded, span: Span) -> Span | None:
    """A folded span's place in the original."""
    origin = folded.origin(span.start, span.end)
    return Span(*origin) if origin else None
