"""Every rule is tripped by a project that is broken in that way alone, and not by the same project mended."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pictures import png
from projects import SITES, archived, as_nobody, compiled, copy, expect, page, write

from builder.model.resolved import Site
from builder.rules import RULES

STORED = sorted(path.name for path in SITES.iterdir() if path.is_dir() and path.name != "good")

Mend = tuple[str, str | None, str]
"""A file, words in it, and what to write in their place; without words, the file itself goes."""

MENDS: dict[str, list[Mend]] = {
    "ambiguous-citation": [("briefings/lake.md", "@words; ", "")],
    "avoided-word": [("briefings/lake.md", "claimed", "said")],
    "bad-acceptance": [
        ("sources/talks.yaml", "  # accept unused-quote\n", ""),
        ("briefings/lake.md", " <!-- accept quote-not-found: in a hurry -->", ""),
        ("briefings/lake.md", "<!-- accept unused-qoute: for later -->\n", ""),
    ],
    "bad-citation": [("briefings/lake.md", "[@talks, p. 3]", "[@talks] (p. 3)")],
    "bad-directive": [
        ("briefings/lake.md", "::: background treaty", "::: people"),
        ("briefings/lake.md", "sources all", "sources"),
        ("briefings/lake.md", ":::people", "::: people"),
        ("briefings/lake.md", "See ::: briefings", "::: briefings"),
    ],
    "bad-id": [
        ("sources/talks.yaml", "Great_Step: {exact: the treaty}", "great-step: {exact: the treaty}"),
        ("briefings/lake.md", "met.", "met [@great-step]."),
    ],
    "bad-setting": [("mkdocs.yml", "half", "0.5")],
    "bad-value": [("briefings/lake.yaml", "long ago", '"2002"')],
    "bracket-mismatch": [("sources/talks.yaml", "between the two shores", "between Lodra and Osk")],
    "broken-link": [("briefings/lake.md", "backgound", "background")],
    "comment-cuts-value": [("sources/talks.yaml", "Talks at pier #4", '"Talks at pier #4"')],
    "correction-incomplete": [
        ("briefings/lake.yaml", "met in Lodra", "met in Lodra, why: misread"),
        ("briefings/lake.yaml", "withdrawal", "withdrawal, why: it was forged"),
    ],
    "correction-misdated": [("briefings/lake.yaml", "2015-03,", "2015-03-05,"), ("briefings/lake.yaml", "-04", "-06")],
    "correction-not-found": [("briefings/lake.yaml", "met at", "met in")],
    "directive-cycle": [("briefings/background/river.md", "::: background lake", "[[lake]]")],
    "draft-link": [("briefings/background/treaty.md", "status: draft", "status: published")],
    "dropped-markup": [("briefings/lake.md", "<!Osk>", "Osk"), ("briefings/lake.md", "<? soon ?>", "soon")],
    "duplicate-key": [("sources/talks.yaml", "title: Ferry talks\n", "")],
    "excerpts-too-long": [
        (
            "sources/talks.yaml",
            ". Nobody counted the passengers, and the harbour office published no figures for the week",
            "",
        )
    ],
    "figure-not-in-citation": [("briefings/lake.md", "of seven harbours ", "")],
    "footnote-collision": [
        ("briefings/lake.md", "[^talks]: Ours", "[^ours]: Ours"),
        ("briefings/lake.md", "[^talks]", "[^ours]"),
    ],
    "furniture-not-found": [("sources/talks.yaml", "met in Osk", "met in Osk on Monday.")],
    "headline-as-speech": [("sources/talks.yaml", "    speaker: ana-berg\n", "")],
    "id-collision": [("briefings/people.yaml", "talks:", "ana-talks:")],
    "impossible-date": [("sources/talks.yaml", "2015-02-30", "2015-02-28")],
    "likelihood-with-confidence": [
        ("briefings/lake.md", "We hold with high confidence that a return is likely", "A return is likely"),
    ],
    "invisible-character": [
        ("sources/talks.yaml", "\\u200b", ""),
        ("briefings/people.yaml", "\\u202e", ""),
        ("briefings/people.yaml", "\\u00ad", ""),
        ("briefings/topics.yaml", "\\u200c", ""),
    ],
    "later-unmarked": [
        ("briefings/lake.md", '"The ferries', '"Later, the ferries'),
        ("briefings/lake.md", "2015. The ferries", "2015. Later the ferries"),
        ("briefings/lake.md", "The ferry company", "## Afterwards\n\nThe ferry company"),
    ],
    "mark-in-html": [("briefings/lake.md", "<div>They met [@talks].</div>", "<div></div>\n\nThey met [@talks].")],
    "in-quotation-marks": [("sources/talks.yaml", "statement", "direct")],
    "missing-field": [
        ("sources/talks.yaml", "publisher", "title"),
        ("briefings/lake.md", "lake\n", "lake\nsummary: Talks\n"),
    ],
    "missing-record": [("sources/talks.txt", None, "")],
    "missing-text": [
        ("sources/talks.yaml", "sha256: 641555dd79ab2fff7db97cf29f588fb9d5ef2a04f04971083161cf756c7b32ae\n", "")
    ],
    "mixed-script-name": [
        ("sources/talks.yaml", "Hеlen", "Helen"),
        ("sources/more.yaml", "Роса", "Rosa"),
        ("briefings/people.yaml", "Аna", "Ana"),
        ("briefings/organizations.yaml", "Сара", "Sara"),
    ],
    "near-miss-name": [("briefings/people.yaml", "Bergh}", "Bergh, spellings: [Ana Berg]}")],
    "name-not-in-basis": [
        ("sources/talks.yaml", "met in Osk on Monday", "Minister Ana Berg said"),
        ("briefings/lake.md", "met [", "met [@talks; "),
    ],
    "negation-changed": [("sources/talks.yaml", "will […] be", "will not be […]")],
    "not-in-quotation-marks": [("sources/talks.yaml", "direct", "reported")],
    "off-scale-likelihood": [("briefings/lake.md", "They will probably", "They are likely to")],
    "open-comment": [("briefings/lake.md", "at\n\nall", "at all")],
    "open-html": [("briefings/lake.md", "met\n", "met\n\n</div>\n")],
    "over-length": [("briefings/lake.md", " on that day in Osk", "")],
    "path-collision": [("briefings/people.md", None, "")],
    "prose-quote-unverified": [("briefings/lake.md", "in spring", "before spring")],
    "quote-ambiguous": [("sources/talks.yaml", "crossed the lake", "crossed the lake\n    suffix: at night")],
    "quote-in-furniture": [("sources/talks.yaml", "furniture: [Observers called it unworkable.]\n", "")],
    "quote-inside-word": [("sources/talks.yaml", "workable", "unworkable")],
    "quote-not-found": [("sources/talks.yaml", "Lodra", "Osk")],
    "quote-too-short": [("sources/talks.yaml", "met … in … Osk", "met in Osk")],
    "relation-contradicted": [("briefings/lake.yaml", "agree", "differ")],
    "repeated-block": [
        (
            "sources/talks.yaml",
            "title",
            "duplicates:\n  - from: A line of the report that stands twice in its file, long enough to count as a block when it is joined by the next.\n    to: The next line of the report, which stands twice as well, and which brings the block past two hundred characters.\ntitle",
        )
    ],
    "shared-passage": [("sources/talks.yaml", "published", "origin: digest\npublished")],
    "silence-broken": [("briefings/lake.yaml", ", ferr", "")],
    "source-changed": [("sources/talks.txt", "Sunday", "Monday")],
    "stray-file": [("sources/notes.docx", None, "")],
    "too-deep": [("sources/talks.yaml", "[" * 40 + "]" * 40, "[]")],
    "too-dense": [("briefings/lake.md", "[[[" * 800, "All of them.")],
    "uncited-judgment": [("briefings/lake.yaml", "open.", "open., basis: [talks/words]")],
    "unread-text": [
        ("briefings/lake.md", "`a|b`", "`a\\|b`"),
        ("briefings/lake.md", "      In spring", "    In spring"),
    ],
    "undefined-footnote": [("briefings/lake.md", "[^2]:", "[^1]:")],
    "unused-footnote": [("briefings/lake.md", "See [^two].", "See [^two], [^three].")],
    "undrawn-event": [("briefings/events.yaml", "treatis", "treaty")],
    "undrawn-entry": [("briefings/lake.md", "monday].", "monday].\n\n::: judgments")],
    "unknown-background": [("briefings/lake.md", "treatise", "treaty")],
    "original-not-a-passage": [("sources/talks.yaml", "cite: gespraeche", "cite: gespraeche/fahren")],
    "unknown-citation": [("briefings/lake.md", "talkes", "talks"), ("briefings/lake.md", "/first", "")],
    "unknown-directive": [("briefings/lake.md", "sourcces", "sources")],
    "unknown-field": [("sources/talks.yaml", "pubisher", "publisher")],
    "unknown-link": [("briefings/lake.md", "ana-burg", "ana-berg")],
    "unknown-nav": [("mkdocs.yml", "lak.md", "lake.md")],
    "unknown-speaker": [
        ("sources/talks.yaml", "ana-burg", "ana-berg"),
        ("sources/talks.yaml", "lake-burg", "lake-berg"),
    ],
    "unknown-topic": [
        ("sources/talks.yaml", "[treaty, treatis]", "treaty"),
        ("briefings/events.yaml", "[treaty, ferries]", "treaty"),
    ],
    "unsafe-url": [
        ("sources/talks.yaml", "javascript:alert(1)", "https://example.org/"),
        ("briefings/lake.md", "](javascript:alert)", "](https://example.org/)"),
        ("briefings/lake.md", "https://ana@example.org/", "https://example.org/ana"),
        ("briefings/lake.md", "%00", "%20"),
        ("briefings/lake.md", "](//example.org", "](https://example.org"),
        ("briefings/lake.md", "data:text/html,x", "https://example.org/?data:x"),
        ("briefings/lake.md", "java&#115;cript:alert", "https://example.org/&#115;"),
        ("mkdocs.yml", "javascript:alert(2)", "https://example.org/repository"),
        ("mkdocs.yml", "data:text/html,edit", "edit/main/docs/"),
        ("mkdocs.yml", "ana:word@", ""),
        ("mkdocs.yml", "javascript:alert(3)", "mailto:desk@example.org"),
        ("mkdocs.yml", "//example.org/fa", "/fa/"),
        ("mkdocs.yml", "https://ana@example", "https://example"),
    ],
    "unsealed-source": [
        (
            "sources/talks.yaml",
            "title",
            "sha256: 641555dd79ab2fff7db97cf29f588fb9d5ef2a04f04971083161cf756c7b32ae\ntitle",
        )
    ],
    "unmarked-inference": [("briefings/lake.md", "Read together, these show that they", "They")],
    "unsupported-inference": [("briefings/lake.yaml", "talks/words]", "talks/words], rule: What is not said is open.")],
    "unused-acceptance": [
        (
            "mkdocs.yml",
            "accept:\n        - {rule: unused-quote, at: sources/talks.yaml, reason: for later}",
            "accept: []",
        )
    ],
    "unused-quote": [("briefings/lake.md", "@talks", "@talks/words")],
    "value-not-derived": [("briefings/lake.yaml", "2001", "2000")],
    "variant-in-prose": [("briefings/lake.md", "Anna Berg", "Ana Berg (also Anna Berg)")],
    "wrong-kind": [("sources/talks.yaml", "some", "full")],
    "yaml-anchor": [("sources/talks.yaml", "&post ", ""), ("sources/talks.yaml", "*post", "Lake Post")],
    "yaml-key": [("sources/talks.yaml", "? [publisher, author]\n:", "publisher:")],
    "yaml-merge": [("sources/talks.yaml", "<<: {publisher: Lake Post}", "publisher: Lake Post")],
    "yaml-syntax": [("sources/talks.yaml", "Talks: day two", '"Talks: day two"')],
    "yaml-tag": [("sources/talks.yaml", "!!timestamp ", "")],
}


# ── faults that cannot be stored in a repository ───────────────────────────────────────────────


def _link_out(project: Path) -> None:
    (project.parent / "elsewhere.txt").write_text("Another's text.")
    (project / "sources" / "talks.txt").symlink_to(project.parent / "elsewhere.txt")


def _no_permission(project: Path) -> None:
    (project / "sources" / "talks.yaml").chmod(0)


def _large(project: Path) -> None:
    (project / "briefings" / "people.yaml").write_bytes(b"#" * (4 * 2**20 + 1))


def _windows(project: Path) -> None:
    (project / "briefings" / "lake.md").write_bytes(page("Déjà.\nUn café.").replace("café", "caf\xe9").encode("cp1252"))


def _device(project: Path) -> None:
    write(project, {"briefings/aux.md": page("Text.")})


def _picture(project: Path) -> None:
    write(
        project,
        {"briefings/lake.md": page("![The pier](pier.png)"), "briefings/pier.png": png((b"tEXt", b"Author\0Ana"))},
    )


MADE: dict[str, tuple[Callable[[Path], None], str]] = {
    "file-too-large": (_large, "briefings/people.yaml:1:1"),
    "not-utf8": (_windows, "briefings/lake.md:6:2"),
    "outside-project": (_link_out, "sources/talks.txt:1:1"),
    "telling-picture": (_picture, "briefings/pier.png:1:1"),
    "unportable-name": (_device, "briefings/aux.md:1:1"),
    "unreadable-file": (_no_permission, "sources/talks.yaml:1:1"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with nothing wrong, to be broken."""
    (tmp_path / "project").mkdir()
    return write(
        tmp_path / "project", {"sources/talks.yaml": "title: Lake talks\n", "briefings/lake.md": page("Text.")}
    )


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def rules(site: Site) -> list[str]:
    return sorted({problem.rule for problem in site.problems})


