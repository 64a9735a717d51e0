"""What the templates around a page say, by name: hosts fill them in, long after pages are drawn."""

from collections.abc import Mapping

from builder.messages.catalogue import Catalogue


def shell(catalogue: Catalogue) -> Mapping[str, str]:
    say = catalogue.find
    return {
        "lost": say("There is no page here"),
        "why": say("The address may be mistyped, or what stood here may have been moved or taken out."),
        "instead": say("Search for words of the title or for a name, or begin at one of these:"),
        "search": say("Try fewer words, or another spelling of a name; people and sources have lists of their own."),
    }
