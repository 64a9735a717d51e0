"""Thousands of hostile texts in every slot: all their characters are there, and nothing of them acts."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from urllib.parse import quote

import pytest
from browsing import serve
from hostile_slots import PAYLOADS, SLOTS
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from projects import compiled, need, page, write
from reading_back import TOGETHER, Found, read_back, spread, together, tree
from walking import pages
from watching import watched

from builder.compile import compile_site
from builder.diagnostics import Diagnostic, Location
from builder.hosts import mkdocs, zensical
from builder.read.configuration import read_settings
from builder.render.problems import with_problems

# fmt: off
PIECES = [
    *(word for payload in PAYLOADS.values() for word in payload.split(" ") if word and "\0" not in word),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href=javascript:alert(1)>"),
    *("</p>", "</bdi></span>", "</title>", "</textarea>", "<!--", "-->", "]]>", "<![CDATA[", "<?x", "</script", "<style>"),
    *("\n\n", "\n", "\t", "\r\n", "\r", "    ", "\x85", "\u2028", "\u3000", "\xa0", "\n    ", "\n\n    ", "\n- ", "\n1. "),
    *("\n> ", "\n# ", "\n***\n", "\n---\n", "\n```\n", "\n~~~\n", "\n: ", "\n| a |\n| - |\n", '\n=== "t"\n', "\n!!! note\n"),
    *("*", "**", "_", "__", "`", "``", "~", "~~", "[", "]", "](", ")", "![", "[^", "]:", "[[", "]]", "[@", "<", ">", "&", "\\"),
    *("&lt;", "&#60;", "&#x3c;", "&amp;lt;", "&#0;", "&#55296;", "&nbsp;", "&#", "&x", "{", "}", "{{", "}}", "{%", "%}"),
    *("{:", "{: .c }", "{: onclick=alert(1) }", "{ #id }", "'", '"', "“", "”", "«", "…", "[…]", "\u202e", "\u2066", "\u200f"),
    *("\u200b", "\u200c", "\u200d", "\xad", "\ufeff", "\u0301", "\U0001f469\u200d\U0001f4bb", "می\u200cخواهم", "ﬁ", "İ", "ſ"),
    *("\x01", "\x02", "\x03", "\x02amp\x03", "\x02klzzwxh:0\x03", "\x1b[31m", "\x7f", "\x9b", "\ufffe", "\ufdd0", "\U0001ffff"),
    *("\ue000a\ue001", "http://e.org/", "https://u:p@e.org", "a@e.org", "javascript:alert(1)", "//e.org", "%00", "%3Cscript%3E"),
    *("${7*7}", "#{7*7}", "$$x$$", "\\(x\\)", ":smile:", "++ctrl++", "==m==", "(c)", "*[Q]: a", "Q", "Z", "a", " ", "  ", "0"),
    *("1.", "one", "Ω", "語", "ع"),
]
# fmt: on
"""What some part of the way from a field to a reader acts on."""
ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
"""What YAML can hold: NUL and halves of pairs are refused with a message."""
HOSTILE = (
    st.lists(st.sampled_from(PIECES) | st.text(ANY, max_size=6), min_size=1, max_size=8).map("".join).filter(str.strip)
)


@pytest.fixture(scope="session")
def naughty(conformance: Path) -> list[str]:
    """The Big List of Naughty Strings, less what is blank and so as good as not written."""
    return [text for text in json.loads((conformance / "blns/blns.json").read_text("utf-8")) if text.strip()]


def test_naughty_strings_are_whole_and_inert(naughty: list[str]) -> None:
    found = read_back(naughty, rounds=2, browser=100)
    assert found.faults == []
    assert found.texts == len(naughty) > 500
    assert found.placed >= len(naughty)


UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A fault names its slot and its text: making fifty texts small would take minutes."""
TEXTS = 50
ALONE = [piece for piece in dict.fromkeys(PIECES) if piece.strip()]


@settings(max_examples=6, deadline=None, phases=UNSHRUNK, suppress_health_check=list(HealthCheck))
@given(st.lists(HOSTILE, min_size=TEXTS, max_size=TEXTS))
@example(ALONE)
def test_generated_texts_are_whole_and_inert(texts: list[str]) -> None:
    found = read_back(texts, rounds=1)
    assert (found.faults[:3], found.failed < 2) == ([], True)


