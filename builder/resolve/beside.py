"""What was changed beside a page's sentences: where links lead, pictures, code, background pages."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from itertools import zip_longest
from operator import attrgetter
from posixpath import dirname, join, normpath

from builder.diagnostics import Location
from builder.model.written import Extra, Manuscript, Role
from builder.resolve.claims import Claims
from builder.resolve.folding import plain
from builder.resolve.telling import Change


def beside(before: Claims, after: Claims) -> Iterator[Change]:
    """Index pages aside, which are held only to what they cite."""
    if after.page.role is Role.PAGE:
        return
    yield from _links(before, after)
    yield from _pictures(before.page, after.page)
    yield from _code(before.page, after.page)
    yield from _background(before, after)


def _links(before: Claims, after: Claims) -> Iterator[Change]:
    """Of words that are linked in both states: a link that is new, or gone, is markup."""
    old, new = _linked(before), _linked(after)
    for words in new:
        if words in old:
            gone, come = _apart(old[words], new[words]), _apart(new[words], old[words])
            for was, now in zip(gone, come, strict=False):
                what = f"where the link `{words[:60]}` leads"
                yield Change(now.at, what, plain(was.target), plain(now.target), about=words or " ")


def _linked(claims: Claims) -> dict[str, dict[str, Extra]]:
    """By linked words what they lead to, by address or id; as the target what readers would call it."""
    found: dict[str, dict[str, Extra]] = {}
    for each in claims.page.extras:
        if each.kind == "link":
            target = _target(each.target, claims.page)
            found.setdefault(plain(each.words), {}).setdefault(target, replace(each, target=target))
    for link in claims.page.links:
        if link.words:
            extra = Extra("link", link.words, claims.names.get(link.target, link.target), link.at)
            found.setdefault(plain(link.words), {}).setdefault(f"[[{link.target}]]", extra)
    return found


def _apart(ours: dict[str, Extra], theirs: dict[str, Extra]) -> list[Extra]:
    """Those of one side that have neither their id nor their name on the other."""
    called = {each.target for each in theirs.values()}
    return [each for id, each in ours.items() if id not in theirs and each.target not in called]


def _target(href: str, page: Manuscript) -> str:
    """From the site's root where it is within, so that a page may move; a target in the page itself as it is."""
    path, mark, anchor = href.partition("#")
    if not path or ":" in path or path.startswith("/"):
        return href
    return f"{normpath(join(dirname(page.path), path))}{mark}{anchor}"


def _pictures(before: Manuscript, after: Manuscript) -> Iterator[Change]:
    """First those of one address, then those of one text, then the rest in their order."""
    gone, come = _of("picture", before, after), _of("picture", after, before)
    for same in (attrgetter("target"), attrgetter("words")):
        waiting: dict[str, list[Extra]] = {}
        for each in come:
            waiting.setdefault(same(each), []).append(each)
        for was in gone:
            if alike := waiting.get(same(was)):
                yield _pictured(was, alike.pop(0), after)
        gone, come = _left(gone, come, same), _left(come, gone, same)
    for first, second in zip_longest(gone, come):
        yield _pictured(first, second, after)


def _left(ours: list[Extra], theirs: list[Extra], same: Callable[[Extra], str]) -> list[Extra]:
    """What has no like among the others."""
    known: Counter[Hashable] = Counter(map(same, theirs))
    return [each for each in ours if _more(same(each), known)]


def _pictured(was: Extra | None, now: Extra | None, page: Manuscript) -> Change:
    at = now.at if now else Location(f"briefings/{page.path}")
    if was and now and was.words == now.words:
        return Change(at, "a picture", plain(was.target), plain(now.target), about=plain(now.words) or " ")
    old, new = (plain(each.words or each.target) if each else "" for each in (was, now))
    return Change(at, "the text of a picture" if was and now else "a picture", old, new)


def _code(before: Manuscript, after: Manuscript) -> Iterator[Change]:
    for was, now in zip_longest(_of("code", before, after), _of("code", after, before)):
        at = now.at if now else Location(f"briefings/{after.path}")
        old, new = (plain(each.words) if each else "" for each in (was, now))
        if old != new:
            yield Change(at, "a block of code", old, new)


def _of(kind: str, ours: Manuscript, theirs: Manuscript) -> list[Extra]:
    """What only one side has of a kind, as often as it has it more."""
    known: Counter[Hashable] = Counter(_content(each, theirs) for each in theirs.extras if each.kind == kind)
    return [each for each in ours.extras if each.kind == kind and _more(_content(each, ours), known)]


def _more(content: Hashable, known: Counter[Hashable]) -> bool:
    """Whether it is more often there than known."""
    known[content] -= 1
    return known[content] < 0


def _content(extra: Extra, page: Manuscript) -> tuple[str, str]:
    return plain(extra.words), _target(extra.target, page)


def _background(before: Claims, after: Claims) -> Iterator[Change]:
    """The pages of the section at the end, by title where the id is another."""
    old, new = (
        {each.id: plain(claims.names.get(each.id, each.id)) for each in claims.page.background}
        for claims in (before, after)
    )
    at = after.page.at.get("background", Location(f"briefings/{after.page.path}"))
    for id, title in old.items():
        if id not in new and title not in new.values():
            yield Change(at, "a background page", title, "")
    for id, title in new.items():
        if id not in old and title not in old.values():
            yield Change(at, "a background page", "", title)
