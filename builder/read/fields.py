"""The kinds of value that fields take, each with its own check and its own fault."""

import datetime
import re
from contextlib import redirect_stdout
from io import StringIO
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from builder.dates import parse, runs_backwards
from builder.diagnostics import shown
from builder.model.addresses import fault, is_web
from builder.model.ids import ID

DATE_MOST = 255
"""Characters of a date; a set may have some twenty members."""
DAY = re.compile(r"([0-9]{4})(?:-(0[0-9]|1[0-9])(?:-([0-9][0-9]))?)?")


def _date(value: object) -> object:
    """EDTF: plain dates are checked here, the rest by the library that knows the whole standard."""
    if isinstance(value, list | dict):  # `[2010,2011]` and `{2010,2011}` are EDTF's, and YAML's
        raise PydanticCustomError("date_unquoted", "it is a list or a mapping")
    if not isinstance(value, str):
        return value
    if plain_date := DAY.fullmatch(value):
        year, month, day = (int(part) if part else 1 for part in plain_date.groups())
        try:
            datetime.date(max(year, 1), month, day)
        except ValueError as error:
            raise PydanticCustomError("impossible_date", str(error)) from None
        return value
    if not value.isascii():
        raise PydanticCustomError("impossible_date", "it has other characters than EDTF's")
    if len(value) > DATE_MOST:
        raise PydanticCustomError("impossible_date", f"it is longer than {DATE_MOST} characters")
    if not _is_edtf(value) or parse(value) is None:
        raise PydanticCustomError("impossible_date", "it is not a date as EDTF writes them")
    if runs_backwards(value):
        raise PydanticCustomError("impossible_date", "it ends before it begins")
    return value


def _is_edtf(value: str) -> bool:
    from edtf import parse_edtf  # costly to import, and rarely needed
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        with redirect_stdout(StringIO()):  # it prints what it stumbles over
            parse_edtf(value)
    except (EDTFParseException, ValueError, TypeError, AttributeError, RecursionError):
        return False
    return True


def _id(value: object) -> object:
    if isinstance(value, str) and not ID.fullmatch(value):
        raise PydanticCustomError("bad_id", f"`{shown(value, 40)}` is not an id")
    return value


def _url(value: object) -> object:
    if isinstance(value, str) and not is_web(value):
        said = fault(value) or "it is not a plain http or https address"
        raise PydanticCustomError("unsafe_url", said)
    return value


def _list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _boolean(value: object) -> object:
    match value:
        case "true":
            return True
        case "false":
            return False
    return value


def one_line(value: object) -> object:
    """A single line's text stands for a range that begins and ends with it."""
    return {"from": value, "to": value} if isinstance(value, str) else value


SCALAR = {"type": ["string", "number", "boolean"]}
"""Text, as an editor sees it: to YAML 1.2 an unquoted `2010` is a number, and `true` no text either."""
TEXTS = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]}
EDTF = {
    "type": ["string", "integer"],
    "pattern": r"^[0-9XYESTZ?~%/.,:+{}\[\] -]+$",
    "minimum": -9999,
    "maximum": 9999,
    "examples": ["2015-01-20", "2007-12", "2010", "2010-09~"],
}
"""The characters of a date; whether it is a possible one, only the program knows."""
NAME = {"type": ["string", "number", "boolean"], "pattern": f"^{ID.pattern}$", "minimum": 0}
ADDRESS = {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[!-~]+$"}

Text = Annotated[str, WithJsonSchema(SCALAR)]
Date = Annotated[str, BeforeValidator(_date), WithJsonSchema(EDTF)]
Id = Annotated[str, BeforeValidator(_id), Field(pattern=f"^{ID.pattern}$"), WithJsonSchema(NAME)]
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema(ADDRESS)]
Texts = Annotated[list[str], BeforeValidator(_list), WithJsonSchema(TEXTS)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Kinds = Literal["direct", "reported", "statement"]


def _share(value: object) -> object:
    try:
        share = float(value) if isinstance(value, str) else value
    except ValueError:
        share = -1.0
    if not isinstance(share, float) or not 0 < share <= 1:
        raise PydanticCustomError("bad_share", "it takes a number above 0 and up to 1, such as 0.5")
    return share


Share = Annotated[
    float, BeforeValidator(_share), WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1})
]


def _count(value: object) -> object:
    if isinstance(value, str) and value.isascii() and value.isdigit() and int(value[:9]) > 0:
        return int(value[:9])
    raise PydanticCustomError("bad_count", "it takes a whole number above 0")


Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]


def _policy(value: object) -> object:
    """`true`, `false`, or sources by directive, each a word of a policy and nothing else."""
    if value in ("true", "false"):
        return {} if value == "true" else False
    if not isinstance(value, dict):
        raise PydanticCustomError("bad_policy", "it takes `true`, `false` or lists of sources by directive")
    sources = {name: _list(listed) for name, listed in value.items()}
    for name, listed in sources.items():
        if not isinstance(name, str) or not POLICY_NAME.fullmatch(name):
            raise PydanticCustomError("bad_policy", f"`{shown(str(name), 40)}` is not a directive, such as `img-src`")
        for source in listed if isinstance(listed, list) else [None]:
            if not isinstance(source, str) or not POLICY_SOURCE.fullmatch(source):
                message = f"`{name}` takes a list of sources, such as `https://example.org`"
                raise PydanticCustomError("bad_policy", message)
    return sources


POLICY_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*-(?:src|action|uri)")
POLICY_SOURCE = re.compile(r"[\w.:/*+=-]+|'[\w+/=-]+'", re.ASCII)
Policy = Annotated[dict[str, list[str]] | Literal[False], BeforeValidator(_policy)]
"""A browser's policy: off, or what is allowed besides."""


def _output(value: object) -> object:
    """A file of the finished site: its path, a pattern of the shell's, or a folder with a slash at its end."""
    if isinstance(value, str):
        parts = value.removesuffix("/").split("/")
        if "\\" in value or any(part in ("", ".", "..") for part in parts):
            raise PydanticCustomError(
                "bad_output", "it takes paths within the site, such as `CNAME` or `assets/cards/`"
            )
        if not any(char.isalnum() for char in value):
            raise PydanticCustomError("bad_output", f"`{shown(value, 40)}` would let anything into the site")
    return value


Outputs = Annotated[
    list[Annotated[str, BeforeValidator(_output), WithJsonSchema(SCALAR)]],
    BeforeValidator(_list),
    WithJsonSchema(TEXTS),
]
"""What a site may hold besides what the program made."""
