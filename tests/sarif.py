"""What SARIF 2.1.0 asks of the objects that we write, as a JSON Schema: nothing else may stand in them."""

from typing import Any

TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def closed(required: str, **properties: Any) -> dict[str, Any]:
    """An object with these properties and no other."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def several(items: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


MESSAGE = closed("text", text=TEXT)
RULE = closed(
    "id",
    id=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed("", level=LEVEL),
)
REGION = closed("", startLine=COUNT, startColumn=COUNT, endLine=COUNT, endColumn=COUNT)
ARTIFACT = closed("", uri={"type": "string", "format": "uri-reference", "pattern": r"^[\x21-\x7e]+$"})
LOCATION = closed("", physicalLocation=closed("artifactLocation", artifactLocation=ARTIFACT, region=REGION))
SUPPRESSION = closed("kind", kind={"enum": ["inSource", "external"]}, justification=TEXT)
RESULT = closed(
    "message",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations=several(LOCATION),
    suppressions=several(SUPPRESSION, uniqueItems=True),
)
RUN = closed(
    "tool",
    tool=closed("driver", driver=closed("name", name=TEXT, version=TEXT, rules=several(RULE, uniqueItems=True))),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=several(RESULT),
    properties={"type": "object"},
)
LOG = closed(
    "version runs",
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=several(RUN),
)
