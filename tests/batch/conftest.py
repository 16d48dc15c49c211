"""A small archive, and a small model that refuses some documents."""

import sys

import pytest
import spacy

TEXT = "Rathaus öffnet\n\nAuental. Bürgermeisterin Birgit Sandmann sagte am {day}. Mai 2022: „Wir öffnen Tor {day}.“\n"


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    for day in range(1, 13):
        (folder / f"r{day:02d}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A blank German pipeline whose last component refuses some documents; found by entry point, as any model's is."""
    code = tmp_path_factory.mktemp("code")
    (code / "refusing.py").write_text(REFUSING, encoding="utf-8")
    (code / "refusing-1.dist-info").mkdir()
    (code / "refusing-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: refusing\nVersion: 1\n"
    )
    (code / "refusing-1.dist-info" / "entry_points.txt").write_text(
        "[spacy_factories]\nrefusing = refusing:make\n"
    )
    sys.path.insert(0, str(code))
    import refusing  # noqa: F401

    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("refusing")
    nlp.to_disk(code / "model")
    yield str(code / "model")
    sys.path.remove(str(code))


REFUSING = """
import os
import signal

from spacy.language import Language

@Language.factory("refusing")
def make(nlp, name):
    def refuse(doc):
        if "Niemals" in doc.text:
            raise ValueError("this text\\nis refused")
        if "Absturz" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        while "Endlos" in doc.text:
            pass
        return doc
    return refuse
"""
