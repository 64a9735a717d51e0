"""A compile that knows the last one comes to what one comes to that knows nothing, and looks only at what has changed."""

import os
import random
import time
from collections.abc import Callable, Mapping, Set
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from edits import EDITS, PROJECT, change
from projects import archived, page, write

from builder import compile as compiling
from builder import marks
from builder.answers import Remembered
from builder.compile import compile_site
from builder.model.memory import Memory
from builder.model.resolved import Site
from builder.model.written import Manuscript, Source
from builder.read import files
from builder.read.configuration import read_settings
from builder.resolve import linked as linked_page
from builder.resolve import linking

TICK = 30_000_000
"""Nanoseconds within which the disks of these tests may tell two changes by no time."""


def put(project: Path, **named: str) -> None:
    """Files under `briefings/`, by their names without an ending; it is that of YAML."""
    kept = (project / "mkdocs.yml").read_bytes()
    write(project, {"mkdocs.yml": kept, **{f"briefings/{name}.yaml": text for name, text in named.items()}})


def data(project: Path, at: int) -> None:
    compared = f"[{{cite: s{at}/boats, says: '{at} boats'}}, {{cite: s{at + 1}/boats, says: some}}]"
    relation = "differ" if at % 2 else "agree"
    logged = "{date: 2016-02-01, kind: correction, was: It was, now: It was said, why: It was said.}"
    text = f"comparisons:\n  c: {{question: How many?, answers: {compared}, relation: {relation}}}\ncorrections: [{logged}]\n"
    put(project, **{f"b{at}": text})


def twice(project: Path, at: int) -> None:
    (project / f"briefings/background/b{at}.md").write_text(page("Twice."), "utf-8")


def copied(project: Path, at: int) -> None:
    """A source that has its words in common with others."""
    text = " ".join(f"word{each}" for each in range(60))
    kept = (project / "mkdocs.yml").read_bytes()
    write(project, {"mkdocs.yml": kept, **archived(f"s{at}", text, f"title: Copy\npublisher: Post {at}\n")})


def at_old_times(project: Path, at: int) -> None:
    """A text has other words, as long, and says that it was changed when it was before."""
    path = project / f"sources/s{at}.txt"
    if path.is_file():
        status = path.stat()
        change(project, f"sources/s{at}.txt", "boats", "goats")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def changing_places(project: Path, at: int) -> None:
    one, other = (project / f"sources/s{each}.yaml" for each in (at, (at + 1) % 9))
    if one.is_file() and other.is_file():
        aside = one.rename(project / "aside")
        other.rename(one)
        aside.rename(other)


def as_link(project: Path, at: int) -> None:
    """A text is that of another source."""
    path = project / f"sources/s{at}.txt"
    path.unlink(missing_ok=True)
    path.symlink_to(f"s{(at + 1) % 9}.txt")


def as_organization(project: Path, _: int) -> None:
    line = "bo-lind: {name: Bo Lind}\n"
    if line in (project / "briefings/people.yaml").read_text("utf-8"):
        change(project, "briefings/people.yaml", line, "")
        put(project, organizations=line)


def briefing(old: str, new: str) -> Callable[[Path, int], None]:
    """An edit of one; `AT` stands for its number."""
    return lambda project, at: change(project, f"briefings/b{at}.md", old, new.replace("AT", str(at)))


def record(old: str, new: str, kind: str = "yaml") -> Callable[[Path, int], None]:
    return lambda project, at: change(project, f"sources/s{at}.{kind}", old, new.replace("AT", str(at)))


def lake(old: str, new: str) -> Callable[[Path, int], None]:
    return lambda project, at: change(project, "briefings/background/lake.md", old, new.replace("AT", str(at)))


def people(old: str, new: str) -> Callable[[Path, int], None]:
    return lambda project, at: change(project, "briefings/people.yaml", old, new.replace("AT", str(at)))


