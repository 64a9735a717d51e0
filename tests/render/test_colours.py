"""The colours of each scheme, read from the style sheet and measured as the WCAG do."""

import re

import pytest

from builder.render.assets import SCHEMES, assets, colours

SHEETS = {
    "light": ["light"],
    "dark": ["dark"],
    "light, more": ["light", "light-more"],
    "dark, more": ["dark", "dark-more"],
}
"""What holds together: the lists of colours that are laid over one another."""
STATUSES = ("verified", "uncheckable", "disputed", "inference")
GROUNDS = ("paper", "raised", "sunk")


def lists() -> dict[str, dict[str, str]]:
    """The colours of each list by their names, as the style sheet of the site has them."""
    blocks = re.findall(r"@media [^{]+\{\n[^{]+\{\n(.*?)\}\n\}", colours(), re.DOTALL)
    assert len(blocks) == len(SCHEMES)
    found = [dict(re.findall(r"--ab-([a-z-]+): ([^;]+);", block)) for block in blocks]
    return {name: each for (name, *_), each in zip(SCHEMES, found, strict=True)}


def scheme(name: str) -> dict[str, str]:
    known, all = lists(), {}
    for each in SHEETS[name]:
        all |= known[each]
    return all


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    more, less = sorted((luminance(one), luminance(other)), reverse=True)
    return (more + 0.05) / (less + 0.05)


def test_the_measure_is_that_of_the_guidelines() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", SHEETS)
def test_letters_can_be_read(name: str) -> None:
    has = scheme(name)
    pairs = [(ink, ground) for ink in ("ink", "muted", "link", "visited", "event", "later") for ground in GROUNDS]
    pairs += [(status, ground) for status in STATUSES for ground in (*GROUNDS, f"{status}-fill")]
    pairs += [("ink", "highlight"), ("link", "highlight")]
    assert {pair: found for pair in pairs if (found := ratio(has[pair[0]], has[pair[1]])) < 4.5} == {}


@pytest.mark.parametrize("name", SHEETS)
def test_lines_and_marks_of_focus_can_be_seen(name: str) -> None:
    has = scheme(name)
    pairs = [(line, ground) for line in ("rule", "focus", "highlight-line") for ground in GROUNDS]
    pairs += [(f"{status}-line", ground) for status in STATUSES for ground in GROUNDS]
    pairs += [("focus", "highlight"), ("highlight-line", "highlight")]
    assert {pair: found for pair in pairs if (found := ratio(has[pair[0]], has[pair[1]])) < 3} == {}


@pytest.mark.parametrize("side", ["light", "dark"])
def test_more_contrast_is_more(side: str) -> None:
    plain, more = scheme(side), scheme(f"{side}, more")
    for name in ("ink", "muted", "link", "rule", *(f"{status}-line" for status in STATUSES)):
        assert ratio(more[name], more["paper"]) > ratio(plain[name], plain["paper"]), name


def test_the_schemes_name_the_same_colours() -> None:
    known = lists()
    assert known["light"].keys() == known["dark"].keys()
    for name in ("light-more", "dark-more", "forced"):
        assert known[name].keys() <= known["light"].keys()


def test_each_colour_that_a_style_sheet_uses_is_given() -> None:
    style = next(str(page.text) for page in assets() if page.path.endswith(".css"))
    used = set(re.findall(r"var\(--(ab-[a-z0-9-]+)\)", style))
    assert used - set(re.findall(r"--(ab-[a-z0-9-]+):", style)) == set()


def test_every_font_that_is_named_is_there_and_none_besides() -> None:
    pages = {page.path for page in assets()}
    style = next(str(page.text) for page in assets() if page.path.endswith(".css"))
    named = set(re.findall(r'url\("(fonts/[^"]+)"\)', style))
    assert named == {path.removeprefix("assets/") for path in pages if path.endswith(".woff2")}
    assert len([path for path in pages if path.endswith(".txt")]) == 4, "each family's licence"
