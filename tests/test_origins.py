"""Which sources tell one story in one wording, and whom a passage first came from."""

import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from growth import grows_no_faster
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from projects import archived, compiled, page, write

import builder.resolve.passages as reading
from builder.compile import read_project
from builder.diagnostics import Diagnostic
from builder.resolve.folding import folded
from builder.resolve.linking import link
from builder.resolve.passages import (
    _PLAIN_WORD,
    _SPACED_WORD,
    LEAST,
    SIZE,
    Text,
    _pattern,
    _plain_words,
    passages,
    read,
)
from builder.settings import Settings

STORY = (
    "The treaty covers fishing, ferries and the upkeep of the two lighthouses, and neither side would say who pays for "
    "the lamps, which have been dark since the storm."
)
CHINESE = "两国代表星期一在岛上会晤，这是十五年来的首次。条约涉及渔业、渡轮和两座灯塔的维护，双方都没有说明由谁支付灯具的费用。"
THAI = (
    "ผู้แทนของทั้งสองประเทศพบกันบนเกาะเมื่อวันจันทร์ ซึ่งเป็นครั้งแรกในรอบสิบห้าปี สนธิสัญญาครอบคลุมการประมง เรือข้ามฟาก "
    "และการบำรุงรักษาประภาคารสองแห่ง แต่ไม่มีฝ่ายใดบอกว่าใครเป็นผู้จ่ายค่าตะเกียง"
)


def found(folder: Path, texts: dict[str, str], **records: str) -> list[str]:
    """What is reported of some sources, `a` being the earliest: place and message."""
    for day, (id, text) in enumerate(texts.items(), 1):
        record = f"title: {id.title()}\npublished: 2015-01-{day:02}\n{records.get(id, '')}"
        write(folder, archived(id, text, record))
    site = compiled(folder)
    assert {problem.rule for problem in site.problems} <= {"shared-passage"}
    return [f"{problem.at} {problem.message}" for problem in site.problems]


def test_a_copied_passage_is_reported_once_at_the_later_record(tmp_path: Path) -> None:
    assert found(tmp_path, {"b": f"First words.\n\n{STORY}", "a": f"{STORY} Last words."}) == [
        "sources/a.yaml:1:1 29 words in a row, quotations aside, stand in `b` too (line 1, there line 3): "
        "“The treaty covers fishing, ferries and the upkeep of the two lighthouses, and n…”"
    ]


def test_the_place_is_the_origin_that_differs(tmp_path: Path) -> None:
    problems = found(tmp_path, {"a": STORY, "b": STORY}, a="origin: one\n", b="origin: two\n")
    assert [problem.split()[0] for problem in problems] == ["sources/b.yaml:4:9"]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (STORY, "Others met elsewhere, and said nothing of any treaty, nor of fish, nor of who is to pay for lamps."),
        (" ".join(STORY.split()[:19]), STORY),
        (f"He said: “{STORY}”", f"She, too, was told: “{STORY}”"),
        (f"The words are {STORY}", f"The words are «{STORY}»"),
        ("la " * 80, "la " * 80),
        (CHINESE[:30], CHINESE),
        (THAI[:60], THAI),
        ("", ""),
    ],
)
def test_what_is_short_or_quoted_or_one_word_is_no_copy(text: str, other: str, tmp_path: Path) -> None:
    assert found(tmp_path, {"a": text, "b": other}) == []


@pytest.mark.parametrize(
    ("text", "other", "counted"),
    [
        (STORY, STORY.upper().replace(",", ";"), "29 words"),
        (
            STORY.replace(" and neither", " “for how long” and neither"),
            STORY.replace(" and neither", " “no” and neither"),
            "29 words",
        ),
        (CHINESE, CHINESE, "53 characters"),
        (f"他们说。{CHINESE}", CHINESE[3:], "50 characters"),
        (THAI, THAI, "187 characters"),
        (f"See https://a.example/b/c {STORY}", f"See https://a.example/b/c {STORY}", "31 words"),
    ],
)
def test_case_typography_and_quotations_within_do_not_hide_a_copy(
    text: str, other: str, counted: str, tmp_path: Path
) -> None:
    (problem,) = found(tmp_path, {"a": text, "b": other})
    assert problem.split(" ", 1)[1].startswith(counted)


def test_sources_with_one_origin_may_share_what_they_like(tmp_path: Path) -> None:
    assert found(tmp_path, {"a": STORY, "b": STORY}, a="origin: x\n", b="origin: x\n") == []


def test_furniture_and_declared_repeats_are_not_compared(tmp_path: Path) -> None:
    assert found(tmp_path, {"a": f"Talks.\n{STORY}", "b": f"Fish.\n{STORY}"}, b=f'furniture: ["{STORY}"]\n') == []