def places(site: Site) -> list[str]:
    return [str(problem.at) for problem in site.problems]


# ── the tests ──────────────────────────────────────────────────────────────────────────────────


ASKED = {
    "review-due",
    *("unlogged-change", "page-withdrawn", "page-moved", "correction-altered", "evidence-changed"),
}
"""Rules that need an option; `tests/test_reviews.py` and `tests/test_since.py` have them."""


HELD = {"unmeant-file", "missing-output"}
"""Rules about finished sites; `tests/test_manifest.py` has them."""


def test_every_rule_has_a_project_that_is_broken_so() -> None:
    assert sorted([*STORED, *MADE, *ASKED, *HELD]) == sorted(RULES)


@pytest.mark.parametrize("rule", STORED)
def test_a_broken_project_trips_its_rule_alone_and_at_its_place(rule: str, request: pytest.FixtureRequest) -> None:
    site = compiled(SITES / rule)
    update = bool(request.config.getoption("--update", default=False))
    expect(SITES / rule / "expected.txt", "".join(f"{problem}\n" for problem in site.problems), update=update)
    assert rules(site) == [rule]


@pytest.mark.parametrize("rule", STORED)
def test_the_same_project_mended_has_no_problem(rule: str, tmp_path: Path) -> None:
    project = copy(SITES / rule, tmp_path)
    for name, wrong, right in MENDS[rule]:
        path = project / name
        if wrong is None:
            path.unlink()
            continue
        text = path.read_text("utf-8")
        assert wrong in text, f"{name} does not say {wrong}"
        path.write_text(text.replace(wrong, right, 1), "utf-8")
    assert [str(problem) for problem in compiled(project).problems] == []


