"""Prose in which nothing was found is not held again against the same: and nothing is passed over for that."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import archived, page, write

from builder.answers import Kept, Remembered
from builder.compile import compile_site
from builder.diagnostics import Diagnostic
from builder.model.written import Manuscript
from builder.read.configuration import read_settings
from builder.resolve.settled import Settled

TEXT = "Report {at} of Ana Berg’s boats: they left Area 51 in spring.\n\n“We saw {at} boats,” said Ana Berg, who pays 7 crews.\n"
RECORD = "title: Report {at}\nquotes:\n  boats: {{exact: We saw {at} boats, speaker: ana}}\n  crews: {{exact: who pays 7 crews}}\n"
BODY = (
    "::: background lake\n\n# Of “{at} boats”\n\nShe “saw {at} boats” [@s{at}/boats]; they left Area 51 [@s{at}/boats].\n\n"
    "She pays 7 crews, “[[ana]], who pays” [@s{at}/crews]. See [[lake]].\n"
)
PROJECT: dict[str, str | bytes] = {
    "mkdocs.yml": "site_name: Test\n",
    "briefings/people.yaml": "ana: {name: Ana Berg}\narea: {name: Area 51}\n",
    "briefings/background/lake.md": page("“We saw 0 boats” [@s0/boats].", title="The lake"),
}
for number in range(4):
    PROJECT |= archived(f"s{number}", TEXT.format(at=number), RECORD.format(at=number))
    PROJECT[f"briefings/b{number}.md"] = page(BODY.format(at=number), title=f"“{number} boats”")


def swap(old: str, new: str) -> Callable[[Path], None]:
    """One for the other, and back the next time."""

    def edit(path: Path) -> None:
        if path.is_file():
            text = path.read_text("utf-8")
            path.write_text(text.replace(old, new) if old in text else text.replace(new, old), "utf-8")

    return edit


PAGE, SOURCE, WORDS, PEOPLE, LAKE = (
    *("briefings/b{}.md", "sources/s{}.yaml", "sources/s{}.txt", "briefings/people.yaml"),
    "briefings/background/lake.md",
)
EDITS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "our quotation": (PAGE, swap("She “saw", "She “did see")),
    "our figure": (PAGE, swap("pays 7 crews,", "pays 8 crews,")),
    "our citation": (PAGE, swap("/crews]", "/boats]")),
    "a citation of nothing": (PAGE, swap("/crews]", "/crew]")),
    "a source without a quote": (PAGE, swap("/crews]", "]")),
    "our link": (PAGE, swap("[[ana]]", "[[area]]")),
    "what is taken in": (PAGE, swap("::: background lake\n", "")),
    "a page that others take in": (LAKE, swap("[@s0/boats]", "[@s1/boats]")),
    "a page's name": (LAKE, swap("title: The lake", "title: The sea")),
    "a draft": (PAGE, swap("summary:", "status: draft\nsummary:")),
    "what the source says": (WORDS, swap("Ana Berg, who", "Bo Lind, who")),
    "the source's figure": (WORDS, swap("pays 7", "pays 9")),
    "a passage": (SOURCE, swap("exact: who pays 7 crews", "exact: pays 7 crews")),
    "furniture": (SOURCE, swap("quotes:", "furniture: [nothing]\nquotes:")),
    "a name in a quotation": (PEOPLE, swap("name: Ana Berg", "name: Anna Berg")),
    "a name with a figure": (PEOPLE, swap("area: {name: Area 51}", "area: {name: The area}")),
    "an acceptance": (PAGE, swap("She pays", "<!-- accept figure-not-in-citation: so it is -->\nShe pays")),
    "the wording": (
        "mkdocs.yml",
        swap("site_name: Test\n", "site_name: Test\nplugins: [briefings: {wording: {avoid: {boats: ships}}}]\n"),
    ),
    "links by themselves": (
        "mkdocs.yml",
        swap("site_name: Test\n", "site_name: Test\nplugins: [briefings: {autolink: false}]\n"),
    ),
}


def found(project: Path, answers: Kept | Remembered | None) -> tuple[list[str], list[str], list[str]]:
    """Problems, what is accepted, and what each page reads."""
    problems: list[Diagnostic] = []
    site = compile_site(read_settings(project, problems.append), problems, answers=answers)
    return [*map(str, site.problems)], [*map(str, site.accepted)], [f"{each.path} {each.text!r}" for each in site.pages]


@pytest.mark.parametrize("seed", [2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 9))])
def test_whatever_was_edited_the_same_is_found(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same edits each time
    project, remembered, rules = write(tmp_path, PROJECT), Remembered(), ""
    for name in [*EDITS, *chance.choices([*EDITS], k=10 if seed == 2 else 60)]:
        path, edit = EDITS[name]
        edit(project / path.format(chance.randrange(4)))
        anew = found(project, None)
        assert found(project, remembered) == found(project, Kept(project)) == anew, name
        rules += "".join(anew[0])
        if chance.random() < 0.7:  # else there is soon no page in which nothing is found
            found(write(project, PROJECT), remembered)
    assert "prose-quote-unverified" in rules
    assert "figure-not-in-citation" in rules


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the pages that do not stand, as they are asked for."""
    asked: list[str] = []
    stands = Settled.stands

    def standing(settled: Settled, page: Manuscript) -> bool:
        if stood := stands(settled, page):
            return stood
        asked.append(page.path)
        return False

    monkeypatch.setattr(Settled, "stands", standing)
    return asked


