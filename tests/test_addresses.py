"""Where links may lead: http and https as a browser would read them, in records, in Markdown and in HTML."""

import string
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import EXTENSIONS, built, compiled, elements, need, page, parse, site_of, write
from walking import pages

from builder.model.addresses import fault, is_web

UNSAFE = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "\x01javascript:alert(1)", "java\0script:alert(1)", "\u200bjavascript:alert(1)", "data:text/html,x", "DATA:image/svg+xml,x",
    "vbscript:x", "file:///etc/passwd", "ftp://e.org/", "blob:https://e.org/1", "view-source:https://e.org", "about:blank",
    "//e.org", "/\\e.org", "\\\\e.org", "\\/e.org", "https:e.org", "https:/e.org", "https:///e.org", "https:\\\\e.org/",
    "https://e.org\\@f.org/", "https://u:p@e.org/", "https://u@e.org/", "https://@e.org/", "https://e.org%00.f.org/",
    "https://e.org/%00", "https://exa mple.org/", "https://e.org:x/", "https://[::1", "https://аpple.com/", "https://bücher.example/",
    "https://e。org/", "https://e.org/\u202egpj", "https://e.org/\u00ad", "http://", "https://?q", "https://e_<.org/",
]  # fmt: skip
SAFE = [
    "https://e.org", "http://e.org:8080/a?b=c&d=%20#e", "HTTPS://E.ORG/", "https://xn--bcher-kva.example/", "http://127.0.0.1/",
    "http://[::1]:80/", "https://e.org/@name/1", "https://e.org/?q=javascript:x", "https://e.org/a(b)",
]  # fmt: skip
WITHIN = ["a.md", "../a.md#b:c", "#x", "?a:b", "./a:b.md", "a b.md", "a%20b.md", "/a/", "mailto:desk@e.org", ""]
OURS = ["https://ru.wikipedia.org/wiki/Москва"]
"""In our own Markdown addresses are typed as they are read; a record has them in ASCII."""


@pytest.mark.parametrize("href", UNSAFE)
def test_what_a_browser_would_run_or_be_misled_by_is_a_fault(href: str) -> None:
    assert fault(href)
    assert not is_web(href)


@pytest.mark.parametrize("href", [*SAFE, *WITHIN, *OURS])
def test_plain_addresses_and_paths_are_none(href: str) -> None:
    assert fault(href) == ""
    assert is_web(href) is (href in SAFE)


@given(st.text())
def test_no_text_is_an_address_that_a_browser_runs(text: str) -> None:
    """Less what browsers drop, what is left either has no scheme, or one of the three."""
    as_read = "".join(char for char in text.strip("".join(map(chr, range(33)))) if char not in "\t\n\r")
    name = as_read.partition(":")[0].lower()
    scheme = name if ":" in as_read and name[:1] in string.ascii_lowercase and name.isascii() else ""
    if scheme and all(char.isalnum() or char in "+-." for char in scheme) and not fault(text):
        assert scheme in ("http", "https", "mailto")


def test_a_host_beyond_ascii_is_told_how_to_be_written() -> None:
    assert fault("https://bücher.example/").endswith("write xn--bcher-kva.example")


# ── in a briefing ──────────────────────────────────────────────────────────────────────────────

