"""What `add` reads of a page: the article in the page's own words, and only what the page states."""

import codecs
import logging
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.author.blocks import blocks, parsed
from builder.author.pages import Article, NoArticleError, is_page, read_page

WORDS = (
    "The ferry across the Osk ran again on Monday, after eleven weeks in which the harbour had been closed.",
    "“We have waited for this,” said the harbour master, who had counted the days on the wall of his office.",
    "The council had ordered the repairs in March, and the shipyard delivered the new hull at the end of May.",
    "Tickets cost four marks as before, and children under six years of age are carried without a fare.",
)
BODY = "".join(f"<p>{words}</p>\n" for words in WORDS)
NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>'
FOOT = "<footer><p>Copyright Harbour Bugle. All rights reserved.</p></footer>"


def page(body: str = BODY, head: str = "", headline: str = "<h1>Ferry runs again</h1>", html: str = "") -> str:
    title = "<title>Ferry runs again | Harbour Bugle</title>"
    return (
        f"<!doctype html><html{html}><head><meta charset='utf-8'>{title}{head}</head>"
        f"<body>{NAV}<main><article>{headline}{body}</article></main>{FOOT}</body></html>"
    )


def read(markup: str, **told: str) -> Article:
    return read_page(markup.encode("utf-8"), **told)


def lines(article: Article) -> list[str]:
    return article.text.removesuffix("\n").split("\n\n")


def test_an_article_is_its_headline_and_its_paragraphs_with_blank_lines_between():
    article = read(page())
    assert lines(article) == ["Ferry runs again", *WORDS]
    assert article.headline == article.title == "Ferry runs again"


def test_a_headline_that_stands_in_the_text_already_is_not_put_there_twice():
    assert read(page(headline="", body=f"<h1>Ferry runs again</h1>{BODY}")).text.count("Ferry runs again") == 1


def test_a_page_without_a_headline_has_none():
    article = read(page(headline=""))
    assert lines(article) == [*WORDS]
    assert article.headline == ""
    assert article.title.startswith("Ferry runs again")


def test_a_lesser_heading_is_the_headline_where_it_is_the_pages_title():
    head = '<meta property="og:site_name" content="Harbour Bugle">'
    for above in ("", "<h1>Harbour Bugle</h1>"):
        article = read(page(headline=f"{above}<h2>Ferry runs again</h2>", head=head))
        assert (article.headline, article.text.split("\n")[0]) == ("Ferry runs again", "Ferry runs again")
        assert article.text.count("Ferry runs again") == 1


@pytest.mark.parametrize("lesser", ["Harbour Bugle", "Related stories", "Ferry", "What the council said"])
def test_no_other_lesser_heading_is_one(lesser: str):
    head = '<meta property="og:site_name" content="Harbour Bugle">'
    assert read(page(headline=f"<h2>{lesser}</h2>", head=head)).headline == ""


def test_the_name_of_the_site_is_no_headline():
    head = '<meta property="og:site_name" content="Harbour Bugle">'
    assert read(page(headline="<h1>Harbour Bugle</h1>", head=head)).headline == ""


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("The talks of <time datetime='2031-05-04'>4 May</time> were the <label>first</label> since March of last year", ""),
        ("He said می\u200cشود and نمی\u200cخواهم and Wikinews\u200d's, all of it with joiners as they are spelled", ""),
        ("Water is H<sub>2</sub>O and the <b>fair</b>ground is one word, <i>as</i>&nbsp;the page itself has it", ""),
        ("It was &lt;b&gt;not&lt;/b&gt; bold &amp; not &amp;amp; either, the harbour master said to the whole council", ""),
        ("{{ 7*7 }} {% raw %} ${x} <%= y %> ::: people [@cited] [[id]] stands there as any other words would stand", ""),
        ("One line that ends here<br>and another that ends there, as in a poem which the council had ordered", "\n"),
    ],
)  # fmt: skip
def test_a_paragraph_comes_out_whole_in_the_pages_own_characters(markup: str, seen: str):
    article = read(page(f"{BODY}<p>{markup}</p>{BODY.replace('the', 'this')}"))
    root = parsed(f"<html><body><p>{markup}</p></body></html>")
    assert root is not None
    (block,) = blocks(root)
    assert block.text in lines(article)
    assert seen in block.text


def test_characters_that_are_composed_otherwise_stay_as_they_are():
    words = (
        "The cafe\u0301 by the harbour was closed as well, and its owner waited for the ferry like all the others did."
    )
    assert words in lines(read(page(f"{BODY}<p>{words}</p>")))


