"""Heads for programs: Open Graph, and pages as schema.org describes them."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from hostile_slots import PAYLOADS, shown
from mkdocs.utils.meta import get_data
from projects import GOOD, ROOT, archived, compiled, page, text_scalar, write

from builder.export.heads import data_block

WORK = {"name", "headline", "abstract", "url", "inLanguage", "datePublished", "dateModified", "creativeWorkStatus"}
WORK |= {
    "author",
    "creator",
    "publisher",
    "correction",
    "citation",
    "hasPart",
    "isPartOf",
    "isBasedOn",
    "about",
    "text",
}
WORK |= {"creditText", "description"}
VOCABULARY = {
    "Article": WORK,
    "Claim": WORK | {"appearance"},
    "CorrectionComment": WORK,
    "CreativeWork": WORK,
    "NewsArticle": WORK | {"dateline"},
    "Organization": {"name", "alternateName", "description", "url"},
    "Person": {"name", "alternateName", "description", "url", "jobTitle"},
    "Quotation": WORK | {"spokenByCharacter"},
    "Role": {"startDate", "endDate", "jobTitle"},
    "WebSite": WORK,
}
"""The types of schema.org that pages use, and which of its properties each may have. A role repeats the one it stands in."""
NAMES = {"abstract", "alternateName", "creativeWorkStatus", "creditText", "dateline", "description", "headline"}
NAMES |= {"inLanguage", "name", "text"}
DATES = {"datePublished", "dateModified", "startDate", "endDate"}


def heads(folder: Path) -> dict[str, dict[str, Any]]:
    """What each page's front matter says to the theme, as a host reads it."""
    found = {}
    for each in compiled(folder).pages:
        if each.path.endswith(".md"):
            found[each.path] = get_data(str(each.text))[1]["briefings"]
    return found


def described(folder: Path) -> dict[str, Any]:
    return {path: json.loads(head["data"]) for path, head in heads(folder).items() if head["data"]}


def nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list | dict):
        if isinstance(value, dict) and "@type" in value:
            yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from nodes(each)


def typed(data: object, type: str) -> list[dict[str, Any]]:
    return [each for each in nodes(data) if each["@type"] == type]


def check(data: dict[str, Any]) -> None:
    """Types and properties are the vocabulary's, dates are ISO 8601's, and nothing is empty."""
    assert data["@context"] == "https://schema.org"
    for node in nodes(data):
        own = {*node} - {"@context", "@graph", "@type", "@id"}
        assert own <= VOCABULARY[node["@type"]], node
        assert all(node[each] for each in own)
        assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", node[each]) for each in own & DATES)
        for each in own & NAMES:
            assert all(isinstance(text, str) for text in (node[each] if isinstance(node[each], list) else [node[each]]))


@pytest.mark.parametrize(
    "project", [GOOD / "whole", GOOD / "scripts", GOOD / "weighed", GOOD / "timeline", GOOD / "bare", ROOT]
)
def test_what_pages_say_of_themselves_is_in_the_vocabulary(project: Path) -> None:
    found = described(project)
    assert "index.md" in found
    for data in found.values():
        check(data)


def test_a_briefing_is_an_article_with_its_sources_quotations_and_claims() -> None:
    data = described(GOOD / "whole")["treaty.md"]
    (article,) = typed(data, "Article")
    assert article["headline"] == "Lodra and Osk sign a treaty on the lake"
    assert (article["datePublished"], article["dateModified"]) == ("2015-03-05", "2015-03-08")
    assert article["author"] == article["publisher"] == {"@type": "Organization", "name": "Lake watch"}
    assert [each["@id"] for each in article["citation"]] == [
        f"../sources/{id}/#_work" for id in ("gazette", "memo", "post", "resolution-7")
    ]
    assert {each["@type"] for each in article["citation"]} == {"CreativeWork", "NewsArticle"}
    (correction,) = article["correction"]
    assert correction["datePublished"] == "2015-03-06"
    quotations = {each["@id"]: each for each in article["hasPart"]}
    spoken = quotations["../sources/post/#first-step"]
    assert (
        spoken["spokenByCharacter"]
        == spoken["creator"]
        == {"@type": "Person", "@id": "../people/ana-berg/#_entity", "name": "Ana Berg"}
    )
    reported = quotations["../sources/post/#loss"]  # the outlet's words about someone
    assert "spokenByCharacter" not in reported
    assert reported["creator"]["name"] == "Lake Post"
    assert reported["about"]["@id"] == "../organizations/harbour-office/#_entity"
    (claim,) = typed(data, "Claim")
    assert claim["@id"] == "#_judgment-open"
    assert claim["appearance"] == {"@id": article["@id"]}
    assert claim["isBasedOn"] == [{"@id": "../sources/post/#silent"}]


def test_a_person_has_all_registered_names_and_offices_with_their_time() -> None:
    person = described(GOOD / "whole")["people/ana-berg.md"]
    assert person["@type"] == "Person"
    assert "Anna Berg" in person["alternateName"]
    assert {each["@type"] for each in person["jobTitle"]} == {"Role"}


