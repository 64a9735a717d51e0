"""A look through one template: what each of its expressions comes to, and how far it sees by what it does with that."""

import posixpath
from collections.abc import Iterable, Iterator
from functools import singledispatchmethod
from typing import Any

from jinja2 import nodes

from builder.hosts.sight import (
    APART,
    CONTEXT,
    FUNCTIONS,
    GIVEN,
    HEADING,
    HELD,
    INNER,
    LANGUAGE,
    LISTED,
    LOOPS,
    NAMING,
    OF_HEADINGS,
    OF_ITEMS,
    OTHERS,
    PARTS,
    PATHS,
    PURE,
    REMEMBERING,
    SAME,
    SHOWN,
    STEADY,
    THEIRS,
    TODAY,
    Kind,
    Kinds,
    Sight,
    joined,
)

WHOLE = (Kind.PAGE, Kind.HEAD, Kind.ABOUT)
"""What has all of a page, or all that it says of itself."""
OUTSIDE = (Kind.FILE, Kind.CONFIG, Kind.PLUGINS, Kind.PLUGIN, Kind.HEAD_OF_ITEM)
"""What has more than is known of it."""


class Looking:
    """One look through a template, by what names are known to be; what they are learned to be is gathered."""

    def __init__(self, known: Kinds, *, words: Kind = Kind.DATA, strict: bool = False) -> None:
        """`words` is what the theme's language gives; with `strict`, a name that nobody is known to give is a fault."""
        self._known = known
        self._words = words
        self._strict = strict
        self._again = False
        """Whether some loop in it may be gone through with something else."""
        self.sight = Sight.PARTS
        self.dated = False
        """Whether the day is looked at."""
        self.learned: dict[str, Kind] = {}
        self.references: list[str | None] = []
        """The templates that it includes: a name, a name's beginning with `*` behind it, or none where that is open."""

    def look(self, template: nodes.Template) -> None:
        if _remembers(template):
            self._see(Sight.ANYTHING)
        self._visit(template)

    def _see(self, sight: Sight) -> None:
        self.sight = max(self.sight, sight)

    def _lost(self, sight: Sight) -> Kind:
        """It sees that far, and what comes of it is not known."""
        self._see(sight)
        return Kind.ANY

    def _learn(self, name: str, kind: Kind) -> None:
        if name in CONTEXT:
            self._see(Sight.SITE)  # what is included would show another page
        self.learned[name] = joined([self.learned.get(name, Kind.NOTHING), kind])

    # ── statements ─────────────────────────────────────────────────────────────────────────────

    def _visit(self, node: nodes.Node) -> None:
        self._say(node)
        for each in node.iter_child_nodes():
            if isinstance(each, nodes.Stmt):
                self._visit(each)
            elif each is getattr(node, "test", None):
                self._ask(each)
            elif isinstance(each, nodes.Expr):
                self._value(each)

    @singledispatchmethod
    def _say(self, node: nodes.Node) -> None:
        """What a statement does besides what stands in it."""
        if not isinstance(node, nodes.Template | nodes.Block | nodes.If | nodes.Scope | nodes.ExprStmt):
            self._see(Sight.ANYTHING)

    @_say.register
    def _(self, node: nodes.Output) -> None:
        for each in node.nodes:
            kind = self._value(each)
            if kind in WHOLE:
                self._see(Sight.PAGE)
            elif kind in OUTSIDE:
                self._see(Sight.SITE)

    @_say.register
    def _(self, node: nodes.For) -> None:
        self._bind(node.target, self._element(self._value(node.iter)))
        self._known = {**self._known, "loop": Kind.LOOP}
        self._again = self._again or node.recursive
        for call in node.find_all(nodes.Call) if node.recursive else ():
            if isinstance(call.node, nodes.Name) and call.node.name == "loop":
                for kind in self._given(call):
                    self._bind(node.target, self._element(kind))

    @_say.register
    def _(self, node: nodes.Assign) -> None:
        self._bind(node.target, self._value(node.node))

    @_say.register
    def _(self, node: nodes.AssignBlock) -> None:
        self._bind(node.target, Kind.TEXT)
        if node.filter is not None:
            self._see(Sight.PAGE)

    @_say.register
    def _(self, node: nodes.With) -> None:
        for target, value in zip(node.targets, node.values, strict=True):
            self._bind(target, self._value(value))

    @_say.register
    def _(self, node: nodes.Macro) -> None:
        self._learn(node.name, Kind.MACRO)
        for name in node.args:
            self._bind(name, Kind.ANY)

    @_say.register
    def _(self, node: nodes.CallBlock) -> None:
        for name in node.args:
            self._bind(name, Kind.ANY)

    @_say.register
    def _(self, node: nodes.FilterBlock) -> None:  # noqa: ARG002  # whatever it does
        self._see(Sight.PAGE)

    @_say.register
    def _(self, node: nodes.Extends | nodes.Include) -> None:
        self._refer(node.template)

    @_say.register
    def _(self, node: nodes.Import) -> None:
        self._refer(node.template)
        words = isinstance(node.template, nodes.Const) and node.template.value == LANGUAGE
        self._learn(node.target, Kind.WORDS if words else Kind.MODULE)

    @_say.register
    def _(self, node: nodes.FromImport) -> None:
        self._refer(node.template)
        for each in node.names:
            name, here = each if isinstance(each, tuple) else (each, each)
            self._learn(here, joined([Kind.MACRO, self._known.get(name, Kind.NOTHING)]))

    def _bind(self, target: nodes.Node, kind: Kind) -> None:
        match target:
            case nodes.Name():
                self._learn(target.name, self._held(kind))
            case nodes.Tuple() | nodes.List():
                for each in target.items:
                    self._bind(each, self._element(kind))
            case nodes.NSRef():
                self._learn(target.name, Kind.ANY)
            case _:
                self._see(Sight.ANYTHING)

    def _held(self, kind: Kind) -> Kind:
        """What is held under a name, or in a list: of the page no more than its parts, or it is not known what."""
        if kind in WHOLE:
            self._see(Sight.PAGE)
        if kind in OUTSIDE:
            self._see(Sight.SITE)
        return kind if kind in HELD else Kind.ANY

    def _refer(self, node: nodes.Expr) -> None:
        for each in _names(node):
            name = posixpath.normpath(str(each.value)).lstrip("/") if isinstance(each, nodes.Const) else None
            first = each.nodes[0] if isinstance(each, nodes.Concat) else None
            if isinstance(first, nodes.Const) and str(first.value).startswith(".icons/"):
                name = ".icons/*"
            if name is None or name.startswith(OTHERS):
                self._see(Sight.SITE)
            self.references.append(name)

    # ── expressions ────────────────────────────────────────────────────────────────────────────

    def _ask(self, node: nodes.Node) -> None:
        """Whether something is there, which is the same of all pages of a kind."""
        if isinstance(node, nodes.And | nodes.Or):
            self._ask(node.left)
            self._ask(node.right)
        else:
            self._value(node)

    @singledispatchmethod
    def _value(self, node: nodes.Node | None) -> Kind:
        """What an expression comes to."""
        return Kind.DATA if node is None else self._lost(Sight.ANYTHING)

    @_value.register
    def _(self, node: nodes.Const | nodes.TemplateData) -> Kind:  # noqa: ARG002  # whichever it is
        return Kind.DATA

    @_value.register
    def _(self, node: nodes.NSRef) -> Kind:  # noqa: ARG002  # the same
        return Kind.ANY

    @_value.register
    def _(self, node: nodes.Name) -> Kind:
        name = node.name
        self.dated = self.dated or name == TODAY
        if name == "pages":
            self._see(Sight.SITE)
        if name == "lipsum" or (name.startswith("_") and name != "_"):
            self._see(Sight.ANYTHING)
        if name in self._known:
            theirs = name in THEIRS and self._known[name] not in (Kind.MACRO, Kind.MODULE)
            return Kind.ANY if theirs else self._known[name]
        found = CONTEXT.get(name) or GIVEN.get(name)
        if found is None and self._strict:
            self._see(Sight.SITE)
        return found or Kind.ANY

    @_value.register
    def _(self, node: nodes.Getattr) -> Kind:
        return self._attribute(self._value(node.node), node.attr)

    @_value.register
    def _(self, node: nodes.Getitem) -> Kind:
        return self._item(self._value(node.node), node.arg)

    @_value.register
    def _(self, node: nodes.And | nodes.Or) -> Kind:
        left = self._value(node.left)
        sides = [] if isinstance(node, nodes.And) and left in (Kind.PAGE, Kind.HEAD) else [left]  # always there
        return joined(self._held(each) for each in (*sides, self._value(node.right)))

    @_value.register
    def _(self, node: nodes.Not) -> Kind:
        self._ask(node.node)
        return Kind.DATA

    @_value.register
    def _(self, node: nodes.CondExpr) -> Kind:
        self._ask(node.test)
        return joined(self._held(self._value(each)) for each in (node.expr1, node.expr2))

    @_value.register
    def _(self, node: nodes.Concat) -> Kind:
        kinds = [self._held(self._value(each)) for each in node.nodes]
        return Kind.DATA if SAME.issuperset(kinds) else Kind.TEXT

    @_value.register
    def _(self, node: nodes.Add) -> Kind:
        found = joined(self._held(self._value(each)) for each in (node.left, node.right))
        return found if found in HELD else self._worked([found])

    @_value.register
    def _(self, node: nodes.Tuple | nodes.List) -> Kind:
        return joined([Kind.DATA, *(self._held(self._value(each)) for each in node.items)])

    @_value.register
    def _(self, node: nodes.Dict) -> Kind:
        parts = (each for pair in node.items for each in (pair.key, pair.value))
        return joined([Kind.DATA, *(self._held(self._value(each)) for each in parts)])

    @_value.register
    def _(self, node: nodes.Slice | nodes.BinExpr | nodes.UnaryExpr) -> Kind:
        return self._worked([self._value(each) for each in node.iter_child_nodes()])

    @_value.register
    def _(self, node: nodes.MarkSafeIfAutoescape) -> Kind:
        return self._value(node.expr)

    @_value.register
    def _(self, node: nodes.Test) -> Kind:
        of, given = self._value(node.node), self._given(node)
        if node.name not in ("defined", "undefined", "none") or given:
            self._worked([of, *given])
        return Kind.DATA

    @_value.register
    def _(self, node: nodes.Compare) -> Kind:
        kinds = [self._value(node.expr), *(self._value(each.expr) for each in node.ops)]
        if kinds[1:] == [Kind.PLUGINS] and node.ops[0].op in ("in", "notin"):
            kinds.pop()
        known = isinstance(node.expr, nodes.Const) and node.expr.value == HEADING
        if not (known and kinds[1:] == [Kind.PART] and node.ops[0].op in ("in", "notin")):
            self._worked(kinds)
        return Kind.DATA

    @_value.register
    def _(self, node: nodes.Filter) -> Kind:
        of, given, name = self._value(node.node), self._given(node), node.name
        if name == "attr" and node.args:
            return self._item(of, node.args[0])
        if name == "random":
            self._see(Sight.ANYTHING)
        if name in ("default", "d") and of is Kind.PART:
            return joined([of, *given])
        if of in (Kind.ITEM, Kind.ANY, *WHOLE, *OUTSIDE):
            if name in NAMING:
                self._named(of, node)
            elif name not in LISTED:
                self._see(Sight.SITE)
        return self._worked([of, *given])

    @_value.register
    def _(self, node: nodes.Call) -> Kind:
        given = self._given(node)
        match node.node:
            case nodes.Name(name="super" | "caller"):
                return Kind.TEXT
            case nodes.Name(name="loop") if self._again:
                return Kind.TEXT
            case nodes.Name(name=name) if name in FUNCTIONS and name not in self._known:
                return Kind.ANY if name in REMEMBERING else joined([Kind.DATA, *given])
            case nodes.Name(name=name) if self._known.get(name) is Kind.MACRO:
                return Kind.TEXT
            case nodes.Getattr(node=of, attr=method) if not method.startswith("_"):
                return self._method(self._value(of), method, node, given)
        return self._lost(Sight.ANYTHING)

    def _given(self, node: Any) -> list[Kind]:
        """What is given to a call or a filter."""
        given = [*node.args, *(each.value for each in node.kwargs), node.dyn_args, node.dyn_kwargs]
        return [self._held(self._value(each)) for each in given if each is not None]

    def _method(self, of: Kind, method: str, node: nodes.Call, given: list[Kind]) -> Kind:
        match of:
            case Kind.SELF:
                return Kind.TEXT
            case Kind.MODULE if self._known.get(method, Kind.MACRO) in (Kind.MACRO, Kind.NOTHING):
                return Kind.TEXT
            case Kind.WORDS:
                return self._words if SAME.issuperset(given) else Kind.TEXT
            case Kind.LOOP if method in ("cycle", "changed"):
                return joined([Kind.DATA, *given])
        known = method != "format" or {*SAME, Kind.PART, Kind.TEXT}.issuperset(given)  # its words name attributes
        if method not in PURE or not known:
            return self._lost(Sight.ANYTHING)
        if method == "get" and node.args:
            return joined([self._item(of, node.args[0]), *given[1:]])
        return self._worked([of, *given])

    def _worked(self, kinds: Iterable[Kind]) -> Kind:
        """What is made of these by work that looks into them."""
        found = joined([self._held(kind) for kind in kinds])
        if found in SAME or found is Kind.ITEM:
            return found
        self._see(Sight.PAGE)
        return Kind.DATA if found in (Kind.PART, Kind.TEXT) else Kind.ANY

    def _element(self, of: Kind) -> Kind:
        """One of what is gone through."""
        if of in SAME or of is Kind.ITEM:
            return of
        self._see(Sight.SITE if of in OUTSIDE else Sight.PAGE)
        return Kind.DATA if of in (Kind.PART, Kind.TEXT) else Kind.ANY

    def _named(self, of: Kind, node: nodes.Filter) -> None:
        """A filter that may look at an attribute by its name."""
        args = node.args[:1] if node.name.endswith("attr") else node.args
        if node.dyn_args or node.dyn_kwargs:
            self._see(Sight.SITE)
        for each in [*args, *(each.value for each in node.kwargs)]:
            if not isinstance(each, nodes.Const):
                self._see(Sight.SITE)
            elif isinstance(each.value, str):
                kind = of
                for name in each.value.split("."):
                    kind = self._attribute(kind, name)

    # ── what is in what ────────────────────────────────────────────────────────────────────────

    def _item(self, of: Kind, at: nodes.Expr) -> Kind:
        if isinstance(at, nodes.Const) and isinstance(at.value, str):
            return self._attribute(of, at.value)
        kind = self._value(at)
        if of in SAME:
            self._worked([kind])
            return of
        if of is Kind.ITEM and isinstance(at, nodes.Slice | nodes.Const):
            return of
        return self._lost(Sight.PAGE if of in (Kind.PART, Kind.TEXT) else Sight.SITE)

    def _attribute(self, of: Kind, name: str) -> Kind:
        if name.startswith("_"):
            return self._lost(Sight.ANYTHING)
        if of in SAME:
            return of
        if of in (Kind.PART, Kind.TEXT):
            self._see(Sight.PAGE)
            return Kind.DATA
        if of in (Kind.ITEM, Kind.ANY):
            return self._of_item(of, name)
        if of in (Kind.PAGE, Kind.HEAD):
            return self._of_page(name) if of is Kind.PAGE else _of_head(name)
        if of is Kind.CONFIG and name in STEADY:
            return Kind.SETTING
        if (of, name) == (Kind.CONFIG, "plugins") or of is Kind.PLUGINS:
            return Kind.PLUGINS if of is Kind.CONFIG else Kind.PLUGIN
        if name in KNOWN.get(of, ()):
            return Kind.DATA
        return self._lost(LESS.get(of, Sight.SITE))

    def _of_item(self, of: Kind, name: str) -> Kind:
        if name == "meta":
            return Kind.HEAD_OF_ITEM
        if of is Kind.ITEM and name in OF_ITEMS:
            return of
        known = of is Kind.ANY and name in OF_ITEMS | OF_HEADINGS  # if it is the page itself, it may be looked into
        return self._lost(Sight.PAGE if known else Sight.SITE)

    def _of_page(self, name: str) -> Kind:
        if name in PARTS:
            return Kind.PART
        if name == "meta":
            return Kind.HEAD
        if name in APART:
            return Kind.ITEM
        if name in INNER:
            self._see(Sight.ANYTHING)
        self._see(Sight.SITE if name == "update_date" else Sight.PAGE)
        if name in ("url", "abs_url", "markdown"):
            return Kind.DATA
        return Kind.FILE if name == "file" else Kind.ANY


