"""The two real articles in `sources/`: what stands where in them, in whose voice, and what must not pass.

S is Sputnik's text, A is AFP's; lines count from 1, offsets are characters of the file as it is. Words are given
with ordinary blanks and straight marks, as an author types them, where the articles have others.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

import pytest

from builder.diagnostics import Diagnostic, LineIndex
from builder.model.resolved import Verdict
from builder.model.written import Annotation, Kind, Source, Span, TextQuoteSelector
from builder.read.sources import read_sources
from builder.resolve.anchoring import anchor
from builder.resolve.folding import folded, plain
from builder.resolve.quotes import Article, article, judge
from builder.resolve.voices import speech, voice

ROOT = Path(__file__).resolve().parents[1]
SOURCES = {"S": "sputnik-2015-01-20", "A": "afp-2015-01-20"}
MEDDLING = "meddling in the affairs of the region by external forces"
PLAIN_MARKS = str.maketrans({"\xa0": " ", "’": "'", "“": '"', "”": '"', "–": "-"})


class Text(NamedTuple):
    source: Source
    raw: str
    ready: Article
    lines: LineIndex

    def places(self, words: str, *, cut: bool = False) -> list[tuple[int, str]]:
        """Line and voice of every place, in the file as it is or in what is left of it."""
        text = self.ready.hay.original if cut else self.raw
        spans = anchor(text, TextQuoteSelector(words), "en")
        return [(self.lines.at(span.start).line, voice(text, self.ready.speech, span)[0]) for span in spans]

    def judged(self, words: str, kind: Kind | None = None, prefix: str = "") -> list[str]:
        problems: list[Diagnostic] = []
        selector = TextQuoteSelector(words, prefix)
        annotation = Annotation("q", self.source.id, selector, kind, "", (), "", (), "", {})
        quote = judge(annotation, self.source, self.ready, problems.append)
        assert (quote.verdict is Verdict.VERIFIED) == (not problems)
        return [problem.rule for problem in problems]


def read(name: str) -> Text:
    problems: list[Diagnostic] = []
    source = read_sources(ROOT / "sources", ROOT, problems.append)[0][SOURCES[name]]
    ready = article(source, problems.append)
    assert problems == []
    assert ready
    assert source.text
    return Text(source, source.text, ready, LineIndex("", source.text))


@pytest.fixture(scope="module", name="s")
def sputnik() -> Text:
    return read("S")


@pytest.fixture(scope="module", name="a")
def agence() -> Text:
    return read("A")


@pytest.fixture(scope="module")
def texts(s: Text, a: Text) -> dict[str, Text]:
    return {"S": s, "A": a}


# ── the files ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "digest", "length", "lines"),
    [
        ("S", "de6bd1f9c2fde855aed44c4336bec37ddd13fc513a19fe72775fa4fb12cbdebb", 3237, 38),
        ("A", "2f41b0038906efdfef1f0912bc50f8ddb531ee7b61f98cc4043c11275fbda371", 3313, 19),
    ],
)
def test_the_archived_files_are_as_they_came(name: str, digest: str, length: int, lines: int):
    data = (ROOT / "sources" / f"{SOURCES[name]}.txt").read_bytes()
    text = data.decode("utf-8")
    assert (hashlib.sha256(data).hexdigest(), len(text), len(text.split("\n"))) == (digest, length, lines)


def test_what_is_left_of_the_articles_is_headline_standfirst_and_body(s: Text, a: Text):
    def left(text: Text) -> list[int]:
        at, lines = 0, []
        for number, line in enumerate(text.raw.split("\n"), 1):
            if line and text.ready.hay.original.startswith(line, at):
                lines.append(number)
            at += len(line) + 1
        return lines

    assert left(s) == [1, 6, 10, 12, 14, 16, 20, 22, 24, 26, 28, 30]
    assert left(a) == list(range(1, 11))


def test_the_second_block_of_a_is_one_declared_repeat(a: Text):
    assert a.ready.cut.duplicates == (Span(1664, 3313),)
    assert a.raw[1664:3313] == a.raw[14:1663]


def test_quotations_are_counted_and_apostrophes_part_none(s: Text, a: Text):
    assert len(s.ready.speech) == 6
    assert len(a.ready.speech) == 4
    assert len(speech(a.raw)) == 8


# ── direct quotations ──────────────────────────────────────────────────────────────────────────

DIRECT = {
    "SQ1": ("S", 694, 917),
    "SQ2": ("S", 1169, 1305),
    "SQ3": ("S", 1663, 1876),
    "SQ4": ("S", 2125, 2176),
    "SQ5": ("S", 2280, 2366),
    "SQ6": ("S", 2494, 2518),
    "AQ1": ("A", 172, 184),
    "AQ2": ("A", 438, 576),
    "AQ3": ("A", 703, 896),
    "AQ4": ("A", 1232, 1297),
}


@pytest.mark.parametrize("id", DIRECT)
def test_every_direct_quotation_is_the_inside_of_a_pair_of_marks(texts: dict[str, Text], id: str):
    name, start, end = DIRECT[id]
    assert Span(start, end) in texts[name].ready.speech


@pytest.mark.parametrize("id", [id for id in DIRECT if id != "AQ1"])
def test_every_direct_quotation_stands_once_as_it_is_typed(texts: dict[str, Text], id: str):
    name, start, end = DIRECT[id]
    text = texts[name]
    typed = text.raw[start:end].translate(PLAIN_MARKS)
    assert anchor(text.ready.hay.original, TextQuoteSelector(typed), "en") == [Span(start, end)]
    assert text.judged(typed, Kind.DIRECT) == []
    shifts = [0] if name == "S" else [0, 1650]
    assert anchor(text.raw, TextQuoteSelector(typed)) == [Span(start + shift, end + shift) for shift in shifts]


@pytest.mark.parametrize("id", [id for id in DIRECT if id not in ("AQ1", "SQ6")])
def test_the_closing_point_inside_the_marks_may_be_left_off(texts: dict[str, Text], id: str):
    name, start, end = DIRECT[id]
    typed = texts[name].raw[start : end - 1]
    assert anchor(texts[name].ready.hay.original, TextQuoteSelector(typed)) == [Span(start, end - 1)]


def test_a_point_outside_the_marks_is_not_inside_them(a: Text):
    assert a.judged("interference.") == ["quote-not-found"]


def test_every_passage_marked_in_the_two_records_holds(texts: dict[str, Text]):
    for text in texts.values():
        problems: list[Diagnostic] = []
        quotes = [judge(each, text.source, text.ready, problems.append) for each in text.source.annotations]
        assert problems == []
        assert {quote.verdict for quote in quotes} == {Verdict.VERIFIED}


# ── reported and stated passages ───────────────────────────────────────────────────────────────

OUTLET = [
    ("S", 6, "aimed at countering meddling"),
    ("S", 12, "after signing the agreement with Iranian"),
    ("S", 14, "an agreement was reached on"),
    ("S", 16, "have agreed to confront external meddling"),
    ("S", 22, "the reason for aggravation in the situation of the region was US policy"),
    ("S", 26, "pledged Russia's commitment to"),
    ("S", 26, "common security challenges could be addressed more effectively"),
    ("S", 30, "estimates that Russia has lost up to $13 billion"),
    ("S", 10, "signed on Tuesday an intergovernmental agreement"),
    ("S", 12, "in the country's capital of Tehran"),
    ("S", 24, "increasing the number of port calls by the navies of both countries"),
    ("S", 26, "who is visiting Iran for the first time in 15 years"),
    ("S", 28, "military technology ties soured in 2010 when Moscow took part"),
    ("S", 28, "over the past few decades include a complete embargo on arms sales"),
    ("S", 30, "because of Western-backed sanctions against Iran"),
    ("S", 30, "Center for Analysis of World Arms Trade in Moscow"),
    ("A", 2, "touted as a joint response to US"),
    ("A", 3, "the most senior Russian military official to visit Tehran since 2002"),
    ("A", 4, "joint exercises and military training"),
    ("A", 6, "citing UN sanctions imposed"),
    ("A", 7, "demanded $4 billion in compensation"),
    ("A", 8, "without elaborating"),
    ("A", 2, "signed a military cooperation deal with Iran on Tuesday"),
    ("A", 3, "both countries facing Western sanctions"),
    ("A", 6, "has long been Iran's principal foreign arms supplier"),
    ("A", 6, "cancelled a contract to deliver advanced S-300 ground to air missiles"),
    ("A", 7, "the cancellation of the $800 million order"),
    ("A", 9, "it has stepped up its economic ties with Iran in the past year"),
    ("A", 10, "in his nearly four-year-old conflict with Western-backed rebels"),
    ("A", 3, "according to Iranian media"),
    ("A", 5, "Defence Minister Hossein Dehqan"),
]


@pytest.mark.parametrize(("name", "line", "words"), OUTLET, ids=[words for _, _, words in OUTLET])
def test_a_reported_or_stated_passage_stands_once_in_the_outlets_voice(texts, name: str, line: int, words: str):
    assert texts[name].places(words, cut=True) == [(line, "outlet")]
    assert texts[name].judged(words, Kind.REPORTED) == []
    assert texts[name].judged(words, Kind.DIRECT) == ["not-in-quotation-marks"]


# ── traps ──────────────────────────────────────────────────────────────────────────────────────


def test_the_same_words_in_the_standfirst_and_in_a_quotation(s: Text):
    assert s.raw.count(MEDDLING) == 1
    assert s.lines.at(s.raw.index(MEDDLING)).line == 6
    assert s.places(MEDDLING) == [(6, "outlet"), (20, "speech")]
    assert s.judged(MEDDLING) == ["quote-ambiguous"]
    assert s.judged(MEDDLING, Kind.DIRECT, prefix="joint struggle against") == []
    assert s.judged(MEDDLING, Kind.DIRECT, prefix="aimed at countering") == ["not-in-quotation-marks"]


def test_the_hint_of_an_ambiguous_quote_names_every_place_and_voice(s: Text):
    problems: list[Diagnostic] = []
    annotation = Annotation("q", s.source.id, TextQuoteSelector(MEDDLING), None, "", (), "", (), "", {})
    judge(annotation, s.source, s.ready, problems.append)
    for said in ("line 6", "line 20", "outlet", "quotation marks", "countering", "struggle against"):
        assert said in problems[0].hint


def test_fewer_of_these_words_stand_in_three_places(s: Text):
    words = "meddling in the affairs of the region"
    assert s.places(words) == [(6, "outlet"), (16, "outlet"), (20, "speech")]
    assert s.judged(words) == ["quote-ambiguous"]


def test_words_that_stand_plainly_only_in_a_caption(s: Text):
    words = "agreement on military cooperation"
    assert s.raw.count(words) == 1
    assert s.lines.at(s.raw.index(words)).line == 18
    assert s.places(words) == [(10, "outlet"), (12, "speech"), (18, "outlet")]
    assert s.places(words, cut=True) == [(10, "outlet"), (12, "speech")]
    assert s.places(f"an intergovernmental {words}") == [(10, "outlet"), (12, "speech")]
    assert s.judged(f"plan to sign an {words}") == ["quote-in-furniture"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("S-300", 8),
        ("exercise involving", 8),
        ("Military-Technical Cooperation in Facts", 9),
        ("according to Sergei Shoigu", 18),
        ("Iran and Russia plan to sign", 18),
        ("Russia, Iran to Sign Agreement", 19),
        ("Sergei Guneev", 3),
        ("Subscribe", 5),
        ("Newsfeed", 32),
        ("log in or register", 35),
        ("Заголовок открываемого материала", 38),
    ],
)
def test_words_that_stand_only_in_furniture(s: Text, words: str, line: int):
    assert [at for at, _ in s.places(words)] == [line]
    assert s.places(words, cut=True) == []
    assert s.judged(words) == ["quote-in-furniture"]


def test_words_of_two_headlines_that_are_furniture(s: Text):
    assert [line for line, _ in s.places("Military-Technical")] == [9, 19]
    assert s.judged("Military-Technical") == ["quote-in-furniture"]


def test_a_foreign_headline_is_not_glued_to_the_lead(s: Text):
    assert s.judged("Facts and Details TEHRAN, January 20") == ["quote-in-furniture"]
    assert s.judged("Military-Technical Cooperation “[During negotiations,]") == ["quote-in-furniture"]


def test_a_minister_named_twice(s: Text):
    words = "Iranian Defense and Armed Forces Logistics Minister Hossein Dehghan"
    assert s.places(words) == [(12, "outlet"), (16, "outlet")]


def test_a_second_sentence_of_a_quotation_alone(s: Text):
    words = "A theoretic base of cooperation in the military sphere has been created"
    assert anchor(s.raw, TextQuoteSelector(words)) == [Span(845, 916)]
    assert s.places(words) == [(12, "speech")]


def test_port_calls_twice_in_one_line_in_two_voices(s: Text):
    assert anchor(s.raw, TextQuoteSelector("port calls")) == [Span(2235, 2245), Span(2323, 2333)]
    assert s.places("port calls", cut=True) == [(24, "outlet"), (24, "speech")]
    assert s.judged("port calls", Kind.DIRECT, prefix="practice of making") == []
    assert s.judged("port calls", Kind.DIRECT, prefix="number of") == ["not-in-quotation-marks"]


def test_every_passage_of_a_has_a_twin_that_is_no_second_place(a: Text):
    words = "settle the S-300s problem"
    assert [line for line, _ in a.places(words)] == [8, 17]
    assert a.places(words, cut=True) == [(8, "speech")]
    assert a.judged(words, Kind.DIRECT) == []


def test_one_word_six_times(a: Text):
    places = a.places("interference", cut=True)
    assert len(a.places("interference")) == 6
    assert places == [(2, "speech"), (5, "speech"), (5, "speech")]
    spans = anchor(a.ready.hay.original, TextQuoteSelector("interference"))
    assert [span for span in spans if span in a.ready.speech] == [Span(172, 184)]
    assert a.judged("interference", Kind.DIRECT) == ["quote-ambiguous"]
    assert a.judged("interference", Kind.DIRECT, prefix='US "') == []


def test_four_agreements_in_four_voices(s: Text):
    assert s.places("an agreement was reached", cut=True) == [(14, "outlet")]
    assert s.places("have agreed", cut=True) == [(16, "outlet")]
    assert s.places("also agreed", cut=True) == [(24, "outlet")]
    assert s.places("We agreed", cut=True) == [(24, "speech")]


def test_brackets_of_the_source(s: Text):
    start = "A great step in consolidating these relations"
    assert s.judged(f"{start} [between Russia and Iran] was today's signing", Kind.DIRECT) == []
    assert s.judged(f"{start} […] was today's signing", Kind.DIRECT) == []
    assert s.judged(f"{start} was today's signing") == ["quote-not-found"]
    assert s.judged(f"{start} [of the two] was today's signing") == ["bracket-mismatch"]
    assert s.judged("[During negotiations,] the importance of the need", Kind.DIRECT) == []
    assert s.judged("the importance of the need", Kind.DIRECT) == []
    assert s.judged("[In Tehran,] the importance of the need") == ["bracket-mismatch"]


def test_a_quotation_with_its_end_and_its_attribution(s: Text):
    assert s.judged("has been created,” Russian Defense Minister") == ["not-in-quotation-marks"]
    assert s.judged("has been created … Russian Defense Minister") == ["not-in-quotation-marks"]


def test_a_quotation_over_a_sentences_end_with_an_omission(s: Text):
    words = "was today's signing of an intergovernmental agreement […] has been created"
    assert s.judged(words, Kind.DIRECT) == []
    assert s.judged("bilateral cooperation in practical regards […] have agreed to confront") == [
        "not-in-quotation-marks"
    ]


@pytest.mark.parametrize(
    ("wrong", "right"), [("up to", "up\xa0to"), ("past few", "past\xa0few"), ("today's", "today’s")]
)
def test_typography_does_not_hide_words(s: Text, wrong: str, right: str):
    assert wrong not in s.raw
    assert right in s.raw
    assert len(s.places(wrong)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "We agreed not to expand the practice of making port calls",
        "long-term and multi-level",
        "A great step in consolidating those relations",
        "The two countries have decided to settle the S-300s problem",
        "signed on Tuesday a intergovernmental agreement",
        "Iran demanded $4 billions in compensation",
    ],
)
def test_a_word_altered_is_found_in_neither(s: Text, a: Text, words: str):
    assert (s.judged(words), a.judged(words)) == (["quote-not-found"], ["quote-not-found"])


def test_a_spelling_of_one_outlet_is_not_the_others(s: Text, a: Text):
    assert (s.judged("Hossein Dehqan"), a.judged("Hossein Dehghan")) == (["quote-not-found"], ["quote-not-found"])


def test_what_each_is_silent_on(s: Text, a: Text):
    for text, stems in (
        (s, "s-300 missile exercis train peace separat extrem ukrain syria assad econom supplier compensat cancel"),
        (a, "warship navy navies theor capabilit intergovern center centre embargo long-term"),
    ):
        left = folded(text.ready.hay.original).lower()
        assert [stem for stem in stems.split() if stem in left] == []


def test_the_articles_share_no_longer_run_of_words_than_one(s: Text, a: Text):
    def runs(text: Text) -> set[str]:
        words = plain(text.ready.hay.original).split()
        return {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}

    assert runs(s) & runs(a) == {"in 2010 when Moscow"}
