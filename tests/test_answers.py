"""What was made of a file is found again as long as all that it was made of is the same, and never longer."""

import gc
import multiprocessing
import os
import pickle
import random
import typing
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from projects import ROOT, SITES, archived, briefings, page, write

import builder.answers as keeping
from builder import spread
from builder.answers import LARGE, SMALL, Kept, Made, Remembered
from builder.cached import FOLDER
from builder.cli.main import main
from builder.cli.project import uncollected
from builder.compile import compile_site, read_project
from builder.diagnostics import Diagnostic
from builder.model.written import FEW, Entity, Organization, Person, Project, Source
from builder.packing import CALLED, CHOICES, LOADED, RECORDS, Unpacked, pack, unpack
from builder.read.briefings import ReadPage
from builder.read.configuration import read_settings
from builder.read.files import Taken
from builder.read.sources import ReadSource
from builder.read.yaml import Entry, Scalar, Table, marks, places
from builder.resolve.asking import Answering, Asked
from builder.resolve.checks.names import known
from builder.resolve.judging import Judged, judged
from builder.resolve.noticing import Noticed
from builder.resolve.passages import passages
from builder.spread import Spread

TEXT = (
    "Report {at} from Osk. “We saw {at} boats,” Ana Berg said.\n\nThe lake was calm when Bo Lindt came home to Osk.\n"
)
RECORD = (
    "title: Report {at}\npublisher: Lake Post\nquotes:\n"
    "  calm: {{exact: The lake was calm, kind: statement}}\n  boats: {{exact: We saw {at} boats, speaker: ana-berg}}\n"
)
PAGE = "Ana Berg saw {at} boats [@s{at}/boats].\n\n## More\n\nIt was calm [@s{at}/calm], said [[bo-lind]]."
PROJECT: dict[str, str | bytes] = {
    "briefings/index.md": page("::: briefings", title="Front"),
    "briefings/people.yaml": "ana-berg: {name: Ana Berg, spellings: [Berg]}\nbo-lind: {name: Bo Lind}\n",
    "briefings/b1.yaml": "judgments:\n  - {id: calm, text: It was calm., basis: [s1/calm, s2/calm]}\n",
}
for number in range(6):
    PROJECT |= archived(f"s{number}", TEXT.format(at=number), RECORD.format(at=number))
    PROJECT[f"briefings/b{number}.md"] = page(PAGE.format(at=number), title=f"Briefing {number}")


class Counting(Kept):
    """Tells what it was given."""

    def __init__(self, project: Path) -> None:
        super().__init__(project)
        self.made: list[Any] = []

    def add(self, made: Made) -> None:
        self.made.append(made.answer)
        super().add(made)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project", PROJECT)


def read(project: Path, answers: keeping.Answers | None) -> tuple[Project, dict[str, Any], list[Diagnostic]]:
    """All that the rest of a compile knows of the project's files."""
    problems: list[Diagnostic] = []
    there = Spread(answers=answers)
    found = read_project(read_settings(project, problems.append), problems, there)
    there.write()
    there.rest()
    return found, {**there.judged, **there.noticed}, problems


def compiled(project: Path, answers: keeping.Answers | None) -> tuple[Diagnostic, ...]:
    problems: list[Diagnostic] = []
    return compile_site(read_settings(project, problems.append), problems, answers=answers).problems


def newly_made(project: Path) -> list[Any]:
    """What is made of files when the project is read once more; what comes out is what comes out without."""
    answers = Counting(project)
    assert read(project, answers) == read(project, None)
    return answers.made


# ── edits ──────────────────────────────────────────────────────────────────────────────────────


def change(old: str, new: str) -> Callable[[Path], None]:
    def edit(path: Path) -> None:
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))

    return edit


