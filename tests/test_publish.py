"""What may not be published reaches no page, search index, export or file."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
import yaml
from projects import (
    ROOT,
    archived,
    article,
    briefings,
    compiled,
    elements,
    files,
    indexed,
    need,
    page,
    parse,
    shared,
    site_of,
    words,
    write,
)

PIECE = 3
"""So many words in a row of an article are a piece of it, unless we wrote them too."""
PIECE_OF_INDEX = 5
"""In the search index, which runs one text into the next: where two meet, at most two pieces are of neither."""
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

# A made-up article, of words that stand nowhere else.
OPENING = "Zarquon brimtel vosk zel marlok unver pellinor."
QUOTED = "Quibbet frandol mestik yarvane tolbeck"
SPOKEN = "Oftrel gannick shumwise baltrop"
SPOKEN_ON = "yestrel quonder"
DRAFTED = "Hessock varnid"
NOTED = "tramble gophic"
DATED = "klosing glimmock sarvin"
FURNITURE = "Subskrive nowtle"
REPEATED = "Droven pasculine imbrek.\n" + "Tolver mangrith sulvane hocklin. " * 8 + "\nEndel fisk bromate."
ARTICLE = f"""{OPENING}
{FURNITURE}
{QUOTED} skarn ullidge, prevant corvish dremble.

“{SPOKEN}, plurk zenthic wobbrel {SPOKEN_ON},” spluk Vell Ordray.

{DRAFTED}; {NOTED} osk’ne — lumbric.
{REPEATED}
Murvane tholl.
{REPEATED}
Askwith {DATED}.
"""
RECORD = f"""title: Record
url: https://example.org/article
published: 2015-01-20
headline: {OPENING}
furniture: [{FURNITURE}]
duplicates: [{{from: Droven pasculine imbrek., to: Endel fisk bromate.}}]
quotes:
  quoted: {{exact: {QUOTED}, private: canaryscoter}}
  spoken: {{exact: "{SPOKEN} […] {SPOKEN_ON}", kind: direct}}
  drafted: {{exact: {DRAFTED}, topics: canarypochard}}
  noted: {{exact: {NOTED}}}
  dated: {{exact: {DATED}}}
"""

C = SimpleNamespace(
    draft_title="canaryheron",
    draft_summary="canarystork",
    draft_body="canarycrane",
    draft_name="canary-egret",
    draft_correction="canaryibis",
    draft_background="canaryrail",
    comment_block="canarycoot",
    comment_in_line="canarygrebe",
    comment_in_table="canaryloon",
    comment_in_list="canaryskua",
    comment_of_lines="canarygull",
    comment_in_html="canarytern",
    comment_first="canaryauk",
    comment_in_heading="canaryavocet",
    comment_in_note="canarybrambling",
    comment_in_quotation="canarychough",
    comment_in_admonition="canarydotterel",
    comment_for_one_browser="canarydunlin",
    instruction="canarygadwall",
    declaration="canarygarganey",
    cdata="canarygoosander",
    head_line="canarylapwing",
    stray_backup="canarymallard",
    stray_swap="canarymerganser",
    stray_orig="canaryosprey2",
    environment="canarypintail",
    linked_page="canarypipit",
    linked_file="canaryplover",
    draft_topic="canarypochard",
    home="canaryredshank",
    hook="canaryruff",
    private_of_source="canarysanderling",
    private_of_quote="canaryscoter",
    private_of_page="canaryshelduck",
    private_of_answer="canarysiskin",
    private_of_event="canarysmew",
    private_of_draft="canarysnipe",
    comment_in_record="canarypuffin",
    comment_in_head="canaryfulmar",
    comment_in_settings="canarypetrel",
    stray_text="canarygannet",
    stray_source="canaryshag",
    stray_picture="canaryhobby",
    dot_file="canarybittern",
    dot_folder="canarycurlew",
    template="canarykite",
    override="canaryosprey",
    event="canaryharrier",
    topic="canarymerlin",
    reason="canarykestrel",
    answer="canarybuzzard",
)
"""Words that no file of the site may hold, by where they stand."""
BODY = f"""<!-- {C.comment_first} -->

One [@s1/quoted]. Two [@s1/spoken]. <!-- {C.comment_in_line} --> Three ![a map](map.svg).

<!-- {C.comment_block} -->

| a <!-- {C.comment_in_table} --> | b |
| --- | --- |
| [@s2/words] | [@s1] |

- item <!-- {C.comment_in_list} -->

<!--
{C.comment_of_lines}

