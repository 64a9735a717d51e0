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


ROWS = """Long[^a][^b][^c][^d] row, *end*[^a]. Short[^e][^f][^g] row. Mixed[^g][^a][^b][^f] row. 湖[^a]. “Said.”[^b]

[^a]: <span class="ab-verdict ab-verified">verified</span>
[^b]: <span class="ab-verdict ab-verified">verified</span>
[^c]: <span class="ab-verdict ab-uncheckable">no text</span>
[^d]: Ours.
[^e]: <span class="ab-verdict ab-failed">not found</span>
[^f]: <span class="ab-verdict ab-whole">archived</span>
[^g]: Ours.
"""


def rows() -> list[list[str]]:
    """The marks of each row, as they are seen."""
    body = next(elements(fragment(ROWS), "p"))
    return [[words(mark) for mark in elements(row, "sup")] for row in elements(body, "span", class_="ab-glue")]


def test_of_more_than_three_marks_in_a_row_those_that_follow_one_another_are_one() -> None:
    assert rows() == [["1–4"], ["1"], ["5", "6", "7"], ["7", "1–2", "6"], ["1"], ["2"]]


def test_a_mark_stands_with_the_end_of_the_word_before_it() -> None:
    body = next(elements(fragment(ROWS), "p"))
    glued = [row.text or "" for row in elements(body, "span", class_="ab-glue")]
    assert glued == ["Long", "", "Short", "Mixed", "", "“Said.”"]
    said = words(body)
    assert said.startswith("Long1–4 row, end1. Short567 row.")


def test_a_mark_leaves_the_attributes_before_it_whole() -> None:
    note = '\n\n[^a]: <span class="ab-verdict ab-verified">verified</span>\n'
    body = next(
        elements(
            fragment(f"By [Ann](ann.md){{ #_mention .ab-name }}[^a], [Bo](bo.md){{ .ab-name }}too[^a].{note}"), "p"
        )
    )
    assert words(body) == "By Ann1, Botoo1."
    assert [(link.get("id"), link.get("class")) for link in body if link.tag == "a"] == [
        ("_mention", "ab-name"),
        (None, "ab-name"),
    ]


def test_each_use_keeps_its_id_where_marks_are_one() -> None:
    body = next(elements(fragment(ROWS), "p"))
    (long, *_) = elements(body, "sup", class_="ab-run")
    ids = [each.get("id", "") for each in long.iter() if each.get("id")]
    assert ids == ["fnref:a", "fnref:b", "fnref:c", "fnref:d"]
    assert [each.get("data-note") for each in long if each.tag == "span"] == ["fn:b", "fn:c", "fn:d"]
    backs = [each.get("href", "")[1:] for each in elements(fragment(ROWS), "a", class_="footnote-backref")]
    assert {*ids} <= {*backs}


def test_the_name_of_a_mark_has_the_verdict_of_its_note() -> None:
    body = next(elements(fragment(ROWS), "p"))
    names = [each.get("aria-label") for each in elements(body, "a", class_="footnote-ref")]
    assert names[:5] == [
        "Notes 1–4",
        "Note 1, verified quotation",
        "Note 5, not found in its source",
        "Note 6, archived source",
        "Note 7",
    ]
    assert names[6] == "Notes 1–2, verified quotations"


def test_several_ways_back_are_a_group_with_a_name() -> None:
    items = [*elements(fragment(TEXT), "li")]
    groups = [next(elements(each, "span", class_="ab-backs")) for each in items]
    assert [group.get("role") for group in groups] == ["group", "group", "group"]
    assert groups[0].get("aria-label") == "Back to note 1 in the text"
    alone = next(elements(fragment("One[^a].\n\n[^a]: Text.\n"), "span", class_="ab-backs"))
    assert alone.get("role") is None


def test_the_name_of_a_way_back_begins_with_what_is_seen() -> None:
    backs = list(elements(fragment(TEXT), "a", class_="footnote-backref"))
    assert [words(each) for each in backs[:3]] == ["↩ a", "↩ b", "↩ c"]
    assert backs[1].get("aria-label") == "↩ b, back to note 1, use 2, in the text"
    assert all(each.get("aria-label", "").startswith(f"{words(each)}, ") for each in backs)
