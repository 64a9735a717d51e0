"""The theme around pages that differ in little: drawn once for a kind of page, and the page's own parts put in.

A shell is the theme's own rendering of a page that has a mark in the place of its title, its text and the like. The
marks have all that a template could change of a text; where one does, and where the first two pages of a kind are
filled in to anything else than the theme makes of them, pages of that kind are rendered one by one. So is a page with
something that a template replaces in what surrounds it.
"""

import copy
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from jinja2 import pass_context, pass_eval_context
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from builder.hosts.made import Alone, Made, MadePage

PAGE = "main.html"
LIVE = ("partials/briefings/head.html", "partials/toc.html")
"""Templates that are rendered for each page, within its shell."""
FILTERS = ("url", "script_tag")
REPLACE = "replace"
SWITCH = ' for="__toc"'
"""Our templates take it out of the sides of a page that has no such switch."""
REPLACED = (' rel="edit"', '__toc"')
"""What our templates look for in what surrounds a page: in a page's own text or headings they would find it too."""
HEADING = "<h1"
"""Of which the theme makes one where a page's text has none."""
BEGINS, ENDS = "\ue000", "\ue001"
MARK = re.compile(f"( {BEGINS}[^{BEGINS}{ENDS}]*{ENDS} )")
SURE = 2
"""Pages after which it is taken for known that a shell serves for all of its kind."""
Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that a template replaces in what has a part of a page in it."""

    part: str
    """Its name; of what is rendered for each page, its mark."""
    words: str
    begins: tuple[str, ...]
    """What a part cannot begin with: with what stands before it, that would be the words."""
    ends: tuple[str, ...]

    def is_met(self, text: str) -> bool:
        beside = text.startswith(self.begins) or text.endswith(self.ends)
        return beside or (bool(text) and (self.words in text or text in self.words))


@dataclass(slots=True)
class Shell:
    pieces: list[str] = field(default_factory=list)
    """Texts and marks, in turns."""
    names: dict[str, str] = field(default_factory=dict)
    """By mark: which of the page's own parts stands there."""
    live: dict[str, tuple[str, Context, str]] = field(default_factory=dict)
    """By mark: the template that is rendered there, with what, and what our own templates take out of it."""
    targets: set[str] = field(default_factory=set)
    """What it links to, and the folders of that: from within one of them a link reads differently."""
    sought: "set[Sought]" = field(default_factory=set)
    same: set[str] = field(default_factory=set)
    """The addresses of pages whose own rendering was the same, until there are enough of them."""

    def fits(self, page: Page, own: Mapping[str, str]) -> bool:
        """Whether a page's own parts may be put in as they are."""
        return page.url not in self.targets and not any(each.is_met(own.get(each.part, "")) for each in self.sought)

    def is_whole(self) -> bool:
        """Whether each mark stands in it as it was given."""
        marks, texts = self.pieces[1::2], "".join(self.pieces[::2])
        known = all(each in self.names or each in self.live for each in marks)
        return known and BEGINS not in texts and ENDS not in texts


class Shells:
    """Stands before the theme's templates while pages are written."""

    def __init__(self, env: Any, nav: Navigation) -> None:
        self._env = env
        self._page = env.get_template(PAGE)
        self._inside = {page.url for page in nav.pages}
        self._shells: dict[str, Shell | None] = {}

    def get_template(self, name: str) -> Any:
        return self if name == PAGE else self._env.get_template(name)

    def render(self, context: Context) -> str:
        """What the template itself would make of the page in the context."""
        page = context["page"]
        own = _own(page) if self._is_apart(page) else {}
        if not own:
            return str(self._page.render(context))
        kind = _kind(page, own, context)
        if kind not in self._shells:
            self._shells[kind] = self._shell(page, own, context)
        shell = self._shells[kind]
        if shell is None or not shell.fits(page, own):
            return str(self._page.render(context))
        filled = "".join(self._filled(shell, page, own))
        if len(shell.same) >= SURE and BEGINS not in filled:
            return filled
        rendered = str(self._page.render(context))
        shell.same.add(page.url)
        self._shells[kind] = shell if rendered == filled else None
        return rendered

    def _is_apart(self, page: Any) -> bool:
        """Whether nothing around the page tells of its place among others."""
        near = (page.parent, page.previous_page, page.next_page, page.edit_url)
        return isinstance(page, MadePage) and page.url not in self._inside and not any(near) and not page.is_homepage

    def _filled(self, shell: Shell, page: Page, own: Mapping[str, str]) -> Iterator[str]:
        for at, piece in enumerate(shell.pieces):
            if at % 2 == 0:
                yield piece
            elif piece in shell.names:
                yield own[shell.names[piece]]
            else:
                name, context, without = shell.live[piece]
                template = self._env.get_template(name)
                text = "".join(template.root_render_func(template.new_context({**context, "page": page}, shared=True)))
                yield text.replace(without, "") if without else text
                if any(each.is_met(text) for each in shell.sought if each.part == piece.replace(SWITCH, "")):
                    yield BEGINS  # which no template leaves: the page is rendered by itself

    # ── how one is made ────────────────────────────────────────────────────────────────────────

    def _shell(self, page: MadePage, own: Mapping[str, str], context: Context) -> Shell | None:
        marks = {name: _mark(name, HEADING if HEADING in value else "") for name, value in own.items()}
        shell = Shell(names={mark: name for name, mark in marks.items()})
        with self._noting(shell):
            text = self._page.render({**context, "page": _standing_for(page, marks)})
        shell.pieces = MARK.split(text)
        return shell if shell.is_whole() else None

    @contextmanager
    def _noting(self, shell: Shell) -> Iterator[None]:
        """Marks in place of what is to be rendered for each page; and a note of each link."""
        filters = {name: self._env.filters[name] for name in (*FILTERS, REPLACE)}
        templates = {name: self._env.get_template(name) for name in LIVE}
        real = {name: template.root_render_func for name, template in templates.items()}
        try:
            self._env.filters.update({name: _noted(filters[name], shell.targets) for name in FILTERS})
            self._env.filters[REPLACE] = _replacing(filters[REPLACE], shell)
            for name, template in templates.items():
                template.root_render_func = _stub(name, shell.live)
            yield
        finally:
            self._env.filters.update(filters)
            for name, template in templates.items():
                template.root_render_func = real[name]


