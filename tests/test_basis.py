"""A page whose basis is what it was reads as it did, whatever was edited; and an edit leaves most pages theirs."""

import copy
import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from edits import EDITS, PROJECT
from hypothesis import given
from hypothesis import strategies as st
from projects import GOOD, compiled, files, write

from builder.diagnostics import Location
from builder.model import basis
from builder.model.basis import Basis
from builder.model.digests import READ_OFF
from builder.model.resolved import Backlink, Graph, Page, Quote, Site
from builder.model.written import Entity, Manuscript, Project, Span
from builder.resolve.checks.names import known
from builder.resolve.judging import judged
from builder.resolve.pointing import AboutName

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


@pytest.mark.parametrize("most", [1, 7])
def test_what_is_forgotten_meanwhile_makes_no_other_digest(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = noted(compiled(write(tmp_path, PROJECT)))
    monkeypatch.setattr(basis, "FOUND_MOST", most)
    assert noted(compiled(tmp_path)) == before


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
    link = Backlink("b1.md", "It is.", "", "", AboutName(("It",)))
    other = replace(link, about=AboutName(("is",)))
    assert basis.digest((), link) != basis.digest((), other)
    source = site.graph.project.sources["s1"]
    assert basis.digest((), source) != basis.digest((), site.graph.project.sources["s2"])


# ── records ────────────────────────────────────────────────────────────────────────────────────


def records(value: Any, seen: dict[type, dict[str, Any]]) -> None:
    """By type, the records in a value, one for each of their fields that says something."""
    if is_dataclass(value):
        told = seen.setdefault(type(value), {})
        for name, part in parts(value):
            if name not in told or not told[name][1]:
                told[name] = (value, part)
                records(part, seen)
    elif isinstance(value, Mapping):
        for each in (*value.keys(), *value.values()):
            records(each, seen)
    elif isinstance(value, tuple | list):
        for each in value:
            records(each, seen)


def parts(record: Any) -> Iterator[tuple[str, Any]]:
    yield from ((each.name, getattr(record, each.name)) for each in fields(record) if each.compare)


def other(value: Any) -> Any:
    """One of the same type that differs; none where there is none, or where a digest leaves the difference out."""
    match value:
        case bool():
            return not value
        case Enum():
            return next(each for each in type(value) if each is not value)
        case int():
            return value + 1
        case str():
            return f"{value}x"
        case tuple():
            return value[1:] if value else None
        case Mapping():
            return {} if value else None
        case Location():
            return None
    if is_dataclass(value) and not isinstance(value, type):
        changed = ((name, other(part)) for name, part in parts(value) if name not in left_out(value))
        return next((replace(value, **{name: part}) for name, part in changed if part is not None), None)
    return None


def left_out(record: object) -> tuple[str, ...]:
    return ("at", *(READ_OFF if isinstance(record, Manuscript) else ()))


def test_a_record_is_known_by_each_of_its_parts(tmp_path: Path) -> None:
    seen: dict[type, dict[str, Any]] = {}
    for at, folder in enumerate(SITES):
        records(compiled(Path(shutil.copytree(folder, tmp_path / str(at)))).graph, seen)
    basis, compared = Basis(compiled(write(tmp_path, PROJECT)).graph), 0
    for kind, told in seen.items():
        for name, (record, part) in told.items() if kind not in (Graph, Project, Quote) else ():
            if name not in left_out(record) and (changed := other(part)) is not None:
                compared += 1
                same = copy.deepcopy(record)
                assert basis.digest((), record) == basis.digest((), same), f"{kind.__name__}.{name}"
                assert basis.digest((), record) != basis.digest((), replace(record, **{name: changed})), name
    assert compared > 90


def test_a_quote_is_what_its_source_comes_to_under_its_id(site: Site) -> None:
    """So it is known by the two, whoever is registered."""
    entities = site.graph.project.people.values()
    for source in site.graph.project.sources.values():
        found = judged(source, known(entities)).quotes
        assert found == judged(source, known(())).quotes == tuple(site.graph.quotes_of(source))
        assert len({each.annotation.id for each in found}) == len(found)
    basis = Basis(site.graph)
    one, *others = site.graph.quotes.values()
    assert all(basis.digest((), one) != basis.digest((), each) for each in others)
    source = replace(one.source, title="Another")
    assert basis.digest((), one) != basis.digest((), replace(one, source=source))


def test_a_person_is_no_organization(site: Site) -> None:
    person: Any = site.graph.entity("ana-berg")
    assert basis_of(site, person) != basis_of(site, Entity(*(part for _, part in parts(person))))


def basis_of(site: Site, value: object) -> str:
    return Basis(site.graph).digest((), value)


def test_a_record_that_was_read_is_known_by_what_it_was_read_from(site: Site) -> None:
    source = site.graph.project.sources["s1"]
    keys = {id(source): ("of these bytes", source)}
    known, others = Basis(site.graph, None, keys), Basis(site.graph, None, {id(source): ("of others", source)})
    for look in ("project.sources s1", "quotes s1/boats", "spoken ana-berg"):
        assert known.digest([look], None) != others.digest([look], None)
        assert known.digest([look], None) != Basis(site.graph).digest([look], None)
    assert known.digest(["project.sources s2"], None) == Basis(site.graph).digest(["project.sources s2"], None)
