"""All that we write ourselves, held to what it cites: each page by itself, and what stands beside the pages."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.diagnostics import Diagnostic, Report
from builder.model.resolved import Graph
from builder.model.written import Manuscript
from builder.resolve.archive import Archive
from builder.resolve.checks.figures import check_figures
from builder.resolve.checks.names import Known, check_names_in
from builder.resolve.checks.quotations import check_quotations
from builder.resolve.entries import data_statements, register_statements
from builder.resolve.noticing import Noticed
from builder.resolve.statements import Statement, page_statements


@dataclass(frozen=True, slots=True)
class Holding:
    """Drafts are held too. Each check hands on what it has seen: there are too many statements to hold them all."""

    graph: Graph
    pages: Mapping[str, Noticed]
    """By path: what each came to by itself."""
    archive: Archive
    named: Known
    """Those in registers."""

    def __call__(self, page: Manuscript | None) -> list[Diagnostic]:
        """What is wrong on a page, or in the data of all pages where none is given."""
        problems: list[Diagnostic] = []
        deque(self._held(self._told(page, problems.append, whole=False), problems.append), maxlen=0)
        return problems

    def all(self, report: Report) -> Iterator[Statement]:
        """Every statement, once it is held, those too that neither quote nor give a figure."""
        for page in (*self.graph.project.manuscripts, None):
            yield from self._held(self._told(page, report, whole=True), report)
        yield from self._held(self._registered(report), report)

    def registers(self, report: Report) -> None:
        """What is wrong in registers and records is reported."""
        deque(self._held(self._registered(report), report), maxlen=0)

    def _told(self, page: Manuscript | None, report: Report, *, whole: bool) -> Iterator[Statement]:
        if page is None:
            return check_names_in(data_statements(self.graph), self.named, report)
        return page_statements(page, self.graph, self.pages[page.path].held, whole=whole)

    def _registered(self, report: Report) -> Iterator[Statement]:
        return check_names_in(register_statements(self.graph), self.named, report)

    def _held(self, statements: Iterator[Statement], report: Report) -> Iterator[Statement]:
        quoting = check_quotations(statements, self.graph, self.archive, report)
        return check_figures(quoting, self.graph, self.archive, report)
