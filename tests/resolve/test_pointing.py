"""Which words of a sentence of ours a way back is about."""

import pytest

from builder.model.resolved import Backlink, Quote, Verdict
from builder.model.written import Annotation, Kind, Source, Span, TextQuoteSelector
from builder.resolve.pointing import AboutName, AboutPassage, named_words, quoted_words

PASSAGE = "A great step in keeping these shores [of Lodra and Osk] open was today’s signature"


def quote(exact: str) -> Quote:
    annotation = Annotation("q", "s", TextQuoteSelector(exact), Kind.DIRECT, "", (), "", (), "", {})
    return Quote(annotation, Source("s", "S", exact), Verdict.VERIFIED, Kind.DIRECT, None)


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("She called it “a great step”.", []),
        ("She called it a “great step in keeping these shores.”", ["great step in keeping these shores"]),
        ("She called it a \"great step\", with 'today’s signature'.", ["great step"]),
        ("A “great step” was “today's signature”, she said.", ["great step", "today's signature"]),
        ("The fish, a “small matter”, is no “great step”.", ["great step"]),
        (f"She said: {PASSAGE}.", [PASSAGE]),
        ("Nothing of it stands here.", []),
        ("A “great st” is no word of it.", []),
        ("“great step” and “” and “.”", ["great step"]),
        ("“[”, “]”", []),
        ("", []),
    ],
)
def test_what_a_sentence_quotes_of_a_passage(sentence: str, marked: list[str]) -> None:
    assert [sentence[span.start : span.end] for span in quoted_words(sentence, quote(PASSAGE))] == marked


@pytest.mark.parametrize(
    ("sentence", "forms", "marked"),
    [
        ("Ana Berg said that Berg had come.", ["Berg", "Ana Berg"], ["Ana Berg", "Berg"]),
        ("The Bergs of Berg.", ["Berg"], ["Berg"]),
        ("She is the  minister here.", ["the minister"], ["the  minister"]),
        ("حسین دهقان گفت", ["دهقان"], ["دهقان"]),
        ("Nobody.", ["Berg"], []),
        ("Nobody.", [""], []),
    ],
)
def test_how_a_sentence_spells_a_name(sentence: str, forms: list[str], marked: list[str]) -> None:
    assert [sentence[span.start : span.end] for span in named_words(sentence, forms)] == marked


def test_what_a_way_back_is_about_is_sought_in_its_sentence() -> None:
    sentence = "Ana Berg called it a “great step”."
    cites = Backlink("a.md", sentence, "", "", AboutPassage(quote(PASSAGE)))
    names = Backlink("a.md", sentence, "", "", AboutName(("Berg", "Ana Berg")))
    nothing = Backlink("a.md", sentence, "", "")
    assert [cites.words, names.words, nothing.words] == [(Span(22, 32),), (Span(0, 8),), ()]