on and on
-->

<div>shown <!-- {C.comment_in_html} --> html</div>

## Head <!-- {C.comment_in_heading} -->

> Ours <!-- {C.comment_in_quotation} -->

Three[^x]. <? {C.instruction} ?> Four <![CDATA[ {C.cdata} ]]>.

[^x]: A note <!-- {C.comment_in_note} -->

!!! note "Title"

    Body <!-- {C.comment_in_admonition}
    on -->

<!--[if IE]><p>{C.comment_for_one_browser}</p><![endif]-->

<!DOCTYPE {C.declaration}>

<?php
{C.instruction} ?>

::: quote s1/quoted
"""
MEMO = "Murrel vinx askeb lorn. Nandle ort."


def project(publish: str) -> dict[str, str | bytes]:
    draft = page(
        f"{C.draft_body} [@s1/drafted].",
        title=C.draft_title,
        summary=C.draft_summary,
        status="draft",
        private=C.private_of_draft,
    )
    return {
        "mkdocs.yml": f"""site_name: Test  # {C.comment_in_settings}
docs_dir: briefings
theme: {{name: material, font: false}}
plugins:
  - search
  - briefings:
      excerpt_limit: 1
      accept: [{{rule: stray-file, at: sources/notes.md, reason: {C.reason}}}]
""",
        **archived(
            "s1", ARTICLE, f"{RECORD}publish: {publish}\nprivate: {C.private_of_source}\n# {C.comment_in_record}\n"
        ),
        **archived("s2", MEMO, "title: Two\npublish: record\nquotes: {words: {exact: vinx askeb}}\n"),
        "sources/notes.md": C.stray_source,
        "briefings/b1.md": page(
            BODY,
            title="One",
            summary=f"Sum.  # {C.comment_in_head}\n# {C.head_line}",
            private=C.private_of_page,
        ),
        ".env": C.environment,
        "briefings/.env": C.environment,
        "briefings/b1.md~": C.stray_backup,
        "briefings/.b1.md.swp": C.stray_swap,
        "briefings/#b1.md#": C.stray_backup,
        "briefings/b1.md.orig": C.stray_orig,
        "sources/s1.txt~": C.stray_backup,
        "attic/more/old.md": page(C.linked_page),
        "attic/old.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><!-- {C.linked_file} --></svg>",
        "hook.py": f"NOTE = '{C.hook}'",
        "briefings/b1.yaml": f"""