def test_a_third_copy_is_held_against_the_earliest_of_another_origin(tmp_path: Path) -> None:
    texts = {"a": STORY, "b": STORY, "c": STORY, "d": STORY}
    problems = found(tmp_path, texts, a="origin: x\n", b="origin: y\n", c="origin: x\n")
    assert [problem.split()[0] for problem in problems] == [
        f"sources/{id}.yaml:{at}" for id, at in (("b", "4:9"), ("c", "4:9"), ("d", "1:1"))
    ]
    assert ["`a`" in problem for problem in problems] == [True, False, True]
    assert "`b`" in problems[1]


def test_a_source_without_a_day_counts_as_the_latest(tmp_path: Path) -> None:
    write(tmp_path, {**archived("a", STORY, "title: A\n"), **archived("b", STORY, "title: B\npublished: 2016~\n")})
    assert [str(problem.at) for problem in compiled(tmp_path).problems] == ["sources/a.yaml:1:1"]


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), max_size=120)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, st.integers(LEAST, 60))
def test_a_planted_copy_is_always_found(before, after, other_before, other_after, length) -> None:
    planted = [f"planted{number}" for number in range(length)]
    texts = [" ".join(part) for part in ([*before, *planted, *after], [*other_before, *planted, *other_after])]
    (run,) = passages([Text("", read(text)) for text in texts])
    assert (run.text, run.other) == (1, 0)
    assert run.length >= length


@given(st.lists(st.text("abAB漢あ'- ", max_size=60), max_size=3))
def test_a_word_has_one_number_wherever_it_is_read(texts) -> None:
    whole = read(folded(" ".join(texts)))
    assert list(whole) == [number for text in texts for number in read(folded(text))]
    words = [word.casefold() for text in texts for word in _pattern(folded(text)).findall(folded(text))]
    assert len({*whole}) == len({*words})


@given(st.text("aB_9' .:/\x1c\n", max_size=40).map(lambda text: f"{text}https://b/{text}"))
def test_words_in_plain_letters_are_read_as_in_any(text) -> None:
    assert _PLAIN_WORD.findall(folded(text)) == _SPACED_WORD.findall(folded(text))


@given(st.text("aB漢字ไก\u0e34\u0301' :/.", max_size=60).map(lambda text: text.replace("/:", "https://")))
@example("漢" * 9 + "https://a漢漢漢漢漢漢 b漢漢漢漢漢漢")
@example("ก\u0e34" * 9)
def test_a_text_is_read_in_parts_as_it_is_whole(text) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "PART", 3)
        parts = list(read(text))
    assert parts == list(read(text))


