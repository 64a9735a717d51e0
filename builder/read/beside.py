"""What a block gives its readers beside its sentences: where its links lead, its pictures, its code."""

from collections.abc import Callable, Iterator

from markdown_it.token import Token

from builder.diagnostics import Location
from builder.model.written import Extra


def extras(token: Token, place: Callable[[], Location]) -> Iterator[Extra]:
    """Those of one token, in order; links with the words that they stand on."""
    if token.type in ("fence", "code_block"):
        yield Extra("code", token.content, "", place())
    if not any(child.type in ("link_open", "image") for child in token.children or ()):
        return
    at, target, words = place(), "", ""
    for child in token.children or ():
        match child.type:
            case "link_open":
                target, words = str(child.attrs.get("href", "")), ""
            case "link_close":
                yield Extra("link", " ".join(words.split()), target, at)
            case "image":
                yield Extra("picture", child.content, str(child.attrs.get("src", "")), at)
                words += child.content
            case "text" | "code_inline":
                words += child.content
            case "softbreak" | "hardbreak":
                words += " "
