"""What would become of a project without one of its sources, held against what becomes of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from growth import grows_no_faster
from projects import GOOD, ROOT, SITES, archived, at_a_terminal, briefings, compiled, copy, documented, page, write

from builder.cli.main import main
from builder.cli.withdrawal import as_text
from builder.compile import read_project
from builder.diagnostics import Diagnostic, Location
from builder.model.resolved import Graph
from builder.model.written import Project
from builder.read.configuration import read_settings
from builder.resolve.checks.comparisons import check_comparisons
from builder.resolve.checks.judgments import check_judgments
from builder.resolve.linking import link
from builder.settings import Settings
from builder.survey.impact import Impact, Outcome, Subject, impact, subject
from builder.survey.resting import Citing, resting

POST = "Delegates met in Osk.\n\n“We will return,” Ana Berg said. The ferry stops in May. Nobody signed.\n"
BELL = "The bell rang at noon in Osk.\n\n“We shall come back,” Ana Berg said. Three boats came.\n"
ECHO = "Delegates met in Osk, the Post says. “We are glad,” Bo Lund said.\n"
RECORDS = {
    **archived(
        "post",
        POST,
        "title: Talks\npublisher: Lake Post\npublished: 2015-01-01\norigin: post\nquotes:\n  met: {exact: Delegates met in Osk, kind: statement}\n"
        "  again: {exact: We will return, speaker: ana}\n  ferry: {exact: The ferry stops in May, kind: statement}\n",
    ),
    **archived(
        "bell",
        BELL,
        "title: Noon\npublisher: Evening Bell\nquotes:\n  noon: {exact: The bell rang at noon, kind: statement}\n"
        "  back: {exact: We shall come back, speaker: ana}\n"
        "  boats: {exact: Three boats came, kind: reported, via: [Lake Post]}\n"
        "  lost: {exact: Four boats came, kind: statement}\n",
    ),
    **archived(
        "echo",
        ECHO,
        "title: Echo\npublisher: Echo\npublished: 2015-01-02\norigin: post\nquotes:\n  met: {exact: Delegates met in Osk, kind: statement}\n"
        "  glad: {exact: We are glad, speaker: bo}\n",
    ),
    "sources/rules.yaml": "title: Rules\npublisher: Lake Council\n",
    "briefings/people.yaml": "ana: {name: Ana Berg}\nbo: {name: Bo Lund}\n",
}


def graph_of(folder: Path) -> Graph:
    """The graph of a project, without its checks."""
    settings = read_settings(folder, lambda _: None)
    return link(read_project(settings, []), lambda _: None, autolink=settings.autolink)


def would(folder: Path, id: str, files: dict[str, str]) -> Impact:
    graph = graph_of(write(folder, {**RECORDS, **files}))
    chosen = subject(id, graph)
    assert chosen
    return impact(graph, chosen)


def one(found: Impact, kind: Citing = Citing.SENTENCE) -> Outcome:
    """The one outcome of a kind."""
    (outcome,) = [each for each in found.outcomes if each.resting.kind is kind]
    return outcome


# ── sentences ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cited", "id", "fate", "ties"),
    [
        ("[@post/met]", "post", "fall", []),
        ("[@post/met; @post/ferry]", "post", "fall", []),
        ("[@post/met] and more [@post]", "post", "fall", []),
        ("[@post/met] and more [@bell/noon]", "post", "stand", ["another origin"]),
        ("[@post/met; @rules]", "post", "thinner", ["cannot be checked"]),
        ("[@post/met; @bell]", "post", "thinner", ["cited as a whole"]),
        ("[@post/again; @bell/back]", "post", "thinner", ["the same origin"]),
        ("[@post/met; @bell/back]", "post", "stand", ["another origin"]),
        ("[@post/met; @echo/met]", "post", "thinner", ["the same origin"]),
        ("[@post/again; @echo/met]", "post", "thinner", ["the same origin"]),
        ("[@post/met; @echo/glad]", "post", "thinner", ["through the same outlet"]),
        ("[@post/again; @bell/boats]", "post", "thinner", ["the same origin"]),
        ("[@post/met; @bell/lost]", "post", "fall", []),
        (
            "[@post/met; @bell/noon; @rules; @echo/met]",
            "post",
            "stand",
            ["another origin", "the same origin", "cannot be checked"],
        ),
        ("[@post/met; @post/again]", "post/met", "stand", ["another origin"]),
        ("[@post/met; @post/ferry]", "post/met", "thinner", ["the same origin"]),
        ("[@post/met; @echo/glad]", "post/met", "stand", ["another origin"]),
        ("[@ferry]", "post/ferry", "fall", []),
        ("[@rules]", "rules", "fall", []),
        ("[@rules; @post/met]", "rules", "stand", ["another origin"]),
    ],
)
def test_a_sentence_is_judged_by_all_that_it_cites(
    cited: str, id: str, fate: str, ties: list[str], tmp_path: Path
) -> None:
    found = one(would(tmp_path, id, {"briefings/a.md": page(f"They met {cited}.")}))
    assert (found.fate, [each.tie for each in found.left]) == (fate, ties)


def test_each_sentence_is_judged_by_itself_and_shown_as_readers_see_it(tmp_path: Path) -> None:
    body = "[[ana]] *met* them [@post/met]. The [bell](https://bell.example) rang [@bell/noon; @post/ferry].\n\nNone."
    found = would(tmp_path, "post", {"briefings/a.md": page(body)}).outcomes
    assert [(each.resting.words, each.fate, str(each.resting.at)) for each in found] == [
        ("Ana Berg met them.", "fall", "briefings/a.md:6:1"),
        ("The bell rang.", "stand", "briefings/a.md:6:33"),
    ]


def test_the_cells_of_a_row_are_one_sentence_and_rest_on_all_that_any_of_them_cites(tmp_path: Path) -> None:
    table = "| Who | Says |\n| --- | --- |\n| Ana | back [@post/again] |\n| Bell | [@post/met] [@bell/noon] |\n"
    found = would(tmp_path, "post", {"briefings/a.md": page(table)}).outcomes
    assert [(each.resting.words, each.fate) for each in found] == [("Ana | back", "fall"), ("Bell", "stand")]


def test_a_citation_without_any_words_is_shown_as_it_is_typed(tmp_path: Path) -> None:
    found = would(tmp_path, "post", {"briefings/a.md": page("[@post/met]\n\nText[^n].\n\n[^n]: See [@post/ferry].")})
    assert [each.resting.words for each in found.outcomes] == ["[@post/met]", "See."]


def test_a_quotation_shown_as_a_block_falls_with_its_passage(tmp_path: Path) -> None:
    found = one(would(tmp_path, "post/again", {"briefings/a.md": page("::: quote post/again")}), Citing.BLOCK)
    assert (found.fate, found.resting.words) == ("fall", "We will return")


# ── data files and registers ───────────────────────────────────────────────────────────────────


def comparison(*cites: str) -> dict[str, str]:
    answers = "".join(f"      - {{cite: {cite}, says: says {cite}}}\n" for cite in cites)
    return {
        "briefings/a.md": page("::: compare"),
        "briefings/a.yaml": f"comparisons:\n  it:\n    question: Is it?\n    answers:\n{answers}",
    }


@pytest.mark.parametrize(
    ("cites", "fate", "single"),
    [
        (("post/met", "bell/noon"), "fall", ""),
        (("post/met",), "fall", ""),
        (("post/met", "bell/noon", "bell/lost"), "fall", ""),
        (("post/met", "bell/noon", "bell/back"), "stand", ""),
        (("post/met", "post/again", "bell/noon"), "fall", ""),
        (("post/met", "bell/noon", "bell/noon"), "thinner", "Evening Bell"),
        (("post/again", "bell/back", "rules"), "thinner", ""),
    ],
)
def test_a_comparison_falls_with_fewer_than_two_answers(
    cites: tuple[str, ...], fate: str, single: str, tmp_path: Path
) -> None:
    found = one(would(tmp_path, "post", comparison(*cites)), Citing.COMPARISON)
    assert (found.fate, found.single) == (fate, single)
    assert [each.words for each in found.answers] == [f"says {each}" for each in cites if each.startswith("post")]


@pytest.mark.parametrize(
    ("basis", "more", "fate", "single"),
    [
        ("post/met", "", "fall", ""),
        ("post/met, post/again", "", "fall", ""),
        ("post/met, bell/noon", "", "thinner", "Evening Bell"),
        ("post/again, bell/back", "", "thinner", "Ana Berg"),
        ("post/met, bell/noon, bell/back", "", "stand", ""),
        ("post/met, bell/noon", ", inferred: true", "fall", ""),
        ("post/met, bell/noon", ", inferred: true, rule: Bells ring at noon.", "thinner", "Evening Bell"),
        ("post/met, bell/noon, bell/back", ", inferred: true", "stand", ""),
    ],
)
def test_a_judgment_falls_without_what_it_cannot_do_without(
    basis: str, more: str, fate: str, single: str, tmp_path: Path
) -> None:
    data = f"judgments: [{{id: it, text: It is., basis: [{basis}]{more}}}]\n"
    files = {"briefings/a.md": page("::: judgments"), "briefings/a.yaml": data}
    found = one(would(tmp_path, "post", files), Citing.JUDGMENT)
    assert (found.fate, found.single) == (fate, single)


def test_what_a_source_was_searched_for_goes_with_it(tmp_path: Path) -> None:
    data = (
        "comparisons:\n  it:\n    question: Is it?\n    answers: [{cite: bell/noon, says: at noon}]\n"
        "    silent: {post: [noon]}\n    lacks: {bell: [May]}\n"
        "judgments:\n  - {id: so, text: It is., basis: [bell/noon], searched: {post/met: [noon], post: [bell]}}\n"
    )
    files = {"briefings/a.md": page("::: compare\n\n::: judgments"), "briefings/a.yaml": data}
    for id, places in (("post", [5, 8, 8]), ("post/met", [8]), ("post/ferry", [])):
        found = would(tmp_path, id, files).outcomes
        assert [(each.resting.kind, each.resting.at.line) for each in found] == [("silence", line) for line in places]


def test_events_entries_and_offices_rest_each_on_their_own(tmp_path: Path) -> None:
    files = {
        "briefings/events.yaml": "noon: {date: 2015-01, title: The bell rings, cite: [bell/noon, post/met]}\n",
        "briefings/people.yaml": "ana:\n  name: Ana Berg\n  description: A minister.\n  cite: [post/again, bell/back]\n"
        "  offices: [{title: Minister, of: Osk, cite: post}, {title: Guest, cite: bell}]\nbo: {name: Bo Lund}\n",
        "briefings/a.md": page("::: timeline"),
    }
    found = would(tmp_path, "post", files)
    assert [(each.resting.kind, each.fate, each.resting.words) for each in found.outcomes] == [
        ("event", "stand", "2015-01: The bell rings"),
        ("register entry", "thinner", "Ana Berg: A minister."),
        ("office", "fall", "Ana Berg: Minister, Osk"),
    ]
    assert found.outcomes[0].resting.shown_on == ("a.md",)


# ── pages, drafts, kin ─────────────────────────────────────────────────────────────────────────


def test_a_page_rests_on_what_it_takes_in_and_drafts_are_told_apart(tmp_path: Path) -> None:
    files = {
        "briefings/background/sea.md": page("They met [@post/met]."),
        "briefings/a.md": page("The bell [@bell/noon].\n\n::: background sea"),
        "briefings/b.md": page("The ferry [@post/ferry].\n\n::: timeline", status="draft"),
        "briefings/events.yaml": "noon: {date: 2015-01, title: They meet, cite: post/met}\n",
    }
    found = would(tmp_path, "post", files)
    assert [(each.page.path, each.draft, each.fate, each.sentences, each.takes_in) for each in found.pages] == [
        ("a.md", False, "stand", 0, ("background/sea.md",)),
        ("b.md", True, "fall", 1, ()),
        ("background/sea.md", False, "fall", 1, ()),
    ]
    assert [(each.resting.kind, each.resting.draft) for each in found.outcomes] == [
        ("sentence", True),
        ("sentence", False),
        ("event", True),
    ]


def test_what_only_relays_it_is_named(tmp_path: Path) -> None:
    assert would(tmp_path, "post", {}).kin == ("echo", "bell/boats")
    assert would(tmp_path, "post/again", {}).kin == ("bell/back",)
    assert would(tmp_path, "rules", {}).kin == ()


@pytest.fixture(scope="module")
def flagship() -> Graph:
    return graph_of(ROOT)


# ── against what becomes of it ─────────────────────────────────────────────────────────────────


def without(project: Project, chosen: Subject) -> Project:
    """The project with a source or a passage taken out."""
    sources = {**project.sources}
    source = sources.pop(chosen.source.id)
    if chosen.quote:
        kept = tuple(each for each in source.annotations if each.id != chosen.quote.annotation.id)
        sources[source.id] = replace(source, annotations=kept)
    return replace(project, sources=dict(sorted(sources.items())))


def unknown(project: Project, settings: Settings) -> tuple[Graph, set[Location]]:
    """Where something is cited that is not there."""
    problems: list[Diagnostic] = []
    graph = link(project, problems.append, autolink=settings.autolink)
    check_comparisons(graph, problems.append)
    check_judgments(graph, problems.append)
    return graph, {problem.at for problem in problems if problem.rule == "unknown-citation"}


def subjects(graph: Graph) -> Iterator[Subject]:
    yield from (Subject(source) for source in graph.project.sources.values())
    yield from (Subject(quote.source, quote) for quote in graph.quotes.values())


BROKEN = sorted(path.name for path in SITES.iterdir() if path != GOOD)


@pytest.mark.parametrize(
    "name", ["flagship", "lake", *(f"good/{path.name}" for path in sorted(GOOD.iterdir())), *BROKEN]
)
def test_what_is_said_to_rest_on_it_is_what_lacks_it_when_it_is_gone(name: str, tmp_path: Path) -> None:
    folder = {"flagship": ROOT, "lake": tmp_path}.get(name, SITES / name)
    if name == "lake":
        write(tmp_path, {**RECORDS, **comparison("post/met", "bell/back", "rules", "noon")})
        write(
            tmp_path,
            {
                "briefings/b.md": page(
                    "[@ferry; @post] [@nothing]. So [@met; @bell].\n\n::: quote @post/met\n", status="draft"
                )
            },
        )
    settings = read_settings(folder, lambda _: None)
    project = read_project(settings, [])
    graph, before = unknown(project, settings)
    for chosen in subjects(graph):
        after, places = unknown(without(project, chosen), settings)
        outcomes = impact(graph, chosen).outcomes
        assert {cite.at for each in outcomes for cite in each.gone} == places - before, chosen.label
        assert outcomes or name != "flagship", chosen.label
        held = {(each.kind, each.at): {cite.note.label for cite in each.cites} for each in resting(after)}
        for each in outcomes:
            left = {one.note.label for one in each.left}
            failed = {cite.note.label for cite in each.resting.cites if cite.note.verdict == "not verified"}
            assert held.get((each.resting.kind, each.resting.at), set()) - failed == left, (chosen.label, each)


def test_a_record_that_is_deleted_leaves_just_these_places(tmp_path: Path) -> None:
    project = copy(GOOD / "whole", tmp_path)
    before = {problem.at for problem in compiled(project).problems if problem.rule == "unknown-citation"}
    graph = graph_of(project)
    said = {cite.at for each in impact(graph, Subject(graph.project.sources["post"])).outcomes for cite in each.gone}
    (project / "sources/post.yaml").unlink()
    problems = compiled(project).problems
    assert said == {problem.at for problem in problems if problem.rule == "unknown-citation"} - before
    assert said


@pytest.mark.parametrize(
    ("words", "sputnik", "afp"),
    [
        ("Sputnik has Shoigu visiting Iran “for the first time", "stand", "stand"),
        ("AFP reports the same act and day", None, "fall"),
        ("That Hossein Dehghan (also Dehqan) signed", "thinner", "stand"),
        ("Dehghan said, according to Sputnik", "fall", None),
        ("Neither article, read whole", "thinner", "thinner"),
        ("The “complete embargo on arms sales” is", "thinner", None),
        ("The order was worth $800 million", None, "thinner"),
        ("What “the region” covers", "thinner", "thinner"),
        ("Was it signed?", "fall", "fall"),
        ("How wide were the sanctions?", "stand", "stand"),
        ("What is the United States blamed for?", "fall", "fall"),
        ("Neither archived article quotes the agreement’s text, so", "thinner", "thinner"),
        ("Of the two ministers, only the Iranian", "thinner", "thinner"),
        ("Read together, Sputnik’s account of 2010", "thinner", "fall"),
        ("2015-01-20: Russia and Iran sign", "stand", "stand"),
        ("Sergei Shoigu: Russian Defence Minister", "thinner", None),
        ("Bashar al-Assad: President", None, "fall"),
    ],
)
def test_the_flagship_without_either_article_is_judged_as_its_reader_would(
    words: str, sputnik: str | None, afp: str | None, flagship: Graph
) -> None:
    for id, fate in (("sputnik-2015-01-20", sputnik), ("afp-2015-01-20", afp)):
        outcomes = impact(flagship, Subject(flagship.project.sources[id])).outcomes
        found = [each.fate for each in outcomes if each.resting.words.startswith(words)]
        assert found == ([fate] if fate else []), id


# ── the command ────────────────────────────────────────────────────────────────────────────────

LAKE = {
    **RECORDS,
    "briefings/a.md": page("They met [@post/met]. The ferry stops [@post/ferry; @bell/noon].\n\n::: compare"),
    "briefings/a.yaml": "comparisons:\n  it:\n    question: Is it?\n    answers:\n"
    "      - {cite: post/again, says: yes}\n      - {cite: bell/back, says: 'yes, too'}\n",
}


def test_the_text_says_what_would_become_of_each(tmp_path: Path) -> None:
    run = briefings("impact", "post", cwd=write(tmp_path, LAKE))
    assert run.returncode == 0
    assert run.stdout == (
        "if `post` were withdrawn: Talks\n"
        "\n"
        "would fall\n"
        "  briefings/a.md:6\n"
        "    They met.\n"
        "  briefings/a.yaml:3 comparison `it`\n"
        "    Is it?\n"
        "    line 5: yes\n"
        "    left: bell/back (the same origin, Ana Berg)\n"
        "\n"
        "would stand\n"
        "  briefings/a.md:6\n"
        "    The ferry stops.\n"
        "    left: bell/noon (Evening Bell)\n"
        "\n"
        "page            sentences  as a whole   on\n"
        "briefings/a.md          2  would stand  Evening Bell\n"
        "\n"
        "of the same origin, and so no second one: echo, bell/boats\n"
        "\n"
        "2 sentences on 1 page rest on it: 1 would fall, 0 would be thinner, 1 would stand; "
        "1 comparison (1 would fall)\n"
    )
    assert run.stderr == "briefings: 3 errors and 4 warnings in this project; run briefings check\n"


def test_the_json_has_every_text_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "They met " + "again and again " * 40
    write(tmp_path, {**LAKE, "briefings/a.md": page(f"{long}[@post/met].\n\n::: compare")})
    assert main(["impact", "post", "--format", "json", "--project", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["version"] == 1
    assert found["outcomes"][0] == {
        "path": "briefings/a.md",
        "line": 6,
        "column": 1,
        "words": f"{long.strip()}.",
        "kind": "sentence",
        "id": None,
        "draft": False,
        "shown_on": None,
        "fate": "fall",
        "single_origin": None,
        "cites": [{"id": "post/met", "path": "briefings/a.md", "line": 6, "column": 651}],
        "left": [],
        "answers": [],
    }
    assert found["outcomes"][1]["answers"] == [{"path": "briefings/a.yaml", "line": 5, "column": 16, "words": "yes"}]
    assert found["pages"][0]["fate"] == "thinner"


def test_where_nothing_rests_on_it_one_sentence_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**RECORDS, "briefings/a.md": page("Nothing.")})
    assert main(["impact", "rules", "--project", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "nothing rests on `rules`: no page, data file or register cites it\n"


def test_drafts_are_counted_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**RECORDS, "briefings/a.md": page("They met [@rules].", status="draft")})
    assert main(["impact", "rules", "--project", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "  briefings/a.md:7 (draft)\n" in printed
    assert printed.endswith(
        "nothing that is published rests on it\n"
        "in drafts: 1 sentence on 1 page rests on it: 1 would fall, 0 would be thinner, 0 would stand\n"
    )


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("pots", "no source or quote is called `pots`; did you mean `post`?"),
        ("post/mett", "`post` has no quote called `mett`; did you mean `met`?"),
        ("again", "no source or quote is called `again`; write `post/again`"),
        ("met", "no source or quote is called `met`; write `echo/met` or `post/met`"),
        ("pots/met", "no source or quote is called `pots/met`; did you mean `post/met`?"),
        ("x\x1b[31m", "no source or quote is called `x\\u001b[31m`; there are `bell`, `echo`, `post`, `rules`"),
        ("torn", "`torn` cannot be read; run briefings check"),
        ("torn/met", "`torn/met` cannot be read; run briefings check"),
        ("", "no source or quote is called ``; there are `bell`, `echo`, `post`, `rules`"),
    ],
)
def test_an_unknown_id_is_wrong_usage(
    id: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {**RECORDS, "sources/torn.yaml": "title: [\n"})
    assert main(["impact", id, "--project", str(tmp_path)]) == 2
    assert capsys.readouterr() == ("", f"briefings: {message}\n")


def test_no_character_of_anybody_acts_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = 'title: "Talks \\u202e \\u009b31m \\u0007"\n'
    write(tmp_path, {"sources/talks.yaml": title, "briefings/a.md": page("They \u202e met \u009b31m [@talks].")})
    for words in ([], ["--format", "json"]):
        assert main(["impact", "talks", "--project", str(tmp_path), *words]) == 0
        assert all(char.isprintable() or char == "\n" for char in capsys.readouterr().out)


@pytest.mark.parametrize("room", [80, 140])
def test_no_line_is_wider_than_the_terminal(room: int, flagship: Graph) -> None:
    for chosen in subjects(flagship):
        lines = as_text(impact(flagship, chosen), room)
        assert max(map(len, lines)) <= room, chosen.label


def test_the_work_grows_with_sentences_and_passages_and_not_with_their_product(tmp_path: Path) -> None:
    graphs: dict[int, Graph] = {}

    def run(size: int) -> None:
        if size not in graphs:
            graphs[size] = graph_of(crowd(tmp_path / str(size), size))
        impact(graphs[size], Subject(graphs[size].project.sources["s0"]))

    for size in (250, 1000):
        run(size)
    assert grows_no_faster(run, 250)


def crowd(folder: Path, size: int) -> Path:
    """As many sources, passages, sentences, rows, events and people as `size`; one source is in all of them."""
    text = "".join(f"Line {number} of it. " for number in range(size))
    quotes = "".join(f"  q{number}: {{exact: Line {number} of it}}\n" for number in range(size))
    records = {f"sources/s{number}.yaml": f"title: S {number}\n" for number in range(1, size)}
    body = "\n\n".join(f"It is so {n} [@s0/q{n}; @s{max(n, 1)}]." for n in range(size))
    row = "| Who | What |\n| --- | --- |\n| " + " ".join(f"[@s0/q{n}]" for n in range(size)) + " | so |\n"
    events = "".join(f"e{n}: {{date: 2015, title: It {n}, cite: [s0/q{n}]}}\n" for n in range(size))
    people = "".join(f"p{n}: {{name: Nob{n} Ody, cite: [s0/q{n}, s{max(n, 1)}]}}\n" for n in range(size))
    return write(
        folder,
        {
            **archived("s0", text, f"title: S\nquotes:\n{quotes}"),
            **records,
            "briefings/a.md": page(f"{body}\n\n{row}\n\n::: timeline"),
            "briefings/events.yaml": events,
            "briefings/people.yaml": people,
        },
    )


def test_the_documentation_shows_what_a_terminal_prints() -> None:
    examples = documented("impact")
    assert examples
    for typed, printed in examples:
        assert at_a_terminal(*typed, cwd=ROOT) == printed
