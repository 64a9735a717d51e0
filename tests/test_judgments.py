"""Judgments, inferences and the map of their evidence: what they rest on, and how a reader sees it."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from projects import GOOD, compiled, copy, elements, fragment, page, words, write

TALKS = "Delegates met in Osk. Minister Ana Berg spoke, and nobody signed.\n\n“We will return,” a guest said.\n"
FILES = {
    "sources/talks.txt": TALKS,
    "sources/talks.yaml": "title: Talks\npublisher: Lake Post\npublish: full\nquotes:\n"
    "  met: {exact: Delegates met in Osk}\n  berg: {exact: Ana Berg spoke}\n  again: {exact: We will return}\n",
    "sources/rules.yaml": "title: Rules\npublisher: Lake Council\n",
    "briefings/people.yaml": "ana: {name: Ana Berg}\n",
}
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = "Cited [@talks/met; @talks/berg; @talks/again; @rules].\n\n"


def found(folder: Path, data: str, body: str = "") -> list[tuple[str, str]]:
    """The problems of a project whose page draws its judgments and inferences: rule and place."""
    write(folder, {**FILES, "briefings/a.md": page(DRAWN + body), "briefings/a.yaml": data})
    aside = {"unsealed-source", "undrawn-entry"}
    return [(problem.rule, str(problem.at)) for problem in compiled(folder).problems if problem.rule not in aside]


def inference(basis: str, text: str = "We infer it.", more: str = "") -> str:
    return f"inferences:\n  it: {{text: '{text}', basis: [{basis}]{more}}}\n"


@pytest.mark.parametrize(
    "data",
    [
        inference("talks/met, talks/berg"),
        inference("talks/met, rules"),
        inference("talks/met", more=", rule: Who meets talks."),
        inference("talks/berg, talks/met", "We infer that Ana Berg met them."),
        inference("talks, talks/met", "We infer that Ana Berg met them."),
        inference("rules, talks/met", "We infer that Ana Berg met them."),
        inference("talks/met, talks/again", more=", searched: {talks: [treaty], talks/met: [berg]}"),
        "judgments: [{id: it, text: It is so., basis: [talks/met]}]",
        "judgments: [{id: it, text: It is so., inferred: true, basis: [talks/met, met, berg]}]",
    ],
)
def test_an_inference_that_rests_on_enough_is_no_problem(data: str, tmp_path: Path) -> None:
    assert found(tmp_path, data) == []


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (inference(""), "unsupported-inference"),
        (inference("", more=", rule: Silence."), "unsupported-inference"),
        (inference("talks/met"), "unsupported-inference"),
        (inference("talks/met, met"), "unsupported-inference"),
        ("judgments: [{id: it, text: It is so., inferred: true}]", "unsupported-inference"),
        ("judgments: [{id: it, text: It is so., inferred: true, basis: [talks/met]}]", "unsupported-inference"),
        (inference("talks/met, talks/again", "We infer that Ana Berg met them."), "name-not-in-basis"),
        (inference("talks/met, talks/again", "We infer it of 40 men."), "figure-not-in-citation"),
        (inference("talks/met, talks/again", more=", searched: {talks: [berg]}"), "silence-broken"),
        (inference("talks/met, talks/again", more=", searched: {talks/berg: [spoke]}"), "silence-broken"),
        (inference("talks/met, talks/again", more=", searched: {talks/berg: []}"), "silence-broken"),
        (inference("talks/met, talks/again", more=", searched: {rules: [spoke]}"), "silence-broken"),
        (inference("talks/met, talks/again", more=", searched: {talks/burg: [spoke]}"), "unknown-citation"),
        (inference("talks/met, talks/mat"), "unknown-citation"),
    ],
)
def test_an_inference_that_does_not_is(data: str, rule: str, tmp_path: Path) -> None:
    assert [name for name, _ in found(tmp_path, data)] == [rule]


@pytest.mark.parametrize(
    "body",
    [
        "::: inference",
        "::: inference its",
        "::: evidence",
        "::: evidence it",
        "::: judgments",
        "::: judgments it",
        "::: compare it",
    ],
)
def test_a_directive_that_finds_nothing_to_draw_is_reported(body: str, tmp_path: Path) -> None:
    assert found(tmp_path, inference("talks/met, talks/berg"), body) == [("bad-directive", "briefings/a.md:8:1")]


def drawn(project: Path, path: str = "ferry.md") -> Element:
    return fragment(next(str(page.text) for page in compiled(project).pages if page.path == path))


def test_the_map_and_its_table_say_the_same() -> None:
    """Each mark of the drawing is a line of the table, with its passages."""
    page = drawn(GOOD / "weighed")
    map = next(elements(page, "p", class_="ab-map"))
    shapes = [each for name in ("circle", "rect", "path") for each in elements(map, SVG + name)]
    table = next(each for each in elements(page, "table") if "Judgment" in words(each))
    rows = [[*row] for row in elements(table, "tr")][1:]
    lines = [line for row in rows for line in lines_of(row[1])]
    supports = [support for line in lines for support in line.partition(" – ")[2].split("; ")]
    assert len(shapes) == len(supports) == 6
    texts = [*elements(map, f"{SVG}text")]
    counted = [words(each) for each in texts if not each.get("class") and not each.get("text-anchor")]
    assert counted == [str(each.count("], ") + 1) for each in supports if "], " in each]
    numbers = [words(each) for each in texts if each.get("text-anchor") == "middle" and words(each).isdecimal()]
    assert numbers == [words(row[2]).removeprefix("Origins ").partition(":")[0] for row in rows]


def lines_of(cell: Element) -> list[str]:
    """The lines of a cell that breaks part, each link's words in square brackets; without its label."""
    text = cell.text or ""
    for child in cell:
        text += {"br": "\n", "a": f"[{words(child)}]", "span": ""}.get(child.tag, words(child)) + (child.tail or "")
    return [line.strip() for line in text.split("\n")]


