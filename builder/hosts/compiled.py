"""Our pages and files as MkDocs takes files."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import weak_property

from builder.model import resolved
from builder.model.drawing import Trace


class CompiledFile(File):
    """A page or a file of ours, whose text is drawn when MkDocs asks for it."""

    generated_by = "briefings"
    name: Any = weak_property(File._get_stem)  # type: ignore[no-untyped-call]  # it is MkDocs'
    abs_dest_path: Any = weak_property(vars(File)["abs_dest_path"].func)  # type: ignore[no-untyped-call]  # the same
    """Both are worked out whenever they are asked for: MkDocs would keep them with each file."""

    def __init__(self, page: resolved.Page, config: MkDocsConfig) -> None:
        """All objects of a class share the names of what the first have from the start: so these have everything."""
        super().__init__(page.path, None, config.site_dir, config.use_directory_urls)
        self.compiled = page
        self.config = config
        self.page = None
        self.changed = True
        """Whether it is to be laid out; else the file of the last build serves."""
        self.written: Note | None = None
        """Hears of what is written, and of what was looked at for it, if the file is no page."""
        self.url = ""  # MkDocs works it out when it is first asked for
        del self.url

    @property
    def content_string(self) -> str:
        return str(self.compiled.take())

    @content_string.setter
    def content_string(self, value: str) -> None:
        self.compiled = resolved.Page(self.src_uri, value)

    @property
    def content_bytes(self) -> bytes:
        return _encoded(self.compiled.take())

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self.compiled = resolved.Page(self.src_uri, value)

    def is_modified(self) -> bool:
        return self.changed

    def copy_file(self, dirty: bool = False) -> None:  # as MkDocs calls it
        if dirty and not self.changed:
            return
        content, trace = self.compiled.noted()
        place, data = Path(self.abs_dest_path), _encoded(content)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        if self.written:
            self.written(self, data, trace)

    def copy(self, text: str) -> File:
        """The same file with a text that is drawn already; what page MkDocs makes of it is no page of the build."""
        return CompiledFile(resolved.Page(self.src_uri, text), self.config)


Note = Callable[[CompiledFile, bytes, Trace], None]


def laid_out(config: MkDocsConfig, pages: Iterable[resolved.Page]) -> Iterator[File]:
    """Files that are drawn when they are asked for, and may be those of the last build."""
    return (CompiledFile(page, config) for page in pages)


def _encoded(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")
