"""One text in every slot: projects whose every field holds it, and what of their pages is read back.

A project has one instance or many, each with a tag in its ids. A page of an instance is held against the same page of a
harmless twin: the same elements and attributes, and the twin's words with the hostile ones in their places.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import quote
from xml.etree.ElementTree import Element

from projects import archived, text_scalar

SCRIPTS = "<script>alert(1)</script><img src=x onerror=alert(2)></title><svg onload=alert(3)><!-- c --> --> ]]> <![CDATA[ <?p ?>"
TEMPLATES = "{{ 7*7 }} {% include 'mkdocs.yml' %} {# c #} {{ config.site_name }} ${7*7} <%= 7*7 %> #{7*7}"
MARKDOWN = "**b** _e_ ~~s~~ `code` ``` ~~~ [x](javascript:alert(4)) ![i](x.png) <https://e.org> [r][s] | a || b | # h > q --- *** ==="
EXTRAS = "{: #id .c onclick=alert(5) } { .c } [^1] [^s1/words]: n *[HTML]: abbr --8<-- ;--8<-- !!! note ??? q /// html | b :smile: ==m== ^^i^^ ++ctrl++ H~2~O (c) -> \\(x\\) $x$ [TOC] [[ana]] [@s1] ::: quote s1/words"
ENTITIES = "&lt;b&gt; &amp;#60;b&#62; &#x3c;b> &quot; &apos; &nbsp; &notit; &"
BACKSLASHES = "\\ \\\\ \\* \\< \\n \\u003cb\\u003e \\x3cb \\[x\\] \\`"
QUOTES = "' \" ` ´ ’ “ ” « » ' onmouseover='alert(6)' x=\" onfocus=alert(7) autofocus tabindex=1 \""
BIDI = "\u202eevil\u202c \u2066i\u2069 \u200e\u200f \u200b \u2060 \ufeff \u00ad end"
CONTROLS = "\x01 \x02klzzwxh:0\x03 \x02wzxhzdk:0\x03 \x07 \x08 \x0b \x0c \x1b[31m \x1c \x1d \x1e \x1f \x7f \x80 \x85 \x9f \ufffe \uffff"
BREAKOUTS = "x\n---\n\ntitle: y\n...\n\n# h\n\n- li\n\n1. one\n\n    code\n\n```\nfence\n```\n\n</p></div></dl>\n\n<div markdown=1>\n\n[^s1/words]: other\n\n*[Q]: abbr\n\n| a |\n| - |\n"
SEPARATORS = "a\u2028b\u2029c\u00a0d\u3000e\u1680f"
PAYLOADS = {
    "markup": f"{SCRIPTS} {TEMPLATES} {QUOTES}",
    "markdown": f"{MARKDOWN} {EXTRAS} {BREAKOUTS}",
    "characters": f"{ENTITIES} {BACKSLASHES} {BIDI} {SEPARATORS} {CONTROLS}",
}
SLOTS = (
    "title publisher container author dateline descriptor rights note headline standfirst furniture words remark via "
    "translator topic full person script spelling description office of organization about group event name summary "
    "was now why question observed says original prefix suffix address reference sentence heading background outline inferred rule term likelihood meaning subject gist"
).split()
"""Every field that holds an author's or a source's text."""
NAMES = set("person script spelling organization subject publisher container author translator".split())
"""Fields that refuse what is not seen."""
SETTINGS = ("site_name", "site_description", "site_author", "copyright", "repo_name", "entry")
"""What an author sets for the whole site as text; `entry` is a title in the navigation."""
MARKDOWN_CODE = {"sentence", "heading"}
"""Those that stand in our Markdown, between backticks."""
IN_LINES = {"headline", "standfirst", "furniture", "words", "prefix", "suffix", "full", "spelling", *MARKDOWN_CODE}
"""Those and the ones that stand in an article, on one line."""

TOLD = {"unknown-topic", "invisible-character", "mixed-script-name"}
"""What is found in hostile fields, and leaves their pages as they are: text is no registered topic, nor always a name."""

Values = Mapping[str, str]


def plain(slot: str) -> str:
    return f"Q{slot}Z"


def laden(slot: str, payload: str) -> str:
    """The plain value with a payload inside it."""
    if slot in IN_LINES:
        payload = " ".join(payload.split())
    if slot in MARKDOWN_CODE:  # our own Markdown, in which the hosts drop these two
        payload = payload.replace("`", "'").replace("\x02", "").replace("\x03", "")
    return f"Q{slot} {payload} {slot}Z"


def allowed(slot: str, payload: str) -> str:
    """The payload less what the field refuses."""
    kept = (char for char in payload if slot not in NAMES or unicodedata.category(char) != "Cf")
    return laden(slot, "".join(kept))


def project(values: Values, tag: str = "") -> dict[str, str | bytes]:
    """A project whose fields hold these values, wherever the program takes text; `tag` is in each of its ids."""
    value = {slot: text_scalar(text) for slot, text in values.items()}
    s1, s2, s3, ana, group, lake, b1, g1 = (
        f"{id}{tag}" for id in ("s1", "s2", "s3", "ana", "group", "lake", "b1", "g1")
    )
    several = text_scalar(f"{values['term']} so")  # a term of one word is shown with an ellipsis
    article = [
        values["headline"],
        values["standfirst"],
        values["furniture"],
        f"{values['prefix']} {values['words']} [own] ... end {values['suffix']}",
        values["spelling"],
    ]
    record = f"""
