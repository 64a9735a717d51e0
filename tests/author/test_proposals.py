"""Furniture, repeats and likeness: proposed, never decided."""

import itertools
import re
import tracemalloc

import pytest
from growth import grows_no_faster
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.author.furniture import ALONE, EDGES, is_furniture
from builder.author.naming import source_id
from builder.author.proposals import proposals
from builder.author.restating import restates
from builder.author.runs import Runs, numbered
from builder.diagnostics import Diagnostic, Location
from builder.model.ids import slug
from builder.model.written import LineRange, Source
from builder.read.fields import ID
from builder.resolve.cutting import cut

PARAGRAPHS = (
    "The ferry across the Osk ran again on Monday, after eleven weeks in which the harbour had been closed to everyone.",
    "The council had ordered the repairs in March, and the shipyard delivered the new hull at the end of May as agreed.",
    "Tickets cost four marks as before, and children under six years of age are carried without a fare on every day.",
)


def source(id: str, text: str, origin: str = "") -> dict[str, Source]:
    return {id: Source(id=id, title=id, kept=text, origin=origin)}


@pytest.mark.parametrize(
    "line",
    [
        *("Subscribe", "ADVERTISEMENT", "Share this article", "Read more »", "Read more: Ferry stops", "Related:", "Log in"),
        *("Photo: Anna Roe", "© Harbour Bugle / Anna Roe", "Image credit: Harbour Bugle", "We use cookies to improve this."),
        *("Share on Facebook", "Follow us on Twitter", "12 comments", "3 min read", "Editor’s picks", "Anzeige", "Lire aussi :"),
        *("More News", "From our news desk", "انتهای پیام", "انتهای پیام/", "انتهای پیام/۱۲۳", "ENDS", "(END)", "Ends/", "-30-", "###"),
        *("Читайте также", "相关新闻", "Skip to main content", "Sign up for our newsletter", "By continuing to use this site, you agree."),
    ],
)  # fmt: skip
def test_a_line_that_only_a_page_has_is_known(line: str):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        *("", "Ferry runs again", "“Share,” he said.", "Advertisement is a trade.", "Read more books, said the minister."),
        *("He related: the ferry sank.", "We use the ferry every day.", "Photography was forbidden.", "Home rule for Osk"),
        *("The end of the line", "This ends the talks.", "30", "More news than ever before came in.", "پیام رئیس جمهور", "## About us"),
        *("By Anna Roe", "OSK, May 4 (Bugle) –", "Comments by the mayor were not recorded.", "12 people commented on it."),
        *("Q: Did you subscribe?", "Related companies paid 4 marks.", "This site uses" + " words" * 60, "Listen: I never said that."),
    ],
)  # fmt: skip
def test_a_line_of_an_article_is_not_taken_for_one(line: str):
    assert not is_furniture(line)


KNOWN = {
    "title": "Anna Roe",
    "publisher": "Harbour Bugle",
    "author": "Anna Roe; Ben Oak",
    "published": "2031-05-04",
    "language": "en",
}


@pytest.mark.parametrize(
    "line",
    [
        *("By Anna Roe", "BY ANNA ROE AND BEN OAK", "Ben Oak, Harbour Bugle", "Harbour Bugle", "May 4, 2031", "4 May 2031"),
        *("Sunday, May 4, 2031", "Published: 4 May 2031 at 10:15 GMT", "2031-05-04", "By Ben Oak | May 4, 2031"),
        *("Harbour Bugle\tSunday, 4 May 2031\tHome", "Harbour Bugle · Subscribe · Log in"),
    ],
)  # fmt: skip
def test_a_line_that_only_says_again_what_is_known_is_proposed(line: str):
    assert proposals(f"{PARAGRAPHS[0]}\n{line}\n{PARAGRAPHS[1]}", {}, KNOWN).furniture == (line,)
    assert proposals(f"{PARAGRAPHS[0]}\n{line}\n{PARAGRAPHS[1]}", {}).furniture == ()