def test_a_passage_in_the_table_goes_by_its_words_and_a_whole_source_by_its_title(tmp_path: Path) -> None:
    data = "judgments: [{id: it, text: It is so., basis: [talks/met, talks/again, rules]}]"
    write(tmp_path, {**FILES, "briefings/a.md": page(DRAWN + "::: evidence"), "briefings/a.yaml": data})
    table = next(each for each in elements(drawn(tmp_path, "a.md"), "table") if "Judgment" in words(each))
    cells = [*[*elements(table, "tr")][1]]
    assert words(cells[0]) == "1. It is so."
    assert lines_of(cells[1]) == [
        "A: Lake Post – quoted: [“We will return”]; its own words: [“Delegates met in Osk”]",
        "B: Lake Council – cannot be checked: [Rules]",
    ]
    assert words(cells[2]) == "Origins 2: Lake Post; Lake Council"


def test_each_number_in_the_table_leads_to_its_judgment() -> None:
    page = drawn(GOOD / "weighed")
    ids = {each.get("id") for each in page.iter()}
    links = [link.get("href", "") for link in elements(page, "a") if link.get("href", "").startswith("#_judgment")]
    assert sorted({*links}) == [
        "#_judgment-cause",
        "#_judgment-council.cause",
        "#_judgment-unasked",
        "#_judgment-weeks",
    ]
    assert {link[1:] for link in links} <= ids


def test_what_we_infer_is_marked_by_a_word_and_what_is_reported_is_not() -> None:
    page = drawn(GOOD / "weighed")
    judged = {each.get("id"): words(each) for each in elements(page, "p", class_="ab-judgment")}
    assert "our inference" in judged["_judgment-unasked"]
    assert "our inference" not in judged["_judgment-cause"]
    assert all("our inference" in words(each) for each in elements(page, class_="ab-inferred"))


def test_a_map_without_its_judgments_names_them_and_links_nowhere(tmp_path: Path) -> None:
    project = copy(GOOD / "weighed", tmp_path)
    path = project / "briefings/ferry.md"
    path.write_text(path.read_text().replace("::: judgments\n", "Cited [@post/rust; @bell/hull].\n", 1))
    page = drawn(project)
    assert not [link for link in elements(page, "a") if link.get("href", "") == "#_judgment-cause"]
    table = next(each for each in elements(page, "table") if "Judgment" in words(each))
    assert "1. Rust in the tanks" in words(table)


def test_many_sources_get_letters_of_their_own_and_no_page_grows_sideways(tmp_path: Path) -> None:
    quotes = {f"sources/s{number}.yaml": f"title: S{number}\n" for number in range(60)}
    basis = ", ".join(f"s{number}" for number in range(60))
    data = f"judgments: [{{id: it, text: It is so., basis: [{basis}]}}]"
    write(tmp_path, {**quotes, "briefings/a.md": page("::: evidence"), "briefings/a.yaml": data})
    map = next(elements(drawn(tmp_path, "a.md"), "p", class_="ab-map"))
    letters = [words(each) for each in elements(map, f"{SVG}text", class_="ab-map-head")][:60]
    assert len({*letters}) == 60
    assert "ab-wide" in map.get("class", "")


def test_how_we_know_numbers_judgments_as_they_are_drawn_and_says_on_what_a_source_is_silent(tmp_path: Path) -> None:
    data = (
        "judgments:\n  - {id: two, text: It is so., basis: [talks/berg, rules]}\n"
        "  - {id: one, text: So it is., basis: [talks/again]}\n"
        "comparisons: {c: {question: Who signed?, answers: [{cite: rules, says: none}], silent: {talks: [treaty]}}}\n"
    )
    body = "::: judgments\n\n::: compare"
    write(tmp_path, {**FILES, "briefings/a.md": page(DRAWN + body), "briefings/a.yaml": data})
    shown = drawn(tmp_path, "a.md")
    numbered = [words(each) for each in elements(shown, "p", class_="ab-judgment")]
    assert [each[:2] for each in numbered] == ["1.", "2."]
    said = [words(each) for each in elements(shown, "li")]
    assert "On a single origin: judgment 2, “So it is.”" in said
    assert "Silent, in whole or in part, on “Who signed?”: Lake Post." in said