def swap_for_link(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/etc/hostname")


PAGES, RECORDS_OF, TEXTS = "briefings/b{}.md", "sources/s{}.yaml", "sources/s{}.txt"
EDITS: tuple[tuple[str, Callable[[Path], object]], ...] = (
    (PAGES, change("boats", "ships")),
    (PAGES, change("It was", "It is")),
    (PAGES, change("summary", "sumary")),
    (PAGES, change("[@", "[[@")),
    (PAGES, lambda path: path.write_bytes(b"\xff\xfe")),
    (PAGES, lambda path: path.unlink(missing_ok=True)),
    (PAGES, lambda path: path.exists() and path.rename(path.with_name("renamed.md"))),
    (PAGES, lambda path: path.with_suffix(".yaml").write_text("comparisons: {a: {question: Why?}}\n")),
    (PAGES, lambda path: path.with_suffix(".yaml").unlink(missing_ok=True)),
    (PAGES, swap_for_link),
    (RECORDS_OF, change("lake was", "lake is")),
    (RECORDS_OF, change("title", "titel")),
    (RECORDS_OF, change("title", "note: &a b\ntitle")),
    (RECORDS_OF, change("quotes:", "quotes:\n  bad: {exact: in Osk, kind: spoken}")),
    (RECORDS_OF, lambda path: path.unlink(missing_ok=True)),
    (RECORDS_OF, swap_for_link),
    (TEXTS, change("boats", "Ana Bergh's boats")),
    (TEXTS, change("calm", "not calm")),
    (TEXTS, lambda path: path.unlink(missing_ok=True)),
    (TEXTS, lambda path: path.write_bytes(b"\xff")),
    (TEXTS, swap_for_link),
    ("briefings/people.yaml", change("[Berg]", "[Berg, Bergh]")),
    ("briefings/people.yaml", change("Bo Lind}", "Bo Lindt}")),
    ("briefings/people.yaml", change("bo-lind", "bo-lindt")),
    ("briefings/people.yaml", lambda path: path.write_text("ana-berg: {name: Ana Berg}\nosk: {name: Osk}\n")),
    ("briefings/organizations.yaml", lambda path: path.write_text("lake: {name: The lake}\n")),
    ("mkdocs.yml", change("Test", "Best")),
    ("mkdocs.yml", lambda path: path.write_text("site_name: Test\nplugins: [briefings: {autolink: false}]\n")),
)


def again(project: Path) -> None:
    """As it was in the beginning; nothing else is left."""
    for path in sorted(project.rglob("*"), reverse=True):
        if path.is_symlink() or (path.is_file() and path.parent.name != FOLDER):
            path.unlink()
    write(project, PROJECT)


@pytest.mark.parametrize("seed", [4, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(5, 14))])
def test_whatever_was_edited_the_same_is_found(seed: int, project: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same edits each time
    kept = Remembered()
    found = set()
    for round in range(16 if seed == 4 else 80):
        if round % 4 == 3:
            again(project)
        for path, edit in chance.sample(EDITS, chance.randint(1, 2)):
            edit(project / path.format(chance.randrange(6)))
        made = read(project, None)
        assert read(project, Kept(project)) == read(project, kept) == made
        _, judgments, problems = made
        found |= {
            problem.rule for each in (problems, *(one.problems for one in judgments.values())) for problem in each
        }
    assert len(found) > 5


@pytest.mark.parametrize("site", [SITES / name for name in ("good/whole", "near-miss-name", "yaml-anchor")])
def test_of_a_site_the_same_is_found_a_second_time(site: Path, tmp_path: Path) -> None:
    made = read(site, None)
    for _ in range(2):
        (tmp_path / site.name).mkdir(exist_ok=True)
        assert read(site, Kept(tmp_path / site.name)) == made


@pytest.mark.slow
def test_of_every_fixture_site_the_same_is_found_a_second_time(tmp_path: Path) -> None:
    for site in (ROOT, *sorted(path.parent for path in SITES.rglob("mkdocs.yml"))):
        test_of_a_site_the_same_is_found_a_second_time(site, tmp_path)


# ── only what has changed ──────────────────────────────────────────────────────────────────────


def test_nothing_is_made_a_second_time(project: Path) -> None:
    assert len(newly_made(project)) == 13
    assert newly_made(project) == []


def test_only_the_page_that_was_changed_is_read(project: Path) -> None:
    newly_made(project)
    change("boats", "ships")(project / "briefings/b2.md")
    ((made, _, _),) = newly_made(project)
    assert made.page.path == "b2.md"


def test_what_texts_share_is_compared_again_only_when_one_of_them_has_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = " ".join(f"{word}{at}" for at in range(12) for word in ("The", "boat", "came", "home"))
    write(
        project, archived("s1", f"{story}.\n", "title: One\n") | archived("s2", f"Osk.\n\n{story}.\n", "title: Two\n")
    )
    compared = []

    def comparing(texts: Any) -> Any:
        compared.append(len(texts))
        return passages(texts)

    monkeypatch.setattr(spread, "passages", comparing)

    def found(answers: keeping.Answers | None) -> list[Diagnostic]:
        return [each for each in compiled(project, answers) if each.rule == "shared-passage"]

    cold = found(None)
    assert len(cold) == 1
    assert found(Kept(project)) == found(Kept(project)) == cold
    change("boats", "ships")(project / "briefings/b2.md")
    assert found(Kept(project)) == cold
    assert compared == [6, 6]
    for at in (1, 2):
        change("title:", "origin: lake-wire\ntitle:")(project / f"sources/s{at}.yaml")
    assert found(Kept(project)) == []
    (project / "sources/s2.txt").write_text("Osk.\n\nNothing was told.\n")
    assert found(Kept(project)) == []
    assert compared == [6] * 4


def test_a_touched_or_copied_project_is_the_same(project: Path, tmp_path: Path) -> None:
    newly_made(project)
    for path in project.rglob("*"):
        path.touch()
    project.rename(tmp_path / "elsewhere")
    assert newly_made(tmp_path / "elsewhere") == []


def test_a_spelling_that_no_source_has_makes_no_source_anew(project: Path) -> None:
    newly_made(project)
    change("bo-lind:", "al-balbo: {name: Al Balbo, spellings: [Balbo]}\nbo-lind:")(project / "briefings/people.yaml")
    assert newly_made(project) == []


def test_a_spelling_has_those_sources_judged_that_have_it_or_its_like(project: Path) -> None:
    change("Ana Berg", "Bo Landau")(project / "sources/s3.txt")
    newly_made(project)
    change("Bo Lind}", "Bo Lind, spellings: [Bo Lendow]}")(project / "briefings/people.yaml")
    assert judged_anew(project) == [f"s{at}" for at in range(6)]  # all have Bo
    change("[Bo Lendow]", "[Bo Lendow, Landow]")(project / "briefings/people.yaml")
    assert {*judged_anew(project)} <= {f"s{at}" for at in range(6)}


def judged_anew(project: Path) -> list[str]:
    return [made.source.id for made, _, _ in newly_made(project) if isinstance(made, ReadSource)]


NAMES = st.lists(
    st.sampled_from("Ana Berg Bergh Bo Lind Lindt Osk al-Lind 北京 o’Berg".split()), min_size=1, max_size=2
)
PEOPLE = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.booleans(), NAMES, st.lists(NAMES, max_size=2)), max_size=4
)


