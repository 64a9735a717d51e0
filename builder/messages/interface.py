"""What the script of the pages says, by name: it finds these words in each page."""

from collections.abc import Mapping

from builder.messages.catalogue import Catalogue


def interface(catalogue: Catalogue) -> Mapping[str, str]:
    say = catalogue.find
    return {
        "close": say("Close"),
        "wideTable": say("Table, wider than the page"),
    }
