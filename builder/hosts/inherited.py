"""The author's `mkdocs.yml` with what the pages need, as the second host reads it.

That host runs no plugins, and appends an inherited list to ours: what is to be taken out or to stand first cannot be
inherited. So the author's own nodes are copied, tags and all, with ours among them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from builder.hosts.settings import (
    EXTENSIONS,
    OURS,
    UNWANTED,
    colours_of,
    escaped,
    extra,
    navigation,
    options,
    palette,
)
from builder.model.resolved import Site
from builder.render.assets import SCRIPT, STYLE
from builder.settings import SITE_NAME, Settings

TEXT, LIST, MAP = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
Nodes = dict[str, yaml.Node]


@dataclass(frozen=True, slots=True)
class Given:
    """What the host works with, folders relative to the project's."""

    pages: str
    output: str
    templates: str
    styles: tuple[str, ...] = ()
    """Style sheets that its script puts into pages."""
    theme: Path | None = None
    """The folder of the host's own theme."""


def configuration(text: str, settings: Settings, site: Site, given: Given) -> str:
    """YAML: the author's settings with our pages, extensions, templates and navigation."""
    author = _entries(yaml.compose(text, Loader=yaml.SafeLoader))
    theme = _theme(author.get("theme"), settings, given.templates)
    unlinked = _colours(theme, given)
    written: Nodes = {
        **author,
        "docs_dir": _node(given.pages),
        "site_dir": _node(given.output),
        "theme": _mapping(theme),
        "extra": _mapping({**_entries(author.get("extra")), **_nodes(extra(settings, given.styles, unlinked))}),
        "extra_css": _first(STYLE, author.get("extra_css")),
        "extra_javascript": _first(SCRIPT, author.get("extra_javascript")),
        "markdown_extensions": _extensions(author.get("markdown_extensions"), _node(options(settings))),
    }
    written.setdefault("site_name", _node(SITE_NAME))
    written["nav"] = _titled(written["nav"]) if settings.nav else _node(navigation(site))
    return str(yaml.serialize(_mapping(written), allow_unicode=True))


def custom_dir(text: str) -> str:
    """The author's own folder of templates; empty where there is none."""
    theme = _entries(_entries(yaml.compose(text, Loader=yaml.SafeLoader)).get("theme"))
    own = theme.get("custom_dir")
    return own.value if isinstance(own, yaml.ScalarNode) else ""


def _theme(author: yaml.Node | None, settings: Settings, folder: str) -> Nodes:
    """The author's theme, which may be its name alone, with our templates, and without what breaks them."""
    own = {"name": author} if isinstance(author, yaml.ScalarNode) else _entries(author)
    features = own.get("features")
    items = features.value if isinstance(features, yaml.SequenceNode) else []
    kept = [item for item in items if str(item.value) not in UNWANTED]
    theme = {"name": _node("material"), **own, **_nodes({"font": False, "custom_dir": folder})}
    theme["features"] = yaml.SequenceNode(LIST, kept)
    if "palette" not in own or not own["palette"].value:
        theme["palette"] = _node(palette(settings))
    return theme


def _colours(theme: Nodes, given: Given) -> str:
    """The host's style sheet of colours, where no page needs it."""
    chosen = theme["palette"]
    entries = [_entries(each) for each in (chosen.value if isinstance(chosen, yaml.SequenceNode) else [chosen])]
    named = [str(each["primary"].value) if "primary" in each else None for each in entries]
    variant = theme.get("variant")
    folder = str(variant.value) if variant else "modern"
    return colours_of([given.theme] if given.theme else [], named, folder)


def _titled(nav: yaml.Node) -> yaml.Node:
    """The author's navigation, its titles escaped: themes print them as markup."""
    match nav:
        case yaml.SequenceNode():
            return yaml.SequenceNode(LIST, [_titled(each) for each in nav.value])
        case yaml.MappingNode():
            return _mapping({escaped(title): _titled(below) for title, below in _entries(nav).items()})
    return nav


def _first(ours: str, author: yaml.Node | None) -> yaml.Node:
    """Ours before the author's own, which then may differ from it."""
    items = author.value if isinstance(author, yaml.SequenceNode) else []
    return yaml.SequenceNode(LIST, [_node(ours), *(item for item in items if item.value != ours)])


def _extensions(author: yaml.Node | None, options: yaml.Node) -> yaml.Node:
    """The author's extensions, in either form in which hosts take them, and those of ours that are not among them.

    `options` are those of our own.
    """
    if isinstance(author, yaml.MappingNode):
        known = {key.value for key, _ in author.value}
        missing = [(_node(name), options if name == OURS else _mapping({})) for name in _others(known)]
        return yaml.MappingNode(MAP, [*author.value, *missing])
    items = author.value if isinstance(author, yaml.SequenceNode) else []
    named = (item.value[0][0] if isinstance(item, yaml.MappingNode) and item.value else item for item in items)
    known = {str(item.value) for item in named}
    return yaml.SequenceNode(
        LIST, [*items, *(_mapping({name: options}) if name == OURS else _node(name) for name in _others(known))]
    )


def _others(known: Iterable[str]) -> list[str]:
    return [name for name in EXTENSIONS if name not in known]


def _entries(mapping: yaml.Node | None) -> Nodes:
    pairs = mapping.value if isinstance(mapping, yaml.MappingNode) else []
    return {str(key.value): value for key, value in pairs}


def _mapping(entries: Nodes) -> yaml.Node:
    return yaml.MappingNode(MAP, [(yaml.ScalarNode(TEXT, name), value) for name, value in entries.items()])


def _nodes(values: Mapping[str, Any]) -> Nodes:
    return {name: _node(value) for name, value in values.items()}


def _node(value: Any) -> yaml.Node:
    node = yaml.compose(yaml.safe_dump(value, allow_unicode=True), Loader=yaml.SafeLoader)
    assert node is not None  # noqa: S101  # for the type: what was dumped is there
    return node
