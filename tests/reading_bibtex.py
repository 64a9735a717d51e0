"""BibTeX read by its own grammar."""

import re

OPENS = re.compile(r"@(\w+)\{([^,\s]+),\n")
FIELD = re.compile(r"  (\w+) = \{")
COMMANDS = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
COMMANDS |= {"textasciitilde": "~", "textasciicircum": "^"}


def entries(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """By key, each entry's type and fields as BibTeX parts them: a value ends where its braces close."""
    found = {}
    at = 0
    while at < len(text):
        opened = OPENS.match(text, at)
        assert opened, text[at : at + 80]
        at = opened.end()
        fields = {}
        while field := FIELD.match(text, at):
            end = closed(text, field.end())
            fields[field[1]] = text[field.end() : end]
            assert text.startswith("},\n", end)
            at = end + 3
        assert text.startswith("}\n", at), text[at : at + 80]
        at = at + 2
        at += text.startswith("\n", at)
        assert opened[2] not in found
        found[opened[2]] = (opened[1], fields)
    return found


def closed(text: str, at: int) -> int:
    """Where the brace closes that stands before `at`; a backslash hides none, for BibTeX."""
    depth = 1
    while depth:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at - 1


def printed(value: str) -> str:
    """What TeX prints of a value: groups opened, commands carried out; what it would act on must not stand there."""
    out = ""
    at = 0
    while at < len(value):
        command = re.compile(r"\\([a-zA-Z]+)\{\}|\\([$&%#_])").match(value, at)
        if command:
            out += COMMANDS[command[1]] if command[1] else command[2]
            at = command.end()
            continue
        assert value[at] not in "\\$&%#_^~", value[at:]
        out += "" if value[at] in "{}" else value[at]
        at += 1
    return out
