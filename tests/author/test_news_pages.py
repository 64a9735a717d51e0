"""Real news in pages with all that stands around an article; the data stays where it is."""

import datetime
import html
import json
from pathlib import Path

import pytest

from builder.author.pages import Article, read_page
from builder.author.proposals import proposals

AROUND = """<div class="share"><ul><li><a href="#f">Facebook</a></li><li><a href="#t">Twitter</a></li></ul></div>
<aside class="related"><h3>Related</h3><ul><li><a href="/1">Another story about something else entirely</a></li></ul></aside>
<div class="ad"><span>Advertisement</span></div>
<figure><img src="x.jpg"><figcaption>A picture of it. Photo: Someone</figcaption></figure>"""


class News:
    """One article, as the corpus has it."""

    def __init__(self, line: str) -> None:
        entry = json.loads(line)
        self.id, self.date, self.text = entry["id"], entry["date"], entry["text"]
        self.title = " ".join(entry["title"].split())
        self.paragraphs = [each.strip() for each in self.text.split("\n\n") if each.strip()]


def plain(news: News) -> str:
    """Headline, byline, menu and foot."""
    title = html.escape(news.title)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - Bugle</title></head><body>'
        f'<nav><a href="/">Home</a><a href="/world">World</a></nav><main><article><h1>{title}</h1>'
        f'<p class="byline">By Anna Roe</p>{paragraphs(news.paragraphs)}</article></main>'
        "<footer><p>Copyright Bugle. <a href='/t'>Terms</a></p></footer></body></html>"
    )


def crowded(news: News) -> str:
    """A banner, a trail of links, things between the paragraphs, comments, and the lead again in a list beside."""
    title, half = html.escape(news.title), len(news.paragraphs) // 2
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Bugle</title>'
        f'<meta property="og:site_name" content="The Bugle">'
        f'<meta property="article:published_time" content="{news.date}T10:00:00Z"></head><body class="home">'
        '<div class="cookie-banner"><p>We use cookies to improve this. <button>Accept all</button></p></div>'
        '<header><div class="logo">The Bugle</div><nav><ul><li><a href="/">Home</a></li></ul></nav></header>'
        f'<div class="breadcrumb"><a href="/">Home</a> › <a href="/w">World</a> › <span>{title}</span></div>'
        f'<main><article><header><h1>{title}</h1><p class="byline">By <a rel="author" href="/a">Anna Roe</a></p></header>'
        f'<div class="body">{paragraphs(news.paragraphs[:half])}{AROUND}{paragraphs(news.paragraphs[half:])}</div></article>'
        '<section class="comments"><h2>Comments</h2><p>A very good article, which everybody should read.</p></section></main>'
        f'<div class="sidebar"><h3>Most read</h3><ul><li>{paragraphs(news.paragraphs[1:2])}</li></ul></div>'
        "<footer><p>Copyright The Bugle. All rights reserved.</p></footer></body></html>"
    )


def paragraphs(texts: list[str]) -> str:
    return "\n".join(f"<p>{html.escape(each)}</p>" for each in texts)


@pytest.fixture(scope="module")
def corpus(conformance: Path) -> list[News]:
    found = [News(line) for line in (conformance / "corpus/wikinews_2019.jsonl").read_text("utf-8").splitlines()]
    assert len(found) == 171
    return found


def is_whole(article: Article, news: News) -> bool:
    """Whether the article's words stand in the text, in their order and with nothing between them."""
    return " ".join(news.text.split()) in " ".join(article.text.split())


@pytest.mark.parametrize("dressed", [plain, crowded])
def test_every_article_comes_out_whole_and_in_order(corpus: list[News], dressed):
    read = [(news, read_page(dressed(news).encode("utf-8"))) for news in corpus]
    assert [news.id for news, article in read if not is_whole(article, news)] == []
    assert [news.id for news, article in read if article.text.split("\n\n")[0] != news.title] == []
    around = {line for news, article in read for line in article.text.strip().split("\n\n")[1:]}
    own = {" ".join(each.split()) for news in corpus for each in news.paragraphs}
    assert {line for line in around if " ".join(line.split()) not in own} <= {"By Anna Roe"}


def test_what_the_pages_state_is_read_from_each(corpus: list[News]):
    for news in corpus:
        found = read_page(crowded(news).encode("utf-8"))
        stated = (found.title, found.publisher, found.author, found.published, found.language)
        assert stated == (news.title, "The Bugle", "Anna Roe", news.date, "en")


def test_what_the_pages_do_not_state_is_read_from_none(corpus: list[News]):
    for news in corpus:
        found = read_page(plain(news).encode("utf-8"), address=f"https://www.bugle.example/{news.date}/story.html")
        assert (found.publisher, found.published) == ("", "")


def test_no_sentence_of_an_article_is_taken_for_furniture(corpus: list[News]):
    proposed = [line for news in corpus for line in proposals(news.text, {}).furniture]
    assert proposed == ["Image: Nicholas Moreau."]


def test_of_each_article_only_the_printed_date_says_again_what_is_known(corpus: list[News]):
    for news in corpus:
        known = {"title": news.title, "publisher": "Wikinews", "author": "Anna Roe", "published": news.date}
        found = [line for line in proposals(news.text, {}, known).furniture if not line.startswith("Image:")]
        day = datetime.date.fromisoformat(news.date)
        assert found == [f"{day:%A}, {day:%B} {day.day}, {day.year}"], news.id


def test_the_frame_that_a_page_states_is_proposed_and_nothing_of_the_article(corpus: list[News]):
    for news in corpus:
        article = read_page(crowded(news).replace("<p class=", "<p>From our news desk</p><p class=").encode("utf-8"))
        known = {name: getattr(article, name) for name in ("title", "publisher", "author", "published", "headline")}
        own = {" ".join(each.split()) for each in news.paragraphs}
        found = [line for line in proposals(article.text, {}, known).furniture if " ".join(line.split()) not in own]
        assert [line for line in found if line not in ("By Anna Roe", "From our news desk")] == []
