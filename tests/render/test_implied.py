"""How readers see what an answer implies, and what was searched in vain."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import archived, compiled, elements, fragment, page, words, write

from builder.render.saying import say_in
from builder.render.searches import terms_sought
from builder.render.values import amount
from builder.resolve.values import value

ENGLISH = say_in("en")
TEXT = "First visit in fifteen years, on 20 January 2015.\n\nSince 2002 no one came. Визит 3 марта 2012 года.\n"
QUOTES = {
    "visit": "First visit in fifteen years",
    "day": "on 20 January 2015",
    "since": "Since 2002 no one came",
    "ours": "Since 2002 [not 2003] no one came",
    "march": "3 марта 2012 года",
}


@pytest.mark.parametrize(
    ("quote", "implies", "shown"),
    [
        ("visit", "2000", "2000 (worked out)"),
        ("visit", "2000~", "about 2000 (worked out)"),
        ("day", "2015-01-20", "20 January 2015"),
        ("day", "2015-01", "January 2015"),
        ("day", "2015-01-21", "21 January 2015 (worked out)"),
        ("day", "2015-02", "February 2015 (worked out)"),
        ("since", "2002", "2002"),
        ("ours", "2003", "2003 (worked out)"),
        ("march", "2012-03-03", "3 March 2012"),
        ("visit", "13e9 USD", "13 billion USD"),
    ],
)
def test_a_date_that_does_not_stand_in_the_words_was_worked_out(
    quote: str, implies: str, shown: str, tmp_path: Path
) -> None:
    quotes = "".join(f"  {id}: {{exact: {exact!r}}}\n" for id, exact in QUOTES.items())
    answer = f'{{cite: talks/{quote}, says: so, implies: "{implies}"}}'
    record = f"title: Talks\npublisher: Post\nlanguage: ru\npublish: full\nquotes:\n{quotes}"
    files = {
        **archived("talks", TEXT, record),
        "briefings/a.md": page("::: compare"),
        "briefings/a.yaml": f"comparisons: {{c: {{question: When?, answers: [{answer}]}}}}",
    }
    (text,) = (each.text for each in compiled(write(tmp_path, files)).pages if each.path == "a.md")
    root = fragment(str(text))
    assert [words(each) for each in elements(root, "th", scope="col")][-1] == "Implies"
    assert words([*elements(root, "td")][-1]).removeprefix("Implies ") == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("13e9 USD", "13 billion USD"),
        ("$13e9", "$13 billion"),
        ("4500 people", "4,500 people"),
        ("1250000 tonnes", "1.25 million tonnes"),
        ("1234567 tonnes", "1,234,567 tonnes"),
        ("1,234,567 tonnes", "1,234,567 tonnes"),
        ("2000000000000 EUR", "2 trillion EUR"),
        ("0.5e6 USD", "500,000 USD"),
        ("1.5e6 USD", "1.5 million USD"),
        ("2.50 EUR", "2.50 EUR"),
        ("32 %", "32 %"),
        ("32%", "32%"),
        ("13 billion USD", "13 billion USD"),
        ("1300 million USD", "1,300 million USD"),
        ("1e99 USD", "1e99 USD"),
        ("-4500 m", "-4,500 m"),
        ("many", "many"),
    ],
)
def test_an_amount_reads_as_one_would_write_it(written: str, shown: str) -> None:
    assert amount(written, ENGLISH) == shown


@given(st.integers(0, 10**17), st.integers(0, 6), st.integers(0, 20), st.sampled_from(["USD", "people", "m"]))
def test_an_amount_is_worth_the_same_in_words(number: int, places: int, power: int, unit: str) -> None:
    digits = str(number).rjust(places + 1, "0")
    cut = len(digits) - places
    written = f"{digits[:cut]}{'.' if places else ''}{digits[cut:]}{f'e{power}' if power else ''} {unit}"
    assert value(amount(written, ENGLISH)) == value(written)


@given(st.text())
def test_any_text_may_be_given_as_an_amount(text: str) -> None:
    assert amount(text, ENGLISH).replace(",", "")[:1] == text.replace(",", "")[:1] or any(
        char.isdigit() for char in text
    )


def test_terms_are_shown_as_beginnings_of_words_unless_they_read_as_whole() -> None:
    terms = ["compensat", "into force", "US", "S-300", "Ukrain", "войн", "新闻", "2010"]
    assert terms_sought(terms, ENGLISH) == "compensat…, into force, US, S-300, Ukrain…, войн…, 新闻, 2010…"
