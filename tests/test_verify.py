"""A built site held against the evidence that came with it: what is named, what is proven, and what never is in it."""

import contextlib
import copy as copying
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cases import Case, cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import archived, briefings, built, files, need, page, site_of, text_scalar, write
from test_cases import judged

from builder.cli.main import main
from builder.manifest import Kind as Of
from builder.manifest import Output
from builder.seals.bundle import as_json, bundle
from builder.seals.pages import read
from builder.seals.shape import NAME, Evidence, Quote, schema_text
from builder.seals.verifying import Kind, check_files, check_sources, check_words, read_evidence, stands

HOSTS = ("mkdocs", "zensical")
PROJECTS = ("whole", "scripts", "timeline", "weighed", "bare", "flagship")


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of("whole", tmp_path_factory)


@pytest.fixture
def site(sealed: Path, tmp_path: Path) -> Path:
    """A site to be changed, its files apart from all others."""
    return Path(shutil.copytree(sealed, tmp_path / "site"))


def evidence(site: Path) -> dict[str, Any]:
    return dict(json.loads((site / NAME).read_text("utf-8")))


def named(site: Path) -> list[tuple[str, str]]:
    """What is said to be wrong with the site's files."""
    found = check_files(site, read_evidence((site / NAME).read_bytes()).files)
    return sorted((str(each.kind), each.path) for each in found)


def verified(site: Path, *words: str | Path, status: int = 0) -> dict[str, Any]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main(["verify", str(site), "--format", "json", *map(str, words)]) == status
    return dict(json.loads(said.getvalue()))


# ── a site as it was built ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    "name", ["whole", "flagship", *(pytest.param(each, marks=pytest.mark.slow) for each in PROJECTS[1:-1])]
)
def test_every_site_is_as_its_own_evidence_says(name: str, host: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    need(host)
    site = site_of(name, tmp_path_factory, "--host", host)
    told = read_evidence((site / NAME).read_bytes())
    assert [*check_files(site, told.files), *check_words(site, told)] == []
    assert sorted(file.path for file in told.files) == sorted(path for path in files(site) if path != NAME)
    sources = site.parent / "project/sources"
    archive = check_sources(sources, told)
    assert (archive.absent, archive.findings) == (0, ())
    assert archive.passages == sum(1 for quote in told.quotes if quote.verdict == "verified")
    assert archive.checked == len([*sources.glob("*.txt")] if sources.is_dir() else [])
    jsonschema.validate(evidence(site), json.loads(schema_text()))


def test_the_evidence_has_each_cited_quote_its_source_its_place_and_its_words(sealed: Path) -> None:
    told = evidence(sealed)
    (count,) = (each for each in told["quotes"] if each["id"] == "post/count")
    assert count == {
        "id": "post/count",
        "type": "Annotation",
        "verdict": "verified",
        "target": {
            "source": "post",
            "selector": [
                {"type": "TextQuoteSelector", "exact": "count every passenger … by night"},
                {
                    "type": "TextPositionSelector",
                    "start": 391,
                    "end": 412,
                    "refinedBy": {"type": "TextQuoteSelector", "exact": "count every passenger"},
                },
                {
                    "type": "TextPositionSelector",
                    "start": 425,
                    "end": 433,
                    "refinedBy": {"type": "TextQuoteSelector", "exact": "by night"},
                },
            ],
        },
        "notes": [
            {"source": path, "selector": {"type": "FragmentSelector", "value": "fn:post/count"}}
            for path in ("people/ana-berg/index.html", "treaty/index.html")
        ],
        "highlight": {
            "source": "sources/post/index.html",
            "selector": {"type": "FragmentSelector", "value": "count"},
        },
    }
    assert told["generator"]["name"] == "annotated-briefings"
    assert {each["id"]: (each["publish"], "sha256" in each) for each in told["sources"]} == {
        "gazette": ("full", True),
        "memo": ("record", True),
        "post": ("excerpts", True),
        "resolution-7": ("excerpts", False),
    }


def test_a_site_that_is_as_it_was_is_told_in_three_lines(sealed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(sealed), "--sources", str(sealed.parent / "project/sources")]) == 0
    *lines, seal = capsys.readouterr().out.splitlines()
    count = len(files(sealed)) - 1
    assert lines == [
        f"as it was sealed; {count} files; 8 verified quotes",
        "3 archived texts hashed again; 8 quotes found in them again",
        "no signature was checked",
    ]
    assert seal.startswith("evidence.json has the SHA-256 ")