title: {value["title"]}
publisher: {value["publisher"]}
container: {value["container"]}
author: {value["author"]}
dateline: {value["dateline"]}
descriptor: {value["descriptor"]}
rights: {value["rights"]}
note: {value["note"]}
headline: {value["headline"]}
standfirst: {value["standfirst"]}
furniture: [{value["furniture"]}]
origin: {s1}
published: 2015-01-20
url: https://example.org/a?b=c&d={quote(values["address"], safe="")}
quotes:
  words:
    exact: {text_scalar(f"{values['words']} [own] ... end")}
    prefix: {value["prefix"]}
    suffix: {value["suffix"]}
    kind: reported
    speaker: {ana}
    via: [{value["via"]}]
    translator: {value["translator"]}
    topics: [{value["topic"]}, {lake}]
    note: {value["remark"]}
    original: {{text: {value["original"]}, language: en}}
  said: {{exact: "{plain("said")}", kind: direct, speaker: {group}}}
"""
    body = f"## Part `{values['heading']}` \n\nText `{values['sentence']}` here [@{s1}/words; @{s1}/said]. More [@{s2}; @{s3}].\n\n::: quote {s1}/words\n\n::: compare\n\n::: judgments\n\n::: evidence\n\n::: inference i1\n\n::: timeline {lake}\n"
    return {
        "mkdocs.yml": f"{site_settings(values)}plugins:\n  - search\n  - briefings:\n      excerpt_limit: 1\n"
        "      wording:\n        scale:\n"
        f"          ? {value['likelihood']}\n          : {value['meaning']}\n"
        "# !What may be a tag: of no such site is it known what it rests on, whatever its fields hold\n",
        **archived(s1, "\n\n".join([*article, f"“{plain('said')}”"]), record),
        **archived(s2, f"First line.\n{values['full']}\nLast line.", f"title: 龍\norigin: {s1}\npublish: full\n"),
        f"sources/{s3}.yaml": f"title: {value['reference']}\n",
        "briefings/people.yaml": f"""
{ana}:
  name: {value["person"]}
  scripts: {{fa: {value["script"]}}}
  spellings: [{value["spelling"]}]
  description: {value["description"]}
  cite: {s3}
  offices: [{{title: {value["office"]}, of: {value["of"]}, from: 2014, cite: {s3}}}]
""",
        "briefings/organizations.yaml": f"{group}:\n  name: {value['organization']}\n  description: {value['about']}\n",
        "briefings/topics.yaml": f"{lake}: {{name: {value['subject']}, description: {value['gist']}}}\n",
        "briefings/events.yaml": f"e1{tag}: {{date: 2015, title: {value['event']}, cite: {s3}, topics: [{value['group']}, {lake}]}}\n",
        f"briefings/{b1}.md": f"---\ntitle: {value['name']}\nsummary: {value['summary']}\nbackground: [{g1}]\n---\n\n{body}",
        f"briefings/{b1}.yaml": f"""
comparisons:
  c1: {{question: {value["question"]}, note: {value["observed"]}, answers: [{{cite: {s3}, says: {value["says"]}}}]}}
judgments:
  - {{id: j1, text: {value["says"]}, basis: [{s3}], other_reading: {value["was"]}, would_change: {value["why"]}}}
