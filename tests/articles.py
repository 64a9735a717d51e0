"""Projects made at random around articles of words that stand nowhere else, and what of these may be published."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from projects import archived, page, text_scalar

SYLLABLES = [f"{first}{vowel}{last}" for first in "bdgklmprvz" for vowel in "aeiou" for last in "klmnrv"]
SHOWN = ("body", "quote", "compare", "judgments", "timeline", "office", "background", "original")
"""Ways by which a passage comes onto a published page."""
HIDDEN = ("nothing", "draft", "undrawn compare", "undrawn event", "undrawn judgment", "draft background", "no original")
"""Ways by which it comes onto none."""


@dataclass(slots=True)
class Made:
    """A project, and its articles' words by whether published pages may have them."""

    files: dict[str, str | bytes] = field(default_factory=dict)
    allowed: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Passage:
    source: str
    id: str
    fields: dict[str, str]
    words: list[str]
    route: str

    @property
    def key(self) -> str:
        return f"{self.source}/{self.id}"


def words_of(number: int) -> Iterator[str]:
    """Words in a fixed order, no two alike; each article's begin at another one."""
    while True:
        rest, word = number, ""
        for _ in range(3):
            rest, at = divmod(rest, len(SYLLABLES))
            word += SYLLABLES[at]
        yield word
        number += 1


def paragraphs(dice: random.Random, words: Iterator[str]) -> list[list[str]]:
    return [[next(words) for _ in range(dice.randint(3, 40))] for _ in range(dice.randint(2, 8))]


def passage(dice: random.Random, text: list[list[str]]) -> tuple[str, list[str]]:
    """A passage as an author writes it, and the words of the article that it has: a part, a whole paragraph, two, cut."""
    number = dice.randrange(len(text))
    line = text[number]
    match dice.randrange(5):
        case 0:
            return " ".join(line), line
        case 1 if number + 1 < len(text):
            cut = dice.randrange(1, len(line) + 1)
            both = [*line[-cut:], *text[number + 1][: dice.randint(1, 9)]]
            return " ".join(both), both
        case 2 if len(line) > 8:
            first, last = line[: dice.randint(2, 3)], line[-dice.randint(2, 3) :]
            return f"{' '.join(first)} […] {' '.join(last)}", [*first, *last]
        case 3 if len(line) > 6:
            return f"{line[0]} {line[1]} [that is] {line[2]} {line[3]}", line[:4]
    start = dice.randrange(len(line))
    part = line[start : start + dice.randint(1, 12)]
    return " ".join(part), part


def project(seed: int) -> Made:
    dice, made = random.Random(seed), Made()  # noqa: S311  # a project for each number, always the same
    passages: list[Passage] = []
    for number in range(dice.randint(1, 3)):
        passages += _source(f"s{number}", dice, made, seed * 7919 + number * 1000)
    routed: dict[str, list[Passage]] = {route: [] for route in (*SHOWN, *HIDDEN)}
    for each in passages:
        routed[each.route].append(each)
    published = {word for route in SHOWN for each in routed[route] for word in each.words}
    made.allowed |= published
    made.hidden -= made.allowed
    _pages(routed, made)
    return made


