"""Of articles that may not be shown, no word is in a site but those of passages that published pages cite."""

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from articles import project
from projects import briefings, compiled, files, need, write
from test_publish import said

WORD = re.compile(r"[a-z]+")
GRAM = 5


def words(text: str) -> set[str]:
    """Of a file however it is written: entities and percent signs undone."""
    return {*WORD.findall(unquote(html.unescape(unquote(text))).lower())}


def held_to(seed: int, folder: Path) -> None:
    """The words of its articles are all different, so that one alone shows where it comes from."""
    made = project(seed)
    site = compiled(write(folder, made.files))
    assert [each for each in site.problems if each.severity == "error"] == []
    texts = {each.path: each.text if isinstance(each.text, str) else each.text.decode("latin-1") for each in site.pages}
    held = {path: words(text) for path, text in texts.items()}
    assert {path: each & made.hidden for path, each in held.items() if each & made.hidden} == {}
    assert made.allowed <= set().union(*held.values())


@pytest.mark.parametrize("seed", range(8))
def test_no_word_of_an_article_is_compiled_that_no_published_page_cites(seed: int, tmp_path: Path) -> None:
    held_to(seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("ten", range(30))
def test_nor_of_hundreds_of_articles(ten: int, tmp_path: Path) -> None:
    for seed in range(10 * ten + 100, 10 * ten + 110):
        held_to(seed, tmp_path / str(seed))


def grams(text: str) -> set[tuple[str, ...]]:
    """So many words in a row, whatever marks stand between them."""
    listed = WORD.findall(re.sub(r"<[^>]*>", " ", text).lower())
    return {*zip(*(listed[start:] for start in range(GRAM)), strict=False)}


@pytest.mark.slow
@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
@pytest.mark.parametrize("seed", [3, 5, 8])
def test_nor_is_it_in_any_file_of_a_finished_site(seed: int, host: str, tmp_path: Path) -> None:
    need(host)
    made = project(seed)
    write(tmp_path, made.files)
    assert briefings("build", "--host", host, cwd=tmp_path).returncode == 0
    theirs = {
        gram
        for name, text in made.files.items()
        if name.startswith("sources/s") and name.endswith(".txt")
        for gram in grams(text.decode() if isinstance(text, bytes) else text)
        if not {*gram} & made.allowed
    }
    assert theirs
    for path, data in (files(tmp_path / "site") | files(tmp_path / ".pages")).items():
        text = said(data, path)
        assert words(text) & made.hidden == set(), path
        assert grams(text) & theirs == set(), path