@pytest.mark.parametrize(
    "line",
    [
        *("Anna Roe", "By Cleo Tarn", "Anna Roe said so.", "Ben Oak: No.", "Harbour Bugle:", "May 5, 2031", "May 2031"),
        *("Harbour Bugle · The ferry ran", "The Harbour Bugle reported it on May 4, 2031.", "By", "10:15", "Sunday"),
        *("Harbour", "Bugler", "By Anna Roe and Cleo Tarn", "4 May 2031: the ferry runs"),
    ],
)  # fmt: skip
def test_a_line_that_says_anything_more_is_not(line: str):
    assert proposals(f"{PARAGRAPHS[0]}\n{line}\n{PARAGRAPHS[1]}", {}, KNOWN).furniture == ()


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_any_line_is_held_against_any_name(line: str, publisher: str, author: str):
    restates(line, {**KNOWN, "publisher": publisher, "author": author})


def test_every_phrase_of_the_list_is_one_that_a_line_can_be():
    assert [phrase for phrase in ALONE if phrase.strip(EDGES).casefold() != phrase or not is_furniture(phrase)] == []


def test_furniture_is_proposed_as_whole_lines_each_once():
    text = f"Subscribe\r\n{PARAGRAPHS[0]}\r\n Share this \r\nSubscribe\r\n{PARAGRAPHS[1]}"
    assert proposals(text, {}).furniture == ("Subscribe", "Share this")


def test_a_text_of_nothing_else_is_not_proposed_away():
    assert proposals("Subscribe\nShare this\n", {}).furniture == ()


def test_a_block_that_stands_twice_is_proposed_by_its_first_and_last_line():
    text = "\n".join(["AFP, Osk :", *PARAGRAPHS, *PARAGRAPHS])
    found = proposals(text, {})
    assert found.duplicates == ((PARAGRAPHS[0], PARAGRAPHS[2]),)
    assert found.repeats == 1


def test_a_short_repeat_is_a_second_place_and_not_proposed():
    assert proposals(f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}\n{PARAGRAPHS[0]}", {}).repeats == 0


LINES = st.sampled_from(["Subscribe", "Share this", "", "A", "Photo: x", *PARAGRAPHS, " ".join(PARAGRAPHS)])


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | st.text(max_size=30), max_size=24))
def test_what_is_proposed_is_accepted_when_it_is_declared(lines: list[str]):
    text = "\n".join(lines)
    found = proposals(text, {})
    at = Location("")
    problems: list[Diagnostic] = []
    cut(
        Source(
            id="new",
            title="",
            kept=text,
            furniture=tuple(LineRange(line, line, at) for line in found.furniture),
            duplicates=tuple(LineRange(*block, at) for block in found.duplicates),
        ),
        problems.append,
    )
    assert [problem for problem in problems if problem.rule == "furniture-not-found"] == []


def test_the_source_with_most_of_a_texts_words_is_named():
    text = "\n".join(PARAGRAPHS)
    sources = source("far", "Something else entirely was printed here, of which not one word matters to this.")
    sources |= source("near", f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}", "bugle") | source(
        "nearer", text.upper() + " And more."
    )
    like = proposals(text, sources).like
    assert like is not None
    assert (like.source.id, like.percent) == ("nearer", "100 %")


def test_a_word_that_differs_is_seen_in_the_percentage():
    like = proposals("\n".join(PARAGRAPHS), source("x", "\n".join(PARAGRAPHS).replace("Monday", "Tuesday"))).like
    assert like is not None
    assert like.percent in ("98 %", "99 %")


def test_texts_that_share_a_sentence_are_not_nearly_the_same():
    other = " ".join(f"{number} other words of another story" for number in range(40))
    assert proposals(f"{PARAGRAPHS[0]} {other}", source("x", "\n".join(PARAGRAPHS))).like is None


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "one", "渡し船は月曜日に再び運航を始めた。"])
def test_a_text_of_few_words_is_like_nothing(text: str):
    assert proposals(text, source("x", "\n".join(PARAGRAPHS)) | source("empty", "")).like is None