def registered(people: list[tuple[str, bool, list[str], list[list[str]]]]) -> list[Entity]:
    return [
        (Person if person else Organization)(
            id, " ".join(name), {}, tuple(" ".join(each) for each in others), "", (), autolink=True, at={}
        )
        for id, person, name, others in people
    ]


@given(
    one=PEOPLE,
    other=PEOPLE,
    words=st.lists(
        st.sampled_from("Ana Bergh Berg’s Lindt Bo said in Osk 北京市 3Berg al Lind, lind . “Berg".split()), max_size=9
    ),
)
@example(one=[], other=[("a", True, ["Lind"], [])], words=["Lindt"])
@example(one=[("a", True, ["Berg"], [])], other=[("a", True, ["Berg"], [["Bo"]])], words=["Bergh", "Bo"])
@settings(max_examples=60, deadline=None)
def test_what_stands_is_what_would_be_found_anew(one: Any, other: Any, words: list[str]) -> None:
    source = Source("s", "S", " ".join(words))
    then, now = Answering(known(registered(one))), Answering(known(registered(other)))
    names, sought, sounds = then.noting()
    found = judged(source, names)
    assert found == judged(source, then.names)
    asked = then.asked(sought, sounds)
    assert then.stands(asked)
    if now.stands(asked):
        assert judged(source, now.names) == found


def test_an_answer_goes_under_what_was_there_when_it_was_made() -> None:
    class Changing:
        names = ("a",)
        at = 0

        def taken(self) -> Any:
            self.at += 1
            return Taken(str(self.at).encode()), Taken()

    task = Changing()
    key = spread._key("page", task, task.taken())
    made = spread._made("page", lambda _, taken: taken[0].data, task)
    assert (made.answer, made.key) == (b"2", spread._key("page", task, (Taken(b"2"), Taken())))
    assert made.key != key


