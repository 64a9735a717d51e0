"""A look through one template, statement by statement."""

import posixpath
from collections.abc import Iterator
from functools import singledispatchmethod

from jinja2 import nodes

from builder.hosts.expressions import Expressions
from builder.hosts.seen import OUTSIDE, WHOLE, Seen
from builder.hosts.sight import CONTEXT, LANGUAGE, OTHERS, REMEMBERING, Kind, Kinds, Sight, joined


class Looking:
    """One look through a template, by what names are known to be; what they are learned to be is gathered."""

    def __init__(self, known: Kinds, *, words: Kind = Kind.DATA, strict: bool = False) -> None:
        """`words` is what the theme's language gives; with `strict`, a name that nobody is known to give is a fault."""
        self._seen = Seen()
        self._expressions = Expressions(known, self._seen, words=words, strict=strict)
        self.learned: dict[str, Kind] = {}
        self.references: list[str | None] = []
        """The templates that it includes: a name, a name's beginning with `*` behind it, or none where that is open."""

    @property
    def sight(self) -> Sight:
        return self._seen.sight

    @property
    def dated(self) -> bool:
        """Whether the day is looked at."""
        return self._expressions.dated

    def look(self, template: nodes.Template) -> None:
        if _remembers(template):
            self._seen.see(Sight.ANYTHING)
        self._visit(template)

    def _learn(self, name: str, kind: Kind) -> None:
        if name in CONTEXT:
            self._seen.see(Sight.SITE)  # what is included would show another page
        self.learned[name] = joined([self.learned.get(name, Kind.NOTHING), kind])

    def _visit(self, node: nodes.Node) -> None:
        self._say(node)
        for each in node.iter_child_nodes():
            if isinstance(each, nodes.Stmt):
                self._visit(each)
            elif each is getattr(node, "test", None):
                self._expressions.ask(each)
            elif isinstance(each, nodes.Expr):
                self._expressions.value(each)

    @singledispatchmethod
    def _say(self, node: nodes.Node) -> None:
        """What a statement does besides what stands in it."""
        if not isinstance(node, nodes.Template | nodes.Block | nodes.If | nodes.Scope | nodes.ExprStmt):
            self._seen.see(Sight.ANYTHING)

    @_say.register
    def _(self, node: nodes.Output) -> None:
        for each in node.nodes:
            kind = self._expressions.value(each)
            if kind in WHOLE:
                self._seen.see(Sight.PAGE)
            elif kind in OUTSIDE:
                self._seen.see(Sight.SITE)

    @_say.register
    def _(self, node: nodes.For) -> None:
        self._bind(node.target, self._seen.element(self._expressions.value(node.iter)))
        self._expressions.loop(recursive=node.recursive)
        for call in node.find_all(nodes.Call) if node.recursive else ():
            if isinstance(call.node, nodes.Name) and call.node.name == "loop":
                for kind in self._expressions.given(call):
                    self._bind(node.target, self._seen.element(kind))

    @_say.register
    def _(self, node: nodes.Assign) -> None:
        self._bind(node.target, self._expressions.value(node.node))

    @_say.register
    def _(self, node: nodes.AssignBlock) -> None:
        self._bind(node.target, Kind.TEXT)
        if node.filter is not None:
            self._seen.see(Sight.PAGE)

    @_say.register
    def _(self, node: nodes.With) -> None:
        for target, value in zip(node.targets, node.values, strict=True):
            self._bind(target, self._expressions.value(value))

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
        self._seen.see(Sight.PAGE)

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
            self._learn(here, joined([Kind.MACRO, self._expressions.known.get(name, Kind.NOTHING)]))

    def _bind(self, target: nodes.Node, kind: Kind) -> None:
        match target:
            case nodes.Name():
                self._learn(target.name, self._seen.held(kind))
            case nodes.Tuple() | nodes.List():
                for each in target.items:
                    self._bind(each, self._seen.element(kind))
            case nodes.NSRef():
                self._learn(target.name, Kind.ANY)
            case _:
                self._seen.see(Sight.ANYTHING)

    def _refer(self, node: nodes.Expr) -> None:
        for each in _names(node):
            name = posixpath.normpath(str(each.value)).lstrip("/") if isinstance(each, nodes.Const) else None
            first = each.nodes[0] if isinstance(each, nodes.Concat) else None
            if isinstance(first, nodes.Const) and str(first.value).startswith(".icons/"):
                name = ".icons/*"
            if name is None or name.startswith(OTHERS):
                self._seen.see(Sight.SITE)
            self.references.append(name)


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
