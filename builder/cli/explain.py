"""`briefings explain`: what a rule means, a wrong and a right example, and why there is such a rule."""

import argparse

from builder.cli.rules import STANDING, no_rule
from builder.cli.terminal import BOLD, GREEN, RED, YELLOW, Terminal, terminal, wrapped
from builder.cli.usage import FINE, USAGE, Commands, command
from builder.rules import RULES


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "explain",
        "say what a rule means, with a wrong and a right example",
        run,
        examples=("briefings explain quote-not-found", "briefings explain quote-ambiguous repeated-block"),
    )
    parser.add_argument("rules", metavar="RULE", nargs="+", help="a rule's name, as a check prints it in brackets")


def run(options: argparse.Namespace) -> int:
    if no_rule(options.rules, "explain"):
        return USAGE
    print("\n\n".join(explained(name, terminal()) for name in options.rules))
    return FINE


def explained(name: str, terminal: Terminal) -> str:
    """A rule's entry in `docs/rules.md`, laid out for a terminal."""
    rule = RULES[name]
    head = f"{terminal.paint(name, BOLD)}: {terminal.paint(rule.severity, RED if rule.severity == 'error' else YELLOW)}"
    examples = [
        wrapped(f"  {terminal.paint('wrong:', RED)} {rule.wrong}", terminal.width, " " * 9),
        wrapped(f"  {terminal.paint('right:', GREEN)} {rule.right}", terminal.width, " " * 9),
    ]
    paragraphs = (wrapped(words, terminal.width) for words in (rule.why, STANDING[rule.severity].format(rule=name)))
    return "\n\n".join([head, wrapped(rule.means, terminal.width), "\n".join(examples), *paragraphs])
