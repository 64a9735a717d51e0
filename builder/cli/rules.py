"""`briefings rules`: every rule as a page. `docs/rules.md` is this, and a test holds the two together."""

import argparse

from builder.cli.usage import FINE, Commands, command
from builder.rules import RULES


def add(commands: Commands) -> None:
    command(
        commands,
        "rules",
        "print what every rule means, as Markdown",
        run,
        examples=("briefings rules > docs/rules.md",),
    )


def run(_: argparse.Namespace) -> int:
    print(rules_page(), end="")
    return FINE


def rules_page() -> str:
    """Every rule as Markdown, errors and warnings in one alphabet."""
    entries = [
        f"## {name}\n\n"
        f"*{rule.severity}.* {rule.means}\n\n"
        f"- Wrong: {_code(rule.wrong)}\n"
        f"- Right: {_code(rule.right)}\n\n"
        f"{rule.why}\n"
        for name, rule in sorted(RULES.items())
    ]
    head = (
        "# Rules\n\n"
        "What `briefings check` looks for. An *error* would mislead a reader: it always fails a build, and cannot\n"
        "be accepted. A *warning* makes a page poorer: it fails only with `--strict`, and can be accepted in\n"
        "`mkdocs.yml` with a reason. This page is printed by `briefings rules`.\n"
    )
    return "\n".join([head, *entries])


def _code(example: str) -> str:
    """Code with a fence longer than any that it holds."""
    fence = "``" if "`" in example else "`"
    pad = " " if "`" in example else ""
    return f"{fence}{pad}{example}{pad}{fence}"
