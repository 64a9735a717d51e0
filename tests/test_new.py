"""The project that an author begins with, and what is ready for their editor."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import pytest
import yaml
from editor import complaints, files_of, is_bound
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import ROOT, article, briefings, compiled, copy, files, need, parse, shared, words

from builder.author.folders import NotEmptyError, create_folder
from builder.author.starting import SITE_NAME, starter
from builder.cli.main import COMMANDS, main
from builder.cli.schema import KINDS
from builder.read.configuration import read_settings
from builder.read.schema import FILES, json_schema

STORED = ROOT / "builder/author/starter"
SCRIPTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was just begun, by the command."""

    def make(folder: Path) -> None:
        run = briefings("new", "begun", cwd=folder)
        assert (run.returncode, run.stderr) == (0, "")

    return copy(shared(tmp_path_factory, "new", make) / "begun", tmp_path / "begun")


def new(*words: str) -> int:
    """The command in this process; argparse leaves by an exception of its own."""
    try:
        return main(["new", *words])
    except SystemExit as leaving:
        return int(leaving.code or 0)


# ── what it is ─────────────────────────────────────────────────────────────────────────────────


def test_it_builds_strictly_at_once(project: Path) -> None:
    run = briefings("build", "--strict", cwd=project)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("5 quotes: 5 verified, 0 cannot be checked, 0 failed; ")


