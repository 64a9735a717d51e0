"""What the pages allow a browser to load: a Content-Security-Policy that names each inline text by its hash."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

DIRECTIVES: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the themes draw their icons from style sheets, as `data:`
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "media-src": ("'self'",),
    "manifest-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)


def policy(templates: Path, more: Mapping[str, tuple[str, ...]] | None, styles: Iterable[str] = ()) -> str:
    """The whole policy as a browser reads it; empty where the author switched it off.

    `templates` has the inline scripts; `more` are sources that the author allows besides, by directive; `styles` are
    the texts of style sheets that the host's own script puts into a page.
    """
    if more is None:
        return ""
    allowed = {name: [*sources] for name, sources in DIRECTIVES.items()}
    allowed["script-src"] += sorted({_hash(text) for text in inline(templates)})
    allowed["style-src"] += sorted(_hash(text) for text in styles)
    for name, sources in more.items():
        named = [each for each in allowed.get(name, []) if each != "'none'"]
        allowed[name] = [*named, *(each for each in sources if each not in named)]
    return "; ".join(" ".join([name, *sources]) for name, sources in allowed.items())


def inline(templates: Path) -> Iterator[str]:
    """The text of each inline script in the templates, word for word as it stands in a page: none is filled in."""
    for path in sorted(templates.rglob("*.html")):
        for script in INLINE.finditer(path.read_text("utf-8")):
            if script["text"].strip() and "type=" not in script["attributes"]:
                yield script["text"]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
