"""What a page or an article comes to by itself: the quick ways of finding it find what the thorough ones do."""

from dataclasses import replace
from pathlib import Path

import pytest
import regex
from hypothesis import event, given
from hypothesis import strategies as st
from projects import archived, compiled, page, write

from builder.diagnostics import Location
from builder.model.resolved import Note, Verdict
from builder.model.written import Annotation, Kind, Person, Source, TextQuoteSelector
from builder.resolve import figures, folding
from builder.resolve.archive import is_quoted, stands
from builder.resolve.checks.names import CAPITAL, PLAIN_CAPITAL
from builder.resolve.folding import fold, folded, plain
from builder.resolve.haystack import haystack
from builder.resolve.names import names
from builder.resolve.quotes import article, judge
from builder.resolve.segments import OTHER_LETTERS

WORDS = (
    "a an one One TWENTY seven seventy-first first Second half halves quarters third thirds million hundreds dozen once twice "
    "doubled doubling both pair couple triple decade century fortnight year years year-long daylong monthly per every each "
    "single kilometre mile ton tonnes metre of and in the March May 7 2015 3rd No. page ½ ٣ ﬁve sıx \N{KELVIN SIGN} naïve "
    "\N{OBJECT REPLACEMENT CHARACTER} along lone tone manyear "
    "minute minutes hour day days week month"
)
TEXTS = st.lists(st.sampled_from([*WORDS.split(), " ", " ", "-", "'", ", "]), max_size=12).map("".join) | st.lists(
    st.sampled_from(WORDS.split()), max_size=8
).map(" ".join)


@given(TEXTS)
def test_no_figure_is_in_a_text_that_is_passed_over(text: str) -> None:
    assert figures._may_have(text) or figures._FIND.search(text) is None


@pytest.mark.parametrize("unit", "minute hour day week month year decade century kilometre mile ton metre".split())
@pytest.mark.parametrize("words", ["each {}", "every {}", "a single {}", "{}-long", "per {}"])
def test_a_figure_that_is_words_is_not_passed_over(words: str, unit: str) -> None:
    text = words.format(unit)
    assert figures._may_have(text) or figures._FIND.search(text) is None


@pytest.mark.parametrize("text", ["The ferry sailed at noon.", "\N{OBJECT REPLACEMENT CHARACTER} he said, and left."])
def test_plain_words_are_passed_over(text: str) -> None:
    assert not figures._may_have(text)


FORMS = ["Ana Berg", "Berg", "al-Asad", "O'Neil", "_x_", "9th Fleet", "(Lake)", "İnci", "漢字"]
NAMES = names([Person("ana", FORMS[0], {}, tuple(FORMS[1:]), "", (), autolink=True, at={})])


@given(st.lists(st.sampled_from([*FORMS, *"aB_9-'( ", "bERG", "Bergs"]), max_size=8).map("".join))
def test_names_in_plain_letters_are_found_as_in_any(text: str) -> None:
    assert [*NAMES.find(text)] == [*replace(NAMES, begins_plainly=NAMES.begins).find(text)]


@given(st.text("aBC_9-' .\n’“…\xa0", max_size=30))
def test_capitalized_words_in_plain_letters_are_found_as_in_any(text: str) -> None:
    found, thorough = ([match.span() for match in each.finditer(text)] for each in (PLAIN_CAPITAL, CAPITAL))
    assert found == thorough


def test_no_mark_that_is_passed_over_is_a_letter() -> None:
    passed = [char for char in map(chr, range(0x110000)) if not OTHER_LETTERS.match(char)]
    assert len(passed) == 0x80 + 10
    assert [char for char in passed[0x80:] if regex.match(r"[\p{L}\p{M}]", char)] == []


@given(st.text("ab .-`'\"[]\t\n\x7f\x1f’", max_size=20))
def test_what_is_typed_is_folded_as_all_else(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "_is_typed", lambda _: False)
        thorough = fold(text)
        words = folding._folded(text)
    assert (fold(text), folded(text)) == (thorough, words)


PARTS = st.lists(
    st.sampled_from("ab cd, e. İ1 é’s a\u0301b -f ﬁx 漢 g\u200dh 12:3 : 'i k' l-m n.o".split(" ")),
    min_size=3,
    max_size=9,
)
SIDE = st.integers(0, 20)


@given(PARTS, st.booleans(), SIDE, SIDE, SIDE, SIDE)
def test_what_a_verified_passage_has_stands_in_its_source(
    parts: list[str], whole: bool, start: int, end: int, first: int, last: int
) -> None:
    text = " ".join(parts)
    exact = " ".join(parts[start % 3 : len(parts) - end % 3]) if whole else text[start:end]
    selector = TextQuoteSelector(exact)
    annotation = Annotation("q", "port", selector, Kind.REPORTED, "", (), "", (), "", {"": Location("a")})
    source = Source("port", "Port", text)
    quote = judge(annotation, source, article(source, lambda _: None), lambda _: None)
    words = plain(plain(exact)[first:last])
    event(f"{quote.verdict}, {is_quoted(Note(source, quote), words)}")
    assert stands(haystack(text), words) or not is_quoted(Note(source, quote), words)


def test_a_passage_has_its_first_words_and_not_a_part_of_one() -> None:
    selector = TextQuoteSelector("The ferry sailed at noon, with forty")
    annotation = Annotation("q", "port", selector, Kind.REPORTED, "", (), "", (), "", {"": Location("a")})
    source = Source("port", "Port", "The ferry sailed at noon, with forty aboard.")
    quote = judge(annotation, source, article(source, lambda _: None), lambda _: None)
    assert quote.verdict is Verdict.VERIFIED
    said = ["The ferry sailed at noon", "The ferry sailed at noon.", "sailed at noon,", "erry sailed", "forty aboard"]
    assert [is_quoted(Note(source, quote), words) for words in said] == [True, True, True, False, False]


WORDING = "plugins: [{briefings: {wording: {scale: {likely: 55–80 %}}}}]\n"
PROSE = """## Heading with “words of nobody” in 1999

He said “We waited all winter” and “nothing else” [@port]. It was 12 miles [@port].

Nothing is quoted here.
"""


def test_what_is_passed_over_has_no_problem(tmp_path: Path) -> None:
    files = {
        **archived("port", "“We waited all winter,” the pilot said, 14 miles out.", "title: Port\n"),
        "briefings/a.md": page(PROSE),
    }
    all_read = compiled(write(tmp_path / "all", {**files, "mkdocs.yml": f"site_name: A\n{WORDING}"}))
    some_read = compiled(write(tmp_path / "some", files))
    assert [each.rule for each in some_read.problems].count("prose-quote-unverified") == 2
    assert [each.rule for each in some_read.problems].count("figure-not-in-citation") == 1
    assert all_read.problems == some_read.problems
