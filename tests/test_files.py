"""Nothing outside the project is read, nothing that is no file is waited for, and every name can stand anywhere."""

import os
import socket
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import archived, briefings, compiled, need, page, write

from builder.diagnostics import Diagnostic
from builder.model.names import unportable
from builder.model.resolved import Site
from builder.read.configuration import read_settings
from builder.read.files import bounded

HIDDEN = "Amber heron at dusk"
"""Words of a file that is not the project's."""
HERON = f"heron: {{name: {HIDDEN}}}\n"


def found(site: Site) -> list[tuple[str, str]]:
    return [(problem.at.path, problem.rule) for problem in site.problems]


def shown(site: Site) -> str:
    texts = [page.text if isinstance(page.text, str) else page.text.decode("utf-8", "replace") for page in site.pages]
    return "".join([*texts, *map(str, site.problems)])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with nothing wrong, to be broken."""
    (tmp_path / "project").mkdir()
    files = {"sources/talks.yaml": "title: Lake talks\n", "briefings/lake.md": page("Text [@talks].")}
    return write(tmp_path / "project", files)


# ── links that lead out ────────────────────────────────────────────────────────────────────────


@pytest.fixture
def outside(project: Path) -> Path:
    """A folder beside the project, with a file of every kind."""
    return write(
        project.parent / "elsewhere",
        {
            **archived("secret", HIDDEN, f"title: {HIDDEN}\n"),
            "talks.txt": HIDDEN,
            "talks.yaml": f"title: {HIDDEN}\n",
            "secret.md": page(HIDDEN, title=HIDDEN),
            "people.yaml": HERON,
            "mkdocs.yml": f"site_name: {HIDDEN}\n",
            "secret.svg": f"<svg>{HIDDEN}</svg>",
        },
    )


LINKS = {
    "briefings/background": ".",
    "briefings/events.yaml": "people.yaml",
    "briefings/index.md": "secret.md",
    "briefings/lake.yaml": "people.yaml",
    "briefings/map.svg": "secret.svg",
    "briefings/organizations.yaml": "people.yaml",
    "briefings/people.yaml": "people.yaml",
    "briefings/secret.md": "secret.md",
    "briefings/topics.yaml": "people.yaml",
    "mkdocs.yml": "mkdocs.yml",
    "sources/more": "sources",
    "sources/secret.yaml": "talks.yaml",
    "sources/talks.txt": "talks.txt",
}


@pytest.mark.parametrize("way", ["straight", "by way of another link", "by way of a folder"])
def test_a_link_out_is_reported_at_its_place_and_not_read(way: str, project: Path, outside: Path) -> None:
    (project / ".way").symlink_to(outside)
    (project / "mkdocs.yml").unlink()
    for number, (link, target) in enumerate(LINKS.items()):
        aim = (project / ".way" if way == "by way of a folder" else outside) / target
        if way == "by way of another link":
            (project / f".hop{number}").symlink_to(aim)
            aim = project / f".hop{number}"
        (project / link).symlink_to(aim)
    site = compiled(project)
    assert found(site) == [(link, "outside-project") for link in LINKS]
    assert "Amber" not in shown(site)


@pytest.mark.parametrize("folder", ["sources", "briefings"])
def test_a_folder_of_the_project_that_is_a_link_out_is_not_read(folder: str, project: Path, outside: Path) -> None:
    for path in (project / folder).iterdir():
        path.unlink()
    (project / folder).rmdir()
    (project / folder).symlink_to(outside)
    site = compiled(project)
    assert (folder, "outside-project") in found(site)
    assert {path for path, rule in found(site) if rule == "outside-project"} == {folder}
    assert "Amber" not in shown(site)


def test_a_project_may_itself_be_reached_by_a_link(project: Path) -> None:
    (project.parent / "way").symlink_to(project)
    assert compiled(project.parent / "way").problems == ()


def test_a_folder_that_is_a_link_within_the_project_is_not_passed_over_in_silence(project: Path) -> None:
    write(project, {"more/river.md": page("Text.")})
    (project / "briefings/more").symlink_to("../more")
    assert found(compiled(project)) == [("briefings/more", "stray-file")]


def test_sources_may_be_a_link_within_the_project(project: Path) -> None:
    (project / "sources").rename(project / "archive")
    (project / "sources").symlink_to("archive")
    assert compiled(project).problems == ()


@pytest.mark.parametrize(
    "command", [["add", "given.txt"], ["quote", "talks", "heron"], ["suggest", "talks", "--write"]]
)
def test_a_command_writes_nothing_through_a_link_out(command: list[str], project: Path, outside: Path) -> None:
    (project / "given.txt").write_text("An article of some words.\n")
    (project / "sources/talks.yaml").unlink()
    (project / "sources").rmdir()
    (project / "sources").symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    run = briefings(*command, cwd=project)
    assert run.returncode != 0
    assert "Traceback" not in run.stderr
    assert run.stderr.startswith("briefings")
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before


@pytest.mark.slow
@pytest.mark.parametrize("name", [".pages", ".pages.yml", ".pages-site", ".pages-theme"])
def test_the_second_hosts_working_files_are_not_written_through_a_link(name: str, project: Path, outside: Path) -> None:
    need("zensical")
    (project / name).symlink_to(outside / "mkdocs.yml" if name.endswith("yml") else outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    assert briefings("build", "--host", "zensical", cwd=project).returncode == 0
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before


# ── what is no file ────────────────────────────────────────────────────────────────────────────


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket has few bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


NO_FILES: dict[str, Callable[[Path], None]] = {
    "pipe": lambda path: os.mkfifo(path),
    "socket": _socket,
}
PLACES = (
    *("briefings/events.yaml", "briefings/lake.yaml", "briefings/map.svg", "briefings/more.md"),
    *("briefings/people.yaml", "mkdocs.yml", "sources/more.yaml", "sources/notes", "sources/talks.txt"),
)


@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_reported_and_not_waited_for(kind: str, project: Path) -> None:
    for place in PLACES:
        (project / place).unlink(missing_ok=True)
        NO_FILES[kind](project / place)
    assert found(compiled(project)) == [(place, "unreadable-file") for place in PLACES]


def test_a_pipe_is_no_line_of_a_report(project: Path) -> None:
    os.mkfifo(project / "sources/more.yaml")
    os.mkfifo(project / "briefings/more.md")
    run = briefings("check", cwd=project)
    assert run.returncode == 1
    assert run.stdout.count("unreadable-file") == 2


def test_a_folder_in_the_place_of_settings_that_others_take_in(project: Path) -> None:
    settings = (project / "mkdocs.yml").read_text()
    write(project, {"mkdocs.yml": f"INHERIT: more.yml\n{settings}", "more.yml/a.txt": ""})
    run = briefings("check", cwd=project)
    assert run.returncode == 1
    assert "more.yml:1:1: error[unreadable-file]: the file cannot be read: it is a folder" in run.stdout


def test_what_becomes_a_pipe_or_goes_while_it_is_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program may change the folder at any time."""
    from builder.read import files

    listed = files.find_files

    def meddling(folder: Path, *rest: object) -> list[Path]:
        paths = listed(folder, *rest)  # type: ignore[arg-type]  # passed on as they came
        for path in paths:
            path.unlink(missing_ok=True)
            if path.suffix == ".md":
                os.mkfifo(path)
        return paths

    for module in ("sources", "briefings"):
        monkeypatch.setattr(f"builder.read.{module}.find_files", meddling)
    write(project, {"briefings/river.md": page("Text."), **archived("more", "Words.", "title: More\n")})
    assert {rule for _, rule in found(compiled(project))} == {"unreadable-file"}


