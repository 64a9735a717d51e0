"""Passages marked in their article: overlapping ones stay tellable, and many take no more than their number."""

from pathlib import Path

from growth import grows_no_faster
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