@pytest.mark.parametrize("rule", sorted({*MADE} - {"unreadable-file"}))
def test_a_fault_of_files_is_reported_at_its_place(rule: str, project: Path) -> None:
    assert compiled(project).problems == ()
    spoil, place = MADE[rule]
    spoil(project)
    assert (rules(compiled(project)), places(compiled(project))) == ([rule], [place])


def test_a_file_without_permission_is_reported(open_folder: Path) -> None:
    project = write(open_folder, {"sources/talks.yaml": "title: Lake talks\n", "briefings/lake.md": page("Text.")})
    assert compiled(project).problems == ()
    spoil, place = MADE["unreadable-file"]
    spoil(project)
    with as_nobody():
        site = compiled(project)
    assert (rules(site), places(site)) == (["unreadable-file"], [place])


@pytest.mark.parametrize("folder", ["sources", "briefings/deep", "briefings"])
def test_a_folder_that_cannot_be_listed_is_reported(folder: str, open_folder: Path) -> None:
    """What is in it would vanish, and a false quotation with it."""
    project = write(
        open_folder,
        {
            "sources/talks.yaml": "title: T\n",
            "briefings/deep/lake.md": page("Text."),
            "briefings/a.md": page("Text."),
        },
    )
    (project / folder).chmod(0)
    try:
        with as_nobody():
            site = compiled(project)
        assert ("unreadable-file", f"{folder}:1:1") in list(zip(rules(site), places(site), strict=True))
    finally:
        (project / folder).chmod(0o755)