comparisons: {{c1: {{question: What?, answers: [{{cite: s1/noted, says: {C.answer}, private: {C.private_of_answer}}}]}}}}
""",
        f"briefings/{C.draft_name}.md": draft,
        f"briefings/{C.draft_name}.yaml": f"corrections: [{{date: 2015-02-03, kind: fix, was: {C.draft_correction}}}]\n",
        "briefings/background/g1.md": page(C.draft_background, status="draft"),
        "briefings/events.yaml": f"e1: {{date: 2015, title: {C.event}, cite: s1/dated, topics: [{C.topic}], private: {C.private_of_event}}}\n",
        "briefings/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "briefings/notes.txt": C.stray_text,
        "briefings/unlinked.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><!-- {C.stray_picture} --></svg>",
        "briefings/.hidden.md": page(C.dot_file),
        "briefings/.git/config": C.dot_folder,
        "briefings/main.html": C.template,
        "overrides/main.html": C.override,
    }


def site_with(publish: str, factory: pytest.TempPathFactory, *words: str) -> Path:
    def make(folder: Path) -> None:
        place = write(folder / C.home / "project", project(publish))
        (place / "briefings/linked").symlink_to("../attic/more", target_is_directory=True)
        (place / "briefings/linked.svg").symlink_to("../attic/old.svg")
        told = dict.fromkeys(("HOME", "USER", "LOGNAME", "HOSTNAME", "PASSWORD", "EDITOR"), C.environment)
        run = briefings("build", "--site-dir", folder / "site", *words, cwd=place, **told)
        assert run.returncode == 0, run.stdout + run.stderr

    return shared(factory, "-".join(["publish", publish, *words[1:]]), make) / "site"


@pytest.fixture(scope="session", params=["mkdocs", "zensical"])
def host(request: pytest.FixtureRequest) -> str:
    need(request.param)
    return str(request.param)


def said(data: bytes, path: str) -> str:
    """A file's text however it is packed: without compression, entities, percent signs or JSON's escapes."""
    if path.endswith(".gz"):
        data = gzip.decompress(data)
    text = data.decode("utf-8", errors="ignore")
    if path.endswith(".json"):
        text = " ".join(_strings(json.loads(text)))
    return unquote(html.unescape(unquote(text)))


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, each in value.items():
                yield key
                yield from _strings(each)
        case list():
            for each in value:
                yield from _strings(each)


def tokens(text: str) -> list[str]:
    return [word.replace("'", "’") for word in WORD.findall(text.lower())]


def article_words(*texts: str) -> set[str]:
    return {word for text in texts for word in tokens(text)}


def found(site: Path, wanted: set[str]) -> dict[str, set[str]]:
    """The wanted words that each file of a site holds."""
    any_of = re.compile(rf"\b(?:{'|'.join(sorted(wanted))})\b")
    words = {path: {*any_of.findall(said(data, path).lower())} for path, data in files(site).items()}
    return {path: each for path, each in words.items() if each}


# ── a made-up article ──────────────────────────────────────────────────────────────────────────


def test_of_an_article_shown_in_excerpts_no_other_word_is_in_the_site(
    host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    allowed = article_words(QUOTED, SPOKEN, SPOKEN_ON)
    site = site_with("excerpts", tmp_path_factory, "--host", host)
    assert found(site, article_words(ARTICLE) - allowed) == {}
    assert found(site, allowed)["sources/s1/index.html"] == allowed


def test_of_an_article_on_record_words_stand_only_where_they_are_quoted(
    host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    allowed = article_words(QUOTED, SPOKEN, SPOKEN_ON)
    site = site_with("record", tmp_path_factory, "--host", host)
    assert found(site, article_words(ARTICLE) - allowed) == {}
    pages = found(site, allowed)
    assert pages["b1/index.html"] == allowed
    assert [path for path in pages if path != "b1/index.html" and path.endswith(".html")] == []


def test_a_record_says_where_it_is_cited_and_gives_no_way_to_a_passage(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = site_with("record", tmp_path_factory)
    record = article(parse((site / "sources/s1/index.html").read_text("utf-8")))
    assert [*elements(record, "mark")] == []
    assert [*elements(record, "div", class_="ab-article")] == []
    assert any("b1/#fnref" in link.get("href", "") for link in elements(record, "a"))


@pytest.mark.parametrize("host", ["mkdocs", pytest.param("zensical", marks=pytest.mark.slow)], indirect=True)
def test_of_a_licensed_article_all_is_shown_but_furniture_and_repeats(
    host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = site_with("full", tmp_path_factory, "--host", host)
    shown = next(elements(parse((site / "sources/s1/index.html").read_text("utf-8")), "div", class_="ab-article"))
    once = ARTICLE.replace(f"{FURNITURE}\n", "").replace(f"Murvane tholl.\n{REPEATED}\n", "Murvane tholl.\n")
    assert tokens(words(shown)) == tokens(once)
    assert found(site, article_words(FURNITURE)) == {}


def test_an_excerpt_marks_every_cut_and_nothing_else(tmp_path_factory: pytest.TempPathFactory) -> None:
    page = parse((site_with("excerpts", tmp_path_factory) / "sources/s1/index.html").read_text("utf-8"))
    shown = next(elements(page, "div", class_="ab-article"))
    assert [words(paragraph) for paragraph in elements(shown, "p")] == [
        f"[…] {QUOTED}",
        f"[…] {SPOKEN} […] {SPOKEN_ON}",
        "[…]",
    ]


def test_no_canary_is_in_the_site(host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = site_with("excerpts", tmp_path_factory, "--host", host)
    held = {path: data for path, data in files(site).items() if "canary" in f"{path} {said(data, path)}"}
    assert {path: re.findall(r"canary\S{0,12}", said(data, path)) for path, data in held.items()} == {}


def test_no_canary_is_among_the_pages_for_the_second_host_or_in_its_cache(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    need("zensical")
    project = site_with("excerpts", tmp_path_factory, "--host", "zensical").parent / C.home / "project"
    for name in (".pages", ".cache"):
        held = files(project / name)
        assert len(held) > 10
        assert {path for path, data in held.items() if "canary" in f"{path} {said(data, '')}"} == set()


def test_remarks_of_the_authors_own_reach_no_page(tmp_path: Path) -> None:
    """Each thing that may have one has one, and is drawn."""
    remark = "private: canarywigeon"
    record = f"title: One\n{remark}\nquotes: {{met: {{exact: met, speaker: ana, topics: talks, {remark}}}}}\n"
    log = f"[{{date: 2015-02-03, kind: clarification, now: They met, why: clearer, {remark}}}]"
    data = f"""
