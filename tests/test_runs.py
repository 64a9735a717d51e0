"""What our templates write is made HTML in one pass, and is what Python-Markdown would have made of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from projects import GOOD, ROOT, compiled

from builder.hosts.settings import EXTENSIONS
from builder.markdown import plain, runs
from builder.markdown.runs import Maker
from builder.markdown.unfit import Unfit
from builder.model.characters import BLOCK, BLOCK_ENDS, RUN, RUN_ENDS
from builder.render.escape import inert

OTHERS = ("admonition", "md_in_html", "def_list", "pymdownx.superfences", "pymdownx.details", "pymdownx.emoji")
"""Extensions that sites of this theme often have."""


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    folder = tmp_path_factory.mktemp("runs")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: Runs\nplugins: []\n", "utf-8")
    return load_config(str(folder / "mkdocs.yml"), markdown_extensions=[*EXTENSIONS, *OTHERS])


def made(text: str, path: str, files: Files, config: MkDocsConfig) -> tuple[object, ...]:
    """All that MkDocs keeps of a page."""
    file = files.get_file_from_path(path)
    assert file is not None
    file.content_string = text
    page = Page(None, file, config)
    page.read_source(config)
    page.render(config, files)
    return page.content, str(page.toc), page.title, page.present_anchor_ids


def both(text: str, path: str, files: Files, config: MkDocsConfig) -> tuple[object, object]:
    """The page as it is made, and as Python-Markdown makes it alone."""
    with pytest.MonkeyPatch.context() as patch:
        ours = made(text, path, files, config)
        patch.setattr(runs, "followed", lambda _: False)
        patch.setattr(plain, "followed", lambda _: False)
        return ours, made(text, path, files, config)


def listed(paths: list[str], config: MkDocsConfig) -> Files:
    return Files([File(path, None, config.site_dir, use_directory_urls=True) for path in paths])


@pytest.fixture
def unfit(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Runs that were left to Python-Markdown."""
    found: list[str] = []
    real = Maker.made

    def noted(self: Maker, run: str) -> str:
        try:
            return real(self, run)
        except Unfit:
            found.append(run)
            raise

    monkeypatch.setattr(Maker, "made", noted)
    return found


@pytest.mark.parametrize(
    "project",
    [ROOT, *(GOOD / name for name in ("whole", "scripts", "timeline", "weighed"))],
    ids=lambda path: path.name,
)
def test_pages_are_what_python_markdown_makes_of_them(project: Path, config: MkDocsConfig, unfit: list[str]) -> None:
    pages = {page.path: page.text for page in compiled(project).pages}
    texts = {path: text for path, text in pages.items() if path.endswith(".md") and isinstance(text, str)}
    files = listed([*pages], config)
    assert sum(text.count(RUN) for text in texts.values()) > 20
    for path, text in texts.items():
        ours, theirs = both(text, path, files, config)
        assert ours == theirs, path
    assert not unfit


# ── any run ────────────────────────────────────────────────────────────────────────────────────

