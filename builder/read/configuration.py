"""Read from `mkdocs.yml` what the compile needs, whatever host or extension tags it also holds."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.model.addresses import is_web
from builder.read.files import bounded
from builder.read.host_settings import SETTINGS_LIMIT, check_addresses, check_folders, read_host_settings
from builder.read.schema import SettingsShape, WordingShape
from builder.read.validation import validate
from builder.read.yaml import Node, Scalar, Sequence, Table
from builder.rules import RULES
from builder.settings import HEDGES, SCALE, SITE_NAME, Acceptance, Settings, Wording

CONFIGURATION = "mkdocs.yml"
PLUGIN = "briefings"
BEYOND = re.compile(r"(?:\A|[\s\[{,:-])!|^[\"']?INHERIT", re.MULTILINE)
"""What may begin a tag, such as `!ENV` which reads a variable, and what reads another file."""
EXTENSIONS = frozenset(
    (
        *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html"),
        *("meta", "sane_lists", "smarty", "tables", "toc"),
    )
)
"""Those of Python-Markdown that read nothing but the page."""


UNSET: Mapping[str, str] = {}


def read_settings(
    project: Path, report: Report, configuration: str = CONFIGURATION, environment: Mapping[str, str] = UNSET
) -> Settings:
    """The project's settings; what is wrong with them is reported, and the default stands.

    `environment` has the variables that settings may name by `!ENV`.
    """
    project = project.resolve()
    root = read_host_settings(project / configuration, project, environment, report)
    check_folders(root, project, report)
    check_addresses(root, report)
    options = _plugin(root, report)

    def report_setting(problem: Diagnostic) -> None:
        report(replace(problem, rule="bad-setting"))

    shape = (validate(SettingsShape, options, report_setting) if options else None) or SettingsShape()
    return Settings(
        project=project,
        site_name=_setting(root, "site_name") or SITE_NAME,
        excerpt_limit=shape.excerpt_limit,
        autolink=shape.autolink,
        accept=tuple(_acceptances(shape, options, report)),
        wording=_wording(shape.wording),
        nav=tuple(_paths(root.entries["nav"].node)) if "nav" in root.entries else (),
        configuration=configuration,
        site_url=_site_url(_setting(root, "site_url")),
        language=_language(root),
        policy=_policy(shape.content_security_policy),
        also_publish=tuple(_with_places(shape.also_publish, options)),
        directory_urls=_setting(root, "use_directory_urls").lower() != "false",
        self_contained=_self_contained(project, configuration, root),
        templates=_templates(project, root),
    )


def _self_contained(project: Path, configuration: str, root: Table) -> bool:
    """Whether a build depends on the project's files alone: no code, file or variable that we do not know."""
    if "hooks" in root.entries or (_custom_dir(root) is not None and not _templates(project, root)):
        return False
    try:
        text = (bounded(project / configuration, SETTINGS_LIMIT) or b"!").decode("utf-8", "replace")
    except OSError:
        return False
    plugins = all(name.removeprefix("material/") in (PLUGIN, "search") for name in _names(root, "plugins"))
    return plugins and not BEYOND.search(text) and all(map(_is_known, _names(root, "markdown_extensions")))


def _custom_dir(root: Table) -> Node | None:
    theme = root.entries.get("theme")
    own = theme.node.entries.get("custom_dir") if theme and isinstance(theme.node, Table) else None
    return own.node if own else None


def _templates(project: Path, root: Table) -> str:
    """The author's folder of templates, as a path from the project's; empty where it is not within that."""
    own = _custom_dir(root)
    if not isinstance(own, Scalar) or own.blank or "\0" in own.value:
        return ""
    path = Path(os.path.normpath(project / own.value))
    return path.relative_to(project).as_posix() if path.is_relative_to(project) and path != project else ""


def _is_known(extension: str) -> bool:
    """An extension that comes with the host and reads no files."""
    package, _, name = extension.partition(".")
    return (not name and package in EXTENSIONS) or (package == "pymdownx" and name not in ("snippets", "b64"))


