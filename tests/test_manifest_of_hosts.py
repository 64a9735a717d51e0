"""The sites of both hosts, held against what was meant: what an author's own folder or hook adds fails the build."""

import subprocess
import sys
from pathlib import Path

import pytest
from projects import briefings, files, need, page, parse, site_of, write

PAGES = {"briefings/lake.md": page("See [the map](map.svg)."), "briefings/map.svg": "<svg/>"}
HOOK = """
from pathlib import Path
def on_post_build(config):
    Path(config.site_dir, "notes.txt").write_text("a secret")
"""
SETTINGS = """site_name: Test
theme: {name: material, font: false, custom_dir: overrides}
extra_css: [mine.css]
plugins: [search, briefings: {also_publish: [%s]}]
"""
OWN = {
    "briefings/lake.md": page("Text."),
    "overrides/mine.css": "a { color: red }",
    "overrides/assets/.gitkeep": "",
    "overrides/main.html": '{% extends "briefings.html" %}',
}


@pytest.fixture(params=["mkdocs", pytest.param("zensical", marks=pytest.mark.slow)])
def host(request: pytest.FixtureRequest) -> str:
    need(request.param)
    return str(request.param)


def test_a_file_from_the_authors_own_folder_is_refused_until_it_is_named(host: str, tmp_path: Path) -> None:
    write(tmp_path, {**OWN, "mkdocs.yml": SETTINGS % ""})
    run = briefings("build", "--host", host, cwd=tmp_path)
    assert run.returncode == 1
    assert "error[unmeant-file]: `mine.css` is in the finished site" in run.stderr
    assert "take out `overrides/mine.css`, from which it comes, or list `mine.css` under `also_publish`" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "site").exists()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS % "mine.css")
    run = briefings("build", "--host", host, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "site/mine.css").read_text() == "a { color: red }"


@pytest.mark.slow
def test_a_hook_cannot_slip_a_file_into_the_site(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "site_name: Test\nhooks: [hook.py]\n", "hook.py": HOOK, **PAGES})
    run = briefings("build", cwd=tmp_path)
    assert (run.returncode, (tmp_path / "site").exists()) == (1, False)
    assert "error[unmeant-file]: `notes.txt` is in the finished site" in run.stderr


def test_mkdocs_alone_is_held_to_it_too(tmp_path: Path) -> None:
    settings = (
        "site_name: Test\ndocs_dir: briefings\ntheme: {name: material, font: false}\nplugins: [search, briefings]\n"
    )
    write(tmp_path, {"mkdocs.yml": f"{settings}hooks: [hook.py]\n", "hook.py": HOOK, **PAGES})
    run = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1
    assert "error[unmeant-file]: `notes.txt` is in the finished site" in run.stderr
    assert f"do not publish {tmp_path / 'site'}" in run.stdout


def test_the_flagship_holds_what_was_meant_and_a_reader_may_ask_for_all_of_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Every style sheet and script that a page names is among the files that it was held against."""
    site = site_of("flagship", tmp_path_factory)
    named = parse((site / "index.html").read_text("utf-8"))
    wanted = [each.get("src") or each.get("href") or "" for each in named.iter() if each.tag in ("script", "link")]
    local = [each for each in wanted if each.startswith("assets/")]
    assert len(local) > 3
    assert [each for each in local if each not in files(site)] == []
