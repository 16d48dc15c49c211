"""Duplicates: found by content, in the order of the inputs, and no different texts taken for one."""

from presselese.batch.duplicates import find_duplicates
from presselese.batch.signatures import signature
from presselese.folder import LocalFolder

REPORT = (
    "In {place} ist am {day} ein Fahrrad aus einem Hinterhof gestohlen worden. Die Täter schnitten das Schloss auf, "
    "während die Bewohner schliefen, und entkamen in unbekannter Richtung. Das Rad ist blau und hat einen Korb. "
    "Die Polizei schätzt den Schaden auf {sum} Euro. Wer etwas gesehen hat, meldet sich bei der Wache, auch die "
    "kleinste Beobachtung kann helfen, sagen die Beamten, die nun die Nachbarn befragen."
)


def rows(tmp_path, *texts):
    (tmp_path / "signatures").mkdir()
    packed = [signature(f"{i:016x}", text).pack() for i, text in enumerate(texts)]
    (tmp_path / "signatures" / "part-00000.bin").write_bytes(b"".join(packed))
    return [(int(a, 16), int(b, 16), kind) for a, b, kind, _ in find_duplicates(LocalFolder(tmp_path))]


def test_equal_letters_are_exact_whatever_stands_between(tmp_path):
    text = REPORT.format(place="Soest", day="3. Mai", sum=400)
    assert rows(tmp_path, text, "Ganz anderes.", text.upper().replace(" ", "\n")) == [(2, 0, "exact")]


def test_a_corrected_letter_is_near(tmp_path):
    text = REPORT.format(place="Soest", day="3. Mai", sum=400)
    assert rows(tmp_path, text, text.replace("Korb.", "Korb vorn.")) == [(1, 0, "near")]


def test_two_reports_that_differ_in_place_day_and_damage_are_two(tmp_path):
    one = REPORT.format(place="Soest", day="3. Mai", sum=400)
    two = REPORT.format(place="Celle", day="9. Juni", sum=900)
    assert rows(tmp_path, one, two) == []
