"""What a judgment asked of the registered names, so that it is known for how long it stands.

A judgment looks names up by words and by how they sound, and asks nothing else of them. As long as its questions are
answered the same, whatever else is registered, it comes to the same.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from builder.resolve.checks.names import Known


class Noted(Mapping[str, Any]):
    """A table that notes what is sought in it."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self.sought: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.sought.add(key)
        return self._table.get(key, default)

    def __getitem__(self, key: str) -> Any:
        self.sought.add(key)
        return self._table[key]

    def __len__(self) -> int:
        return len(self._table)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a table that is gone through does not tell what was sought in it")


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one judgment, a line each, and a digest of what they were answered."""

    registered: str = ""
    """A digest of all names: where it is the same, so is every answer."""
    words: str = ""
    sounds: str = ""
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """The registered names, with a digest of each answer that they give."""

    names: Known
    _begins: str = field(init=False)
    _words: Mapping[str, str] = field(init=False)
    _sounds: Mapping[str, str] = field(init=False)
    _all: str = field(init=False)

    def __post_init__(self) -> None:
        matcher, index = self.names.matcher, self.names.index
        alike = {
            sound: [(form.words, form.written, form.entity, sorted(form.parts)) for form in forms]
            for sound, forms in index.items()
        }
        named = {
            word: [(words, name.form, name.entity, self.names.houses.get(name.entity)) for words, name in listed]
            for word, listed in matcher.by_word.items()
        }
        begins = f"{matcher.begins.pattern} {matcher.begins_plainly.pattern} {bool(index)}"
        words, sounds = _digests(named), _digests(alike)
        everything = _digest([begins, *sorted(words.values()), "", *sorted(sounds.values())])
        for name, value in (("_begins", begins), ("_words", words), ("_sounds", sounds), ("_all", everything)):
            object.__setattr__(self, name, value)

    def noting(self) -> tuple[Known, Noted, Noted]:
        """The same names, and what notes the words and the sounds that are sought in them."""
        words, sounds = Noted(self.names.matcher.by_word), Noted(self.names.index)
        return replace(self.names, matcher=replace(self.names.matcher, by_word=words), index=sounds), words, sounds

    def asked(self, words: Noted, sounds: Noted) -> Asked:
        """What was sought so far."""
        listed = "\n".join(sorted(words.sought)), "\n".join(sorted(sounds.sought))
        return Asked(self._all, *listed, self._answered(*listed))

    def stands(self, asked: Asked) -> bool:
        """Whether all of it would be answered the same."""
        return asked.registered == self._all or asked.answered == self._answered(asked.words, asked.sounds)

    def _answered(self, words: str, sounds: str) -> str:
        """A question that has no answer has none in the digest either: most words are no names."""
        told = (self._words[word] for word in words.split("\n") if word in self._words)
        heard = (self._sounds[sound] for sound in sounds.split("\n") if sound in self._sounds)
        return _digest([self._begins, *told, "", *heard])


def _digests(table: Mapping[str, object]) -> dict[str, str]:
    return {key: _digest([key, repr(value)]) for key, value in table.items()}


def _digest(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
