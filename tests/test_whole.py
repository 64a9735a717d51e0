"""A page of our templates alone becomes HTML in one pass, and is what Python-Markdown would have made of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from projects import GOOD, ROOT, compiled
from test_runs import LINKS, OTHERS, PATHS, PLAIN, REFERENCES, RUNS, TAGS, listed

from builder.hosts import rendering
from builder.hosts.rendering import render
from builder.hosts.settings import EXTENSIONS
from builder.markdown.paragraphs import BEGIN, END
from builder.model.characters import BLOCK, BLOCK_ENDS, RUN, RUN_ENDS


def configured(folder: Path, *extensions: str, **options: object) -> MkDocsConfig:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text("site_name: Whole\nplugins: []\n", "utf-8")
    names = [*EXTENSIONS, *extensions]
    written = [{name: options[name]} if name in options else name for name in names]
    return load_config(str(folder / "mkdocs.yml"), markdown_extensions=written)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    return configured(tmp_path_factory.mktemp("whole"), *OTHERS)


def both(text: str, path: str, files: Files, config: MkDocsConfig) -> bool:
    """Whether the page was made in one pass; if so, all that a build keeps of it is the same."""
    file = files.get_file_from_path(path)
    assert file is not None
    file.content_string = text
    found: list[tuple[object, ...]] = []
    passes: list[bool] = []
    for one_pass in (True, False):
        page = Page(None, file, config)
        page.read_source(config)
        with pytest.MonkeyPatch.context() as patch:
            if not one_pass:
                patch.setattr(rendering, "_means", lambda _: None)
            patch.setattr(Page, "render", noting(Page.render, passes))
            render(page, config, files)
        found.append((page.content, str(page.toc), page.title))
    assert found[0] == found[1]
    return len(passes) == 1


def noting(render, passes):  # type: ignore[no-untyped-def]  # MkDocs' own
    def noted(page, config, files):  # type: ignore[no-untyped-def]
        passes.append(True)
        render(page, config, files)

    return noted


@pytest.mark.parametrize(
    ("project", "least"),
    [(ROOT, 0.85), *((GOOD / name, 0.4) for name in ("whole", "scripts", "timeline", "weighed"))],
    ids=lambda each: each.name if isinstance(each, Path) else "",
)
def test_pages_are_what_python_markdown_makes_of_them(project: Path, least: float, config: MkDocsConfig) -> None:
    pages = {page.path: page.text for page in compiled(project).pages}
    texts = {path: text for path, text in pages.items() if path.endswith(".md") and isinstance(text, str)}
    files = listed([*pages], config)
    in_one_pass = [both(text, path, files, config) for path, text in texts.items()]
    assert sum(in_one_pass) > least * len(texts)


EXAMPLES = pytest.mark.parametrize("examples", [100, pytest.param(3000, marks=pytest.mark.slow)])

# ── any page ───────────────────────────────────────────────────────────────────────────────────

MARKED = RUNS.map(lambda run: f"{RUN}{run}{RUN_ENDS}")
SHORT = st.one_of(
    PLAIN, st.sampled_from(["Topics: [a](a.md)", "2 more", "1. x", "- x", "a | b", "[^n]", "[…] is", "x\ny"])
)
LINE = st.one_of(MARKED, MARKED, LINKS, SHORT, st.tuples(TAGS, PLAIN, REFERENCES).map("".join))
LISTS = st.sampled_from(
    ["", "", "\n{: .c }", "\n{: #i .c role=x }", "\n{ .ab-fold }", " \n{: hidden=hidden }", "\n{: _a_ }", " { #h }"]
)
PARAGRAPHS = st.tuples(LINE, LISTS).map("".join)
HEADINGS = st.tuples(
    st.sampled_from(["# ", "## ", "### ", "#", "###### "]),
    st.one_of(PLAIN, LINKS, RUNS),
    st.sampled_from(["", " { #_a }", " {: dir=auto }", " { #_b .c }", " {#_d}", " #", " { data-toc-label=x }"]),
).map("".join)
ITEMS = st.lists(st.tuples(st.sampled_from(["- ", "- ", "    - ", "* "]), LINE).map("".join), min_size=1, max_size=4)
HTML = st.tuples(st.sampled_from(["p", "div", "ul", "form", "span", "h2"]), PLAIN, st.one_of(TAGS, PLAIN)).map(
    lambda parts: '<{0} class="x">{1}{2}</{0}>'.format(*parts)
)
RAW = st.one_of(HTML, st.just('<h2 id="q">x</h2>\n\n<p>y</p>'), PLAIN).map(lambda html: f"{BLOCK}{html}{BLOCK_ENDS}")
PARTS = st.one_of(PARAGRAPHS, HEADINGS, ITEMS.map("\n".join), HTML, RAW)
BETWEEN = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n\n\n", "\n", '\n<div class="e"></div>\n\n', "\n \n"])
PAGES = st.lists(st.tuples(PARTS, BETWEEN).map("".join), min_size=1, max_size=6).map("".join)


@EXAMPLES
def test_any_page_is_what_python_markdown_makes_of_it(examples: int, config: MkDocsConfig) -> None:
    in_one_pass: list[bool] = []

    @settings(deadline=None, max_examples=examples)
    @given(PAGES, st.sampled_from(["", f"{RUN}[Home](a.md){RUN_ENDS}\n{{: .c }}\n\n"]), st.sampled_from(PATHS))
    def held(text: str, before: str, path: str) -> None:
        in_one_pass.append(both(before + text, path, listed(PATHS, config), config))

    held()
    assert any(in_one_pass)


OWN = st.lists(
    st.sampled_from(
        [
            *(
                "## Part",
                "## Part { #i }",
                "# One",
                "## People",
                "## 人",
                "Text[^n].",
                "- one\n- two",
                "1. one",
                "    code",
            ),
            *(
                "<div>open",
                "<p>x</p>",
                '<p id="_a">x</p>',
                "```\ncode\n```",
                "> said",
                "| a | b |\n| - | - |",
                ": of it",
            ),
            *(
                "[…]: b/c.md",
                "[a]: a.md",
                "\\_a\n===",
                "<!-- open",
                "[TOC]",
                "///Footnotes Go Here///",
                f"{RUN}a{RUN_ENDS}\n{{: #_b }}",
                '<div class="ab-rest"></div>',
            ),
        ]
    ),
    max_size=4,
).map("\n\n".join)


@EXAMPLES
def test_what_stands_below_an_authors_text_is_what_python_markdown_makes_of_it(
    examples: int, config: MkDocsConfig
) -> None:
    in_two: list[bool] = []
    real = rendering._in_two

    @settings(deadline=None, max_examples=examples)
    @given(OWN, PAGES, st.sampled_from(["", "\n\n[^n]: A note.\n", f"\n\n[^n]: {RUN}A{RUN_ENDS}\n[^m]: b\n"]))
    def held(own: str, below: str, notes: str) -> None:
        text = f"# T\n\n{BEGIN}\n\n{own}\n\n{END}\n\n## Below {{ #_below }}\n\n{below}{notes}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rendering, "_in_two", lambda *given: in_two.append(real(*given)) or in_two[-1])
            both(text, "b/c.md", listed(PATHS, config), config)

    held()
    assert any(in_two)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "- a\n\n- b",
            "- a\n\n\n- b\n    - c",
            "    - a\n- b",
            "- a\n    - b\n        - c",
            "- a\n* b",
            "- 1. a",
            "- # a",
        ),
        *(
            "1. a",
            "1) a",
            "2 a",
            "> a",
            "+ a",
            ": a",
            "=== a",
            "    a",
            "```\na\n```",
            "!!! note\n    a",
            "---",
            "a | b\n- | -",
        ),
        *("a[^n]\n\n[^n]: b", "[a]: b.md", "[a](a.md){ #i }\n\n## i", "a\n{: #i }\n\n## i", "## i\n\n## i", "## _a_"),
        *(
            "a\n{: .b _c_=d }",
            "a\n{: _b=1 c_=2 }",
            "a\n{: _a.b=c_ .d }",
            "a\n{ .ab-fold }\n\nb",
            "a\n{ .ab-fold .c }\n\n- b",
        ),
        *(
            "a\n{ .ab-fold }\n\n- b",
            "- a\n\nb\n{ .ab-fold }\n\n- c",
            "<div>a</div> b",
            "<span>a</span> b",
            "<p>a<p>b</p></p>",
        ),
        *(
            "<p>a\n\nb</p>",
            "a <div>b</div>",
            "a\tb",
            "a\n \nb",
            "## a #",
            "##a",
            "## a {#b}",
            "## [a](#b) { #c }",
            "[…] a",
            "[…](a.md)",
        ),
        *(
            f"{RUN} a {RUN_ENDS}",
            f"{RUN}<div>a</div>{RUN_ENDS}",
            f"{BLOCK}a{BLOCK_ENDS}",
            f"{BLOCK}<b>a</b>{BLOCK_ENDS}",
        ),
        *(
            '<a href="https://example.org">a</a>',
            "a\n{: data-toc-label=b }",
            "## a { data-toc-label=b }",
            "# a",
            "a\n{: a=a }",
        ),
    ],
)
def test_blocks_that_are_nearly_ours_are_what_python_markdown_makes_of_them(text: str, config: MkDocsConfig) -> None:
    both(f"{RUN}[Home](a.md){RUN_ENDS}\n{{: .c }}\n\n{text}\n\nlast\n", "a.md", listed(PATHS, config), config)


@pytest.mark.parametrize(
    ("own", "below"),
    [
        ("\\_a\n===", "## A { #_a }"),
        ("[TOC]\n\n## Own", "## A { #_a }"),
        ("Own[^n].\n\n///Footnotes Go Here///", "## A { #_a }"),
        ("<div>own", "## A { #_a }"),
        ("Own[^n].", "## A"),
        ("- own", "- below"),
        ("own", '<div class="ab-rest"></div>'),
        ("own", "## A { #_a }\n\n[^n] b\n\n# C { #_c }"),
    ],
)
def test_texts_that_tell_of_what_stands_below_are_what_python_markdown_makes_of_them(
    own: str, below: str, config: MkDocsConfig
) -> None:
    text = f"# T\n\n{BEGIN}\n\n{own}\n\n{END}\n\n{below}\n\n[^n]: A note.\n"
    both(text, "a.md", listed(PATHS, config), config)


PAGE = (
    f"{RUN}[Home](a.md){RUN_ENDS}\n{{: .c }}\n\n# Title\n\n## Two {'{ #_two }'}\n\n- {RUN}a{RUN_ENDS}\n    - b\n\n"
    f"2 more\n{{ .ab-fold }}\n\n- c\n\nit's -- HTML (c) :smile: 2^2^ https://example.org/x […] is left out\n"
)


@pytest.mark.parametrize("extension", ["smarty", "pymdownx.magiclink", "pymdownx.smartsymbols", "pymdownx.caret"])
def test_what_other_extensions_find_in_lines_they_have(extension: str, tmp_path: Path) -> None:
    config = configured(tmp_path, extension)
    assert not both(PAGE, "a.md", listed(PATHS, config), config)


@pytest.mark.parametrize(
    "extension", ["sane_lists", "abbr", "meta", "pymdownx.blocks.admonition", "pymdownx.critic", "codehilite"]
)
def test_with_an_extension_that_is_not_known_no_page_is_made_here(extension: str, tmp_path: Path) -> None:
    config = configured(tmp_path, extension)
    assert rendering._means(config) is None
    assert not both(PAGE, "a.md", listed(PATHS, config), config)


@pytest.mark.parametrize(
    "options",
    [{"permalink": True}, {"permalink": "#", "permalink_title": "Here & now"}, {"baselevel": 2}, {"toc_depth": "2-3"}],
)
def test_headings_are_as_the_site_has_them(options: dict[str, object], tmp_path: Path) -> None:
    config = configured(tmp_path, toc=options)
    assert both(PAGE, "a.md", listed(PATHS, config), config)


@pytest.mark.parametrize("options", [{"anchorlink": True}, {"permalink": True, "permalink_leading": True}])
def test_other_links_of_headings_are_left_to_python_markdown(options: dict[str, object], tmp_path: Path) -> None:
    config = configured(tmp_path, toc=options)
    assert not both(PAGE, "a.md", listed(PATHS, config), config)