def test_a_picture_that_goes_before_it_is_copied_is_reported(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, {"briefings/lake.md": page("![a](map.svg)"), "briefings/map.svg": "<svg/>"})
    assert compiled(project).problems == ()

    def gone(_: object) -> list[str]:
        (project / "briefings/map.svg").unlink(missing_ok=True)
        return ["map.svg"]

    monkeypatch.setattr("builder.compile.linked_files", gone)
    assert ("briefings/map.svg", "unreadable-file") in found(compiled(project))


def test_a_file_that_pages_link_to_has_its_limit(project: Path) -> None:
    write(project, {"briefings/lake.md": page("![a](map.svg)")})
    with (project / "briefings/map.svg").open("wb") as file:
        file.truncate(64 * 2**20 + 1)
    assert ("briefings/map.svg", "file-too-large") in found(compiled(project))


# ── names ──────────────────────────────────────────────────────────────────────────────────────

NAMES = (
    *("CON", "con.md", "NUL.txt", "aux.md", "Com1.txt", "lpt9.tar.gz", "prn", "com\N{SUPERSCRIPT ONE}.md", "nul .md"),
    *("a\nb.md", "a\tb.md", "a\rb.svg", "a\x1b[31m.md", "a\x7f.md", "a:b.md", "a?.svg", "a*.md", 'a".md', "a<b>.md"),
    *("a|b.md", "a\\b.md", "a.md.", "a.md ", " a.md", "a\N{RIGHT-TO-LEFT OVERRIDE}dm.exe", "a\N{ZERO WIDTH SPACE}.md"),
    *("a\N{LINE SEPARATOR}b.md", "a\N{NO-BREAK SPACE}b.md", "x" * 201, "é" * 101),
)
FINE = (
    "a.md",
    "console.md",
    "auxiliary.md",
    "com.md",
    "com10.md",
    "é.svg",
    "字.svg",
    "a b.svg",
    "a-b_c.svg",
    "x" * 200,
)


