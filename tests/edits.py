"""A small project in which all is connected, and edits of it of every kind."""

import shutil
from collections.abc import Callable
from pathlib import Path

from projects import archived, page, write

WORDS = "the lake was calm when boats of the harbour went out to fish before dawn and came home late".split()


def text(at: int) -> str:
    return f"Report {at} said that {' '.join(WORDS[at % 7 :])}.\n\n“We saw {at} boats,” Ana Berg said.\n"


def record(at: int) -> str:
    return (
        f"title: Report {at}\npublisher: Lake Post\npublished: 2015-03-{at % 28 + 1:02}\nquotes:\n"
        f"  calm: {{exact: {' '.join(WORDS[7:12])}, kind: statement, topics: [weather]}}\n"
        f"  boats: {{exact: We saw {at} boats, speaker: ana-berg}}\n"
    )


def briefing(at: int) -> str:
    body = f"Ana Berg is named. It was seen [@s{at}/boats; @s{at + 1}/calm].\n\n## More\n\nSee [the next](b{(at + 1) % 8}.md)."
    return page(body, title=f"Briefing {at}", date=f"2016-01-{at + 1:02}")


PROJECT: dict[str, str | bytes] = {
    "mkdocs.yml": "site_name: Lake\nsite_url: https://example.org/\ndocs_dir: briefings\n"
    "theme: {name: material, font: false}\nplugins: [search, briefings]\n",
    "briefings/index.md": page("::: briefings", title="Front"),
    "briefings/people.yaml": "ana-berg: {name: Ana Berg, spellings: [Berg]}\nbo-lind: {name: Bo Lind}\n",
    "briefings/topics.yaml": "weather: {name: Weather}\n",
    "briefings/background/lake.md": page("The lake, and [a briefing](../b1.md).", title="The lake"),
}
for number in range(9):
    PROJECT |= archived(f"s{number}", text(number), record(number))
for number in range(8):
    PROJECT[f"briefings/b{number}.md"] = briefing(number)


# ── edits ──────────────────────────────────────────────────────────────────────────────────────


def change(project: Path, name: str, old: str, new: str) -> None:
    """Nothing where an earlier edit has taken the file away."""
    path = project / name
    if path.is_file():
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def add_source(project: Path, at: int) -> None:
    write(project, {**archived(f"s{at}", text(at), record(at)), "mkdocs.yml": (project / "mkdocs.yml").read_bytes()})


def rename_briefing(project: Path, at: int) -> None:
    if not (project / f"briefings/b{at}.md").is_file():
        return
    (project / f"briefings/b{at}.md").rename(project / f"briefings/renamed-{at}.md")
    change(project, f"briefings/b{(at - 1) % 8}.md", f"(b{at}.md)", f"(renamed-{at}.md)")
    change(project, "briefings/background/lake.md", f"(../b{at}.md)", f"(../renamed-{at}.md)")


def new_source_is_cited(project: Path, at: int) -> None:
    add_source(project, at + 12)
    change(project, f"briefings/b{at}.md", "is named.", f"is named, and more [@s{at + 12}/boats].")


EDITS: dict[str, Callable[[Path, int], None]] = {
    "prose": lambda project, at: change(project, f"briefings/b{at}.md", "It was seen", "It was said"),
    "title": lambda project, at: change(project, f"briefings/b{at}.md", "title: Briefing", "title: Account"),
    "date": lambda project, at: change(project, f"briefings/b{at}.md", "date: 2016", "date: 2017"),
    "draft": lambda project, at: change(project, f"briefings/b{at}.md", "date:", "status: draft\ndate:"),
    "heading": lambda project, at: change(project, f"briefings/b{at}.md", "## More", "## Further"),
    "further link": lambda project, at: change(
        project, f"briefings/b{at}.md", "See [the next]", "[x](https://example.org/) See [the next]"
    ),
    "record's title": lambda project, at: change(project, f"sources/s{at}.yaml", "title: Report", "title: Despatch"),
    "record's rights": lambda project, at: change(
        project, f"sources/s{at}.yaml", "publisher:", "publish: record\npublisher:"
    ),
    "new source": lambda project, at: add_source(project, at + 30),
    "new source is cited": new_source_is_cited,
    "name": lambda project, _: change(project, "briefings/people.yaml", "Ana Berg", "Anna Berg"),
    "spelling": lambda project, at: change(project, "briefings/people.yaml", "[Berg]", f"[Berg, Bergh{at}]"),
    "new person": lambda project, at: change(
        project, "briefings/people.yaml", "bo-lind:", f"cy-{at}: {{name: Cy Oak}}\nbo-lind:"
    ),
    "topic": lambda project, at: change(project, "briefings/topics.yaml", "Weather", f"Weather {at}"),
    "settings": lambda project, at: change(project, "mkdocs.yml", "site_name: Lake", f"site_name: Lake {at}"),
    "Markdown": lambda project, _: change(project, "mkdocs.yml", "plugins:", "markdown_extensions: [smarty]\nplugins:"),
    "addresses": lambda project, _: change(project, "mkdocs.yml", "plugins:", "use_directory_urls: false\nplugins:"),
    "search": lambda project, _: change(project, "mkdocs.yml", "[search,", "[search: {separator: '[\\s]+'},"),
    "background": lambda project, _: change(project, "briefings/background/lake.md", "The lake, and", "A lake, and"),
    "rename": rename_briefing,
    "delete": lambda project, at: (project / f"sources/s{at + 30}.txt").unlink(missing_ok=True),
    "no site": lambda project, _: shutil.rmtree(project / "site", ignore_errors=True),
    "touched site": lambda project, _: change(project, "site/method/index.html", "e", "3"),
    "nothing": lambda _project, _at: None,
}