# ── the file ───────────────────────────────────────────────────────────────────────────────────


def kept(project: Path) -> Path:
    return project / FOLDER / LARGE


@pytest.mark.parametrize("at", range(6))
def test_what_is_torn_costs_only_time(at: int, project: Path) -> None:
    newly_made(project)
    data = kept(project).read_bytes()
    chance = random.Random(at)  # noqa: S311
    spoilt = [
        data[: len(data) // 2],
        data[:-1],
        b"",
        chance.randbytes(3000),
        data + b"\n",
        b"".join(bytes([byte ^ (index % 1000 == 7)]) for index, byte in enumerate(data)),
    ][at]
    kept(project).write_bytes(spoilt)
    assert newly_made(project)
    assert newly_made(project) == []


@pytest.mark.parametrize("what", ["link", "folder", "pipe", "linked folder"])
def test_what_is_no_file_is_not_read(what: str, project: Path, tmp_path: Path) -> None:
    newly_made(project)
    outside = tmp_path / "outside"
    kept(project).rename(outside)
    data = outside.read_bytes()
    match what:
        case "link":
            kept(project).symlink_to(outside)
        case "folder":
            kept(project).mkdir()
        case "pipe":
            os.mkfifo(kept(project))
        case "linked folder":
            (project / FOLDER).rename(tmp_path / "moved")
            (project / FOLDER).symlink_to(tmp_path / "moved")
    run = briefings("check", "--strict", cwd=project)
    assert (run.stdout, run.returncode) == (
        (new := briefings("check", "--strict", "--no-cache", cwd=project)).stdout,
        new.returncode,
    )
    assert outside.read_bytes() == data


def test_what_another_program_wrote_is_not_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newly_made(project)
    monkeypatch.setattr(keeping, "key", lambda: bytes(32))
    assert len(newly_made(project)) == 13


def test_one_answer_that_is_torn_is_made_anew_and_no_other(project: Path) -> None:
    newly_made(project)
    data = kept(project).read_bytes()
    kept(project).write_bytes(b"\0" + data[1:])
    assert len(newly_made(project)) == 1


def test_two_at_once_do_not_harm_one_another(project: Path) -> None:
    newly_made(project)
    one, other = Kept(project), Kept(project)
    change("boats", "ships")(project / "briefings/b2.md")
    first = read(project, one)
    change("It was", "It is")(project / "briefings/b3.md")
    assert read(project, other) == read(project, None) != first
    assert newly_made(project) == []


def test_what_a_killed_command_left_is_removed(project: Path) -> None:
    write(project, {f"{FOLDER}/{LARGE}.1": "half"})
    newly_made(project)
    assert sorted(path.name for path in (project / FOLDER).iterdir()) == [".gitignore", LARGE]


def test_a_writer_whose_file_is_gone_is_silent(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = keeping.put_parts

    def put_and_lose(path: Path, parts: Iterator[bytes]) -> None:
        def losing() -> Iterator[bytes]:
            yield from parts
            path.with_name(f"{path.name}.{os.getpid()}").unlink()

        put(path, losing())

    monkeypatch.setattr(keeping, "put_parts", put_and_lose)
    assert len(newly_made(project)) == 13
    assert [path.name for path in (project / FOLDER).iterdir()] == [".gitignore"]


def test_what_is_kept_does_not_grow_with_the_number_of_edits(project: Path) -> None:
    sizes = []
    for at in range(12):
        (project / "briefings/b1.md").write_text(page(f"Words {at} of ours."))
        read(project, Kept(project))
        sizes.append(sum(path.stat().st_size for path in (project / FOLDER).iterdir()))
    assert max(sizes) < 1.5 * sizes[0]


def test_one_change_is_written_without_the_rest(project: Path) -> None:
    newly_made(project)
    before = kept(project).stat()
    change("boats", "ships")(project / "briefings/b2.md")
    newly_made(project)
    assert kept(project).stat().st_ino == before.st_ino
    assert (project / FOLDER / SMALL).stat().st_size < before.st_size / 4


def test_what_is_gone_is_not_kept_for_ever(project: Path) -> None:
    newly_made(project)
    before = kept(project).stat().st_size
    for path in (*project.glob("sources/s[1-5].*"), *project.glob("briefings/b[1-5].md")):
        path.unlink()
    newly_made(project)
    assert kept(project).stat().st_size < before / 2


def test_without_the_cache_nothing_is_sought_or_kept(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(keeping, "Kept", lambda _: pytest.fail("sought"))
    monkeypatch.chdir(project)
    assert main(["check", "--no-cache", "--jobs", "1"]) in (0, 1)
    assert capsys.readouterr().out
    assert not (project / FOLDER).exists()


def test_a_project_is_the_same_from_wherever_it_is_named(project: Path) -> None:
    compiled(project, Kept(project))
    written = kept(project).stat().st_ino
    for cwd, words in (
        (project, ()),
        (project.parent, ("--project", project.name)),
        (project / "sources", ("--project", "..")),
    ):
        (project / "mkdocs.yml").write_text(f"site_name: Seen from {cwd.name}\n")
        briefings("check", *words, cwd=cwd)
    assert kept(project).stat().st_ino == written
    assert not (project / FOLDER / SMALL).exists()


@pytest.mark.parametrize("command", ["check", pytest.param("build", marks=pytest.mark.slow)])
def test_the_commands_keep_and_find(command: str, project: Path) -> None:
    first = briefings(command, cwd=project)
    assert kept(project).is_file()
    change("title: Briefing 2", "title: Account 2")(project / "briefings/b2.md")
    second = briefings(command, cwd=project)
    assert (second.returncode, second.stderr) == (first.returncode, first.stderr)
    assert (project / FOLDER / SMALL).is_file()


@pytest.mark.parametrize("words", [("status",), ("impact", "s1"), ("suggest", "s1"), ("coverage", "s2", "--all")])
@pytest.mark.parametrize("seed", [4, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(5, 9))])
def test_what_a_check_has_kept_serves_the_commands_that_tell_of_a_project(
    seed: int,
    words: tuple[str, ...],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """They say the same as without, and keep what they had to find out themselves."""
    chance = random.Random(seed)  # noqa: S311  # the same edits each time
    monkeypatch.chdir(project)
    change("Lake Post", 'Lake Post\nrights: ""')(project / "sources/s1.yaml")

    def told(*more: str) -> tuple[int, str]:
        capsys.readouterr()
        return main([*words, *more]), capsys.readouterr().out

    for edited in range(1 if seed == 4 else 6):
        for name, edit in chance.sample(EDITS, 2 if edited else 0):
            edit(project / name.format(chance.randrange(6)))
        anew = told("--no-cache")
        assert edited or not (project / FOLDER).exists()
        if chance.random() < 0.5:
            main(["check", "--jobs", "1"])
        assert told() == anew
        with monkeypatch.context() as closed:
            closed.setattr(Kept, "add", lambda _, made: pytest.fail(f"made anew: {made.answer}"))
            assert told() == anew
            assert main(["check", "--jobs", "1"]) in (0, 1)


def test_what_workers_made_is_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "FEWEST", 1)
    with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
        there = Spread(pool, Kept(project))
        problems: list[Diagnostic] = []
        read = read_project(read_settings(project, problems.append), problems, there)
        there.write()
        there.rest()
    assert newly_made(project) == []
    assert read.sources.keys() == {f"s{at}" for at in range(6)}


def test_what_copies_made_and_wrote_is_there_when_a_check_ends(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "FEWEST", 1)
    assert main(["check", "--jobs", "3", "--project", str(project)]) in (0, 1)
    assert newly_made(project) == []


# ── the form ───────────────────────────────────────────────────────────────────────────────────


def types_of(kind: Any, seen: set[type]) -> set[type]:
    """All that a type's values may be made of, by its fields."""
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum)) and kind not in seen:
        seen.add(kind)
        for hint in typing.get_type_hints(kind, localns={"array": list}).values() if is_dataclass(kind) else ():
            types_of(hint, seen)
    for part in typing.get_args(kind):
        types_of(part, seen)
    return seen


