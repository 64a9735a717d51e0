"""A build that takes pages of the last one comes to the same bytes as one that makes all anew."""

import hashlib
import itertools
import json
import os
import random
import re
from dataclasses import replace
from pathlib import Path

import material
import pytest
from disks import may_mount, mounted
from edits import EDITS, PROJECT, change
from hypothesis import given
from hypothesis import strategies as st
from laid import built, holds
from mkdocs.utils.meta import get_data
from projects import GOOD, compiled, files, page, write

import builder.cached as caching
import builder.theme as ours
from builder.cached import FOLDER, Unkept
from builder.cli.main import main
from builder.hosts.kept import Drawn, Entries, Entry, Kept, record_of
from builder.hosts.made import Made
from builder.model.drawing import Drawing

INPUTS = ("briefings/", "sources/", "mkdocs.yml")
UNKNOWN = Drawn("", b"")


def restore(project: Path, before: dict[str, bytes]) -> None:
    for name in files(project):
        if name.startswith(INPUTS) and name not in before:
            (project / name).unlink()
    write(project, {**before})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = write(tmp_path / "project", PROJECT)
    assert built(project) == 0
    return project


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_whatever_was_edited_the_site_is_the_same(seed: int, project: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same edits each time
    good, rounds = 0, 5 if seed == 1 else 40
    for _ in range(rounds):
        before = {name: data for name, data in files(project).items() if name.startswith(INPUTS)}
        for name in chance.sample([*EDITS], chance.randint(1, 2)):
            EDITS[name](project, chance.randrange(8))
        if holds(project, tmp_path / "cold"):
            good += 1
        else:
            restore(project, before)
    assert good > rounds / 4


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_after_each_kind_of_edit_the_site_is_the_same(name: str, project: Path, tmp_path: Path) -> None:
    EDITS[name](project, 2)
    assert holds(project, tmp_path / "cold") is (name != "draft")  # another page links to it


LOOKED_FOR = """site_name: Lake
docs_dir: briefings
theme: {name: material, font: false}
repo_url: https://example.org/lake
edit_uri: edit/
plugins: [search, briefings]
nav: [index.md]
"""


@pytest.mark.parametrize(
    "body",
    [
        "[Here](b1.md){ rel=edit }.",
        pytest.param('`rel="edit"` is code.', marks=pytest.mark.slow),
        '## A id="__toc" b\n\n## C for="__toc" d',
    ],
)
def test_what_our_templates_look_for_may_be_a_pages_own(body: str, tmp_path: Path) -> None:
    pages = {f"briefings/b{at}.md": page(f"Words {at}.", title=f"B {at}", date=f"2016-01-0{at}") for at in (1, 2, 3)}
    pages["briefings/b2.md"] = page(f"Words 2.\n\n{body}", title="B 2", date="2016-01-02")
    project = write(
        tmp_path / "project", {"mkdocs.yml": LOOKED_FOR, "briefings/index.md": page("Front.", title="Front"), **pages}
    )
    assert built(project) == 0
    change(project, "briefings/b2.md", "Words 2", "Other 2")
    assert holds(project, tmp_path / "cold")
    html = (project / "site/b2/index.html").read_text("utf-8")
    assert ('rel="edit"</code> is code' in html) is ("code" in body)


def test_no_page_says_what_the_theme_shows_of_it_on_other_pages(tmp_path: Path) -> None:
    """Of those in the navigation, title and address alone decide what stands around every page."""
    themes = [Path(package.__file__ or "").parent for package in (material, ours)]
    templates = [path.read_text("utf-8") for theme in themes for path in theme.rglob("*.html")]
    shown = {name for text in templates for name in re.findall(r"\b(?!page\b)\w+\.meta\.(\w+)", text)}
    assert {"icon", "status", "subtitle"} <= shown
    change(write(tmp_path, PROJECT), "briefings/b2.md", "date:", "status: published\ndate:")
    texts = [str(each.take()) for each in (*compiled(tmp_path).pages, *compiled(GOOD / "whole").pages)]
    said = {name for text in texts for name in get_data(text)[1]}
    assert {"title", "description"} <= said
    assert not said & shown
    for at, name in enumerate(sorted(shown - {"status"})):
        change(tmp_path, f"briefings/b{at}.md", "date:", f"{name}: new\ndate:")
    faults = [problem.message for problem in compiled(tmp_path).problems if problem.rule == "unknown-field"]
    assert faults == [f"`{name}` is not a field here" for name in sorted(shown - {"status"})]


# ── what is kept ───────────────────────────────────────────────────────────────────────────────


def foreign(path: Path) -> None:
    """As another program would have put it there."""
    data = path.read_bytes().partition(b"\n")[2]
    path.write_bytes(hashlib.blake2b(data, key=b"another", digest_size=32).hexdigest().encode() + b"\n" + data)


def numbers(site: Path) -> dict[str, int]:
    return {path: (site / path).stat().st_ino for path in files(site)}


def test_files_that_an_edit_does_not_touch_stay_the_files_that_they_were(project: Path) -> None:
    before = numbers(project / "site")
    EDITS["prose"](project, 2)
    assert built(project) == 0
    after = numbers(project / "site")
    written = {path for path in after if after[path] != before.get(path)}
    assert "b2/index.html" in written
    assert "b5/index.html" not in written
    assert not {path for path in written if path.startswith(("assets/", "sources/s8/"))}
    assert len(written) < len(after) / 2


@pytest.mark.parametrize(("edit", "most"), [("prose", 12), ("record's title", 18), ("touched site", 0)])
def test_pages_that_an_edit_does_not_touch_are_not_drawn(
    edit: str, most: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Drawing] = []
    draw, take = Drawing.noted, Drawing.taken
    monkeypatch.setattr(Drawing, "noted", lambda each: (drawn.append(each), draw(each))[1])
    monkeypatch.setattr(Drawing, "taken", lambda each: (drawn.append(each), take(each))[1])
    EDITS[edit](project, 2)
    assert main(["build", "--project", str(project), "--jobs", "1"]) == 0
    assert len(drawn) <= 2 * most
    assert bool(drawn) is bool(most)


def kept_of(project: Path) -> tuple[Path, Path]:
    (index,), (pages,) = (project / FOLDER).glob("pages-*.json"), (project / FOLDER).glob("pages-*.bin")
    return index, pages


@pytest.mark.parametrize(
    "tear",
    [
        "pages",
        "link",
        *(pytest.param(each, marks=pytest.mark.slow) for each in ("index", "shorter", "none", "foreign")),
    ],
)
def test_what_is_torn_costs_only_time(tear: str, project: Path, tmp_path: Path) -> None:
    index, pages = kept_of(project)
    data = pages.read_bytes()
    match tear:
        case "index":
            index.write_bytes(index.read_bytes()[:-9])
        case "pages":
            middle = len(data) // 2
            pages.write_bytes(
                data[:middle] + bytes(each ^ 1 for each in data[middle : middle + 5000]) + data[middle + 5000 :]
            )
        case "shorter":
            pages.write_bytes(data[: len(data) // 3])
        case "none":
            pages.unlink()
        case "link":
            outside = tmp_path / "outside"
            outside.write_bytes(data)
            pages.unlink()
            pages.symlink_to(outside)
        case "foreign":
            foreign(index)
    EDITS["prose"](project, 3)
    assert holds(project, tmp_path / "cold")
    if tear == "link":
        assert (tmp_path / "outside").read_bytes() == data


@may_mount
@pytest.mark.parametrize(
    "size", [100, *(pytest.param(each, marks=pytest.mark.slow) for each in (4, 8, 40, 140, 180, 220))]
)
def test_a_disk_that_has_no_room_for_what_is_kept_costs_only_time(size: int, tmp_path: Path) -> None:
    project = write(tmp_path / "project", PROJECT)
    disk = project / FOLDER
    with mounted(disk, f"size={size}k"):
        for at in range(2):
            EDITS["prose"](project, at)
            assert holds(project, tmp_path / "cold")
            assert [*disk.glob("*.[0-9]*")] == []
            assert [*disk.glob("pages-*.json")] or not any(each.stat().st_size for each in disk.glob("pages-*.bin"))
        assert len(files(project / "site")) > 100


NUMBER = st.integers(0, 1 << 62)
SPAN = st.tuples(NUMBER, NUMBER, st.integers(0, (1 << 128) - 1))
DIGEST = st.binary(max_size=96).map(bytes.hex)


@given(st.builds(Entry, DIGEST, DIGEST, SPAN, SPAN, SPAN, SPAN, DIGEST, st.tuples(NUMBER, NUMBER)), NUMBER, NUMBER)
def test_marks_are_noted_of_an_entry_that_stays_as_it_is(entry: Entry, size: int, time: int) -> None:
    entries = Entries({"a.md": entry})
    spans = [entry.trace, entry.made, entry.links, entry.searched]
    assert entries["a.md"] == entry
    entries.leave("a.md", size, time)
    assert entries["a.md"] == replace(entry, output=(size, time))
    assert [*entries.spans()] == [(at, length) for at, length, _ in spans]
    assert entries.end() == max(at + length for at, length, _ in spans)


def test_what_is_kept_does_not_grow_with_the_number_of_builds(tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    output.write_text("A page.")
    sizes = []
    for at in range(30):
        kept = Kept(tmp_path, "x")
        kept.add(
            "changed.md",
            f"{at:02x}",
            UNKNOWN,
            record_of(Made("".join(map(chr, range(at, 300 + at))), [], None, {}, {}, "")),
        )
        if "same.md" in kept.old:
            kept.keep("same.md")
        else:
            kept.add(
                "same.md", "5e", UNKNOWN, record_of(Made("The same.", [], "Title", {}, {"a.md": True}, "searched"))
            )
        assert kept.made("same.md").content == "The same."
        assert kept.made("changed.md").content[0] == chr(at)
        kept.rest({"changed.md": output, "same.md": output})
        kept.close()
        sizes.append(next((tmp_path / FOLDER).glob("*.bin")).stat().st_size)
    assert max(sizes) < 4 * sizes[0]
    assert any(later < earlier for earlier, later in itertools.pairwise(sizes))


def test_a_build_beside_another_keeps_pages_of_its_own(tmp_path: Path) -> None:
    """What the first one keeps while it runs, the second does not touch."""
    first = Kept(tmp_path, "x")
    first.add("a.md", "5e", UNKNOWN, record_of(Made("The first.", [], None, {}, {}, "")))
    with pytest.raises(Unkept):
        Kept(tmp_path, "x")
    assert first.made("a.md").content == "The first."
    first.close()
    Kept(tmp_path, "x").close()


def noted(project: Path) -> Path:
    (path,) = (project / FOLDER).glob("site-*.json")
    return path


@pytest.mark.parametrize(
    "tear", ["foreign", *(pytest.param(each, marks=pytest.mark.slow) for each in ("shorter", "none", "link"))]
)
def test_what_is_torn_of_the_last_site_costs_only_time(tear: str, project: Path, tmp_path: Path) -> None:
    path = noted(project)
    data = path.read_bytes()
    match tear:
        case "shorter":
            path.write_bytes(data[:-9])
        case "none":
            path.unlink()
        case "foreign":
            foreign(path)
        case "link":
            path.rename(tmp_path / "outside")
            path.symlink_to(tmp_path / "outside")
    EDITS["prose"](project, 3)
    assert holds(project, tmp_path / "cold")
    if tear == "link":
        assert (tmp_path / "outside").read_bytes() == data


def by_hand(path: Path, old: str, new: str) -> None:
    """Another word of the same length in a file that shows the same time."""
    status = path.stat()
    change(path.parent, path.name, old, new)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)


def test_what_was_changed_by_hand_is_made_anew_whatever_time_it_shows(project: Path, tmp_path: Path) -> None:
    (sheet,) = (path for path in files(project / "site") if re.fullmatch(r"assets/briefings\.[0-9a-f]+\.css", path))
    changed = ("method/index.html", "search/beginnings.json", "sources/s3/index.html", sheet)
    for path in changed:
        by_hand(project / "site" / path, "e", "3")
    assert holds(project, tmp_path / "cold")
    for path in changed:
        by_hand(project / "site" / path, "e", "3")
    EDITS["prose"](project, 3)
    assert holds(project, tmp_path / "cold")


@pytest.mark.slow
def test_what_is_said_of_a_site_is_believed_only_of_the_files_that_it_is_about(project: Path, tmp_path: Path) -> None:
    """A digest that is none of the file's would stand in `evidence.json`."""
    path = noted(project)
    kept = json.loads(path.read_bytes().partition(b"\n")[2])
    for name, (marked, digest, _) in kept["files"].items():
        if name.endswith(".html"):
            kept["files"][name] = (f"{marked[:-2]}ff", digest[::-1], ["a/b"])
    caching.write(path, kept)
    EDITS["prose"](project, 3)
    assert holds(project, tmp_path / "cold")


def test_with_a_hook_every_page_is_made_anew(project: Path, tmp_path: Path) -> None:
    (project / "hook.py").write_text(
        "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nFrom the hook.\\n'\n"
    )
    change(project, "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    assert holds(project, tmp_path / "cold")
    assert "From the hook." in (project / "site/b5/index.html").read_text("utf-8")
    change(project, "hook.py", "From the hook.", "From another.")
    assert holds(project, tmp_path / "cold")
    assert "From another." in (project / "site/b5/index.html").read_text("utf-8")
