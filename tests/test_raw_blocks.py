"""What our own Markdown says does not change how the raw HTML after it is read."""

import markdown
import pytest
from projects import EXTENSIONS

RAW = '<div class="a">\n<p>**b** {: onclick=alert(1) } [x](y)</p>\n</div>'


@pytest.mark.parametrize(
    "code", ["&#", "&#x", "&#;", "&#99999", "&#xzz;", "& #", "&", "&a", "<!", "</", "<?", "<![", "]]>", "<a", "<1"]
)
@pytest.mark.parametrize("form", ["`{0}` and `{0}`", "# `{0}`\n\n- `{0}`\n\n> `{0}`", "{0} {0} {0}"])
def test_raw_html_stays_so_after(code: str, form: str) -> None:
    ours = form.format(code)
    rendered = markdown.markdown(f"{ours}\n\nText.\n\n{RAW}\n\nEnd.\n", extensions=[*EXTENSIONS])

    assert RAW in rendered


def test_what_was_parted_is_joined() -> None:
    written = "`&#` &#65; &# <b title='&#x'>x</b>\n\n<p>&#</p>\n"
    rendered = markdown.markdown(written, extensions=[*EXTENSIONS])
    assert "\x02" not in rendered
    assert "<code>&amp;#</code> &#65; &amp;#" in rendered
    assert "<p>&#</p>" in rendered
