"""What is remembered stands as long as it was made of the same objects, and no longer."""

from builder.diagnostics import Diagnostic, Location, Report
from builder.model.memory import Memory

WRONG = Diagnostic(Location("a.md"), "broken-link", "no")


def test_it_is_made_again_where_one_object_is_another() -> None:
    memory, one, other = Memory(), ["equal"], ["equal"]
    first = memory.made("a", lambda each: [each], one)
    assert memory.made("a", lambda each: [each], one) is first
    assert memory.made("a", lambda each: [each], other) is not first
    assert memory.made("a", lambda each, _: [each], other, one) == [other]


def test_equal_values_can_be_the_same() -> None:
    memory, first = Memory(), ["equal"]
    assert memory.same("a", first) is first
    assert memory.same("a", ["equal"]) is first
    assert memory.same("a", ["another"]) == ["another"]


def test_a_sign_is_compared_by_value_and_none_is_never_the_same() -> None:
    memory = Memory()
    assert memory.under("a", (1, 2), lambda: "first") == "first"
    assert memory.under("a", (1, 2), lambda: "second") == "first"
    assert memory.under("a", (1, 3), lambda: "third") == "third"
    assert memory.under("a", None, lambda: "fourth") == "fourth"
    assert memory.under("a", None, lambda: "fifth") == "fifth"


def test_what_nobody_asked_for_in_between_is_forgotten() -> None:
    memory, made = Memory(), list[str]()

    def make(name: str, of: Memory) -> None:
        of.under(name, "sign", lambda: made.append(name))

    make("asked", memory), make("unasked", memory), make("apart", memory.part("part"))
    memory.rest()
    make("asked", memory)
    memory.rest()
    make("asked", memory), make("unasked", memory), make("apart", memory.part("part"))
    assert made == ["asked", "unasked", "apart", "unasked", "apart"]


def test_what_a_check_reports_is_reported_again() -> None:
    memory = Memory()
    heard: list[Diagnostic] = []
    asked: list[str] = []

    def check(report: Report) -> None:
        asked.append("a")
        report(WRONG)

    for _ in range(2):
        memory.reported("a", check, heard.append, WRONG)
    assert (heard, len(asked)) == ([WRONG, WRONG], 1)


def test_one_for_a_process_that_ends_keeps_nothing() -> None:
    memory, one = Memory(keeps=False), ["one"]
    assert memory.made("a", lambda each: [each], one) is not memory.made("a", lambda each: [each], one)
    assert memory.under("a", 1, lambda: "first") != memory.under("a", 1, lambda: "second")
    assert memory.part("part").same("a", one) is one
    assert memory.part("part").same("a", ["one"]) is not one