inferences:
  i1: {{text: {value["inferred"]}, basis: [{s1}/words, {s3}], rule: {value["rule"]}, searched: {{{s2}: [{several}]}}}}
corrections:
  - {{date: 2015-02-03, kind: fix, was: {value["was"]}, now: {value["now"]}, why: {value["why"]}}}
  - {{date: 2015-02-04, kind: correction, was: {value["was"]}, now: {value["says"]}, why: {value["why"]}}}
  - {{date: 2015-02-05, kind: withdrawal, why: {value["why"]}}}
""",
        f"briefings/background/{g1}.md": f"---\ntitle: {value['background']}\nsummary: {value['outline']}\n---\n\nSee [[{ana}]].\n",
    }


def site_settings(values: Values) -> str:
    """Those of the settings that hold text, as far as there are values for them."""
    named = {name: text_scalar(values[name]) for name in SETTINGS if name in values}
    entry = named.pop("entry", "")
    written = {"site_name": "Test", **named}
    nav = f"nav:\n  - index.md\n  - ? {entry}\n    : - people/index.md\n      - ? {entry}\n        : method.md\n"
    lines = [f"{name}: {text}\n" for name, text in written.items()]
    return "".join([*lines, *(["repo_url: https://example.org/r\n"] if named else []), *([nav] if entry else [])])


def shown(text: str) -> str:
    """A field's text as pages show it, which docs/formats.md declares: nothing else of it changes."""
    text = re.sub("\r\n?|\x85", "\n", text)
    text = re.sub(NO_TEXT, "\ufffd", text)
    return re.sub("[ \t\n]+", " ", text).strip(" ")


NO_TEXT = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


# ── what a page is, beside its words ───────────────────────────────────────────────────────────

DIGEST = re.compile(r"\b[0-9a-f]{64}\b|(?<=fingerprint )[0-9a-f]{8}\b")
PARAGRAPH = re.compile(r"p-[0-9a-f]{8}(-\d+)?")
"""The id of a paragraph, made from its words."""
SVG = ("svg", "{http://www.w3.org/2000/svg}svg")
WORDED = {"aria-label", "content", "title"}
"""Attributes that may repeat a field's words."""


def skeleton(element: Element, depth: int = 0) -> list[str]:
    """A line for each element: its depth, name and attributes, the values that are made from words aside.

    Passed over are marks around what a sentence quotes (the twins quote other words), marks of characters that are not
    seen, and drawings, which break their words into lines.
    """
    if element.get("class") in ("ab-cites", "ab-unseen") or element.tag in SVG:
        return []
    attributes = {name: _without_words(name, value) for name, value in sorted(element.attrib.items())}
    tag = element.tag if isinstance(element.tag, str) else "comment"
    return [f"{depth} {tag} {attributes}", *(line for child in element for line in skeleton(child, depth + 1))]


def _without_words(name: str, value: str) -> str:
    """A value less what the hosts make of a heading's words, and less the words that a text fragment seeks."""
    if name in WORDED or (name == "id" and ("q" in value or PARAGRAPH.fullmatch(value))):
        return ""
    if name in ("href", "data-address"):
        return re.sub("#(?::~:|.*q).*|(?<=&d=).*", "", value)
    return value


def text_of(element: Element) -> list[str]:
    """A page's words and the attributes that hold words, without blanks, parted before each field."""
    return parted(DIGEST.sub("", " ".join(_read(element))))


def _read(element: Element) -> Iterator[str]:
    """An element's words in the order in which they are read."""
    if element.tag in ("script", "style", *SVG) or "ab-cite-data" in element.get("class", ""):
        return  # a citation as a program has it: with escapes of its own, which the tests of its format undo
    if element.get("class") != "ab-unseen":
        yield from (value for name, value in sorted(element.attrib.items()) if name in WORDED)
    yield element.text or ""
    for child in element:
        yield from _read(child)
        yield child.tail or ""


def parted(text: str) -> list[str]:
    return re.split("(?=Q)", shown(text).replace(" ", ""))


def expected(twin: list[str], values: Values) -> list[str]:
    """The harmless twin's text with each field's plain value replaced by the hostile one."""
    text = "".join(twin)
    for slot, value in values.items():
        text = text.replace(plain(slot), quote(value, safe="") if slot == "address" else shown(value))
    return parted(text)
