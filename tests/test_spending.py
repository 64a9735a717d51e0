"""What only serves checks is let go of when they are done, and a site when it is laid out."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from projects import GOOD, ROOT, compiled, copy

from builder.hosts.mkdocs import PLUGIN, build
from builder.model import spending
from builder.model.written import placed
from builder.plugin import SITES
from builder.read.configuration import read_settings


@pytest.fixture(params=[GOOD / "whole", GOOD / "weighed", ROOT], ids=["whole", "weighed", "flagship"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return ROOT if request.param == ROOT else copy(request.param, tmp_path)


def test_pages_are_drawn_the_same_without_what_is_only_checked(project: Path) -> None:
    whole, spent = compiled(project), compiled(project)
    spending.checked(spent.graph.project)
    assert len(whole.pages) > 20
    assert [page.take() for page in spent.pages] == [page.take() for page in whole.pages]


def test_files_are_drawn_the_same_without_what_is_on_pages(project: Path) -> None:
    whole, spent = compiled(project), compiled(project)
    spending.checked(spent.graph.project)
    spending.laid_out(spent.graph.project)
    files = [[page.take() for page in site.pages if not page.path.endswith(".md")] for site in (whole, spent)]
    assert len(files[0]) > 10
    assert files[0] == files[1]
    with pytest.raises(AttributeError):
        [page.take() for page in spent.pages]


def test_what_is_let_go_of_is_refused_and_not_taken_for_nothing(project: Path) -> None:
    spent = compiled(project).graph.project
    spending.checked(spent)
    spending.laid_out(spent)
    source = next(each for each in spent.sources.values() if each.annotations)
    for record in (source, *source.annotations):
        for ask in (len, list, bool, lambda at: placed(at, "title"), lambda at: "title" in at, lambda at: at.get("")):
            with pytest.raises(AttributeError):
                ask(record.at)  # type: ignore[operator]  # each of them takes it
    for page in spent.manuscripts:
        for of in (lambda page: page.prose, lambda page: page.sentences, lambda page: page.text):
            with pytest.raises(AttributeError):
                list(of(page))


def test_a_host_keeps_nothing_of_a_site_that_it_has_laid_out(tmp_path: Path) -> None:
    project = copy(GOOD / "whole", tmp_path / "project")
    build(read_settings(project, print), compiled(project), tmp_path / "site", strict=False)
    plugin = MkDocsConfig.plugins.plugin_cache[PLUGIN]
    assert not {*SITES} & vars(plugin).keys()