@pytest.mark.parametrize("urls", ["", "use_directory_urls: false\n"])
@pytest.mark.parametrize("site_url", ["", "https://example.org/a/"])
def test_every_address_of_a_node_leads_to_its_page(site_url: str, urls: str, tmp_path: Path) -> None:
    quote = archived(
        "talks", "“We met in Osk,” she said.\n", "title: Talks\nquotes: {met: {exact: We met in Osk, speaker: ana}}\n"
    )
    written = {**quote, "briefings/people.yaml": "ana: {name: Ana}\n", "briefings/x/lake.md": page("Osk [@met].")}
    settings = f"site_name: Test\n{f'site_url: {site_url}' if site_url else ''}\n{urls}"
    found = described(write(tmp_path, {"mkdocs.yml": settings, **written}))
    base = site_url or "https://host/deep/"
    where = {
        each: base + (each.removesuffix(".md") + (".html" if urls else "/")).replace("index/", "") for each in found
    }
    assert set(where) >= {"index.md", "x/lake.md", "sources/talks.md", "people/ana.md"}
    for path, data in found.items():
        for node in nodes(data):
            if "@id" in node:
                assert bool(urlsplit(node["@id"]).scheme) is bool(site_url)
                assert urljoin(where[path], node["@id"]).partition("#")[0] in where.values(), (path, node)
        assert bool(data.get("url")) is (bool(site_url) and path in ("index.md", "x/lake.md"))
    ids = {urljoin(where[path], node["@id"]) for path, data in found.items() for node in nodes(data) if "@id" in node}
    assert ids == {
        where["x/lake.md"],
        f"{where['sources/talks.md']}#_work",
        f"{where['sources/talks.md']}#met",
        f"{where['people/ana.md']}#_entity",
    }


@pytest.mark.parametrize(("publish", "given"), [("full", True), ("excerpts", True), ("record", False)])
def test_no_words_of_a_record_are_given_to_programs(publish: str, given: bool, tmp_path: Path) -> None:
    record = f"title: Talks\npublish: {publish}\nquotes: {{met: {{exact: met in Osk}}}}\n"
    settings = "plugins: [search, briefings: {excerpt_limit: 1}]\n"
    written = {**archived("talks", "They met in Osk by night.\n", record), "briefings/lake.md": page("Osk [@met].")}
    found = heads(write(tmp_path, {**written, "mkdocs.yml": settings}))
    for path in ("lake.md", "sources/talks.md"):
        assert ("met in Osk" in found[path]["data"]) is given
        assert "Talks" in found[path]["data"]


def test_what_cannot_be_checked_is_given_to_programs_as_no_quotation(tmp_path: Path) -> None:
    record = {"sources/memo.yaml": "title: Memo\nquotes: {met: {exact: met in Osk}}\n"}
    found = described(write(tmp_path, {**record, "briefings/lake.md": page("Osk [@met].")}))
    assert [typed(data, "Quotation") for data in found.values()] == [[]] * len(found)
    assert [each["name"] for each in typed(found["lake.md"], "CreativeWork")] == ["Memo"]


def test_a_withdrawn_page_says_so(tmp_path: Path) -> None:
    log = "corrections: [{date: 2031-06-02, kind: withdrawal, why: It no longer holds.}]\n"
    found = described(write(tmp_path, {"briefings/lake.md": page("Text."), "briefings/lake.yaml": log}))
    assert found["lake.md"]["creativeWorkStatus"] == "Withdrawn"


@pytest.mark.parametrize(
    ("language", "locale"), [("en", "en_US"), ("fa", "fa_IR"), ("ru", "ru_RU"), ("pt-BR", "pt_BR"), ("zh-Hant", None)]
)
def test_open_graph_has_a_language_with_its_country(language: str, locale: str | None, tmp_path: Path) -> None:
    written = {
        "mkdocs.yml": f"theme: {{name: material, language: {language}}}\n",
        "briefings/lake.md": page("Text.", date="2031-05"),
    }
    properties = {each["name"]: each["content"] for each in heads(write(tmp_path, written))["lake.md"]["properties"]}
    assert properties.get("og:locale") == locale
    assert properties["og:type"] == "article"
    assert properties["article:published_time"] == properties["article:modified_time"] == "2031-05"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_data_block_is_inert_and_gives_every_text_back(payload: str) -> None:
    text = f"{PAYLOADS[payload]}\u2028\u2029"
    block = data_block([{"@type": "Person", "name": text, "about": {"a": {"b": {text: [{}]}}}}])
    assert block.isascii()
    assert block.isprintable()
    assert not re.search("[<>&'`~]|{{|}}|{%|{#", block)
    assert json.loads(block)["name"] == text
    assert [*json.loads(block)["about"]["a"]["b"]] == [text]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_fields_reach_the_head_as_the_characters_they_are(payload: str, tmp_path: Path) -> None:
    text = text_scalar(PAYLOADS[payload])
    record = f"title: {text}\npublisher: {text}\nquotes: {{met: {{exact: met in Osk}}}}\n"
    briefing = page("Osk [@met].", title=text, summary=text)
    found = heads(write(tmp_path, {**archived("talks", "They met in Osk.\n", record), "briefings/lake.md": briefing}))
    head = found["lake.md"]
    assert not re.search(r"""[<>'{}"]""", "".join(each["content"] for each in head["properties"]))
    article = json.loads(head["data"])
    wanted = shown(PAYLOADS[payload])
    assert {shown(article[name]) for name in ("headline", "abstract")} == {wanted}
    assert {shown(article["citation"][0][name]) for name in ("name",)} == {wanted}
    assert html.unescape(head["descriptions"][0]["path"]) == "cite/lake.bib"
