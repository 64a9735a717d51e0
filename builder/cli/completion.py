"""`briefings completion`: lets a shell complete commands, options and the project's own ids."""

import argparse

from builder.cli.usage import FINE, Commands, command

SHELLS = {
    "bash": 'eval "$(briefings completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(briefings completion zsh)" in ~/.zshrc, after compinit',
    "fish": "briefings completion fish > ~/.config/fish/completions/briefings.fish",
}


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "completion",
        "print what lets a shell complete commands, options and ids",
        run,
        examples=tuple(SHELLS.values()),
    )
    parser.add_argument("shell", choices=tuple(SHELLS), help="the shell")


def run(options: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode(["briefings"], shell=options.shell))
    return FINE
