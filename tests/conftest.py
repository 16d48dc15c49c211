"""What several rooms' tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material beside the repository; the test is skipped where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared here: real material is not part of the repository")
    return SHARED


@pytest.fixture(scope="session")
def nlp():
    """The whole pipeline, loaded once."""
    import presselese

    try:
        return presselese.load()
    except OSError as error:
        pytest.skip(str(error))