def test_a_text_without_spaces_is_compared_too():
    text = "渡し船は月曜日に再び運航を始めた。港は十一週間にわたって閉鎖されていた。議会は三月に修理を命じていた。"
    like = proposals(text, source("x", f"【東京】{text}")).like
    assert like is not None
    assert like.percent == "100 %"


def test_time_grows_as_the_sources_do():
    text = "\n".join(PARAGRAPHS)
    sources = {str(number): Source(id=str(number), title="", kept=f"{number} {text}") for number in range(4000)}
    assert grows_no_faster(lambda size: proposals(text, dict(list(sources.items())[:size])), 500)


def test_time_grows_as_a_text_of_one_word_does():
    assert grows_no_faster(lambda size: proposals("ha " * size, source("x", "ha " * size)), 5000)


def test_memory_stays_within_some_bytes_for_a_word():
    words = 60_000
    text = "\n\n".join(
        " ".join(f"w{(at * at) % 9973}" for at in range(start, start + 50)) for start in range(0, words, 50)
    )
    tracemalloc.start()
    try:
        proposals(text, source("x", text[: len(text) // 2]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak / words < 110


@given(st.lists(st.integers(0, 3), max_size=30), st.lists(st.integers(0, 3), max_size=30))
def test_a_run_is_found_where_it_stands_and_nowhere_else(words: list[int], others: list[int]):
    runs = Runs(len(words))
    places = [runs.add(number) for number in numbered(words, 2)]
    pairs = list(itertools.pairwise(words))
    assert [places[pairs.index(pair)] for pair in pairs] == places
    assert len({*places}) == len({*pairs})
    found = [runs.find(number) for number in numbered(others, 2)]
    assert found == [places[pairs.index(pair)] if pair in pairs else -1 for pair in itertools.pairwise(others)]
    assert all(place < len(runs) for place in places)


@pytest.mark.parametrize(
    ("known", "file", "id"),
    [
        ({"publisher": "Harbour Bugle", "published": "2031-05-04"}, "", "harbour-bugle-2031-05-04"),
        ({"publisher": "Harbour Bugle", "published": "2031-05~"}, "", "harbour-bugle-2031-05"),
        ({"url": "https://www.bugle.example/x", "published": "2031"}, "", "bugle-example-2031"),
        ({"publisher": "Тасс", "url": "https://tass.ru/x", "published": "2031-05-04"}, "", "tass-ru-2031-05-04"),
        ({"publisher": "Bugle", "title": "Ferry runs again"}, "", "bugle-ferry-runs-again"),
        ({"title": "Łódź: Fähre läuft wieder – nach elf Wochen, sagt der Rat"}, "", "lodz-fahre-lauft-wieder-nach"),
        ({"title": "中文标题", "published": "2031-05-04"}, "Seite 1.html", "seite-1-2031-05-04"),
        ({"title": "中文标题"}, "", "source"),
        ({}, "afp-osk.txt", "afp-osk"),
        ({"title": "Taken"}, "", "taken-3"),
    ],
)
def test_an_id_is_made_of_what_is_known(known: dict[str, str], file: str, id: str):
    assert source_id(known, file, {"taken", "taken-2"}) == id


@given(st.text(), st.text(), st.text(max_size=12), st.text(), st.text())
def test_a_proposed_id_is_an_id(publisher: str, title: str, published: str, file: str, host: str):
    known = {
        "publisher": publisher,
        "title": title,
        "published": published,
        "url": f"https://{re.sub(r'[][]', '', host)}/",
    }
    found = source_id(known, file, ())
    assert ID.fullmatch(found)
    assert ID.fullmatch(source_id(known, file, {found}))
    assert slug(found) == found
