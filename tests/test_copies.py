"""Copies of a process do a share of its tasks, and nothing else."""

import os
import signal
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from projects import ROOT

from builder.copies import BATCH, FEWEST, Copies, shared

HERE = os.getpid()


def both(do: Callable[[int], int]) -> Callable[[int], tuple[int, bool]]:
    """With each answer, whether it was given here; the two wait for each other, so that each has a share."""
    to_there, from_here = os.pipe()
    to_here, from_there = os.pipe()
    first: list[bool] = []

    def work(task: int) -> tuple[int, bool]:
        here = os.getpid() == HERE
        if not first:
            first.append(here)
            os.write(from_here if here else from_there, b".")
            os.read(to_here if here else to_there, 1)
        return do(task), here

    return work


def test_all_answers_come_in_order_whoever_gave_them() -> None:
    answers = [*Copies(2).map(both(lambda task: 2 * task), range(100))]
    assert [answer for answer, _ in answers] == [2 * task for task in range(100)]
    assert {here for _, here in answers} == {True, False}


def test_a_batch_is_done_by_one() -> None:
    answers = [*Copies(2).map(both(int), range(4 * BATCH))]
    assert all(len({here for _, here in answers[at : at + BATCH]}) == 1 for at in range(0, 4 * BATCH, BATCH))


def _or_end(task: int) -> int:
    if os.getpid() != HERE and task % BATCH == 3:
        os._exit(1)
    return 2 * task


def test_what_copies_do_not_answer_is_done_here() -> None:
    answers = [*Copies(3).map(_or_end, range(400))]
    assert answers == [2 * task for task in range(400)]


def test_where_no_copy_can_be_made_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert [*Copies(2).map(_or_end, range(40))] == [2 * task for task in range(40)]


def test_where_nothing_can_be_put_aside_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(Path(__file__)))
    assert [*Copies(2).map(_or_end, range(40))] == [2 * task for task in range(40)]


def test_who_was_begun_by_one_that_waits_for_nobody_shares_its_work_too() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert [*Copies(2).map(_or_end, range(40))] == [2 * task for task in range(40)]
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_an_error_is_raised_here_and_leaves_no_copy() -> None:
    read, write = os.pipe()

    def fails(task: int) -> int:
        if os.getpid() != HERE:
            os.write(write, str(os.getpid()).encode())
            signal.pause()
        copies.append(int(os.read(read, 20)))
        raise ValueError(task)

    copies: list[int] = []
    with pytest.raises(ValueError, match=r"^0$|^16$"):
        Copies(2).map(fails, range(40))
    with pytest.raises(ChildProcessError):
        os.waitpid(copies[0], os.WNOHANG)


ALONE = """
import os, signal, sys
from builder.copies import Copies
here = os.getpid()
def work(task):
    if os.getpid() == here:
        os.read(read, 1)
        os.kill(here, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGINT)
    os.write(write, b".")
    while os.getppid() == here:
        pass
read, write = os.pipe()
Copies(2).map(work, range(100_000))
"""


def test_a_copy_leaves_interruptions_alone_and_ends_with_the_process_that_it_was_made_from() -> None:
    run = subprocess.run([sys.executable, "-c", ALONE], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert (run.returncode, run.stdout, run.stderr) == (
        -signal.SIGKILL,
        b"",
        b"",
    )  # read to the end of the last of both


# ── beside ─────────────────────────────────────────────────────────────────────────────────────


def test_a_copy_works_while_this_process_goes_on() -> None:
    read, write = os.pipe()
    with Copies(2) as copies:
        found = copies.beside(lambda: (os.read(read, 1), os.getpid()))
        os.write(write, b"x")
        word, process = found()
        assert (word, found()) == (b"x", (b"x", process))
    assert process != HERE


@pytest.mark.parametrize("end", [lambda: os._exit(0), lambda: os.kill(os.getpid(), 9), lambda: 1 / 0])
def test_what_a_copy_did_not_do_is_done_here_when_it_is_asked_for(end: Callable[[], object]) -> None:
    with Copies(2) as copies:
        found = copies.beside(lambda: os.getpid() if os.getpid() == HERE else end())
        assert found() == HERE


def test_once_it_is_answered_what_it_was_made_of_is_let_go() -> None:
    class Large:
        def length(self) -> int:
            return 7

    large = Large()
    gone = weakref.ref(large)
    with Copies(2) as copies:
        found = copies.beside(large.length)
        del large
        assert (found(), gone(), found()) == (7, None, 7)


def test_where_nothing_can_be_put_aside_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(Path(__file__)))
    with Copies(2) as copies:
        assert copies.beside(os.getpid)() == HERE