def _stub(name: str, live: dict[str, tuple[str, Context, str]]) -> Callable[[Any], Iterator[str]]:
    def stub(context: Any) -> Iterator[str]:
        mark = _mark(f"{name} {len(live)}", SWITCH)
        live[mark] = name, dict(context.get_all()), ""
        live[mark.replace(SWITCH, "")] = name, dict(context.get_all()), SWITCH
        yield mark

    return stub


def _noted(real: Callable[[Any, Any], str], targets: set[str]) -> Callable[[Any, Any], str]:
    @pass_context
    def noted(context: Any, value: Any) -> str:
        path = posixpath.normpath(re.sub("[?#].*", "", str(value)))
        while path:
            targets.update((path, f"{path}/"))
            path = posixpath.dirname(path.rstrip("/"))
        return real(context, value)

    return noted


def _replacing(real: Callable[..., str], shell: Shell) -> Callable[..., str]:
    @pass_eval_context
    def replacing(context: Any, value: Any, old: Any, *rest: Any, **more: Any) -> str:
        if BEGINS in str(value):
            names = {**shell.names, **{mark: mark.replace(SWITCH, "") for mark in shell.live if old != SWITCH}}
            shell.sought.update(_sought(MARK.split(str(value)), str(old), names))
        return real(context, value, old, *rest, **more)

    return replacing


def _sought(pieces: list[str], words: str, names: Mapping[str, str]) -> Iterator[Sought]:
    """What is sought of each of the parts that have their marks among texts; next to another part, anything may be."""
    for at in range(1, len(pieces), 2):
        before, after, inside = pieces[at - 1], pieces[at + 1], range(1, len(words))
        begins = (words[each:] for each in inside if words[:each].endswith(before) or before.endswith(words[:each]))
        ends = (words[:each] for each in inside if words[each:].startswith(after) or after.startswith(words[each:]))
        if pieces[at] in names:
            yield Sought(names[pieces[at]], words, tuple(begins), tuple(ends))


def _mark(name: str, more: str = "") -> str:
    """Escaped, stripped of tags or blanks, shortened or in other letters it would not be the same."""
    return f" {BEGINS}{name}&amp; <i>a  A\"'</i>{more}{ENDS} "


def _own(page: MadePage) -> dict[str, str]:
    """A page's own parts, by name, as templates print them; none where it has no title, or where they change it."""
    made = page.made()
    title, description = (page.meta.get(name) or "" for name in ("title", "description"))
    if not isinstance(title, str) or not isinstance(description, str) or not title:
        return {}
    headings = json.dumps(made.contents).replace("\\", "")
    if any(each in page.content or each in headings for each in REPLACED):
        return {}
    first = made.contents[0][1] if made.contents else ""
    canonical = page.canonical_url or ""
    every = {"title": title, "description": description, "content": page.content, "first": first, "address": canonical}
    return {name: value for name, value in every.items() if value}


def _kind(page: Page, own: Mapping[str, str], context: Context) -> str:
    """All else that templates may ask of a page: pages of one kind differ in their own parts alone."""
    about = page.meta.get("briefings")
    kind = about.get("kind") if isinstance(about, dict) else about
    told = [name for name in ("title", "description") if name in own]
    rest = {name: value for name, value in page.meta.items() if name not in (*told, "briefings")}
    folder = posixpath.dirname(page.url.rstrip("/"))
    around = [context[name] for name in ("base_url", "extra_css", "extra_javascript")]
    level = page.toc.items[0].level if "first" in own else 0
    parts = [folder, page.url.endswith("/"), [*own], HEADING in own.get("content", ""), level, kind, rest, around]
    return json.dumps(parts, default=repr)


def _standing_for(page: MadePage, marks: Mapping[str, str]) -> MadePage:
    """A page like this one, with marks as its own parts."""
    about = page.meta.get("briefings")
    meta = {**page.meta, **{name: marks[name] for name in ("title", "description") if name in marks}}
    if isinstance(about, dict):
        meta["briefings"] = {"kind": about.get("kind")}
    contents = [["", marks["first"], page.toc.items[0].level, []]] if "first" in marks else []
    made = Made(marks.get("content", ""), contents, None, meta, {}, "")
    found = copy.copy(page)
    found.kept, found._given, found._named = Alone(made), None, None
    found.canonical_url = marks.get("address")
    return found
