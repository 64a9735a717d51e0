"""A site with templates of its own is built like any other: what they may look at is known, and it is the same each time."""

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import material
import pytest
from edits import EDITS, PROJECT, change
from laid import built, holds
from projects import files, write

from builder.hosts.kept import Kept
from builder.hosts.shells import Shells
from builder.hosts.sight import Sight
from builder.hosts.templates import Templates, templates_in

THEME = Path(material.__file__ or "").parent / "templates"
PARTS, PAGE, SITE, ANYTHING = Sight

LOOKS = [
    (PARTS, "words alone"),
    (PARTS, '{% extends "briefings.html" %}{% block announce %}{{ "a/" | url }}{{ config.extra.mine }}{% endblock %}'),
    (PARTS, "{{ page.title }} - {{ config.site_name | e }} {{ page.canonical_url or config.site_url }}"),
    (PARTS, "{% if page and page.meta and page.meta.description %}{{ page.meta.description }}{% endif %}"),
    (PARTS, "{% set t = page.title ~ config.site_name %}{{ t }}{% set x %}{{ page.content }}{% endset %}{{ x }}"),
    (PARTS, "{% if '<h1' not in page.content %}{{ page.title | d(config.site_name, true) }}{% endif %}"),
    (PARTS, "{% if page.meta.briefings.kind == 'source' %}{{ page.meta.hide }}{% endif %}"),
    (PARTS, "{% for x in nav %}{{ x.title }}{% for y in x.children %}{{ y.url | url }}{% endfor %}{% endfor %}"),
    (PARTS, "{% for x in nav.pages %}{{ x.meta.icon }}{% endfor %}{{ page.previous_page.title }}"),
    (PARTS, "{% for x in nav recursive %}{{ x.title }}{{ loop(x.children) }}{% endfor %}"),
    (PARTS, "{% for x in config.extra.social %}{{ x.link | upper }}{% endfor %}{{ build_date_utc.year }}"),
    (PARTS, "{% block content %}{{ super() }}{{ self.title() }}{% include 'partials/c.html' %}{% endblock %}"),
    (PARTS, "{% import 'partials/language.html' as lang with context %}{{ lang.t('toc') }}{% trans %}x{% endtrans %}"),
    (
        PARTS,
        "{% if 'rss' in config.plugins %}{{ (config.plugins['search'] | attr('config')).lang }}x{% endif %}{{ {'a': 'b'}['a'] }}{{ range(3) | join(',') }}",
    ),
    (PAGE, "{{ page.url }}"),
    (PAGE, "{{ page.file.src_uri }}"),
    (PAGE, "{{ page.markdown }}"),
    (PAGE, "{{ page.title | e }}"),
    (PAGE, "{{ page.title[:3] }}"),
    (PAGE, "{{ page.title.upper() }}"),
    (PAGE, "{{ '{}'.format(page.title) }}"),
    (PAGE, "{% macro m(p) %}{{ p.url }}{% endmacro %}{% from 'x.html' import m as n %}{{ n(page) }}"),
    (PAGE, "{{ page.title + page.title == 'x' }}"),
    (PAGE, "{{ page.content | striptags | wordcount }}"),
    (PAGE, "{% if 'x' in page.content %}{% endif %}"),
    (PAGE, "{% set x = page.content %}{% if 'x' in x %}{% endif %}"),
    (PAGE, "{% set x %}{{ page.content }}{% endset %}{% if 'x' in x %}{% endif %}"),
    (PAGE, "{% if 'x' in page.title ~ 'y' %}{% endif %}"),
    (PAGE, "{% block content %}{{ super() | replace('<table>', '<div>') }}{% endblock %}"),
    (PAGE, "{% filter upper %}{{ page.title }}{% endfilter %}"),
    (PAGE, "{% for each in page.toc %}{{ each.title }}{% endfor %}"),
    (PAGE, "{{ page.meta.briefings.data }}"),
    (PAGE, "{{ page.meta.items() | list | length }}"),
    (PAGE, "{{ page }}"),
    (PAGE, "{{ page.x and page }}"),
    (PAGE, "{% macro m(p) %}{{ p.title }}{% endmacro %}{{ m(page) }}"),
    (PAGE, "{% for x in nav.pages %}{{ x == page }}{% endfor %}"),
    (PAGE, "{{ page | attr('url') }}"),
    (SITE, "{{ page.update_date }}"),
    (SITE, "{{ pages | length }}"),
    (SITE, "{% for x in pages %}{{ x.page.title }}{% endfor %}"),
    (SITE, "{% for x in nav.pages %}{{ x.content }}{% endfor %}"),
    (SITE, "{% for x in nav.pages %}{{ x.meta.description }}{% endfor %}"),
    (SITE, "{{ nav.pages | map(attribute='content') | join }}"),
    (SITE, "{{ nav.pages | map(attribute='meta.description') | join }}"),
    (SITE, "{{ nav.pages[0]['con' ~ 'tent'] }}"),
    (SITE, "{{ (nav.pages | sort(false, false, 'content') | first).title }}"),
    (SITE, "{{ (nav.pages | min(*config.extra.mine)).title }}"),
    (SITE, "{{ nav.homepage | attr('content') }}"),
    (SITE, "{{ page.next_page.toc }}"),
    (SITE, "{% for x in [page] + nav.pages %}{{ x.content }}{% endfor %}"),
    (
        SITE,
        "{% for x in nav %}{% for x in x.children %}{% for y in [x] %}{{ y.markdown }}{% endfor %}{% endfor %}{% endfor %}",
    ),
    (SITE, "{% set page = nav.pages[0] %}{% include 'partials/content.html' %}"),
    (SITE, "{% set post = nav.pages[0] %}{% include 'partials/post.html' %}"),
    (SITE, "{% include config.extra.mine %}"),
    (SITE, "{% include './blog.html' %}"),
    (SITE, "{% for x in config.extra.a recursive %}{{ x.content }}{{ loop(nav.pages) }}{% endfor %}"),
    (SITE, "{{ config.site_dir }}{{ config }}"),
    (SITE, "{{ page.file.content_string }}"),
    (SITE, "{{ unheard_of.content }}"),
    (SITE, "{{ config.plugins['briefings'].compiled }}"),
    (ANYTHING, "{{ [1, 2] | random }}"),
    (ANYTHING, "{{ loop(nav) }}"),
    (ANYTHING, "{% set j = joiner() %}{% import 'x.html' as m %}{{ m.j() }}"),
    (ANYTHING, "{% set j = joiner() %}{% from 'x.html' import j as k %}{{ k() }}"),
    (ANYTHING, "{{ lipsum() }}"),
    (ANYTHING, "{{ config.__class__ }}"),
    (ANYTHING, "{{ config['__class__'] }}"),
    (ANYTHING, "{{ config | map(attribute='__class__') | list }}"),
    (ANYTHING, "{{ config.extra.update({}) }}"),
    (ANYTHING, "{% set x = config.extra.seen.append(page.title) %}"),
    (ANYTHING, "{{ page.render(config, pages) }}"),
    (ANYTHING, "{{ page.present_anchor_ids }}"),
    (ANYTHING, "{{ '{0.content}'.format(nav.homepage) }}"),
    (ANYTHING, "{% set n = namespace(i=0) %}{% macro m() %}{% set n.i = n.i + 1 %}{{ n.i }}{% endmacro %}"),
    (ANYTHING, "{% from 'x.html' import n %}{% set n.i = 1 %}"),
    (ANYTHING, "{% from 'x.html' import c %}{{ c.next() }}"),
]


