"""Timelines: which events, in what order, where they are drawn, and what a reader is told."""

from itertools import pairwise, permutations
from math import inf
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from growth import grows_no_faster
from hostile_slots import PAYLOADS
from hypothesis import given
from hypothesis import strategies as st
from projects import GOOD, archived, compiled, elements, fragment, page, text_scalar, words, write

from builder.dates import calendar_day, day_number
from builder.model.resolved import Site
from builder.render.axis import APART, Scale, fanned, lanes, settle, ticks, tracks
from builder.render.drawing import WIDE
from builder.render.lettering import lines, width
from builder.render.saying import say_in

# ── geometry ───────────────────────────────────────────────────────────────────────────────────

BLOCKS = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 9)), max_size=60)


@given(BLOCKS, st.booleans())
def test_labels_keep_their_order_and_never_meet(blocks: list[tuple[float, float]], ordered: bool) -> None:
    wanted = sorted(want for want, _ in blocks) if ordered else [want for want, _ in blocks]
    heights = [height for _, height in blocks]
    tops = settle(wanted, heights, 0.0, 100.0)
    assert all(top >= 0 for top in tops)
    for (one, height), (other, _) in pairwise(zip(tops, heights, strict=True)):
        assert one + height <= other + 1e-6
    if sum(heights) <= 100:
        assert all(top + height <= 100 + 1e-6 for top, height in zip(tops, heights, strict=True))


def test_labels_stand_where_they_are_wanted_if_there_is_room_and_else_around_it() -> None:
    assert settle([1.0, 5.0, 9.0], [2.0, 2.0, 2.0], 0.0, 20.0) == [1.0, 5.0, 9.0]
    assert settle([5.0, 5.0, 5.0, 15.0], [2.0, 2.0, 2.0, 2.0], 0.0, 20.0) == [3.0, 5.0, 7.0, 15.0]
    assert settle([0.0, 0.0], [2.0, 2.0], 0.0, 20.0) == [0.0, 2.0]
    assert settle([20.0, 20.0], [2.0, 2.0], 0.0, 20.0) == [16.0, 18.0]


@given(BLOCKS)
def test_ways_to_labels_never_cross(blocks: list[tuple[float, float]]) -> None:
    starts = fanned(sorted(want for want, _ in blocks), 0.3)
    ends = settle(starts, [height for _, height in blocks], -inf, inf)
    ways = [
        (start, end, (track + 1) / (count + 1))
        for start, end, (track, count) in zip(starts, ends, tracks(starts, ends), strict=True)
    ]
    for one, other in permutations(ways[:40], 2):
        low, high = sorted(one[:2])
        across = [(other[0], 0.0, other[2]), (other[1], other[2], 1.0)]
        assert not any(low + 1e-6 < at < high - 1e-6 and left < one[2] < right for at, left, right in across)
        if one[2] == other[2]:  # one below the other
            assert min(high, max(other[:2])) - max(low, min(other[:2])) <= 1e-6


@given(st.lists(st.floats(0, 100), max_size=60))
def test_ways_that_begin_at_one_place_are_told_apart_and_stay_at_their_marks(places: list[float]) -> None:
    places = sorted(places)
    moved = fanned(places, 0.3)
    assert all(abs(one - other) <= 0.3 + 1e-6 for one, other in zip(places, moved, strict=True))
    assert all(one <= other + 1e-6 for one, other in pairwise(moved))
    assert fanned([5.0, 5.0], 0.3) == pytest.approx([4.9, 5.1])


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 50))), st.integers(1, 5))
def test_marks_in_one_lane_stand_apart_while_there_are_lanes(bars: list[tuple[float, float]], most: int) -> None:
    extents = sorted((start, start + length) for start, length in bars)
    found = lanes(extents, most)
    assert all(0 <= lane < most for lane in found)
    for lane in range(most - 1):
        ends = [extent for extent, each in zip(extents, found, strict=True) if each == lane]
        assert all(one[1] + APART <= other[0] for one, other in pairwise(ends))