def test_a_text_without_blanks_is_not_read_at_once() -> None:
    """Each word would be held, at seventy bytes."""
    text = "漢字" * 200_000
    tracemalloc.start()
    read(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * SIZE * len(text)


@given(st.text("aB_9' .-\x1c\n", max_size=40))
def test_plain_words_are_those_of_the_pattern(text) -> None:
    assert _plain_words(text) == [word.casefold() for word in _PLAIN_WORD.findall(text)]


def test_numbers_are_the_same_in_every_process() -> None:
    text = "Zwei Schiffe 漢字 ไทย"
    told = f"from builder.resolve.passages import read; print(list(read({text!r})))"
    command = [sys.executable, "-c", told]
    seeds = [{**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2")]
    first, second = (subprocess.run(command, env=env, check=True, capture_output=True).stdout for env in seeds)
    assert first == second == f"{list(read(text))}\n".encode()


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.lists(st.integers(0, 3000), max_size=300), max_size=6))
def test_words_in_no_common_order_are_never_a_copy(rows) -> None:
    texts = [
        Text("", read(" ".join(f"w{word}of{number}" if at % 19 == 0 else f"w{word}" for at, word in enumerate(row))))
        for number, row in enumerate(rows)
    ]
    assert list(passages(texts)) == []


def test_a_line_that_thousands_share_takes_no_more_than_its_length() -> None:
    line = " ".join(f"boilerplate{number}" for number in range(60))

    def found(count: int) -> int:
        texts = [
            Text(f"o{number}", read(f"{line} {' '.join(f'x{number}y{at}' for at in range(140))} {line}"))
            for number in range(count)
        ]
        return len(list(passages(texts)))

    assert found(300) == 299
    assert grows_no_faster(found, 250)


# ── whom a passage first came from ─────────────────────────────────────────────────────────────


TELLING = """Minister Ana Berg told the state television that “the ferries will run again”.

The ferries are late, Iranian media wrote. The ferries are early, the Lake Post wrote. Nobody was on board.
"""
PEOPLE = "ana: {name: Ana Berg}\n"
OUTLETS = "lake-post: {name: Lake Post, spellings: [Post]}\nlodra: {name: Lodra Office}\nosk: {name: Osk Office, spellings: [Office]}\nisle: {name: Isle Office, spellings: [Office]}\n"


def counted(folder: Path, basis: str, **records: str) -> list[str]:
    """The origins of a judgment on passages of three sources, as its graph has them."""
    quotes = {
        "spoken": "{exact: the ferries will run again, speaker: ana, via: [state television]}",
        "late": "{exact: The ferries are late, kind: reported, via: [Iranian media, lake-post]}",
        "early": "{exact: The ferries are early, kind: reported, via: [the Post]}",
        "board": "{exact: Nobody was on board}",
    }
    listed = "quotes:\n" + "".join(f"  {id}: {quote}\n" for id, quote in quotes.items())
    files = {"briefings/people.yaml": PEOPLE, "briefings/organizations.yaml": OUTLETS}
    for id in ("a", "b", "c"):
        files |= archived(id, f"{id}.\n{TELLING}", f"title: {id.title()}\n{records.get(id, '')}{listed}")
    write(folder, files)
    problems: list[Diagnostic] = []
    graph = link(read_project(Settings(folder), problems), problems.append)
    assert not problems
    return list({(origin := graph.origins[label]).id: origin.name for label in basis.split()}.values())


@pytest.mark.parametrize(
    ("basis", "origins"),
    [
        ("a/spoken b/spoken c/spoken", ["Ana Berg"]),
        ("a/late b/late", ["Iranian media"]),
        ("a/early b/late", ["Lake Post", "Iranian media"]),
        ("a/board a/spoken", ["First Agency", "Ana Berg"]),
        ("a/board b/board b", ["First Agency"]),
        ("a/board c/board", ["First Agency", "Lake Post"]),
        ("c/board c b/early", ["Lake Post"]),
    ],
)
def test_copies_and_relays_add_no_origins(basis: str, origins: list[str], tmp_path: Path) -> None:
    records = {
        "a": "origin: first\npublisher: First Agency\npublished: 2015-01-20\n",
        "b": "origin: first\npublisher: Second Print\npublished: 2015-01-21\n",
        "c": "publisher: The Lake Post\n",
    }
    assert counted(tmp_path, basis, **records) == origins


@pytest.mark.parametrize(
    ("records", "origins"),
    [
        ({}, ["A", "B"]),
        ({"a": "publisher: X\n", "b": "publisher: The X\n"}, ["The X"]),
        ({"a": "container: X\n", "b": "publisher: X\n"}, ["X"]),
        ({"a": "publisher: Office\n", "b": "publisher: Lodra Office\n"}, ["Office", "Lodra Office"]),
        ({"a": "origin: lodra\npublisher: X\n", "b": "publisher: Lodra office\n"}, ["Lodra Office"]),
        ({"a": "origin: one\n", "b": "origin: one\n"}, ["A"]),
        ({"a": "origin: one\npublisher: X\n", "b": "origin: two\npublisher: Y\n"}, ["X", "Y"]),
    ],
)
def test_an_outlet_is_known_by_its_name_or_by_what_it_shares(
    records: dict[str, str], origins: list[str], tmp_path: Path
) -> None:
    assert counted(tmp_path, "a/board b/board", **records) == origins


def test_a_passage_may_have_an_origin_of_its_own(tmp_path: Path) -> None:
    """A copied article's own finding is its outlet's, and a copied passage the first outlet's."""
    first = "title: A\npublisher: The Bugle\norigin: bugle\npublished: 2031-05-04\nquotes: {stop: {exact: The ferry stops}}\n"
    second = (
        "title: B\npublisher: The Courier\norigin: bugle\npublished: 2031-05-05\n"
        "quotes: {stop: {exact: The ferry stops}, cost: {exact: It cost a fortune, origin: courier}}\n"
    )
    data = (
        "judgments: [{id: it, text: It stops., basis: [a/stop, b/stop]}, {id: cost, text: It cost., basis: [b/cost]}]\n"
    )
    write(
        tmp_path,
        {
            **archived("a", "The ferry stops.\n", first),
            **archived("b", "The ferry stops. It cost a fortune.\n", second),
            "briefings/x.md": page("::: judgments"),
            "briefings/x.yaml": data,
        },
    )
    text = next(str(each.text) for each in compiled(tmp_path).pages if each.path == "x.md")
    assert text.count("Single origin</span>: <bdi>The Bugle</bdi>.") == 1
    assert text.count("Single origin</span>: <bdi>The Courier</bdi>.") == 1
