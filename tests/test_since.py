"""What was changed on published pages since a git revision, with real repositories."""

import contextlib
import io
import json
import subprocess
from pathlib import Path

import pytest
from growth import grows_no_faster
from projects import archived, briefings, flagship, page, write

from builder.cli.main import main

TALKS = "They met in Osk.\n\nThe loss was $13 billion.\n\n“We will sign,” Ana Berg said.\n"
RECORD = """publish: full
title: Lake talks
publisher: Lake Post
published: 2026-11-01
quotes:
  met: {exact: They met in Osk}
  loss: {exact: The loss was $13 billion}
  sign: {exact: We will sign, kind: direct, speaker: ana-berg}
"""
BODY = """The two sides met in Osk [@met]. Shoals were not named.

It lost up to $13 billion [@loss], and nothing was recieved from the harbour of Lodra.

## What was said

| Who | When |
| --- | --- |
| Ana | 2014 |
| Ida | 2015 |

::: quote sign

::: judgments

::: compare who

::: inference firm

::: timeline talks
"""
HEAD = {"date": "2026-11-30", "as_of": "2026-11-22"}
DATA = """judgments:
  - {id: open, text: Much is open., basis: [talks/met], other_reading: It is settled.}
comparisons:
  who:
    question: Who met?
    answers: [{cite: talks/met, says: both sides}]
    note: Nobody counted.
inferences:
  firm: {text: We infer that it holds., basis: [talks/met, talks/sign], searched: {talks: [ferr]}}
"""
EVENTS = """meeting: {date: "2026", title: They meet, cite: talks/met, topics: [talks]}
other: {date: "2026", title: Another thing, cite: talks/met}
"""
FILES: dict[str, str | bytes] = {
    **archived("talks", TALKS, RECORD),
    "briefings/people.yaml": "ana-berg: {name: Ana Berg, spellings: [Ana]}\nida-lund: {name: Ida Lund, spellings: [Ida]}\n",
    "briefings/lake.md": page(BODY, **HEAD),
    "briefings/lake.yaml": DATA,
    "briefings/events.yaml": EVENTS,
    "briefings/all.md": page("::: timeline", status="draft"),
    "briefings/background/osk.md": page("Osk lies on the lake."),
    "briefings/draft.md": page("Not yet.", status="draft"),
}
ENTRY = "corrections:\n  - {{date: 2026-12-01, {}}}\n"


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    run = subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def commit(folder: Path, message: str = "then") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A published project, committed."""
    git(tmp_path, "init", "--quiet")
    write(tmp_path, FILES)
    commit(tmp_path)
    return tmp_path


def problems(project: Path, since: str = "HEAD") -> list[dict[str, str]]:
    """What the command prints, run in this process."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = main(["check", "--format", "json", "--since", since, "--project", str(project)])
    found: list[dict[str, str]] = json.loads(said.getvalue())["problems"]
    assert status == int(any(each["severity"] == "error" for each in found))
    return found


def rules(project: Path, since: str = "HEAD") -> list[str]:
    return [problem["rule"] for problem in problems(project, since)]


def edit(project: Path, old: str, new: str, name: str = "briefings/lake.md") -> None:
    path = project / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def logged(project: Path, *entries: str, name: str = "briefings/lake.yaml") -> None:
    path = project / name
    text = path.read_text("utf-8") if path.exists() else ""
    head = "" if "corrections:" in text else "corrections:\n"
    lines = "".join(f"  - {{date: 2026-12-01, {entry}}}\n" for entry in entries)
    path.write_text(text + head + lines, "utf-8")


def test_what_is_as_it_was_is_no_problem(project: Path) -> None:
    assert problems(project) == []


# ── changes that are no change ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The two sides met in Osk", "The two\nsides  **met** in *Osk*"),
        ("It lost up to", "It <!-- a thought --> lost\nup to"),
        ("## What was said", "## What was said { #said }"),
        ("[@met]", "[@talks/met]"),
        ("Shoals were not named.", "\n\n- Shoals were not named."),
        ("harbour of Lodra", "harbour\u00a0of Lo\u00addra"),
        ("from the harbour", "from the [harbour](background/osk.md)"),
        ("as_of: 2026-11-22", "as_of: 2026-11-22\nreview_by: 2027-11-22"),
    ],
)
def test_layout_markup_and_typography_are_no_change(old: str, new: str, project: Path) -> None:
    edit(project, old, new)
    assert problems(project) == []


def test_sections_that_change_places_are_no_change(project: Path) -> None:
    edit(project, BODY.split("\n\n")[0] + "\n\n", "")
    edit(project, "::: judgments", "::: judgments\n\n" + BODY.split("\n\n", maxsplit=1)[0])
    assert problems(project) == []


