"""Claims that a source says nothing are checked as quotations are: folded, in the article, by the beginnings of words."""

from pathlib import Path

import pytest
from projects import archived, compiled, page, text_scalar, write

TEXT = "Joint exer\xadcises didn’t begin; the ferry’s S‑300 stood at the cafe\u0301.\n\nOffice hours: nine. 渡轮将于春季恢复。 The ﬁnal\nword “was given”.\n\nSubscribe to tunnels\n"


def found(folder: Path, term: str, answers: str = "[]", key: str = "silent") -> list[str]:
    record = "title: A\nfurniture: [Subscribe to tunnels]\nquotes: {ferry: {exact: the ferry’s S-300 stood}, office: {exact: Office hours}}\n"
    data = f"comparisons: {{it: {{question: What?, answers: {answers}, silent: {{a: [{text_scalar(term)}]}}}}}}\n"
    data += "judgments: [{id: it, text: So., basis: [a/office]}]\n"
    if key == "searched":
        data = f"judgments: [{{id: it, text: So., basis: [a/office], searched: {{a: [{text_scalar(term)}]}}}}]\n"
    write(
        folder,
        {
            "briefings/x.md": page("Seen [@a/ferry; @a/office].\n\n::: compare\n\n::: judgments"),
            "briefings/x.yaml": data,
            **archived("a", TEXT, record),
        },
    )
    return [str(problem.message) for problem in compiled(folder).problems if problem.rule == "silence-broken"]


@pytest.mark.parametrize("key", ["silent", "searched"])
@pytest.mark.parametrize(
    ("term", "line"),
    [
        ("exercises", 1),
        ("EXERCIS", 1),
        ("didn't", 1),
        ("ferry's s-300", 1),
        ("S-300", 1),
        ("café", 1),
        ("caf", 1),
        ("final word", 3),
        ('final  WORD "was', 3),
        ("春季", 3),
    ],
)
def test_a_term_that_stands_there_breaks_the_silence(term: str, line: int, key: str, tmp_path: Path) -> None:
    assert [message.rpartition(" ")[2] for message in found(tmp_path, term, key=key)] == [str(line)]


@pytest.mark.parametrize("term", ["cises", "ice", "tunnel", "S-3000", "givenn", "夏季"])
def test_a_term_that_begins_no_word_of_the_article_does_not(term: str, tmp_path: Path) -> None:
    assert found(tmp_path, term) == []


def test_who_answers_is_not_silent_and_may_lack_what_others_have(tmp_path: Path) -> None:
    answers = "[{cite: a/ferry, says: it stood}]"
    assert found(tmp_path, "tunnel", answers) == ["`a` is said to be silent, and answers by `a/ferry`"]
    path = tmp_path / "briefings/x.yaml"
    path.write_text(path.read_text().replace("silent", "lacks"))
    assert compiled(tmp_path).problems == ()
    assert "silent on the rest" in next(str(each.text) for each in compiled(tmp_path).pages if each.path == "x.md")
    path.write_text(path.read_text().replace("tunnel", "cafe"))
    assert [problem.rule for problem in compiled(tmp_path).problems] == []
    path.write_text(path.read_text().replace("cafe", "office"))
    assert [problem.rule for problem in compiled(tmp_path).problems] == ["silence-broken"]


@pytest.mark.parametrize("term", ["", "?", " – "])
def test_a_term_without_a_letter_is_none(term: str, tmp_path: Path) -> None:
    assert found(tmp_path, term) == ["no terms are given that `a` was searched for"]
