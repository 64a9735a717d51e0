"""Whose words a passage is."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import Location
from builder.model.resolved import Verdict
from builder.model.written import Annotation, Kind, LineRange, Source, Span, TextQuoteSelector
from builder.resolve.quotes import article, judge
from builder.resolve.voices import speech, voice


def spoken(text: str) -> list[str]:
    return [text[span.start : span.end] for span in speech(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “yes, today.” He left.", ["yes, today."]),
        ('"Yes," she said. "Today."', ["Yes,", "Today."]),
        ("‘Yes,’ she said. ‘Today.’", ["Yes,", "Today."]),
        ("„Ja“, sagte sie, „heute”.", ["Ja", "heute"]),
        ("«Да», сказала она. «Сегодня».", ["Да", "Сегодня"]),
        ("»Ja«, sagte sie.", ["Ja"]),
        ("”Ja”, sade hon.", ["Ja"]),
        ("她说：「是」，『今天』。", ["是", "今天"]),
        ("« Oui », dit-elle.", [" Oui "]),
        ("«\xa0Oui\xa0», dit-elle, «\u202faujourd’hui\u202f».", ["\xa0Oui\xa0", "\u202faujourd’hui\u202f"]),
        ("(“Yes”) and—“today”—and “so”.", ["Yes", "today", "so"]),
    ],
)
def test_every_kind_of_quotation_mark(text: str, expected: list[str]):
    assert [words.strip() for words in spoken(text)] == [words.strip() for words in expected]


@pytest.mark.parametrize(
    "text",
    [
        "The mayors’ plan is today’s plan.",
        "It’s the town’s; they’re the people’s.",
        "The ’90s and rock ’n’ roll",
        "She is 5' 2\" tall.",
        "An “open mark that nothing closes.",
        "A closed mark” that nothing opens.",
        'A straight " between blanks and another " here.',
        "",
    ],
)
def test_what_is_no_quotation(text: str):
    assert "plan" not in "".join(spoken(text))
    assert [words for words in spoken(text) if len(words) > 2] == []


def test_an_apostrophe_within_single_marks_does_not_close_them():
    assert spoken("‘It’s the town’s bridge,’ she said.") == ["It’s the town’s bridge,"]


def test_marks_inside_marks_belong_to_the_outer():
    assert spoken("“He said ‘no’ to us,” she said. “Twice.”") == ["He said ‘no’ to us,", "Twice."]
    assert spoken("‘He said “no” to us,’ she said.") == ["He said “no” to us,"]


def test_a_mark_that_is_not_closed_does_not_swallow_the_next_paragraph():
    assert spoken("She said “yes and left.\n\nHe said “no” and stayed.") == ["no"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said “no” to us,” she said.", ["He said “no” to us,"]),
        ('"He said "no" to us," she said.', ['He said "no" to us,']),
        ("«Он сказал „нет“ нам», сказала она.", ["Он сказал „нет“ нам"]),
        ("«Он сказал «нет» нам», сказала она.", ["Он сказал «нет» нам"]),
        ('„Ja", sagte sie. “Yes", she said. "No”, he said.', ["Ja", "Yes", "No"]),
        ('He said:"Yes" and,"no" and *"so"*.', ["Yes", "no", "so"]),
        ('قال"نعم" و"لا" هنا', ["لا"]),
        ('צה״ל אמר ״כן״ אתמול, צה"ל.', ["כן"]),
        ("그는 '지지한다'고 말했다", ["지지한다"]),
        ("«Sí.\n\n»Esperamos», dijo.", ["Sí.\n\n»Esperamos"]),
        ("“An open mark, and “yes” she said.", ["yes"]),
    ],
)
def test_marks_that_are_nested_mixed_or_written_together(text: str, expected: list[str]):
    assert spoken(text) == expected


def test_what_is_left_out_of_a_word_opens_no_quotation():
    assert spoken("In the '90s Moscow armed the rebels' militias.") == []
    assert spoken("Give ’em the mayors’ plan.") == []


def test_many_marks_take_time_in_proportion():
    for text in ("(‘a" * 20_000, "''" * 20_000, "“a" * 20_000, "'a' " * 20_000, "“a” " * 20_000):
        assert all(one.end <= two.start for one, two in pairwise(speech(text)))


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n", "\n \n\t"])
@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’"])
def test_a_quotation_carried_on_into_the_next_paragraph_is_one(between: str, marks: str):
    start, end = marks
    text = f"{start}We agreed.{between}{start}We will wait,{end} she said. {start}No.{end}"
    assert len(spoken(text)) == 2
    assert spoken(text)[0].startswith("We agreed.")
    assert spoken(text)[0].endswith("We will wait,")


# ── a passage's voice ──────────────────────────────────────────────────────────────────────────

TEXT = "“We agreed,” she said. “We will wait,” said he."


def of(words: str) -> tuple[str, int]:
    start = TEXT.index(words)
    return voice(TEXT, speech(TEXT), Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We agreed", ("speech", 0)),
        ("We agreed,", ("speech", 0)),
        ("“We agreed,”", ("speech", 0)),
        ("will wait", ("speech", 1)),
        ("she said", ("outlet", -1)),
        ("” she said. “", ("outlet", -1)),
        ("agreed,” she", ("mixed", -1)),
        ("said. “We", ("mixed", -1)),
        ("agreed,” she said. “We", ("mixed", -1)),
        ("“We agreed,” she", ("outlet", -1)),
        ("said. “We will wait,”", ("outlet", -1)),
        ("“We agreed,” she said. “We will wait,”", ("outlet", -1)),
        ("We agreed,” she said", ("mixed", -1)),
        ("“We agreed,” she said. “We will", ("mixed", -1)),
    ],
)
def test_a_passage_has_the_voice_it_begins_and_ends_in(words: str, expected: tuple[str, int]):
    assert of(words) == expected


@settings(deadline=None)
@given(st.text(alphabet="ab.,' \n“”‘’«»„\"'「」()", max_size=40))
def test_quotations_lie_in_the_text_in_order_and_apart(text: str):
    spans = speech(text)
    assert all(0 < span.start <= span.end < len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    for start in range(len(text)):
        assert voice(text, spans, Span(start, len(text)))[0] in ("speech", "outlet", "mixed")


# ── what follows from it ───────────────────────────────────────────────────────────────────────


def judged(exact: str, kind: Kind | None, speaker: str = "") -> tuple[Kind | None, list[str]]:
    source = Source("a", "A", TEXT, language="en")
    problems = []
    annotation = Annotation("q", "a", TextQuoteSelector(exact), kind, speaker, (), "", (), "", {})
    quote = judge(annotation, source, article(source, problems.append), problems.append)
    assert (quote.verdict is Verdict.VERIFIED) == (not problems)
    return quote.kind if quote.place else None, [problem.rule for problem in problems]


def test_where_the_author_does_not_say_the_marks_decide():
    assert judged("We agreed", None) == (Kind.DIRECT, [])
    assert judged("she said", None, "mayor") == (Kind.REPORTED, [])
    assert judged("she said", None) == (Kind.STATEMENT, [])


def test_what_the_author_says_is_kept_where_the_source_allows_it():
    assert judged("We agreed", Kind.STATEMENT) == (None, ["in-quotation-marks"])
    assert judged("she said", Kind.REPORTED) == (Kind.REPORTED, [])
    assert judged("We agreed", Kind.DIRECT) == (Kind.DIRECT, [])


def test_a_direct_quote_stands_within_one_pair_of_marks():
    assert judged("she said", Kind.DIRECT) == (None, ["not-in-quotation-marks"])
    assert judged("We agreed … will wait", Kind.DIRECT) == (None, ["not-in-quotation-marks"])


@pytest.mark.parametrize("kind", [None, *Kind])
def test_no_kind_allows_a_passage_that_changes_its_voice(kind: Kind | None):
    assert judged("We agreed,” she said", kind) == (None, ["not-in-quotation-marks"])
    assert judged("We agreed … said he", kind) == (None, ["not-in-quotation-marks"])


@pytest.mark.parametrize("blank", [" ", "\xa0", "\u2009"])
def test_a_blank_may_keep_a_closing_mark_apart_from_the_inner_one(blank: str):
    text = f'"He said, \'I am a drummer\'{blank}", she told us. "And so he was," she added.'
    assert [text[span.start : span.end].strip() for span in speech(text)] == [
        "He said, 'I am a drummer'",
        "And so he was,",
    ]


def test_an_opening_mark_behind_an_apostrophe_still_opens():
    text = 'the players\' "great day" and the boys\' "sad one"'
    assert [text[span.start : span.end] for span in speech(text)] == ["great day", "sad one"]


@pytest.mark.parametrize("between", ["Subscribe now\n", "Subscribe now\nRead more\n", "\n\nSubscribe now\n"])
def test_furniture_within_a_paragraph_does_not_end_its_quotations(between: str):
    text = f"He rose. “It was good,\n{between}very good,” said Smith, who left.\n"
    lines = LineRange("Subscribe now", "Read more" if "Read" in text else "Subscribe now", Location("sources/a.yaml"))
    source, problems = Source("a", "A", text, language="en", furniture=(lines,)), []
    ready = article(source, problems.append)
    assert ready
    spoken = [text[span.start : span.end] for span in ready.speech]
    assert spoken == ([] if between[0] == "\n" else [text[text.index("It") : text.index("” said")]])