@pytest.mark.parametrize(
    ("edit", "pages"),
    [
        ("our quotation", ["b1.md"]),
        ("what the source says", ["b1.md"]),
        ("a page that others take in", ["b0.md", "b1.md", "b2.md", "b3.md", "background/lake.md"]),
        ("a name in a quotation", ["b0.md", "b1.md", "b2.md", "b3.md"]),
        ("an acceptance", ["b1.md"]),
    ],
)
def test_only_pages_that_are_held_against_something_else_are_held_again(
    edit: str, pages: list[str], held: list[str], tmp_path: Path
) -> None:
    project = write(tmp_path, PROJECT)
    assert found(project, Kept(project))[0] == []
    assert len(held) == 5
    held.clear()
    path, change = EDITS[edit]
    change(project / path.format(1))
    found(project, Kept(project))
    assert held == pages
    held.clear()
    found(project, None)
    assert len(held) == 5


def test_what_is_wrong_is_found_each_time(held: list[str], tmp_path: Path) -> None:
    project = write(tmp_path, PROJECT | {"briefings/b1.md": page("It saw “nine boats” [@s1/boats].")})
    first = found(project, Kept(project))
    held.clear()
    assert found(project, Kept(project)) == first
    assert held == ["b1.md"]


def test_characters_that_mark_a_name_here_tell_none_in_an_authors_words(tmp_path: Path) -> None:
    """They would let a quotation pass that no source has, by a name that readers do not see."""
    quotation = '"\\"The mayor \\ufdd0was\\ufdd1 guilty\\""'
    files = {
        **archived(
            "trial",
            "The mayor was not guilty, the court said.\n",
            "title: Trial\nquotes:\n  said: {exact: the court said}\n",
        ),
        "briefings/organizations.yaml": "was: {name: was not}\n",
        "briefings/b1.md": f"---\ntitle: {quotation}\nsummary: Yes.\n---\n\nIt ended [@trial/said].\n\n::: judgments\n",
        "briefings/b1.yaml": f"judgments:\n  - {{id: so, text: {quotation}, basis: [trial/said]}}\n",
    }
    project = write(tmp_path, files)
    problems = found(project, None)[0]
    assert [each.partition(": ")[0] for each in problems if "prose-quote-unverified" in each] == [
        "briefings/b1.md:2:8",
        "briefings/b1.yaml:2:20",
    ]
    write(project, {"briefings/organizations.yaml": "was: {name: was}\n"})
    assert found(project, Kept(project)) == found(project, Kept(project)) == found(project, None)


def test_drafts_do_not_unsettle_the_pages(held: list[str], tmp_path: Path) -> None:
    project = write(tmp_path, PROJECT | {"briefings/b9.md": page("Nothing yet.", title="Later", status="draft")})
    remembered = Remembered()
    for _ in range(3):
        held.clear()
        compile_site(read_settings(project, [].append), preview=True, answers=remembered)
    assert {*held} == {"b9.md"}
