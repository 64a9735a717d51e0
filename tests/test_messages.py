"""The interface's words: every one in the catalogues, every catalogue complete."""

import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from projects import ROOT

from builder.messages.catalogue import catalogue, languages
from builder.render.escape import ours
from builder.render.languages import language_name
from builder.render.log import _stop
from builder.render.saying import say_in

MESSAGES = ROOT / "builder/messages"
TEMPLATES = ROOT / "builder/render/templates"
CATALOGUES = sorted(path.stem for path in MESSAGES.glob("*.po"))
FOR_AUTHORS = {"problems.md.jinja"}
"""What only a preview shows is in the language of the program's own messages."""
NAMES = {"SHA", "BibTeX", "CSL", "JSON"}
"""Words that are the same in every language."""

Id = str | tuple[str, ...]


@cache
def extracted() -> frozenset[Id]:
    """Every message of code and templates, as `make messages` finds them."""
    with (MESSAGES / "extract.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    words = parse_keywords(re.findall(r"-k (\S+)", (ROOT / "Makefile").read_text("utf-8")))
    return frozenset(found[2] for found in extract_from_dir(ROOT / "builder", methods, options, words))


@cache
def translated(tag: str) -> Catalog:
    with (MESSAGES / f"{tag}.po").open("rb") as file:
        return read_po(file, locale=tag, abort_invalid=True)


def holes(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def forms(of: Id) -> tuple[str, ...]:
    return of if isinstance(of, tuple) else (of,)


def test_there_are_catalogues() -> None:
    assert CATALOGUES == ["fa", "ru"]
    assert dict(languages()) == {"en": "English", "fa": "فارسی", "ru": "русский"}


@pytest.mark.parametrize("tag", CATALOGUES)
def test_a_catalogue_has_every_message_and_no_other(tag: str) -> None:
    ids = {message.id for message in translated(tag) if message.id}
    assert sorted(map(str, extracted() - ids)) == []
    assert sorted(map(str, ids - extracted())) == []
    assert not translated(tag).obsolete


@pytest.mark.parametrize("tag", CATALOGUES)
def test_every_message_is_translated_with_its_holes_and_no_markup(tag: str) -> None:
    for message in translated(tag):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        for form in forms(message.string):
            assert form.strip() or not forms(message.id)[0].strip(), message.id
            assert holes(form) == holes(forms(message.id)[-1]), message.id
            assert form[:1].isspace() == forms(message.id)[0][:1].isspace(), message.id
            assert form[-1:].isspace() == forms(message.id)[0][-1:].isspace(), message.id
            assert not re.search(r"[<>*_`\[\]\\]|&\w+;", form), message.id


@pytest.mark.parametrize("tag", CATALOGUES)
def test_numbers_have_as_many_forms_as_the_language(tag: str) -> None:
    plural = get_plural(tag)
    assert translated(tag).plural_forms == str(plural)
    numbered = [message for message in translated(tag) if isinstance(message.id, tuple)]
    assert numbered
    assert {len(message.string) for message in numbered} == {plural.num_plurals}


@pytest.mark.parametrize("tag", CATALOGUES)
def test_quotation_marks_are_those_of_the_language(tag: str) -> None:
    """No English pair is left, and what is opened is closed."""
    for message in translated(tag):
        for form in forms(message.string) if message.id else ():
            assert not re.search(r"[“”„\"]", form), message.id
            assert form.count("«") == form.count("»") >= bool(re.search("“.*”", forms(message.id)[0])), message.id


def test_persian_has_its_own_punctuation() -> None:
    for message in translated("fa"):
        for form in forms(message.string) if message.id else ():
            assert not re.search(r"[,;]|(?<!«)\?(?!»|\s)|[يك]", form), message.id


def test_a_message_without_a_translation_stands_in_english() -> None:
    assert say_in("xx").plain("Sources") == "Sources"
    assert say_in("fa-IR").plain("Sources") == say_in("fa").plain("Sources") != "Sources"
    assert say_in("ru").plain("Not among the messages.") == "Not among the messages."


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 источник"), (3, "3 источника"), (5, "5 источников"), (11, "11 источников"), (22, "22 источника")],
)
def test_russian_counts(count: int, words: str) -> None:
    assert say_in("ru").number("{n} source", "{n} sources", count) == words


def test_numbers_are_in_the_digits_of_the_language() -> None:
    assert say_in("fa").number("{n} source", "{n} sources", 12) == "۱۲ منبع"
    assert say_in("en").number("{n} source", "{n} sources", 1) == "1 source"
    assert catalogue("fa").grouped(170000) == "۱۷۰٬۰۰۰"
    assert catalogue("en").grouped(1234567) == "1,234,567"
    assert catalogue("ru").digits(2015) == "2015"


def test_languages_are_named_in_the_language_of_the_page() -> None:
    assert [language_name("en", say_in(tag)) for tag in ("en", "fa", "ru")] == ["English", "انگلیسی", "английский"]
    assert language_name("x-klingon", say_in("ru")) == "x-klingon"
    assert language_name("", say_in("ru")) == ""


def test_what_is_put_into_a_message_is_inert_and_the_message_reads_plainly() -> None:
    said = say_in("en")("It said “{was}”", was="*a* [b](c) {d}")
    assert said == "It said “&#42;a&#42; &#91;b&#93;&#40;c&#41; &#123;d&#125;”"
    assert say_in("en")("{number}. {date}", number="3", date="2015") == "3&#46; 2015"
    assert ours("- a", first=True) == "&#45; a"
    assert ours("12) b. c", first=True) == "12&#41; b. c"
    assert ours("a <b> *c*", first=False) == "a &#60;b&#62; &#42;c&#42;"


def test_words_that_end_in_a_stop_of_any_script_get_no_other() -> None:
    assert [_stop(words) for words in ("چرا؟", "Why?", "end", "終。")] == ["", "", ".", ""]


# ── nothing is said past the catalogue ─────────────────────────────────────────────────────────


def _said(path: Path) -> str:
    """What a template itself says: without expressions, tags, ids and destinations of links."""
    tree = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).parse(path.read_text("utf-8"))
    parts: list[str] = []
    for output in tree.find_all(nodes.Output):
        parts += [each.data if isinstance(each, nodes.TemplateData) else "§" for each in output.nodes]
    text = "".join(parts)
    named = " ".join(re.findall(r'(?:aria-label|title|alt)="([^"]*)"', text))
    bare = re.sub(r"<[^<>]*>|\]\([^)]*\)|\{:?\s[^}]*\}", " ", text)
    return f"{named} {bare}"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.jinja")), ids=lambda path: path.name)
def test_no_template_speaks_past_the_catalogue(path: Path) -> None:
    if path.name not in FOR_AUTHORS:
        assert [word for word in re.findall(r"[A-Za-z]{2,}", _said(path)) if word not in NAMES] == []