FORMS = [
    "[x]({})", "[x](<{}>)", "[x]( {} )", '[x]({} "t")', "[x](\n{})", "![x]({})", "[x][r]\n\n[r]: {}", "[r]\n\n[r]:\n  {}",
    "- item\n\n    [x]({})", "> [x]({})", "| a |\n| --- |\n| [x]({}) |", "!!! note\n\n    [x]({})", "[^1]\n\n[^1]: [x]({})",
    "# [x]({})", "**[x]({})**", '<a href="{}">x</a>', "<a href='{}'>x</a>", "<a HREF = {}>x</a>", '<p><img src="{}"></p>',
    '<form action="{}"></form>', "[x](a.md){{href={}}}", "[a [x]({}) b](c.md)",
]  # fmt: skip
"""Where an address may stand in Markdown."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "href", ["javascript:alert", "java&#115;cript:x", "javascript&colon;x", "data:x", "//e.org", "https://u:p@e.org"]
)
def test_an_unsafe_link_is_an_error_at_its_place_and_leads_nowhere(form: str, href: str, tmp_path: Path) -> None:
    body = form.format(href)
    site = compiled(write(tmp_path, {"briefings/a.md": page(body)}))
    problems = [each for each in site.problems if each.rule == "unsafe-url"]
    assert problems, [str(each) for each in site.problems]
    lines = page(body).splitlines()
    assert {lines[each.at.line - 1][each.at.column - 1 :][: len(href)] for each in problems} == {href}
    if "<" not in body or "](<" in body:
        assert not list(leading(parse(markdown.markdown(body, extensions=[*EXTENSIONS]))))


def leading(root: Element) -> Iterator[str]:
    """Addresses that a browser would run, or that leave for a host without saying how."""
    for element in root.iter():
        for name in ("href", "src"):
            found = (element.get(name) or "").strip().lower()
            if found.startswith(("javascript:", "data:", "//", "https://u")):
                yield found


@pytest.mark.parametrize(
    "body",
    [
        "`[x](javascript:a)`",
        "    [x](javascript:a)",
        "```\n[x](javascript:a)\n```",
        r"\[x](javascript:a)",
        "See javascript:a.",
    ],
)
def test_what_is_only_shown_is_no_link(body: str, tmp_path: Path) -> None:
    assert [str(each) for each in compiled(write(tmp_path, {"briefings/a.md": page(body)})).problems] == []


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("[x](https://e.org)", "noopener"),
        ("[x](https://e.org){ rel=nofollow }", "nofollow noopener"),
        ("<a href='http://e.org' target=_blank>x</a>", "noopener"),
        ('<a rel="external" href="https://e.org">x</a>', "external noopener"),
        ('<p title="a > b"><a href=https://e.org>x</a></p>', "noopener"),
        ('<a data-href="h" HREF = "HTTPS://e.org">x</a>', "noopener"),
        ('<a xhref="https://e.org" href="a.md">x</a>', None),
        ("<https://e.org>", "noopener"),
        ("[x](a.md)", None),
        ("[x](#a)", None),
    ],
)
def test_a_link_that_leaves_the_site_tells_nothing_of_it(written: str, made: str | None) -> None:
    root = parse(markdown.markdown(written, extensions=[*EXTENSIONS]))
    assert [each.get("rel") for each in elements(root, "a")] == [made]


def test_an_attribute_that_holds_a_tag_stays_as_it_is() -> None:
    written = "<p title=\"<a href='https://e.org'>\">x</p>"
    assert markdown.markdown(written, extensions=[*EXTENSIONS]) == written


@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_every_link_of_a_finished_site_is_safe_and_has_no_opener(
    host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need(host)
    seen = 0
    for address, text in pages(site_of("flagship", tmp_path_factory, "--host", host)):
        for link in elements(parse(text), "a"):
            href = link.get("href", "")
            assert not fault(href), (address, href)
            if urlsplit(href).netloc:
                seen += 1
                assert "noopener" in link.get("rel", "").split(), (address, href)
    assert seen > 100


@pytest.mark.parametrize("host", ["mkdocs", "zensical"])
def test_links_of_the_settings_have_no_opener(host: str, tmp_path: Path) -> None:
    need(host)
    settings = """
site_name: Test
repo_url: https://e.org/a?b&c
extra: {social: [{icon: fontawesome/brands/mastodon, link: https://e.org/us}]}
theme: {name: material, features: [navigation.tabs, navigation.footer]}
nav: [index.md, {Away: https://e.org/away}, method.md]
"""
    site = built(
        write(tmp_path / "p", {"mkdocs.yml": settings, "briefings/a.md": page("Text.")}),
        tmp_path / "site",
        "--host",
        host,
    )
    found = [link for _, text in pages(site) for link in elements(parse(text), "a") if "e.org" in link.get("href", "")]
    assert len(found) > 10
    assert [each.attrib for each in found if "noopener" not in each.get("rel", "").split()] == []