FURTHER: dict[str, Callable[[Path, int], None]] = {
    "misspelt": briefing("[@s", "[@x"),
    "spelt": briefing("[@x", "[@s"),
    "takes in": briefing("## More", "::: background lake\n\n## More"),
    "links": briefing("## More", "See [[b3]] and [[lake]], of [[s1]].\n\n## More"),
    "quotes": briefing("Ana Berg is named.", "Ana Berg said “we saw no boats” [@s1/boats]."),
    "timeline": briefing("## More", "::: timeline\n\n## More"),
    "draws": briefing("## More", "::: compare c\n\n## More"),
    "day": briefing("date:", "event: 2015-03-02\ndate:"),
    "accepts": briefing("## More", "<!-- accept unknown-citation: none -->\n\n## More"),
    "no links": briefing("date:", "autolink: false\ndate:"),
    "lake cites": lake("The lake,", "The lake [@sAT/boats],"),
    "lake cites nothing": lake("The lake,", "The lake [@sAT/nothing],"),
    "lake is a draft": lake("summary", "status: draft\nsummary"),
    "lake is none": lake("status: draft\n", ""),
    "article": record("boats", "ships", "txt"),
    "article again": record("ships", "boats", "txt"),
    "topic of a quote": record("[weather]", "[weather, boats]"),
    "no record": record("title: Report", "title: [Report"),
    "a record": record("title: [Report", "title: Report"),
    "original": record("speaker: ana-berg", "original: {cite: s3/boats}, speaker: ana-berg"),
    "relayed": record("speaker: ana-berg", "via: [bo-lind, no-one], speaker: ana-berg"),
    "no register": people("{name", "[{name"),
    "a register": people("[{name", "{name"),
    "entry": people("name: Bo Lind", "name: Bo Lind, description: “AT boats” by [[b1]], cite: [sAT/boats]"),
    "events": lambda project, at: put(
        project, events=f"seen: {{date: 2015-03-{at + 1:02}, title: Seen, cite: [s{at}/boats], topics: [weather]}}\n"
    ),
    "data": data,
    "twice": twice,
    "once": lambda project, at: (project / f"briefings/background/b{at}.md").unlink(missing_ok=True),
    "wording": lambda project, _: change(
        project, "mkdocs.yml", "briefings]", "{briefings: {wording: {avoid: {calm: quiet}}}}]"
    ),
    "copy": copied,
    "old times": at_old_times,
    "changing places": changing_places,
    "link": as_link,
    "organization": as_organization,
    "comment": people("ana-berg:", "# AT\nana-berg:"),
}


class Renewed:
    """A project that is compiled again and again by one process."""

    def __init__(self, project: Path) -> None:
        self.project, self.answers, self.memory = project, Remembered(), Memory()

    def site(self) -> Site:
        return compiled(self.project, self.answers, self.memory)


def compiled(project: Path, answers: Remembered | None = None, memory: Memory | None = None) -> Site:
    settings = read_settings(project, lambda _: None, "mkdocs.yml", os.environ)
    return compile_site(settings, preview=True, answers=answers, memory=memory)


def told(site: Site) -> dict[str, object]:
    """All that a site says, by what says it."""
    graph = {each.name: plain(getattr(site.graph, each.name)) for each in fields(site.graph)}
    graph["project"] = site.graph.project
    found = {
        name: plain(getattr(site, name)) for name in ("problems", "accepted", "nav", "counts", "updated", "changed")
    }
    return graph | found | {f"page {each.path}": (each.written, *each.noted()) for each in site.pages}


def plain(value: Any) -> Any:
    """A value of the graph that can be compared, what was read by its name; the order of mappings and lists counts."""
    if isinstance(value, Source | Manuscript):
        return value.id
    if isinstance(value, Mapping):
        return [(plain(key), plain(each)) for key, each in value.items()]
    if isinstance(value, Set):
        return sorted(map(repr, map(plain, value)))
    if is_dataclass(value):
        return type(value).__name__, [plain(getattr(value, each.name)) for each in fields(value)]
    if hasattr(value, "__iter__") and not isinstance(value, str | bytes):
        return [plain(each) for each in value]
    return value


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", PROJECT)


@pytest.fixture
def renewed(project: Path) -> Renewed:
    return Renewed(project)


def differing(renewed: Renewed) -> list[str]:
    was, now = told(renewed.site()), told(compiled(renewed.project))
    return [name for name in was | now if was.get(name) != now.get(name)]


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_whatever_was_edited_it_comes_to_the_same(seed: int, renewed: Renewed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "FRESH", TICK)  # else no file of a test is old enough to be known by its marks
    chance, edits = random.Random(seed), EDITS | FURTHER  # noqa: S311  # the same edits each time
    for _ in range(8 if seed == 1 else 40):
        done = [(chance.choice([*edits]), chance.randrange(8)) for _ in range(chance.randint(1, 3))]
        for name, at in done:
            edits[name](renewed.project, at)
        if chance.random() < 0.5:
            _let_settle(renewed.project)
        assert differing(renewed) == [], done


