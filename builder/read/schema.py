"""What each YAML file may say: the shapes that Pydantic checks and that editors complete from."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, WithJsonSchema

from builder.model.ids import ID
from builder.read.fields import Count, Date, Flag, Id, Kinds, Outputs, Policy, Share, Text, Texts, Url, one_line
from builder.read.shape import OrLine, Shape

Tag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
"""Of BCP 47."""


class Noted(Shape):
    """An entry beside which editors may write."""

    private: Text = Field("", description="A remark for yourselves: it is read, and never published.")
    """Nothing takes it from here."""


class Range(Shape):
    """Whole lines of the text, from the first to the last."""

    first: Text = Field(alias="from", description="The first line.")
    last: Text = Field(alias="to", description="The last line.")


Ranges = list[Annotated[Range, BeforeValidator(one_line), OrLine()]]


class OriginalShape(Shape):
    """The words that a quote translates."""

    cite: Text = Field(
        "",
        description="The passage of another archived source that has them, which is checked as every quote is.",
        examples=["source/quote"],
    )
    text: Text = Field("", description="The words themselves, where no archived source has them: shown as not checked.")
    language: Tag | None = Field(None, description="The language of `text`, as a tag.", examples=["fa"])


class QuoteShape(Noted):
    """One marked passage of a source."""

    exact: Text = Field(description="The passage, word for word.")
    kind: Kinds | None = Field(
        None,
        description="`direct`: a speaker’s words in quotation marks. `reported`: the outlet’s sentence about what "
        "someone said. `statement`: the outlet’s own words.",
    )
    speaker: Id | None = Field(None, description="Who speaks: a person or organization in a register.")
    via: Texts = Field(
        [], description="Who relayed the words, nearest the speaker first: ids, registered names, or words for others."
    )
    origin: Id | None = Field(
        None, description="Whose reporting the passage is, where it is not that of the rest of its source."
    )
    translator: Text = Field("", description="A name, or `not stated`.", examples=["not stated"])
    original: Annotated[OriginalShape | None, WithJsonSchema(OriginalShape.model_json_schema())] = Field(
        None, description="The words that the passage translates, shown beside it.", examples=[{"cite": "source/quote"}]
    )
    prefix: Text = Field(
        "", description="What touches the passage before it, where its words alone stand in several places."
    )
    suffix: Text = Field(
        "", description="What touches the passage after it, where its words alone stand in several places."
    )
    topics: Texts = Field([], description="What the passage is about: its page lists it under each.")
    note: Text = Field("", description="Shown under the passage on its source’s page.")


class SourceShape(Noted):
    """A source's record."""

    needs: ClassVar = frozenset({"title"})

    title: Text = Field("", description="The article’s title, or a description where it has none.")
    publisher: Text = Field("", description="The outlet. Footnotes name it.")
    container: Text = Field("", description="The publication that printed it, where that is not the publisher.")
    author: Text = Field("", description="Who wrote it.")
    published: Date = Field("", description="When. A speaker’s office is the one held on this day.")
    archived: Date = Field("", description="When you kept its text.")
    dateline: Text = Field("", description="The place it was sent from.")
    language: Tag | None = Field(None, description="The article’s language, as a tag.", examples=["en", "pt-BR"])
    url: Url = Field("", description="The live page: an http or https address without user name and spaces.")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, description="Seals the archived text. The warning `unsealed-source` gives it."
    )
    origin: Id | None = Field(
        None, description="Whose reporting it is: sources with one `origin` count as one.", examples=["sputnik"]
    )
    descriptor: Text = Field("", description="What readers should know of the outlet.")
    rights: Text = Field("", description="Who holds them.")
    note: Text = Field("", description="Shown in the record.")
    publish: Literal["full", "excerpts", "record"] = Field(
        "excerpts",
        description="How much of the text its page may show: the whole article, only the passages that are cited, "
        "or none of it.",
    )
    headline: Text = Field("", description="The headline, in one line: part of the article, always the outlet’s voice.")
    standfirst: Text = Field(
        "", description="The standfirst, in one line: part of the article, always the outlet’s voice."
    )
    furniture: Ranges = Field(
        [],
        description="Menus, captions and the like: whole lines of the page that are not the article.",
        examples=[["Subscribe", {"from": "Most read", "to": "Weather"}]],
    )
    duplicates: Ranges = Field(
        [],
        description="Blocks that repeat earlier text.",
        examples=[[{"from": "first line", "to": "last line"}]],
    )
    quotes: Annotated[
        dict[str, Any],
        WithJsonSchema(
            {
                "type": "object",
                "propertyNames": {"pattern": f"^{ID.pattern}$"},
                "additionalProperties": QuoteShape.model_json_schema(),
            }
        ),
    ] = Field({}, description="The marked passages, each under its id.")
    """Each is read by itself, so that one fault hides no other."""


class OfficeShape(Shape):
    """An office that a person held."""

    title: Text = Field(description="What the office is called.", examples=["Minister of Defence"])
    of: Text = Field("", description="Of which country or body.")
    since: Date = Field("", alias="from", description="From when. Without it, it is held from the start.")
    until: Date = Field("", alias="to", description="To when. Without it, it is held to the end.")
    cite: Texts = Field(
        [], description="What says so, as `source`, `source/quote` or `quote`.", examples=[["source/quote"]]
    )