@pytest.mark.parametrize(("sight", "text"), LOOKS)
def test_how_far_a_template_sees(sight: Sight, text: str, tmp_path: Path) -> None:
    assert templates_in(write(tmp_path, {"main.html": text})).sight is sight


def test_a_name_means_the_same_in_all_templates(tmp_path: Path) -> None:
    one, other = "{% for x in config.extra.a %}{{ x.content }}{% endfor %}", "{% for x in nav.pages %}{% endfor %}"
    assert templates_in(write(tmp_path / "a", {"main.html": one})).sight is PARTS
    assert templates_in(write(tmp_path / "b", {"main.html": one, "partials/x.html": other})).sight is SITE


def test_what_is_rendered_for_each_page_may_see_all_of_it(tmp_path: Path) -> None:
    toc = (THEME / "partials/toc.html").read_text("utf-8")
    assert templates_in(write(tmp_path, {"partials/toc.html": toc})).sight is PARTS
    write(tmp_path, {"partials/toc.html": toc + "{{ what_surrounds_it }}"})
    assert templates_in(tmp_path).sight is SITE


@pytest.mark.parametrize("name", ["a.css", "/a.css", ".//a.css/"])
def test_only_what_may_become_a_part_of_a_page_counts(name: str, tmp_path: Path) -> None:
    def seen(**texts: str) -> Templates:
        for name, text in texts.items():
            (tmp_path / name.replace("_", ".")).write_text(text, "utf-8")
        return templates_in(tmp_path)

    one = seen(main_html=f"{{% include '{name}' %}}", a_css="{{ pages }}", b_css="{{ lipsum() }}", x_js="{{ pages }}")
    assert one.sight is SITE
    assert seen(b_css="b { color: red }") == one
    other = seen(a_css="{{ page.title }}")
    assert (other.sight, other.digest == one.digest) == (PARTS, False)
    (tmp_path / "icon.svg").write_bytes(b"\xff{{ lipsum() }}")
    assert seen(c_txt="{% if %}{{ lipsum() }}").sight is PARTS


