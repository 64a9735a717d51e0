"""Whether what a page names besides its citations is there: links, directives, background pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.diagnostics import Diagnostic, Location, Report, did_you_mean, shown
from builder.model.directives import ARGUED, DATA, DIRECTIVES
from builder.model.written import Directive, Link, Manuscript, Role, Status, Target
from builder.resolve.surroundings import Surroundings

REGISTERS = {f"briefings/{name}.yaml" for name in ("people", "organizations", "topics")}


def check_named(page: Manuscript, around: Surroundings, inner: Mapping[str, Manuscript], report: Report) -> None:
    """`inner` are the background pages that the page takes in, and that these take in, by id."""
    naming = _Naming(page, around, inner, report)
    for link in page.links:
        naming.check_link(link)
    for directive in page.directives:
        naming.check_directive(directive)
    for target in page.background:
        naming.check_background(target)


@dataclass(frozen=True, slots=True)
class _Naming:
    page: Manuscript
    around: Surroundings
    inner: Mapping[str, Manuscript]
    report: Report

    def check_link(self, link: Link) -> None:
        if link.target in self.around.refused or (link.target not in self.around.linkable and self.blind()):
            return
        if link.target in self.around.statuses:
            self.check_draft(link.target, self.around.statuses[link.target], link.at)
        elif link.target not in self.around.linkable:
            known = "ids of people, organizations, pages, sources and topics"
            hint = did_you_mean(link.target, self.around.linkable) or known
            message = f"nothing is called `{shown(link.target, 60)}`"
            self.report(Diagnostic(link.at, "unknown-link", message, hint))

    def blind(self) -> bool:
        """Whether a whole register could not be read, so that nobody knows whom it has."""
        return bool(REGISTERS & self.around.refused)

    def check_draft(self, id: str, status: Status, at: Location) -> None:
        if status is Status.DRAFT and self.page.status is Status.PUBLISHED:
            message = f"`{id}` is a draft, and this page is published"
            self.report(Diagnostic(at, "draft-link", message, "publish it, or leave this out until then"))

    def check_directive(self, directive: Directive) -> None:
        name, argument = directive.name, directive.argument
        if name not in DIRECTIVES:
            hint = did_you_mean(name, DIRECTIVES) or f"there are {', '.join(f'`{each}`' for each in DIRECTIVES)}"
            self.report(Diagnostic(directive.at, "unknown-directive", f"`{name}` is no directive", hint))
        elif name == "background":
            self.check_background(Target(argument, directive.at), rule="bad-directive")
            self.check_cycle(directive)
        elif name == "quote" and not argument:
            self.report(Diagnostic(directive.at, "bad-directive", "`quote` needs a quote", "`::: quote source/quote`"))
        elif name not in ARGUED and argument:
            message = f"`{name}` takes no argument"
            self.report(Diagnostic(directive.at, "bad-directive", message, f"write `::: {name}` alone"))
        elif name in DATA:
            self.check_data(directive)

    def check_data(self, directive: Directive) -> None:
        """What a directive draws from the page's data file is there."""
        page, argument, part = self.page, directive.argument, DATA[directive.name]
        file = f"briefings/{page.path.removesuffix('.md')}.yaml"
        judgments = {each.id: each for each in page.judgments}
        parts = {"comparisons": page.comparisons, "judgments": judgments, "inferences": page.inferences}
        known = [*parts[part]]
        if (not known and self.is_lost(file, part)) or (argument not in known and self.is_lost(file, part, argument)):
            return
        if not known:
            message, hint = f"this page has no {part}", f"add them under `{part}` in {file}"
        elif argument and argument not in known:
            message = f"no {part.removesuffix('s')} is called `{shown(argument, 60)}`"
            hint = did_you_mean(argument, known) or f"add it under `{part}` in {file}"
        elif not argument and directive.name == "inference":
            message, hint = "`inference` needs the id of one", f"`::: inference {known[0]}`"
        else:
            return
        self.report(Diagnostic(directive.at, "bad-directive", message, hint))

    def is_lost(self, file: str, part: str, id: str | None = None) -> bool:
        """Whether a data file, a part of it, or in that one entry, any unless it is named, could not be read."""
        whole = bool({file, f"{file}#{part}"} & self.around.refused)
        return whole or (f"{file}#{part}" if id is None else f"{file}#{part}.{id}") in self.around.lost

    def check_background(self, target: Target, rule: str = "unknown-background") -> None:
        if target.id in self.around.backgrounds:
            self.check_draft(target.id, self.around.backgrounds[target.id], target.at)
            return
        if target.id in self.around.refused:
            return
        hint = did_you_mean(target.id, self.around.backgrounds) or "background pages stand in `briefings/background/`"
        message = f"no background page is called `{shown(target.id, 60)}`"
        self.report(Diagnostic(target.at, rule, message, hint))

    def check_cycle(self, directive: Directive) -> None:
        seen = {directive.argument}
        ahead = [directive.argument]
        while ahead:
            inner = self.inner.get(ahead.pop())
            for each in inner.directives if inner else ():
                if each.name == "background" and each.argument not in seen:
                    seen.add(each.argument)
                    ahead.append(each.argument)
        if self.page.id in seen and self.page.role is Role.BACKGROUND:
            message = f"`{directive.argument}` takes this page in, so it would never end"
            self.report(Diagnostic(directive.at, "directive-cycle", message, "link to it instead: `[[…]]`"))