KNOWN = {
    Kind.PLUGIN: frozenset(("config",)),
    Kind.HEAD_OF_ITEM: SHOWN,
    Kind.FILE: PATHS,
    Kind.ABOUT: frozenset(("kind",)),
    Kind.LOOP: LOOPS,
}
"""What is the same on all pages of a kind, in what is not."""
LESS = {
    Kind.ABOUT: Sight.PAGE,
    Kind.LOOP: Sight.PARTS,
    **dict.fromkeys((Kind.WORDS, Kind.MACRO, Kind.MODULE, Kind.SELF), Sight.ANYTHING),
}
"""How far it sees that looks at anything else in it, where that is not all of every page."""


def _remembers(template: nodes.Template) -> bool:
    """Whether it may hold something from page to page: a module is made once, and its macros may change it."""
    macros = [*template.find_all((nodes.Macro, nodes.CallBlock))]
    within = {id(each) for macro in macros for each in macro.find_all(nodes.Name)}
    outside = [each for each in template.find_all(nodes.Name) if each.name in REMEMBERING and id(each) not in within]
    made = {
        each.target.name
        for each in template.find_all(nodes.Assign)
        if isinstance(each.target, nodes.Name) and isinstance(each.node, nodes.Call)
    }
    changed = {each.name for each in template.find_all(nodes.NSRef)}
    return bool(macros and outside) or not changed <= made


def _of_head(name: str) -> Kind:
    if name in ("title", "description"):
        return Kind.PART
    return Kind.ABOUT if name == "briefings" else Kind.DATA


def _names(node: nodes.Expr) -> Iterator[nodes.Expr]:
    """The names in what says which templates are meant."""
    match node:
        case nodes.Tuple() | nodes.List():
            for each in node.items:
                yield from _names(each)
        case nodes.CondExpr():
            yield node.expr1
            yield node.expr2 or nodes.Const("")
        case _:
            yield node
