"""What the script of the pages says, by name: it finds these words in each page."""

from collections.abc import Mapping

from builder.messages.catalogue import Catalogue


def interface(catalogue: Catalogue) -> Mapping[str, str]:
    say = catalogue.find
    return {
        "close": say("Close"),
        "quotedIn": say("Quoted in {title}"),
        "quotedInNote": say("Quoted in {title}, note {note}"),
        "filters": say("Filters"),
        "filterAll": say("All"),
        "filterReset": say("Show all"),
        "filterShown": say("{shown} of {all} quotations shown"),
        "filterShownOfPage": say("{shown} of the {all} quotations on this page shown; other pages have more"),
        "kinds": say("Kinds of results"),
        "kindsShown": say("Of this kind: {shown} of the {all} pages found"),
        "kindsShownSoFar": say("Of this kind: {shown} of the first {all} pages found"),
        "quotesShown": say("Quotations found: {shown}"),
        "briefing": say("Briefing"),
        "briefings": say("Briefings"),
        "quote": say("Quote"),
        "quotes": say("Quotes"),
        "person": say("Person or organization"),
        "people": say("People"),
        "source": say("Source"),
        "sources": say("Sources"),
        "background": say("Background"),
        "note": say("Note {number}"),
        "notes": say("Notes {numbers}"),
        "back": say("Back to note {number}"),
        "backs": say("Back to notes {numbers}"),
        "backname": say("Back to {name}"),
        "archived": say("Archived text"),
        "reference": say("Reference"),
        "unchecked": say("This site keeps no copy of the source, so what it is cited for cannot be checked here."),
        "more": say("Read the whole passage"),
        "openPassage": say("Open the passage"),
        "openSource": say("Open the source"),
        "original": say("Original"),
        "listed": say("Note {number} in the list"),
        "about": say("About {name}"),
        "margins": say("Notes in the margin"),
        "verified": say("verified"),
        "uncheckable": say("cannot be checked"),
        "failed": say("not found"),
        "whole": say("archived"),
        "copy": say("Copy"),
        "copied": say("Copied"),
        "notCopied": say("Not copied: the browser does not allow it"),
        "citation": say("citation"),
        "paragraphLink": say("Copy the link to this paragraph"),
        "paragraphLinks": say("Show links to paragraphs"),
        "wideTable": say("Table, wider than the page"),
    }
