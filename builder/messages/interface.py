"""What the script of the pages says, by name: it finds these words in each page."""

from collections.abc import Mapping

from builder.messages.catalogue import Catalogue


def interface(catalogue: Catalogue) -> Mapping[str, str]:
    say = catalogue.find
    return {
        "close": say("Close"),
        "note": say("Note {number}"),
        "notes": say("Notes {numbers}"),
        "back": say("Back to note {number}"),
        "backs": say("Back to notes {numbers}"),
        "backname": say("Back to {name}"),
        "archived": say("Archived text"),
        "reference": say("Reference"),
        "unchecked": say("This site keeps no copy of the source, so what it is cited for cannot be checked here."),
        "more": say("Read the whole passage"),
        "passage": say("Open the passage"),
        "source": say("Open the source"),
        "original": say("Original"),
        "listed": say("Note {number} in the list"),
        "about": say("About {name}"),
        "margins": say("Notes in the margin"),
        "verified": say("verified"),
        "uncheckable": say("cannot be checked"),
        "failed": say("not found"),
        "whole": say("archived"),
    }