def _names(root: Table, list_of: str) -> Iterator[str]:
    """What a list names, in either form in which MkDocs takes it."""
    entry = root.entries.get(list_of)
    items = entry.node.items if entry and isinstance(entry.node, Sequence) else [entry.node] if entry else []
    for item in items:
        if isinstance(item, Table):
            yield from item.entries
        elif isinstance(item, Scalar):
            yield item.value


def _setting(root: Table, name: str) -> str:
    """A setting of the host's that is a single value; empty where it is not there."""
    entry = root.entries.get(name)
    return entry.node.value if entry and isinstance(entry.node, Scalar) else ""


def _language(root: Table) -> str:
    """`theme.language`, which the host knows too."""
    theme = root.entries.get("theme")
    named = _setting(theme.node, "language") if theme and isinstance(theme.node, Table) else ""
    return named or "en"


def _site_url(written: str) -> str:
    """The site's address with a slash at its end; what is no address is the host's to complain of."""
    return f"{written.rstrip('/')}/" if is_web(written) else ""


def _plugin(root: Table, report: Report) -> Table | None:
    """Our plugin's options, from either form in which MkDocs takes plugins."""
    plugins = root.entries.get("plugins")
    if plugins is None:
        return None
    items = plugins.node.items if isinstance(plugins.node, Sequence) else [plugins.node]
    for item in items:
        entry = item.entries.get(PLUGIN) if isinstance(item, Table) else None
        if entry is not None and isinstance(entry.node, Table):
            return entry.node
        if entry is not None and not (isinstance(entry.node, Scalar) and entry.node.blank):
            report(
                Diagnostic(
                    entry.key, "bad-setting", f"`{PLUGIN}` takes settings, each as `name: value`", "see docs/formats.md"
                )
            )
    return None


def _wording(shape: WordingShape | None) -> Wording | None:
    if shape is None:
        return None
    limits = {name: count for name, count in shape.limits.model_dump().items() if count}
    return Wording(
        scale=SCALE if shape.scale is None else shape.scale,
        hedges=HEDGES if shape.hedges is None else tuple(shape.hedges),
        avoid={word: instead or "" for word, instead in shape.avoid.items()},
        limits=limits,
    )


def _policy(written: Mapping[str, list[str]] | Literal[False]) -> Mapping[str, tuple[str, ...]] | None:
    return None if written is False else {name: tuple(sources) for name, sources in written.items()}


def _acceptances(shape: SettingsShape, options: Table | None, report: Report) -> Iterator[Acceptance]:
    accept = options.entries.get("accept") if options else None
    nodes = accept.node.items if accept and isinstance(accept.node, Sequence) else []
    for index, each in enumerate(shape.accept):
        place = nodes[index].at if index < len(nodes) else Location(CONFIGURATION)
        if each.rule not in RULES:
            hint = did_you_mean(each.rule, RULES) or "docs/rules.md lists them"
            report(Diagnostic(place, "bad-setting", f"no rule is called `{shown(each.rule, 40)}`", hint))
        elif RULES[each.rule].severity == "error":
            message = f"`{each.rule}` is an error, and errors cannot be accepted"
            report(Diagnostic(place, "bad-setting", message, "mend what it reports"))
        elif not each.reason.strip():
            report(Diagnostic(place, "bad-setting", "an accepted warning needs a reason", "say why under `reason`"))
        else:
            yield Acceptance(each.rule, each.at, each.reason, place)


def _with_places(entries: list[str], options: Table | None) -> Iterator[tuple[str, Location]]:
    """Entries of `also_publish`, and where they are written."""
    written = options.entries["also_publish"].node if entries and options else None
    nodes = written.items if isinstance(written, Sequence) else [written] if written else []
    yield from ((entry, node.at) for entry, node in zip(entries, nodes, strict=True))


def _paths(node: Node) -> Iterator[tuple[str, Location]]:
    """Every page that a navigation names, addresses of other sites aside."""
    match node:
        case Scalar():
            if "://" not in node.value and not node.value.startswith(("/", "#", "mailto:")) and node.value:
                yield node.value.removeprefix("./"), node.at
        case Sequence():
            for item in node.items:
                yield from _paths(item)
        case Table():
            for entry in node.entries.values():
                yield from _paths(entry.node)