class OrganizationShape(Noted):
    """An organization in a register."""

    needs: ClassVar = frozenset({"name"})

    name: Text = Field("", description="The house spelling.")
    scripts: dict[str, Text] = Field(
        {}, description="The name in its own script, by language tag.", examples=[{"ru": "Сергей Шойгу"}]
    )
    spellings: Texts = Field([], description="Other spellings, as sources have them.", examples=[["Another Spelling"]])
    description: Text = Field("", description="One sentence.")
    cite: Texts = Field(
        [], description="What the entry rests on, as `source`, `source/quote` or `quote`.", examples=[["source/quote"]]
    )
    autolink: Flag = Field(True, description="Whether mentions link by themselves.")


class PersonShape(OrganizationShape):
    """A person in a register."""

    offices: list[OfficeShape] = Field(
        [], description="Offices held, each with its days.", examples=[[{"title": "Minister", "from": "2029-03"}]]
    )


class EventShape(Noted):
    """An event, which timelines draw."""

    date: Date = Field(description="When.")
    title: Text = Field(description="What.")
    cite: Texts = Field(
        [], description="What it rests on; footnotes in the timeline’s list.", examples=[["source/quote"]]
    )
    topics: Texts = Field([], description="What `::: timeline TOPIC` and `::: later TOPIC` choose by.")


class TopicShape(Noted):
    """A topic, which quotes and events name."""

    needs: ClassVar = frozenset({"name"})

    name: Text = Field("", description="What readers call it: the title of its page.")
    description: Text = Field("", description="One sentence, below the title.")


class FrontMatter(Noted):
    """The head of a page."""

    needs: ClassVar = frozenset({"title", "summary"})

    title: Text = Field("", description="The page’s first heading.")
    summary: Text = Field("", description="The bottom line, above the text and on the front page.")
    date: Date = Field("", description="Of publication. The front page lists the latest first.")
    as_of: Date = Field("", description="Where the evidence ends.")
    review_by: Date = Field("", description="When it should be looked at again.")
    event: Date = Field("", description="The day that it is about; what comes after it is marked as later.")
    status: Literal["published", "draft"] = Field("published", description="A draft is checked and never in the site.")
    background: Texts = Field(
        [], description="Background pages, by id, listed with their summaries below the text.", examples=[["page-id"]]
    )
    autolink: Flag = Field(True, description="Whether names link by themselves on this page.")


class AnswerShape(Noted):
    """One source's answer."""

    cite: Text = Field(description="The passage that answers, as `source/quote`.", examples=["source/quote"])
    says: Text = Field(description="The answer, in a few words of yours.")
    implies: Text = Field(
        "",
        description="What it comes to: a year, month or day, or an amount with its unit.",
        examples=["2002", "2012-04", "13e9 USD", "32 %", "12 ships"],
    )


class ComparisonShape(Noted):
    """What several sources answer to one question."""

    question: Text = Field(description="The question.")
    answers: list[AnswerShape] = Field(
        [], description="The answers, one a passage.", examples=[[{"cite": "source/quote", "says": "three weeks"}]]
    )
    relation: Literal["agree", "differ", "narrower", "contradict"] | None = Field(
        None, description="How the answers stand to each other."
    )
    note: Text = Field("", description="What readers should know of the answers.")
    silent: dict[str, Texts] = Field(
        {},
        description="By source that gives no answer: terms that no word of its article begins with.",
        examples=[{"source": ["repair", "stop"]}],
    )
    lacks: dict[str, Texts] = Field(
        {},
        description="By source that answers: terms of the others’ answers that no word of its article begins with.",
        examples=[{"source": ["repair", "stop"]}],
    )


class InferenceShape(Noted):
    """What we infer from passages."""

    text: Text = Field(description="What is inferred, in a sentence.")
    basis: Texts = Field(
        [],
        description="The passages that it rests on: two, or one and a `rule`.",
        examples=[["source/quote", "source/quote"]],
    )
    rule: Text = Field("", description="The stated rule that leads from one passage to it.")
    searched: dict[str, Texts] = Field(
        {},
        description="By source, or source/quote: terms that no word of it begins with.",
        examples=[{"source": ["council"]}],
    )


class JudgmentShape(InferenceShape):
    """A reading of ours."""

    text: Text = Field(description="The judgment, in a sentence.")
    id: Id = Field(description="Its id, unique in this file.", examples=["text-unknown"])
    inferred: Flag = Field(False, description="Whether it goes beyond what its passages say.")
    other_reading: Text = Field("", description="How the same passages can also be read.")
    would_change: Text = Field("", description="What would change it.")


