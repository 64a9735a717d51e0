"""A project of any size, in the program's own formats: for N briefings 2N sources, N/5 people and N/20 topics."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.words import names, sentences

QUOTES = 12
"""In each briefing; half of them stand in each of two sources on the average."""
PASSAGES = 6
"""Marked in each source."""
OWN = 30
"""Sentences of ours in a briefing, so that it has about 600 words."""
SETTINGS = """site_name: Benchmark
site_url: https://example.org/
docs_dir: briefings
theme: {name: material, font: false, features: [navigation.prune]}
plugins: [search, briefings]
"""


@dataclass(frozen=True)
class Size:
    briefings: int

    @property
    def sources(self) -> int:
        return 2 * self.briefings

    @property
    def people(self) -> int:
        return max(self.briefings // 5, 1)

    @property
    def topics(self) -> int:
        return max(self.briefings // 20, 1)


def write_project(folder: Path, size: Size, data: Path | None, seed: int = 7) -> None:
    """Write it into an empty folder; the same bytes for the same size, data and seed."""
    maker = Maker(size, sentences(data, seed), names(size.people, seed), random.Random(seed))  # noqa: S311  # figures are to be the same each time
    for path, text in maker.files():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


@dataclass(frozen=True)
class Maker:
    size: Size
    sentences: list[str]
    names: list[str]
    chance: random.Random

    def files(self) -> Iterator[tuple[str, str]]:
        passages: list[tuple[str, str]] = []
        yield "mkdocs.yml", SETTINGS
        yield "briefings/people.yaml", dumped({f"person-{at}": self.person(at) for at in range(self.size.people)})
        yield (
            "briefings/topics.yaml",
            dumped({f"topic-{at}": {"name": f"Topic {at}"} for at in range(self.size.topics)}),
        )
        for at in range(self.size.sources):
            text, record, exact = self.source(at)
            passages += [(f"source-{at}/q{number}", words) for number, words in enumerate(exact)]
            record["sha256"] = hashlib.sha256(text.encode()).hexdigest()
            yield f"sources/source-{at}.txt", text
            yield f"sources/source-{at}.yaml", dumped(record)
        self.chance.shuffle(passages)
        yield "briefings/index.md", page("Benchmark", "Every page.", "::: briefings\n")
        for at in range(self.size.briefings):
            own = passages[at * QUOTES : (at + 1) * QUOTES]
            yield f"briefings/briefing-{at}.md", page(f"Briefing {at}", "What is known.", self.body(own), at)

    def person(self, at: int) -> dict[str, object]:
        return {"name": self.names[at], "spellings": [self.names[at].split()[1]], "description": f"Person {at}."}

    def source(self, at: int) -> tuple[str, dict[str, object], list[str]]:
        """An article of about 400 words with marked passages: its text, its record, the passages."""
        lines = self.chance.sample(self.sentences, 24)
        exact = lines[:PASSAGES]
        speaker = at % self.size.people
        spoken = [f"“{words}” said {self.names[speaker]}." for words in exact[: PASSAGES // 2]]
        blocks = [*spoken, *exact[PASSAGES // 2 :], *(" ".join(lines[at : at + 3]) for at in range(PASSAGES, 24, 3))]
        self.chance.shuffle(blocks)
        said = {"speaker": f"person-{speaker}", "kind": "direct"}
        quotes = {
            f"q{number}": {
                "exact": words,
                **(said if number < PASSAGES // 2 else {"kind": "statement"}),
                "topics": [f"topic-{(at + number) % self.size.topics}"],
            }
            for number, words in enumerate(exact)
        }
        record = {
            "title": f"Report {at}",
            "publisher": f"Outlet {at % 40}",
            "published": f"2020-{at % 12 + 1:02}-{at % 28 + 1:02}",
            "language": "en",
            "url": f"https://example.org/report-{at}",
            "origin": f"report-{at}",
            "quotes": quotes,
        }
        return "\n\n".join(blocks) + "\n", record, exact

    def body(self, passages: list[tuple[str, str]]) -> str:
        """Sections of two paragraphs, with a quotation and its citation in each, and a name here and there."""
        parts = []
        own = self.chance.sample(self.sentences, OWN)
        for at, (id, words) in enumerate(passages):
            if at % 2 == 0:
                parts.append(f"## Part {at // 2 + 1}")
            name = self.chance.choice(self.names)
            ours = " ".join(own[at * OWN // QUOTES : (at + 1) * OWN // QUOTES])
            quoted = f'The report has "{words.rstrip(".")}" [@{id}].' if at % 3 else f"The report says more [@{id}]."
            parts.append(f"{name} is named here. {ours} {quoted}")
        return "\n\n".join(parts) + "\n"


def page(title: str, summary: str, body: str, at: int = 0) -> str:
    head = {
        "title": title,
        "summary": summary,
        "status": "published",
        "date": f"2021-{at % 12 + 1:02}-{at % 28 + 1:02}",
    }
    return f"---\n{dumped(head)}---\n{body}"


def dumped(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
