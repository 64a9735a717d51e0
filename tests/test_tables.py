"""Tables of our pages' Markdown: what their rows and columns are about is said in the page."""

from projects import elements, fragment, words

TABLE = "| Source | Answer |\n| --- | ---: |\n| Post | yes |\n| Gazette | |\n"


def test_every_column_has_a_head_that_says_so() -> None:
    root = fragment(TABLE)
    assert [head.get("scope") for head in elements(root, "th")] == ["col", "col"]


def test_a_table_may_move_in_a_box_of_its_own() -> None:
    root = fragment(f"Before.\n\n{TABLE}\nAfter.\n")
    [box] = elements(root, "div", class_="ab-scroll")
    assert [child.tag for child in box] == ["table"]
    assert "ab-table" in (box[0].get("class") or "").split()
    assert words(root).startswith("Before.")
    assert words(root).endswith("After.")


def test_a_question_is_the_caption_of_the_table_below_it() -> None:
    root = fragment(f"Who *spoke*?\n{{: .ab-question }}\n\n{TABLE}")
    [table] = elements(root, "table")
    assert [child.tag for child in table] == ["caption", "thead", "tbody"]
    assert words(table[0]) == "Who spoke?"
    assert not list(elements(root, "p"))
    assert not list(elements(root, "div", class_="ab-scroll"))


def test_each_part_of_a_comparison_says_its_role() -> None:
    root = fragment(f"Who spoke?\n{{: .ab-question }}\n\n{TABLE}")
    [table] = elements(root, "table")
    roles = [each.get("role") for each in table.iter() if each.get("role")]
    row = ["row", "rowheader", "cell"]
    assert roles == ["table", "rowgroup", "row", "columnheader", "columnheader", "rowgroup", *row, *row]
    assert [head.get("scope") for head in elements(table, "th")] == ["col", "col", "row", "row"]


def test_a_question_without_a_table_stays_a_paragraph() -> None:
    root = fragment(f"Who spoke?\n{{: .ab-question }}\n\nNobody.\n\n{TABLE}")
    assert [words(each) for each in elements(root, "p")] == ["Who spoke?", "Nobody."]
    assert not list(elements(root, "caption"))
