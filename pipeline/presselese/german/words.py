"""Common words of German, as they stand inside a sentence (nouns with a capital letter).

`common_words.txt` has the forms that occur four times or more in plenary protocols of the Bundestag from 2009 to 2025
(official works, § 5 UrhG); `models/recipe/common_words.py` counts them.
"""

from functools import cache
from importlib.resources import files


@cache
def common_words() -> frozenset[str]:
    """The forms, of three letters or more."""
    return frozenset(files(__package__).joinpath("common_words.txt").read_text("utf-8").split())
