"""The repository's own briefing, held to its inventory of quotations and to the editorial standard."""

import json
import re
from pathlib import Path

import pytest
from projects import ROOT, compiled, flagship

from builder.compile import read_project
from builder.diagnostics import Diagnostic
from builder.model.resolved import Graph, Quote, Site, Verdict
from builder.model.written import Kind, Manuscript
from builder.read.configuration import read_settings
from builder.resolve.folding import plain
from builder.resolve.linking import link

SPUTNIK, AFP = "sputnik-2015-01-20", "afp-2015-01-20"

# Source, code points from and to (which is excluded), first and last words, speaker, relay. What the outlet sets
# between the words and its closing mark may be left out.
INVENTORY = [
    (SPUTNIK, 694, 917, "A great", "been created", "sergei-shoigu", ()),
    (SPUTNIK, 1169, 1305, "bilateral cooperation", "our countries", "sergei-shoigu", ()),
    (SPUTNIK, 1663, 1876, "[During negotiations,]", "was framed", "hossein-dehghan", ()),
    (SPUTNIK, 2125, 2176, "meddles in", "other countries", "hossein-dehghan", ()),
    (SPUTNIK, 2280, 2366, "We agreed", "Iranian warships", "sergei-shoigu", ()),
    (SPUTNIK, 2494, 2518, "long-term and", "and multilevel", "sergei-shoigu", ()),
    (AFP, 172, 184, "interference", "interference", "hossein-dehghan", ()),
    (AFP, 438, 576, "cooperation in", "and extremism", "iranian-defence-ministry", ("the ministry’s website",)),
    (AFP, 703, 896, "shared analysis", "the region", "hossein-dehghan", ("state television",)),
    (AFP, 1232, 1297, "The two", "S-300s problem", "iranian-defence-ministry", ()),
]