def test_the_rows_of_a_table_are_lines():
    table = "<table><tr><th>Year</th><th>Passengers carried</th></tr><tr><td>2030</td><td>41,000</td></tr></table>"
    found = lines(read(page(f"{BODY}{table}{BODY.replace('the', 'this')}")))
    assert "Year\tPassengers carried" in found
    assert "2030\t41,000" in found


def test_lists_quotations_and_headings_are_kept_in_order():
    body = (
        f"<p>{WORDS[0]}</p><h2>What comes next for the harbour</h2>"
        f"<ul><li>{WORDS[1]}</li><li>{WORDS[2]}</li></ul><blockquote><p>{WORDS[3]}</p></blockquote>"
    )
    assert lines(read(page(body))) == [
        "Ferry runs again", WORDS[0], "What comes next for the harbour", *WORDS[1:]
    ]  # fmt: skip


def test_a_paragraph_that_repeats_an_earlier_one_is_kept():
    repeated = "A picture of the ferry in the harbour of Osk. Image: Harbour Bugle."
    body = f"<p>{repeated}</p>{BODY}<p>{repeated}</p>{BODY.replace('the', 'this')}"
    assert read(page(body)).text.count(repeated) == 2


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>alert('The harbour master was a liar, and everybody on the council knew of it')</script>",
        "<template><p>The harbour master was a liar, and everybody on the council knew of it.</p></template>",
        "<p hidden>The harbour master was a liar, and everybody on the council knew of it.</p>",
        "<p style='color:red; display: none'>The harbour master was a liar, and everybody knew of it.</p>",
        "<noscript><p>The harbour master was a liar, and everybody on the council knew of it.</p></noscript>",
        "<!-- <p>The harbour master was a liar, and everybody on the council knew of it.</p> -->",
        "<style>p::after { content: 'The harbour master was a liar' }</style>",
    ],
)
def test_what_no_reader_sees_is_not_the_article(unseen: str):
    assert "liar" not in read(page(f"<p>{WORDS[0]}</p>{unseen}{BODY}")).text


def test_a_text_that_only_the_pages_data_have_is_no_article():
    data = f'<script type="application/ld+json">{{"articleBody": "{" ".join(WORDS).replace(chr(34), "")}"}}</script>'
    with pytest.raises(NoArticleError):
        read(page("<p>Sign in.</p>", head=data))


@pytest.mark.parametrize(
    "markup",
    [
        *(
            "",
            " ",
            "<html></html>",
            "<!doctype html>",
            "<html><body></body></html>",
            f"<html><body>{NAV}</body></html>",
        ),
        *("<html><body><script>x</script></body></html>", "<html><body><p></p></body></html>", "<" * 5000, "&" * 5000),
        "<div>" * 3000 + "words of a text " * 50 + "</div>" * 3000,
    ],
)
def test_a_page_without_an_article_says_so(markup: str):
    with pytest.raises(NoArticleError):
        read(markup)


STATED = (
    '<meta property="og:site_name" content="Harbour Bugle"><meta name="author" content="Anna Roe">'
    '<meta property="article:published_time" content="2031-05-04T23:30:00-05:00">'
    '<link rel="canonical" href="https://bugle.example/ferry?a=1">'
)


def test_what_a_page_states_is_read():
    article = read(page(head=STATED, html=' lang="en-GB"'))
    assert (article.publisher, article.author) == ("Harbour Bugle", "Anna Roe")
    assert (article.published, article.language) == ("2031-05-04", "en-GB")
    assert article.url == "https://bugle.example/ferry?a=1"


def test_what_a_pages_data_state_is_read():
    data = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",'
        '"headline": "Ferry runs again", "datePublished": "2031-05-04", "inLanguage": "de",'
        '"author": [{"@type": "Person", "name": "Anna Roe"}, {"@type": "Person", "name": "Bo Lind"}],'
        '"publisher": {"@type": "Organization", "name": "Harbour Bugle"}}]}</script>'
    )
    article = read(page(head=data))
    assert (article.publisher, article.author) == ("Harbour Bugle", "Anna Roe; Bo Lind")
    assert (article.published, article.language) == ("2031-05-04", "de")


def test_what_a_page_does_not_state_is_not_guessed():
    body = f"<p>By Someone Else</p><p>4 May 2031</p>{BODY}<p>Written by nobody on 3 March 2029.</p>"
    article = read(page(body), address="https://www.bugle.example/2031/05/04/ferry.html")
    assert (article.publisher, article.author, article.published, article.language) == ("", "", "", "")
    assert article.url == "https://www.bugle.example/2031/05/04/ferry.html"