def test_links_that_lead_back_are_not_followed_without_an_end(tmp_path: Path) -> None:
    write(tmp_path, {"own/main.html": "{% include 'a/x/b.css' %}", "own/x/b.css": "one"})
    for name in ("a", "b", "x/a"):
        (tmp_path / "own" / name).symlink_to(tmp_path / "own")
    (tmp_path / "own/x/up").symlink_to(tmp_path)
    one = templates_in(tmp_path / "own")
    (tmp_path / "own/x/b.css").write_text("other")
    assert templates_in(tmp_path / "own").digest != one.digest


def test_no_template_of_the_theme_that_others_include_looks_into_other_pages() -> None:
    """Where an author's template includes one with a page of its choice, titles and addresses are shown of it."""
    from builder.hosts.sight import OTHERS

    for path in sorted(THEME.rglob("*.html")):
        name = path.relative_to(THEME).as_posix()
        looked = [
            each
            for each in ("content", "markdown", "update_date")
            if f".{each}" in path.read_text("utf-8").replace(f"page.{each}", "")
        ]
        assert not looked or name.startswith((*OTHERS, "partials/languages/")), name


# ── whole sites ────────────────────────────────────────────────────────────────────────────────

SETTINGS = """site_name: Lake
site_url: https://example.org/
docs_dir: briefings
theme: {name: material, font: false, custom_dir: overrides}
extra: {mine: my words, seen: []}
plugins: [search, briefings: {also_publish: ["*.css"]}]
"""
OURS = '{%% extends "briefings.html" %%}{%% block announce %%}%s{%% endblock %%}'
OWN: Mapping[str, Mapping[str, str]] = {
    "a word": {"main.html": OURS % "As it was"},
    "another word": {"main.html": OURS % "As it is"},
    "the theme's page": {"main.html": '{% extends "base.html" %}'},
    "parts": {
        "main.html": '{% extends "briefings.html" %}{% block extrahead %}{{ super() }}<meta name="x" content="{{ page.title }}">'
        '{{ page.canonical_url }}{% endblock %}{% block footer %}{% if page %}{{ page.meta.description }}{{ page.meta.briefings.kind }}{% endif %}{% endblock %}'
    },
    "parts where others are replaced": {
        "partials/header.html": '<header><a href="https://example.org/">x</a>{{ page.content }}{{ page.title }}</header>'
    },
    "an address": {"main.html": OURS % "{% if page %}{{ page.url }} {{ page.file.src_uri }} {{ page.toc | length }}{% endif %}"},
    "work on parts": {
        "main.html": '{% extends "briefings.html" %}{% block content %}{{ super() | replace("<li", "<li data-x") }}'
        "{{ page.content | striptags | wordcount }}{{ page.title | upper }}{% endblock %}"
    },
    "Markdown": {"main.html": OURS % "{{ page.markdown | length }}"},
    "the day": {"main.html": OURS % "{{ build_date_utc.isoformat() }}"},
    "a page's day": {"main.html": OURS % "{{ page.update_date }}"},
    "titles": {"main.html": OURS % "{% for x in nav.pages %}{{ x.title }} {{ x.url | url }}{% endfor %}"},
    "other pages": {"main.html": OURS % "{% for x in nav.pages %}{{ x.content | length }}{{ x.meta.description }}{% endfor %}"},
    "all pages": {"main.html": OURS % "{% for x in pages %}{{ x.page.title }}{{ x.page.markdown | length }}{% endfor %}"},
    "what it noted": {"main.html": OURS % "{% set x = config.extra.seen.append(1) %}{{ config.extra.seen | length }}"},
    "a page where nothing is found": {"404.html": "{% for x in pages %}{{ x.page.title }}{{ x.page.content | length }}{% endfor %}"},
    "a map": {"sitemap.xml": "<urlset>{% for x in pages %}{{ x.page.update_date }}{{ x.page.title }}{% endfor %}</urlset>"},
    "contents": {"partials/toc.html": "<nav>{% for x in page.toc %}{{ x.title }} {{ x.children | length }}{% endfor %}</nav>"},
    "a head": {"partials/briefings/head.html": "{% if page %}<meta content='{{ page.meta.briefings.data | length }}'>{% endif %}"},
    "a style": {"mine.css": "a { color: red }"},
    "another style": {"mine.css": "a { color: tan }"},
    "a style within": {"main.html": '{% extends "briefings.html" %}{% block styles %}{{ super() }}{% include "mine.css" %}{% endblock %}', "mine.css": "b {}"},
    "by kind": {"main.html": '{% extends "base.html" if page and page.meta.briefings.kind == "source" else "briefings.html" %}'},
    "nothing": {},
}  # fmt: skip


