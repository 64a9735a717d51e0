"""A style sheet as its rules, and without those that can say nothing of a page.

A rule goes if each of its selectors asks for a class, or a colour of the theme's, that is nowhere on the page. What is
not understood stays: what stands in parentheses asks for nothing here.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace

PIECE = re.compile(
    r"""/\*.*?\*/ | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | url\(\s*[^"'\s()][^"'()]*\) | \\. | [][(){};,]"""
    r"""| [^][(){};,"'\\/u]+ | [/u]""",
    re.DOTALL | re.VERBOSE,
)
"""Of CSS, as far as it takes to know what belongs to what; no other character may stand anywhere."""
CLOSING = {"(": ")", "[": "]", "{": "}"}
GROUP = re.compile(r"@(?:media|supports)\b")
"""Rules that hold others, which mean there what they mean outside."""
NAME = re.compile(r"\.((?:[\w-]|\\.|[^\x00-\x7f])+)", re.DOTALL)
COLOUR = re.compile(r"""\[(data-md-color-\w+=)["']?([\w-]+)["']?\]""")
PSEUDO = re.compile(r"::?[^\W\d][\w-]*|::?-[\w-]+")
PLAIN = frozenset(
    (
        *(":active", ":after", ":before", ":checked", ":disabled", ":empty", ":first-child", ":focus", ":hover"),
        *(":last-child", ":link", ":not", ":nth-child", ":only-child", ":root", ":target", ":visited"),
    )
)
"""What every browser understands; of a list with anything else in it, one may drop the whole."""
PROPERTY = re.compile(r"\s*(--[\w-]+)\s*:")
COMMENT = "/*"
BLANKS = " \t\r\n\f"
"""Those of CSS."""
MAP = re.compile(r"/\*[#@] sourceMappingURL=.*?\*/", re.DOTALL)


class Broken(ValueError):
    """A text that is no whole style sheet."""


@dataclass(frozen=True, slots=True)
class Rule:
    prelude: str
    """Selectors, or an at-rule up to its block; with its semicolon where it has none."""
    body: str | None = None
    """What stands in its braces; none where there are no braces, or other rules in them."""
    inner: "tuple[Rule, ...] | None" = None


def rules_of(text: str) -> tuple[Rule, ...]:
    """The rules of a style sheet, in order. Raises `Broken` where something is left open or closed twice."""
    return tuple(_rules(_pieces(MAP.sub("", text)), nested=False))


def text_of(rules: Iterable[Rule]) -> str:
    """The style sheet again."""
    return "".join(_texts(rules))


def asked_for(rules: Iterable[Rule]) -> frozenset[str]:
    """The classes, and as `data-md-color-primary=red` the colours, that some selector asks for."""
    found: set[str] = set()
    for rule in rules:
        if rule.inner is not None:
            found |= asked_for(rule.inner)
        elif rule.body is not None and not rule.prelude.startswith("@"):
            found.update(*map(_asks, _parts(rule.prelude, ",")))
    return frozenset(found)


def without(rules: Iterable[Rule], absent: Container[str]) -> Iterator[Rule]:
    """The rules that can be about a page that has nothing of what is `absent`."""
    for rule in rules:
        if rule.inner is not None:
            if inner := tuple(without(rule.inner, absent)):
                yield replace(rule, inner=inner)
        elif rule.body is None or rule.prelude.startswith("@"):
            yield rule
        elif selectors := _left(_parts(rule.prelude, ","), absent):
            yield replace(rule, prelude=",".join(selectors))


def without_properties(rules: Iterable[Rule], unused: Callable[[str], bool]) -> Iterator[Rule]:
    """The rules, without those custom properties of the whole page that are `unused`."""
    for rule in rules:
        if rule.prelude != ":root" or rule.body is None:
            yield rule
            continue
        said = [each for each in _parts(rule.body, ";") if not ((name := PROPERTY.match(each)) and unused(name[1]))]
        if any(each.strip() for each in said):
            yield replace(rule, body=";".join(said))


# ── how they are read ──────────────────────────────────────────────────────────────────────────


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        found = PIECE.match(text, at)
        if not found or found[0] == COMMENT:
            raise Broken(f"{text[at : at + 40]!r} is not understood")
        at = found.end()
        yield found[0]


def _rules(pieces: Iterator[str], *, nested: bool) -> Iterator[Rule]:
    before = ""
    for piece in pieces:
        if piece == "{":
            if GROUP.match(before):
                yield Rule(before, inner=tuple(_rules(pieces, nested=True)))
            else:
                yield Rule(before, body=_closed(pieces, "}")[:-1])
            before = ""
        elif piece == "}" and nested and not before.strip():
            return
        elif piece in CLOSING.values():
            raise Broken(f"`{piece}` closes nothing")
        elif piece == ";":
            yield Rule(f"{before};")
            before = ""
        elif before or not (piece.startswith(COMMENT) or piece.isspace()):
            more = _closed(pieces, CLOSING[piece]) if piece in CLOSING else ""
            before += (piece if before else piece.lstrip(BLANKS)) + more
    if nested or before.strip():
        raise Broken("a rule is not whole")


def _closed(pieces: Iterator[str], end: str) -> str:
    """What stands up to where this is closed, with that."""
    found = []
    for piece in pieces:
        found.append(piece)
        if piece == end:
            return "".join(found)
        if piece in CLOSING:
            found.append(_closed(pieces, CLOSING[piece]))
        elif piece in CLOSING.values():
            break
    raise Broken(f"`{end}` is missing")


def _parts(text: str, mark: str) -> list[str]:
    """What stands between marks that are in no bracket and no string."""
    parts = [""]
    pieces = _pieces(text)
    for piece in pieces:
        if piece == mark:
            parts.append("")
        else:
            parts[-1] += piece + (_closed(pieces, CLOSING[piece]) if piece in CLOSING else "")
    return parts


def _asks(selector: str) -> frozenset[str]:
    """What an element, or one around or before it, has to have for the selector to be about it."""
    outside, colours = "", set()
    pieces = _pieces(selector)
    for piece in pieces:
        if piece in CLOSING:
            within = piece + _closed(pieces, CLOSING[piece])
            if colour := COLOUR.fullmatch(within):
                colours.add(colour[1] + colour[2])
            outside += " "
        else:
            outside += piece
    return frozenset(colours | {name for name in NAME.findall(outside) if "\\" not in name})


def _left(selectors: list[str], absent: Container[str]) -> list[str]:
    """Those selectors that can be about something; all where what is left might be understood otherwise."""
    left = [each for each in selectors if not any(name in absent for name in _asks(each))]
    gone = [each for each in selectors if each not in left]
    if left and not all(_is_plain(each) for each in gone):
        return selectors
    return left


def _is_plain(selector: str) -> bool:
    return "(" not in selector.replace(":not(", "").replace(":nth-child(", "") and {*PSEUDO.findall(selector)} <= PLAIN


def _texts(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        yield rule.prelude
        if rule.inner is not None:
            yield "{"
            yield from _texts(rule.inner)
            yield "}"
        elif rule.body is not None:
            yield f"{{{rule.body}}}"
