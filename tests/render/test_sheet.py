"""Where links of a page lead."""

import posixpath
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from projects import GOOD, compiled

from builder.render.saying import say_in
from builder.render.sheet import Sheet

GRAPH = compiled(Path(GOOD, "bare")).graph
PATHS = st.lists(st.sampled_from(["a", "ab", "people", ".", "..", "x.md"]), min_size=1, max_size=4).map("/".join)


@given(PATHS, PATHS)
def test_a_link_is_the_shortest_way_from_page_to_page(here: str, there: str) -> None:
    """As the standard library has it, for paths that lead out of no folder."""
    page = posixpath.normpath(f"/{here}").lstrip("/") or "x.md"
    expected = posixpath.relpath(there, posixpath.dirname(page) or ".")
    assert posixpath.normpath(Sheet(GRAPH, page, say_in("en")).to(there)) == expected