def test_what_is_not_built_has_no_evidence(tmp_path: Path) -> None:
    write(tmp_path, {"briefings/lake.md": page("Text [@nothing].")})
    assert briefings("build", cwd=tmp_path).returncode == 1
    assert not (tmp_path / "site").exists()


def test_its_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "evidence"]) == 0
    printed = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["$id"] == "urn:annotated-briefings:schema:evidence"


# ── any changed byte is named ──────────────────────────────────────────────────────────────────


def flipped(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_one_changed_bit_in_every_file_names_every_file(place: float, site: Path) -> None:
    paths = sorted(path for path in files(site) if path != NAME)
    for path in paths:
        size = (site / path).stat().st_size
        flipped(site / path, min(int(size * place), size - 1))
    assert named(site) == [("changed", path) for path in paths]


@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS)
def test_one_changed_bit_in_one_file_names_that_file_and_no_other(
    host: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    need(host)
    site = Path(shutil.copytree(site_of("flagship", tmp_path_factory, "--host", host), tmp_path / "site"))
    for path, data in files(site).items():
        if path != NAME:
            for at in {0, len(data) // 3, len(data) - 1}:
                flipped(site / path, at)
                assert named(site) == [("changed", path)]
                flipped(site / path, at)
    assert named(site) == []


def test_bytes_all_over_one_page_count(site: Path) -> None:
    path = site / "background/ferries/index.html"
    data = path.read_bytes()
    told = [
        file for file in read_evidence((site / NAME).read_bytes()).files if file.path == "background/ferries/index.html"
    ]
    for other in files(site):
        if other not in ("background/ferries/index.html", NAME):
            (site / other).unlink()
    for at in range(0, len(data), 61):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :])
        assert [each.kind for each in check_files(site, told)] == [Kind.CHANGED], at


