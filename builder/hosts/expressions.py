"""What a template's expressions come to, and how far it sees by what it does with that."""

from functools import singledispatchmethod
from typing import Any

from jinja2 import nodes

from builder.hosts.seen import OUTSIDE, WHOLE, Seen
from builder.hosts.sight import (
    CONTEXT,
    FUNCTIONS,
    GIVEN,
    HEADING,
    HELD,
    LISTED,
    NAMING,
    PURE,
    REMEMBERING,
    SAME,
    THEIRS,
    TODAY,
    Kind,
    Kinds,
    Sight,
    joined,
)


class Expressions:
    """Those of one look through a template, by what names are known to be."""

    def __init__(self, known: Kinds, seen: Seen, *, words: Kind, strict: bool) -> None:
        self.known = known
        self._seen = seen
        self._words = words
        self._strict = strict
        self._again = False
        """Whether some loop in it may be gone through with something else."""
        self.dated = False
        """Whether the day is looked at."""

    def loop(self, *, recursive: bool) -> None:
        """A loop begins; it has a name of its own within itself, which is not taken back behind it."""
        self.known = {**self.known, "loop": Kind.LOOP}
        self._again = self._again or recursive

    def ask(self, node: nodes.Node) -> None:
        """Whether something is there, which is the same of all pages of a kind."""
        if isinstance(node, nodes.And | nodes.Or):
            self.ask(node.left)
            self.ask(node.right)
        else:
            self.value(node)

    @singledispatchmethod
    def value(self, node: nodes.Node | None) -> Kind:
        """What an expression comes to."""
        return Kind.DATA if node is None else self._seen.lost(Sight.ANYTHING)

    @value.register
    def _(self, node: nodes.Const | nodes.TemplateData) -> Kind:  # noqa: ARG002  # whichever it is
        return Kind.DATA

    @value.register
    def _(self, node: nodes.NSRef) -> Kind:  # noqa: ARG002  # the same
        return Kind.ANY

    @value.register
    def _(self, node: nodes.Name) -> Kind:
        name = node.name
        self.dated = self.dated or name == TODAY
        if name == "pages":
            self._seen.see(Sight.SITE)
        if name == "lipsum" or (name.startswith("_") and name != "_"):
            self._seen.see(Sight.ANYTHING)
        if name in self.known:
            theirs = name in THEIRS and self.known[name] not in (Kind.MACRO, Kind.MODULE)
            return Kind.ANY if theirs else self.known[name]
        found = CONTEXT.get(name) or GIVEN.get(name)
        if found is None and self._strict:
            self._seen.see(Sight.SITE)
        return found or Kind.ANY

    @value.register
    def _(self, node: nodes.Getattr) -> Kind:
        return self._seen.attribute(self.value(node.node), node.attr)

    @value.register
    def _(self, node: nodes.Getitem) -> Kind:
        return self._item(self.value(node.node), node.arg)

    @value.register
    def _(self, node: nodes.And | nodes.Or) -> Kind:
        left = self.value(node.left)
        sides = [] if isinstance(node, nodes.And) and left in (Kind.PAGE, Kind.HEAD) else [left]  # always there
        return joined(self._seen.held(each) for each in (*sides, self.value(node.right)))

    @value.register
    def _(self, node: nodes.Not) -> Kind:
        self.ask(node.node)
        return Kind.DATA

    @value.register
    def _(self, node: nodes.CondExpr) -> Kind:
        self.ask(node.test)
        return joined(self._seen.held(self.value(each)) for each in (node.expr1, node.expr2))

    @value.register
    def _(self, node: nodes.Concat) -> Kind:
        kinds = [self._seen.held(self.value(each)) for each in node.nodes]
        return Kind.DATA if SAME.issuperset(kinds) else Kind.TEXT

    @value.register
    def _(self, node: nodes.Add) -> Kind:
        found = joined(self._seen.held(self.value(each)) for each in (node.left, node.right))
        return found if found in HELD else self._seen.worked([found])

    @value.register
    def _(self, node: nodes.Tuple | nodes.List) -> Kind:
        return joined([Kind.DATA, *(self._seen.held(self.value(each)) for each in node.items)])

    @value.register
    def _(self, node: nodes.Dict) -> Kind:
        parts = (each for pair in node.items for each in (pair.key, pair.value))
        return joined([Kind.DATA, *(self._seen.held(self.value(each)) for each in parts)])

    @value.register
    def _(self, node: nodes.Slice | nodes.BinExpr | nodes.UnaryExpr) -> Kind:
        return self._seen.worked([self.value(each) for each in node.iter_child_nodes()])

    @value.register
    def _(self, node: nodes.MarkSafeIfAutoescape) -> Kind:
        return self.value(node.expr)

    @value.register
    def _(self, node: nodes.Test) -> Kind:
        of, given = self.value(node.node), self.given(node)
        if node.name not in ("defined", "undefined", "none") or given:
            self._seen.worked([of, *given])
        return Kind.DATA

    @value.register
    def _(self, node: nodes.Compare) -> Kind:
        kinds = [self.value(node.expr), *(self.value(each.expr) for each in node.ops)]
        if kinds[1:] == [Kind.PLUGINS] and node.ops[0].op in ("in", "notin"):
            kinds.pop()
        known = isinstance(node.expr, nodes.Const) and node.expr.value == HEADING
        if not (known and kinds[1:] == [Kind.PART] and node.ops[0].op in ("in", "notin")):
            self._seen.worked(kinds)
        return Kind.DATA

    @value.register
    def _(self, node: nodes.Filter) -> Kind:
        of, given, name = self.value(node.node), self.given(node), node.name
        if name == "attr" and node.args:
            return self._item(of, node.args[0])
        if name == "random":
            self._seen.see(Sight.ANYTHING)
        if name in ("default", "d") and of is Kind.PART:
            return joined([of, *given])
        if of in (Kind.ITEM, Kind.ANY, *WHOLE, *OUTSIDE):
            if name in NAMING:
                self._named(of, node)
            elif name not in LISTED:
                self._seen.see(Sight.SITE)
        return self._seen.worked([of, *given])

    @value.register
    def _(self, node: nodes.Call) -> Kind:
        given = self.given(node)
        match node.node:
            case nodes.Name(name="super" | "caller"):
                return Kind.TEXT
            case nodes.Name(name="loop") if self._again:
                return Kind.TEXT
            case nodes.Name(name=name) if name in FUNCTIONS and name not in self.known:
                return Kind.ANY if name in REMEMBERING else joined([Kind.DATA, *given])
            case nodes.Name(name=name) if self.known.get(name) is Kind.MACRO:
                return Kind.TEXT
            case nodes.Getattr(node=of, attr=method) if not method.startswith("_"):
                return self._method(self.value(of), method, node, given)
        return self._seen.lost(Sight.ANYTHING)

    def given(self, node: Any) -> list[Kind]:
        """What is given to a call or a filter."""
        given = [*node.args, *(each.value for each in node.kwargs), node.dyn_args, node.dyn_kwargs]
        return [self._seen.held(self.value(each)) for each in given if each is not None]

    def _method(self, of: Kind, method: str, node: nodes.Call, given: list[Kind]) -> Kind:
        match of:
            case Kind.SELF:
                return Kind.TEXT
            case Kind.MODULE if self.known.get(method, Kind.MACRO) in (Kind.MACRO, Kind.NOTHING):
                return Kind.TEXT
            case Kind.WORDS:
                return self._words if SAME.issuperset(given) else Kind.TEXT
            case Kind.LOOP if method in ("cycle", "changed"):
                return joined([Kind.DATA, *given])
        known = method != "format" or {*SAME, Kind.PART, Kind.TEXT}.issuperset(given)  # its words name attributes
        if method not in PURE or not known:
            return self._seen.lost(Sight.ANYTHING)
        if method == "get" and node.args:
            return joined([self._item(of, node.args[0]), *given[1:]])
        return self._seen.worked([of, *given])

    def _named(self, of: Kind, node: nodes.Filter) -> None:
        """A filter that may look at an attribute by its name."""
        args = node.args[:1] if node.name.endswith("attr") else node.args
        if node.dyn_args or node.dyn_kwargs:
            self._seen.see(Sight.SITE)
        for each in [*args, *(each.value for each in node.kwargs)]:
            if not isinstance(each, nodes.Const):
                self._seen.see(Sight.SITE)
            elif isinstance(each.value, str):
                kind = of
                for name in each.value.split("."):
                    kind = self._seen.attribute(kind, name)

    def _item(self, of: Kind, at: nodes.Expr) -> Kind:
        if isinstance(at, nodes.Const) and isinstance(at.value, str):
            return self._seen.attribute(of, at.value)
        kind = self.value(at)
        if of in SAME:
            self._seen.worked([kind])
            return of
        if of is Kind.ITEM and isinstance(at, nodes.Slice | nodes.Const):
            return of
        return self._seen.lost(Sight.PAGE if of in (Kind.PART, Kind.TEXT) else Sight.SITE)