CONDEMNED = ["claim", "admit", "reveal", "insist", "warn", "vow", "tout"]
"""Verbs of saying that judge."""
HEDGES = re.compile(
    r"\b(?:may|might|could|possibly|reportedly|allegedly|apparently|presumably|poised|confirmed|is believed|is seen as"
    r"|likely|unlikely|probabl[ey]|improbable|almost certain|even chance|sources say|multiple reports"
    r"|(?:high|moderate|low) confidence)\b"
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
CITATION = re.compile(r"\s*\[@[^\]]*\]")


@pytest.fixture(scope="module")
def site() -> Site:
    return compiled(ROOT)


@pytest.fixture(scope="module")
def graph() -> Graph:
    problems: list[Diagnostic] = []
    settings = read_settings(ROOT, problems.append)
    return link(read_project(settings, problems), problems.append)


@pytest.fixture(scope="module")
def briefing(graph: Graph) -> Manuscript:
    found = graph.manuscript("russia-iran-2015")
    assert found
    return found


def prose(page: Manuscript) -> str:
    """Our running words: without front matter, headings, tables and citations."""
    lines = page.text[page.body :].split("\n")
    kept = [line for line in lines if not line.lstrip().startswith(("#", "|", ":::"))]
    text = CITATION.sub("", "\n".join(kept))
    text = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", text)
    return re.sub(r"[*`]", "", text)


def count(text: str) -> int:
    return len(re.findall(r"[^\s–—·|]*\w[^\s–—·|]*", text))


# ── compiled ───────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_found_wrong_and_nothing_is_accepted(site: Site) -> None:
    assert [str(problem) for problem in site.problems] == []
    assert "accept" not in (ROOT / "mkdocs.yml").read_text("utf-8")


def test_every_quote_that_can_be_checked_is_verified(site: Site, graph: Graph) -> None:
    assert site.counts.failed == 0
    cited = {use.note.label for uses in graph.uses.values() for use in uses if use.note.quote}
    assert site.counts.verified == len(cited)
    references = [source for source in graph.project.sources.values() if source.text is None]
    assert site.counts.uncheckable <= len(references)


def test_the_two_articles_are_as_archived(graph: Graph) -> None:
    seeds = {
        SPUTNIK: "de6bd1f9c2fde855aed44c4336bec37ddd13fc513a19fe72775fa4fb12cbdebb",
        AFP: "2f41b0038906efdfef1f0912bc50f8ddb531ee7b61f98cc4043c11275fbda371",
    }
    archived = {source.id: source for source in graph.project.sources.values() if source.text is not None}
    assert {id: (source.sha256, source.digest) for id, source in archived.items()} == {
        id: (seal, seal) for id, seal in seeds.items()
    }
    assert all(source.publish == "excerpts" for source in archived.values())


# ── the ten direct quotations ──────────────────────────────────────────────────────────────────


def direct(graph: Graph) -> list[Quote]:
    return [quote for quote in graph.quotes.values() if quote.kind is Kind.DIRECT]


def standing_at(graph: Graph, source: str, start: int, end: int) -> list[Quote]:
    """The direct quotes of a source that lie in a stretch of its text."""
    return [
        quote
        for quote in direct(graph)
        if quote.source.id == source and quote.place and start <= quote.place.span.start and quote.place.span.end <= end
    ]


@pytest.mark.parametrize("entry", INVENTORY, ids=lambda entry: f"{entry[0][:3]}-{entry[1]}")
def test_a_direct_quotation_is_annotated_verified_cited_and_attributed(
    entry: tuple[str, int, int, str, str, str, tuple[str, ...]], graph: Graph, briefing: Manuscript
) -> None:
    source, start, end, first, last, speaker, via = entry
    found = standing_at(graph, source, start, end)
    assert found, "it is not annotated"
    whole = min(found, key=lambda quote: (quote.place.span.start, -quote.place.span.end) if quote.place else (0, 0))
    assert whole.place
    words = plain((graph.project.sources[source].text or "")[whole.place.span.start : whole.place.span.end])
    assert words.startswith(first)
    assert words.rstrip(".,").endswith(last)
    assert end - whole.place.span.end <= 1, "only the stop before the closing mark may be left out"
    for quote in found:
        assert quote.verdict is Verdict.VERIFIED
        assert quote.annotation.kind is Kind.DIRECT
        assert quote.annotation.speaker == speaker
        assert quote.annotation.via == via
        assert quote.annotation.translator == "not stated"
        assert quote.key in {use.note.label for use in graph.uses[briefing.path]}


def test_there_is_no_other_direct_quotation(graph: Graph) -> None:
    known = {quote.key for source, start, end, *_ in INVENTORY for quote in standing_at(graph, source, start, end)}
    assert {quote.key for quote in direct(graph)} == known


def test_every_direct_quote_has_a_speaker_with_a_page_and_says_who_translated_it(graph: Graph) -> None:
    assert len(direct(graph)) >= len(INVENTORY)
    for quote in direct(graph):
        assert graph.entity(quote.annotation.speaker), quote.key
        assert quote.annotation.translator, quote.key


def test_every_person_who_speaks_has_an_office_on_that_day_in_the_footnote(site: Site) -> None:
    page = next(page.text for page in site.pages if page.path == "russia-iran-2015.md")
    for label, office in (
        (f"{SPUTNIK}/great-step", "Minister of Defence, Russia"),
        (f"{AFP}/shared-analysis", "Minister of Defence and Armed Forces Logistics, Iran"),
    ):
        note = next(line for line in str(page).split("\n") if line.startswith(f"[^{label}]:"))
        assert office in note


def test_the_phrase_on_meddling_is_the_speakers_and_not_the_standfirsts(graph: Graph) -> None:
    text = graph.project.sources[SPUTNIK].text or ""
    for quote in direct(graph):
        if quote.place and "meddling" in text[quote.place.span.start : quote.place.span.end]:
            assert 1663 <= quote.place.span.start < 1876


def test_no_quote_stands_in_page_furniture_or_in_the_repeated_block(graph: Graph) -> None:
    for quote in graph.quotes.values():
        if quote.place:
            inside = [span for span in graph.article[quote.source.id] if span.holds(quote.place.span)]
            assert inside, quote.key
            assert quote.source.id != AFP or quote.place.span.end < 1664, quote.key


def test_the_s300_is_in_one_article_only_once_its_furniture_is_cut(graph: Graph) -> None:
    kept = {
        id: "".join((graph.project.sources[id].text or "")[span.start : span.end] for span in graph.article[id])
        for id in (SPUTNIK, AFP)
    }
    assert "S-300" not in kept[SPUTNIK]
    assert kept[AFP].count("S-300") == 2


# ── our prose ──────────────────────────────────────────────────────────────────────────────────


def test_the_briefing_is_as_long_as_it_should_be(briefing: Manuscript) -> None:
    assert 900 <= count(prose(briefing)) <= 1300


def test_the_summary_is_at_most_sixty_words(briefing: Manuscript) -> None:
    assert 0 < count(briefing.summary) <= 60


def test_the_head_says_when_and_until_when(briefing: Manuscript) -> None:
    assert briefing.date
    assert briefing.as_of
    assert briefing.review_by
    assert int(briefing.review_by[:4]) - int(briefing.date[:4]) <= 1
    assert briefing.event == "2015-01-20"
    assert briefing.status == "published"


def test_what_came_later_stands_in_its_own_section_with_dates(briefing: Manuscript, site: Site) -> None:
    drawn = next(str(page.text) for page in site.pages if page.path == briefing.path)
    later = drawn[drawn.index("## What came later") :].split("\n## ", 1)[0]
    assert all(date in later for date in ("13 April 2015", "27 May 2015", "2016"))
    text = briefing.text[briefing.body :]
    before = text[: text.index("## What came later")]
    for sentence in re.split(r"(?<=[.!?|])\s", before):
        if re.search(r"\b(?:April 2015|May 2015|2016)\b", sentence):
            assert "later report" in sentence or "later" in sentence.lower(), sentence


def own_pages(graph: Graph) -> list[Manuscript]:
    assert len(graph.published) >= 4
    return list(graph.published)


def own_words(graph: Graph) -> dict[str, str]:
    """Everything in our voice, tables too, without what stands in quotation marks."""
    pages = {page.path: f"{page.title}. {page.summary} {page.text[page.body :]}" for page in own_pages(graph)}
    registers = {
        entity.id: entity.description
        for entity in (*graph.project.people.values(), *graph.project.organizations.values())
    }
    return {name: QUOTED.sub(" ", CITATION.sub("", text)) for name, text in (pages | registers).items()}


@pytest.mark.parametrize("verb", CONDEMNED)
def test_no_verb_of_saying_judges(verb: str, graph: Graph) -> None:
    forms = re.compile(rf"\b{verb}(?:s|ed|ted|ting|ing)\b|\b(?:Iran|Russia|He|They|who) {verb}\b", re.IGNORECASE)
    for name, text in own_words(graph).items():
        assert not forms.findall(text), name


def test_nothing_is_hedged_graded_or_said_to_be_likely(graph: Graph) -> None:
    for name, text in own_words(graph).items():
        assert not HEDGES.findall(text), name


def test_one_spelling_of_a_name_is_ours_and_the_others_are_listed_once(graph: Graph) -> None:
    for name, text in own_words(graph).items():
        variants = re.findall(r"[^.\n]{0,40}\bDehq[a-z]*", text)
        assert variants == ([] if name != "russia-iran-2015.md" else [variants[0]]), (name, variants)
        if variants:
            assert variants[0].endswith("Hossein Dehghan (also Dehqan")


def test_no_word_is_the_outlets_in_our_voice(graph: Graph) -> None:
    condemned = ["propaganda", "mouthpiece", "regime", "Kremlin-run", "recently", "last year", "advanced S-300"]
    for name, text in own_words(graph).items():
        assert not [word for word in condemned if re.search(rf"\b{word}\b", text, re.IGNORECASE)], name


def test_words_between_quotation_marks_stand_in_a_source_that_their_paragraph_cites(graph: Graph) -> None:
    for page in own_pages(graph):
        for paragraph in re.split(r"\n\s*\n|\n(?=\|)", page.text[page.body :]):
            cited = re.findall(r"@([a-z0-9-]+)", paragraph)
            texts = [plain(graph.project.sources[id].text or "") for id in cited if id in graph.project.sources]
            for quoted in QUOTED.findall(paragraph):
                words = plain(quoted[1:-1]).rstrip(".,")
                assert any(words in text for text in texts), (page.path, quoted)


def test_every_paragraph_of_fact_cites_something(briefing: Manuscript) -> None:
    sections = dict(section.split("\n", 1) for section in briefing.text[briefing.body :].split("\n## ")[1:])
    for title in ("What happened", "What each side says", "Background", "What came later"):
        for paragraph in re.split(r"\n\s*\n", sections[title]):
            if count(paragraph) > 25 and not paragraph.startswith(("#", "|", "One question a table.")):
                assert "[@" in paragraph, paragraph


def test_every_key_judgment_has_a_basis_in_passages_and_another_reading(briefing: Manuscript, site: Site) -> None:
    assert 4 <= len(briefing.judgments) <= 6
    drawn = next(str(page.text) for page in site.pages if page.path == briefing.path)
    judgments = re.split(r"\n\*\*\d\.\*\* ", drawn.split("## Key judgments", 1)[1].split("\n### ", 1)[0])[1:]
    assert len(judgments) == len(briefing.judgments)
    for written, judgment in zip(briefing.judgments, judgments, strict=True):
        assert written.basis, written.id
        assert written.other_reading, written.id
        assert written.would_change, written.id
        text, basis = judgment.split("*Basis.*", 1)
        assert all(f"[^{reference.target}]" in text for reference in written.basis), written.id
        assert re.search(r"\borigins?\b", basis), written.id


def test_what_says_that_it_infers_is_marked_as_ours(briefing: Manuscript) -> None:
    for judgment in briefing.judgments:
        assert judgment.inferred == ("Read together" in judgment.text), judgment.id


def test_each_comparison_has_both_articles_answering_or_silent(briefing: Manuscript) -> None:
    assert "::: compare\n" in briefing.text
    assert len(briefing.comparisons) >= 10
    for comparison in briefing.comparisons.values():
        answering = {answer.cite.target.partition("/")[0] for answer in comparison.answers}
        assert {SPUTNIK, AFP} <= answering | {*comparison.silent}, comparison.id
        assert comparison.relation or comparison.silent or comparison.lacks, comparison.id


def test_silence_lists_the_terms_that_were_searched_for_in_vain(briefing: Manuscript, graph: Graph) -> None:
    articles = {
        id: plain("\n".join((graph.project.sources[id].text or "")[span.start : span.end] for span in spans)).lower()
        for id, spans in graph.article.items()
    }
    claimed = [mapping for each in briefing.comparisons.values() for mapping in (each.silent, each.lacks)]
    silences = [each for mapping in claimed for each in mapping.items()]
    assert len(silences) >= 6
    for id, terms in silences:
        assert terms
        for term in terms:
            assert term.lower() not in articles[id], (id, term)


def test_it_compiles_the_same_in_another_folder(tmp_path: Path, site: Site) -> None:
    elsewhere = compiled(flagship(tmp_path))
    assert elsewhere.pages == site.pages
    assert json.dumps([str(problem) for problem in elsewhere.problems]) == "[]"


def test_the_timeline_runs_from_the_first_resolution_to_the_signing_and_marks_what_came_later(
    briefing: Manuscript, site: Site
) -> None:
    drawn = next(str(page.text) for page in site.pages if page.path == briefing.path)
    timeline = drawn[drawn.index("### Timeline") :].split("\n## ", 1)[0]
    listed = [line for line in timeline.split("\n") if line.startswith("- ")]
    assert "Resolution 1737" in "".join(listed[:2])
    later = [line for line in listed if ">later<" in line]
    assert later == listed[-len(later) :]
    dates = ["13 April 2015", "13 April 2015", "27 May 2015", "2016"]
    assert all(f"&#46; {date}<" in line for date, line in zip(dates, later, strict=True))
    before = listed[: -len(later)]
    assert all("20 January 2015" in line for line in before[-2:])
