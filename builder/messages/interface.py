"""What the script of the pages says, by name: it finds these words in each page."""

from collections.abc import Mapping

from builder.messages.catalogue import Catalogue


def interface(catalogue: Catalogue) -> Mapping[str, str]:
    say = catalogue.find
    return {
        "close": say("Close"),
        "copy": say("Copy"),
        "copied": say("Copied"),
        "notCopied": say("Not copied: the browser does not allow it"),
        "citation": say("citation"),
        "paragraphLink": say("Copy the link to this paragraph"),
        "paragraphLinks": say("Show links to paragraphs"),
    }
