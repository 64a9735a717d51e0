"""One line for each field that takes a list or a mapping: what it looks like when it is written right."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "accept": "accept: [{rule: unused-quote, at: sources/ID.yaml, reason: …}]",
    "also_publish": "also_publish: [CNAME, assets/cards/]",
    "answers": "answers: [{cite: source/quote, says: …}]",
    "avoid": "avoid: {claimed: said}",
    "background": "background: [page-id]",
    "basis": "basis: [source/quote, source/quote]",
    "cite": "cite: [source/quote]",
    "comparisons": "comparisons: {some-id: {question: …, answers: […]}}",
    "content_security_policy": "content_security_policy: {frame-src: [https://maps.example.org]}",
    "corrections": "corrections: [{date: 2031-06-02, kind: fix, why: …}]",
    "duplicates": "duplicates: [{from: first line, to: last line}]",
    "furniture": "furniture: [a whole line, {from: first line, to: last line}]",
    "hedges": "hedges: [probably, may]",
    "inferences": "inferences: {some-id: {text: …, basis: […]}}",
    "judgments": "judgments: [{id: some-id, text: …, basis: […]}]",
    "lacks": "lacks: {source: [term, term]}",
    "limits": "limits: {summary: 60}",
    "offices": "offices: [{title: …, from: 2029-03}]",
    "original": "original: {cite: source/quote}",
    "quotes": "quotes: {some-id: {exact: …}}",
    "scale": "scale: {unlikely: 20–45 %, likely: 55–80 %}",
    "scripts": "scripts: {ru: …}",
    "searched": "searched: {source: [term, term]}",
    "silent": "silent: {source: [term, term]}",
    "spellings": "spellings: [another spelling]",
    "topics": "topics: [some-topic]",
    "via": "via: [someone]",
    "wording": "wording: {avoid: {claimed: said}}",
}
