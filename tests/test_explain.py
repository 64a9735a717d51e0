"""`briefings rules` and `briefings explain`: each rule in the same words everywhere."""

import json

import pytest
from projects import ROOT

from builder.cli.main import main
from builder.cli.rules import rules_list
from builder.rules import RULES

PAGE = (ROOT / "docs/rules.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_is_explained_in_the_words_of_its_entry(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 0
    said = capsys.readouterr().out
    entry = PAGE.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
    rule = RULES[name]
    for words in (rule.means, rule.wrong, rule.right, rule.why, rule.severity):
        assert words in said
        assert words in entry


def test_every_rule_is_listed_in_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[: len(RULES)]] == sorted(RULES)
    assert max(len(line) for line in rules_list(80).splitlines()) <= 80


def test_the_rules_are_there_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["rules"]
    assert {each["rule"]: each["severity"] for each in listed} == {name: rule.severity for name, rule in RULES.items()}


def test_several_rules_are_explained_in_turn(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "stray-file", "bad-id"]) == 0
    said = capsys.readouterr().out
    assert said.index("stray-file: warning") < said.index("bad-id: error")


def test_an_unknown_rule_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "quote-not-fond"]) == 2
    assert capsys.readouterr() == (
        "",
        "briefings explain: no rule is called `quote-not-fond`; did you mean `quote-not-found`?\n",
    )
