"""Citations that programs read: BibTeX and CSL-JSON, taken apart again by a reader of their own grammar."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hostile_slots import PAYLOADS, shown
from hypothesis import given
from hypothesis import strategies as st
from projects import GOOD, archived, compiled, page, text_scalar, write
from reading_bibtex import closed, entries, printed

from builder.export.bibtex import bibtex
from builder.export.csl import csl
from builder.export.works import Form, Work


def work(**fields: str) -> Work:
    given = {"key": "k", "title": "T", "author": "A", "publisher": "P", "container": "", "issued": "2031"}
    return Work(form=Form.PAGE, **{**given, "language": "en", "url": "https://e.org/", **fields})  # type: ignore[arg-type]  # fields by name


@given(st.text())
def test_bibtex_gives_every_text_back(text: str) -> None:
    fields = entries(bibtex(work(title=f"x{text}", container=f"y{text}")))["k"][1]
    assert shown(printed(fields["title"])) == shown(f"x{text}")
    assert shown(printed(fields["titleaddon"])) == shown(f"y{text}")
    assert fields["title"].startswith("{x")
    assert closed(fields["title"], 1) == len(fields["title"]) - 1


def test_an_address_keeps_its_signs_and_cannot_close_its_field() -> None:
    fields = entries(bibtex(work(url="https://e.org/a_b%20c?d={e}\\&f#g")))["k"][1]
    assert fields["url"] == "https://e.org/a_b%20c?d=%7Be%7D%5C&f#g"


@pytest.mark.parametrize(
    ("date", "field", "value"),
    [
        ("2031-05-04", "date", "2031-05-04"),
        ("2031-05~", "date", "2031-05~"),
        ("201X", "date", "201X"),
        ("2010-07/2010-08", "date", "2010-07/2010-08"),
        ("2010-XX", "date", "2010-XX"),
        ("2011/..", "date", "2011/.."),
        ("[2011,2012-04]", "year", "[2011,2012-04]"),
        ("{2010,2011}", "year", r"\textbraceleft{}2010,2011\textbraceright{}"),
        ("Y-17E7", "year", "Y-17E7"),
        ("-0043", "year", "-0043"),
        ("", "", ""),
    ],
)
def test_bibtex_has_the_dates_that_biblatex_reads_and_others_as_they_are(date: str, field: str, value: str) -> None:
    fields = entries(bibtex(work(issued=date)))["k"][1]
    assert {name: fields[name] for name in ("date", "year") if name in fields} == ({field: value} if field else {})


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2031-05-04", {"date-parts": [[2031, 5, 4]]}),
        ("2031-05~", {"date-parts": [[2031, 5]], "circa": True}),
        ("2010-07/2010-08", {"date-parts": [[2010, 7], [2010, 8]]}),
        ("2010-21", {"raw": "2010-21"}),
        ("2011/..", {"raw": "2011/.."}),
        ("{2010,2011}", {"raw": "{2010,2011}"}),
        ("", None),
    ],
)
def test_csl_has_dates_as_parts_where_it_can(date: str, issued: object) -> None:
    assert csl(work(issued=date)).get("issued") == issued


KEYS = {"id", "type", "title", "author", "container-title", "publisher", "issued", "accessed", "version", "language"}
TYPES = {"webpage", "article-newspaper", "document"}


def valid(items: list[dict[str, object]]) -> None:
    """The parts of the published schema of CSL-JSON that ours can go against."""
    for item in items:
        assert {*item} <= {*KEYS, "URL"}
        assert item["type"] in TYPES
        for name, value in item.items():
            if name == "author":
                assert [{*each} for each in value] == [{"literal"}]  # type: ignore[attr-defined]  # a list
            elif name in ("issued", "accessed"):
                assert isinstance(value, dict)
                assert {*value} in ({"raw"}, {"date-parts"}, {"date-parts", "circa"})
                assert all(1 <= len(parts) <= 3 for parts in value.get("date-parts", [[1]]))
            else:
                assert value
                assert isinstance(value, str)


def drawn(folder: Path) -> Mapping[str, str]:
    return {each.path: str(each.text) for each in compiled(folder).pages if each.path.startswith("cite/")}


def test_each_briefing_and_background_page_has_its_files_and_those_of_what_it_cites() -> None:
    files = drawn(GOOD / "whole")
    names = [
        f"{id}{part}.{kind}"
        for id in ("ferries", "lake", "treaty")
        for part in ("-sources", "")
        for kind in ("bib", "json")
    ]
    assert [*files] == [f"cite/{name}" for name in names]
    own, items = entries(files["cite/treaty.bib"]), json.loads(files["cite/treaty.json"])
    assert [*own] == ["treaty"] == [each["id"] for each in items]
    cited = entries(files["cite/treaty-sources.bib"])
    assert [*cited] == [each["id"] for each in json.loads(files["cite/treaty-sources.json"])] == sorted(cited)
    assert {"post", "gazette", "memo", "resolution-7"} == {*cited}
    for path, text in files.items():
        if path.endswith(".json"):
            valid(json.loads(text))


def test_a_type_says_no_more_than_the_record() -> None:
    items = {each["id"]: each for each in json.loads(drawn(GOOD / "whole")["cite/treaty-sources.json"])}
    assert items["post"]["type"] == "article-newspaper"  # it has a dateline
    assert items["resolution-7"]["type"] == "webpage"
    assert items["memo"]["type"] == "document"


@pytest.mark.parametrize("site_url", ["", "https://example.org/site/"])
def test_a_citation_has_an_address_only_if_the_site_has_one(site_url: str, tmp_path: Path) -> None:
    settings = f"site_name: Lake\nsite_url: {site_url}\n" if site_url else "site_name: Lake\n"
    log = "corrections: [{date: 2031-06-02, kind: update, why: New.}]\n"
    written = {"briefings/lake.md": page("Text.", date="2031-05-04"), "briefings/lake.yaml": log}
    files = drawn(write(tmp_path, {"mkdocs.yml": settings, **written}))
    assert [*files] == ["cite/lake.bib", "cite/lake.json"]
    kind, fields = entries(files["cite/lake.bib"])["lake"]
    (item,) = json.loads(files["cite/lake.json"])
    address = "https://example.org/site/lake/" if site_url else ""
    assert (kind, fields.get("url", "")) == ("online" if site_url else "misc", address)
    assert item.get("URL", "") == address
    assert fields["date"] == "2031-05-04"
    assert fields["version"] == item["version"] == "2031-06-02"
    assert item["issued"] == {"date-parts": [[2031, 5, 4]]}
    assert "accessed" not in item
    assert "urldate" not in fields


def test_a_draft_has_no_citation(tmp_path: Path) -> None:
    assert drawn(write(tmp_path, {"briefings/lake.md": page("Text.", status="draft")})) == {}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_fields_come_back_as_they_are(payload: str, tmp_path: Path) -> None:
    text = text_scalar(PAYLOADS[payload])
    record = f"title: {text}\npublisher: {text}\ncontainer: {text} \nauthor: {text}\nquotes: {{met: {{exact: met in Osk}}}}\n"
    briefing = page("They met in Osk [@met].", title=text)
    files = drawn(write(tmp_path, {**archived("talks", "They met in Osk.\n", record), "briefings/lake.md": briefing}))
    wanted = shown(PAYLOADS[payload])
    own = entries(files["cite/lake.bib"])["lake"][1]
    assert shown(printed(own["title"])) == wanted
    cited = entries(files["cite/lake-sources.bib"])["talks"][1]
    for name in ("author", "title", "organization"):
        assert shown(printed(cited[name])) == wanted
    (item,) = json.loads(files["cite/lake-sources.json"])
    assert {item["title"], item["publisher"], item["container-title"], item["author"][0]["literal"]} == {wanted}
    assert json.loads(files["cite/lake.json"])[0]["title"] == wanted
