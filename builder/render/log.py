"""A page's log of corrections, ready for its templates: the list, the notices, the marks beside passages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from builder.model.characters import on_one_line
from builder.model.resolved import Graph, Logged
from builder.model.written import Amendment, Manuscript
from builder.render.dates import in_words
from builder.render.saying import Say

FEED = "corrections.xml"
"""Where the feed of corrections is, from the pages' folder."""
NOTICES = 5
"""Corrections told at a page's top; the log has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, its texts on one line each."""

    number: int
    day: str
    """In words."""
    kind: Amendment
    named: str
    """Its kind in a word."""
    was: str
    now: str
    why: str
    """With a stop at its end."""
    stop: str
    """What ends the words: nothing where they end in a stop of their own."""
    beside: bool
    """Whether a mark stands beside the passage."""


@dataclass(frozen=True, slots=True)
class Log:
    """A page's entries, the latest first."""

    lines: tuple[Line, ...]
    withdrawals: tuple[Line, ...]
    corrections: tuple[Line, ...]
    more: int
    """Corrections that the top leaves to the list."""
    updated: str
    """The day of the last update, in words; empty where there is none."""


def log(page: Manuscript, graph: Graph, say: Say) -> Log:
    entries = graph.log.get(page.path, ())
    lines = tuple(_line(each, say) for each in entries)
    corrected = tuple(each for each in lines if each.kind == Amendment.CORRECTION)
    return Log(
        lines=lines,
        withdrawals=tuple(each for each in lines if each.kind == Amendment.WITHDRAWAL),
        corrections=corrected[:NOTICES],
        more=len(corrected[NOTICES:]),
        updated=next((each.day for each in lines if each.kind == Amendment.UPDATE), ""),
    )


@cache
def _kinds(say: Say) -> Mapping[Amendment, str]:
    return {
        Amendment.FIX: say.plain("fix"),
        Amendment.CLARIFICATION: say.plain("clarification"),
        Amendment.CORRECTION: say.plain("correction"),
        Amendment.UPDATE: say.plain("update"),
        Amendment.WITHDRAWAL: say.plain("withdrawal"),
    }


def _line(logged: Logged, say: Say) -> Line:
    entry = logged.correction
    was, now, why = (on_one_line(text) for text in (entry.was, entry.now, entry.why))
    day = in_words(entry.date, say)
    named = _kinds(say)[entry.kind]
    told = f"{why}{_stop(why)}" if why else ""
    return Line(entry.number, day, entry.kind, named, was, now, told, _stop(now or was), beside=logged.sentence >= 0)


def _stop(words: str) -> str:
    return "" if words.endswith((".", "!", "?", "…", "؟", "۔", "。")) else "."


def beside(page: Manuscript, graph: Graph, log_page: str, say: Say) -> Iterator[tuple[int, str]]:
    """What stands beside corrected passages: an offset in the file and a Markdown link to the entry.

    `log_page` is the way to the page that has the log, empty where it is the page being drawn.
    """
    for logged in reversed(graph.log.get(page.path, ())):
        if logged.sentence >= 0:
            entry = logged.correction
            id = "" if log_page else f"#_corrected-{entry.number} "
            words = _done(entry.kind, in_words(entry.date, say), say)
            link = f"[{words}]({log_page}#_correction-{entry.number}){{ {id}.ab-corrected }}"
            yield page.sentences[logged.sentence].after, f" {link}"


def _done(kind: Amendment, day: str, say: Say) -> Markup:
    """What was done on a day, beside the passage; the other kinds stand beside none."""
    if kind is Amendment.CLARIFICATION:
        return say("clarified {day}", day=day)
    return say("updated {day}", day=day) if kind is Amendment.UPDATE else say("corrected {day}", day=day)


def listed_title(page: Manuscript, say: Say) -> str:
    """A page's title as lists have it."""
    return say.plain("{title} (withdrawn)", title=page.title) if page.withdrawn else page.title
