"""A page whose basis is what it was reads as it did, whatever was edited; and an edit leaves most pages theirs."""

import copy
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from edits import EDITS, PROJECT
from hypothesis import given
from hypothesis import strategies as st
from projects import GOOD, compiled, files, write

from builder.model.basis import Basis
from builder.model.resolved import Backlink, Page, Site
from builder.model.written import Span

SITES = sorted(path.parent for path in (*GOOD.glob("*/mkdocs.yml"), *GOOD.parent.glob("*/mkdocs.yml")))
Noted = Mapping[str, tuple[str | bytes, tuple[str, ...], str]]


def noted(site: Site) -> Noted:
    """By path: what a page reads, what was looked at for it, and the digest of that."""
    found = {page.path: (page, *page.noted()) for page in site.pages}
    return {path: (text, trace, page.digest(trace)) for path, (page, text, trace) in found.items()}


def standing(before: Noted, pages: tuple[Page, ...]) -> dict[str, bool]:
    """Whether each page has the basis that it had, of those that there were."""
    return {
        each.path: each.digest(before[each.path][1]) == before[each.path][2] for each in pages if each.path in before
    }


def misled(before: Noted, site: Site) -> list[str]:
    """Pages that read otherwise, and have the basis that they had."""
    stand = standing(before, site.pages)
    return [page.path for page in site.pages if stand.get(page.path) and page.take() != before[page.path][0]]


# ── edits ──────────────────────────────────────────────────────────────────────────────────────


def test_a_page_with_the_same_basis_reads_the_same(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  # the same edits each time
    before, stood = noted(compiled(write(tmp_path, PROJECT))), 0
    for name in [*EDITS, *chance.choices([*EDITS], k=20)]:
        EDITS[name](tmp_path, chance.randrange(8))
        site = compiled(tmp_path)
        assert misled(before, site) == [], name
        stood += sum(standing(before, site.pages).values())
        before = noted(site)
    assert stood > 10 * len(before)


@pytest.mark.parametrize("part", [0, *(pytest.param(each, marks=pytest.mark.slow) for each in range(1, 20))])
def test_so_it_does_where_any_line_is_missing(part: int, tmp_path: Path) -> None:
    chance = random.Random(part)  # noqa: S311  # the same lines each time
    for at, each in enumerate(SITES):
        project = Path(shutil.copytree(each, tmp_path / str(at)))
        before = noted(compiled(project))
        inputs = {path: data for path, data in files(project).items() if path.startswith(("briefings/", "sources/"))}
        for path in chance.sample(sorted(inputs), min(len(inputs), 1 if part == 0 else 4)):
            lines = inputs[path].split(b"\n")
            del lines[chance.randrange(len(lines))]
            (project / path).write_bytes(b"\n".join(lines))
            assert misled(before, compiled(project)) == [], f"{each.name}: {path}"
            (project / path).write_bytes(inputs[path])


@pytest.mark.parametrize(
    ("edit", "most"), [("nothing", 0), ("prose", 12), ("record's title", 16), ("spelling", 22), ("topic", 26)]
)
def test_an_edit_leaves_the_basis_of_most_pages(edit: str, most: int, tmp_path: Path) -> None:
    before = noted(compiled(write(tmp_path, PROJECT)))
    EDITS[edit](tmp_path, 2)
    stand = standing(before, compiled(tmp_path).pages)
    assert [path for path, stands in stand.items() if not stands][most:] == []
    assert len(stand) == len(before) > 50


# ── looks and digests ──────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return compiled(write(tmp_path_factory.mktemp("basis"), PROJECT))


def test_what_is_looked_at_is_noted_and_nothing_else(site: Site) -> None:
    basis = Basis(site.graph)
    _, seen = basis.noting(lambda: (basis.graph.entity("ana-berg"), basis.graph.quotes.get("s1/boats")))
    assert seen == {"project.people ana-berg", "quotes s1/boats"}
    assert basis.noting(lambda: [*basis.graph.published])[1] == {"published"}
    assert basis.noting(lambda: "s1/boats" in basis.graph.shown)[1] == {"quotes s1/boats"}
    assert basis.noting(lambda: None)[1] == frozenset()


def test_a_part_of_a_drawing_counts_for_the_whole(site: Site) -> None:
    basis = Basis(site.graph)
    inner: list[frozenset[str]] = []

    def draw() -> None:
        basis.graph.uses["b1.md"]
        inner.append(basis.noting(lambda: basis.graph.spellings["ana-berg"])[1])
        basis.see(["cited s1/boats"])

    assert basis.noting(draw)[1] == {"uses b1.md", "spellings ana-berg", "cited s1/boats"}
    assert inner == [{"spellings ana-berg"}]


def test_what_is_absent_is_told_from_what_is_there(site: Site) -> None:
    basis = Basis(site.graph)
    digests = [basis.digest([look], None) for look in ("quotes s1/boats", "quotes s1/none", "quotes", "cited s1/boats")]
    assert len({*digests}) == len(digests)
    with pytest.raises(KeyError):
        basis.digest(["no-table x"], None)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=4)
    | st.builds(Span, st.integers(0, 9), st.integers(0, 9)),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)


@given(VALUES, VALUES)
def test_digests_are_the_same_for_equal_values_alone(site: Site, one: object, other: object) -> None:
    basis = Basis(site.graph)
    assert basis.digest((), (one, one)) == basis.digest((), (one, copy.deepcopy(one)))
    assert (basis.digest((), one) == basis.digest((), other)) == (repr(one) == repr(other))


def test_records_with_other_parts_have_other_digests(site: Site) -> None:
    basis = Basis(site.graph)
    link = Backlink("b1.md", "It is.", "", "", (Span(0, 2),))
    other = Backlink("b1.md", "It is.", "", "", (Span(0, 3),))
    assert basis.digest((), link) != basis.digest((), other)
    source = site.graph.project.sources["s1"]
    assert basis.digest((), source) != basis.digest((), site.graph.project.sources["s2"])
