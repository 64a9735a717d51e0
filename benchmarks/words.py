"""Sentences to fill articles with: real ones where the conformance data is there, else invented ones."""

import json
import random
import re
from pathlib import Path

FEWEST = 2_000
SENTENCE = re.compile(r"(?<=[.!?]\s)[A-Z][A-Za-z ,;]{50,100}[.](?=\s)")
"""A plain and short one: no figure, mark or bracket, and too few words to be a passage that two articles share."""
SYLLABLES = (
    *("ba", "co", "du", "el", "fi", "gor", "hu", "in", "ja", "ka", "lo", "mer", "no"),
    *("or", "pa", "qui", "ra", "su", "tal", "ur", "ve", "wo", "xa", "yer", "zu"),
)


def sentences(data: Path | None, seed: int) -> list[str]:
    """At least 2,000 sentences, in an order that the seed decides; from `data/corpus/*.jsonl` where there is such."""
    found: dict[str, None] = {}
    for path in sorted((data / "corpus").glob("*.jsonl")) if data else []:
        for line in path.read_text("utf-8").splitlines():
            found.update(dict.fromkeys(SENTENCE.findall(json.loads(line).get("text", ""))))
    chance = random.Random(seed)  # noqa: S311  # figures are to be the same each time
    words = [invented(chance) for _ in range(4_000)]
    while len(found) < FEWEST:
        length = chance.randint(10, 16)
        found[" ".join(chance.choices(words, k=length)).capitalize() + "."] = None
    every = list(found)
    chance.shuffle(every)
    return every


def invented(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(1, 4)))


def names(count: int, seed: int) -> list[str]:
    """So many persons' names, each another."""
    chance = random.Random(seed)  # noqa: S311  # figures are to be the same each time
    found: dict[str, None] = {}
    while len(found) < count:
        first, last = ("".join(chance.choices(SYLLABLES, k=4)).capitalize() for _ in range(2))
        found[f"{first} {last}"] = None
    return list(found)