def test_a_name_that_not_every_system_has_is_reported(project: Path) -> None:
    for name in NAMES:
        write(project, {f"briefings/{name}": "x", f"sources/{name}": "x", f"briefings/more/{name}/map.svg": "x"})
    reported = [path for path, rule in found(compiled(project)) if rule in ("unportable-name", "invisible-character")]
    assert len(reported) == 3 * len(NAMES)
    assert all(path.isprintable() for path in reported)
    assert all(map(unportable, NAMES))


@pytest.mark.parametrize("name", FINE, ids=ascii)
def test_other_names_are_fine(name: str) -> None:
    assert unportable(name) == ""


def test_an_id_that_names_a_device_gives_a_page_that_not_every_system_has(project: Path) -> None:
    write(project, {"briefings/people.yaml": "nul: {name: Nul Berg}\n"})
    assert found(compiled(project)) == [("briefings/people.yaml", "unportable-name")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("briefings/a.md", "briefings/A/index.md"),
        ("briefings/b.md", "briefings/b/index.md"),
        ("briefings/more/index.md", "briefings/More/index.md"),
        ("briefings/é/index.md", f"briefings/{unicodedata.normalize('NFD', 'é')}/index.md"),
        ("briefings/É/index.md", f"briefings/{unicodedata.normalize('NFD', 'é')}/index.md"),
        ("briefings/straße/index.md", "briefings/STRASSE/index.md"),
        ("briefings/people.md", "briefings/lake.md"),
    ],
)
def test_two_pages_of_one_address_are_reported(one: str, other: str, project: Path) -> None:
    write(project, {one: page("Text."), other: page("Text.")})
    (collision,) = [path for path, rule in found(compiled(project)) if rule == "path-collision"]
    assert collision in (one, other)


@pytest.mark.parametrize("names", [("map.svg", "Map.svg"), ("é.svg", unicodedata.normalize("NFD", "é.svg"))])
def test_two_pictures_of_one_name_are_reported_where_both_are_shown(names: tuple[str, str], project: Path) -> None:
    body = page("".join(f"![a]({name}) " for name in names))
    write(project, {"briefings/lake.md": body, **{f"briefings/{name}": "<svg/>" for name in names}})
    assert [rule for _, rule in found(compiled(project))] == ["path-collision"]


