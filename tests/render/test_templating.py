"""What the templates' shortcuts in Jinja leave as it is, and that Jinja still takes them."""

import pytest
from markupsafe import Markup

from builder.render.layout import templates
from builder.render.saying import say_in

TEMPLATES = templates(say_in("en"))


@pytest.mark.parametrize(
    "source",
    [
        "{{ given }}",
        "{% macro made(it) %}{{ it }}{% endmacro %}{{ made(given) }}",
        "{% set held %}{{ given }}{% endset %}{{ held }}",
        "{% for each in [given] %}{{ each if loop.first }}{% endfor %}",
        "{{ [given] | join }}",
    ],
)
def test_a_text_is_made_inert_wherever_a_template_puts_it(source: str) -> None:
    template = TEMPLATES.from_string(source)
    assert template.render(given="<b>") == "&#60;b&#62;"
    assert template.render(given=Markup("<b>")) == "<b>"


def test_an_expression_is_not_escaped_once_more() -> None:
    """A new Jinja that writes expressions in another way makes pages no different, only slower."""
    written = TEMPLATES.compile("{{ given }}{{ made(given) }}", raw=True)
    assert "environment.finalize(" in written
    assert "escape(environment" not in written