def test_it_builds_strictly_with_the_hosts_own_command(project: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    assert (project / "site/greyholm-light/index.html").is_file()


def test_it_builds_strictly_with_the_second_host(project: Path) -> None:
    need("zensical")
    run = briefings("build", "--strict", "--host", "zensical", cwd=project)
    assert (run.returncode, run.stderr) == (0, "")


def test_it_has_one_of_each_thing_that_it_teaches(project: Path) -> None:
    graph = compiled(project).graph
    assert graph is not None
    assert len(graph.project.sources) == 2
    assert sorted(str(page.role) for page in graph.project.manuscripts) == ["background", "briefing", "page"]
    [person] = graph.project.people.values()
    spelled = {
        name
        for name in (person.name, *person.spellings)
        for each in graph.project.sources.values()
        if name in (each.text or "")
    }
    assert {"Mira Halvorsen", "Mira Halvorson"} <= spelled
    [comparison] = [each for page in graph.project.manuscripts for each in page.comparisons.values()]
    assert (str(comparison.relation), len({answer.implies for answer in comparison.answers})) == ("differ", 2)


def test_every_text_of_it_says_that_it_is_invented(project: Path) -> None:
    texts = [path for folder in ("sources", "briefings") for path in (project / folder).rglob("*") if path.is_file()]
    assert len(texts) == 9
    for path in [*texts, project / "README.md"]:
        assert "invented" in path.read_text("utf-8").casefold(), path


def test_every_page_of_its_site_says_that_it_is_invented_whatever_the_sites_name(tmp_path: Path) -> None:
    assert new(str(tmp_path / "begun"), "--name", "Harbour briefings") == 0
    assert briefings("build", "--strict", cwd=tmp_path / "begun").returncode == 0
    pages = {path: parse(path.read_text("utf-8")) for path in (tmp_path / "begun/site").rglob("index.html")}
    unmarked = [path.parent.name for path, page in pages.items() if "nvented" not in words(article(page))]
    assert unmarked == ["method"]  # which is about the program


def test_its_sentences_hold_what_they_say_of_a_changed_word(project: Path) -> None:
    path = project / "briefings/greyholm-light.md"
    path.write_text(
        path.read_text("utf-8").replace("“The lamp itself was sound”", "“The lamp itself is sound”"), "utf-8"
    )
    run = briefings("build", cwd=project)
    assert run.returncode == 1
    assert "difference: The lamp itself [-is-] {+was+} sound" in run.stderr
    assert not (project / "site").exists()


def test_it_is_the_same_everywhere(project: Path, tmp_path: Path) -> None:
    env = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Niue", "PYTHONUTF8": "0"}
    assert briefings("new", "deep/er/begun", cwd=tmp_path, **env).returncode == 0
    assert files(tmp_path / "deep/er/begun") == files(project)


def test_the_repository_does_not_read_it_as_its_own() -> None:
    site = compiled(ROOT)
    assert site.graph is not None
    assert not {path.stem for path in STORED.rglob("*.yaml")} & {*site.graph.project.sources}
    assert not [page.path for page in site.pages if "greyholm" in page.path]


# ── what comes with it ─────────────────────────────────────────────────────────────────────────


def test_each_yaml_file_of_ours_names_the_schema_of_its_kind_in_its_first_line(project: Path) -> None:
    found = [each for each in files_of(project) if each[1].suffix == ".yaml"]
    assert {kind for kind, _, _ in found} == {"source", "people", "briefing"}
    for kind, path, text in found:
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", text.split("\n", 1)[0])
        assert named, path
        schema = (path.parent / named[1]).resolve()
        assert schema == (project / f".schemas/{kind}.schema.json").resolve()
        assert json.loads(schema.read_text("utf-8")) == json_schema(kind)


def test_an_editor_has_nothing_against_it(project: Path) -> None:
    found = list(files_of(project))
    assert len(found) == 6
    for kind, path, text in found:
        assert complaints(json_schema(kind), text) == [], path


def test_its_editor_settings_bind_the_schemas_to_the_files_that_there_are(project: Path) -> None:
    bound = json.loads((project / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {*bound} == {f".schemas/{kind}.schema.json" for kind in FILES if kind != "front-matter"}
    assert all((project / schema).is_file() for schema in bound)
    for kind, path, _ in files_of(project):
        if path.suffix == ".yaml":
            at = PurePosixPath(path.relative_to(project).as_posix())
            assert [schema for schema, globs in bound.items() if is_bound(str(at), globs)] == [
                f".schemas/{kind}.schema.json"
            ]
    named = {
        "briefings/ferry.yaml": "briefing",
        "briefings/background/osk.yaml": "briefing",
        "briefings/organizations.yaml": "organizations",
        "briefings/events.yaml": "events",
        "sources/bugle-2031-05-04.yaml": "source",
        "mkdocs.yml": "",
        ".pre-commit-config.yaml": "",
    }
    for path, kind in named.items():
        fit = [schema for schema, globs in bound.items() if is_bound(path, globs)]
        assert fit == ([f".schemas/{kind}.schema.json"] if kind else []), path
    extensions = json.loads((project / ".vscode/extensions.json").read_text("utf-8"))
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}


def steps(workflow: Path) -> Iterator[dict[str, object]]:
    for job in yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values():
        yield from job["steps"]


def test_its_workflow_has_least_rights_and_the_pins_of_our_own(project: Path) -> None:
    path = project / ".github/workflows/site.yml"
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert rights == {"build": {"contents": "read"}, "publish": {"pages": "write", "id-token": "write"}}
    ours = {str(step["uses"]) for step in steps(ROOT / ".github/workflows/site.yml") if "uses" in step}
    used = {str(step["uses"]) for step in steps(path) if "uses" in step}
    assert used <= ours
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", each) for each in used)
    comments = re.findall(r"@[0-9a-f]{40} # v\S+", path.read_text("utf-8"))
    assert {*comments} <= {
        *re.findall(r"@[0-9a-f]{40} # v\S+", (ROOT / ".github/workflows/site.yml").read_text("utf-8"))
    }
    assert len(comments) == len(used)


def test_its_workflow_installs_this_program_and_builds_strictly(project: Path) -> None:
    typed = [step["run"] for step in steps(project / ".github/workflows/site.yml") if "run" in step]
    name = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["name"]
    assert typed == [f"pip install {name}=={version(name)}", "briefings build --strict"]


def test_the_line_above_says_what_to_write_before_a_release(project: Path) -> None:
    lines = (project / ".github/workflows/site.yml").read_text("utf-8").splitlines()
    (at,) = (number for number, line in enumerate(lines) if "- run: pip install" in line)
    assert 'pip install "annotated-briefings @ git+https://…@COMMIT"' in lines[at - 1]
    for path in (project / "README.md", ROOT / "docs/commands.md"):
        assert "installs the version of the program that wrote it" in path.read_text("utf-8")


def test_where_nothing_is_installed_no_version_is_pinned(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "builder", tmp_path / "bare/builder", ignore=shutil.ignore_patterns("__pycache__"))
    code = (
        "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p]; import builder.model.program as p"
    )
    env = {"PYTHONPATH": str(tmp_path / "bare"), "PATH": ""}
    run = subprocess.run(
        [sys.executable, "-c", f"{code}; print(repr(p.installed_version()))"], env=env, capture_output=True, text=True
    )
    assert (run.stdout, run.stderr) == ("''\n", "")


def test_git_ignores_what_builds_leave(project: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    left = ["site/index.html", ".pages/index.md", ".pages.yml", ".site-site-new-x/index.html", ".cache/x"]
    run = subprocess.run(
        ["git", "check-ignore", *left, "README.md", ".schemas/x"], cwd=project, capture_output=True, text=True
    )
    assert run.stdout.split() == left


def test_git_keeps_archived_texts_byte_for_byte(project: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    command = ["git", "check-attr", "text", "sources/herald-2031-03-05.txt", "briefings/index.md"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert [line.rpartition(" ")[2] for line in run.stdout.splitlines()] == ["unset", "unspecified"]


@pytest.mark.parametrize(
    "path", [STORED / "dot-pre-commit-config.yaml", ROOT / ".pre-commit-hooks.yaml"], ids=lambda path: path.name
)
def test_a_hook_runs_a_command_that_there_is_when_a_file_that_it_reads_changes(path: Path) -> None:
    written = yaml.safe_load(path.read_text("utf-8"))
    [hook] = written["repos"][0]["hooks"] if "repos" in written else written
    assert {"id", "name", "entry", "language", "pass_filenames", "files"} <= {*hook}
    assert hook["language"] in ("python", "system")
    assert hook["pass_filenames"] is False
    program, *rest = hook["entry"].split()
    assert program in SCRIPTS
    assert "can be built" not in hook.get("description", "")  # which `check` does not try
    assert rest[0] in COMMANDS
    changed = [
        "mkdocs.yml",
        "sources/a.txt",
        "briefings/background/b.md",
        "README.md",
        "docs/mkdocs.yml",
        "mkdocs.yaml",
    ]
    assert [name for name in changed if re.search(hook["files"], name)] == changed[:3]


# ── the site's name ────────────────────────────────────────────────────────────────────────────


@settings(deadline=None, max_examples=60)
@given(
    st.text() | st.text(alphabet="\"'\\ \n#:{}[]&*!|>%@`-?,\t\x00\x1b\u2028\u202e\ufeff\ud800\U000e0001a", max_size=20)
)
def test_any_name_is_one_text_and_changes_nothing_else(name: str) -> None:
    plain = starter()["mkdocs.yml"].decode().split("\n")
    lines = starter(name)["mkdocs.yml"].decode().split("\n")
    assert lines[1:] == plain[1:]
    loaded = yaml.safe_load("\n".join(lines))
    assert loaded == {**yaml.safe_load("\n".join(plain)), "site_name": loaded["site_name"]}
    kept = [char for char in name if not char.isspace() and char.isprintable()]
    assert [char for char in loaded["site_name"] if char in kept and not char.isspace()] == kept
    assert "".join(lines).isprintable()


@pytest.mark.parametrize(
    "name", ["Häfen & Küsten", "یادداشت‌ها", 'a"b\\c: #d', "!ENV [HOME]", "{{ config }} %}", "*a &b", "null", "1.10"]
)
def test_a_name_is_the_sites_name(name: str, tmp_path: Path) -> None:
    assert new(str(tmp_path / "begun"), "--name", name) == 0
    assert read_settings(tmp_path / "begun", lambda problem: pytest.fail(str(problem))).site_name == name


def test_a_hostile_name_builds_strictly(tmp_path: Path) -> None:
    name = '"\n!!python/object/apply:os.system ["touch ran"]\nplugins: []\x1b[31m # {{ 1 / 0 }}'
    assert briefings("new", "begun", "--name", name, cwd=tmp_path).returncode == 0
    run = briefings("build", "--strict", cwd=tmp_path / "begun")
    assert (run.returncode, run.stderr) == (0, "")
    assert not (tmp_path / "begun/ran").exists()


def test_without_a_name_the_site_is_called_what_it_is(project: Path) -> None:
    assert read_settings(project, lambda problem: pytest.fail(str(problem))).site_name == SITE_NAME


# ── where it goes ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("begun", ["cd begun", "briefings check", "briefings serve"]),
        ("a/b/begun", ["cd a/b/begun", "briefings check", "briefings serve"]),
        ("'my site'", ["cd 'my site'", "briefings check", "briefings serve"]),
        ("-- -begun", ["cd ./-begun", "briefings check", "briefings serve"]),
        (".", ["briefings check", "briefings serve", "briefings build --strict"]),
    ],
)
def test_it_says_what_it_made_and_three_commands_that_can_be_typed(
    words: str, typed: list[str], tmp_path: Path
) -> None:
    run = briefings("new", *shlex.split(words), cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    made, _, after = run.stdout.partition("Type next:\n")
    assert [line.strip() for line in after.splitlines()] == typed
    assert "invented" in made
    assert all(len(line) <= 80 for line in run.stdout.splitlines())
    folder = next((tmp_path / shlex.split(line)[1] for line in typed if line.startswith("cd ")), tmp_path)
    for name in re.findall(r"^  (\S+)", made, re.MULTILINE):
        if name != "and":
            assert (folder / name).exists(), name
    assert briefings("check", "--strict", cwd=folder).returncode == 0


def test_an_empty_folder_that_is_there_is_filled_and_stays_the_same_folder(tmp_path: Path, project: Path) -> None:
    (tmp_path / "empty").mkdir(mode=0o750)
    before = (tmp_path / "empty").stat()
    assert new(str(tmp_path / "empty")) == 0
    after = (tmp_path / "empty").stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert files(tmp_path / "empty") == files(project)


def test_a_folder_can_be_entered_and_read_as_others_are(tmp_path: Path) -> None:
    assert new(str(tmp_path / "begun")) == 0
    assert (tmp_path / "begun").stat().st_mode & 0o777 == 0o755
    assert [path.name for path in tmp_path.iterdir()] == ["begun"]


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (["notes.txt"], "it has notes.txt"),
        (["b", "a"], "it has a and b"),
        ([".git"], "it has .git"),
        (["a", "b", "c", "d", "e"], "it has a, b, c and 2 more"),
        (["\x1b[31m"], "it has \\u001b[31m"),
    ],
)
def test_a_folder_that_is_not_empty_is_refused(there: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    for name in there:
        (tmp_path / "full" / name).write_text("precious")
    before = files(tmp_path)
    run = briefings("new", "full", cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"briefings: full is not empty: {said}\n")
    assert files(tmp_path) == before


def test_the_folder_in_which_one_stands_is_refused_by_no_name(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("precious")
    run = briefings("new", ".", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "briefings: this folder is not empty: it has notes.txt\n"


@pytest.mark.parametrize("where", ["file", "file/begun", "file/a/b", "dangling"])
def test_a_file_in_the_way_is_left_alone(where: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("precious")
    (tmp_path / "dangling").symlink_to("nowhere")
    run = briefings("new", where, cwd=tmp_path)
    line = f"briefings: {where} cannot be a folder: a file is in the way\n"
    assert (run.returncode, run.stdout, run.stderr) == (2, "", line)
    assert (tmp_path / "file").read_text() == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dangling", "file"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["new"], "briefings new: DIR is missing; see briefings new --help\n"),
        (["new", " "], "briefings new: DIR is blank; name a new folder\n"),
        (["new", "a", "--name", " "], "briefings new: --name is blank; leave it out, or name the site\n"),
        (["new", "a", "b"], "briefings: new does not take `b`; see briefings new --help\n"),
        (["new", "a", "--nmae", "b"], "briefings: new has no option `--nmae`; did you mean `--name`?\n"),
    ],
)
def test_wrong_usage_is_one_line_and_makes_nothing(words: list[str], line: str, tmp_path: Path) -> None:
    run = briefings(*words, cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", line)
    assert list(tmp_path.iterdir()) == []


def test_what_the_disk_refuses_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    run = briefings("new", f"a/b/{'c' * 300}", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert re.fullmatch(r"briefings: a/b/c+… cannot be written: File name too long\n", run.stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_no_files_is_one_line(tmp_path: Path) -> None:
    if not Path("/proc/self").exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no folder here takes no files, whoever asks")
    run = briefings("new", "/proc/begun", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert re.fullmatch(r"briefings: /proc/begun cannot be written: [^\n]+\n", run.stderr)


def interrupted(after: int) -> Iterator[tuple[str, bytes]]:
    """The files of a project, up to where somebody presses Ctrl-C."""
    for number, each in enumerate(starter().items()):
        if number == after:
            raise KeyboardInterrupt
        yield each


@pytest.mark.parametrize("after", [0, 1, 12])
def test_an_interrupted_beginning_leaves_nothing(after: int, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for target in ("begun", "a/b/begun", "empty"):
        with pytest.raises(KeyboardInterrupt):
            create_folder(tmp_path / target, interrupted(after))
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["empty"]


@pytest.mark.parametrize("empty", [True, False])
def test_what_somebody_puts_there_in_the_meantime_stays_alone(empty: bool, tmp_path: Path) -> None:
    target = tmp_path / "begun"
    if empty:
        target.mkdir()

    def meanwhile() -> Iterator[tuple[str, bytes]]:
        yield from starter().items()
        target.mkdir(exist_ok=True)
        (target / "README.md").write_text("precious")

    with pytest.raises(NotEmptyError, match=r"README\.md"):
        create_folder(target, meanwhile())
    assert files(tmp_path) == {"begun/README.md": b"precious"}
    assert [path.name for path in target.iterdir()] == ["README.md"]


@pytest.mark.parametrize("name", ["README.md", "briefings", "sources", "mkdocs.yml"])
@pytest.mark.parametrize("kind", ["file", "empty folder", "folder", "link to nothing"])
def test_nothing_of_any_kind_and_name_that_is_put_there_in_the_meantime_is_touched(
    name: str, kind: str, tmp_path: Path
) -> None:
    target = tmp_path / "begun"
    target.mkdir()

    def meanwhile() -> Iterator[tuple[str, bytes]]:
        yield from starter().items()
        if kind == "file":
            (target / name).write_text("precious")
        elif kind == "link to nothing":
            (target / name).symlink_to("nowhere")
        else:
            (target / name).mkdir()
            if kind == "folder":
                (target / name / "notes.txt").write_text("precious")

    with pytest.raises(NotEmptyError, match=re.escape(name)):
        create_folder(target, meanwhile())
    assert [path.name for path in target.iterdir()] == [name]
    if kind == "file":
        assert (target / name).read_text() == "precious"
    elif kind == "link to nothing":
        assert (target / name).readlink() == Path("nowhere")
    else:
        assert [path.name for path in (target / name).iterdir()] == (["notes.txt"] if kind == "folder" else [])


# ── in the package ─────────────────────────────────────────────────────────────────────────────


def test_the_wheel_holds_it_whole_and_begins_a_project_from_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    [wheel] = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        held = {name.removeprefix("builder/author/starter/") for name in packed.namelist() if "/starter/" in name}
        packed.extractall(tmp_path / "installed")
    assert held == {*files(STORED)}
    run = briefings("new", "begun", cwd=tmp_path, PYTHONPATH=str(tmp_path / "installed"))
    assert run.returncode == 0, run.stderr
    assert files(tmp_path / "begun") == dict(sorted(starter().items()))


# ── the schemas, written ───────────────────────────────────────────────────────────────────────


def test_the_command_knows_every_kind() -> None:
    assert tuple(FILES) == KINDS


def test_schemas_are_written_into_the_project_and_then_only_where_they_changed(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: T\n")
    first = briefings("schema", "--write", cwd=tmp_path)
    assert (first.returncode, first.stdout, first.stderr) == (0, "7 schemas in .schemas: 7 written\n", "")
    written = {path.name: path.stat().st_ino for path in (tmp_path / ".schemas").iterdir()}
    assert {*written} == {f"{kind}.schema.json" for kind in FILES}
    for kind in FILES:
        assert (tmp_path / f".schemas/{kind}.schema.json").read_text("utf-8") == briefings(
            "schema", kind, cwd=tmp_path
        ).stdout
    assert briefings("schema", "--write", cwd=tmp_path).stdout == "7 schemas in .schemas: nothing to change\n"
    (tmp_path / ".schemas/people.schema.json").write_text("{}")
    assert briefings("schema", "--write", cwd=tmp_path, LC_ALL="C").stdout == "7 schemas in .schemas: 1 written\n"
    after = {path.name: path.stat().st_ino for path in (tmp_path / ".schemas").iterdir()}
    assert [name for name in written if written[name] != after[name]] == ["people.schema.json"]


def test_schemas_go_where_they_are_wanted_without_a_project(tmp_path: Path) -> None:
    run = briefings("schema", "--write", "a/b", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "7 schemas in a/b: 7 written\n")
    assert len(files(tmp_path)) == len(FILES)


def test_the_schemas_of_a_new_project_need_no_writing(project: Path) -> None:
    assert briefings("schema", "--write", cwd=project).stdout == "7 schemas in .schemas: nothing to change\n"


@pytest.mark.parametrize(
    ("words", "status", "line"),
    [
        (
            "--write",
            2,
            "briefings: no project here: mkdocs.yml is not a file; "
            "give its folder with --project, or begin one with briefings new",
        ),
        ("people --write", 2, "briefings: schema --write writes all kinds, not `people` alone"),
        ("--write people", 2, "briefings: schema --write writes all kinds, not `people` alone"),
        ("--write file", 2, "briefings: the schemas cannot go to file: a file or folder is in the way"),
        ("--write file/a", 2, "briefings: the schemas cannot go to file/a: a file or folder is in the way"),
        ("--write held", 2, "briefings: the schemas cannot go to held: a file or folder is in the way"),
        (f"--write {'a' * 300}", 1, f"briefings: the schemas cannot be written to {'a' * 79}…: File name too long"),
    ],
)
def test_schemas_that_cannot_be_written_are_one_line(words: str, status: int, line: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("precious")
    (tmp_path / "held/events.schema.json").mkdir(parents=True)
    run = briefings("schema", *words.split(), cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (status, "", f"{line}\n")
    assert (tmp_path / "file").read_text() == "precious"
