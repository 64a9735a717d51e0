"""Runs of words as numbers, and a set of them in one array: millions in little memory, where tuples take gigabytes."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice


def numbered(words: Sequence[int], size: int) -> Iterator[int]:
    """Each run of so many words as one number of 64 bits, the same in every process; two may share one, by chance."""
    rows = zip(*(islice(words, at, None) for at in range(size)), strict=False)
    return (hash(row) or 1 for row in rows)  # Python seeds the hashes of texts, and not those of numbers


class Runs:
    """A set of numbers other than 0. Each has a place in it, below its size, which stays."""

    __slots__ = ("_mask", "_numbers")

    def __init__(self, most: int) -> None:
        """Room for `most` numbers: half of the places stay free, so that few are tried."""
        self._numbers = array("q", bytes(8 << (2 * most).bit_length()))
        self._mask = len(self._numbers) - 1

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int) -> int:
        """The number's place, from now on."""
        place = self._place(number)
        self._numbers[place] = number
        return place

    def find(self, number: int) -> int:
        """The number's place; -1 where it has none."""
        place = self._place(number)
        return place if self._numbers[place] else -1

    def _place(self, number: int) -> int:
        numbers, mask = self._numbers, self._mask
        place = number & mask
        while numbers[place] and numbers[place] != number:
            place = (place + 1) & mask
        return place
