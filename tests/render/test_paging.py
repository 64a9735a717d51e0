"""Long lists in parts."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.render.paging import WEIGHT, Part, _near, pager, part_path, parts
from builder.render.sheet import Sheet


@given(st.lists(st.integers(1, WEIGHT * 2), max_size=60), st.integers(1, 7))
def test_the_parts_of_a_list_are_the_list_and_none_is_too_long(weights: list[int], most: int) -> None:
    found = [*parts("people/index.md", weights, lambda weight: weight, most)]
    assert [item for part in found for item in part.items] == weights
    assert [part.number for part in found] == [*range(1, len(found) + 1)]
    assert [part.path for part in found] == [part_path("people/index.md", part.number) for part in found]
    assert {(part.count, part.beginning) for part in found} == {(len(found), "people/index.md")}
    assert all(len(part.items) == 1 or sum(part.items) <= WEIGHT for part in found if part.items)
    assert all(len(part.items) <= most for part in found)
    assert [(part.first, part.last) for part in found if part.items] == _places([len(part.items) for part in found])


def _places(lengths: list[int]) -> list[tuple[int, int]]:
    places, first = [], 1
    for length in (each for each in lengths if each):
        places.append((first, first + length - 1))
        first += length
    return places


@pytest.mark.parametrize(
    ("path", "second"),
    [
        ("people/index.md", "people/page/2.md"),
        ("quotes/speaker-page.md", "quotes/speaker-page/page/2.md"),
        ("topics/s-300.md", "topics/s-300/page/2.md"),
    ],
)
def test_a_later_part_stands_below_its_list_where_no_id_can_be(path: str, second: str) -> None:
    assert part_path(path, 1) == path
    assert part_path(path, 2) == second


def test_near_numbers_and_the_ends_are_links_and_gaps_are_told() -> None:
    assert [*_near(1, 1)] == [1]
    assert [*_near(1, 4)] == [1, 2, 3, 4]
    assert [*_near(6, 20)] == [1, 0, 4, 5, 6, 7, 8, 0, 20]


def test_a_part_of_a_long_list_asks_for_the_ways_to_few_others() -> None:
    asked: list[str] = []

    class Way:
        def to(self, path: str) -> str:
            asked.append(path)
            return f"../{path}"

    found = pager(Part((), 500, 1_000, "quotes/index.md", 1), cast("Sheet", Way()))
    assert found
    assert (found.earlier, found.later) == ("../quotes/page/499.md", "../quotes/page/501.md")
    assert dict(found.near)[1] == "../quotes/index.md"
    assert dict(found.near)[1_000] == "../quotes/page/1000.md"
    assert len(asked) <= 9


@given(st.integers(1, 10_000).flatmap(lambda count: st.tuples(st.integers(1, count), st.just(count))))
def test_every_page_can_be_reached_from_its_neighbour(place: tuple[int, int]) -> None:
    number, count = place
    near = [*_near(number, count)]
    assert {1, number, count} <= {*near}
    assert len(near) <= 9
    assert [each for each in near if each] == sorted({each for each in near if each})