def _let_settle(project: Path) -> None:
    """Until every file is older than a tick."""
    changed = max(each.stat().st_ctime_ns for each in project.rglob("*"))
    while time.time_ns() <= changed + TICK:
        time.sleep(0.001)


@pytest.mark.parametrize(
    "edit",
    [
        lake("The lake,", "The lake [@s2/boats],"),
        lake("The lake,", "::: compare c\n\nThe lake,"),
        lake("title: The lake", "title: The water"),
        people("Ana Berg", "Anna Berg"),
        record("boats", "ships", "txt"),
        record("We saw", "They saw"),
        briefing("title: Briefing", "title: Account"),
        briefing("date:", "status: draft\ndate:"),
        FURTHER["events"],
        FURTHER["entry"],
    ],
)
def test_what_a_page_rests_on_counts_though_the_page_is_the_same(
    edit: Callable[[Path, int], None], renewed: Renewed
) -> None:
    for at in range(3):
        briefing("## More", "::: background lake\n\n::: timeline\n\nSee [[b3]], [[lake]].\n\n## More")(
            renewed.project, at
        )
    renewed.site()
    edit(renewed.project, 3)
    assert differing(renewed) == []


@pytest.mark.parametrize("stage", ["read_project", "check_graph", "draw_pages", "with_drafts"])
def test_a_compile_that_was_broken_off_leaves_nothing_wrong(
    stage: str, renewed: Renewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewed.site()
    record("We saw", "They saw")(renewed.project, 3)
    lake("title: The lake", "title: The water")(renewed.project, 3)

    def breaking(*given: Any, **named: Any) -> None:
        done(*given, **named)
        raise KeyboardInterrupt

    done = getattr(compiling, stage)
    with monkeypatch.context() as broken:
        broken.setattr(compiling, stage, breaking)
        with pytest.raises(KeyboardInterrupt):
            renewed.site()
    record("They saw", "We saw")(renewed.project, 3)
    people("Ana Berg", "Anna Berg")(renewed.project, 3)
    assert differing(renewed) == []


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the pages that are linked from now on."""
    found: list[str] = []
    link = linked_page.linked

    def noting(page: Any, *rest: Any) -> Any:
        found.append(page.path)
        return link(page, *rest)

    monkeypatch.setattr(linking, "linked", noting)
    return found


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are read from now on."""
    found: list[str] = []
    bounded = files.bounded

    def noting(path: Path, limit: int) -> bytes | None:
        found.append(path.name)
        return bounded(path, limit)

    monkeypatch.setattr(files, "bounded", noting)
    return found


def test_a_saved_sentence_has_one_page_linked_again(renewed: Renewed, linked: list[str]) -> None:
    renewed.site()
    assert len(linked) == len([each for each in PROJECT if each.endswith(".md")])
    linked.clear()
    EDITS["prose"](renewed.project, 3)
    renewed.site()
    assert linked == ["b3.md"]


def test_a_new_title_has_all_pages_linked_again(renewed: Renewed, linked: list[str]) -> None:
    renewed.site()
    linked.clear()
    EDITS["title"](renewed.project, 3)
    renewed.site()
    assert len(linked) == len([each for each in PROJECT if each.endswith(".md")])


def test_a_file_that_shows_the_same_marks_is_not_read_again(
    renewed: Renewed, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "FRESH", -time.time_ns())
    renewed.site()
    opened.clear()
    EDITS["heading"](renewed.project, 3)
    renewed.site()
    always = {"mkdocs.yml", "people.yaml", "topics.yaml"}
    assert {*opened} - always == {"b3.md"}


def test_a_file_that_has_just_changed_is_read_again(renewed: Renewed, opened: list[str]) -> None:
    renewed.site()
    opened.clear()
    renewed.site()
    assert {"b3.md", "s3.txt", "s3.yaml"} <= {*opened}


def test_where_nothing_has_changed_nothing_is_made_again(renewed: Renewed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two things under one name would take each other's place each time."""
    data(renewed.project, 1)
    FURTHER["events"](renewed.project, 1)
    renewed.site()
    made: list[object] = []
    remembering = Memory.made

    def noting(memory: Memory, name: object, make: Callable[..., Any], *of: object) -> Any:
        return remembering(memory, name, lambda *given: made.append(name) or make(*given), *of)

    monkeypatch.setattr(Memory, "made", noting)
    renewed.site()
    assert made == []
