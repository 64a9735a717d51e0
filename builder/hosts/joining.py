"""The theme's style sheets and ours as one file, without what the theme says of things that a page has not.

There are two such files: one with all, and one that leaves out what a site's settings give no reason to expect, such as
tabs or keys. A finished page links to the second if nothing on it is among that, whatever put it there.
"""

import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import write_file

from builder.hosts.cascade import Broken, Rule, asked_for, rules_of, text_of, without, without_properties
from builder.last import Last
from builder.model.resolved import Site
from builder.render.assets import SCRIPT, STYLE
from builder.settings import Settings

THEME = "material"
SHEETS = Path("assets", "stylesheets")
SCRIPTS = Path("assets", "javascripts")
THEIRS = ("main", "palette")
"""Of the theme's files, in the order in which it links to them."""
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "admonition(-.*)?|abstract|info|tip|success|question|warning|failure|danger|bug|example|note|quote|inline": (
        *("admonition", "pymdownx.details", "pymdownx.blocks.admonition", "pymdownx.blocks.details"),
    ),
    "annotate|md-annotation.*": ("content.code.annotate",),
    "arithmatex": ("pymdownx.arithmatex",),
    "cards?|grid": ("md_in_html",),
    "critic": ("pymdownx.critic",),
    "emojione|gemoji|twemoji": ("pymdownx.emoji",),
    "filename|highlight(table)?|hll|linenodiv|linenos": (
        *("codehilite", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.superfences"),
    ),
    "keys|key-.*": ("pymdownx.keys",),
    "md-(author|draft|meta|pagination|pin|post|profile).*": ("blog",),
    "md-banner.*": ("announce.dismiss", "extra.version"),
    "md-button.*|md-input.*": (),
    "md-consent.*": ("extra.consent",),
    "md-feedback.*": ("extra.analytics",),
    "md-footer__.*": ("navigation.footer",),
    "md-path.*": ("navigation.path",),
    "md-progress": ("navigation.instant.progress",),
    "md-select.*": ("extra.alternate",),
    "md-social.*": ("extra.social",),
    "md-source.*": ("repo",),
    "md-status.*": ("extra.status",),
    "md-tabs.*": ("navigation.tabs",),
    "md-top": ("navigation.top",),
    "md-version.*": ("extra.version",),
    "tabbed-.*": ("pymdownx.tabbed", "pymdownx.blocks.tab"),
    "task-list-.*": ("pymdownx.tasklist",),
}
"""Classes of the theme's that a page may well be without, and settings that give reason to expect them.

Its scripts give none of them to a page that has not one of the same family, or such a setting.
"""
COLOURS = ("data-md-color-primary", "data-md-color-accent")
VALUE = rb"""(?=(\w*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)))"""
CLASS, COLOUR = (re.compile(name + VALUE) for name in (b"class", b"data-md-color-"))
"""Attributes of a page in small letters that may name what a sheet is about.

What only looks like one is taken for one, and hides none that follows; two expressions, since the search for what
begins with plain letters is ten times as fast.
"""
BLANK = re.compile(r"&(?:tab|newline);")
"""White space by its name in HTML, once that is in small letters."""
USED = re.compile(r"--[\w-]++(?!\s*:)")
"""A custom property where it is asked for, or made of parts, and not only set."""
INSTANT = "navigation.instant"
"""A feature of the theme's that puts one page in the place of another, and leaves the style sheets."""
STYLED = re.compile(r"script|style|default")
"""Directives of a policy by which an author may let in scripts and styles that nobody has seen here."""


@dataclass(frozen=True, slots=True)
class Sheet:
    path: str
    """In the site, with a digest of the text."""
    text: str


@dataclass(frozen=True, slots=True)
class Sheets:
    """What pages of one site may link to."""

    whole: Sheet
    lean: Sheet
    absent: frozenset[str]
    """What the second says nothing of: classes, and colours as `data-md-color-primary=red`."""


def join(config: MkDocsConfig, site: Site, settings: Settings) -> None:
    """Have pages link to one style sheet where they would to the theme's and ours, one after the other."""
    theirs = _theirs(config)
    if config.theme.name != THEME or not theirs or [*config.extra_css][:1] != [STYLE]:
        return
    linked = [path for path in theirs if path != config.extra["briefings_shell"]["unlinked"]]
    ours = {page.path: str(page.take()) for page in site.pages if page.path.endswith((".css", ".js"))}
    try:
        texts = {path: each.read_text("utf-8") for path, each in theirs.items()}
        said = "".join((*ours.values(), *_scripts(config)))
        reasons = _reasons(config) if _is_known(config, settings) else None
        sheets = sheets_of(tuple(map(texts.__getitem__, linked)), ours[STYLE], said, reasons)
    except (Broken, UnicodeDecodeError):
        return
    held = {**texts, STYLE: ours[STYLE]} if _is_alone(config, settings) else {}
    joining = Joining(sheets, (*linked, STYLE), held, config.site_dir)
    config.extra["briefings_shell"]["sheets"] = [sheets.lean.path, sheets.whole.path]
    events = config.plugins.events
    events["files"].append(joining.hold_back)
    events["post_template"].append(joining.put_in_template)
    events["post_page"].append(joining.put_in_page)
    events["post_build"].insert(0, joining.finish)


