"""The pipe `presselese_topics`: media topics on every Doc, and the topics of one's own."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from presselese.doc import get, put
from presselese.topics.classify import Classifier
from presselese.topics.features import count, headlines_of
from presselese.topics.schemes import Scheme, cap_scheme, read_scheme
from presselese.topics.tables import media_topics


class TopicTagger:
    """Reads the text and the zone `headline`, sets the layer `topics`."""

    def __init__(self, schemes: list[Scheme]) -> None:
        self.classifier = Classifier()
        self.schemes = schemes

    def __call__(self, doc: Doc) -> Doc:
        headlines = headlines_of(get(doc, "zones"), doc.text)
        counted = count(doc.text, headlines, self.classifier.terms)
        names = media_topics()
        found = self.classifier(counted)
        topics = [
            {
                "id": topic.id,
                "name": names[topic.id].name,
                "level": names[topic.id].level,
                "scheme": "medtop",
                "score": topic.score,
                "evidence": [{"start": start, "end": end} for start, end in topic.evidence],
                "rule": topic.rule,
            }
            for topic in found
        ]
        scores = {topic.id: topic.score for topic in found}
        for scheme in self.schemes:
            topics += scheme.topics(doc.text, headlines, scores)
        put(doc, "topics", topics)
        return doc


@Language.factory("presselese_topics", default_config={"user": None, "scheme": None})
def make_topics(nlp: Language, name: str, user: str | None, scheme: str | None) -> TopicTagger:
    """`user`: path of a TOML file with topics of one's own (docs/topics.md). `scheme`: `cap` adds the Comparative
    Agendas topics. Raises ValueError or OSError for a file that cannot be read, with the place."""
    schemes = []
    if scheme is not None:
        if scheme != "cap":
            raise ValueError(
                f"presselese_topics: scheme {scheme!r} is unknown; there is 'cap', or a file as 'user'"
            )
        schemes.append(cap_scheme())
    if user is not None:
        schemes.append(read_scheme(user))
    return TopicTagger(schemes)