def test_a_copy_that_nobody_asks_ends_with_what_it_was_made_for() -> None:
    read, write = os.pipe()

    def work() -> None:
        os.write(write, str(os.getpid()).encode())
        signal.pause()

    with Copies(2) as copies:
        copies.beside(work)
        process = int(os.read(read, 20))
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


# ── from both ends ─────────────────────────────────────────────────────────────────────────────

PIECES = [*range(101)]


def answers(found: Iterator[tuple[int, object]]) -> dict[int, object]:
    return dict(found)


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_every_piece_has_its_answer(processes: int) -> None:
    assert answers(shared(PIECES[::2], PIECES[1::2], lambda piece: piece * piece, processes=processes)) == {
        each: each**2 for each in PIECES
    }


def test_the_two_begin_at_both_ends_and_meet_where_they_are() -> None:
    here, to_copy, to_us = os.getpid(), os.pipe(), os.pipe()

    def work(piece: int) -> tuple[int, int]:
        if os.getpid() != here and piece == 80:
            os.write(to_us[1], b"x")
            os.read(to_copy[0], 1)
        if os.getpid() == here and piece == 20:
            os.write(to_copy[1], b"x")
            os.read(to_us[0], 1)
        return os.getpid(), piece

    found = [*shared(PIECES[:50], PIECES[50:], work, processes=2)]
    ours = [piece for piece, answer in found if answer and answer[0] == here]
    theirs = [piece for piece, answer in found if answer and answer[0] != here]
    assert ours == PIECES[: len(ours)]
    assert theirs == PIECES[: len(ours) - 1 : -1]
    assert len(ours) > 20
    assert len(theirs) > 20
    assert all(answer and answer[1] == piece for piece, answer in found)


def test_who_has_no_more_of_its_own_may_rest_before_it_waits_for_the_others() -> None:
    here, told = os.getpid(), []
    for _, by in shared(PIECES[:50], PIECES[50:], lambda _: os.getpid(), processes=2, rest=lambda: told.append("rest")):
        told.append("ours" if by == here else "theirs")
    assert told.count("rest") == 1
    assert "ours" not in told[told.index("rest") :]


def test_few_pieces_are_done_here() -> None:
    assert {*answers(shared(PIECES[: FEWEST - 1], [], lambda _: os.getpid(), processes=2)).values()} == {os.getpid()}


@pytest.mark.parametrize("end", [lambda: os._exit(0), lambda: os.kill(os.getpid(), 9), lambda: 1 / 0])
def test_where_the_copy_ends_early_the_rest_is_done_here(end: Callable[[], object]) -> None:
    here = os.getpid()

    def work(piece: int) -> int:
        if os.getpid() != here and piece > 40:
            end()
        return piece

    assert answers(shared(PIECES[::2], PIECES[1::2], work, processes=2)) == {each: each for each in PIECES}


def test_what_copies_have_no_answer_to_is_done_here() -> None:
    here = os.getpid()

    def work(piece: int) -> int | None:
        return piece if os.getpid() == here and piece % 2 else None

    assert answers(shared(PIECES, [], work, processes=3)) == {each: each if each % 2 else None for each in PIECES}


def test_who_asks_no_further_leaves_no_copy() -> None:
    read, write = os.pipe()

    def work(piece: int) -> int:
        if os.getpid() == HERE:
            return int(os.read(read, 20))
        os.write(write, str(os.getpid()).encode())
        signal.pause()
        return piece

    found = shared(PIECES, [], work, processes=2)
    _, copy = next(found)
    found.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(copy or 0, os.WNOHANG)


def test_what_goes_wrong_here_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    def work(piece: int) -> int:
        raise ValueError(piece)

    with pytest.raises(ValueError, match="0"):
        answers(shared(PIECES[::2], PIECES[1::2], work, processes=2))
    assert capfd.readouterr() == ("", "")