def joining_of(config: MkDocsConfig) -> "Joining | None":
    """What joins the style sheets of a site, if they are joined."""
    found = (getattr(each, "__self__", None) for each in config.plugins.events["post_build"])
    return next((each for each in found if isinstance(each, Joining)), None)


class Joining:
    """Links to style sheets in the pages of one site, and the files that they lead to."""

    def __init__(self, sheets: Sheets, linked: tuple[str, ...], held: Mapping[str, str], site: str) -> None:
        """`linked` are what pages would link to, in order; what is `held` is not published but for a link to it."""
        self._sheets = sheets
        self._linked = linked
        self._site = Path(site)
        self._held = held
        self._texts = {**{each.path: each.text for each in (sheets.whole, sheets.lean)}, **held}
        self._known: dict[bytes, bool] = {}
        """By an attribute: whether it names what the lean sheet says nothing of."""
        self._last: Last | None = None
        self.made: dict[str, str] = {}
        """The joined files, by their paths in the site, and the SHA-256 of each."""
        self.joined: frozenset[str] = frozenset()
        """Files of ours that are no files of the site, since their text is in one of those."""

    def take_up(self, last: Last) -> None:
        """Some pages are the last site's, and are not seen here."""
        self._last = last

    # ── events of the host ─────────────────────────────────────────────────────────────────────

    def hold_back(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002  # MkDocs gives it
        """Keep the files out of the site to which no page will link: the event of the files."""
        for file in [each for each in files if each.dest_uri.removesuffix(".map") in self._held]:
            files.remove(file)
        return files

    def put_in_page(self, output: str, *, page: Any, config: MkDocsConfig) -> str:  # noqa: ARG002  # the same
        """Have a page link to the sheet that it needs: the event of a page that is drawn."""
        return self._put(output, "<script" in (page.content or "").lower())

    def put_in_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002  # the same
        """The same, of a page that the host makes of a template alone."""
        return self._put(output, False) if template_name.endswith(".html") else output

    def finish(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002  # the same
        """Write what some page links to, whole, whoever began to: the event of the end of a build."""
        needed = [path for path in self._texts if (self._site / path).exists() or self._stands(path)]
        for path in needed:
            self._write(path)
        paths = (self._sheets.whole.path, self._sheets.lean.path)
        self.made = {path: _digest(self._texts[path]) for path in paths if path in needed}
        self.joined = frozenset({STYLE} if STYLE in self._held and STYLE not in needed else ())

    # ── what a page needs ──────────────────────────────────────────────────────────────────────

    def _put(self, output: str, scripted: bool) -> str:
        joined = self._joined(output, scripted)
        for path in self._held:
            if path in joined:
                self._need(path)
        return joined

    def _joined(self, output: str, scripted: bool) -> str:
        """The page with one link, where it has those that are expected and no other style between them."""
        first, *others = self._linked
        before, mark, rest = output.partition(f'{first}">')
        start, link, base = before.rpartition('<link rel="stylesheet" href="')
        if not mark or not link or '"' in base:
            return output
        between = []
        for path in others:
            gap, mark, rest = rest.partition(f'<link rel="stylesheet" href="{base}{path}">')
            if not mark or "stylesheet" in gap or "<style" in gap:
                return output
            between.append(gap)
        path = (self._sheets.whole if scripted or self._is_more(output) else self._sheets.lean).path
        self._need(path)
        return f'{start}{link}{base}{path}">{"".join(between)}{rest}'

    def _is_more(self, output: str) -> bool:
        """Whether a page has something that the lean sheet says nothing of, or style that it may lack."""
        if not self._sheets.absent:
            return False
        small = output.encode("utf-8", "surrogateescape").lower()
        attributes = {*CLASS.findall(small), *COLOUR.findall(small)}
        return b"var(" in small or any(map(self._names_more, attributes))

    def _names_more(self, attribute: bytes) -> bool:
        if attribute not in self._known:
            text = BLANK.sub(" ", attribute.decode("utf-8", "replace"))
            name, _, value = html.unescape(text).lower().partition("=")
            values = value.strip().strip("\"'").split()
            names = [f"data-md-color-{name.strip()}={each}" for each in values] if name.strip() else values
            self._known[attribute] = not self._sheets.absent.isdisjoint(names)
        return self._known[attribute]

    # ── the files ──────────────────────────────────────────────────────────────────────────────

    def _need(self, path: str) -> None:
        """Have a file be there, for `finish`: a copy of this process cannot tell it what it has seen."""
        if not (self._site / path).exists():
            self._write(path)

    def _write(self, path: str) -> None:
        write_file(self._texts[path].encode("utf-8"), str(self._site / path))

    def _stands(self, path: str) -> bool:
        """Whether a page that stands as it was links to a file of the last site."""
        with suppress(KeyError):
            if self._last and self._last.digest(path):
                name = path.encode("ascii")
                return any(name in page.read_bytes() for page in sorted(self._site.rglob("*.html")))
        return False


# ── what the files say ─────────────────────────────────────────────────────────────────────────


@cache
def sheets_of(texts: tuple[str, ...], ours: str, said: str, reasons: "Reasons | None") -> Sheets:
    """The sheets of a site: of the theme's `texts`, and `ours`. Raises `Broken` where they cannot be joined.

    `said` are all scripts, and what else of ours may use the theme's properties. Where there are no `reasons` to expect
    something rather than anything, nothing is left out.
    """
    rules = tuple(rule for text in texts for rule in _joinable(rules_of(text)))
    whole = _sheet(text_of(rules) + ours)
    if reasons is None:
        return Sheets(whole, whole, frozenset())
    absent = frozenset(filter(reasons.none_for, asked_for(rules)))
    left = tuple(without(rules, absent))
    if reasons.alone:
        used = {*USED.findall(text_of(left) + said)}
        begun = tuple(name for name in used if name.endswith("-"))
        left = tuple(without_properties(left, lambda name: name not in used and not name.startswith(begun)))
    return Sheets(whole, _sheet(text_of(left) + ours), frozenset(name.lower() for name in absent))


@dataclass(frozen=True, slots=True)
class Reasons:
    """What a site's settings give reason to expect on its pages."""

    settings: frozenset[str]
    colours: frozenset[str]
    """Chosen by the settings, or left to the theme, as `data-md-color-primary=red`."""
    alone: bool
    """Whether no style sheet of the author's may use the theme's properties."""

    def none_for(self, name: str) -> bool:
        """Whether there is none for a class, or for a colour."""
        if "=" in name:
            return name.startswith(COLOURS) and name not in self.colours
        return any(re.fullmatch(names, name) and self.settings.isdisjoint(when) for names, when in FAMILIES.items())


def _joinable(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Raises `Broken` where rules mean something else in another place: their addresses, or what they bring in."""
    text = text_of(rules)
    if "@import" in text or "@namespace" in text or re.search(r"url\((?![\"']?data:)", text):
        raise Broken("a rule means something else in another file")
    return rules


def _sheet(text: str) -> Sheet:
    return Sheet(STYLE.replace(".css", f".{_digest(text)[:8]}.css"), text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _theirs(config: MkDocsConfig) -> dict[str, Path]:
    """The theme's own sheets by their paths in the site; none where there is not one of each."""
    found: dict[str, Path] = {}
    for folder in config.theme.dirs:
        for path in sorted(path for name in THEIRS for path in Path(folder, SHEETS).glob(f"{name}.*.css")):
            found.setdefault((SHEETS / path.name).as_posix(), path)
    kinds = [Path(path).name.partition(".")[0] for path in found]
    return dict(sorted(found.items())) if sorted(kinds) == sorted(THEIRS) else {}


def _scripts(config: MkDocsConfig) -> Iterator[str]:
    """The theme's own that run in pages."""
    for folder in config.theme.dirs:
        for path in sorted(Path(folder, SCRIPTS).glob("*.js")):
            yield path.read_text("utf-8")


def _is_known(config: MkDocsConfig, settings: Settings) -> bool:
    """Whether nothing acts in pages, or brings in style, but what comes with the theme and with us."""
    policy = settings.policy
    allowed = policy is not None and not any(map(STYLED.match, policy))
    acts = [*map(str, config.extra_javascript)] != [SCRIPT] or INSTANT in (config.theme.get("features") or ())
    return _is_alone(config, settings) and allowed and not acts


def _is_alone(config: MkDocsConfig, settings: Settings) -> bool:
    """Whether all templates are the theme's and ours: an author's may name or bring in anything."""
    return settings.self_contained and not config.theme.custom_dir


def _reasons(config: MkDocsConfig) -> Reasons:
    extra = {f"extra.{name}" for name, value in config.extra.items() if value}
    named = {*(config.theme.get("features") or ()), *config.markdown_extensions, *config.plugins, *extra}
    more = {"repo"} if config.repo_url else set()
    return Reasons(
        frozenset(named | more), frozenset(_chosen(config.theme.get("palette"))), [*config.extra_css] == [STYLE]
    )


def _chosen(palette: Any) -> Iterable[str]:
    """The colours that a configuration chooses, or leaves to the theme."""
    for entry in palette if isinstance(palette, list) else [palette]:
        given = entry if isinstance(entry, Mapping) else {}
        for name in COLOURS:
            colour = str(given.get(name.rpartition("-")[2]) or "indigo")
            yield f"{name}={colour.replace(' ', '-')}"
