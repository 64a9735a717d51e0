"""Our pages and files as MkDocs takes files."""

from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from builder.model import resolved


class CompiledFile(File):
    """A page of ours, whose text is drawn when MkDocs asks for it."""

    changed = True
    """Whether it is to be laid out; else the file of the last build serves."""

    def __init__(self, page: resolved.Page, config: MkDocsConfig) -> None:
        super().__init__(page.path, None, config.site_dir, config.use_directory_urls)
        self.generated_by = "briefings"
        self.compiled = page
        self.config = config

    @property
    def content_string(self) -> str:
        return str(self.compiled.take())

    @content_string.setter
    def content_string(self, value: str) -> None:
        self.compiled = resolved.Page(self.src_uri, value)

    def is_modified(self) -> bool:
        return self.changed

    def copy(self, text: str) -> File:
        """The same file with a text that is drawn already; what page MkDocs makes of it is no page of the build."""
        return CompiledFile(resolved.Page(self.src_uri, text), self.config)


def laid_out(config: MkDocsConfig, pages: Iterable[resolved.Page]) -> Iterator[File]:
    """Files whose pages are drawn when they are asked for, and may be those of the last build."""
    for page in pages:
        yield CompiledFile(page, config) if page.path.endswith(".md") else _generated(config, page)


def generated(config: MkDocsConfig, pages: Iterable[resolved.Page]) -> Iterator[File]:
    """Files as any plugin makes them."""
    return (_generated(config, page) for page in pages)


def _generated(config: MkDocsConfig, page: resolved.Page) -> File:
    return File.generated(config, page.path, content=page.take())
