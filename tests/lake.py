"""A small site about a lake, for tests of cards: every kind of note, rows of marks, names, and long words."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from browsing import serve
from projects import archived, built, need, page, shared, write

LONG = " ".join(
    f"In year {number} the ferry crossed the lake on every day of the week but one." for number in range(1, 16)
)
ARTICLE = f"""The lake was calm. Minister Ana Berg said: “the ferries will run again”.

The harbour was empty. Nobody was on board. The bells rang twice. The fog came late. The lamps were lit.

{LONG}
"""
RECORD = """title: Talks at the lake
publisher: Lake Post
published: 2015-01-20
language: en
url: https://example.org/talks
quotes:
  again: {exact: the ferries will run again, speaker: ana}
  calm: {exact: The lake was calm}
  empty: {exact: The harbour was empty}
  nobody: {exact: Nobody was on board}
  bells: {exact: The bells rang twice}
  fog: {exact: The fog came late}
  lamps: {exact: The lamps were lit}
"""
PERSIAN = "دریاچه آرام بود. قایق‌ها دوباره حرکت می‌کنند."
BODY = """
Ana Berg spoke[@talks/again] of a lake that was calm [@talks/calm]. See [[quay]] and the reference [@ref].

It was empty, with nobody on board, bells, fog and lamps [@talks/empty; @talks/nobody; @talks/bells; @talks/fog; @talks/lamps]. Two in a row [@talks/calm; @fa/boats]. As the author notes[^own], **all is well**[@talks/again], and *so it stays*[@ref].

A long account [@talks/long], and an end.

| where | what |
| --- | --- |
| left [@talks/calm] | a cell |
| a cell | right [@talks/again] |

"""
FILL = "Reeds stand in the water, and water stands among the reeds, as far as one can see from the quay. " * 12
LAST = (
    "\n\n## Afterwards\n\nAna Berg left [@talks/nobody]. "
    + "Word. " * 12
    + "The last mark is here [@talks/fog].\n\n[^own]: What is said here rests on [@talks/bells] alone.\n"
)
DESCRIPTION = (
    "Minister for ferries, whom the Lake Post quotes. " + "She has crossed the lake more often than anyone. " * 8
)


def project(configuration: str = "") -> Mapping[str, str | bytes]:
    """The site's files; `configuration` is added to its `mkdocs.yml`."""
    return {
        "mkdocs.yml": f"site_name: Lake\nsite_url: https://example.org/\nplugins: [search, briefings: {{excerpt_limit: 1}}]\n{configuration}",
        **archived("talks", ARTICLE, f"{RECORD}  long: {{exact: '{LONG}'}}\n"),
        **archived(
            "fa",
            PERSIAN,
            "title: دریاچه\npublisher: روزنامه\nlanguage: fa\nquotes: {boats: {exact: قایق‌ها دوباره حرکت می‌کنند}}\n",
        ),
        "sources/ref.yaml": "title: A reference\npublisher: Harbour Office\n",
        "briefings/people.yaml": f"ana: {{name: Ana Berg, scripts: {{fa: آنا برگ}}, description: '{DESCRIPTION}', offices: [{{title: Minister, of: Lodra, from: 2014, to: 2016}}, {{title: Mayor, of: Osk, from: 2017}}]}}\n",
        "briefings/background/quay.md": page(
            "Built in 1900.", "The quay", summary="Where the ferries land, and since when."
        ),
        "briefings/lake.md": page(BODY + f"{FILL}\n\n" * 6 + LAST, "The lake", date="2015-02-01", event="2015-01-20"),
    }


THEME = "theme: {{name: material, language: {language}, features: [navigation.instant, toc.integrate]}}\n"


def lake(factory: pytest.TempPathFactory, language: str = "en", host: str = "mkdocs") -> Iterator[str]:
    """The site's address, built once for each language and host."""
    need(host)

    def make(folder: Path) -> None:
        files = project(THEME.format(language=language))
        built(write(folder / "project", files), folder / "site", "--host", host)

    yield from serve(shared(factory, f"lake-{language}-{host}", make) / "site")
