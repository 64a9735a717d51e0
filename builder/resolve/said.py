"""What a page says, as one folded text, to look a correction's words up in."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice

from builder.model.written import NAME_CLOSES, NAME_OPENS, Manuscript, Project, Role
from builder.resolve.folding import plain
from builder.resolve.segments import UNSPACED


@dataclass(frozen=True, slots=True)
class Said:
    """A page's sentences in order, one blank between them, then its other words."""

    text: str
    starts: tuple[int, ...]
    """Where each sentence begins, then where the other words do."""

    def sentence(self, words: str) -> int:
        """The sentence in which their only place among the sentences ends; -1 where `words` have none, or several."""
        match list(islice(places(words, self.text[: self.starts[-1]]), 2)):
            case [at]:
                return bisect_right(self.starts, at + len(words) - 1) - 1
        return -1


def said(page: Manuscript, names: Mapping[str, str], quoted: Iterator[str]) -> Said:
    """Everything that a page says: its sentences, its head, its raw HTML, its data file, and the words it quotes."""
    sentences = [plain(spoken(sentence.text, names)) for sentence in page.sentences]
    starts = tuple(accumulate((len(words) + 1 for words in sentences), initial=0))
    others = [page.title, page.summary, *_data(page), *quoted]
    others += [passage.text for passage in page.passages if not passage.stops]
    return Said(" ".join([*sentences, *map(plain, others)]), starts)


def _data(page: Manuscript) -> Iterator[str]:
    for judgment in (*page.judgments, *page.inferences.values()):
        yield from (judgment.text, judgment.rule, judgment.other_reading, judgment.would_change)
    for comparison in page.comparisons.values():
        yield from (comparison.question, comparison.note)
        yield from (answer.says for answer in comparison.answers)


def places(words: str, text: str) -> Iterator[int]:
    """Where folded words stand in a folded text, as whole words."""
    at = text.find(words) if words else -1
    while at >= 0:
        if _apart(text[at - 1 : at] if at else "", words[0]) and _apart(words[-1], text[at + len(words) :][:1]):
            yield at
        at = text.find(words, at + 1)


def stands(words: str, text: str) -> bool:
    """Whether folded words stand in a folded text, as whole words."""
    return next(places(words, text), -1) >= 0


def _apart(before: str, after: str) -> bool:
    """Whether a word may end between two characters."""
    return not (before.isalnum() and after.isalnum()) or bool(UNSPACED.search(before + after))


def spoken(text: str, names: Mapping[str, str]) -> str:
    """A sentence with the names that a reader sees for `[[id]]`."""
    first, *rest = text.split(NAME_OPENS)
    pieces = [first]
    for part in rest:
        id, _, after = part.partition(NAME_CLOSES)
        pieces += [names.get(id, id), after]
    return "".join(pieces)


def names_of(project: Project) -> dict[str, str]:
    """What readers call the thing that `[[id]]` names, by id."""
    pages = {each.id: each.title for each in reversed(project.manuscripts) if each.role is not Role.PAGE}
    sources = {id: source.title for id, source in project.sources.items()}
    entities = {id: each.name for id, each in {**project.organizations, **project.people}.items()}
    return {**pages, **sources, **entities}
