"""`briefings rules`: every rule in a line. As Markdown it is `docs/rules.md`, and a test holds the two together."""

import argparse
import sys

from builder.cli.usage import FINE, Commands, command
from builder.diagnostics import did_you_mean, shown
from builder.rules import RULES, Rule

STANDING = {
    "error": "An error would mislead a reader: it always fails a build, and cannot be accepted.",
    "warning": "A warning makes a page poorer: it fails only with --strict, and can be accepted with a reason, "
    "by a comment above its place: `# accept {rule}: why` in YAML, `<!-- accept {rule}: why -->` in Markdown.",
}


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "rules",
        "list what a check looks for",
        run,
        examples=("briefings rules", "briefings rules --format markdown > docs/rules.md"),
    )
    parser.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="a line each, a page, or an object"
    )


def run(options: argparse.Namespace) -> int:
    from builder.cli.terminal import terminal

    if options.format == "json":
        from dataclasses import asdict

        from builder.cli.dumping import dumped

        rules = [{"rule": name, **asdict(rule)} for name, rule in sorted(RULES.items())]
        print(dumped({"version": 1, "rules": rules}))
    elif options.format == "markdown":
        print(rules_page(), end="")
    else:
        print(rules_list(terminal().width))
    return FINE


def no_rule(names: list[str], command: str) -> bool:
    """Whether one of the names is no rule's; the nearest right one is told."""
    wrong = next((name for name in names if name not in RULES), None)
    if wrong is not None:
        hint = did_you_mean(wrong, RULES) or "briefings rules lists them"
        print(f"briefings {command}: no rule is called `{shown(wrong, 40)}`; {hint}", file=sys.stderr)
    return wrong is not None


def rules_list(width: int) -> str:
    """Name, severity and meaning, broken at a width; 0 leaves each on its line."""
    from builder.cli.terminal import wrapped

    longest = max(map(len, RULES))
    indent = " " * (longest + 11)
    lines = [
        wrapped(f"{name.ljust(longest)}  {rule.severity.ljust(7)}  {rule.means}", width, indent)
        for name, rule in sorted(RULES.items())
    ]
    return "\n".join([*lines, "", "briefings explain RULE says more of one."])


def rules_page() -> str:
    """Every rule as Markdown, errors and warnings in one alphabet."""
    entries = [f"## {name}\n\n*{rule.severity}.* {_entry(rule)}" for name, rule in sorted(RULES.items())]
    head = (
        "# Rules\n\n"
        "What `briefings check` looks for. An *error* would mislead a reader: it always fails a build, and cannot\n"
        "be accepted. A *warning* makes a page poorer: it fails only with `--strict`, and can be\n"
        "[accepted](commands.md#switching-a-warning-off) with a reason. `briefings explain RULE` prints an entry.\n"
    )
    return "\n".join([head, *entries])


def _entry(rule: Rule) -> str:
    return f"{rule.means}\n\n- Wrong: {_code(rule.wrong)}\n- Right: {_code(rule.right)}\n\n{rule.why}\n"


def _code(example: str) -> str:
    """Code with a fence longer than any that it holds."""
    fence = "``" if "`" in example else "`"
    pad = " " if "`" in example else ""
    return f"{fence}{pad}{example}{pad}{fence}"
