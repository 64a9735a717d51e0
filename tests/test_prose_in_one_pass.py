"""Our own prose and marks of notes become HTML in one pass, and are what Python-Markdown would have made of them."""

from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import _RelativePathTreeprocessor
from test_runs import LINKS, OTHERS, PATHS, PLAIN, REFERENCES, RUNS, TAGS, listed
from test_whole import both, configured

from builder.hosts import rendering
from builder.markdown.paragraphs import BEGIN, END
from builder.markdown.runs import Maker
from builder.markdown.unfit import Unfit
from builder.markdown.whole import whole
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
            "a\n{ .ab-fold }",
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
    "prose",
    [
        *("a\n{=:smile:}", "## a { .:smile: }", "a\n{ }", "a\n{: }", "a[b](a.md){ }", "a[b](a.md){: }"),
        *("a\n{: #_a .b_ }", "a [b](a.md){ #_a .b_ }", "[a](a.md){ #_a }[b](a.md){ .b_ }", "[a](a.md){ .a*b* }"),
        *('[a](a.md){ title="[b](a.md)" }', "[a](a.md){ a=`b` }", f"## a {{ .b{RUN}c }}", f"a\n{{: .b{BLOCK}c }}"),
        *(f"{BLOCK}<div{BLOCK_ENDS}", f'<p class="{RUN}">a</p>', '<p markdown="1">a</p>'),
    ],
)
def test_lists_of_attributes_and_tags_are_what_python_markdown_makes_of_them(prose: str, config: MkDocsConfig) -> None:
    both(page(f"{prose}\n\nWords[^n]"), "a.md", listed(PATHS, config), config)
    both(f"{BEFORE}{prose}\n\nWords[^n]\n\n{NOTES}", "a.md", listed(PATHS, config), config)


def run(text: str) -> str:
    return f"{RUN}{text}{RUN_ENDS}"


@pytest.mark.parametrize(
    "prose",
    [
        *(f"{run('r')}{run('r')}[^n]", f"&{run('amp;')} a[^n]", f"<{run('b')}>a[^n]", f"[a]({run('a.md')}) b[^n]"),
        *(f"{run('[a](a.md)')}{{ .c }}[^n]", f"[a](a.md){run('{ .c }')}[^n]", f"a[^{run('n')}]", f"*{run('a')}*[^n]"),
        *(f"{run('a b')}”)[^n]", f"{run('a')}.[^n]", f"{run('a ')}[^n]", f"a{run(' ')}[^n]", f"a{run(' b')}:[^n]"),
        *(f":{run('smile')}:[^n]", f"a {run('b*')}c*[^n]", f"{run('1.')} a[^n]", f"a\n{run('- b')}[^n]"),
    ],
)
def test_runs_beside_authors_words_are_what_python_markdown_makes_of_them(prose: str, config: MkDocsConfig) -> None:
    both(page(prose), "a.md", listed(PATHS, config), config)
    both(page(f"Words {prose} and words"), "a.md", listed(PATHS, config), config)


@pytest.mark.parametrize(
    ("extension", "options"),
    [
        *(("nl2br", {}), ("legacy_em", {}), ("pymdownx.betterem", {"smart_enable": "none"})),
        *(("pymdownx.betterem", {}), ("pymdownx.caret", {}), ("pymdownx.tilde", {}), ("pymdownx.tasklist", {})),
        *(("footnotes", {"UNIQUE_IDS": True}), ("footnotes", {"SEPARATOR": "-"}), ("footnotes", {"PLACE_MARKER": "a"})),
        ("toc", {"permalink": True}),
    ],
)
def test_a_site_with_another_extension_has_what_python_markdown_makes(
    extension: str, options: dict[str, object], tmp_path: Path
) -> None:
    named = () if extension in ("footnotes", "toc") else (extension,)
    config = configured(tmp_path, *named, **{extension: options} if options else {})
    for prose in ("a", "Words[^n]", "## a {#_d_y}", "[a](a.md){ #_d_y }[^n]", "- [x](a.md) a[^n]", "## a {#\ufeff}"):
        both(page(prose), "a.md", listed(PATHS, config), config)


def test_emphasis_that_spares_underscores_within_words_leaves_pages_to_one_pass(tmp_path: Path) -> None:
    config = configured(tmp_path, "pymdownx.betterem")
    assert both(page("Words[^n].\n\n## Part { #_cited_by }"), "a.md", listed(PATHS, config), config)


@pytest.mark.parametrize("piece", ["{", "{a", "## a {", "_a ", "a *b ", "[^a", "&a", "<a "])
def test_a_long_text_is_read_in_time_that_grows_with_it(piece: str, config: MkDocsConfig) -> None:
    text = "a " + piece * (200_000 // len(piece))
    files = listed(PATHS, config)
    maker = Maker(_RelativePathTreeprocessor(files.src_uris["a.md"], files, config), ())
    known = rendering._means(config)
    assert known is not None
    started = process_time()
    for each in (text, f"## {text}", f"a\n{{: {text}}}"):
        with suppress(Unfit):
            whole(f"{BEFORE}{each}", maker, known)
    assert process_time() - started < 5


@pytest.mark.parametrize(
    "options", [{"permalink": True}, {"baselevel": 2}, {"toc_depth": "2-3"}, {"permalink": "#", "baselevel": 3}]
)
def test_the_heading_of_the_notes_is_as_the_site_has_headings(options: dict[str, object], tmp_path: Path) -> None:
    config = configured(tmp_path, toc=options)
    assert both(page("One[^n].\n\n## Part\n\nTwo[^o]."), "a.md", listed(PATHS, config), config)


def test_notes_speak_the_language_of_the_site(tmp_path: Path) -> None:
    config = configured(tmp_path, **{"builder.markdown.extension": {"language": "fa"}})
    assert both(page("One[^n][^m]."), "a.md", listed(PATHS, config), config)
