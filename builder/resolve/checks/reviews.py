"""Pages whose review is due, as of a day that is given: nothing here asks a clock."""

from collections.abc import Iterable

from builder.diagnostics import Diagnostic, Location, Report
from builder.model.written import Manuscript


def check_reviews(pages: Iterable[Manuscript], today: str, report: Report) -> frozenset[str]:
    """The paths of the pages that are past their `review_by` on `today` (`YYYY-MM-DD`); none without a day."""
    stale = [page for page in pages if today and page.review_by and is_past(page.review_by, today)]
    for page in stale:
        at = page.at.get("review_by", Location(f"briefings/{page.path}"))
        message = f"this page was to be reviewed by {page.review_by}, and it is {today}"
        hint = "check it against what came later, then set `as_of` and `review_by` anew"
        report(Diagnostic(at, "review-due", message, hint))
    return frozenset(page.path for page in stale)


def is_past(review_by: str, today: str) -> bool:
    """Whether an EDTF date lies wholly before a day: `2027-01` does from 1 February 2027 on."""
    last = review_by.rpartition("/")[2].rstrip("~?%")
    return last.replace("-", "").isdigit() and today[: len(last)] > last