def _source(id: str, dice: random.Random, made: Made, start: int) -> list[Passage]:
    """An article with its record and passages; some of its words are said twice, some are furniture, some repeat."""
    words = words_of(start)
    text = paragraphs(dice, words)
    twice = [next(words), next(words)]
    text += [[next(words), *twice, next(words)], [next(words), next(words), *twice, next(words)]]
    furniture, headline = [next(words) for _ in range(4)], [next(words) for _ in range(5)]
    block = [next(words) for _ in range(40)]
    lines = [headline, *text[: len(text) // 2], furniture, *text[len(text) // 2 :], block, [next(words)], block]
    publish = dice.choice(["excerpts", "excerpts", "excerpts", "record"])
    passages = []
    for number in range(dice.randint(1, 9)):
        exact, shown = passage(dice, text[:-2])
        passages.append(Passage(id, f"q{number}", {"exact": exact}, shown, dice.choice((*SHOWN, *HIDDEN))))
    before = {"exact": " ".join(twice), "prefix": text[-1][1]}
    passages.append(Passage(id, "twice", before, twice, dice.choice((*SHOWN, *HIDDEN))))
    quotes = "".join(
        f"  {each.id}: {{{', '.join(f'{name}: {text_scalar(value)}' for name, value in each.fields.items())}}}\n"
        for each in passages
    )
    record = (
        f"title: Record {id}\nurl: https://example.org/{id}\npublished: 2015-01-20\npublish: {publish}\n"
        f"headline: {' '.join(headline)}\nfurniture: [{' '.join(furniture)}]\n"
        f"duplicates: [{{from: {' '.join(block)}, to: {' '.join(block)}}}]\nquotes:\n{quotes}"
    )
    article = "\n".join(" ".join(line) for line in lines) + "\n"
    made.files |= archived(id, article, record)
    made.hidden |= {word for line in lines for word in line}
    return passages


def _pages(routed: dict[str, list[Passage]], made: Made) -> None:
    """Every passage by its route."""
    own = [f"They met [@{each.key}]." for each in routed["body"]]
    own += [f"::: quote {each.key}" for each in routed["quote"]]
    own += [f"::: compare c{number}" for number, _ in enumerate(routed["compare"])]
    own += ["::: judgments"] * bool(routed["judgments"]) + ["::: timeline drawn"] * bool(routed["timeline"])
    data = ["comparisons:"]
    for name, drawn in (("c", "compare"), ("u", "undrawn compare")):
        data += [
            f"  {name}{number}: {{question: When?, answers: [{{cite: {each.key}, says: then}}]}}"
            for number, each in enumerate(routed[drawn])
        ]
    judged = [
        f"  - {{id: j{number}, text: They met., basis: [{each.key}]}}"
        for number, each in enumerate(routed["judgments"])
    ]
    events = [
        f"{topic}{number}: {{date: 2015, title: Talks, cite: {each.key}, topics: {topic}}}"
        for topic, route in (("drawn", "timeline"), ("undrawn", "undrawn event"))
        for number, each in enumerate(routed[route])
    ]
    offices = ", ".join(f"{{title: Mayor, cite: {each.key}}}" for each in routed["office"])
    made.files |= {
        "mkdocs.yml": "site_name: Test\nplugins:\n  - search\n  - briefings: {excerpt_limit: 1}\n",
        "briefings/b.md": page("\n\n".join([*own, "[[ana]] spoke. See [[shown]]."])),
        "briefings/b.yaml": "\n".join([*(data if len(data) > 1 else []), *(["judgments:", *judged] if judged else [])]),
        "briefings/events.yaml": "\n".join(events),
        "briefings/people.yaml": f"ana: {{name: Ana Berg, offices: [{offices}]}}\n",
        "briefings/d.md": page(" ".join(f"So [@{each.key}]." for each in routed["draft"]) or "So.", status="draft"),
        "briefings/d.yaml": "judgments:\n"
        + "\n".join(
            f"  - {{id: u{number}, text: They met., basis: [{each.key}]}}"
            for number, each in enumerate(routed["undrawn judgment"])
        )
        if routed["undrawn judgment"]
        else "",
        "briefings/background/shown.md": page(
            " ".join(f"Well [@{each.key}]." for each in routed["background"]) or "Well."
        ),
        "briefings/background/kept.md": page(
            " ".join(f"Well [@{each.key}]." for each in routed["draft background"]) or "Well.", status="draft"
        ),
        **_translations(routed["original"], "t", cited=True),
        **_translations(routed["no original"], "v", cited=False),
    }
    if cites := [f"They met [@t/q{number}]." for number, _ in enumerate(routed["original"])]:
        made.files["briefings/e.md"] = page(" ".join(cites))


def _translations(passages: list[Passage], id: str, *, cited: bool) -> dict[str, str | bytes]:
    """A source whose passages are translations of these."""
    lines = [f"{'These' if cited else 'Those'} were the words of number {number}." for number, _ in enumerate(passages)]
    quotes = "".join(
        f"  q{number}: {{exact: {line}, translator: not stated, original: {{cite: {each.key}}}}}\n"
        for number, (line, each) in enumerate(zip(lines, passages, strict=True))
    )
    record = f"title: Translated {id}\nlanguage: fr\npublish: full\nquotes:\n{quotes}"
    return archived(id, "\n".join(lines) + "\n", record) if passages else {}
