"""Pages that differ in little have the theme around them filled in, and are what the theme makes of each by itself."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from edits import PROJECT
from jinja2 import DictLoader, Environment
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import script_tag_filter, url_filter
from projects import GOOD, compiled, copy, files, write

from builder.hosts import laying
from builder.hosts.kept import Kept
from builder.hosts.laying import Laying
from builder.hosts.made import Alone, Made, MadePage
from builder.hosts.mkdocs import build
from builder.hosts.shells import LIVE, Shells
from builder.read.configuration import read_settings

THEME = """
<title>{{ page.meta.title }} - x</title>{% if page.meta.description %}<meta content="{{ page.meta.description }}">{% endif %}
{% if page.canonical_url %}<link href="{{ page.canonical_url }}">{% endif %}<link href="{{ 'feed.xml' | url }}">
{% include "partials/briefings/head.html" %}{% if page.toc | first is defined %}<a href="{{ (page.toc | first).url | url }}">{% endif %}
{% block nav %}{% for each in nav.pages %}<a href="{{ each.url | url }}">{% endfor %}{% include "partials/toc.html" %}{% endblock %}
{% if "\\u003ch1" not in page.content %}<h1>{{ page.title }}</h1>{% endif %}{{ page.content }}
"""
HEAD = "{% set about = page.meta.briefings %}{{ about.kind }} {{ about.data }} {{ page.meta.title }}"
CONTENTS = '<label for="__toc">{% for each in page.toc %}<a href="{{ each.url }}">{{ each.title }}</a>{% endfor %}'
PAGES = [
    ("a/one.md", {"title": "One"}, "<p>1</p>", []),
    ("a/two.md", {"title": "T &amp; o", "description": "2"}, "<h1>2</h1>", [["Two", "two", 1, []]]),
    ("a/three.md", {"title": "Three"}, "<p>3</p>", []),
    ("a/four.md", {"title": "  <b>Four</b>  " + "x" * 300, "hide": ["toc"]}, "<p>4</p>", []),
    ("a/five.md", {"title": "É" * 9 + " &quot;", "description": "'"}, "<h1>5</h1>", [["Five", "f&v", 2, []]]),
    ("a/six.md", {"title": "six", "description": "6"}, "<h1>6</h1>", [["Six", "six", 1, [["B", "b", 2, []]]]]),
    ("b/c/seven.md", {"title": "Seven"}, "<p>7</p>", []),
    ("a/eight.md", {"title": "UPPER \\ue000"}, "<p>8</p>", []),
    ("a/nine.md", {"title": ""}, "", []),
    ("feed.xml.md", {"title": "Ten"}, "<p>10</p>", []),
]


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    folder = tmp_path_factory.mktemp("shells")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: S\nsite_url: https://example.org/\nplugins: []\n", "utf-8")
    return load_config(str(folder / "mkdocs.yml"))


def page(path: str, meta: dict[str, object], content: str, contents: list[object], config: MkDocsConfig) -> MadePage:
    about = {"kind": "source", "data": path}
    made = Made(content, contents, None, json.loads(json.dumps({**meta, "briefings": about})), {}, "")
    found = Page(None, File(path, None, config.site_dir, use_directory_urls=True), config)
    MadePage.take(found, Alone(made))
    assert isinstance(found, MadePage)
    return found


def rendered(theme: str, config: MkDocsConfig) -> Iterator[tuple[str, str, bool]]:
    """Each page as it is filled in, and as the theme makes it; and whether the theme was not asked for the first."""
    templates = {"main.html": theme, LIVE[0]: HEAD, LIVE[1]: CONTENTS}
    env = Environment(loader=DictLoader(templates), auto_reload=False)  # noqa: S701  # as the host has it
    env.filters.update(url=url_filter, script_tag=script_tag_filter)
    nav = Navigation([], [page("in/nav.md", {"title": "In"}, "", [], config)])
    shells = Shells(env, nav).get_template("main.html")
    own = env.get_template("main.html")
    asked: list[None] = []
    real = own.root_render_func

    def noted(context):  # type: ignore[no-untyped-def]  # Jinja's own
        asked.append(None)
        yield from real(context)

    for _ in range(3):
        for each in PAGES:
            made = page(*each, config)
            base = get_relative_url(".", made.url)
            context = {"page": made, "nav": nav, "base_url": base, "extra_css": [], "extra_javascript": []}
            expected = own.render(context)
            own.root_render_func, before = noted, len(asked)
            yield shells.render(context), expected, len(asked) == before
            own.root_render_func = real


def test_what_is_filled_in_is_what_the_theme_makes(config: MkDocsConfig) -> None:
    found = [*rendered(THEME, config)]
    assert [ours for ours, _, _ in found] == [theirs for _, theirs, _ in found]
    assert sum(filled for _, _, filled in found) >= len(PAGES)


@pytest.mark.parametrize(
    "printed",
    [
        "{{ page.meta.title | e }}",
        "{{ page.meta.title | upper }}",
        "{{ page.meta.title | lower }}",
        "{{ page.meta.title | striptags }}",
        "{{ page.meta.title | truncate(20) }}",
        "{{ page.meta.title | trim }}",
        "{{ page.meta.title | tojson }}",
        "{{ page.meta.title | urlencode }}",
        "{{ page.meta.title | replace('&', '+') }}",
        "{{ page.meta.title | length }}",
        "{{ page.meta.title[:3] }}",
        "{{ page.content | striptags }}",
        "{{ page.content[3:] }}",
        "{{ page.canonical_url | replace('/', '-') }}",
    ],
)
def test_what_a_theme_does_with_a_text_it_does_itself(printed: str, config: MkDocsConfig) -> None:
    for ours, theirs, filled in rendered(THEME + printed, config):
        assert ours == theirs
        assert not filled


@pytest.mark.parametrize(
    "printed",
    [
        "{{ page.meta.hide }}",
        "{{ page.url.count('/') }}",
        "{{ 'a/one/x' | url }}",
        "{{ base_url }}",
        "{{ page.url }}",
        "{{ 'two' if page.url == 'a/two/' }}",
        "{% filter replace('<p>3', '<p>x') %}{{ page.content }}{% endfilter %}",
        "{% filter replace('a<p>3', 'x') %}a{{ page.content }}{% endfilter %}",
        "{% filter replace('8</p>b', 'x') %}{{ page.content }}b{% endfilter %}",
        "{% filter replace('aThreeb', 'x') %}a{{ page.meta.title }}b{% endfilter %}",
        "{% filter replace('Three<p>', 'x') %}{{ page.meta.title }}{{ page.content }}{% endfilter %}",
    ],
)
def test_pages_that_a_theme_tells_apart_are_filled_in_apart(printed: str, config: MkDocsConfig) -> None:
    assert all(ours == theirs for ours, theirs, _ in rendered(THEME + printed, config))


@pytest.mark.parametrize("words", ["<a href", "six", '">', "x<label"])
def test_what_is_replaced_in_what_is_rendered_for_each_page_is_replaced(words: str, config: MkDocsConfig) -> None:
    theme = THEME.replace("{% block nav %}", f"{{% filter replace('{words}', 'y') %}}x").replace(
        '{% include "partials/toc.html" %}', '<i>x</i>x{% include "partials/toc.html" %}'
    )
    theme = theme.replace("{% endblock %}", "{% endfilter %}")
    assert all(ours == theirs for ours, theirs, _ in rendered(theme, config))


def test_what_our_templates_take_out_of_the_contents_is_taken_out(config: MkDocsConfig) -> None:
    theme = THEME.replace("{% block nav %}", "{% filter replace(' for=\"__toc\"', '') %}").replace(
        "{% endblock %}", "{% endfilter %}"
    )
    found = [*rendered(theme, config)]
    assert all(ours == theirs for ours, theirs, _ in found)
    assert any(filled for _, _, filled in found)


# ── whole sites ────────────────────────────────────────────────────────────────────────────────


def laid_out(project: Path, folder: Path) -> dict[str, bytes]:
    """The site's files, by their paths."""
    folder.mkdir(parents=True)
    settings = read_settings(project, lambda _: None)
    kept = Kept(folder, "x")
    try:
        build(settings, compiled(project), folder / "site", strict=False, laying=Laying(kept, None, 1))
    finally:
        kept.close()
    return files(folder / "site")


FEATURES = "[navigation.footer, navigation.path, navigation.tabs, toc.integrate, content.action.edit]"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("lake", "", "", marks=pytest.mark.slow),
        pytest.param("lake", "plugins:", "use_directory_urls: false\nplugins:", marks=pytest.mark.slow),
        ("lake", "font: false", f"font: false, features: {FEATURES}"),
        ("whole", "", ""),
    ],
)
def test_a_site_is_the_same_with_shells_and_without(
    name: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write(tmp_path / "p", PROJECT) if name == "lake" else copy(GOOD / name, tmp_path / "p")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(old, new) if old else settings.read_text("utf-8"), "utf-8")
    filled: list[str] = []
    real = Shells._filled
    monkeypatch.setattr(
        Shells, "_filled", lambda self, shell, page, own: filled.append(page.url) or real(self, shell, page, own)
    )
    ours = laid_out(project, tmp_path / "ours")
    monkeypatch.setattr(laying, "Shells", lambda env, _: env)
    theirs = laid_out(project, tmp_path / "theirs")
    assert [path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)] == []
    assert len(filled) > len({*filled}) / 2 > 2
