"""One slip, one problem: what follows from it is not told, and what does not is."""

import contextlib
from pathlib import Path

import pytest
from projects import archived, compiled, page, write

TEXT = "The two sides met in Osk. “We will sign,” Ana Berg said. The ferries stood still until the evening.\n"
RECORD = """title: Lake talks
published: 2026-02-01
publish: full
quotes:
  met: {exact: The two sides met in Osk}
  sign: {exact: We will sign, kind: direct, speaker: ana-berg}
  ferries: {exact: The ferries stood still}
"""
DATA = """comparisons:
  who: {question: Who met?, answers: [{cite: talks/met, says: both sides}]}
judgments:
  - {id: open, text: Much is open., basis: [talks/met]}
inferences:
  firm: {text: We infer that it holds., basis: [talks/met, talks/sign]}
"""
BODY = """[[ana-berg]] met them in Osk [@met; @sign].

::: compare who

::: judgments

::: inference firm

::: timeline talks
"""
FILES: dict[str, str | bytes] = {
    **archived("talks", TEXT, RECORD),
    "briefings/people.yaml": "ana-berg: {name: Ana Berg}\n",
    "briefings/organizations.yaml": "lake-post: {name: Lake Post}\n",
    "briefings/events.yaml": 'meeting: {date: "2026", title: They meet, cite: talks/ferries, topics: [talks]}\n',
    "briefings/lake.md": page(BODY),
    "briefings/lake.yaml": DATA,
    "briefings/shore.md": page("Text on [[lake]].", title="Shore"),
}
SLIPS = {
    "a data file that is not YAML": ("briefings/lake.yaml", "question: Who", "question: a: Who", ["yaml-syntax"]),
    "a data file that is a list": ("briefings/lake.yaml", DATA, "- who\n", ["wrong-kind"]),
    "a part of another shape": ("briefings/lake.yaml", DATA[DATA.index("inf") :], "inferences: [a]\n", ["wrong-kind"]),
    "comparisons as a list": ("briefings/lake.yaml", "  who: {", "  - {id: who, ", ["wrong-kind"]),
    "a misspelt part": ("briefings/lake.yaml", "comparisons:", "comparison:", ["unknown-field"]),
    "a refused comparison": ("briefings/lake.yaml", "question: Who met?, ", "", ["missing-field"]),
    "a refused judgment": ("briefings/lake.yaml", "id: open, ", "", ["missing-field"]),
    "a refused inference": ("briefings/lake.yaml", "text: We infer that it holds., ", "", ["missing-field"]),
    "a basis that is a mapping": ("briefings/lake.yaml", "basis: [talks/met]", "basis: {talks: met}", ["wrong-kind"]),
    "a basis of an inference": ("briefings/lake.yaml", "[talks/met, talks/sign]", "{talks: sign}", ["wrong-kind"]),
    "a head that is not YAML": ("briefings/lake.md", "title: Talks", "title: a: Talks", ["yaml-syntax"]),
    "a head that is not closed": ("briefings/lake.md", "agreed.\n---\n", "agreed.\n", ["yaml-syntax"]),
    "a head that is text": ("briefings/lake.md", "title: Talks\nsummary: What was agreed.", "Talks", ["wrong-kind"]),
    "a misspelt summary": ("briefings/lake.md", "summary:", "sumary:", ["unknown-field"]),
    "a page that is not UTF-8": ("briefings/lake.md", "title: Talks", "title: T\udce4lks", ["not-utf8"]),
    "people that are not YAML": ("briefings/people.yaml", "{name", "{name: a: b", ["yaml-syntax"]),
    "people that are a list": ("briefings/people.yaml", "ana-berg: {name: Ana Berg}", "- ana-berg", ["wrong-kind"]),
    "organizations that are not YAML": ("briefings/organizations.yaml", "{name", "{name: a: b", ["yaml-syntax"]),
    "a person that is text": ("briefings/people.yaml", "{name: Ana Berg}", "Ana Berg", ["wrong-kind"]),
    "events that are not YAML": ("briefings/events.yaml", "{date", "{date: a: b", ["yaml-syntax"]),
    "a refused event": ("briefings/events.yaml", '"2026"', "2026-13-01", ["impossible-date"]),
    "a quote without words": ("sources/talks.yaml", "exact: We will sign, ", "", ["missing-field"]),
    "quotes as a list": ("sources/talks.yaml", RECORD[RECORD.index("quotes") :], "quotes: [met]\n", ["wrong-kind"]),
    "a seal that is none": ("sources/talks.yaml", "sha256: ", "sha256: x", ["wrong-kind"]),
    "a misspelt timeline": ("briefings/lake.md", "::: timeline", "::: timelin", ["unknown-directive"]),
    "a timeline that is not written as one": ("briefings/lake.md", "::: timeline", ":::timeline", ["bad-directive"]),
}


