"""Drafts in a preview: each says at its top that it is one, and asks not to be found."""

from collections.abc import Set
from dataclasses import replace
from functools import partial

from builder.model.resolved import Page
from builder.model.written import Manuscript, Project, Status
from builder.render.layout import templates
from builder.render.problems import HEAD_END
from builder.render.saying import say_in


def drafts(project: Project) -> frozenset[str]:
    """Their paths."""
    return frozenset(page.path for page in project.manuscripts if page.status is Status.DRAFT)


def as_if_published(project: Project, language: str) -> Project:
    """The project with its drafts among its pages, called drafts wherever their titles stand."""
    return replace(project, manuscripts=tuple(_published(page, language) for page in project.manuscripts))


def _published(page: Manuscript, language: str) -> Manuscript:
    if page.status is not Status.DRAFT:
        return page
    title = say_in(language).plain("Draft: {title}", title=page.title or page.id)
    return replace(page, status=Status.PUBLISHED, title=title)


def with_banners(pages: tuple[Page, ...], paths: Set[str], language: str) -> tuple[Page, ...]:
    """The pages, those of the paths with a banner and without a place in search engines."""
    banner = templates(say_in(language)).get_template("partials/draft.md.jinja").render()
    return tuple(page.changed(partial(_with_banner, banner), banner) if page.path in paths else page for page in pages)


def _with_banner(banner: str, text: str) -> str:
    head, end, body = text.partition(f"\n{HEAD_END}")
    return f"{head}\nrobots: noindex{end}{banner}\n{body}"
