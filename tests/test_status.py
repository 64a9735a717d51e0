"""How a project's pages and sources stand, as its author asks."""

import json
from pathlib import Path

import pytest
from growth import grows_no_faster
from hypothesis import given
from hypothesis import strategies as st
from projects import GOOD, ROOT, archived, at_a_terminal, briefings, compiled, documented, page, write

from builder.cli.dumping import dumped
from builder.cli.main import main
from builder.cli.report import summary
from builder.cli.standing import as_text
from builder.cli.table import LEAST, fitted, table
from builder.cli.terminal import cells as width
from builder.model.findings import Counts
from builder.model.resolved import Site
from builder.survey.status import PageState, project_state

TALKS = "Delegates met in Osk on Monday, and Minister Ana Berg spoke of ferries. Nobody signed. Nothing else came of it all."
FILES = {
    **archived(
        "talks",
        TALKS,
        "title: Talks\npublisher: Lake Post\nquotes:\n  met: {exact: Delegates met in Osk}\n  berg: {exact: Ana Berg spoke}\n"
        "  lost: {exact: Nobody stayed}\n  idle: {exact: Nobody signed}\n",
    ),
    "sources/rules.yaml": "title: Rules\nquotes:\n  one: {exact: One boat}\n  two: {exact: Two boats}\n",
    "sources/spare.yaml": "title: Spare\n",
    "briefings/people.yaml": "ana: {name: Ana Berg, cite: [rules/one]}\n",
    "briefings/lake.md": page(
        "They met [@talks/met; @rules/one; @rules/two].\n\n::: judgments", review_by="2026-06-30"
    ),
    "briefings/lake.yaml": "judgments:\n  - {id: so, text: It is so., basis: [talks/met]}\n"
    "  - {id: both, text: It is both., basis: [talks/met, rules/one]}\n"
    "inferences:\n  it: {text: We infer it., basis: [talks/met, met]}\n",
    "briefings/old.md": page("It was so [@rules/one].", title="Old talks"),
    "briefings/old.yaml": "corrections:\n  - {date: 2026-01-02, kind: withdrawal, why: The article was withdrawn.}\n",
    "briefings/next.md": page(
        "Later [@talks/berg; @talks/lost; @nothing].\n\nSee [[sea]].", title="Next talks", status="draft"
    ),
    "briefings/calm.md": page("It is calm.", title="Calm", status="draft"),
    "briefings/background/sea.md": page("It is deep.", title="The sea", status="draft", review_by="2020"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return compiled(write(tmp_path_factory.mktemp("lake"), FILES))


def state_of(site: Site, id: str, day: str = "") -> PageState:
    return next(each for each in project_state(site, day).pages if each.page.id == id)


# ── what is found ──────────────────────────────────────────────────────────────────────────────


def test_the_counts_of_sources_are_in_all_the_counts_of_the_project(site: Site) -> None:
    for each in (site, compiled(ROOT), compiled(GOOD / "whole")):
        state = project_state(each)
        parts = [source.counts for source in state.sources]
        assert state.counts == Counts(
            sum(one.verified for one in parts), sum(one.failed for one in parts), sum(one.uncheckable for one in parts)
        )


def test_a_page_counts_what_it_cites_and_a_reference_once(site: Site) -> None:
    assert state_of(site, "lake").counts == Counts(verified=1, failed=0, uncheckable=1)
    assert state_of(site, "next").counts == Counts(verified=1, failed=1, uncheckable=0)


def test_what_nothing_cites_is_told_from_what_only_drafts_do(site: Site) -> None:
    found = {each.source.id: (each.cited, each.unused, each.drafted) for each in project_state(site).sources}
    assert found == {
        "talks": (True, ("idle",), ("berg", "lost")),
        "rules": (True, (), ()),
        "spare": (False, (), ()),
    }


def test_readings_of_one_origin_are_named_with_it(site: Site) -> None:
    found = [(each.kind, each.judgment.id, each.origin.name, str(each.at)) for each in state_of(site, "lake").single]
    assert found == [
        ("judgment", "so", "Lake Post", "briefings/lake.yaml:2:20"),
        ("inference", "it", "Lake Post", "briefings/lake.yaml:5:14"),
    ]


@pytest.mark.parametrize(
    ("day", "overdue"), [("", []), ("2026-06-30", []), ("2026-07-01", ["lake"]), ("2030-01-01", ["lake"])]
)
def test_only_a_day_makes_a_published_page_overdue(day: str, overdue: list[str], site: Site) -> None:
    assert [each.page.id for each in project_state(site, day).pages if each.overdue] == overdue


def test_every_problem_is_counted_once(site: Site) -> None:
    state = project_state(site)
    parts = [*state.pages, *state.sources]
    found = [problem for each in parts for problem in each.problems]
    found += [problem for _, listed in state.elsewhere for problem in listed]
    assert sorted(map(str, found)) == sorted(map(str, site.problems))


# ── the command ────────────────────────────────────────────────────────────────────────────────


PRINTED = """\
2 quotes: 1 verified, 1 cannot be checked, 0 failed
4 briefings, 1 background page; 3 sources, 1 archived

                cannot be          single
page  verified    checked  failed  origin  errors  warnings  state      title
calm         0          0       0       0       0         0  draft      Calm
lake         1          1       0       2       1         2  overdue    Talks
next         1          0       1       0       1         0  draft      Next talks
old          0          1       0       0       0         0  withdrawn  Old talks
sea          0          0       0       0       0         0  draft      The sea

                  cannot be
source  verified    checked  unused  errors  warnings  title
rules          0          1       0       0         0  Rules
spare          0          0       0       0         0  Spare
talks          1          0       1       1         1  Talks

on a single origin
  briefings/lake.yaml:2 judgment `so`: Lake Post
  briefings/lake.yaml:5 inference `it`: Lake Post

past review on 2026-07-01
  lake: to be reviewed by 2026-06-30

drafts, and what keeps each from publication
  calm: nothing that the check can see
  next
    briefings/next.md:7:34: error[unknown-citation]: no source or quote is called `nothing`
    it cites `talks/lost`, which does not stand in its source
    it names `sea`, which is a draft too
  sea: nothing that the check can see

withdrawn
  old: The article was withdrawn.

marked, and cited nowhere
  talks: idle

cited in drafts alone
  talks: berg, lost

sources that nothing cites
  spare
"""


def test_the_text_says_how_everything_stands(tmp_path: Path) -> None:
    run = briefings("status", "--today", "2026-07-01", cwd=write(tmp_path, FILES))
    assert run.returncode == 0
    assert run.stdout == PRINTED
    assert run.stderr == "briefings: 3 errors and 3 warnings in this project; run briefings check\n"


def test_what_is_named_limits_what_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, FILES)
    assert main(["status", "lake", "--project", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("in the whole project, 2 quotes: 1 verified, 1 cannot be checked, 0 failed\n\n")
    assert "\nlake" in printed
    assert not any(f"\n{id} " in printed for id in ("old", "next", "talks", "rules"))
    assert main(["status", "talks", "sea", "--format", "json", "--project", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert ([each["id"] for each in found["pages"]], [each["id"] for each in found["sources"]]) == (["sea"], ["talks"])


def test_the_json_has_what_the_text_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, FILES)
    assert main(["status", "--format", "json", "--today", "2026-07-01", "--project", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["version"], found["today"]) == (1, "2026-07-01")
    assert found["quotes"] == {"verified": 1, "failed": 0, "uncheckable": 1}
    pages = {each["id"]: each for each in found["pages"]}
    assert pages["old"]["withdrawn"] == "The article was withdrawn."
    assert (pages["lake"]["overdue"], pages["sea"]["overdue"]) == (True, False)
    assert [each["id"] for each in pages["lake"]["single_origin"]] == ["so", "it"]
    assert (pages["next"]["unverified"], pages["next"]["drafts"]) == (["talks/lost"], ["sea"])
    assert [each["rule"] for each in pages["next"]["problems"]["found"]] == ["unknown-citation"]
    sources = {each["id"]: each for each in found["sources"]}
    assert (sources["talks"]["unused"], sources["talks"]["drafts_only"]) == (["idle"], ["berg", "lost"])
    assert (sources["rules"]["archived"], sources["spare"]["cited"]) == (False, False)


def test_an_empty_project_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {})
    assert main(["status", "--project", str(tmp_path)]) == 0
    assert capsys.readouterr() == ("this project has no pages and no sources yet\n", "")


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("lakes", "no page or source is called `lakes`; did you mean `lake`?"),
        ("talks/met", "no page or source is called `talks/met`; did you mean `talks`?"),
        ("torn", "`torn` cannot be read; run briefings check"),
        ("ferry", "`ferry` cannot be read; run briefings check"),
        (
            "\u202e",
            "no page or source is called `\\u202e`; there are `calm`, `lake`, `next`, `old`, `rules`, `sea` and 2 more",
        ),
    ],
)
def test_an_unknown_id_is_wrong_usage(
    id: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torn = {"sources/torn.yaml": "title: [\n", "briefings/ferry.md": b"\xff"}
    write(tmp_path, {**FILES, **torn})
    assert main(["status", "lake", id, "--project", str(tmp_path)]) == 2
    assert capsys.readouterr() == ("", f"briefings: {message}\n")


@pytest.mark.parametrize("room", [80, 140])
@pytest.mark.parametrize("project", ["flagship", "lake"])
def test_no_line_is_wider_than_the_terminal(project: str, room: int, site: Site) -> None:
    found = compiled(ROOT) if project == "flagship" else site
    assert all(width(line) <= room for line in as_text(project_state(found, "2028-01-01"), room))


def test_no_character_of_anybody_acts_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = {"title": '"Talks \\u202e \\u009b31m \\u0007"'}
    files = {"briefings/a.md": page("Text.", **head), "sources/talks.yaml": f"title: {head['title']}\n"}
    write(tmp_path, files)
    for words in ([], ["--format", "json"]):
        assert main(["status", "--project", str(tmp_path), *words]) == 0
        assert all(char.isprintable() or char == "\n" for char in capsys.readouterr().out)


# ── tables ─────────────────────────────────────────────────────────────────────────────────────

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.tuples(TEXT, st.integers(1, 10**6), st.integers(0, 9), TEXT), min_size=1), st.integers(45, 160))
def test_a_table_is_aligned_and_as_wide_as_it_may_be(rows: list[tuple[str, int, int, str]], room: int) -> None:
    lines = table(("id", "two\nlines", "few", "title"), rows, room, kept=("few",))
    assert len(lines) == len(rows) + 2
    assert all(width(line) <= room for line in lines)
    end = width(lines[1][: lines[1].index("lines") + 5])
    for (_, number, _, _), line in zip(rows, lines[2:], strict=True):
        reached = [index for index in range(len(line)) if width(line[: index + 1]) == end]
        assert any(line[: index + 1].endswith(f" {number}") for index in reached), line


@pytest.mark.parametrize(
    ("text", "room", "line"),
    [
        ("plain", 5, "plain"),
        ("plain", 4, "pla…"),
        ("你好世界", 8, "你好世界"),
        ("你好世界", 7, "你好世…"),
        ("你好世界", 6, "你好…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("a b c", 3, "a…"),
        ("a\n\x1b[31mb", 20, "a \\u001b[31mb"),
        ("กำลัง", 4, "กำลัง"),
    ],
)
def test_a_line_is_cut_by_the_columns_that_it_takes(text: str, room: int, line: str) -> None:
    assert fitted(text, room) == line
    assert width(line) <= room


def test_columns_of_nothing_are_left_out_and_the_last_goes_where_there_is_no_room() -> None:
    rows = [("a" * 20, 0, "A title that is rather long"), ("b", 0, "B")]
    assert table(("id", "none", "title"), rows, 40) == [
        f"id{' ' * 20}title",
        f"{'a' * 20}  A title that is r…",
        f"b{' ' * 21}B",
    ]
    assert table(("id", "none", "title"), rows, 20 + LEAST) == ["id", "a" * 20, "b"]
    assert table(("id", "none", "title"), rows, 18) == ["id", f"{'a' * 17}…", "b"]


@given(st.recursive(TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=8))
def test_json_says_the_same_without_a_character_that_acts(value: object) -> None:
    printed = dumped(value)
    assert json.loads(printed) == value
    assert all(char.isprintable() or char == "\n" for char in printed)


def test_the_first_line_is_the_summary_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--project", str(ROOT)]) == 0
    assert capsys.readouterr().out.startswith(f"{summary(compiled(ROOT).counts)}\n")


def test_the_work_grows_with_pages_and_passages_and_not_with_their_product(tmp_path: Path) -> None:
    sites: dict[int, Site] = {}

    def run(size: int) -> None:
        if size not in sites:
            sites[size] = compiled(crowd(tmp_path / str(size), size))
        project_state(sites[size], "2030-01-01")

    for size in (100, 400):
        run(size)
    assert grows_no_faster(run, 100)


def crowd(folder: Path, size: int) -> Path:
    """As many sources, passages, pages and judgments as `size`."""
    text = "".join(f"Line {number} of it. " for number in range(size))
    quotes = "".join(f"  q{number}: {{exact: Line {number} of it}}\n" for number in range(size * 2))
    judgments = "".join(f"  - {{id: j{number}, text: It is., basis: [s0/q{number}]}}\n" for number in range(size))
    files = {f"sources/s{number}.yaml": f"title: S {number}\n" for number in range(1, size)}
    files |= {f"briefings/p{number}.md": page(f"It is [@s0/q{number}].", status="draft") for number in range(size)}
    files |= {"briefings/a.md": page("::: judgments"), "briefings/a.yaml": f"judgments:\n{judgments}"}
    return write(folder, {**archived("s0", text, f"title: S\npublish: full\nquotes:\n{quotes}"), **files})


def test_the_documentation_shows_what_a_terminal_prints() -> None:
    examples = documented("status")
    assert examples
    for typed, printed in examples:
        assert at_a_terminal(*typed, cwd=ROOT) == printed


def test_direct_quotes_without_a_speaker_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Their pages say that the source names nobody, which only an author can know."""
    text = "“We met at last,” Ana Berg said. They met in Osk.\n"
    record = "title: T\nquotes:\n  met: {exact: We met at last}\n  osk: {exact: They met in Osk}\n"
    project = write(tmp_path, {**archived("talks", text, record), "briefings/lake.md": page("Met [@met; @osk].")})
    assert main(["status", "--project", str(project)]) == 0
    printed = capsys.readouterr().out
    assert "direct quotes without a speaker: pages say that the source names none\n  talks: met\n" in printed
    assert main(["status", "--project", str(project), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["sources"][0]["unnamed"] == ["met"]