def test_a_quote_that_has_another_id_is_no_change(project: Path) -> None:
    edit(project, "  met:", "  osk:", "sources/talks.yaml")
    edit(project, "[@met]", "[@osk]")
    for name in ("lake.yaml", "events.yaml"):
        text = (project / "briefings" / name).read_text()
        (project / "briefings" / name).write_text(text.replace("talks/met", "talks/osk"))
    assert rules(project) == []


def test_drafts_and_new_pages_may_change(project: Path) -> None:
    edit(project, "Not yet.", "Not now.", "briefings/draft.md")
    write(project, {"briefings/new.md": page("All of it new."), "mkdocs.yml": "site_name: Test\n"})
    assert problems(project) == []


def test_an_event_that_no_page_draws_may_change(project: Path) -> None:
    edit(project, "Another thing", "Something else", "briefings/events.yaml")
    assert problems(project) == []


# ── unlogged changes, and the entries that tell of them ────────────────────────────────────────

CHANGES = {
    "a figure": ("briefings/lake.md", "$13 billion [", "$15 billion [", "briefings/lake.md:10:1"),
    "a removal": ("briefings/lake.md", " Shoals were not named.", "", "briefings/lake.md:8:1"),
    "an addition": ("briefings/lake.md", "Shoals", "Fish was sold. Shoals", "briefings/lake.md:8:34"),
    "the title": ("briefings/lake.md", "title: Talks", "title: Failure", "briefings/lake.md:2:8"),
    "the summary": ("briefings/lake.md", "What was agreed", "What was refused", "briefings/lake.md:3:10"),
    "a heading": ("briefings/lake.md", "What was said", "What was admitted", "briefings/lake.md:12:4"),
    "a judgment": ("briefings/lake.yaml", "Much is open", "Nothing is open", "briefings/lake.yaml:2:22"),
    "another reading": ("briefings/lake.yaml", "It is settled", "It is lost", "briefings/lake.yaml:2:72"),
    "an answer": ("briefings/lake.yaml", "both sides", "one side", "briefings/lake.yaml:6:22"),
    "a note": ("briefings/lake.yaml", "Nobody counted", "Ten were counted", "briefings/lake.yaml:7:11"),
    "a relation": ("briefings/lake.yaml", "    note:", "    relation: agree\n    note:", "briefings/lake.yaml:7:15"),
    "a judgment that is inferred": (
        "briefings/lake.yaml",
        "id: open,",
        "id: open, inferred: true,",
        "briefings/lake.yaml:2:38",
    ),
    "an inference": ("briefings/lake.yaml", "it holds", "it fails", "briefings/lake.yaml:9:16"),
    "what was searched": ("briefings/lake.yaml", "[ferr]", "[boat]", "briefings/lake.yaml:9:83"),
    "a shown inference": ("briefings/lake.md", "\n::: inference firm\n", "", "briefings/lake.md:1:1"),
    "an event": ("briefings/events.yaml", "They meet", "They part", "briefings/events.yaml:1:32"),
    "an event's date": ("briefings/events.yaml", '"2026"', '"2027"', "briefings/events.yaml:1:32"),
    "a shown timeline": ("briefings/lake.md", "\n::: timeline talks\n", "", "briefings/lake.md:1:1"),
    "a citation": ("briefings/lake.md", "in Osk [@met]", "in Osk [@loss]", "briefings/lake.md:8:1"),
    "a directive": ("briefings/lake.md", "::: judgments\n\n", "", "briefings/lake.md:1:1"),
    "a shown comparison": ("briefings/lake.md", "\n::: compare who\n", "", "briefings/lake.md:1:1"),
    "a background page": ("briefings/background/osk.md", "lies on", "left", "briefings/background/osk.md:6:1"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_without_an_entry_is_an_error_at_its_place(name: str, project: Path) -> None:
    file, old, new, place = CHANGES[name]
    edit(project, old, new, file)
    found = [each for each in problems(project) if each["rule"] == "unlogged-change"]
    assert [f"{each['path']}:{each['line']}:{each['column']}" for each in found] == [place], found


COVERED = {
    "a figure": "kind: correction, was: $13 billion, now: $15 billion, why: misread",
    "a removal": "kind: correction, was: Shoals were not named, why: they were",
    "an addition": "kind: update, why: the market was asked",
    "the title": "kind: correction, was: Talks, why: they failed",
    "the summary": "kind: correction, was: What was agreed., now: What was refused., why: misread",
    "a heading": "kind: clarification, was: said, now: admitted",
    "a judgment": "kind: correction, was: Much is open., now: Nothing is open, why: it is not",
    "another reading": "kind: clarification, was: It is settled, now: It is lost",
    "an answer": "kind: correction, was: both sides, now: one side, why: misread",
    "a note": "kind: update, was: Nobody counted, now: Ten were counted",
    "a relation": "kind: update, why: they were set side by side",
    "an inference": "kind: correction, was: it holds, now: it fails, why: misread",
    "an event": "kind: correction, was: They meet, now: They part, why: misread",
    "a shown timeline": "kind: correction, was: They meet, why: it was another lake",
    "a citation": "kind: correction, was: They met in Osk, why: the wrong passage",
    "a shown comparison": "kind: correction, was: Who met?, why: the question was wrong",
    "a directive": "kind: withdrawal, why: no judgment holds",
}


@pytest.mark.parametrize("name", COVERED)
def test_an_entry_that_tells_of_a_change_covers_it(name: str, project: Path) -> None:
    file, old, new, _ = CHANGES[name]
    edit(project, old, new, file)
    logged(project, COVERED[name])
    assert "unlogged-change" not in rules(project)


@pytest.mark.parametrize(
    "entry",
    [
        "kind: correction, was: the harbour, now: the harbour of Lodra, why: misread",
        "kind: correction, was: 13 bill, why: misread",
        "kind: update, why: new figures",
        "kind: fix, why: typing",
        "kind: fix, was: $13 billion, now: $15 billion",
        "kind: clarification, why: something",
    ],
)
def test_an_entry_that_tells_of_something_else_does_not_cover_a_change(entry: str, project: Path) -> None:
    edit(project, "$13 billion [", "$15 billion [")
    logged(project, entry)
    assert "unlogged-change" in rules(project)


@pytest.mark.parametrize(
    ("old", "new", "entries", "told"),
    [
        ("The ferry will not sail before June.", "A ferry shall sail in 2040.", ["now: A"], False),
        (
            "The ferry will not sail before June.",
            "A ferry shall sail in 2040.",
            ["was: The ferry, now: A ferry"],
            False,
        ),
        ("The ferry will not sail.", "The ferry will sail.", ["now: The ferry will sail"], False),
        ("The ferry will not sail.", "The ferry will sail.", ["was: will not sail, now: will sail"], True),
        ("The ferry will not sail.", "The ferry will sail.", ["was: will not sail"], True),
        ("The ferry sails in June.", "The ferry or boat left at once!", ["now: or"], False),
        ("The ferry sails in June.", "The ferry left at once!", ["now: '!'"], False),
        ("The ferry sails in June.", "The ferry sails in July.", ["was: June, now: July"], True),
        ("The ferry sails in June.", "The ferry sails in July.", ["was: May, now: July"], False),
        ("The ferry sails in June.", "The ferry sails in July.", ["was: June, now: August"], False),
        ("The ferry sails in June.", "The ferry sails in July.", ["now: in July"], True),
        ("The ferry sails in 2040.", "The ferry sails in July.", ["now: in July"], False),
        ("Six boats and ten ships.", "Nine boats and two ships.", ["was: Six boats, now: Nine boats"], False),
        ("Six boats and ten ships.", "Nine boats and two ships.", ["was: Six, now: Nine", "was: ten, now: two"], True),
        ("Six boats came.", "Six boats came. They sank.", ["now: came. They sank."], True),
        ("Six boats came.", "Six boats came. They sank in 2040.", ["now: They sank"], False),
        ("The cost is $5.", "The cost is €5.", ["was: cost is 5, now: cost is €5"], False),
        ("The cost is 5.", "The cost is -5.", ["was: '5', now: '-5'"], True),
        ("船很大。", "船很小。", ["was: 大, now: 小"], True),
        ("船很大。", "船不小。", ["was: 大, now: 小"], False),
    ],
)
def test_entries_must_tell_every_word_that_differs(
    old: str, new: str, entries: list[str], told: bool, project: Path
) -> None:
    write(project, {"briefings/q.md": page(f"It is so.\n\n{old}")})
    commit(project)
    edit(project, old, new, "briefings/q.md")
    logged(project, *(f"kind: clarification, {each}, why: so" for each in entries), name="briefings/q.yaml")
    assert ("unlogged-change" not in rules(project)) is told


BESIDE = """They met [here](background/osk.md), and [[ana-berg|she]] spoke.

![A chart of 5 ships](a.png)

    ships: 5

```
boats: 6
```

[[ana-berg]] left, says [the list][l].

[l]: https://example.org/a
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "what", "entry"),
    [
        (
            "side.md",
            "osk.md)",
            "lom.md)",
            "where the link `here` leads",
            "was: background/osk.md, now: background/lom.md",
        ),
        ("side.md", "ana-berg|she", "ida-lund|she", "where the link `she` leads", "was: Ana Berg, now: Ida Lund"),
        ("side.md", "org/a", "org/b", "where the link `the list` leads", "was: https://example.org/a"),
        ("side.md", "chart of 5", "chart of 6", "the text of a picture", "was: '5', now: '6'"),
        ("side.md", "(a.png)", "(b.png)", "a picture", "now: A chart of 5 ships"),
        ("side.md", "![A chart of 5 ships](a.png)", "", "a picture", "was: A chart of 5 ships"),
        ("side.md", "ships: 5", "ships: 7", "a block of code", "was: 'ships: 5', now: 'ships: 7'"),
        ("side.md", "boats: 6", "boats: 7", "a block of code", "was: 'boats: 6', now: 'boats: 7'"),
        ("side.md", "date: 2026-11-30", "date: 2026-11-29", "the date", "was: 2026-11-30, now: 2026-11-29"),
        ("side.md", "event: 2026-01-02", "event: 2026-01-03", "the event", "was: 2026-01-02, now: 2026-01-03"),
        ("side.md", "background: [osk, lom]", "background: [osk]", "a background page", "was: The lom"),
        ("people.yaml", "name: Ana Berg", "name: Anna Berg", "this sentence", "was: Ana Berg, now: Anna Berg"),
    ],
)
def test_what_stands_beside_the_sentences_is_compared(
    file: str, old: str, new: str, what: str, entry: str, project: Path
) -> None:
    head = {"date": "2026-11-30", "event": "2026-01-02", "background": "[osk, lom]"}
    files = {"briefings/side.md": page(BESIDE, **head), "briefings/background/lom.md": page("Lom.", title="The lom")}
    write(project, {**files, "briefings/a.png": b"a", "briefings/b.png": b"b"})
    commit(project)
    assert problems(project) == []
    edit(project, old, new, f"briefings/{file}")

    def found() -> list[str]:
        unlogged = [each for each in problems(project) if each["rule"] == "unlogged-change"]
        return [each["message"].partition(" was ")[0] for each in unlogged if "side" in each["path"]]

    assert found() == [what]
    logged(project, f"kind: correction, {entry}, why: misread", name="briefings/side.yaml")
    assert found() == []


@pytest.mark.parametrize(
    "renamings",
    [
        {"briefings/lake.yaml": [("id: open", "id: unsettled")]},
        {"briefings/lake.yaml": [("  who:", "  both:")], "briefings/lake.md": [("compare who", "compare both")]},
        {"briefings/lake.yaml": [("  who:", "  both:")], "briefings/lake.md": [("compare who", "compare")]},
        {
            "briefings/lake.yaml": [("  firm:", "  solid:")],
            "briefings/lake.md": [("inference firm", "inference solid")],
        },
        {"briefings/events.yaml": [("meeting:", "first-meeting:")]},
        {
            "briefings/events.yaml": [("topics: [talks]", "topics: [lake]")],
            "briefings/lake.md": [("timeline talks", "timeline lake")],
        },
        {
            "briefings/people.yaml": [("ana-berg:", "berg:")],
            "sources/talks.yaml": [("speaker: ana-berg", "speaker: berg")],
        },
    ],
)
def test_another_id_alone_is_no_change(renamings: dict[str, list[tuple[str, str]]], project: Path) -> None:
    for name, pairs in renamings.items():
        for old, new in pairs:
            edit(project, old, new, name)
    assert problems(project) == []


def test_a_source_that_has_another_id_is_no_change_until_it_changes(project: Path) -> None:
    edit(project, "Shoals were not named.", "Shoals were not named [@talks].")
    commit(project)
    for end in ("txt", "yaml"):
        (project / f"sources/talks.{end}").rename(project / f"sources/lake-post.{end}")
    edit(project, "[@talks]", "[@lake-post]")
    for name in ("lake", "events"):
        edit(project, "talks/", "lake-post/", f"briefings/{name}.yaml")
    edit(project, "{talks: ", "{lake-post: ", "briefings/lake.yaml")
    assert problems(project) == []
    text = TALKS + "\nMore.\n"
    seal = archived("lake-post", text, RECORD)
    write(project, seal)
    assert {*rules(project)} == {"evidence-changed"}


def test_a_judgment_that_no_directive_draws_may_change(project: Path) -> None:
    edit(project, "::: judgments\n\n", "")
    commit(project)
    edit(project, "Much is open", "Nothing is open", "briefings/lake.yaml")
    assert "unlogged-change" not in rules(project)


def test_an_entry_that_has_another_id_and_other_words_is_a_change(project: Path) -> None:
    edit(project, "id: open, text: Much", "id: unsettled, text: Little", "briefings/lake.yaml")
    assert rules(project).count("unlogged-change") == 2


def test_an_entry_that_was_there_before_covers_nothing(project: Path) -> None:
    logged(project, "kind: correction, was: $12 billion, now: $13 billion, why: misread")
    commit(project)
    edit(project, "$13 billion [", "$15 billion [")
    assert rules(project).count("unlogged-change") == 1


@pytest.mark.parametrize(
    ("old", "new", "covered"),
    [
        ("recieved", "received", True),
        ("recieved", "received,", True),
        ("from the harbour", "from the the harbour", False),
        ("Lodra", "Lodrа", False),
        ("13 billion", "13 million", False),
        ("nothing was recieved", "something was recieved", False),
        ("Shoals were not named", "Shoals were now named", False),
        ("Shoals were not named", "Shoals were named", False),
        ("met in", "met on", False),
        ("sides", "sites", True),
        ("Ana |", "Ada |", False),
    ],
)
def test_a_fix_without_words_covers_typing_alone(old: str, new: str, covered: bool, project: Path) -> None:
    edit(project, old, new)
    logged(project, "kind: fix, why: typing")
    assert ("unlogged-change" not in rules(project)) is covered


@pytest.mark.parametrize(
    ("old", "new", "covered"),
    [
        ("recieved", "received", True),
        ("sides", "sites", True),
        ("Shoals", "Sholes", False),
        ("Lodra", "Osk", False),
        ("The two sides", "The sides", False),
        ("was recieved", "was stolen", False),
        ("were not named", "were named", False),
        ("13 billion", "15 billion", False),
        (" Shoals were not named.", "", False),
    ],
)
def test_a_fix_with_words_covers_typing_alone_too(old: str, new: str, covered: bool, project: Path) -> None:
    edit(project, old, new)
    now = f", now: {new}" if new else ""
    logged(project, f"kind: fix, was: {old.strip()}{now}")
    found = [each for each in problems(project) if each["rule"] == "unlogged-change"]
    assert (not found) is covered
    hint = "entry 1 in briefings/lake.yaml is a `fix`, which covers typing alone"
    assert [each["hint"] for each in found if hint not in each["hint"]] == []
    edit(project, "kind: fix", "kind: correction, why: misread", "briefings/lake.yaml")
    assert "unlogged-change" not in rules(project)


def test_the_message_tells_old_and_new_and_the_next_step(project: Path) -> None:
    edit(project, "$13 billion [", "$15 billion [")
    run = briefings("check", "--since", "HEAD", cwd=project)
    assert run.returncode == 1
    assert (
        "briefings/lake.md:10:1: error[unlogged-change]: this sentence was changed and is not logged: "
        "`It lost up to $13 billion, and nothing was recieved` became `It lost up to $15 billion," in run.stdout
    )
    assert "It lost up to [-$13-] {+$15+} billion, and nothing was recieved" in run.stdout
    assert "add `{date: …, kind: correction, was: …, now: …, why: …}` at the end of `corrections`" in run.stdout


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("exact: The loss was $13 billion", "exact: loss was $13 billion", "the quote `talks/loss`"),
        ("kind: direct, speaker: ana-berg", "kind: direct, speaker: ida-lund", "the speaker of `talks/sign`"),
        ("exact: They met in Osk", "exact: They met in Osk, kind: reported", "the kind of `talks/met`"),
        ("speaker: ana-berg", "speaker: ana-berg, via: Lake Radio", "the relay of `talks/sign`"),
        ("speaker: ana-berg", "speaker: ana-berg, translator: Ida Lund", "the translator of `talks/sign`"),
    ],
)
def test_a_quote_that_is_not_what_it_was_is_a_change(old: str, new: str, what: str, project: Path) -> None:
    edit(project, old, new, "sources/talks.yaml")
    found = [each for each in problems(project) if each["rule"] == "unlogged-change"]
    assert [each["message"].partition(" was ")[0] for each in found] == [what]
    assert found[0]["path"] == "briefings/lake.md"


def test_a_relay_that_is_another_or_gone_is_a_change_that_an_entry_covers(project: Path) -> None:
    edit(project, "speaker: ana-berg", "speaker: ana-berg, via: [Lake Radio]", "sources/talks.yaml")
    commit(project)
    edit(project, "via: [Lake Radio]", "via: [Lake  Radio, ida-lund]", "sources/talks.yaml")
    found = next(each for each in problems(project) if each["rule"] == "unlogged-change")
    assert "`Lake Radio` became `Lake Radio, Ida Lund`" in found["message"]
    logged(project, "kind: fix, was: Lake Radio, now: Ida Lund", "kind: fix, why: typing")
    assert "unlogged-change" in rules(project)
    logged(project, "kind: correction, now: Ida Lund, why: a step was left out")
    assert "unlogged-change" not in rules(project)


@pytest.mark.parametrize("via", ["Ida Lund", "[ida-lund]", "[ Ida ]"])
def test_a_relay_under_another_of_its_names_is_no_change(via: str, project: Path) -> None:
    edit(project, "speaker: ana-berg", "speaker: ana-berg, via: ida-lund, translator: not stated", "sources/talks.yaml")
    commit(project)
    edit(
        project, "via: ida-lund, translator: not stated", f"translator: 'not  stated', via: {via}", "sources/talks.yaml"
    )
    assert rules(project).count("unlogged-change") == 0


def test_another_citation_is_a_change_where_only_its_relay_differs(project: Path) -> None:
    twin = "  relayed: {exact: We will sign, kind: direct, speaker: ana-berg, via: Lake Radio}\n"
    path = project / "sources/talks.yaml"
    path.write_text(path.read_text() + twin)
    edit(project, "were not named.", "were not named [@sign; @relayed].")
    commit(project)
    edit(project, "[@sign; @relayed]", "[@sign]")
    assert "unlogged-change" in rules(project)


def test_cells_that_are_exchanged_are_a_change(project: Path) -> None:
    edit(project, "| Ana | 2014 |\n| Ida | 2015 |", "| Ana | 2015 |\n| Ida | 2014 |")
    assert rules(project) == ["unlogged-change", "unlogged-change"]


def test_short_answers_count_with_their_questions(project: Path) -> None:
    write(
        project, {"briefings/q.md": page("Was it signed? Yes.\n\nWas it read?\n\nNo."), "mkdocs.yml": "site_name: T\n"}
    )
    commit(project)
    write(
        project, {"briefings/q.md": page("Was it signed? No.\n\nWas it read?\n\nYes."), "mkdocs.yml": "site_name: T\n"}
    )
    assert rules(project) == ["unlogged-change"] * 2


def test_items_that_are_counted_anew_are_no_change(project: Path) -> None:
    write(project, {"briefings/q.md": page("**1.** It is open.\n\n**2.** It is shut."), "mkdocs.yml": "site_name: T\n"})
    commit(project)
    write(project, {"briefings/q.md": page("**1.** It is shut.\n\n**2.** It is open."), "mkdocs.yml": "site_name: T\n"})
    assert rules(project) == []


def test_an_index_page_is_held_to_what_it_cites(project: Path) -> None:
    write(
        project,
        {
            "briefings/index.md": "# Home\n\nWelcome to the lake. They met in Osk [@met].\n",
            "mkdocs.yml": "site_name: Test\n",
        },
    )
    commit(project)
    edit(project, "Welcome to", "Welcome here at", "briefings/index.md")
    assert rules(project) == []
    edit(project, "They met", "They did not meet", "briefings/index.md")
    assert rules(project) == ["unlogged-change"]


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("briefings/lake.yaml", "Much is open.", "Much: is: open.", "yaml-syntax"),
        ("briefings/lake.yaml", "question: Who met?\n", "\n", "missing-field"),
        ("briefings/events.yaml", "They meet", "They: meet", "yaml-syntax"),
        ("briefings/lake.md", "title: Talks", "title: Talks: day two", "yaml-syntax"),
    ],
)
def test_what_cannot_be_read_is_no_change(name: str, old: str, new: str, rule: str, project: Path) -> None:
    edit(project, old, new, name)
    assert rules(project) == [rule]


# ── pages and entries that must stay ───────────────────────────────────────────────────────────


def test_a_page_that_is_gone_is_an_error_that_names_the_next_step(project: Path) -> None:
    (project / "briefings/lake.md").unlink()
    (project / "briefings/lake.yaml").unlink()
    found = next(each for each in problems(project) if each["rule"] == "page-withdrawn")
    assert found["path"] == "briefings/lake.md"
    assert "kind: withdrawal" in found["hint"]


def test_a_page_that_became_a_draft_is_gone_for_its_readers(project: Path) -> None:
    edit(project, "as_of", "status: draft\nas_of")
    found = next(each for each in problems(project) if each["rule"] == "page-withdrawn")
    assert (found["path"], found["line"]) == ("briefings/lake.md", 5)


def test_a_withdrawn_page_may_lose_its_text(project: Path) -> None:
    write(project, {"briefings/lake.md": page("Withdrawn.", **HEAD), "mkdocs.yml": "site_name: Test\n"})
    write(
        project, {"briefings/lake.yaml": ENTRY.format("kind: withdrawal, why: forged"), "mkdocs.yml": "site_name: T\n"}
    )
    assert {*rules(project)} <= {"unused-quote"}


def test_a_page_that_moved_is_compared_by_its_id(project: Path) -> None:
    (project / "briefings/2026").mkdir()
    for name in ("lake.md", "lake.yaml"):
        (project / "briefings" / name).rename(project / "briefings/2026" / name)
    assert rules(project) == ["page-moved"]
    edit(project, "$13 billion [", "$15 billion [", "briefings/2026/lake.md")
    assert "unlogged-change" in rules(project)


def test_entries_stay_as_and_where_they_were(project: Path) -> None:
    logged(project, "kind: fix, why: a comma", "kind: fix, why: a stop")
    commit(project)
    logged(project, "kind: fix, why: a blank")
    assert problems(project) == []
    edit(project, "a comma", "two commas", "briefings/lake.yaml")
    assert rules(project) == ["correction-altered"]
    edit(project, "two commas", "a comma", "briefings/lake.yaml")
    edit(project, "corrections:\n", "corrections:\n  - {date: 2026-12-02, kind: fix}\n", "briefings/lake.yaml")
    assert rules(project) == ["correction-altered"]


# ── evidence ───────────────────────────────────────────────────────────────────────────────────


def test_every_sentence_on_a_source_that_changed_is_to_be_checked_again(project: Path) -> None:
    edit(project, "title: Lake talks", "title: Lake talks, revised", "sources/talks.yaml")
    found = problems(project)
    assert {each["rule"] for each in found} == {"evidence-changed"}
    assert [(each["path"], each["line"]) for each in found] == [
        ("briefings/events.yaml", 1),
        ("briefings/lake.md", 8),
        ("briefings/lake.md", 10),
        ("briefings/lake.md", 19),
        ("briefings/lake.yaml", 2),
        ("briefings/lake.yaml", 6),
        ("briefings/lake.yaml", 9),
    ]
    edit(project, "as_of: 2026-11-22", "as_of: 2026-12-01")
    assert problems(project) == []


def test_a_text_that_was_archived_anew_is_to_be_checked_again(project: Path) -> None:
    write(project, {**archived("talks", TALKS + "\nMore.\n", RECORD), "mkdocs.yml": "site_name: Test\n"})
    assert "evidence-changed" in rules(project)
    logged(project, "kind: update, why: the article was extended; nothing here changes")
    assert problems(project) == []


def test_line_ends_that_a_checkout_changes_are_no_change(project: Path) -> None:
    write(project, {".gitattributes": "* text=auto\n*.txt text eol=crlf\n", "mkdocs.yml": "site_name: Test\n"})
    write(project, {**archived("talks", TALKS.replace("\n", "\r\n"), RECORD), "mkdocs.yml": "site_name: Test\n"})
    commit(project)
    assert problems(project, "HEAD~1") == []


# ── git ────────────────────────────────────────────────────────────────────────────────────────


def refused(project: Path, *words: str, **env: str) -> str:
    run = briefings("check", *words, cwd=project, **env)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    return run.stderr


@pytest.mark.parametrize(
    "revision",
    [
        "nowhere",
        "",
        " ",
        "HEAD~9",
        "HEAD:briefings",
        "--output=x",
        "-h",
        "a b;c",
        "$(id)",
        "HEAD^{tree}",
        "\u202eHEAD",
        "a\nb",
    ],
)
def test_what_names_no_commit_is_one_line_and_wrong_usage(revision: str, project: Path) -> None:
    said = refused(project, f"--since={revision}")
    assert said.startswith("briefings: --since: ")
    assert said.count("\n") == 1
    assert not (project / "x").exists()


@pytest.mark.parametrize("revision", ["HEAD", "HEAD@{0}", "@", ":/then", "v1"])
def test_whatever_names_a_commit_will_do(revision: str, project: Path) -> None:
    git(project, "tag", "v1", "-m", "one")
    edit(project, "$13 billion [", "$15 billion [")
    assert rules(project, revision).count("unlogged-change") == 1


def test_what_a_hook_of_another_repository_sets_is_not_obeyed(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "--quiet")
    write(other, {**FILES, "briefings/lake.md": page("Another lake.", **HEAD)})
    commit(other)
    hook = {"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other), "GIT_INDEX_FILE": str(other / ".git/index")}
    run = briefings("check", "--since", "HEAD", cwd=project, **hook)
    assert run.returncode == 0, run.stdout
    nowhere = briefings("check", "--since", "HEAD", cwd=project, GIT_DIR="/nowhere", GIT_OBJECT_DIRECTORY="/nowhere")
    assert nowhere.returncode == 0, nowhere.stderr


def test_without_a_repository_a_history_or_git_there_is_one_line(tmp_path: Path) -> None:
    write(tmp_path / "plain", FILES)
    ceiling = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    assert "no git repository" in refused(tmp_path / "plain", "--since", "HEAD", **ceiling)
    assert "git is not installed" in refused(tmp_path / "plain", "--since", "HEAD", PATH=str(tmp_path))
    git(tmp_path / "plain", "init", "--quiet")
    assert "no commit" in refused(tmp_path / "plain", "--since", "HEAD")


def test_a_revision_before_the_project_is_one_line(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "empty")
    write(tmp_path, FILES)
    assert "there was no project here" in refused(tmp_path, "--since", "HEAD")


def test_a_shallow_clone_says_so(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    first = git(project, "rev-parse", "HEAD")
    commit(project, "later")
    clone = tmp_path_factory.mktemp("clone") / "site"
    git(project, "clone", "--quiet", "--depth", "1", f"file://{project}", str(clone))
    assert "shallow" in refused(clone, "--since", first)
    assert problems(clone) == []


def test_a_project_in_a_folder_of_a_repository_is_compared_with_itself(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    folder = tmp_path / "sites" / "a [b] *c"
    write(folder, FILES)
    write(tmp_path, {"briefings/lake.md": page("Another site."), "mkdocs.yml": "site_name: Other\n"})
    commit(tmp_path)
    assert problems(folder) == []
    edit(folder, "$13 billion [", "$15 billion [")
    assert problems(folder)[0]["path"] == "briefings/lake.md"
    run = briefings("check", "--since", "HEAD", cwd=tmp_path)
    assert run.returncode == 0, run.stdout


def test_what_is_not_committed_counts_and_nothing_is_written(project: Path) -> None:
    edit(project, "$13 billion [", "$15 billion [")
    before = git(project, "status", "--porcelain", "--ignored")
    git(project, "add", "-A")
    assert rules(project) == rules(project)
    git(project, "reset", "--quiet")
    assert git(project, "status", "--porcelain", "--ignored") == before


def test_links_of_that_time_lead_nowhere_outside(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("out") / "secret.md"
    secret.write_text(page("Amber heron."), "utf-8")
    (project / "briefings/out.md").symlink_to(secret)
    (project / "briefings/in.md").symlink_to("lake.md")
    commit(project)
    (project / "briefings/out.md").unlink()
    run = briefings("check", "--since", "HEAD", cwd=project)
    assert "heron" not in run.stdout
    assert "`out` was published" not in run.stdout


def test_faults_of_that_time_are_not_reported(project: Path) -> None:
    edit(project, "[@met]", "[@mett]")
    commit(project)
    edit(project, "[@mett]", "[@met]")
    assert [each["message"].partition(" was ")[0] for each in problems(project)] == ["what this sentence cites"]


@pytest.mark.slow
def test_many_sentences_take_no_more_than_their_number(project: Path) -> None:
    def text(word: str, count: int) -> str:
        return "\n\n".join(f"Ship number {n} carried {word} fish to the harbour." for n in range(count))

    def found(count: int) -> int:
        write(project, {"briefings/long.md": page(text("fresh", count)), "mkdocs.yml": "site_name: Test\n"})
        commit(project)
        write(project, {"briefings/long.md": page(text("salted", count)), "mkdocs.yml": "site_name: Test\n"})
        return rules(project).count("unlogged-change")

    assert found(200) == 200
    assert grows_no_faster(found, 400)


def test_many_entries_take_no_more_than_their_number(project: Path) -> None:
    def text(word: str, count: int) -> str:
        return "\n\n".join(f"Ship number {n} carried {word} fish to the harbour." for n in range(count))

    def found(count: int) -> None:
        write(project, {"briefings/long.md": page(text("fresh", count)), "briefings/long.yaml": ""})
        commit(project)
        write(project, {"briefings/long.md": page(text("salted", count))})
        words = ("was: number {} carried fresh", "now: number {} carried salted")
        entries = [f"kind: clarification, {', '.join(words).format(n, n)}" for n in range(count)]
        logged(project, *entries, name="briefings/long.yaml")
        assert "unlogged-change" not in rules(project)

    assert grows_no_faster(found, 100)


def test_the_site_of_this_repository_is_compared_without_a_word(tmp_path: Path) -> None:
    flagship(tmp_path)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    assert problems(tmp_path) == []


def test_a_build_asks_nothing_of_git(project: Path) -> None:
    edit(project, "$13 billion [", "$15 billion [")
    assert briefings("check", cwd=project, PATH="/nowhere").returncode in (0, 1)
    assert "unlogged" not in briefings("check", cwd=project).stdout