@given(st.integers(-3_700_000, 3_700_000), st.integers(0, 10**13), st.floats(18, 2000))
def test_ticks_are_few_in_order_and_apart(first: int, days: int, length: float) -> None:
    found = ticks(Scale(first, first + days, 1.0, length), say_in("en"))
    assert len(found) <= length / 2 + 2
    assert all(other.at - one.at > 1.5 for one, other in pairwise(found))
    assert all(0.9 <= tick.at <= length + 1.1 for tick in found)
    assert all(width(tick.words) * 0.85 < 5.5 for tick in found)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2015, 1, 1), (2015, 1, 6), ["1 Jan", "2 Jan", "3 Jan", "4 Jan", "5 Jan", "6 Jan"]),
        ((2014, 11, 3), (2015, 4, 2), ["Dec 2014", "Jan 2015", "Feb 2015", "Mar 2015", "Apr 2015"]),
        ((2005, 6, 1), (2009, 1, 1), ["2006", "2007", "2008", "2009"]),
        ((-1200, 1, 1), (1999, 1, 1), ["1000 BC", "1", "1000"]),
        ((1, 1, 1), (2 * 10**9, 1, 1), ["1", "500M", "1bn", "1.5bn", "2bn"]),
    ],
)
def test_ticks_are_days_months_or_years_by_the_span(
    first: tuple[int, int, int], last: tuple[int, int, int], expected: list[str]
) -> None:
    found = ticks(Scale(day_number(*first), day_number(*last), 0.0, 20.0), say_in("en"))
    assert [tick.words for tick in found] == expected


def test_a_scale_is_in_proportion() -> None:
    scale = Scale(day_number(2014, 1, 1), day_number(2015, 12, 31), 2.0, 73.0)
    assert scale.at(scale.first) == 2.0
    assert scale.at(day_number(2015, 1, 1)) == pytest.approx(38.5)
    assert calendar_day(scale.last + 1) == (2016, 1, 1)
    assert scale.at(scale.last + 1) == scale.bottom == 75.0


@given(st.text(max_size=300), st.floats(6, 20), st.integers(1, 5))
def test_lines_are_no_wider_and_no_more_than_they_may(text: str, most_wide: float, most: int) -> None:
    found = lines(text, most_wide, most)
    assert 1 <= len(found) <= most
    assert all(width(line) <= most_wide + 1e-6 for line in found)
    if not found[-1].endswith("…"):
        assert "".join("".join(found).split()) == "".join(text.split())


def test_lines_end_at_blanks_and_between_characters_of_scripts_without() -> None:
    assert lines("the ferries of the lake", 7.5, 4) == ("the ferries of", "the lake")
    assert lines("灯台の図面、港", 4.5, 4) == ("灯台の", "図面、港")
    assert lines("e\u0301" * 20, 6.0, 4)[0].endswith("e\u0301")


# ── which events, and in what order ────────────────────────────────────────────────────────────


def site(tmp_path: Path, events: list[tuple[str, str]], body: str = "::: timeline", **head: str) -> Site:
    register = "".join(f'{id}: {{date: "{date}", title: The {id}, topics: [{id[0]}]}}\n' for id, date in events)
    files = {"briefings/events.yaml": register} if events else {}
    return compiled(write(tmp_path, {**files, "briefings/lake.md": page(body, **head)}))


def drawn(of: Site, path: str = "lake.md") -> Element:
    """A page as a browser has it, the names of SVG as plain as those of HTML."""
    root = fragment(next(str(page.text) for page in of.pages if page.path == path))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def items(root: Element) -> list[str]:
    return [words(each) for each in elements(root, "li")]


def marks(root: Element) -> list[str]:
    return [each.get("aria-label", "") for each in elements(root, "a", class_="ab-mark")]


def test_events_stand_by_first_day_the_coarser_first_and_those_without_a_day_last(tmp_path: Path) -> None:
    events = [
        ("never", "XXXX"),
        ("day", "2010-01-01"),
        ("year", "2010"),
        ("decade", "201X"),
        ("b", "2009"),
        ("a", "2009"),
    ]
    events += [("until", "../2030"), ("from", "2010/.."), ("month", "2010-01"), ("before", "-0044")]
    root = drawn(site(tmp_path, events))
    order = ["until", "before", "b", "a", "from", "decade", "year", "month", "day"]
    assert [each.rpartition("The ")[2] for each in items(root)] == [*order, "never"]
    assert [each.rpartition("The ")[2] for each in marks(root)] == order


def test_the_list_says_what_the_drawing_says_and_each_leads_to_the_other(tmp_path: Path) -> None:
    root = drawn(site(tmp_path, [("a", "2014"), ("b", "2016")], event="2015"))
    ids = {each.get("id"): each for each in root.iter() if each.get("id")}
    for mark in elements(root, "a", class_="ab-mark"):
        item = ids[mark.get("{http://www.w3.org/1999/xlink}href", "")[1:]]
        assert ids[item.get("href", "")[1:]] is mark
        assert mark.get("aria-label", "").startswith(words(item))
        drawn_words = " ".join(words(each) for each in elements(mark, "text"))
        assert mark.get("aria-label", "").replace(". The", " The") == drawn_words
    assert marks(root) == ["1. 2014. The a", "2. 2016 · later. The b"]
    assert items(root) == ["1. 2014: The a", "2. 2016: The b later"]


