"""The documentation says what the program does."""

from pathlib import Path

from builder.cli.rules import rules_page

ROOT = Path(__file__).parent.parent


def test_the_page_of_rules_is_what_the_command_prints() -> None:
    assert (ROOT / "docs/rules.md").read_text("utf-8") == rules_page()


def test_every_command_is_described() -> None:
    described = (ROOT / "docs/commands.md").read_text("utf-8")
    for command in ("check", "build", "serve", "schema", "rules"):
        assert f"briefings {command}" in described, command
