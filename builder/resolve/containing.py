"""Which of many short texts has the words of another, or stands in it: found by their rarest word, not one by one."""

from collections.abc import Iterable, Iterator

import regex

from builder.resolve.said import stands
from builder.resolve.segments import UNSPACED

TOKEN = regex.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})[\p{{L}}\p{{N}}])+|[^\s\p{{L}}\p{{N}}]")
"""Between two of these a text may be cut, as `stands` has it."""


class Containing:
    """Folded texts in an order. Of equal ones the first counts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._first: dict[str, int] = {}
        for index, text in enumerate(texts):
            self._first.setdefault(text, index)
        self._having: dict[str, list[str]] = {}
        for text in self._first:
            for token in dict.fromkeys(TOKEN.findall(text)):
                self._having.setdefault(token, []).append(text)
        self._led: dict[str, list[str]] = {}
        for text in self._first:
            if tokens := TOKEN.findall(text):
                self._led.setdefault(min(tokens, key=self._count), []).append(text)

    def first(self, words: str) -> int:
        """The first text that has the words, or stands in them, as whole words; -1 where none does."""
        return min((self._first[text] for text in self.found(words)), default=-1)

    def found(self, words: str) -> Iterator[str]:
        """The texts that have the words, or stand in them."""
        tokens = dict.fromkeys(TOKEN.findall(words))
        if tokens:
            rarest = min(tokens, key=self._count)
            yield from (text for text in self._having.get(rarest, ()) if stands(words, text))
        for token in tokens:
            yield from (text for text in self._led.get(token, ()) if stands(text, words))

    def _count(self, token: str) -> int:
        return len(self._having.get(token, ()))
