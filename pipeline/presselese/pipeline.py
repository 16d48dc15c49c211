"""The whole way as one spacy.Language: model, cleaning as its tokenizer, the stages behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from presselese.pipeline_names import DEFAULT_MODEL, STAGES
from presselese.source import Source


def load(
    model: str = DEFAULT_MODEL,
    *,
    stages: Sequence[str] = STAGES,
    config: Mapping[str, Mapping[str, Any]] | None = None,
) -> Language:
    """The pipeline: raw text of a release in, Doc with all values out.

    `model` is the name or path of any German spaCy pipeline; `stages` are the components that are added behind it;
    `config` holds their settings by name. Raises OSError for a model that is not there, with the command that brings
    it, and for a folder that holds none.
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        if "E050" in str(error):
            raise OSError(_how_to_install(model)) from None
        if "E053" in str(error):
            raise OSError(f"{model}: no spaCy pipeline (found no meta.json there)") from None
        raise
    return add_stages(nlp, stages=stages, config=config)


def _how_to_install(model: str) -> str:
    from presselese.model.packages import OWN, PUBLISHED

    if model in OWN:
        return f"The model {model!r} is not installed. From the folder of the program: {OWN[model]}"
    if model in PUBLISHED:
        return f"The model {model!r} is not installed: presselese models install {model}"
    return f"The model {model!r} is not installed: `presselese models` lists what is there"


def add_stages(
    nlp: Language,
    *,
    stages: Sequence[str] = STAGES,
    config: Mapping[str, Mapping[str, Any]] | None = None,
) -> Language:
    """Make cleaning the tokenizer of this pipeline and add the stages behind its components."""
    from presselese.cleaning.component import CleaningTokenizer

    nlp.tokenizer = CleaningTokenizer(nlp.tokenizer)
    for stage in stages:
        nlp.add_pipe(stage, config=dict((config or {}).get(stage, {})))
    nlp.max_length = 50_000_000
    return nlp


def make_doc(nlp: Language, text: str | Source, **meta: Any) -> Doc:
    """A Doc of raw text, cleaned and tokenized, with what is known from outside (`published="2023-03-28"`, `title`,
    `issuer`, `url` …: fields of `presselese.record.ReleaseMeta`). What is given here wins over what is found."""
    from presselese.cleaning.component import CleaningTokenizer

    source = text if isinstance(text, Source) else Source(raw=text)
    given = {name: value for name, value in meta.items() if value is not None}
    if "published" in given:
        given.setdefault("published_from", "given")
    source.meta = {**source.meta, **given}
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, CleaningTokenizer):
        tokenizer = CleaningTokenizer(tokenizer)
    return tokenizer.make_doc(source)