def test_without_an_event_nothing_is_later(tmp_path: Path) -> None:
    root = drawn(site(tmp_path, [("a", "2014"), ("b", "2016")]))
    assert "later" not in words(root).lower()
    assert list(elements(root, class_="ab-parting")) == []


@pytest.mark.parametrize(
    ("event", "later"),
    [("2015-01-20", ["c", "d"]), ("2015", ["d"]), ("2015/..", []), ("2015-01~", ["c", "d"]), ("XXXX", [])],
)
def test_later_is_what_lies_wholly_after_the_event(event: str, later: list[str], tmp_path: Path) -> None:
    events = [("a", "2015-01-20"), ("b", "2015"), ("c", "2015-02-01"), ("d", "2016~"), ("e", "/2017"), ("f", "XXXX")]
    root = drawn(site(tmp_path, events, event=event))
    assert [each.rpartition("The ")[2][0] for each in marks(root) if " · later. " in each] == later
    assert len(list(elements(root, class_="ab-chip"))) == len(later)


def test_a_topic_chooses_events(tmp_path: Path) -> None:
    events = [("ferry", "2014"), ("fish", "2015"), ("treaty", "2016")]
    of = site(tmp_path, events, "::: timeline f\n\n::: later t", event="2015-05")
    assert items(drawn(of)) == ["1. 2014: The ferry", "2. 2015: The fish", "2016: The treaty"]
    assert of.problems == ()


@pytest.mark.parametrize(
    ("events", "body", "head", "message"),
    [
        ([], "::: timeline", {}, "there are no events to draw"),
        ([], "::: later", {"event": "2015"}, "there are no events to draw"),
        ([("a", "2015")], "::: timeline ferries", {}, "no event has the topic `ferries`"),
        ([("a", "2015")], "::: later", {}, "this page does not say what its events are later than"),
        ([("a", "2015")], "::: later", {"event": "2015"}, "no event is later than 2015"),
        ([("a", "2015")], "::: later a", {"event": "2016"}, "no event is later than 2016"),
    ],
)
def test_what_would_draw_nothing_is_an_error(
    events: list[tuple[str, str]], body: str, head: dict[str, str], message: str, tmp_path: Path
) -> None:
    of = site(tmp_path, events, body, **head)
    assert [(str(each.at), each.rule, each.message) for each in of.problems] == [
        (f"briefings/lake.md:{6 + len(head)}:1", "bad-directive", message)
    ]


def test_a_misspelt_topic_gets_a_hint(tmp_path: Path) -> None:
    files = {"briefings/events.yaml": "a: {date: 2015-01, title: A, topics: [ferries]}\n"}
    of = compiled(write(tmp_path, {**files, "briefings/lake.md": page("::: timeline feries")}))
    assert [each.hint for each in of.problems] == ["did you mean `ferries`?"]


def test_an_event_that_no_page_draws_is_reported_where_any_is_drawn(tmp_path: Path) -> None:
    events = [("ferry", "2014"), ("treaty", "2016")]
    assert site(tmp_path, events, "Text.").problems == ()
    assert [(str(each.at), each.rule) for each in site(tmp_path, events, "::: timeline f").problems] == [
        ("briefings/events.yaml:2:1", "undrawn-event")
    ]


# ── what it rests on, and whose text it is ─────────────────────────────────────────────────────


def test_what_a_drawn_event_cites_is_cited_by_the_page_at_its_mark(tmp_path: Path) -> None:
    files = archived(
        "post",
        "The ferries ran.\n",
        "title: Post\npublished: 2015-01\npublish: full\nquotes: {ran: {exact: The ferries ran}}\n",
    )
    files["briefings/events.yaml"] = "a: {date: 2015-01, title: The first ferry, cite: post/ran}\n"
    undrawn = compiled(write(tmp_path, {**files, "briefings/lake.md": page("Text.")}))
    assert [each.rule for each in undrawn.problems] == ["unused-quote"]
    of = compiled(write(tmp_path, {**files, "briefings/lake.md": page("They ran [@ran].\n\n## When\n\n::: timeline")}))
    assert of.problems == ()
    assert of.counts.verified == 1
    listed = next(each for each in elements(drawn(of, "sources/post.md"), "li") if words(each).startswith("When"))
    assert words(listed) == "When: The first ferry"
    assert [link.get("href", "").partition("#")[2] for link in elements(listed, "a")] == ["fnref2:post/ran"]


