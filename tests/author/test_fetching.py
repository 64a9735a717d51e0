"""What a fetch is bounded by is known to the library that makes it."""

import tomllib
from configparser import ConfigParser
from importlib.metadata import version

import pytest
from projects import ROOT

from builder.author.fetching import FetchError, bounded


def test_every_bound_is_set():
    from trafilatura.settings import use_config

    bound = bounded(use_config(), "https://bugle.example/ferry")["DEFAULT"]
    assert (bound["INSECURE_SSL_FALLBACK"], bound["SSRF_PROTECTION"]) == ("off", "on")
    assert bounded(use_config(), "http://127.0.0.1:9/")["DEFAULT"]["SSRF_PROTECTION"] == "off"


@pytest.mark.parametrize("lacking", ["INSECURE_SSL_FALLBACK", "SSRF_PROTECTION", "MAX_FILE_SIZE", "MAX_REDIRECTS"])
def test_a_library_that_does_not_know_one_of_them_is_asked_for_nothing(lacking: str):
    from trafilatura.settings import use_config

    config = ConfigParser()
    config["DEFAULT"].update(
        {name: value for name, value in use_config()["DEFAULT"].items() if name != lacking.lower()}
    )
    with pytest.raises(FetchError, match=f"the installed trafilatura does not know `{lacking}`"):
        bounded(config, "https://bugle.example/ferry")


def test_the_package_requires_a_library_that_knows_them_all():
    required = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    (least,) = (each.partition(">=")[2] for each in required if each.startswith("trafilatura>="))
    assert [int(part) for part in least.split(".")] >= [2, 3, 1]
    assert f"trafilatura=={version('trafilatura')}" in (ROOT / "requirements.lock").read_text("utf-8")
