"""What `evidence.json` says: the shapes that it is checked by, and the JSON Schema of them."""

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema

from builder.model.ids import ID
from builder.model.program import DISTRIBUTION

VERSION = 1
NAME = "evidence.json"
"""In the site's own folder."""
SIGNATURE = f"{NAME}.sig"
"""Where a signature of it is looked for, and may lie beside it."""
SHA256 = r"^[0-9a-f]{64}$"
KEY = rf"^{ID.pattern}/{ID.pattern}$"
PATH_MOST = 4096
COUNT_MOST = 2**53
"""Beyond which programs do not agree on a number."""

SourceId = Annotated[str, Field(pattern=f"^{ID.pattern}$", description="A source, by its id.")]
Count = Annotated[int, Field(ge=0, lt=COUNT_MOST)]
Path = Annotated[str, Field(min_length=1, max_length=PATH_MOST, description="From the site's folder, with slashes.")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Generator(_Shape):
    """The program that made the site."""

    name: Literal["annotated-briefings"]
    version: str = Field(description="Empty where it was run without being installed.")


class SiteShape(_Shape):
    """What the site calls itself."""

    name: str
    url: str = Field(description="Its address; empty where it gives none.")


class SourceShape(_Shape):
    """A source that has a page."""

    id: SourceId
    page: Path
    publish: Literal["full", "excerpts", "record"] = Field(description="How much of its text its rights allow.")
    sha256: str | None = Field(None, pattern=SHA256, description="Of the archived text's bytes, where there is one.")


class Exact(_Shape):
    """W3C Web Annotation: a passage by its words."""

    type: Literal["TextQuoteSelector"]
    exact: str


class Position(_Shape):
    """W3C Web Annotation: characters of the archived text, in Unicode code points, the end not included."""

    type: Literal["TextPositionSelector"]
    start: Count
    end: Count
    refinedBy: Exact | None = Field(  # noqa: N815  # W3C's name
        None, description="The source's own characters there, where a page shows them in the article."
    )


class Target(_Shape):
    """The passage of an archived text."""

    source: SourceId
    selector: list[Annotated[Exact | Position, Field(discriminator="type")]] = Field(
        min_length=1,
        description="First the words as quoted, with brackets and ellipses of ours; then what they quote, in order. "
        "Without an archived text the words alone.",
    )

    @property
    def exact(self) -> str:
        return next((each.exact for each in self.selector if isinstance(each, Exact)), "")

    @property
    def positions(self) -> list[Position]:
        return [each for each in self.selector if isinstance(each, Position)]


class Fragment(_Shape):
    """W3C Web Annotation: an element of a page, by its id."""

    type: Literal["FragmentSelector"]
    value: str


class Place(_Shape):
    """Where words stand in the site."""

    source: Path
    selector: Fragment


class Quote(_Shape):
    """A quotation that a page cites."""

    id: str = Field(pattern=KEY, description="`source/quote`.")
    type: Literal["Annotation"]
    verdict: Literal["verified", "cannot be checked"]
    target: Target
    notes: list[Place] = Field(min_length=1, description="The footnotes that have its words.")
    highlight: Place | None = Field(None, description="Where the article shows it marked.")


class File(_Shape):
    """A file of the site, except this one."""

    path: Path
    sha256: str = Field(pattern=SHA256)
    size: Count = Field(description="Bytes.")


class Evidence(_Shape):
    """All that a site claims of its quotations, and every file that it consists of."""

    version: Literal[1]
    generator: Generator
    site: SiteShape
    sources: list[SourceShape]
    quotes: list[Quote]
    files: list[File]


def schema_text() -> str:
    """The JSON Schema of `evidence.json`, as it is printed."""
    schema = Evidence.model_json_schema(schema_generator=_Untitled)
    description = f"{NAME}: all that a site claims of its quotations, and every file that it consists of."
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{DISTRIBUTION}:schema:evidence",
        "title": "Evidence",
        "description": description,
        **{name: part for name, part in schema.items() if name not in ("title", "description")},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


class _Untitled(GenerateJsonSchema):
    """Without a title for each field, which says its name again."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002  # Pydantic gives it
        return False


def anchor_of(key: str) -> str:
    """The id of a quote's footnote, on every page."""
    return f"fn:{key}"