def test_a_file_just_within_its_limit_is_read(project: Path) -> None:
    (project / "briefings" / "people.yaml").write_bytes(b"#" * (4 * 2**20))
    (project / "sources" / "long.txt").write_bytes(b"word " * (16 * 2**20 // 5))
    (project / "sources" / "long.yaml").write_text("title: Long\n")
    assert rules(compiled(project)) == ["unsealed-source"]


def test_a_text_past_its_limit_is_not_read(project: Path) -> None:
    (project / "sources" / "long.txt").write_bytes(b"word " * (16 * 2**20 // 5) + b"one")
    (project / "sources" / "long.yaml").write_text("title: Long\n")
    assert places(compiled(project)) == ["sources/long.txt:1:1"]


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("sources/talks.yaml", b"title: Lake talks\nnote: a\0b\n", "sources/talks.yaml:2:8"),
        ("sources/talks.yaml", b"title: Lake \xfftalks\n", "sources/talks.yaml:1:13"),
        ("sources/talks.yaml", b'title: "Lake \\0 talks"\n', "sources/talks.yaml:1:8"),
        ("briefings/people.yaml", "ana: {name: Дана}\n".encode("koi8-r"), "briefings/people.yaml:1:13"),
        ("mkdocs.yml", b"site_name: caf\xe9\n", "mkdocs.yml:1:15"),
        ("briefings/index.md", b"# Home\n\nText\0\n", "briefings/index.md:3:5"),
    ],
)
def test_bytes_that_are_no_text_are_reported_where_they_stand(
    name: str, data: bytes, place: str, project: Path
) -> None:
    (project / name).write_bytes(data)
    assert (rules(compiled(project)), places(compiled(project))[0]) == (["not-utf8"], place)


def test_an_archived_text_that_is_not_utf8_is_reported_and_its_quotes_are_not_verified(project: Path) -> None:
    text = "Un café au bord du lac, et rien d’autre.".encode("cp1252", errors="replace")
    write(project, archived("cafe", text, "title: Café\nquotes: {words: {exact: au bord du lac}}\n"))
    (project / "briefings" / "lake.md").write_text(page("At the lake [@cafe/words]."))
    site = compiled(project)
    assert "sources/cafe.txt:1:7" in places(site)
    assert "not-utf8" in rules(site)
    assert site.counts.verified == 0


def test_a_link_within_the_project_is_read(project: Path) -> None:
    write(project, archived("post", "They met in Osk.\n", "title: Post\n"))
    (project / "sources" / "post.txt").rename(project / "texts.txt")
    (project / "sources" / "post.txt").symlink_to("../texts.txt")
    assert compiled(project).problems == ()


@pytest.mark.parametrize("name", ["sources/loop.txt", "sources/loop.yaml", "briefings/loop.md", "briefings/loop"])
def test_a_link_to_itself_is_a_problem_and_no_traceback(name: str, project: Path) -> None:
    (project / name).symlink_to(Path(name).name)
    assert [problem.at.path for problem in compiled(project).problems] == [name]


def test_a_folder_that_is_a_link_out_is_reported_and_not_read(project: Path) -> None:
    elsewhere = write(project.parent / "elsewhere", {"secret.md": page("Amber heron.")})
    (project / "briefings" / "more").symlink_to(elsewhere, target_is_directory=True)
    site = compiled(project)
    assert rules(site) == ["outside-project"]
    assert "heron" not in "".join(str(page.text) for page in site.pages)


@pytest.mark.parametrize("name", ["sources", "briefings"])
def test_a_project_folder_that_is_itself_a_link_out_is_reported(name: str, project: Path) -> None:
    (project / name).rename(project.parent / f"{name}-elsewhere")
    (project / name).symlink_to(project.parent / f"{name}-elsewhere", target_is_directory=True)
    assert "outside-project" in rules(compiled(project))


@pytest.mark.parametrize("name", ["people.yaml", "organizations.yaml", "events.yaml"])
def test_a_register_that_is_a_link_out_is_reported(name: str, project: Path) -> None:
    elsewhere = project.parent / "register.yaml"
    elsewhere.write_text("heron: {name: Amber Heron}\n")
    (project / "briefings" / name).symlink_to(elsewhere)
    assert f"briefings/{name}:1:1" in places(compiled(project))
    assert "outside-project" in rules(compiled(project))