def test_every_type_of_an_answer_is_in_the_table() -> None:
    made_of = {each for root in (ReadPage, ReadSource, Judged, Noticed, Asked) for each in types_of(root, set())}
    assert made_of == {*RECORDS, *CHOICES}


HOSTILE = {
    "a call of the system": b"cos\nsystem\n(S'echo hi'\ntR.",
    "an evaluation": b"cbuiltins\neval\n(S'1'\ntR.",
    "an attribute": b"cbuiltins\ngetattr\n(cbuiltins\nrange\nS'__class__'\ntR.",
    "a dotted name": pickle.dumps(Path("x"), 4),
    "a module's function": b"cbuilder.cached\nput\n.",
    "a class's attribute": b"cbuilder.model.written\nPlaces\n}S'get'\nI1\nsb.",
    "a function's attribute": b"cbuilder.packing\nfraction\n}S'__defaults__'\nI1\nsb.",
    "nothing": b"",
    "no pickle": b"\x80\x05garbage",
    "an endless mark": b"(" * 1000,
    "a memo that is not there": b"h\xff.",
    "a stack that is empty": b"R.",
    "wrong fields": b"cbuilder.diagnostics\nLocation\n(tR.",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_answer_is_not_loaded(data: bytes) -> None:
    with pytest.raises(Unpacked):
        unpack(data)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_an_answer_or_none(data: bytes) -> None:
    whole = pack(ReadSource(Source("s", "Süd", "text"), (), ("a",), {}))
    for spoilt in (data, whole[: len(data)], data + whole, whole[: len(data)] + data):
        try:
            unpack(spoilt)
        except Unpacked:
            continue


def test_what_may_be_loaded_is_data() -> None:
    assert [each.__name__ for each in CALLED if not isinstance(each, type)] == ["fraction", "numbers"]
    assert {name for module, name in LOADED if not module.startswith("builder.")} == {"range", "frozenset"}


@given(st.dictionaries(st.text(max_size=5), st.tuples(st.integers(1, 9), st.integers(1, 2**32 - 1)), max_size=FEW + 2))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_places_in_less_room_are_the_same_places(numbers: Mapping[str, tuple[int, int]]) -> None:
    from builder.diagnostics import Location

    at = {name: Location("a.yaml", line, column, 3) for name, (line, column) in numbers.items()}
    node = Table({name: Entry(place, Scalar("", place)) for name, place in at.items()}, Location("a.yaml"))
    small, large = places(node), marks(node)
    assert small == large == {"": Location("a.yaml"), **at}
    assert [*small] == [*large]
    assert small.get("not there") is None
    assert all(small[name].length == place.length for name, place in large.items())
    assert unpack(pack(small)) == large


# ── while a command runs ───────────────────────────────────────────────────────────────────────


def test_a_preview_remembers_the_last(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mkdocs.config import load_config

    from builder import plugin

    asked = []

    def ask(*_: object, answers: Any, **__: object) -> None:
        asked.append(answers)
        raise InterruptedError

    monkeypatch.setattr(plugin, "compile_site", ask)
    config = load_config(str(project / "mkdocs.yml"), docs_dir=str(project / "briefings"))
    for command in ("serve", "build"):
        preview = plugin.BriefingsPlugin()
        preview.on_startup(command=command, dirty=True)
        for _ in range(2):
            with pytest.raises(InterruptedError):
                preview.on_config(config)
        preview.on_shutdown()
    first, second, *others = asked
    assert isinstance(first, Remembered)
    assert first is second
    assert others == [None, None]


def test_a_preview_goes_on_from_what_a_check_kept_and_keeps_what_it_finds_at_first(project: Path) -> None:
    compiled(project, Kept(project))
    change("boats", "ships")(project / "briefings/b2.md")
    before = Counting(project)
    preview = Remembered(before)
    cold = compiled(project, None)
    assert compiled(project, preview) == cold
    assert [made[0].page.path for made in before.made if isinstance(made[0], ReadPage)] == ["b2.md"]
    assert newly_made(project) == []
    made = len(before.made)
    for path in (project / FOLDER).iterdir():
        path.unlink()
    change("ships", "boats")(project / "briefings/b2.md")
    assert compiled(project, preview) == compiled(project, None)
    assert len(before.made) == made


def test_what_is_newly_made_is_sought_before_what_it_takes_the_place_of() -> None:
    remembered = Remembered()
    remembered.add(Made("alike", 1))
    remembered.rest()
    assert remembered.find("alike") == 1
    remembered.add(Made("alike", 2))
    assert remembered.find("alike") == 2
    remembered.rest()
    assert remembered.find("alike") == 2


def test_what_is_compiled_is_not_looked_through_for_what_is_unused() -> None:
    before = gc.get_freeze_count()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > before
    gc.unfreeze()