def test_ids_are_unique_however_many_timelines_a_page_takes_in() -> None:
    root = drawn(compiled(GOOD / "timeline"), "lamp.md")
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(list(elements(root, "svg"))) == 3
    assert len(ids) == len({*ids})


def test_a_page_that_is_taken_in_is_parted_by_the_event_of_the_page_that_takes_it_in() -> None:
    of = compiled(GOOD / "timeline")
    assert "1. about 2021: " in " ".join(items(drawn(of, "background/light.md")))
    assert list(elements(drawn(of, "background/light.md"), class_="ab-chip")) == []
    taken = [each.get("id", "") for each in elements(drawn(of, "lamp.md"), "a", class_="ab-is-later")]
    assert [each for each in taken if each.startswith("_timeline2-")] == ["_timeline2-watch", "_timeline2-painted"]


@pytest.mark.parametrize("name", sorted(PAYLOADS))
@pytest.mark.parametrize("around", ["{}", "- Item\n\n    {}", "> {}"])
def test_a_hostile_title_is_shown_as_the_characters_that_it_is(name: str, around: str, tmp_path: Path) -> None:
    payload = f"Qa {PAYLOADS[name]} Qz"
    files = {"briefings/events.yaml": f"a: {{date: 2015-01, title: {text_scalar(payload)}}}\n"}
    of = compiled(write(tmp_path, {**files, "briefings/lake.md": page(around.format("::: timeline"))}))
    root = drawn(of)
    assert [words(each) for each in elements(root, "h2")] == ["Corrections", "Cite this page"]
    ours = "html head body h1 h2 p div ul li a span figure figcaption blockquote details summary pre".split()
    drawing = "svg title desc g line rect text tspan circle".split()
    assert {each.tag for each in root.iter()} <= {*ours, *drawing}
    assert all(not key.startswith("on") for each in root.iter() for key in each.attrib)
    assert all(
        each.get("href", "#").startswith(("#", "../", "https://", "corrections.xml", "cite/", "index.md"))
        for each in elements(root, "a")
    )
    assert any(each.startswith("1. January 2015: Qa ") and each.endswith(" Qz") for each in items(root))


@pytest.mark.parametrize("alone", ["2006-01-01", "2024-01-01"])
def test_labels_of_a_crowd_at_an_end_stand_on_both_sides_of_it(alone: str, tmp_path: Path) -> None:
    events = [("alone", alone), *((f"e{number}", "2015-01-20") for number in range(6))]
    svg = next(elements(drawn(site(tmp_path, events)), "svg"))
    marks = [each for each in elements(svg, "a", class_="ab-mark") if "The alone" not in each.get("aria-label", "")]
    at = {_em(circle, "cy") for each in marks for circle in elements(each, "circle")}
    labels = [_em(next(elements(each, "text")), "y") for each in marks]
    assert len(at) == 1
    assert abs(sum(labels) / len(labels) - at.pop()) < 3
    assert _em(next(elements(svg, "text", class_="ab-date")), "y") > 0
    assert max(_em(each, "y") for each in elements(svg, "text")) < float(svg.get("height", "").removesuffix("em"))


def _em(element: Element, name: str) -> float:
    return float(element.get(name, "").removesuffix("em"))


def test_a_drawing_is_no_higher_than_its_labels_need(tmp_path: Path) -> None:
    events = [(f"e{number}", "Y-17E7" if number else "2015-01-20") for number in range(300)]
    svg = next(elements(drawn(site(tmp_path, events)), "svg"))
    assert float(svg.get("height", "").removesuffix("em")) < 300 * 7
    for box in elements(svg, "rect", class_="ab-box"):
        assert float(box.get("x", "")[:-2]) + float(box.get("width", "")[:-2]) <= WIDE + 0.5


def test_many_topics_on_a_page_take_no_more_than_their_number(tmp_path: Path) -> None:
    def drawn_by_topic(count: int) -> None:
        events = [f"e{n}: {{date: '2010', title: Ship {n}, topics: [t{n}]}}\n" for n in range(count)]
        body = "\n\n".join(f"::: later t{n}" for n in range(count))
        files = {"briefings/events.yaml": "".join(events), "briefings/lake.md": page(body, event="2009")}
        assert compiled(write(tmp_path, files)).problems == ()

    assert grows_no_faster(drawn_by_topic, 200)