ORDERED = ("other pages", "a page where nothing is found")
"""With the host alone, other pages have what the search looks for until it is their turn; with ours it is gone."""


def dress(project: Path, *names: str) -> None:
    """The project with these templates and no others."""
    shutil.rmtree(project / "overrides", ignore_errors=True)
    (project / "overrides").mkdir()
    for name in names:
        for path, text in OWN[name].items():
            (project / "overrides" / path).parent.mkdir(parents=True, exist_ok=True)
            (project / "overrides" / path).write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = write(tmp_path / "project", {**PROJECT, "mkdocs.yml": SETTINGS})
    dress(project, "a word")
    return project


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_whatever_was_edited_the_site_is_the_same(seed: int, project: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same edits each time
    assert built(project) == 0
    good, rounds = 0, 2 if seed == 1 else 15
    for _ in range(rounds):
        before = {
            name: data for name, data in files(project).items() if name.startswith(("briefings/", "sources/", "mkdocs"))
        }
        if chance.random() < 0.7:
            dress(project, *chance.sample([*OWN], chance.randint(1, 2)))
        if chance.random() < 0.7:
            EDITS[chance.choice([*EDITS])](project, chance.randrange(8))
        if holds(project, tmp_path / "cold"):
            good += 1
        else:
            for name in [each for each in files(project) if each.startswith(("briefings/", "sources/"))]:
                (project / name).unlink()
            write(project, before)
    assert good > rounds / 4


@pytest.mark.slow
@pytest.mark.parametrize("name", OWN)
def test_after_an_edit_a_site_with_any_template_is_the_same(name: str, project: Path, tmp_path: Path) -> None:
    assert built(project) == 0
    dress(project, name)
    for edit in ("prose", "title", "date", "heading", "new source is cited", "nothing"):
        EDITS[edit](project, 3)
        assert holds(project, tmp_path / "cold")


@pytest.mark.slow
@pytest.mark.parametrize("name", [each for each in OWN if each not in ORDERED])
def test_a_site_is_laid_out_as_the_host_does_it_alone(name: str, project: Path, tmp_path: Path) -> None:
    """With a hook that does nothing, MkDocs makes every page itself."""
    dress(project, name)
    assert built(project) == 0
    ours = files(project / "site")
    (project / "hook.py").write_text("def on_config(config):\n    return config\n")
    change(project, "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    assert built(project, "--site-dir", str(tmp_path / "theirs")) == 0
    theirs = files(tmp_path / "theirs")
    assert [path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)] == []


def laid(project: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many pages a build had to dress anew, and filled in, in this process."""
    from builder.cli.main import main

    counts = {"dressed": 0, "filled": 0}

    def counting(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def count(*given: object) -> object:
            counts[name] += 1
            return real(*given)

        return count

    with monkeypatch.context() as patched:
        patched.setattr(Kept, "dress", counting("dressed", Kept.dress))
        patched.setattr(Shells, "_filled", counting("filled", Shells._filled))
        assert main(["build", "--project", str(project), "--jobs", "1"]) == 0
    return counts


def test_after_a_template_was_changed_its_pages_are_dressed_anew_and_no_other(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    first = laid(project, monkeypatch)
    assert first["dressed"] > 25
    dress(project, "another word", "a style")
    second = laid(project, monkeypatch)
    assert second["dressed"] == first["dressed"]
    assert second["filled"] > 10
    assert "As it is" in (project / "site/b1/index.html").read_text("utf-8")
    dress(project, "another word", "another style")
    assert laid(project, monkeypatch) == {"dressed": 0, "filled": 0}
    assert "tan" in (project / "site/mine.css").read_text("utf-8")
    change(project, "briefings/b2.md", "It was seen", "It was said")
    assert 0 < laid(project, monkeypatch)["dressed"] < 15
    assert laid(project, monkeypatch) == {"dressed": 0, "filled": 0}
    capfd.readouterr()


@pytest.mark.slow
def test_where_templates_change_while_a_site_is_built_nothing_of_it_is_kept(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from builder.hosts.laying import Laying

    real = Laying.write

    def write_anew(self, *given):  # type: ignore[no-untyped-def]  # as the host calls it
        dress(project, "another word")
        return real(self, *given)

    with monkeypatch.context() as patched:
        patched.setattr(Laying, "write", write_anew)
        laid(project, monkeypatch)
    dress(project, "a word")
    assert holds(project, tmp_path / "cold")
    capfd.readouterr()


@pytest.mark.parametrize("line", ["# custom_dir: elsewhere\n", pytest.param("", marks=pytest.mark.slow)])
def test_where_neither_templates_nor_anything_else_changed_nothing_is_built(
    line: str, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from builder.cli import build
    from builder.cli.main import main

    class CompiledError(Exception):
        pass

    def compile_anew(*_: object, **__: object) -> None:
        raise CompiledError

    (project / "mkdocs.yml").write_text(line + SETTINGS)
    assert main(["build", "--project", str(project)]) == 0
    with monkeypatch.context() as patched:
        patched.setattr(build, "compiled", compile_anew)
        assert main(["build", "--project", str(project)]) == 0
        (project / "overrides/main.html").touch()
        assert main(["build", "--project", str(project)]) == 0
        write(project, {"mkdocs.yml": line + SETTINGS, "overrides/partials/copyright.html": "Ours"})
        with pytest.raises(CompiledError):
            main(["build", "--project", str(project)])
    capfd.readouterr()
