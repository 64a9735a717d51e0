"""The matching contract over real news that nobody here wrote; the data stays where it is."""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
import sentencex
from projects import archived, compiled, copy, page, text_scalar, write

from builder.model.resolved import Site
from builder.model.written import Span, TextQuoteSelector
from builder.resolve.anchoring import anchor, locate
from builder.resolve.folding import fold, folded, plain
from builder.resolve.haystack import haystack
from builder.resolve.negation import negations
from builder.resolve.voices import speech, voice


class Quotation(NamedTuple):
    article: str
    words: str
    span: Span


def lines(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def articles(conformance: Path) -> dict[str, str]:
    found = {each["id"]: each["text"] for each in lines(conformance / "corpus" / "wikinews_2019.jsonl")}
    assert len(found) == 171
    return found


@pytest.fixture(scope="module")
def quotations(conformance: Path) -> list[Quotation]:
    found = lines(conformance / "corpus" / "wikinews_2019_quotes.jsonl")
    assert len(found) == 137
    return [Quotation(each["id"], each["quote"], Span(each["start"], each["end"])) for each in found]


@pytest.fixture(scope="module")
def sentences(articles: dict[str, str]) -> list[tuple[str, str]]:
    """Each article's longer sentences, without quotation marks, brackets and ellipses of their own."""
    pattern = re.compile(r"(?<=[.!?]\s)[A-Z][^.!?\n“”\"\[\]…]{90,300}[.!?](?=\s)")
    found = [(id, part) for id, text in articles.items() for part in pattern.findall(text)]
    assert len(found) > 500
    return found


def test_every_quotation_stands_at_its_place_and_nowhere_else(articles: dict[str, str], quotations: list[Quotation]):
    for quotation in quotations:
        text = articles[quotation.article]
        found = anchor(text, TextQuoteSelector(quotation.words), "en")
        assert quotation.span in found, quotation
        assert len(found) == folded(text).count(plain(quotation.words)), quotation


def test_typography_and_line_ends_do_not_move_a_quotation(articles: dict[str, str], quotations: list[Quotation]):
    for quotation in quotations:
        text = articles[quotation.article]
        typed = quotation.words.translate(str.maketrans({"’": "'", "“": '"', "”": '"', "…": "...", " ": "\n\xa0"}))
        assert quotation.span in anchor(text, TextQuoteSelector(f" {typed} "), "en"), quotation


def test_no_quotation_stands_in_another_article(articles: dict[str, str], quotations: list[Quotation]):
    """Unless its very words do: brackets and ellipses of the source's own open no back door."""
    for quotation in quotations[::4]:
        for id, text in articles.items():
            if id != quotation.article and anchor(text, TextQuoteSelector(quotation.words), "en"):
                assert plain(quotation.words) in folded(text), (quotation, id)


def test_a_negation_put_into_a_quotation_is_never_found(articles: dict[str, str], quotations: list[Quotation]):
    for quotation in quotations:
        hay = haystack(articles[quotation.article], "en")
        words = quotation.words.split(" ")
        for at in range(1, len(words)):
            for put in ("not", "[not]"):
                wrong = " ".join([*words[:at], put, *words[at:]])
                assert not locate(hay, TextQuoteSelector(wrong)).places, wrong


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_a_negation_put_into_a_sentence_is_never_found(
    every: int, articles: dict[str, str], sentences: list[tuple[str, str]]
):
    """Not even where a later sentence has one that the gap could reach for."""
    for id, sentence in sentences[::every]:
        hay = haystack(articles[id], "en")
        words = sentence.split(" ")
        for at in range(1, len(words) - 1):
            for put in ("[not]", "… [not]"):
                wrong = " ".join([*words[:at], put, *words[at:]])
                assert not locate(hay, TextQuoteSelector(wrong)).places, wrong


def test_a_word_changed_in_a_quotation_is_never_found(articles: dict[str, str], quotations: list[Quotation]):
    for quotation in quotations:
        text = articles[quotation.article]
        for word in set(re.findall(r"(?<![\w\[])\w{4,}(?![\w\]])", re.sub(r"\[.*?\]", "", quotation.words))):
            wrong = re.sub(rf"\b{word}\b(?![^\[]*\])", f"{word}x", quotation.words, count=1)
            assert wrong == quotation.words or anchor(text, TextQuoteSelector(wrong), "en") == [], wrong


def test_an_omission_in_a_sentence_keeps_its_place(articles: dict[str, str], sentences: list[tuple[str, str]]):
    kept = 0
    for id, sentence in sentences[::3]:
        text = articles[id]
        words = sentence.split(" ")
        gone = " ".join(words[4:8])
        quote = f"{' '.join(words[:4])} […] {' '.join(words[8:])}"
        if negations(folded(gone), "en"):
            assert locate(haystack(text, "en"), TextQuoteSelector(quote)).rule == "negation-changed", sentence
            continue
        start = text.index(sentence)
        assert Span(start, start + len(sentence)) in anchor(text, TextQuoteSelector(quote), "en"), sentence
        kept += 1
    assert kept > 100


def test_words_in_brackets_may_stand_for_words_of_a_sentence(
    articles: dict[str, str], sentences: list[tuple[str, str]]
):
    for id, sentence in sentences[1::6]:
        words = sentence.split(" ")
        if negations(folded(" ".join(words[4:8])), "en"):
            continue
        start = articles[id].index(sentence)
        quote = f"{' '.join(words[:4])} [so and so] {' '.join(words[8:])}"
        found = anchor(articles[id], TextQuoteSelector(quote), "en")
        assert Span(start, start + len(sentence)) in found, sentence


def test_a_sentence_turned_round_is_never_found(articles: dict[str, str], sentences: list[tuple[str, str]]):
    for id, sentence in sentences[2::6]:
        words = sentence.rstrip(".!?").split(" ")
        half = len(words) // 2
        wrong = " ".join([*words[half:], "…", *words[:half]])
        assert anchor(articles[id], TextQuoteSelector(wrong), "en") == [], wrong


def test_folding_over_real_text(articles: dict[str, str]):
    for text in articles.values():
        found = fold(text)
        assert folded(found.text) == found.text
        assert "  " not in found.text
        for start in range(0, len(found.text) - 40, 97):
            origin = found.origin(start, start + 40)
            if origin:
                assert folded(text[slice(*origin)]) == found.text[start : start + 40]


def test_speech_over_real_text(articles: dict[str, str], quotations: list[Quotation]):
    """Nearly all of these quotations were taken from between quotation marks; none is of two voices."""
    spoken = 0
    for quotation in quotations:
        text = articles[quotation.article]
        kind, _ = voice(text, speech(text), quotation.span)
        spoken += kind == "speech"
    assert spoken > 130


# ── our own prose ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def records(conformance: Path) -> list[dict]:
    return lines(conformance / "corpus" / "wikinews_2019.jsonl")[:100]


@pytest.fixture(scope="module")
def cited(records: list[dict], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site]:
    """Each article as a page of ours, every line and sentence of which cites the article itself."""
    project = write(tmp_path_factory.mktemp("prose"), {"mkdocs.yml": "site_name: Test\n"})
    for number, record in enumerate(records):
        head = f"title: {text_scalar(record['title'])}\npublished: {record['date'][:10]}\nlanguage: en\n"
        write(project, archived(f"s{number}", record["text"], head))
        marked = [citing(line, f"s{number}") for line in record["text"].split("\n") if line.strip()]
        write(project, {f"briefings/p{number}.md": page("\n\n".join(marked))})
    return project, compiled(project)


def citing(line: str, source: str) -> str:
    """A line as Markdown that shows it as it is, with a citation after each of its sentences."""
    escaped = [re.sub(r"([\\`*_\[\]<>#|{}~&!:+-])", r"\\\1", part.strip()) for part in sentencex.segment("en", line)]
    plain_starts = [re.sub(r"^([0-9]+)([.)])", r"\1\\\2", part) for part in escaped if part]
    return " ".join(f"{part} [@{source}]" for part in plain_starts)


def findings(site: Site, *rules: str) -> list[str]:
    return [str(problem) for problem in site.problems if problem.rule in rules]


def test_no_quotation_or_figure_of_an_article_is_missed_in_it(cited: tuple[Path, Site]):
    assert findings(cited[1], "prose-quote-unverified", "figure-not-in-citation") == []


def test_quotations_and_figures_are_missed_in_another_article(cited: tuple[Path, Site], tmp_path: Path):
    """The pages do have something to find: with each article's text exchanged for the next one's."""
    project, _ = cited
    other = copy(project, tmp_path / "other")
    texts = sorted((other / "sources").glob("*.txt"))
    contents = [path.read_text("utf-8") for path in texts]
    for path, text in zip(texts, [*contents[1:], contents[0]], strict=True):
        path.write_text(text, "utf-8")
    site = compiled(other)
    assert len(findings(site, "prose-quote-unverified")) > 250
    assert len(findings(site, "figure-not-in-citation")) > 500


def test_what_news_says_of_its_own_day_is_rarely_taken_for_later(
    records: list[dict], cited: tuple[Path, Site], tmp_path: Path
) -> None:
    """Each article as a page on the day it came out; then on the same day of ten years before."""
    project = copy(cited[0], tmp_path / "dated")

    def alarms(years: int) -> list[str]:
        for number, record in enumerate(records):
            event = f"{int(record['date'][:4]) - years}{record['date'][4:10]}"
            path = project / f"briefings/p{number}.md"
            path.write_text(
                re.sub(r"\A---\n(event: .*\n)?", f"---\nevent: {event}\n", path.read_text("utf-8")), "utf-8"
            )
        return findings(compiled(project), "later-unmarked")

    assert len(today := alarms(0)) <= 2, today
    assert len(alarms(10)) > 500


def test_names_near_registered_ones_are_few_in_real_news(records: list[dict], tmp_path: Path) -> None:
    """Sixty names that are spelled in many ways, over a hundred articles that are mostly about others."""
    aliases = (Path(__file__).parent / "cases" / "names-alike.txt").read_text("utf-8").splitlines()
    registered = dict.fromkeys(line.partition(" = ")[0] for line in aliases)
    people = "".join(f"p{number}: {{name: {text_scalar(name)}}}\n" for number, name in enumerate(registered))
    write(tmp_path, {"mkdocs.yml": "site_name: Test\n", "briefings/people.yaml": people})
    for number, record in enumerate(records):
        write(tmp_path, archived(f"s{number}", record["text"], f"title: {text_scalar(record['title'])}\n"))
    alarms = [str(problem) for problem in compiled(tmp_path).problems if problem.rule == "near-miss-name"]
    print("\n".join(alarms))
    assert len(alarms) <= 10, alarms


# ── copies ─────────────────────────────────────────────────────────────────────────────────────


def copied(conformance: Path, name: str, folder: Path) -> list[str]:
    """Which articles of a collection are reported as sharing a passage, by record, count and other source."""
    write(folder, {"mkdocs.yml": "site_name: Test\n"})
    for number, record in enumerate(lines(conformance / "corpus" / name)):
        head = f"title: {text_scalar(record['title'])}\npublished: {record['date'][:10]}\n"
        write(folder, archived(f"s{number}", record["text"], head))
    found = [problem for problem in compiled(folder).problems if problem.rule == "shared-passage"]
    return [f"{problem.at.path} {problem.message}" for problem in found]


def test_articles_that_share_a_passage_are_copies(conformance: Path, tmp_path: Path) -> None:
    """Of 171 articles two take their background, word for word, from an earlier one."""
    found = copied(conformance, "wikinews_2019.jsonl", tmp_path)
    assert [re.sub(r" in a row.*?`(\w+)`.*", r" \1", each, flags=re.DOTALL) for each in found] == [
        "sources/s168.yaml 23 words s154",
        "sources/s85.yaml 29 words s64",
    ]


def test_boilerplate_of_one_outlet_is_reported_once_for_each_article(conformance: Path, tmp_path: Path) -> None:
    """In 700 articles of one site nothing else is shared: disclaimers, credits, pictures' captions, pasted paragraphs."""
    found = copied(conformance, "digitalgov_news.jsonl", tmp_path)
    assert len(found) == len({each.split()[0] for each in found})
    assert 150 < len(found) < 190