class CorrectionShape(Noted):
    """One entry of a page's log."""

    date: Date = Field(description="The day of the change: a full day.", examples=["2031-06-02"])
    kind: Literal["fix", "clarification", "correction", "update", "withdrawal"] = Field(
        description="`fix`: typing, layout. `clarification`: words that misled. `correction`: what was wrong. "
        "`update`: new evidence. `withdrawal`: the page no longer holds."
    )
    was: Text = Field("", description="Words as the page had them, without markup.")
    now: Text = Field("", description="Words as the page has them, without markup.")
    why: Text = Field("", description="The cause; a `correction` and a `withdrawal` need it.")


class BriefingShape(Shape):
    """A briefing's structured annotations."""

    comparisons: dict[Id, ComparisonShape] = Field(
        {}, description="Comparisons by id, drawn by `::: compare id`, all of them by `::: compare`."
    )
    judgments: list[JudgmentShape] = Field([], description="Judgments, drawn by `::: judgments` and `::: evidence`.")
    inferences: dict[Id, InferenceShape] = Field(
        {}, description="Inferences by id, drawn one by one by `::: inference id`."
    )
    corrections: list[CorrectionShape] = Field(
        [],
        description="The page’s log; new entries go to the end.",
        examples=[[{"date": "2031-06-02", "kind": "fix", "now": "a comma"}]],
    )


class AcceptanceShape(Shape):
    """A warning that you looked at and keep."""

    rule: Text = Field(description="The rule’s name.", examples=["unused-quote"])
    at: Text = Field(
        "",
        description="`path`, `path:line`, `path:line:column` or `folder/`, from the project’s; without it, everywhere.",
        examples=["sources/bugle-2031-05-04.yaml:9"],
    )
    reason: Text = Field(description="Why it is kept.")


class LimitsShape(Shape):
    """The most words of a text of ours."""

    summary: Count | None = Field(None, description="The most words of a summary.", examples=[60])
    judgment: Count | None = Field(None, description="The most words of a judgment.", examples=[45])
    briefing: Count | None = Field(
        None, description="The most words of a briefing, its paragraphs and judgments.", examples=[1300]
    )


class WordingShape(Shape):
    """How our own prose is to be worded; what is not written has a default."""

    scale: dict[str, Text] | None = Field(
        None,
        description="The words in which likelihood may be spoken of, each with its meaning.",
        examples=[{"unlikely": "20–45 %", "likely": "55–80 %"}],
    )
    hedges: Texts | None = Field(
        None, description="Words that speak of likelihood and are not on the scale.", examples=[["probably", "may"]]
    )
    avoid: dict[str, Text | None] = Field(
        {}, description="Words that you do not use, each with what to write instead.", examples=[{"claimed": "said"}]
    )
    limits: LimitsShape = Field(
        LimitsShape(), description="The most words of a summary, of a judgment and of a briefing."
    )


class SettingsShape(Shape):
    """Our plugin's options in `mkdocs.yml`."""

    excerpt_limit: Share = Field(
        0.5, description="The share of an article’s words that `publish: excerpts` may show, above 0 and up to 1."
    )
    autolink: Flag = Field(True, description="Whether names link by themselves.")
    accept: list[AcceptanceShape] = Field([], description="Warnings that you looked at and keep.")
    wording: WordingShape | None = Field(
        None, description="How your own prose is to be worded; not looked at unless this is set, `{}` for the defaults."
    )
    content_security_policy: Policy = Field(
        {}, description="What pages allow a browser to load: `false` for anything, or more sources by directive."
    )
    also_publish: Outputs = Field(
        [], description="Files of other plugins, hooks or folders that the site may hold: names, patterns, folders."
    )


FILES: dict[str, tuple[type[Shape], bool]] = {
    "source": (SourceShape, False),
    "people": (PersonShape, True),
    "organizations": (OrganizationShape, True),
    "events": (EventShape, True),
    "topics": (TopicShape, True),
    "front-matter": (FrontMatter, False),
    "briefing": (BriefingShape, False),
}
"""Each kind of file: its shape, and whether the file maps ids to it."""

TITLES: Mapping[str, tuple[str, str]] = {
    "source": ("Source", "sources/ID.yaml: what an article is, and the passages marked in it."),
    "people": ("People", "briefings/people.yaml: the register of people, each under an id."),
    "organizations": (
        "Organizations",
        "briefings/organizations.yaml: the register of organizations, each under an id.",
    ),
    "events": ("Events", "briefings/events.yaml: what timelines draw, each event under an id."),
    "topics": ("Topics", "briefings/topics.yaml: the names of topics, each topic under its id."),
    "front-matter": ("Front matter", "The head of a page, between two lines of ---."),
    "briefing": ("Data file", "briefings/PAGE.yaml, beside a page: comparisons, judgments, inferences, corrections."),
}
"""What an editor shows of each kind."""


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file, for editors."""
    shape, mapped = FILES[kind]
    title, description = TITLES[kind]
    schema = TypeAdapter(dict[str, shape] if mapped else shape).json_schema()  # type: ignore[valid-type]  # a type chosen at run time
    if mapped:
        schema["propertyNames"] = {"pattern": f"^{ID.pattern}$"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:annotated-briefings:schema:{kind}",
        "title": title,
        "description": description,
        **{name: part for name, part in schema.items() if name != "description"},
    }
