"""What the page of a person or an organization says of names."""

from pathlib import Path

from projects import archived, compiled, elements, fragment, page, words, write

PERSON = "ana: {name: Ana Bergh, spellings: [Ana Berg, Berg, Bergh, An, Anna Berg], scripts: {fa: آنا برگ}}\n"


def test_a_form_within_one_that_a_source_has_is_not_called_missing(tmp_path: Path) -> None:
    text = "Minister Ana Berg spoke.\n"
    files = {
        **archived("talks", text, "title: Talks\npublish: full\nquotes: {spoke: {exact: Ana Berg spoke}}\n"),
        "briefings/people.yaml": PERSON,
        "briefings/a.md": page("Ana Bergh spoke [@spoke]."),
    }
    (drawn,) = (str(each.text) for each in compiled(write(tmp_path, files)).pages if each.path == "people/ana.md")
    said = [words(each) for each in elements(fragment(drawn), "p")]
    assert "Also registered, not found in an archived source: Anna Berg, Bergh, An." in said
