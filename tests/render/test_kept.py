"""Pieces that are drawn once stand on each page as if they had been drawn for it."""

import gc
import posixpath
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import GOOD, archived, compiled, page, write

from builder.model.characters import normalised
from builder.model.resolved import Drawing, Site
from builder.render.kept import BEGIN, END, LEVEL, Kept, Piece, settled
from builder.render.saying import say_in
from builder.render.sheet import Open, Sheet

GRAPH = compiled(Path(GOOD, "bare")).graph
NAMES = st.sampled_from(["a", "ab", "people", "sources", "topics", "page", "x.y", "[z]"])
RECORD = "title: Talks\nquotes: {q: {exact: The ferries run, speaker: ana, topics: [lake]}}\n"
PATHS = st.lists(NAMES, min_size=1, max_size=4).map(lambda names: "/".join(names) + ".md")


@given(PATHS, PATHS)
def test_an_open_destination_is_filled_in_as_a_page_has_it(here: str, there: str) -> None:
    sheet, bare = Sheet(GRAPH, here, say_in("en")), Open(GRAPH, "", say_in("en"))
    piece = f"a [b]({bare.to(there)}), [c]({bare.to(there, 'd')})"
    assert settled(piece, here, sheet.to) == f"a [b]({sheet.to(there)}), [c]({sheet.to(there, 'd')})"


def test_no_text_holds_a_mark() -> None:
    assert normalised(f"{BEGIN}{END}{LEVEL}") == "\N{REPLACEMENT CHARACTER}" * 3


@given(st.lists(st.tuples(st.sampled_from("ab"), st.text(max_size=3), st.text(st.characters(codec="utf-8")))))
def test_a_piece_stays_what_it_was_when_it_was_drawn(drawn: list[tuple[str, str, str]]) -> None:
    kept = Kept()
    first: dict[tuple[str, str], Piece] = {}
    for kind, key, text in drawn:
        piece = Piece(text, frozenset(text[:1]))
        assert kept.piece(kind, key, lambda piece=piece: piece) == first.setdefault((kind, key), piece)


def test_a_name_in_a_piece_is_a_link_but_on_its_own_page() -> None:
    piece = f"[<bdi>Ana</bdi>]({BEGIN}people/ana.md{END}){{ .ab-name }}, [Bo]({BEGIN}people/bo.md{END}){{ .ab-name }}"
    own = settled(piece, "people/ana.md", lambda path: posixpath.relpath(path, "people"))
    assert own == "<bdi>Ana</bdi>, [Bo](bo.md){ .ab-name }"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two briefings that cite the words of one speaker."""
    files = {
        **archived("talks", "“The ferries run,” said Ana.\n", RECORD),
        "briefings/people.yaml": "ana: {name: Ana Berg}\n",
        "briefings/a.md": page("They run [@talks/q]."),
        "briefings/b.md": page("They run again [@talks/q]."),
    }
    return compiled(write(tmp_path_factory.mktemp("kept"), files))


def test_each_page_with_a_piece_has_the_card_of_whom_it_names(site: Site) -> None:
    texts = {each.path: str(each.text) for each in site.pages}
    assert all("ab-name-card" in texts[path] for path in ("a.md", "b.md"))
    assert "](people/ana.md){ .ab-name }" in texts["b.md"]
    assert "](ana.md)" not in texts["people/ana.md"]


@pytest.mark.parametrize("name", ["whole", "bare"])
def test_pages_are_the_same_in_whatever_order_and_however_often_they_are_drawn(name: str) -> None:
    forth, back = compiled(Path(GOOD, name)).pages, compiled(Path(GOOD, name)).pages
    texts = {each.path: each.take() for each in reversed(back)}
    assert [each.take() for each in forth] == [texts[each.path] for each in forth]
    assert [each.text for each in forth] == [each.take() for each in forth]


def test_a_text_that_was_taken_is_kept_no_longer(site: Site) -> None:
    drawn = [each for each in site.pages if isinstance(each.content, Drawing)]
    texts = [each.text for each in drawn]
    assert all(texts[number] in gc.get_referents(each.content) for number, each in enumerate(drawn))
    assert [each.take() for each in drawn] == texts
    assert [each.take() for each in drawn] == texts
    assert not [each for page in drawn for each in gc.get_referents(page.content) if isinstance(each, str)]


def test_a_page_reads_the_same_after_all_pieces_were_let_go_of(site: Site) -> None:
    first = [each.take() for each in site.pages]
    for each in site.pages:
        each.forget()
    assert [each.take() for each in site.pages] == first


def test_a_page_is_known_again_while_those_who_have_drawn_rest(site: Site) -> None:
    noted = [(each, *each.noted()) for each in site.pages]
    digests = [each.digest(trace) for each, _, trace in noted]
    for each, _, _ in noted:
        each.rest()
    assert [each.digest(trace) for each, _, trace in noted] == digests
    assert [each.noted() for each, _, _ in noted] == [(text, trace) for _, text, trace in noted]