comparisons: {{c: {{question: When?, {remark}, answers: [{{cite: s/met, says: then, {remark}}}]}}}}
judgments: [{{id: j, text: They met., basis: [s/met], {remark}}}]
inferences: {{i: {{text: They talk., basis: [s/met], rule: Who meets talks., {remark}}}}}
corrections: {log}
"""
    body = "They met [@s/met].\n\n::: compare c\n::: judgments\n::: inference i\n::: timeline\n::: people\n"
    write(
        tmp_path,
        {
            **archived("s", "Ana and Bo met.\n", record),
            "briefings/a.md": page(body, private="canarywigeon"),
            "briefings/a.yaml": data,
            "briefings/people.yaml": f"ana: {{name: Ana Berg, {remark}}}\n",
            "briefings/organizations.yaml": f"post: {{name: Lake Post, {remark}}}\n",
            "briefings/topics.yaml": f"talks: {{name: The talks, {remark}}}\n",
            "briefings/events.yaml": f"e: {{date: 2015, title: Talks, cite: s/met, topics: talks, {remark}}}\n",
            "briefings/background/b.md": page("Text.", private="canarywigeon"),
        },
    )
    site = compiled(tmp_path)
    assert [each for each in site.problems if each.severity == "error"] == []
    pages = {each.path: each.text if isinstance(each.text, str) else each.text.decode("latin-1") for each in site.pages}
    drawn = html.unescape(pages["a.md"])
    assert all(words in drawn for words in ("When?", "They talk", "Talks"))
    assert {"people/ana.md", "topics/talks.md", "background/b.md", "corrections.xml", "cite/a.json"} <= {*pages}
    assert [path for path, text in pages.items() if "canary" in text] == []


def test_no_canary_is_in_a_site_built_by_mkdocs_alone(tmp_path: Path) -> None:
    write(tmp_path / "project", project("excerpts"))
    site = plain_mkdocs(tmp_path / "project", tmp_path / "site")
    held = {path: data for path, data in files(site).items() if "canary" in f"{path} {said(data, path)}"}
    assert {path: re.findall(r"canary\S{0,12}", said(data, path)) for path, data in held.items()} == {}
    assert found(site, article_words(ARTICLE) - article_words(QUOTED, SPOKEN, SPOKEN_ON)) == {}


def plain_mkdocs(project: Path, site: Path) -> Path:
    import subprocess
    import sys

    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(site)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return site


PARTS = ("copying.js", "filters.js", "margins.js", "passage.js", "search.js", "searching.js", "unscripted.css")
"""Files of ours that a page fetches when it needs them."""


def test_the_site_holds_the_files_that_pages_link_to_and_the_themes_and_no_others(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = site_with("excerpts", tmp_path_factory)
    folders = ("assets/javascripts/", "assets/stylesheets/", "assets/fonts/")
    ours = {path for path in files(site) if not path.startswith(folders)}
    (sheet,) = (path for path in ours if re.fullmatch(r"assets/briefings\.[0-9a-f]{8}\.css", path))
    assert not any(path.startswith("assets/stylesheets/") for path in files(site))  # the theme's are in it
    assert ours - {"assets/images/favicon.png", sheet} == {
        "404.html",
        "assets/briefings-search.js",
        "assets/briefings.js",
        *(f"assets/briefings/{name}" for name in PARTS),
        "b1/index.html",
        "cite/b1-sources.bib",
        "cite/b1-sources.json",
        "cite/b1.bib",
        "cite/b1.json",
        "corrections.xml",
        "evidence.json",
        "feed.json",
        "feed.xml",
        "index.html",
        "map.svg",
        "method/index.html",
        "people/index.html",
        "quotes/index.html",
        "quotes/verified/index.html",
        "search/beginnings.json",
        "search/search_index.json",
        "search/texts/0.json",
        "search/titles/0.json",
        "search/words/0.json",
        "sitemap.xml",
        "sitemap.xml.gz",
        "sources/index.html",
        "sources/s1/index.html",
        "sources/s2/index.html",
    }


def test_a_page_that_links_a_file_not_meant_for_readers_is_an_error(tmp_path: Path) -> None:
    write(
        tmp_path, {"briefings/b1.md": page("[data](people.yaml) and [notes](notes.docx)"), "briefings/notes.docx": "x"}
    )
    (tmp_path / "briefings/people.yaml").write_text("# nothing\n")
    run = briefings("check", "--format", "json", cwd=tmp_path)
    assert [each["rule"] for each in json.loads(run.stdout)["problems"]] == ["broken-link", "broken-link"]


def test_a_passage_that_only_a_draft_cites_is_checked_and_not_counted(tmp_path: Path) -> None:
    write(tmp_path, project("excerpts"))
    text = (tmp_path / "sources/s1.yaml").read_text()
    (tmp_path / "sources/s1.yaml").write_text(text.replace(DRAFTED, "Hessock warnid"))
    run = json.loads(briefings("check", "--format", "json", cwd=tmp_path).stdout)
    assert "quote-not-found" in [each["rule"] for each in run["problems"]]
    assert run["quotes"] == {"verified": 3, "failed": 0, "uncheckable": 0}


# ── the flagship ───────────────────────────────────────────────────────────────────────────────

UNWRITTEN = {"headline", "standfirst", "furniture", "duplicates"}
"""Fields that repeat an article's words so that they can be found, not shown."""


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every so many words in a row."""
    words = tokens(text)
    return {*zip(*(words[start:] for start in range(length)), strict=False)}


def own_texts() -> Iterator[str]:
    """What we wrote or quoted: pages, registers, records less what merely repeats the article, templates, theme."""
    for path in sorted((ROOT / "briefings").rglob("*")):
        if path.suffix in (".md", ".yaml"):
            yield path.read_text("utf-8")
    for path in sorted((ROOT / "sources").glob("*.yaml")):
        record = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # every scalar a string
        yield from _strings({key: value for key, value in record.items() if key not in UNWRITTEN})
    for path in sorted((ROOT / "builder").rglob("*")):
        if path.suffix in (".py", ".jinja"):
            yield path.read_text("utf-8")


def pieces(data: bytes, path: str) -> Iterator[str]:
    """A file's texts and attributes, each for itself: words of two of them are not in a row."""
    packed = gzip.decompress(data) if path.endswith(".gz") else data
    text = packed.decode("utf-8", errors="ignore")
    for string in _strings(json.loads(text)) if path.endswith(".json") else [text]:
        for piece in re.split(r'[<>"]', string):
            yield unquote(html.unescape(piece))