def test_a_picture_in_the_place_of_a_pages_folder_is_reported(project: Path) -> None:
    write(
        project,
        {
            "briefings/lake.md": page("![a](Map.svg)"),
            "briefings/Map.svg": "<svg/>",
            "briefings/map.svg/index.md": page("Text."),
        },
    )
    assert ("briefings/Map.svg", "path-collision") in found(compiled(project))


# ── what the settings name ─────────────────────────────────────────────────────────────────────


def settings_of(project: Path) -> tuple[str, list[tuple[str, str]]]:
    """The site's name, and what is wrong with the settings."""
    problems: list[Diagnostic] = []
    settings = read_settings(project, problems.append)
    return settings.site_name, [(problem.at.path, problem.rule) for problem in problems]


@pytest.mark.parametrize(
    "settings",
    [
        "INHERIT: ../elsewhere/mkdocs.yml\n",
        "INHERIT: /etc/hostname\n",
        "INHERIT: way/mkdocs.yml\n",
        "docs_dir: ../elsewhere\n",
        "docs_dir: briefings/../../elsewhere\n",
        "docs_dir: way\n",
        "theme: {name: material, custom_dir: ../elsewhere}\n",
        "theme: {name: material, custom_dir: way}\n",
        "hooks: [../elsewhere/hook.py]\n",
        "hooks: [way/hook.py]\n",
    ],
)
def test_a_path_in_the_settings_that_leads_out_is_reported(settings: str, project: Path, outside: Path) -> None:
    (project / "way").symlink_to(outside)
    write(project, {"mkdocs.yml": settings})
    site_name, problems = settings_of(project)
    assert problems == [("mkdocs.yml", "outside-project")]
    assert site_name != HIDDEN


def test_a_link_out_among_the_authors_templates_is_reported(project: Path, outside: Path) -> None:
    write(project, {"mkdocs.yml": "theme: {name: material, custom_dir: overrides}\n", "overrides/main.html": "x"})
    assert settings_of(project)[1] == []
    (project / "overrides/secret.svg").symlink_to(outside / "secret.svg")
    assert settings_of(project)[1] == [("overrides/secret.svg", "outside-project")]


def test_settings_that_are_inherited_count(project: Path) -> None:
    base = "site_name: Base\nplugins:\n  - briefings: {excerpt_limit: half}\nextra: {a: 1}\n"
    write(project, {"mkdocs.yml": "INHERIT: conf/base.yml\nextra: {b: 2}\n", "conf/base.yml": base})
    assert settings_of(project) == ("Base", [("conf/base.yml", "bad-setting")])
    (project / "conf/base.yml").write_text(base.replace("half", "0.2"))
    assert settings_of(project) == ("Base", [])


@pytest.mark.parametrize(
    ("settings", "rule"),
    [
        ("INHERIT: mkdocs.yml\n", "bad-setting"),
        ("INHERIT: base.yml\n", "bad-setting"),
        ("INHERIT: [base.yml]\n", "bad-setting"),
        ("INHERIT:\n", "bad-setting"),
        ("INHERIT: none.yml\n", "unreadable-file"),
        ('INHERIT: "a\\0b"\n', "not-utf8"),
        ('INHERIT: "a\\ud800b"\n', "not-utf8"),
    ],
)
def test_settings_that_inherit_without_end_or_sense_are_reported(settings: str, rule: str, project: Path) -> None:
    write(project, {"mkdocs.yml": settings, "base.yml": "INHERIT: mkdocs.yml\n"})
    assert [rule for _, rule in settings_of(project)[1]] == [rule]


# ── files that change while they are read ──────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("size", "limit", "read"),
    [(3, 20, 10), (0, 20, 10), (10, 20, 10), (40, 20, 10), (3, 9, None), (10, 9, None), (10, 10, 10)],
)
def test_a_file_is_read_to_its_end_whatever_size_it_was_said_to_have(
    size: int, limit: int, read: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"0123456789")
    said = os.fstat

    def saying(handle: int) -> os.stat_result:
        fields = list(said(handle))
        fields[6] = size
        return os.stat_result(fields)

    monkeypatch.setattr("builder.read.files.os.fstat", saying)
    data = bounded(path, limit)
    assert (data and len(data)) == read