def test_a_part_of_the_title_is_no_outlet():
    head = "<title>U.S. Congress sworn in - Bugle</title>"
    assert read(page(head=head).replace("<title>Ferry runs again | Harbour Bugle</title>", "")).publisher == ""


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        *(("2031", "2031"), ("2031-05", "2031-05"), ("20310504", "2031-05-04"), ("2031/05/04", "2031-05-04")),
        *(("4 May 2031", ""), ("yesterday", ""), ("", ""), ("2031-05-04T00:00Z", "2031-05-04"), ("1931-05-04",) * 2),
    ],
)  # fmt: skip
def test_a_date_is_as_fine_as_the_page_states_it(stated: str, date: str):
    assert read(page(head=f'<meta name="date" content="{stated}">')).published == date


@pytest.mark.parametrize(
    ("html", "head", "language"),
    [
        *(
            (' lang="fa"', "", "fa"),
            ("", '<meta property="og:locale" content="pt_BR">', "pt-BR"),
            (' lang="und"', "", ""),
        ),
        *(("", '<meta http-equiv="Content-Language" content="de">', "de"), (' lang="{{lang}}"', "", "")),
    ],
)
def test_a_language_is_what_the_page_says(html: str, head: str, language: str):
    assert read(page(html=html, head=head)).language == language


@pytest.mark.parametrize(
    ("head", "asked", "url"),
    [
        ('<link rel="canonical" href="/ferry">', "https://bugle.example/x?utm=1", "https://bugle.example/ferry"),
        ('<link rel="canonical" href="https://other.example/">', "https://bugle.example/x", "https://bugle.example/x"),
        ('<link rel="canonical" href="javascript:alert(1)">', "", ""),
        ('<link rel="canonical" href="https://u:p@bugle.example/">', "", ""),
        (
            '<meta property="og:url" content="https://bugle.example/fähre 1">',
            "",
            "https://bugle.example/f%C3%A4hre%201",
        ),
    ],
)
def test_an_address_is_the_pages_own(head: str, asked: str, url: str):
    assert read(page(head=head), address=asked).url == url


def test_markup_in_a_title_is_text():
    article = read(page(headline="<h1>Ferry <i>runs</i> again &lt;b&gt;</h1>"))
    assert article.title == "Ferry runs again <b>"
    article = read(page(headline="").replace("<title>Ferry", "<title><b>&lt;i&gt;Ferry"))
    assert "Ferry runs again" in article.title


RUSSIAN = "Паром через реку снова ходит с понедельника, после одиннадцати недель, когда гавань была закрыта для всех."
JAPANESE = "渡し船は月曜日に再び運航を始めた。港は十一週間にわたって閉鎖されていた。議会は三月に修理を命じていた。"


@pytest.mark.parametrize(
    ("encoding", "declared", "words"),
    [
        ("utf-8", '<meta charset="utf-8">', RUSSIAN),
        ("utf-8", "", RUSSIAN),
        ("cp1251", '<meta charset="windows-1251">', RUSSIAN),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', RUSSIAN),
        ("cp932", "<meta charset=Shift_JIS>", JAPANESE),
        ("euc-jp", '<meta charset="euc-jp">', JAPANESE),
        ("gb18030", '<meta charset="gb2312">', "渡船星期一重新开航，港口此前关闭了十一个星期，市议会三月下令修理。"),
        ("cp1252", '<meta charset="iso-8859-1">', "“Élan” – the ferry’s new name – was chosen by the people of the harbour."),
        ("cp1252", "", "“Élan” – the ferry’s new name – was chosen by the people of the harbour."),
        ("utf-16", "", RUSSIAN),
        ("utf-8", '<meta charset="utf-16">', RUSSIAN),
        ("utf-8", '<meta charset="unicode_escape">', "A harbour path such as C:\\u0041 stands as it is, the council said."),
        ("utf-8", '<meta charset="no-such">', RUSSIAN),
        ("cp1256", "<?xml version='1.0' encoding='windows-1256'?>", "العبارة تعمل من جديد منذ يوم الاثنين بعد أسابيع"),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding: str, declared: str, words: str):
    prolog, meta = (declared, "") if declared.startswith("<?xml") else ("", declared)
    body = "".join(f"<p>{words} {number}.</p>" for number in range(9))
    markup = f"{prolog}<html><head>{meta}<title>x</title></head><body><h1>x</h1>{body}</body></html>"
    article = read_page(markup.encode(encoding))
    assert f"{words} 3." in lines(article)


def test_what_the_server_says_of_the_encoding_goes_first():
    markup = page(BODY + f"<p>{RUSSIAN}</p>").replace("charset='utf-8'", "charset='iso-8859-1'")
    assert RUSSIAN in read_page(markup.encode("cp1251"), encoding="windows-1251").text


def test_bytes_that_are_no_character_are_seen():
    assert "\N{REPLACEMENT CHARACTER}" in read_page(page(BODY).encode("utf-8").replace(b"council", b"coun\xffcil")).text


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"<!DOCTYPE html><p>x", "", True),
        (b"\xef\xbb\xbf\n<!-- saved --><html>", "", True),
        (codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "", True),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC>", "x.txt", True),
        (b"anything", "page.HTML", True),
        (b"The <html> element is the root", "x.txt", False),
        (b"<p>A text that begins so", "x.txt", False),
        (b"", "", False),
    ],
)
def test_a_page_is_known_by_its_name_or_its_beginning(data: bytes, name: str, found: bool):
    assert is_page(data, name) is found


