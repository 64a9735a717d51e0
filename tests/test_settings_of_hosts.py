"""Settings that a host or a theme stumbles over end in one clear line, and the last site stands."""

from pathlib import Path

import pytest
from projects import briefings, page, write


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        "theme: {name: material, palette: [{toggle: 5}]}\n",
        "theme: {name: material, palette: [{toggle: {icon: material/none, name: x}}]}\n",
        "extra: {social: 5}\n",
        "theme: 5\n",
        "theme: {name: none}\n",
        "plugins: 5\n",
        "plugins: [none]\n",
        "markdown_extensions: [none]\n",
        "site_url: !!python/name:os.none\n",
        "site_name: [a]\n",
        "nav: 5\n",
    ],
)
def test_what_a_host_cannot_use_is_told_in_a_line(settings: str, tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": settings, "briefings/lake.md": page("Text.")})
    run = briefings("build", cwd=tmp_path)
    assert "Traceback" not in run.stderr
    assert run.returncode == 0 or run.stderr.strip()
    assert (tmp_path / "site").is_dir() == (run.returncode == 0)


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ('site_name: "X\\ud800"\n', "1:12"),
        ('site_name: "X\\ud83d\\ude00"\n', "1:12"),
        ('site_name: X\nsite_description: "a\\0b"\n', "2:19"),
        ('site_name: X\nextra: {social: [{link: "https://e.org/\\udfff"}]}\n', "2:25"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_an_escape_that_is_no_character_is_told_at_its_place(
    command: str, settings: str, place: str, tmp_path: Path
) -> None:
    write(tmp_path, {"mkdocs.yml": settings, "briefings/lake.md": page("Text.")})
    run = briefings(command, cwd=tmp_path)
    assert run.returncode == 1
    assert f"mkdocs.yml:{place}: error[not-utf8]" in run.stderr + run.stdout
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "site").exists()