PATHS = ["a.md", "b/index.md", "b/c.md", "b/d/e.md"]
TEXT = st.text(st.sampled_from("ab é،1 .,:;()-?/%'\"<&[]`*_!{}\\\n#=^~|+@$"), max_size=8)
PLAIN = st.text(st.sampled_from("ab é،1 .,:;()-?/'\"#"), max_size=8)
TAGS = st.sampled_from(["<bdi>", "</bdi>", '<span class="ab-x" dir="auto">', "</span>", "<br>", "<em>", "</em>", "<b"])
REFERENCES = st.sampled_from(["&#46;", "&amp;", "&#x2014;", "&", "&#;", "&bogus;"])
SIMPLE = st.one_of(PLAIN, TEXT.map(lambda text: str(inert(text))), TAGS, REFERENCES)
WORDS = st.lists(st.one_of(SIMPLE, SIMPLE, TEXT), max_size=4).map("".join)
TARGETS = st.sampled_from(
    ["a.md", "b/c.md", "../a.md", "c.md#q1", "#here", "a.md#fnref:x/y", "none.md", "", "a b.md", "javascript:x"]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        "{ .x }",
        "{ .x .y }",
        "{: .x data-of=q1 }",
        '{ aria-label="Page 2" }',
        "{ rel=prev } ",
        "{ hidden }",
        "{ a=a }",
        "{ .x",
    ]
)
LINKS = st.tuples(WORDS, TARGETS, ATTRIBUTES).map(lambda parts: "[{}]({}){}".format(*parts))
BEGINNINGS = st.sampled_from(["a", "<bdi>", "&#46;", "[b](c.md)", " “", "é ", "\u200f"])
"""Runs begin no block."""
RUNS = st.tuples(BEGINNINGS, st.lists(st.one_of(WORDS, LINKS), max_size=5).map("".join)).map("".join)
PLACES = st.sampled_from(
    [
        "{}",
        "- {}",
        "- {}[^n]",
        "before {} after",
        "word{}word[^n]",
        "{}\n{{: .c }}",
        "> {}",
        "1. {}\n\n    - {}",
        "[^n]: {}",
        "<div markdown>\n{}\n</div>",
    ]
)


@settings(deadline=None)
@given(RUNS, PLACES, st.sampled_from(PATHS))
def test_any_run_is_what_python_markdown_makes_of_it(config: MkDocsConfig, run: str, place: str, path: str) -> None:
    text = place.replace("{}", f"{RUN}{run}{RUN_ENDS}").replace("{{", "{").replace("}}", "}")
    note = "" if place.startswith("[^n]") else "\n\n[^n]: A note."
    ours, theirs = both(f"# Title\n\n{text}{note}\n", path, listed(PATHS, config), config)
    assert ours == theirs


@given(st.lists(st.one_of(PLAIN, TAGS, REFERENCES.filter(lambda each: each.endswith(";"))), min_size=1).map("".join))
def test_a_block_is_kept_as_it_is(config: MkDocsConfig, html: str) -> None:
    block = f'<div class="x" id="y">{html.replace("<b", "").replace(chr(10), " ")}</div>'
    ours, theirs = both(f"# T\n\n{BLOCK}{block}{BLOCK_ENDS}\n\nafter\n", "a.md", listed(PATHS, config), config)
    assert ours == theirs


@pytest.mark.parametrize(
    "extension",
    [
        "smarty",
        "abbr",
        "nl2br",
        "wikilinks",
        "pymdownx.magiclink",
        "pymdownx.emoji",
        "pymdownx.smartsymbols",
        "pymdownx.caret",
    ],
)
def test_what_other_extensions_find_in_a_run_they_have(extension: str, config: MkDocsConfig) -> None:
    run = "it's -- HTML (c) :smile: <b>x</b>\n https://example.org/x [a](a.md) 2^2^"
    plain = load_config(config.config_file_path, markdown_extensions=[*EXTENSIONS, extension])
    text = f"{RUN}{run}{RUN_ENDS}\n\n*[HTML]: Hyper Text\n"
    ours, theirs = both(text, "a.md", listed(PATHS, plain), plain)
    assert ours == theirs


def test_without_a_host_that_is_known_only_the_marks_go() -> None:
    import markdown

    text = f"{RUN}[a](a.md) &#46;{RUN_ENDS}\n\n{BLOCK}<p>b</p>{BLOCK_ENDS}"
    bare = text.translate(dict.fromkeys(map(ord, (RUN, RUN_ENDS, BLOCK, BLOCK_ENDS))))
    assert markdown.markdown(text, extensions=[*EXTENSIONS]) == markdown.markdown(bare, extensions=[*EXTENSIONS])
    assert "\x11" not in markdown.markdown(text, extensions=[*EXTENSIONS])
