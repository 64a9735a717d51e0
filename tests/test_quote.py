"""`briefings quote`: the passage is found, held to the contract, and written into its record."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import ROOT, archived, compiled, files, flagship, page, write

from builder.author.entries import put
from builder.author.quoting import Asked, Passage, UsageError, find
from builder.cli.main import main
from builder.model.resolved import Verdict
from builder.model.written import TextQuoteSelector
from builder.read.configuration import read_settings
from builder.resolve.anchoring import locate
from builder.resolve.haystack import haystack
from builder.settings import Settings

TEXT = """Lake talks

Ana Berg met the press in Osk. The two shores were quiet.

“We will not wait — and nobody will,” Berg said. “The two shores are one,” she added.

On Monday the two shores will vote. It is the last vote of the year.
"""
PEOPLE = "ana-berg:\n  name: Ana Berg\n  spellings: [Berg]\nela-berg:\n  name: Ela Berg\n  spellings: [Mrs Berg]\n"
RECORD = "# what it is\ntitle: Lake talks\nheadline: Lake talks\nfurniture: [] # none\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(
        tmp_path,
        {**archived("talks", TEXT, RECORD), "sources/treaty.yaml": "title: T\n", "briefings/people.yaml": PEOPLE},
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def quote(*words: str) -> int:
    try:
        return main(["quote", *words])
    except SystemExit as leaving:
        return int(leaving.code or 0)


def settings_of(project: Path) -> Settings:
    return read_settings(project, lambda _: None)


def record(project: Path) -> str:
    return (project / "sources/talks.yaml").read_text("utf-8").split("\n", 1)[1]


def test_a_passage_is_written_with_the_sources_own_characters(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quote("talks", "We will not wait -- and nobody will".replace("--", "-"), "--speaker", "ana-berg") == 0
    added = "quotes:\n  wait-nobody:\n    exact: We will not wait — and nobody will\n    speaker: ana-berg\n    kind: direct\n"
    assert record(project) == RECORD + added
    said = capsys.readouterr().out
    assert "sources/talks.yaml: added, from line 5 of the text" in said
    assert said.endswith("cite it as [@talks/wait-nobody]\n")


def test_what_is_written_stands_and_can_be_cited_as_it_was_printed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quote("talks", "met", "the", "press", "--id", "met") == 0
    citation = re.findall(r"\[@.*\]", capsys.readouterr().out)[0]
    (project / "briefings/lake.md").write_text(page(f"They met the press {citation}."), "utf-8")
    site = compiled(project)
    assert site.problems == ()
    assert site.graph.quotes["talks/met"].verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["talks", "We will now wait"], "[-now-] {+not+}"),
        (["talks", "we will wait"], "quote-not-found"),
        (["talks", "We will … wait"], "negation-changed"),
        (["talks", "two shores"], "quote-ambiguous"),
        (["talks", "two shores"], "    2: on line 5, in quotation marks"),
        (["talks", "ress in Osk"], "quote-inside-word"),
        (["talks", "is"], "quote-too-short"),
        (["talks", "nobody will,” Berg said"], "not-in-quotation-marks"),
        (["talks", "met the press", "--kind", "direct"], "not-in-quotation-marks"),
        (["talks", "We will not wait", "--kind", "statement"], "in-quotation-marks"),
        (["talks", "Lake talks", "--speaker", "ana-berg"], "headline-as-speech"),
    ],
)
def test_what_the_contract_refuses_is_not_written(
    words: list[str], said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    assert quote(*words) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert files(project) == before


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["talk", "met"], "no source is called `talk`; did you mean `talks`?"),
        (["zzz", "met"], "no source is called `zzz`; there are `talks`, `treaty`"),
        (["treaty", "met"], "no text of `treaty` is archived, so that nothing can be found in it"),
        (
            ["talks", "met the press", "--speaker", "ana-borg"],
            "nobody is registered as `ana-borg`; did you mean `ana-berg`?",
        ),
        (["talks", "met the press", "--id", "The Press"], "is not an id"),
        (["talks", "two shores", "--place", "7"], "--place 7: the words stand in 3 places"),
        (["talks", "three shores", "--place", "1"], "--place 1: the words stand nowhere as they are"),
        (["talks", "two shores", "--place", "-1"], "--place counts from 1"),
        (["talks", "two shores", "--place", "1", "--prefix", "The"], "--place finds the prefix or suffix itself"),
        (["talks", "met the press", "--speaker", "berg"], "did you mean `ana-berg` or `ela-berg`?"),
    ],
)
def test_what_is_not_there_is_answered_in_one_line(
    words: list[str], line: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    assert quote(*words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert line in err
    assert files(project) == before


def test_a_speaker_may_be_named_by_any_registered_spelling(project: Path) -> None:
    assert quote("talks", "The two shores are one", "--speaker", "Mrs Berg") == 0
    assert "speaker: ela-berg" in record(project)


def test_a_passage_that_is_marked_already_is_named_and_not_written_twice(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quote("talks", "met the press", "--id", "met") == 0
    before = files(project)
    assert quote("talks", "met the  press") == 0
    assert capsys.readouterr().out.endswith(
        "these words are marked already; nothing is written: cite them as [@talks/met]\n"
    )
    assert files(project) == before


def test_a_dry_run_shows_the_entry_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(project)
    assert quote("talks", "met the press", "--dry-run") == 0
    assert "    exact: met the press\n" in capsys.readouterr().out
    assert files(project) == before


@pytest.mark.parametrize(("place", "field"), [(1, "suffix: were"), (2, "suffix: are"), (3, "suffix: will")])
def test_one_of_several_places_gets_the_shortest_words_that_tell_it_apart(
    place: int, field: str, project: Path
) -> None:
    assert quote("talks", "two shores", "--place", str(place)) == 0
    assert compiled(project).graph.quotes["talks/two-shores"].verdict is Verdict.VERIFIED
    assert field in record(project)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("sources/talks.yaml", "title: [\n", "sources/talks.yaml:2:1: error[yaml-syntax]"),
        ("sources/talks.txt", TEXT.replace("quiet", "loud"), "sources/talks.yaml:1:9: error[source-changed]"),
        ("sources/talks.txt", b"\xff", "sources/talks.txt:1:1: error[not-utf8]"),
        ("briefings/people.yaml", "ana-berg: [\n", "briefings/people.yaml:2:1: error[yaml-syntax]"),
    ],
)
def test_nothing_is_added_while_the_source_or_a_register_is_not_what_it_should_be(
    name: str, content: str | bytes, rule: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    before = files(project)
    assert quote("talks", "met the press", "--speaker", "ana-berg") == 1
    assert capsys.readouterr().err.startswith(rule)
    assert files(project) == before


def test_a_record_without_room_is_left_alone_and_the_entry_shown(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/talks.yaml").write_text("? title\n: Lake talks\n")
    before = files(project)
    assert quote("talks", "met the press") == 1
    assert "add by hand\n  met-press:\n    exact: met the press\n" in capsys.readouterr().err
    assert files(project) == before


def test_a_disk_that_takes_nothing_is_named_in_one_line_and_the_record_stays(project: Path) -> None:
    before = files(project)
    command = f'ulimit -f 0; exec "{sys.executable}" -m builder quote talks "met the press"'
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(["bash", "-c", command], cwd=project, env=env, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "briefings quote: sources/talks.yaml is left as it was: File too large\n"
    assert files(project) == before


def test_of_those_who_write_at_once_none_loses_what_another_wrote(project: Path) -> None:
    """They wait for each other."""
    command = [sys.executable, "-m", "builder", "quote", "talks", "met the press", "--id"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    texts = ["met the press", "were quiet", "will vote", "two shores are one", "the last vote of the year"]
    runs = [
        subprocess.Popen(
            [*command[:5], words, "--id", f"q{number}"],
            cwd=project,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number, words in enumerate(texts)
    ]
    done = {f"q{number}" for number, run in enumerate(runs) if (run.communicate(), run.returncode)[1] == 0}
    assert len(done) == len(texts)
    assert set(compiled(project).graph.quotes) == {f"talks/{id}" for id in done}


def test_words_may_be_piped_in(project: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "builder", "quote", "talks", "-"]
    run = subprocess.run(command, input=b"met\nthe press", cwd=project, env=env, capture_output=True, check=False)
    assert run.returncode == 0
    assert "exact: met the press" in record(project)
    closed = ["bash", "-c", f'"{sys.executable}" -m builder quote talks - <&-']
    run = subprocess.run(closed, cwd=project, env=env, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (2, b"briefings quote: there is no standard input\n")


def test_the_flagships_own_quotes_are_found_again_by_their_words(tmp_path: Path) -> None:
    """Each goes in with nothing but its words, and comes out at the same place with the same kind."""
    project = flagship(tmp_path)
    graph = compiled(project).graph
    seen = 0
    for quote in graph.quotes.values():
        if quote.place is None:
            continue
        selector = quote.annotation.selector
        asked = Asked(selector.exact, prefix=selector.prefix, suffix=selector.suffix, kind=quote.kind)
        found = find(settings_of(project), quote.source.id, asked)
        assert isinstance(found, Passage)
        assert found.present == quote.annotation.id
        seen += 1
    assert seen > 20


WORD = st.sampled_from(["the", "two", "shores", "“We", "go”,", "are", "one.", "—", "it’s"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    text=st.lists(WORD, min_size=8, max_size=60),
    length=st.integers(1, 3),
    place=st.integers(1, 4),
    chance=st.randoms(use_true_random=False),
)
def test_any_place_of_any_text_is_told_apart_or_refused(
    text: list[str], length: int, place: int, chance: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is written is verified at the place that was asked for, whatever the text repeats."""
    folder = tmp_path_factory.mktemp("places")
    write(folder, archived("talks", " ".join(text), "title: T\n"))
    start = chance.randrange(len(text) - length)
    words = " ".join(text[start : start + length])
    places = [each.span.start for each in locate(haystack(" ".join(text)), TextQuoteSelector(words)).places]
    try:
        found = find(settings_of(folder), "talks", Asked(words, place=place))
    except UsageError:
        return  # too many of them, or none that the words around tell apart
    if isinstance(found, Passage):
        put(folder / "sources/talks.yaml", {found.id: found.fields})
        quote = compiled(folder).graph.quotes[f"talks/{found.id}"]
        assert quote.verdict is Verdict.VERIFIED
        assert quote.place
        assert quote.place.span.start == places[place - 1]
