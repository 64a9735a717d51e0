"""The same pages from MkDocs through our command, from MkDocs through its own, and from Zensical."""

import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from projects import (
    GOOD,
    article,
    briefings,
    built,
    copy,
    elements,
    files,
    flagship,
    indexed,
    need,
    page,
    parse,
    shared,
    site_of,
    words,
    write,
)

from builder.cached import FOLDER

HOSTS = ("mkdocs", "zensical")
PROJECTS = ("whole", "scripts", "timeline", "bare", "weighed", "flagship")


@pytest.fixture(scope="session")
def zensical() -> None:
    need("zensical")


def mkdocs(project: Path, site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """MkDocs' own command."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site), *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False)


def article_html(site: Path, path: str) -> str:
    """A page's own HTML, serialized alike whoever wrote it: links by where they lead, the theme's skip link aside.

    What the search is to pass over is marked for it; the second host takes the mark out when it has read it.
    """
    own = article(parse((site / path).read_text("utf-8")))
    for marked in own.iter():
        marked.attrib.pop("data-search-exclude", None)
    for link in elements(own, "a"):
        href, hash, anchor = link.get("href", "").partition("#")
        if href and not urlsplit(href).scheme:
            link.set("href", posixpath.normpath(posixpath.join("/", path, "..", href)) + hash + anchor)
    for parent in own.iter():
        for child in [each for each in parent if each.tag == "a" and each.get("id") == "__skip"]:
            parent.remove(child)
    text = html5lib.serialize(own, alphabetical_attributes=True, quote_attr_values="always")
    return re.sub(r"\s+", " ", text)


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))


def on(host: str, name: str, factory: pytest.TempPathFactory) -> Path:
    return site_of(name, factory, "--host", host)


@pytest.mark.usefixtures("zensical")
@pytest.mark.parametrize("name", PROJECTS)
def test_both_hosts_make_the_same_article_of_every_page(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    one, other = (on(host, name, tmp_path_factory) for host in HOSTS)
    assert pages(one) == pages(other)
    assert [path for path in pages(one) if article_html(one, path) != article_html(other, path)] == []


@pytest.mark.usefixtures("zensical")
@pytest.mark.parametrize("host", HOSTS)
def test_the_search_has_the_heads_of_a_table_once(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = on(host, "flagship", tmp_path_factory)
    html = (site / "russia-iran-2015/index.html").read_text("utf-8")
    found = sum(each["text"].count("In its words") for each in indexed(site))
    assert html.count("In its words") > found == len(re.findall("<th [^>]*>In its words</th>", html)) > 1


@pytest.mark.usefixtures("zensical")
@pytest.mark.parametrize(
    "written", ["[admonition, tables]", "{admonition: {}, toc: {permalink: true}}", "[admonition: {}]"]
)
@pytest.mark.parametrize("host", HOSTS)
def test_extensions_of_the_author_count_on_both_hosts(host: str, written: str, tmp_path: Path) -> None:
    body = '!!! note "Below"\n\n    Indented text.\n\n| a | b |\n| --- | --- |\n| c | d |'
    configuration = f"site_name: Lake\nmarkdown_extensions: {written}\n"
    project = write(tmp_path, {"mkdocs.yml": configuration, "briefings/lake.md": page(body)})
    site = built(project, tmp_path / "site", "--host", host)
    drawn = article(parse((site / "lake/index.html").read_text("utf-8")))
    assert [words(each) for each in elements(drawn, class_="admonition")] == ["Below Indented text."]
    assert [words(each) for each in elements(drawn, "td")] == ["c", "d"]


@pytest.mark.usefixtures("zensical")
@pytest.mark.parametrize("name", ["whole", "flagship"])
def test_the_second_host_has_nothing_to_warn_of(name: str, tmp_path: Path) -> None:
    project = copy(GOOD / name, tmp_path) if name != "flagship" else flagship(tmp_path)
    run = briefings("build", "--strict", "--host", "zensical", cwd=project)
    assert run.returncode == 0, run.stderr


@pytest.mark.usefixtures("zensical")
def test_both_hosts_publish_the_same_files_of_ours(tmp_path_factory: pytest.TempPathFactory) -> None:
    sites = [on(host, "whole", tmp_path_factory) for host in HOSTS]
    assert [(site / "maps/lake.svg").read_bytes() for site in sites] == [
        (GOOD / "whole/briefings/maps/lake.svg").read_bytes()
    ] * 2
    styles = []
    for site in sites:  # on the first, after the theme's in one file
        page = parse((site / "treaty/index.html").read_text("utf-8"))
        links = [link.get("href", "") for link in elements(page, "link") if link.get("rel") == "stylesheet"]
        (style,) = (link for link in links if re.fullmatch(r"\.\./assets/briefings(\.[0-9a-f]{8})?\.css", link))
        styles.append((site / style.removeprefix("../")).read_bytes())
    assert styles[0].endswith(styles[1])
    assert len(styles[1]) > 40_000


@pytest.mark.usefixtures("zensical")
def test_both_hosts_navigate_to_the_same_pages(tmp_path_factory: pytest.TempPathFactory) -> None:
    navigations = []
    for host in HOSTS:
        page = parse((on(host, "whole", tmp_path_factory) / "treaty/index.html").read_text("utf-8"))
        primary = next(elements(page, "div", class_="md-sidebar--primary"))
        links = [(words(link), link.get("href", "")) for link in elements(primary, "a", class_="md-nav__link")]
        navigations.append([(title, posixpath.normpath(to)) for title, to in links if not to.startswith("#")])
    assert navigations[0] == navigations[1]
    assert ("The ferries", "../background/ferries") in navigations[0]


@pytest.mark.parametrize("name", ["whole", "flagship"])
def test_mkdocs_alone_builds_the_same_site_as_our_command(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    ours = site_of(name, tmp_path_factory)

    def make(folder: Path) -> None:
        run = mkdocs(ours.parent / "project", folder / "site", "--strict")
        assert run.returncode == 0, run.stderr

    theirs = shared(tmp_path_factory, f"{name}-plain", make) / "site"
    assert sorted(files(ours)) == sorted(files(theirs))
    for path, data in files(ours).items():
        assert data == files(theirs)[path], path


def test_mkdocs_alone_prints_the_problems_and_builds_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": PLAIN, "briefings/lake.md": page("Text [@nothing]. [[nobody]]")})
    run = mkdocs(tmp_path, tmp_path / "site")
    assert run.returncode == 1
    assert "briefings/lake.md:6:7: error[unknown-citation]" in run.stderr
    assert "briefings/lake.md:6:18: error[unknown-link]" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "site/lake/index.html").exists()


def test_mkdocs_alone_is_strict_about_warnings_only_when_asked(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": PLAIN, "briefings/lake.md": page("Text."), "sources/notes.docx": "x"})
    assert mkdocs(tmp_path, tmp_path / "site", "--strict").returncode == 1
    lenient = mkdocs(tmp_path, tmp_path / "site")
    assert lenient.returncode == 0
    assert "sources/notes.docx:1:1: warning[stray-file]" in lenient.stderr


PLAIN = "site_name: Test\ndocs_dir: briefings\ntheme: {name: material, font: false}\nplugins: [search, briefings]\n"


@pytest.mark.parametrize("host", HOSTS)
def test_an_author_s_own_navigation_is_kept(host: str, tmp_path: Path) -> None:
    need(host)
    nav = "nav:\n  - Start: index.md\n  - Deep:\n      - The lake: lake.md\n      - method.md\n  - Elsewhere: https://example.org/\n"
    write(tmp_path, {"mkdocs.yml": PLAIN + nav, "briefings/lake.md": page("Text.")})
    site = built(tmp_path, tmp_path / "out", "--strict", "--host", host)
    primary = next(elements(parse((site / "lake/index.html").read_text("utf-8")), "div", class_="md-sidebar--primary"))
    links = {words(link): link.get("href", "") for link in elements(primary, "a", class_="md-nav__link")}
    assert posixpath.normpath(links["Start"]) == ".."
    assert posixpath.normpath(links["Method"]) == "../method"
    assert links["Elsewhere"] == "https://example.org/"
    assert "Sources" not in links


@pytest.mark.parametrize("host", HOSTS)
def test_no_page_asks_another_host_for_anything(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    need(host)
    site = on(host, "flagship", tmp_path_factory)
    for path in site.rglob("*.html"):
        for element in parse(path.read_text("utf-8")).iter():
            fetched = [element.get(name, "") for name in ("src", "srcset", "data", "poster") if element.get(name)]
            if element.tag == "link":
                fetched += [element.get("href", "")]
            assert not [each for each in fetched if re.match(r"(?:[a-z]+:)?//", each)], (path, element.attrib)
    for path in site.rglob("*.css"):
        assert not re.findall(r"(?:url\(|@import\s)[\"']?(?:[a-z]+:)?//[^)]*", path.read_text("utf-8")), path


@pytest.mark.usefixtures("zensical")
def test_a_failing_build_with_the_second_host_leaves_no_trace(tmp_path: Path) -> None:
    copy(GOOD / "whole", tmp_path / "project")
    before = files(tmp_path / "project")
    (tmp_path / "project/mkdocs.yml").write_text((GOOD / "whole/mkdocs.yml").read_text() + "nav: [lake.md, 5]\n")
    run = briefings("build", "--host", "zensical", cwd=tmp_path / "project")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    after = files(tmp_path / "project")
    ours = (".pages/", f"{FOLDER}/")  # what the next build goes on from
    assert {path for path in after if not path.startswith(ours)} == {*before}
