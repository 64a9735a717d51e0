"""Our own prose and marks of notes become HTML in one pass, and are what Python-Markdown would have made of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from test_runs import LINKS, OTHERS, PATHS, PLAIN, REFERENCES, RUNS, TAGS, listed
from test_whole import both, configured

from builder.markdown.paragraphs import BEGIN, END
from builder.model.characters import BLOCK, BLOCK_ENDS, RUN, RUN_ENDS

EXAMPLES = pytest.mark.parametrize("examples", [100, pytest.param(6000, marks=pytest.mark.slow)])
NOTES = (
    f'[^n]: {RUN}<span class="ab-told">A</span>\n <span class="ab-verdict ab-verified">verified</span>{RUN_ENDS}\n'
    f'[^s/q1]: {RUN}<span class="ab-verdict ab-whole">B</span> [b](a.md#q1){{ .ab-to-passage }}{RUN_ENDS}\n'
    f"[^m]: {RUN}C{RUN_ENDS}\n[^o]: {RUN}D&#46;{RUN_ENDS}\n"
)
BEFORE = f"{RUN}[Home](a.md){RUN_ENDS}\n{{: .ab-crumbs }}\n\n# Title\n\n"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    return configured(tmp_path_factory.mktemp("prose"), *OTHERS)


def page(prose: str, notes: str = NOTES) -> str:
    return f"{BEFORE}{BEGIN}\n\n{prose}\n\n{END}\n\n## Below {{ #_below }}\n\nlast[^m]\n\n{notes}"


MARKS = st.lists(st.sampled_from(["[^n]", "[^s/q1]", "[^m]", "[^o]", "[^n]", "[^none]"]), min_size=1, max_size=5)
WORDS = st.one_of(
    st.sampled_from(
        ["Words of ours", "said “so”", "it's 5 o'clock", "2015. Then", "人民", "a—b", " ", ", ", "(x)", "."]
    ),
    *(PLAIN, LINKS, TAGS, REFERENCES),
    MARKS.map("".join),
    st.sampled_from(
        ["*a*", "**b c**", "*a*b", "** a**", "*", "**", "***a***", "_a_", "*a **b** c*", "*a [^n]*", "\\*"]
    ),
    st.sampled_from(
        ["[a](https://example.org/x_y?z=1)", "[a](http://a.b:80/)", "[a](javascript:x)", "<b>b</b>", "`c`"]
    ),
    RUNS.map(lambda run: f"{RUN}{run}{RUN_ENDS}"),
)
FIT = st.one_of(
    st.sampled_from(
        ["Words of ours ", "said “so” ", "it's 5 o'clock, ", "人民", "a—b", ". Then ", ", ", "(x) ", "é", "“"]
    ),
    st.lists(st.sampled_from(["[^n]", "[^s/q1]", "[^m]", "[^o]"]), min_size=1, max_size=6).map("".join),
    st.sampled_from(
        ["*a*", "**b c**, ", "*a*b", "[a](a.md) ", "[b c](b/c.md#d){ .e }", "[d](https://example.org/x_y)"]
    ),
    st.sampled_from(
        ["<b>b</b>", "&#46;", "&amp; ", f"{RUN}Ours <i>i</i>{RUN_ENDS}", '<span id="_i">c</span>', "[…] so"]
    ),
)
PLAINLY = st.lists(FIT, min_size=1, max_size=6).map(lambda parts: f"A {''.join(parts)}.")
LINES = st.lists(st.one_of(FIT, FIT, WORDS), min_size=1, max_size=6).map("".join)


def blocks(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    paragraphs = st.lists(lines, min_size=1, max_size=3).map("\n".join)
    lists = st.lists(lines, min_size=1, max_size=3)
    return st.one_of(
        paragraphs,
        paragraphs,
        lists.map(lambda lines: "\n".join(f"- {line}" for line in lines)),
        lists.map(lambda lines: "\n\n".join(f"- {line}" for line in lines)),
        lines.map(lambda line: f"{line}\n{{: #p-01234567 .c }}"),
    )


OTHER = st.one_of(
    *(LINES.map(lambda line, mark=mark: f"{mark}{line}") for mark in ("## ", "1. ", "> ")),
    st.sampled_from(
        [f'{BLOCK}<div id="_d">x</div>{BLOCK_ENDS}', "<div>y</div>", "## Part", "## Part", "---", "a\n==="]
    ),
)
PROSE = st.one_of(
    st.lists(blocks(PLAINLY), min_size=1, max_size=4), st.lists(st.one_of(blocks(LINES), OTHER), min_size=1, max_size=4)
).map("\n\n".join)


@EXAMPLES
def test_any_prose_is_what_python_markdown_makes_of_it(examples: int, config: MkDocsConfig) -> None:
    in_one_pass: list[bool] = []

    @settings(deadline=None, max_examples=examples)
    @given(PROSE, st.sampled_from([*[NOTES] * 6, "", f"{NOTES}[^n]: twice\n"]), st.sampled_from(PATHS))
    def held(prose: str, notes: str, path: str) -> None:
        in_one_pass.append(both(page(prose, notes), path, listed(PATHS, config), config))

    held()
    assert sum(in_one_pass) > examples / 10


@pytest.mark.parametrize(
    "prose",
    [
        "One[^n]. Two[^s/q1][^n], three [^m].\n\nFour[^n][^s/q1][^m][^o][^n]",
        "A line of ours\nthat goes on[^n]\nand on.",
        "*So* it **is said**[^n], and *so*[^m].",
        "- one[^n]\n- two\n\nAnd:\n\n- three[^m]\n\n- four",
        "[A name](a.md){ #_mention .ab-name }[^n] said [more](https://example.org/?a=b)[^s/q1].",
        '<span id="_mention">A name</span>&#44; too[^n]',
        "Words twice.\n\nWords twice.\n\nWords twice[^n].",
        "## One\n\nWords[^n]\n\n## Two { #two .c }\n\nWords",
        "人民[^n]。字",
        f"{RUN}Ours <b>b</b>{RUN_ENDS}[^n]",
    ],
)
def test_plain_prose_is_made_in_one_pass(prose: str, config: MkDocsConfig) -> None:
    assert both(page(prose), "a.md", listed(PATHS, config), config)


@pytest.mark.parametrize(
    "prose",
    [
        *("a  \nb", "a\n- b", "a\n> b", "a\n===", "a\n# b", "a\n1. b", "a\n    b", "a | b\n- | -", "a\n: b", "a\\\nb"),
        *("[^n]: a", "a[^none]", "[^n]", "a [^n] [b]", "[b]: a.md", "[TOC]", "*a", "*a **b***", "_a_", "a*", "a\n*b"),
        *("- a\n\n\n- b\n    - c", "- a\n\n- b\n- c", "- a\n- b\n\n- c", "- a\n\n  b", "- a\n\n1. b", "* a\n\n- b"),
        *(
            "a\n{: #p-8bf6a8f8 }",
            "## p-8bf6a8f8\n\na",
            "## Title",
            "## Notes",
            "a\n{: .ab-fold }\n\n- b[^n]",
            "# b[^n]",
        ),
        *("[a](a.md){ .headerlink }", "[a](a.md){ .ab-corrected } b", "///Footnotes Go Here///"),
        *('<p id="p-ca978112">x</p>\n\na', '<a id="p-ca978112">b</a>\n\na', "<div>a[^n]</div>", "a <!-- b -->", "&#a"),
    ],
)
def test_prose_that_is_nearly_plain_is_what_python_markdown_makes_of_it(prose: str, config: MkDocsConfig) -> None:
    both(page(prose), "a.md", listed(PATHS, config), config)
    both(page(f"Words[^n].\n\n{prose}\n\nWords[^o] a"), "b/c.md", listed(PATHS, config), config)


@pytest.mark.parametrize(
    "options", [{"permalink": True}, {"baselevel": 2}, {"toc_depth": "2-3"}, {"permalink": "#", "baselevel": 3}]
)
def test_the_heading_of_the_notes_is_as_the_site_has_headings(options: dict[str, object], tmp_path: Path) -> None:
    config = configured(tmp_path, toc=options)
    assert both(page("One[^n].\n\n## Part\n\nTwo[^o]."), "a.md", listed(PATHS, config), config)


def test_notes_speak_the_language_of_the_site(tmp_path: Path) -> None:
    config = configured(tmp_path, **{"builder.markdown.extension": {"language": "fa"}})
    assert both(page("One[^n][^m]."), "a.md", listed(PATHS, config), config)
