"""Passages marked in their article: overlapping ones stay tellable, and many take no more than their number."""

from pathlib import Path

from growth import grows_no_faster
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import archived, compiled, elements, fragment, page, words, write


def project(folder: Path, count: int) -> str:
    """A source's page with as many quotes as words, each overlapping the next."""
    spoken = [f"word{number} goes on" for number in range(count + 1)]
    quotes = "".join(f"  q{number}: {{exact: {spoken[number]} {spoken[number + 1]}}}\n" for number in range(count))
    cited = "; ".join(f"@t/q{number}" for number in range(count))
    record = f"title: T\npublish: full\nquotes:\n{quotes}"
    write(folder, {"briefings/a.md": page(f"All [{cited}]."), **archived("t", f"{' '.join(spoken)}.\n", record)})
    return next(str(each.text) for each in compiled(folder).pages if each.path == "sources/t.md")


def test_each_passage_is_marked_whole_whatever_overlaps_it(tmp_path: Path) -> None:
    root = fragment(project(tmp_path, 12))
    for number in range(12):
        marked = [words(each) for each in elements(root, "mark") if each.get("data-quote") == f"q{number}"]
        assert " ".join(" ".join(marked).split()) == f"word{number} goes on word{number + 1} goes on"
        assert len([each for each in root.iter() if each.get("id") == f"q{number}"]) == 1


def test_many_passages_take_no_more_than_their_number(tmp_path: Path) -> None:
    assert grows_no_faster(lambda count: project(tmp_path, count), 150)


WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
stretches = st.lists(st.tuples(st.integers(0, 11), st.integers(1, 8)), min_size=1, max_size=6, unique=True)


@given(stretches)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_marks_nest_and_leave_every_word_in_its_place(tmp_path: Path, chosen: list[tuple[int, int]]) -> None:
    """However quotations overlap, within a paragraph or across: each is marked whole, has one id, and adds no word."""
    text = " ".join(WORDS[:5]) + ".\n\n" + " ".join(WORDS[5:]) + ".\n"
    spans = {f"q{index}": WORDS[start : start + length] for index, (start, length) in enumerate(chosen)}
    exact = {id: " ".join(each).replace("five six", "five. six") for id, each in spans.items()}
    quotes = "".join(f"  {id}: {{exact: '{words}'}}\n" for id, words in exact.items())
    files = {
        **archived("t", text, f"title: T\npublish: full\nquotes:\n{quotes}"),
        "briefings/a.md": page(f"All [{'; '.join(f'@t/{id}' for id in exact)}]."),
    }
    drawn = next(str(each.text) for each in compiled(write(tmp_path, files)).pages if each.path == "sources/t.md")
    article = next(elements(fragment(drawn), "div", class_="ab-article"))
    assert words(article) == " ".join(text.split())
    for id, said in exact.items():
        marks = [each for each in elements(article, "mark") if each.get("data-quote") == id]
        assert [each.get("id") for each in marks] == [id, *[None] * (len(marks) - 1)]
        shown = "".join("".join(each.itertext()) for each in marks)
        assert "".join(shown.split()) == "".join(said.split())


def test_nested_quotations_are_nested_marks_and_none_is_broken(tmp_path: Path) -> None:
    record = "title: T\npublish: full\nquotes:\n  a: {exact: one two three four}\n  b: {exact: two three}\n  c: {exact: three}\n"
    files = {
        **archived("t", "one two three four five\n", record),
        "briefings/a.md": page("All [@t/a; @t/b; @t/c]."),
    }
    drawn = next(str(each.text) for each in compiled(write(tmp_path, files)).pages if each.path == "sources/t.md")
    assert [each.get("id") for each in elements(fragment(drawn), "mark", class_="ab-quote")] == ["a", "b", "c"]
    [count] = elements(fragment(drawn), "a", class_="ab-count")
    assert (count.get("aria-label"), count.get("href"), words(count)) == ("3 quotations", "#_passage-a", "")
