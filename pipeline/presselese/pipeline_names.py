"""Names of models and stages, for those who must not wait for spaCy's import."""

DEFAULT_MODEL = "de_presse_md"
STAGES = ("presselese_entities", "presselese_dates", "presselese_quotes", "presselese_topics")