def unwritten(source: str) -> dict[int, set[tuple[str, ...]]]:
    """The pieces of an archived text that we neither quoted nor wrote, by how many words they have."""
    text = (ROOT / "sources" / f"{source}.txt").read_text("utf-8")
    pieces_of_text = runs(text, PIECE) - {run for ours in own_texts() for run in runs(ours, PIECE)}
    longer = {run for run in runs(text, PIECE_OF_INDEX) if runs(" ".join(run), PIECE) <= pieces_of_text}
    return {PIECE: pieces_of_text, PIECE_OF_INDEX: longer}


@pytest.mark.parametrize("source", ["sputnik-2015-01-20", "afp-2015-01-20"])
def test_no_piece_of_an_article_is_in_the_flagship_that_we_did_not_quote_or_write(
    source: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    theirs = unwritten(source)
    assert all(len(each) > 50 for each in theirs.values())
    for path, data in files(site_of("flagship", tmp_path_factory)).items():
        if not path.startswith(("assets/javascripts/", "assets/stylesheets/")):  # the theme's
            length = PIECE_OF_INDEX if path.endswith(".json") else PIECE
            held = {run for piece in pieces(data, path) for run in runs(piece, length)}
            assert theirs[length] & held == set(), path


@pytest.mark.parametrize("source", ["sputnik-2015-01-20", "afp-2015-01-20"])
def test_the_search_of_either_host_has_no_piece_of_an_article_that_we_did_not_quote_or_write(
    source: str, host: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hidden = unwritten(source)[PIECE_OF_INDEX]
    site = site_of("flagship", tmp_path_factory, "--host", host)
    index = json.dumps(indexed(site), ensure_ascii=False).encode("utf-8")
    held = {run for piece in pieces(index, "index.json") for run in runs(piece, PIECE_OF_INDEX)}
    assert len(hidden) > 50
    assert hidden & held == set()
    assert ("port", "calls", "by", "russian", "and") in held or source != "sputnik-2015-01-20"


@pytest.mark.parametrize("name", ["sputnik-2015-01-20", "afp-2015-01-20"])
def test_no_archived_file_is_in_the_flagship(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    archive = {(ROOT / "sources" / f"{name}.{kind}").read_bytes() for kind in ("txt", "yaml")}
    assert archive.isdisjoint(files(site_of("flagship", tmp_path_factory)).values())