@pytest.mark.slow
def test_naughty_strings_are_whole_and_inert_in_every_slot(naughty: list[str]) -> None:
    found = read_back(naughty, rounds=len(SLOTS), browser=100)
    assert found.faults == []
    assert found.placed == len(naughty) * len(SLOTS)
    told("naughty strings", found)


@pytest.mark.slow
@settings(
    max_examples=int(os.environ.get("BRIEFINGS_EXAMPLES", "400")),
    deadline=None,
    phases=UNSHRUNK,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(HOSTILE, min_size=TEXTS, max_size=TEXTS))
def test_tens_of_thousands_of_generated_texts_are_whole_and_inert(texts: list[str]) -> None:
    found = read_back(texts, rounds=1)
    assert (found.faults[:3], found.failed < 2) == ([], True)


def told(name: str, found: Found) -> None:
    print(f"{name}: {found.texts} texts, {found.placed} times in {len(SLOTS)} slots, {found.pages} pages and files")


# ── what takes no text ─────────────────────────────────────────────────────────────────────────


def test_a_preview_tells_of_hostile_texts_as_text() -> None:
    """Ids, arguments of directives, names of files: where they will not do, a message repeats them."""
    with TemporaryDirectory() as folder:
        site = compiled(write(Path(folder), {"briefings/a.md": page("Text.")}))
    assert site.graph

    def drawn(text: str) -> str:
        problem = Diagnostic(
            Location(f"briefings/{text}"), "unknown-link", f"`{text}`", text, f"[-{text}-] {{+{text}+}}"
        )
        found = with_problems(site.pages, (problem,), site.graph, "en")
        return next(str(each.text) for each in found if each.path == "index.md")

    shapes = tree(drawn("x")).shapes
    for text in ALONE:
        assert tree(drawn(text)).shapes <= shapes, text


@pytest.mark.parametrize("form", ["::: quote {}", "::: timeline {}", "[@{}]", "[@a/{}]", "[[{}]]", "[[{}|x]]"])
def test_a_text_that_is_no_id_is_told_and_leaves_the_rest_as_it_was(form: str) -> None:
    """What our own Markdown says is ours; the check names what it cannot follow, and never fails itself."""
    texts = [" ".join(text.split()) for text in ALONE if not set(text) & set("[]|\n\r")]
    files = {f"briefings/a{number}.md": page(form.format(text)) for number, text in enumerate(texts)}
    with TemporaryDirectory() as folder:
        site = compiled(write(Path(folder), files))
    assert len({problem.at.path for problem in site.problems}) > len(texts) / 2
    assert {page.path for page in site.pages} >= {name.removeprefix("briefings/") for name in files}


# ── in a browser ───────────────────────────────────────────────────────────────────────────────

WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => void window.ran.push(name);
"""
PROVOKE = """() => {
    for (const each of document.body.querySelectorAll("*"))
        for (const name of ["mouseover", "mouseenter", "focus", "pointerdown", "animationend", "toggle", "error", "load"])
            each.dispatchEvent(new Event(name));
    return window.ran;
}"""
"""What a reader may do to a page, less following its links; and what of it ran."""


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("host", [mkdocs, zensical], ids=["mkdocs", "zensical"])
def test_no_page_of_many_hostile_texts_runs_asks_or_leads_away(
    host: ModuleType, browser: Browser, naughty: list[str], tmp_path: Path
) -> None:
    need(host.__name__.rpartition(".")[2])
    texts = [*naughty, *ALONE]
    instances = spread(texts, rounds=1)[:TOGETHER]
    project = write(tmp_path / "project", together(instances))
    settings = read_settings(project, [].append)
    host.build(settings, compile_site(settings), tmp_path / "site", strict=False)
    page = browser.new_context().new_page()
    page.add_init_script(WATCH)
    ran, led = [], []
    for home in serve(tmp_path / "site"):
        said = watched(page, home)
        addresses = [address for address, _ in pages(tmp_path / "site")]
        for address in addresses:
            page.goto(home + quote(address))
            ran += page.evaluate(PROVOKE)
            if page.url != home + quote(address):
                led.append(page.url)
    print(f"{len(instances) * len(SLOTS)} texts on {len(addresses)} pages: {len(ran)} ran, {len(said)} complaints")
    assert (ran, led, said) == ([], [], [])
    assert len(addresses) > 8 * len(instances)
