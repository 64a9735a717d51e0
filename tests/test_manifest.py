"""A finished site is held against what was meant: anything else in it fails the build, and so does what it lacks."""

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from projects import compiled, files, page, write

from builder.diagnostics import Diagnostic
from builder.manifest import NAME_MOST, Kind, Layout, Manifest, allows, found, hold
from builder.model.resolved import Site
from builder.read.configuration import read_settings
from builder.settings import Settings

PAGES = {"briefings/lake.md": page("See [the map](map.svg)."), "briefings/map.svg": "<svg/>"}
INDEX = "search.json"


@pytest.fixture
def laid(tmp_path: Path) -> "Laid":
    """A site as a host would leave it, with nothing wrong."""
    return Laid(tmp_path)


class Laid:
    """A small project, its compiled site, a theme, and what a host makes of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "site"
        self.theme = write(folder / "theme", {"assets/theme.css": "a { color: red }"})
        self.project = write(folder / "project", PAGES)
        self.settings = self.reading("")
        self.site: Site = compiled(self.project)
        self.layout = Layout((("", self.theme),), frozenset({INDEX, "404.html"}), frozenset({INDEX}))
        pages = {self.settings.addresses.file(each.path): each for each in self.site.pages}
        made = {path: "<html>" if path != each.path else each.text for path, each in pages.items()}
        self.add({**made, "assets/theme.css": "a { color: red }", INDEX: "{}", "404.html": "<html>"})

    def add(self, files: Mapping[str, str | bytes]) -> None:
        """Files in the finished site."""
        write(self.folder, files)
        (self.folder / "mkdocs.yml").unlink()

    def reading(self, options: str) -> Settings:
        """Settings with these options of our plugin."""
        config = f"site_name: Test\nplugins:\n  - briefings:\n      also_publish: {options}\n"
        (self.project / "mkdocs.yml").write_text(config if options else "site_name: Test\n")
        problems: list[Diagnostic] = []
        settings = read_settings(self.project, problems.append)
        assert not problems
        return settings

    def held(self, *allowed: str) -> Manifest:
        settings = replace(self.settings, also_publish=self.reading(f"[{', '.join(allowed)}]").also_publish)
        return hold(self.folder, self.site, settings, self.layout)

    def told(self, *allowed: str) -> list[str]:
        return [f"{each.rule} {each.message}" for each in self.held(*allowed).problems]


def test_a_site_with_nothing_but_what_was_meant_is_listed_whole(laid: Laid) -> None:
    held = laid.held()
    assert held.problems == ()
    assert [each.path for each in held.outputs] == sorted(files(laid.folder))
    assert {each.path: each.sha256 for each in held.outputs} == {
        path: hashlib.sha256(data).hexdigest() for path, data in files(laid.folder).items()
    }
    assert {each.path: each.size for each in held.outputs} == {
        path: len(data) for path, data in files(laid.folder).items()
    }
    reasons = {each.path: (each.kind, each.page) for each in held.outputs}
    assert reasons["lake/index.html"] == (Kind.PAGE, "lake.md")
    assert reasons["index.html"] == (Kind.PAGE, "index.md")
    assert reasons["map.svg"] == (Kind.FILE, "map.svg")
    assert reasons["assets/theme.css"] == (Kind.THEME, "")
    assert reasons[INDEX] == (Kind.HOST, "")


def _link(folder: Path) -> None:
    (folder / "map2.svg").symlink_to(folder / "map.svg")


def _link_to_a_folder(folder: Path) -> None:
    (folder / "all").symlink_to(folder.parent, target_is_directory=True)


def _link_in_the_place_of_a_page(folder: Path) -> None:
    (folder / "lake/index.html").unlink()
    (folder / "lake/index.html").symlink_to(folder / "index.html")


def writes(path: str, text: str = "a secret") -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)

    return spoil


SPOILT: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "a stray file": (
        writes("notes.txt"),
        "`notes.txt` is in the finished site, and neither a page nor the theme has it",
    ),
    "a hidden file": (writes(".env"), "`.env` is in the finished site, and neither a page nor the theme has it"),
    "a file of git": (
        writes("a/.git/config"),
        "`a/.git/config` is in the finished site, and neither a page nor the theme has it",
    ),
    "a page of nobody's": (
        writes("draft/index.html"),
        "`draft/index.html` is in the finished site, and neither a page nor the theme has it",
    ),
    "a file of the theme's, changed": (
        writes("assets/theme.css"),
        "`assets/theme.css` is in the finished site with other bytes than the theme's",
    ),
    "a file of ours, changed": (
        writes("map.svg"),
        "`map.svg` is in the finished site with other bytes than it was compiled to",
    ),
    "a file of ours, emptied": (
        writes("assets/briefings.css", ""),
        "`assets/briefings.css` is in the finished site with other bytes than it was compiled to",
    ),
    "a name with a newline": (
        writes("a\nb"),
        "`a b` is in the finished site, and neither a page nor the theme has it",
    ),
    "an empty folder": (
        lambda folder: (folder / "drafts/heron").mkdir(parents=True),
        "`drafts/heron/` is in the finished site, and is an empty folder",
    ),
    "a link": (_link, "`map2.svg` is in the finished site, and is a link"),
    "a link to a folder": (_link_to_a_folder, "`all` is in the finished site, and is a link"),
    "a link in the place of a page": (
        _link_in_the_place_of_a_page,
        "`lake/index.html` is in the finished site, and is a link",
    ),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_what_nobody_meant_is_named(fault: str, laid: Laid) -> None:
    spoil, message = SPOILT[fault]
    spoil(laid.folder)
    assert laid.told() == [f"unmeant-file {message}"]


@pytest.mark.parametrize("path", ["lake/index.html", "index.html", "map.svg", "assets/briefings.js", INDEX])
def test_what_was_meant_and_is_not_there_is_named(path: str, laid: Laid) -> None:
    (laid.folder / path).unlink()
    told = [each for each in laid.told() if "is an empty folder" not in each]
    assert told == [f"missing-output `{path}` is not in the finished site"]


@pytest.mark.parametrize("path", ["lake/index.html", INDEX, "404.html"])
def test_a_page_without_content_is_named(path: str, laid: Laid) -> None:
    (laid.folder / path).write_text("")
    assert laid.told() == [f"missing-output `{path}` is empty in the finished site"]


def said(held: Manifest) -> list[tuple[str, str]]:
    return [(str(each.at), each.hint) for each in held.problems]


def test_what_nobody_meant_is_told_at_the_settings_with_the_way_to_take_it_out(laid: Laid) -> None:
    laid.add({"notes.txt": "x"})
    hint = "take out the plugin, hook or folder that it comes from, or list `notes.txt` under `also_publish`"
    assert said(laid.held()) == [("mkdocs.yml:1:1", hint)]


def test_a_link_is_told_at_the_settings_and_cannot_be_allowed(laid: Laid) -> None:
    _link(laid.folder)
    hint = "take out the plugin, hook or folder that it comes from; a site has plain files only"
    assert said(laid.held()) == [("mkdocs.yml:1:1", hint)]


def test_what_comes_from_the_authors_own_folder_is_named_with_it(laid: Laid) -> None:
    own = write(laid.folder.parent / "own", {"a/mine.css": "x"})
    laid.layout = replace(laid.layout, custom=own)
    laid.add({"a/mine.css": "x", "a/other.css": "x"})
    assert [hint for _, hint in said(laid.held())] == [
        "take out `own/a/mine.css`, from which it comes, or list `a/mine.css` under `also_publish`",
        "take out the plugin, hook or folder that it comes from, or list `a/other.css` under `also_publish`",
    ]


def test_the_name_of_that_folder_is_cut_too(laid: Laid) -> None:
    own = write(laid.folder.parent / ("o" * 250), {"mine.css": "x"})
    laid.layout = replace(laid.layout, custom=own)
    laid.add({"mine.css": "x"})
    assert [name for name in names(laid.held()) if name.startswith("ooo")] == [f"{'o' * (NAME_MOST - 1)}…/mine.css"]


def test_a_theme_that_goes_below_a_path_is_held_there(laid: Laid) -> None:
    """Another of its folders comes first, and has nothing of it."""
    lunr = write(laid.folder.parent / "lunr", {"lunr.fa.js": "fa", "lunr.ru.js": "ru"})
    laid.layout = replace(laid.layout, themes=(*laid.layout.themes, ("search/", lunr)))
    laid.add({"search/lunr.fa.js": "fa", "search/lunr.ru.js": "other", "lunr.fa.js": "fa"})
    assert laid.told() == [
        "unmeant-file `lunr.fa.js` is in the finished site, and neither a page nor the theme has it",
        "unmeant-file `search/lunr.ru.js` is in the finished site with other bytes than the theme's",
    ]
    kinds = {each.path: each.kind for each in laid.held().outputs}
    assert kinds["search/lunr.fa.js"] is Kind.THEME


def test_what_is_not_there_is_told_at_its_own_file_or_at_the_settings(laid: Laid) -> None:
    hint = "build again; if it is still so, take out the plugin or hook that does it"
    (laid.folder / "map.svg").unlink()
    (laid.folder / "404.html").write_text("")
    (laid.folder / INDEX).unlink()
    assert said(laid.held()) == [("briefings/map.svg:1:1", hint), ("mkdocs.yml:1:1", hint), ("mkdocs.yml:1:1", hint)]


def test_an_empty_file_of_ours_or_of_the_themes_is_one(laid: Laid) -> None:
    (laid.project / "briefings/map.svg").write_text("")
    laid.site = compiled(laid.project)
    write(laid.theme, {"assets/empty.css": ""})
    laid.add({"map.svg": "", "assets/empty.css": "", "robots.txt": ""})
    assert laid.told("robots.txt") == []


def test_a_file_of_the_hosts_own_name_that_a_page_has_is_the_pages(laid: Laid) -> None:
    laid.layout = replace(laid.layout, own=frozenset({INDEX, "404.html", "map.svg", "lake/index.html"}))
    reasons = {each.path: each.kind for each in laid.held().outputs}
    assert (reasons["map.svg"], reasons["lake/index.html"]) == (Kind.FILE, Kind.PAGE)
    laid.add({"map.svg": "other"})
    assert laid.told() == ["unmeant-file `map.svg` is in the finished site with other bytes than it was compiled to"]


LONG = "a" * 150 + "/" + "b" * 150
"""Longer than a message shows."""


def names(held: Manifest) -> list[str]:
    """What stands between backticks, in messages and hints."""
    return [name for each in held.problems for name in re.findall("`(.*?)`", f"{each.message} {each.hint}")]


def _none(_: Laid) -> None:
    pass


def _add_long(laid: Laid) -> None:
    laid.add({LONG: "x"})


def _link_long(laid: Laid) -> None:
    laid.add({f"{LONG}/x": "x"})
    (laid.folder / LONG / "x").unlink()
    (laid.folder / LONG / "x").symlink_to(laid.folder)


def _need_long(laid: Laid) -> None:
    laid.layout = replace(laid.layout, needed=frozenset({LONG}))


def _empty_long(laid: Laid) -> None:
    laid.layout = replace(laid.layout, own=frozenset({LONG, INDEX, "404.html"}))
    laid.add({LONG: ""})


def _folder_long(laid: Laid) -> None:
    laid.layout = replace(laid.layout, own=frozenset({f"{LONG}/x", INDEX, "404.html"}))
    laid.add({f"{LONG}/x": "x"})


@pytest.mark.parametrize(
    ("spoil", "allowed", "told"),
    [
        (_add_long, (), 2),
        (_link_long, (), 1),
        (_need_long, (), 1),
        (_empty_long, (), 1),
        (_none, (LONG,), 1),
        (_folder_long, (LONG,), 2),
    ],
)
def test_a_long_name_is_cut(spoil: Callable[[Laid], None], allowed: tuple[str, ...], told: int, laid: Laid) -> None:
    spoil(laid)
    found = [name.rstrip("/") for name in names(laid.held(*allowed)) if name.startswith("aaa")]
    assert [len(name) for name in found] == [NAME_MOST] * told


def test_everything_in_a_folder_is_found_sorted_with_what_it_is(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": "x", "a/c.txt": "x", "a-b.txt": "x"})
    (tmp_path / "d/e").mkdir(parents=True)
    (tmp_path / "a/f").symlink_to(tmp_path / "d", target_is_directory=True)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "mkdocs.yml").unlink()
    assert list(found(tmp_path)) == [
        ("a-b.txt", ""),
        ("a/c.txt", ""),
        ("a/f", "a link"),
        ("b.txt", ""),
        ("d/e/", "an empty folder"),
        ("pipe", "no file"),
    ]


def test_an_empty_site_is_no_empty_folder_in_itself(tmp_path: Path) -> None:
    assert list(found(tmp_path)) == []


def test_a_page_that_is_missing_is_told_at_the_file_it_is_written_in(laid: Laid) -> None:
    (laid.folder / "lake/index.html").write_text("")
    assert [str(each.at) for each in laid.held().problems] == ["briefings/lake.md:1:1"]


# ── what an author allows ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("CNAME", "CNAME"),
        (".nojekyll", ".nojekyll"),
        (".well-known/", ".well-known/security.txt"),
        ("assets/cards/", "assets/cards/a/b.png"),
        ("google*.html", "google1f2e.html"),
        ("cards/*/a.png", "cards/x/a.png"),
        ("cards/*/", "cards/x/y/a.png"),
        ("a[0-9].txt", "a7.txt"),
        ("a?.txt", "ab.txt"),
        ("a[1].txt", "a[1].txt"),
        (".*.txt", ".a.txt"),
        ("docs/INDEX", "docs/INDEX"),
    ],
)
def test_an_entry_allows_a_name_a_pattern_and_a_folder(entry: str, path: str) -> None:
    assert allows(entry, path)


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("CNAME", "cname"),
        ("CNAME", "a/CNAME"),
        ("cards", "cards/a.png"),
        ("cards/", "cards"),
        ("cards/", "cards/.env"),
        ("cards/", "cards/.git/config"),
        ("cards/", "cards2/a.png"),
        ("*.txt", "a/b.txt"),
        ("*.txt", ".a.txt"),
        ("*a", ".a"),
        ("a*", "a/b"),
        ("cards/*", "cards/a/b.png"),
        ("cards/*/", "cards/a.png"),
        ("cards/.*/", "cards/.a/.b"),
        ("INDE", "INDEX"),
    ],
)
def test_an_entry_allows_nothing_else(entry: str, path: str) -> None:
    assert not allows(entry, path)


def test_what_the_settings_name_may_be_in_the_site(laid: Laid) -> None:
    laid.add({"CNAME": "example.org", "cards/a/b.png": "x", "assets/theme.css": "mine"})
    held = laid.held("CNAME", "cards/", "assets/*.css")
    assert held.problems == ()
    allowed = [each.path for each in held.outputs if each.kind is Kind.ALLOWED]
    assert allowed == ["CNAME", "assets/theme.css", "cards/a/b.png"]


def test_no_entry_lets_a_link_or_an_empty_page_in(laid: Laid) -> None:
    (laid.folder / "CNAME").symlink_to("index.html")
    (laid.folder / "index.html").write_text("")
    assert sorted(laid.told("CNAME", "index.html")) == [
        "missing-output `index.html` is empty in the finished site",
        "unmeant-file `CNAME` is in the finished site, and is a link",
    ]


def test_a_name_that_is_to_be_published_must_be_there_a_pattern_need_not(laid: Laid) -> None:
    laid.add({"cards/a.png": "x", "robots.txt": "x"})
    held = laid.held("CNAME", "card*/", "cards", "verify*.html", "other/", "robot.txt", "robots.*")
    assert {each.rule for each in held.problems} == {"missing-output"}
    assert [(str(each.at), each.message, each.hint) for each in held.problems] == [
        (
            "mkdocs.yml:4:22",
            "`CNAME` is to be published, and is not in the finished site",
            "put it where the host takes it from, or take this out",
        ),
        (
            "mkdocs.yml:4:37",
            "`cards` is to be published, and is not in the finished site",
            "a folder is written with a slash: `cards/`",
        ),
        (
            "mkdocs.yml:4:66",
            "`robot.txt` is to be published, and is not in the finished site",
            "did you mean `robots.txt`?",
        ),
    ]


@pytest.mark.parametrize(
    "entry", ["'*'", "'*/*'", "'**'", "'?'", "/etc/passwd", "../x", "a/../../x", "a//b", "./", "'a\\b'", "{a: b}", "''"]
)
def test_an_entry_that_would_allow_anything_is_refused(entry: str, tmp_path: Path) -> None:
    config = f"site_name: T\nplugins:\n  - briefings:\n      also_publish: [robots.txt, {entry}]\n"
    write(tmp_path, {"mkdocs.yml": config, "briefings/lake.md": page("Text.")})
    problems: list[Diagnostic] = []
    settings = read_settings(tmp_path, problems.append)
    assert [(each.rule, str(each.at)) for each in problems] == [("bad-setting", "mkdocs.yml:4:34")]
    assert [entry for entry, _ in settings.also_publish] == ["robots.txt"]


def test_one_entry_may_stand_alone(laid: Laid) -> None:
    assert [(entry, str(at)) for entry, at in laid.reading("CNAME").also_publish] == [("CNAME", "mkdocs.yml:4:21")]
