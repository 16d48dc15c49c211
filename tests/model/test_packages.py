from __future__ import annotations

import urllib.error
from typing import NoReturn

import pytest

from presselese.model import packages


def test_what_is_not_the_publishers_file_is_not_installed() -> None:
    with pytest.raises(packages.InstallError, match="SHA-256"):
        packages.install("de_core_news_md", fetch=lambda url: b"something else")


def test_offline_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> NoReturn:
        raise urllib.error.URLError("no network")

    monkeypatch.setattr("urllib.request.urlopen", unreachable)
    with pytest.raises(packages.InstallError) as error:
        packages.install("de_core_news_md")
    assert "github.com" in str(error.value)
    assert "\n" not in str(error.value)


def test_own_models_and_unknown_ones() -> None:
    with pytest.raises(packages.InstallError, match="pip install"):
        packages.install("de_presse_md")
    with pytest.raises(packages.InstallError, match="no address"):
        packages.install("de_dep_news_trf")


def test_every_address_is_the_publishers() -> None:
    for wheel in packages.PUBLISHED.values():
        assert wheel.url.startswith("https://github.com/explosion/spacy-models/releases/download/")
        assert len(wheel.sha256) == 64


def test_the_installed_models_are_listed() -> None:
    for model in packages.installed():
        assert model.name.startswith(packages.PREFIXES)
        assert model.version
