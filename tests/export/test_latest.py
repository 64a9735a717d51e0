"""The feeds of the published briefings, held to what RFC 4287 and JSON Feed 1.1 require."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hostile_slots import PAYLOADS, shown
from projects import compiled, page, text_scalar, write
from test_corrections import ATOM, valid

from builder.export.feeds import MOST

ADDRESS = "https://example.org/site/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
OF_A_FEED = {"version", "title", "home_page_url", "feed_url", "authors", "language", "items"}
OF_AN_ITEM = {"id", "url", "title", "content_text", "date_published", "date_modified", "tags"}


def feeds(folder: Path) -> tuple[Element, dict[str, Any]]:
    pages = {each.path: str(each.text) for each in compiled(folder).pages}
    return ElementTree.fromstring(pages["feed.xml"]), json.loads(pages["feed.json"])  # noqa: S314  # our own


def valid_json(feed: dict[str, Any]) -> None:
    assert {*feed} <= OF_A_FEED
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert all(each["name"] for each in feed["authors"])
    for item in feed["items"]:
        assert {*item} <= OF_AN_ITEM
        assert isinstance(item["id"], str)
        assert item["content_text"]
        for name in {"date_published", "date_modified"} & {*item}:
            assert datetime.fromisoformat(item[name]).tzinfo
    addresses = [*(feed.get(each, ADDRESS) for each in ("home_page_url", "feed_url"))]
    assert all(
        re.match("https?://", each) for each in [*addresses, *(item.get("url", ADDRESS) for item in feed["items"])]
    )
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


LOG = "corrections: [{date: 2031-06-02, kind: withdrawal, why: It no longer holds.}]\n"
SEVERAL = {
    "briefings/a.md": page("Text.", title="A", date="2031-05-04"),
    "briefings/b.md": page("Text.", title="B", date="2031-05-05"),
    "briefings/b.yaml": LOG,
    "briefings/c.md": page("Text.", title="C"),
    "briefings/d.md": page("Text.", title="D", date="2032-01-01", status="draft"),
    "briefings/background/e.md": page("Text.", title="E", date="2032-01-01"),
}


@pytest.mark.parametrize("site_url", ["", ADDRESS])
def test_the_published_briefings_are_in_both_feeds_the_latest_first(site_url: str, tmp_path: Path) -> None:
    settings = "site_name: Lake\n" + (f"site_url: {site_url}\n" if site_url else "")
    root, feed = feeds(write(tmp_path, {"mkdocs.yml": settings, **SEVERAL}))
    valid(root)
    valid_json(feed)
    listed = root.findall(f"{ATOM}entry")
    titles = ["B (withdrawn)", "A", "C"]
    assert [each.findtext(f"{ATOM}title") for each in listed] == titles == [each["title"] for each in feed["items"]]
    assert [each.findtext(f"{ATOM}id") for each in listed] == [each["id"] for each in feed["items"]]
    hrefs = [each.find(f"{ATOM}link").get("href") for each in listed]  # type: ignore[union-attr]
    assert hrefs == [f"{site_url}{id}/" for id in "bac"]
    assert [each.get("url") for each in feed["items"]] == (hrefs if site_url else [None] * 3)
    assert feed.get("feed_url") == (f"{ADDRESS}feed.json" if site_url else None)
    assert [each.get("href") for each in root.findall(f"{ATOM}link[@rel='self']")] == [f"{ADDRESS}feed.xml"] * bool(
        site_url
    )
    assert listed[0].findtext(f"{ATOM}published") == "2031-05-05T00:00:00Z" == feed["items"][0]["date_published"]
    assert listed[0].findtext(f"{ATOM}updated") == "2031-06-02T00:00:00Z" == feed["items"][0]["date_modified"]
    assert root.findtext(f"{ATOM}updated") == "2031-06-02T00:00:00Z"
    assert [each.get("term") for each in root.iter(f"{ATOM}category")] == ["withdrawn"] == feed["items"][0]["tags"]
    assert listed[2].find(f"{ATOM}published") is None
    assert {each.findtext(f"{ATOM}summary") for each in listed} == {"What was agreed."}


def test_a_site_without_briefings_has_feeds_without_entries(tmp_path: Path) -> None:
    root, feed = feeds(write(tmp_path, {}))
    valid(root)
    valid_json(feed)
    assert feed["items"] == root.findall(f"{ATOM}entry") == []


def test_an_entry_keeps_its_id_when_its_page_moves_or_changes(tmp_path: Path) -> None:
    _, before = feeds(write(tmp_path / "one", {"briefings/a.md": page("Text.", title="A", date="2031-05-04")}))
    _, after = feeds(write(tmp_path / "two", {"briefings/2032/a.md": page("Other.", title="B", date="2032-05-04")}))
    assert before["items"][0]["id"] == after["items"][0]["id"]


def test_the_language_of_the_site_is_that_of_its_feeds(tmp_path: Path) -> None:
    title = "روسیه و ایران (۲۰۱۵)"
    written = {
        "briefings/a.md": page("متن.", title=title, date="2031-05-04"),
        "mkdocs.yml": "theme: {name: material, language: fa}\n",
    }
    root, feed = feeds(write(tmp_path, written))
    valid(root)
    valid_json(feed)
    assert root.get(LANGUAGE) == feed["language"] == "fa"
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == feed["items"][0]["title"] == title


def test_a_feed_has_the_latest_and_no_more_than_it_says(tmp_path: Path) -> None:
    days = [f"20{number // 12:02}-{number % 12 + 1:02}-01" for number in range(MOST + 5)]
    root, feed = feeds(write(tmp_path, {f"briefings/p{day}.md": page("Text.", title=day, date=day) for day in days}))
    titles = [each["title"] for each in feed["items"]]
    assert titles == sorted(days, reverse=True)[:MOST]
    assert [each.text for each in root.findall(f"{ATOM}entry/{ATOM}title")] == titles


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_come_back_as_they_are(payload: str, tmp_path: Path) -> None:
    text = text_scalar(PAYLOADS[payload])
    settings = f"site_name: {text_scalar(shown(PAYLOADS[payload]))}\n"
    written = {"mkdocs.yml": settings, "briefings/a.md": page("Text.", title=text, summary=text, date="2031-05-04")}
    root, feed = feeds(write(tmp_path, written))
    valid(root)
    valid_json(feed)
    wanted = shown(PAYLOADS[payload])
    (item,) = feed["items"]
    (entry,) = root.findall(f"{ATOM}entry")
    found = [item["title"], item["content_text"], *(entry.findtext(f"{ATOM}{name}") for name in ("title", "summary"))]
    found += [feed["title"], root.findtext(f"{ATOM}title"), root.findtext(f"{ATOM}author/{ATOM}name")]
    assert {shown(str(each)) for each in found} == {wanted}
    assert {each.tag for each in entry} == {
        f"{ATOM}{name}" for name in ("title", "id", "published", "updated", "link", "summary")
    }