CHANGES: dict[str, tuple[Callable[[Path], object], list[tuple[str, str]]]] = {
    "one byte more": (
        lambda site: (site / "treaty/index.html").write_bytes((site / "treaty/index.html").read_bytes() + b" "),
        [("changed", "treaty/index.html")],
    ),
    "cut short": (lambda site: os.truncate(site / "feed.xml", 100), [("changed", "feed.xml")]),
    "emptied": (lambda site: (site / "feed.json").write_bytes(b""), [("changed", "feed.json")]),
    "gone": (lambda site: (site / "sources/post/index.html").unlink(), [("missing", "sources/post/index.html")]),
    "one more page": (
        lambda site: write(site, {"mkdocs.yml": "", "lie/index.html": "<p>lie"}),
        [("added", "lie/index.html"), ("added", "mkdocs.yml")],
    ),
    "a hidden file": (lambda site: (site / ".htaccess").write_text("x"), [("added", ".htaccess")]),
    "a name of other letters": (
        lambda site: (site / "feed.xml").rename(site / "Feed.xml"),
        [("added", "Feed.xml"), ("missing", "feed.xml")],
    ),
    "a line in a name": (lambda site: (site / "a\nb: changed: c").write_text("x"), [("added", "a\nb: changed: c")]),
    "two that changed places": (
        lambda site: [
            (site / "feed.xml").rename(site / "x"),
            (site / "feed.json").rename(site / "feed.xml"),
            (site / "x").rename(site / "feed.json"),
        ],
        [("changed", "feed.json"), ("changed", "feed.xml")],
    ),
    "a link to the same bytes": (
        lambda site: [
            (site / "feed.xml").rename(site.parent / "feed.xml"),
            (site / "feed.xml").symlink_to(site.parent / "feed.xml"),
        ],
        [("changed", "feed.xml")],
    ),
    "a folder that is a link": (
        lambda site: [
            (site / "treaty").rename(site.parent / "treaty"),
            (site / "treaty").symlink_to(site.parent / "treaty"),
        ],
        [("added", "treaty"), ("missing", "treaty/index.html")],
    ),
    "a pipe": (
        lambda site: [(site / "feed.xml").unlink(), os.mkfifo(site / "feed.xml")],
        [("changed", "feed.xml")],
    ),
    "a folder in a file's place": (
        lambda site: [(site / "feed.xml").unlink(), write(site / "feed.xml", {"mkdocs.yml": "x"})],
        [("added", "feed.xml/mkdocs.yml"), ("missing", "feed.xml")],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_done_to_a_site_is_named(change: str, site: Path) -> None:
    do, expected = CHANGES[change]
    do(site)
    assert named(site) == expected


def test_folders_however_deep_are_looked_through(site: Path) -> None:
    deep = "/".join(["d"] * 1200)
    subprocess.run(["mkdir", "-p", deep], cwd=site, check=True)
    (site / deep / "lie.html").write_text("lie")
    try:
        assert named(site) == [("added", f"{deep}/lie.html")]
    finally:  # which Python cannot do
        subprocess.run(["rm", "-r", "d"], cwd=site, check=True)


def test_the_command_names_the_file_and_fails(site: Path) -> None:
    flipped(site / "treaty/index.html", 5000)
    told = verified(site, status=1)
    assert told["problems"] == [{"path": "treaty/index.html", "kind": "changed", "message": "has other bytes"}]
    run = briefings("verify", site, cwd=site)
    assert run.returncode == 1
    assert run.stdout.splitlines()[:3] == [
        "treaty/index.html: changed: has other bytes",
        "",
        f"1 problem; {told['files']} files; 8 verified quotes",
    ]


# ── the words on the pages ─────────────────────────────────────────────────────────────────────


def resealed(site: Path, change: Callable[[dict[str, Any]], object] = lambda _: None) -> Evidence:
    """The evidence as a forger would leave it: its hashes are those of the files as they are now."""
    told = evidence(site)
    change(told)
    (site / NAME).write_bytes(as_json(told))
    return read_evidence((site / NAME).read_bytes())


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def wrong(site: Path, told: Evidence) -> list[tuple[str, str]]:
    return sorted((each.path, each.message) for each in check_words(site, told))


def test_a_word_changed_in_a_footnote_is_found_whatever_the_hashes(site: Path) -> None:
    replaced(site / "treaty/index.html", "the treaty is silent on them", "the treaty is clear on them")
    found = ("treaty/index.html", "the words of `post/silent` are not in its footnote")
    assert wrong(site, resealed(site)) == [found]


def test_a_word_changed_in_the_article_is_found_whatever_the_hashes(site: Path) -> None:
    replaced(site / "sources/post/index.html", 'data-quote="loss">the loss', 'data-quote="loss">the gain')
    found = ("sources/post/index.html", "the words of `post/loss` are not marked in its article")
    assert wrong(site, resealed(site)) == [found]


def test_a_footnote_that_is_gone_is_found_and_a_page_that_is_gone(site: Path) -> None:
    replaced(site / "treaty/index.html", 'id="fn:post/silent"', 'id="fn:post/other"')
    (site / "background/ferries/index.html").unlink()
    assert wrong(site, resealed(site)) == [
        ("background/ferries/index.html", "the words of `memo/crossings` are not in its footnote"),
        ("treaty/index.html", "`post/other` is called verified, and is not in the evidence"),
        ("treaty/index.html", "the words of `post/silent` are not in its footnote"),
    ]


def test_a_quote_that_nothing_holds_is_not_verified(site: Path) -> None:
    def forge(told: dict[str, Any]) -> None:
        quote = next(each for each in told["quotes"] if each["id"] == "post/silent")
        del quote["target"]["selector"][1:]

    assert (NAME, "`post/silent` is said to be verified, and nothing says in what") in wrong(
        site, resealed(site, forge)
    )


def test_a_footnote_that_the_evidence_leaves_out_is_named(site: Path) -> None:
    def left_out(told: dict[str, Any]) -> None:
        told["quotes"] = [each for each in told["quotes"] if each["id"] != "post/silent"]

    told = resealed(site, left_out)
    assert ("treaty/index.html", "`post/silent` is called verified, and is not in the evidence") in wrong(site, told)
    listed = ("quotes/index.html", "“the treaty is silent on them” is called verified, and is not in the evidence")
    assert listed in wrong(site, told)


NOTE = (
    '<li id="fn:post/made-up"><p>“<q class="ab-words">an invented thing</q>” '
    '<span class="ab-verdict ab-verified">verified word for word</span></p></li>'
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (NOTE, "`post/made-up`"),
        (NOTE.replace("made-up", "fish\n"), "`post/fish`"),
        (NOTE.replace(' id="fn:post/made-up"', ""), "“an invented thing”"),
        (NOTE.replace("fn:", "x"), "“an invented thing”"),
    ],
)
def test_a_quotation_that_a_page_calls_verified_is_sought_in_the_evidence(written: str, name: str, site: Path) -> None:
    replaced(site / "treaty/index.html", "</article>", f"<ol>{written}</ol></article>")
    found = ("treaty/index.html", f"{name} is called verified, and is not in the evidence")
    assert wrong(site, resealed(site)) == [found]


def test_a_note_is_not_vouched_for_by_another_pages(site: Path) -> None:
    def elsewhere(told: dict[str, Any]) -> None:
        quote = next(each for each in told["quotes"] if each["id"] == "post/count")
        quote["notes"] = [each for each in quote["notes"] if each["source"] != "treaty/index.html"]

    found = wrong(site, resealed(site, elsewhere))
    assert found == [("treaty/index.html", "`post/count` is called verified, and is not in the evidence")]


def test_what_is_not_called_verified_is_not_sought(site: Path) -> None:
    legend = '<p class="ab-verdict ab-verified">verified word for word</p>'
    replaced(site / "404.html", "</body>", f"{legend}{NOTE.replace('ab-verified', 'ab-uncheckable')}</body>")
    assert wrong(site, resealed(site)) == []


def test_words_are_read_as_a_browser_reads_them() -> None:
    html = (
        '<!doctype html><ol><li id="fn:a/b"><!-- <q class="ab-words">no</q> -->“<q lang="en" class="x ab-words">a '
        "<i>b</i>&amp;&#160;c&shy;d</q>”</li></ol><p><mark id=b data-quote=b>x <mark data-quote=c>y</mark></mark>"
        "<mark data-quote=b>z</mark>"
    )
    told = read(html.encode())
    assert told.notes == {"fn:a/b": ["ab&cd"]}
    assert told.marks == {"b": "xyz", "c": "y"}
    assert {"fn:a/b", "b"} == told.ids


STRANGE = [
    "a\x1cb\x0bc\x85d\x01e",
    "the \u202eend\u202c of\u00ad it",
    "ﬁve ½ ﹡ of Ĝ g\u0302",
    "<q class='ab-words'>no</q> &amp; &lt;",
    "一二三 \u3000 四五六",
    "\U000e0041 tag \ufdd0 none \uffff",
    "{{ config }} {% raw %} `x` [^1] :smile: *b*",
]


@pytest.mark.parametrize("host", ["mkdocs", pytest.param("zensical", marks=pytest.mark.slow)])
def test_strange_characters_are_found_where_they_are_quoted(host: str, tmp_path: Path) -> None:
    need(host)
    lines = [f"Begins {number} {text} ends." for number, text in enumerate(STRANGE)]
    quotes = "".join(f"  q{number}: {{exact: {text_scalar(line)}}}\n" for number, line in enumerate(lines))
    kept = archived("memo", "\n\n".join(lines), f"title: Memo\npublish: full\nquotes:\n{quotes}")
    cites = "\n\n".join(f"x [@memo/q{number}]." for number in range(len(lines)))
    site = built(write(tmp_path, {**kept, "briefings/lake.md": page(cites)}), tmp_path / "site", "--host", host)
    told = read_evidence((site / NAME).read_bytes())
    assert len(told.quotes) == len(STRANGE)
    assert [*check_words(site, told)] == []
    archive = check_sources(tmp_path / "sources", told)
    assert (archive.passages, archive.findings) == (len(STRANGE), ())


@pytest.mark.parametrize("data", [b"", b"\0", b"<", b"\xff\xfe<p>", b"<!--", b"<p>" * 3000, b"<?xml"])
def test_what_is_no_page_has_no_words(data: bytes) -> None:
    assert read(data).notes == {}


# ── the archived texts ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sources(sealed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sealed.parent / "project/sources", tmp_path / "sources"))


def test_an_archived_text_that_is_another_is_named(site: Path, sources: Path) -> None:
    replaced(sources / "post.txt", "silent on them", "clear on them")
    (sources / "memo.txt").unlink()
    told = verified(site, "--sources", sources, status=1)
    assert told["problems"] == [
        {"path": "post.txt", "kind": "source", "message": "is not the text that the site was built on"}
    ]
    assert told["sources"] == {"checked": 2, "absent": 1, "quotes": 2}


FORGED: dict[str, Callable[[dict[str, Any]], object]] = {
    "another word": lambda quote: quote["target"]["selector"][0].update(exact="the treaty is clear on them"),
    "a negation": lambda quote: quote["target"]["selector"][0].update(exact="the treaty is not silent on them"),
    "a word less": lambda quote: quote["target"]["selector"][0].update(exact="the treaty is silent on"),
    "another place": lambda quote: quote["target"]["selector"][1].update(start=0, end=28),
    "a place a letter off": lambda quote: quote["target"]["selector"][1].update(start=645),
    "a place beyond the end": lambda quote: quote["target"]["selector"][1].update(end=10**9),
    "a place that runs backwards": lambda quote: quote["target"]["selector"][1].update(start=672, end=644),
    "other words at the place": lambda quote: quote["target"]["selector"][1]["refinedBy"].update(exact="no"),
    "another source": lambda quote: quote["target"].update(source="memo"),
}


@pytest.mark.parametrize("forgery", FORGED)
def test_a_quote_that_is_forged_is_not_found_again(forgery: str, sealed: Path, sources: Path) -> None:
    told = evidence(sealed)
    quote = next(each for each in told["quotes"] if each["id"] == "post/silent")
    FORGED[forgery](quote)
    found = check_sources(sources, read_evidence(as_json(told)))
    assert [each.kind for each in found.findings] == [Kind.PASSAGE]
    assert found.passages == 7


def shape_of(exact: str, text: str, parts: list[tuple[int, int]]) -> Quote:
    positions = [
        {
            "type": "TextPositionSelector",
            "start": start,
            "end": end,
            "refinedBy": {"type": "TextQuoteSelector", "exact": text[start:end]},
        }
        for start, end in parts
    ]
    return Quote.model_validate(
        {
            "id": "a/q",
            "type": "Annotation",
            "verdict": "verified",
            "target": {"source": "a", "selector": [{"type": "TextQuoteSelector", "exact": exact}, *positions]},
            "notes": [{"source": "a.html", "selector": {"type": "FragmentSelector", "value": "fn:a/q"}}],
        }
    )


@pytest.mark.parametrize("case", cases("anchoring"))
def test_what_the_build_finds_is_found_again_by_its_place_alone(case: Case) -> None:
    """Furniture, prefixes and the like are not in the evidence; the place is."""
    text, quote, _ = judged(case)
    if quote.place is None:
        return
    parts = [(part.start, part.end) for part in quote.place.parts]
    exact = quote.annotation.selector.exact
    assert stands(text, shape_of(exact, text, parts))
    assert not stands(text, shape_of(f"{exact} zarquon", text, parts))
    assert not stands(text, shape_of(f"zarquon {exact}", text, parts))


# ── what is never in it ────────────────────────────────────────────────────────────────────────

ARTICLE = "Zarquon brimtel. The pier is closed, vosk zel. Pellinor marlok; unver the pier is open to ullidge. Skarn."
KEPT = {
    "mkdocs.yml": "site_name: Lake\nplugins: [search, briefings: {excerpt_limit: 1}]\ntheme: {name: material, font: false}\n",
    **archived(
        "memo",
        ARTICLE,
        "title: Memo\npublish: PUBLISH\nquotes:\n"
        '  pier: {exact: the pier is, prefix: "unver ", suffix: " open"}\n'
        "  drafted: {exact: Pellinor marlok}\n  unused: {exact: brimtel}\n",
    ),
    "briefings/lake.md": page("It is [@memo/pier]."),
    "briefings/dry.md": page("Pellinor [@memo/drafted].", title="Canarydraft", status="draft"),
}


@pytest.mark.parametrize("publish", ["record", pytest.param("excerpts", marks=pytest.mark.slow)])
def test_no_word_of_an_article_is_in_it_that_no_page_quotes(publish: str, tmp_path: Path) -> None:
    kept = {path: text.replace("PUBLISH", publish) if isinstance(text, str) else text for path, text in KEPT.items()}
    site = built(write(tmp_path / "project", kept), tmp_path / "site")
    text = (site / NAME).read_text("utf-8").lower()
    for word in ("zarquon", "brimtel", "vosk", "pellinor", "marlok", "unver", "ullidge", "skarn", "open to"):
        assert word not in text, word
    assert "canarydraft" not in text
    assert str(tmp_path).lower() not in text
    told = evidence(site)
    assert [each["id"] for each in told["quotes"]] == ["memo/pier"]
    assert ("refinedBy" in json.dumps(told)) is (publish == "excerpts")
    archive = check_sources(tmp_path / "project/sources", read_evidence((site / NAME).read_bytes()))
    assert (archive.passages, archive.findings) == (1, ())


def test_it_does_not_grow_with_the_articles(tmp_path: Path) -> None:
    """Of a text a hundred times as long the site says as much as before."""
    from projects import compiled

    from builder.read.configuration import read_settings

    sizes = set()
    for times in (1, 100):
        text = ARTICLE + "\n\nMurvane tholl osk lumbric endel.\n" * (10 * times)
        kept = {**KEPT, **archived("memo", text, "title: Memo\nquotes: {pier: {exact: pier is closed}}\n")}
        kept["briefings/dry.md"] = page("Text.")
        project = write(tmp_path / str(times), kept)
        outputs = [Output("sources/memo/index.html", Of.PAGE, "0" * 64, 1, "sources/memo.md")]
        told = bundle(compiled(project), read_settings(project, print), outputs, {"memo/pier": ["lake/index.html"]})
        assert [each["id"] for each in told["quotes"]] == ["memo/pier"]
        sizes.add(len(as_json(told)))
    assert len(sizes) == 1


PLAIN = st.text(alphabet='abc "\\/é\n', max_size=6)
TOLD = st.recursive(
    PLAIN | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=12,
)


@given(TOLD)
def test_what_is_told_comes_back(told: object) -> None:
    assert json.loads(as_json(told)) == told


def test_each_item_of_a_list_has_a_line() -> None:
    told = {"version": 1, "site": {"name": "Lake"}, "files": [{"path": "a", "size": 1}, {"path": "b\nc"}], "quotes": []}
    assert as_json(told).decode("utf-8").split("\n") == [
        "{",
        ' "version": 1,',
        ' "site": {"name": "Lake"},',
        ' "files": [',
        '  {"path": "a", "size": 1},',
        '  {"path": "b\\nc"}',
        " ],",
        ' "quotes": []',
        "}",
        "",
    ]


def test_text_in_it_is_inert_and_whole() -> None:
    text = '</script><img src=x onerror=alert(1)>&amp;\u202e\u0000\u2028\U000e0001\U0010ffff "\\ é 漢'
    written = as_json({"text": text})
    assert json.loads(written)["text"] == text
    assert not {*written.decode()} & {"<", ">", "&", "\u202e", "\u2028", "\U000e0001"}


# ── evidence that others wrote ─────────────────────────────────────────────────────────────────

BASE: dict[str, Any] = {
    "version": 1,
    "generator": {"name": "annotated-briefings", "version": "0.1.0"},
    "site": {"name": "Lake", "url": ""},
    "sources": [{"id": "memo", "page": "sources/memo/index.html", "publish": "full", "sha256": "0" * 64}],
    "quotes": [
        {
            "id": "memo/pier",
            "type": "Annotation",
            "verdict": "verified",
            "target": {
                "source": "memo",
                "selector": [
                    {"type": "TextQuoteSelector", "exact": "the pier"},
                    {"type": "TextPositionSelector", "start": 0, "end": 8},
                ],
            },
            "notes": [{"source": "a/index.html", "selector": {"type": "FragmentSelector", "value": "fn:memo/pier"}}],
            "highlight": {"source": "x.html", "selector": {"type": "FragmentSelector", "value": "pier"}},
        }
    ],
    "files": [{"path": "index.html", "sha256": "0" * 64, "size": 1}],
}
WRITTEN: dict[str, bytes] = {
    "nothing": b"",
    "no json": b"{",
    "not utf-8": b"\xff",
    "a list": b"[]",
    "a number": b"1",
    "of many digits": b'{"version": ' + b"9" * 5000 + b"}",
    "deep": b"[" * 200_000,
    "deep and closed": b'{"version":1,"files":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "not a number": json.dumps({**BASE, "files": [{**BASE["files"][0], "size": float("nan")}]}).encode(),
    "a later version": json.dumps({**BASE, "version": 2}).encode(),
    "a true version": json.dumps({**BASE, "version": True}).encode(),
    "more fields": json.dumps({**BASE, "more": 1}).encode(),
    "an id that leads out": json.dumps({**BASE, "sources": [{**BASE["sources"][0], "id": "../memo"}]}).encode(),
    "a hash in capitals": json.dumps({**BASE, "files": [{**BASE["files"][0], "sha256": "A" * 64}]}).encode(),
    "a file said twice": json.dumps({**BASE, "files": BASE["files"] * 2}).encode(),
    "a quote said twice": json.dumps({**BASE, "quotes": BASE["quotes"] * 2}).encode(),
    "a quote in no footnote": json.dumps({**BASE, "quotes": [{**BASE["quotes"][0], "notes": []}]}).encode(),
    "a size below none": json.dumps({**BASE, "files": [{**BASE["files"][0], "size": -1}]}).encode(),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_evidence_that_is_none_is_refused_in_one_line(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / NAME).write_bytes(WRITTEN[written])
    assert main(["verify", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.startswith(f"briefings verify: {tmp_path / NAME} is not to be trusted: ")


@pytest.mark.parametrize(
    "path", ["../secret.html", "/etc/passwd", "a/../../secret.html", "..", ".", "a//b", "\0", "a\nb"]
)
def test_no_path_of_it_leads_out_of_the_site(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text('<li id="fn:memo/pier"><q class="ab-words">the pier</q>')
    site = write(tmp_path / "site", {"mkdocs.yml": ""})
    told = copying.deepcopy(BASE)
    told["files"][0]["path"] = path
    told["quotes"][0]["notes"][0]["source"] = told["quotes"][0]["highlight"]["source"] = path
    read = read_evidence(as_json(told))
    assert [(each.kind, each.path) for each in check_files(site, read.files)] == [
        (Kind.ADDED, "mkdocs.yml"),
        (Kind.MISSING, path),
    ]
    assert [each.kind for each in check_words(site, read)] == [Kind.WORDS, Kind.WORDS]


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats()
VALUES = st.recursive(
    LEAVES, lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3)
)


def mutated(value: Any, draw: st.DrawFn) -> Any:
    """A bundle with one place of it put wrong."""
    if not isinstance(value, dict | list) or not value or draw(st.integers(0, 5)) == 0:
        return draw(VALUES)
    keys = sorted(value) if isinstance(value, dict) else range(len(value))
    key = draw(st.sampled_from([*keys]))
    value[key] = mutated(value[key], draw)
    return value


@st.composite
def bundles(draw: st.DrawFn) -> bytes:
    return json.dumps(mutated(copying.deepcopy(BASE), draw)).encode()


def ends_in_a_value_or_a_line(data: bytes, folder: Path) -> None:
    (folder / NAME).write_bytes(data)
    assert main(["verify", str(folder), "--sources", str(folder), "--format", "json"]) == 1


@given(data=bundles() | st.binary(max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_evidence_ends_in_a_line(data: bytes, tmp_path: Path) -> None:
    ends_in_a_value_or_a_line(data, tmp_path)


@pytest.mark.slow
@given(data=bundles() | st.binary(max_size=200))
@settings(max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_of_thousands_ends_in_a_line(data: bytes, tmp_path: Path) -> None:
    ends_in_a_value_or_a_line(data, tmp_path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no sealed site here: site/evidence.json is not a file"),
        (["nowhere"], "no sealed site here: nowhere/evidence.json is not a file"),
        (["HERE", "--sources", "nowhere"], "nowhere is no folder"),
        (["HERE", "--signature", "x"], "--signature needs --signers: who may have signed it"),
        (["HERE", "--signers", "nobody"], "nobody is not a file"),
    ],
)
def test_what_cannot_be_checked_is_said_in_one_line(
    words: list[str], said: str, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["verify", *(str(sealed) if word == "HERE" else word for word in words)]) == 2
    assert capsys.readouterr() == ("", f"briefings verify: {said}\n")


# ── signatures ─────────────────────────────────────────────────────────────────────────────────


def ssh_keygen(*words: str | Path) -> None:
    """The program that signs; a machine without it cannot run these tests, and says so."""
    subprocess.run(["ssh-keygen", *map(str, words)], check=True, capture_output=True, timeout=60)


@pytest.fixture
def signed(site: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A site with a signature, and the file of those who may sign."""
    ssh_keygen("-q", "-t", "ed25519", "-N", "", "-C", "desk", "-f", tmp_path / "key")
    ssh_keygen("-Y", "sign", "-n", "annotated-briefings", "-f", tmp_path / "key", site / NAME)
    signers = tmp_path / "allowed_signers"
    signers.write_text(f"desk@example.org {(tmp_path / 'key.pub').read_text()}")
    return site, signers


def test_a_signature_names_who_signed(signed: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    site, signers = signed
    assert verified(site, "--signers", signers)["signer"] == "desk@example.org"
    assert main(["verify", str(site), "--signers", str(signers)]) == 0
    assert "signed by desk@example.org\n" in capsys.readouterr().out


REFUSED: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "evidence that changed": (
        lambda site, _: resealed(site, lambda told: told["site"].update(name="Other")),
        "it is of other words",
    ),
    "no signature": (lambda site, _: (site / "evidence.json.sig").unlink(), "no signature"),
    "another's": (lambda _, signers: signers.write_text("x@example.org ssh-ed25519 AAAA\n"), "it is of nobody"),
    "nobody's": (lambda _, signers: signers.write_text(""), "it is of nobody"),
    "no signature at all": (lambda site, _: (site / "evidence.json.sig").write_bytes(b"\0" * 99), "it is of nobody"),
    "for another purpose": (
        lambda site, signers: [
            (site / "evidence.json.sig").unlink(),
            ssh_keygen("-Y", "sign", "-n", "file", "-f", signers.parent / "key", site / NAME),
        ],
        "it is of other words",
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_signature_that_is_not_good_is_refused(why: str, signed: tuple[Path, Path]) -> None:
    site, signers = signed
    do, said = REFUSED[why]
    do(site, signers)
    told = verified(site, "--signers", signers, status=1)
    assert told["signer"] == ""
    (problem,) = told["problems"]
    assert (problem["path"], problem["kind"]) == (NAME, "signature")
    assert said in problem["message"]


def test_the_documented_commands_sign_and_check(site: Path, tmp_path: Path) -> None:
    """Those of the page on evidence, as they are typed there."""
    import re

    from projects import ROOT

    text = (ROOT / "docs/evidence.md").read_text("utf-8")
    block = next(
        each for each in re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE) if "-Y sign" in each
    )
    shutil.copytree(site, tmp_path / "here/site")
    environment = {**os.environ, "HOME": str(tmp_path)}
    command = block.replace("ssh-keygen -t ed25519", "ssh-keygen -q -N '' -t ed25519")
    run = subprocess.run(
        ["sh", "-ec", command], cwd=tmp_path / "here", env=environment, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    assert 'Good "annotated-briefings" signature for desk@example.org' in run.stdout