def rules(folder: Path) -> list[str]:
    return [problem.rule for problem in compiled(folder).problems]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogateescape"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, FILES)


def test_the_project_has_no_problem_before(project: Path) -> None:
    assert rules(project) == []


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_one_problem(name: str, project: Path) -> None:
    file, old, new, expected = SLIPS[name]
    edit(project, file, old, new)
    assert rules(project) == expected, [str(each) for each in compiled(project).problems]


@pytest.mark.parametrize("name", SLIPS)
def test_what_does_not_follow_from_a_slip_is_told_beside_it(name: str, project: Path) -> None:
    file, old, new, expected = SLIPS[name]
    write(project, {"briefings/other.md": page("[[nobody]] met [@nothing] and [@talks/none].\n\n::: compare no\n")})
    edit(project, file, old, new)
    found = rules(project)
    lost_people = file.endswith(("people.yaml", "organizations.yaml")) and expected != ["wrong-kind"]
    assert found.count("unknown-citation") == (0 if name == "quotes as a list" else 2)
    assert "unknown-link" in found or lost_people or name == "people that are a list"
    assert "bad-directive" in found


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("briefings/lake.md", "::: compare who", "::: compare whom", "bad-directive"),
        ("briefings/lake.md", "::: inference firm", "::: inference", "bad-directive"),
        ("briefings/lake.yaml", "basis: [talks/met]", "basis: [talks/meet]", "unknown-citation"),
        ("briefings/lake.md", "[[ana-berg]]", "[[ana-burg]]", "unknown-link"),
        ("sources/talks.yaml", "speaker: ana-berg", "speaker: ana-burg", "unknown-speaker"),
    ],
)
def test_a_refused_entry_hides_no_slip_of_another(file: str, old: str, new: str, rule: str, project: Path) -> None:
    edit(project, "briefings/lake.yaml", DATA, DATA + "corrections: [{kind: fix}]\n")
    edit(project, "briefings/lake.yaml", "answers: [", "relation: maybe, answers: [")
    edit(project, "briefings/people.yaml", "Berg}\n", "Berg}\nida: {name: [Ida]}\n")
    edit(project, file, old, new)
    assert rule in rules(project)


def test_an_entry_that_was_refused_takes_no_other_with_it_and_shifts_no_place(project: Path) -> None:
    more = "  - {text: No id.}\n  - {id: b, text: No basis.}\n"
    edit(project, "briefings/lake.yaml", "judgments:\n", f"judgments:\n{more}")
    log = "corrections:\n  - {date: 2031-13-01, kind: fix}\n  - {date: 2031-06, kind: fix}\n"
    edit(project, "briefings/lake.yaml", DATA[DATA.index("inferences") :], DATA[DATA.index("inferences") :] + log)
    assert [f"{each.at} {each.rule}" for each in compiled(project).problems] == [
        "briefings/lake.yaml:4:5 missing-field",
        "briefings/lake.yaml:5:5 uncited-judgment",
        "briefings/lake.yaml:10:12 impossible-date",
        "briefings/lake.yaml:11:5 correction-misdated",
    ]


def test_a_name_that_was_refused_is_near_no_other(project: Path) -> None:
    edit(project, "briefings/people.yaml", "{name: Ana Berg}", "{nmae: Ana Berg}")
    assert rules(project) == ["unknown-field"]
    edit(project, "briefings/shore.md", "Text on", "Ana Borg and Ana Berg on")
    assert rules(project) == ["unknown-field"]


def test_a_spelling_beside_a_name_that_was_refused_still_serves(project: Path) -> None:
    write(project, {"briefings/people.yaml": "ana-berg: {nmae: Ana Berg, spellings: [Dehghan]}\n"})
    edit(project, "briefings/shore.md", "Text on", "Dehgan, on")
    assert rules(project) == ["near-miss-name", "unknown-field"][::-1]


def test_a_warning_that_is_accepted_is_not_missed_while_its_cause_cannot_be_read(project: Path) -> None:
    accept = "accept: [{rule: undrawn-event, at: briefings/events.yaml, reason: for later}]"
    write(project, {"mkdocs.yml": f"site_name: T\nplugins:\n  - briefings:\n      {accept}\n"})
    assert rules(project) == ["unused-acceptance"]
    edit(project, "briefings/lake.yaml", "question: Who", "question: a: Who")
    assert rules(project) == ["yaml-syntax"]


def test_no_slip_ends_in_a_traceback(project: Path) -> None:
    for file, old, new, _ in SLIPS.values():
        with contextlib.suppress(AssertionError):
            edit(project, file, old, new)
    assert "yaml-syntax" in rules(project)
