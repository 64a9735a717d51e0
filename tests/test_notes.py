"""Marks and notes as the hosts' own extension of Markdown makes them."""

from projects import elements, fragment, words

TEXT = """Ferries[^a][^b][^c] run[^a] and[^b], as *said*[^c].

Elsewhere[^a]
[^b]

[^a]: Alpha.[^b][^c]
[^b]: Beta.
[^c]: Gamma.
"""


def test_only_a_mark_that_touches_the_one_before_it_is_set_apart() -> None:
    body = next(elements(fragment(TEXT), "p"))
    marks = [(words(mark), mark.get("class", "")) for mark in elements(body, "sup")]
    assert marks == [("1", ""), ("2", "ab-next"), ("3", "ab-next"), ("1", ""), ("2", ""), ("3", "")]
    note = next(elements(fragment(TEXT), "li"))
    assert [mark.get("class", "") for mark in elements(note, "sup")] == ["", "ab-next"]
    assert [mark.get("class", "") for mark in elements([*elements(fragment(TEXT), "p")][1], "sup")] == ["", ""]


def test_the_name_of_a_way_back_begins_with_what_is_seen() -> None:
    backs = list(elements(fragment(TEXT), "a", class_="footnote-backref"))
    assert [words(each) for each in backs[:3]] == ["↩ a", "↩ b", "↩ c"]
    assert backs[1].get("aria-label") == "↩ b, back to note 1, use 2, in the text"
    assert all(each.get("aria-label", "").startswith(f"{words(each)}, ") for each in backs)