def test_reading_a_page_asks_no_network_and_says_nothing(capfd, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<base href="https://bugle.example/"><script src="https://evil.example/x.js"></script>' + STATED
    read(page(f"<img src='https://evil.example/x.png'>{BODY}", head=head))
    with pytest.raises(NoArticleError):
        read("<html><body>x")
    assert capfd.readouterr() == ("", "")
    assert logging.root.manager.disable == 0


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<br>", "<h1>", "</h1>", "<title>"),
        *("</title>", "<script>", "</script>", "<pre>", "</pre>", "<a href=x>", "</a>", "<template>", "<svg>", "<!--"),
        *(
            "-->",
            "<![CDATA[",
            "&",
            "&#0;",
            "&#xD800;",
            "&amp;lt;",
            "\0",
            "\ufffe",
            "\u202e",
            "<html",
            ">",
            "<p hidden>",
        ),
        *("<meta charset=utf-7>", "\x0b", "<body>", "</body>", *WORDS),
        '<script type="application/ld+json">{"author": [[{"name": 1}]], "@type": ["x"]}</script>',
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=40))
def test_no_page_ends_in_anything_but_an_article_or_none(pieces: list[str]):
    data = "".join(["<html>", *pieces]).encode("utf-8", "surrogatepass")
    try:
        article = read_page(data)
    except NoArticleError:
        return
    assert article.text.strip()
    assert "\0" not in article.text
    article.text.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_every_line_of_an_article_stands_in_its_page(words: list[str], random):
    tags = ["p", "div", "li", "blockquote", "td", "section"]
    body = "".join(f"<{tag}>{each}</{tag}>" for each in words for tag in [random.choice(tags)])
    markup = page(body)
    root = parsed(markup)
    assert root is not None
    seen = {block.text for block in blocks(root)}
    article = read(markup)
    assert {*lines(article)} <= {*seen, article.headline}


def test_a_page_of_many_elements_is_read_in_time_that_grows_with_it():
    from growth import grows_no_faster

    def run(size: int) -> None:
        root = parsed(f"<html><body>{'<p>one two three <b>four</b></p>' * size}</body></html>")
        assert root is not None
        blocks(root)

    assert grows_no_faster(run, 3000)


@pytest.mark.parametrize("piece", [b"<!---->", b"<!-- a --> ", b"<?xml?>", b" \n", b"<!--"])
def test_whether_bytes_are_a_page_is_seen_in_time_that_grows_with_them(piece: bytes):
    from growth import grows_no_faster

    assert grows_no_faster(lambda size: is_page(piece * size + b"words"), 6)
    assert not is_page(piece * 300 + b"words")
    assert is_page(piece * 300 + b"--><html>" if piece == b"<!--" else piece * 300 + b"<html>")


def test_nothing_is_left_in_the_folder(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read(page())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", ["&#12;", "&#11;", "&#1;", "&#27;", "&#x1B;", "&#xFFFE;", "&#0;"])
def test_a_character_by_a_number_that_no_page_shows_costs_no_article(number: str) -> None:
    words = " ".join(f"The ferry to Longstone stops on day {day}, and the harbour office says so." for day in range(9))
    page = f"<html><body><article><h1>Ferry stops</h1><p>{words}</p><p>Rust{number}was found in two tanks.</p></article></body></html>"
    text = read_page(page.encode()).text
    assert "Ferry stops" in text
    assert "Rust was found in two tanks." in text
