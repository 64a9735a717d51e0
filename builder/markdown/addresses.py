"""Links as browsers get them: none that the check would refuse, and no page that is told which one had it open."""

import html
import re
from xml.etree.ElementTree import Element

from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from builder.model.addresses import fault

LEADING = ("href", "src")
_ESCAPED = re.compile("\x02(\\d+)\x03")
_TAG = re.compile(r"<[a-z!/](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,60}+>", re.IGNORECASE)
_REF_AWAY = r"[rR][eE][fF]\s*=\s*[\"']?\s*[hH][tT][tT][pP][sS]?:"
_OUTGOING = re.compile(rf"<[aA]\s(?=(?:[^>hH]*+[hH])+?(?<=\b[hH]){_REF_AWAY})")
"""Without `IGNORECASE`, which takes three times as long, or a possessive group, which Python 3.11.2 misreads."""
_REL = re.compile(r"(\srel\s*=\s*)(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


class Guard(Treeprocessor):
    """Takes away where a link of the author's Markdown leads if that is not safe; its words stay.

    The compile reports such links, but reads Markdown with another parser than the hosts.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in LEADING:
                if (written := element.get(name)) and fault(_meant(written)):
                    del element.attrib[name]


class NoOpener(Postprocessor):
    """`rel="noopener"` on each link that leaves the site, in HTML that authors typed too."""

    def run(self, text: str) -> str:
        return noopener(text)


def noopener(text: str) -> str:
    """HTML with that on its links; most pages have it already, and are not taken apart tag by tag."""
    for link in _OUTGOING.finditer(text):
        tag = _TAG.match(text, link.start())
        if tag and _marked(tag) != tag[0]:
            return _TAG.sub(_marked, text)
    return text


def _meant(written: str) -> str:
    """An attribute as a browser reads it, less what Python-Markdown has put aside in it."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1])), written.replace(AMP_SUBSTITUTE, "&"))
    return html.unescape(plain)


def _marked(tag: re.Match[str]) -> str:
    if not _OUTGOING.match(tag[0]):
        return tag[0]
    rel = _REL.search(tag[0])
    if not rel:
        return f'{tag[0][:2]} rel="noopener"{tag[0][2:]}'
    words = next(each for each in rel.groups()[1:] if each is not None).split()
    if "noopener" in words:
        return tag[0]
    return f'{tag[0][: rel.start()]}{rel[1]}"{" ".join([*words, "noopener"])}"{tag[0][rel.end() :]}'
