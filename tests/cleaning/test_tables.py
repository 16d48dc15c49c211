"""The tables are their own tests: every example of a row comes out as the row says."""

import pytest

from presselese.cleaning import checks, dateline, hyphens
from presselese.cleaning.clean import clean
from presselese.cleaning.repair import repair
from presselese.cleaning.spacing import spacing_rules
from presselese.cleaning.wording import WordingRule, wording_rules
from presselese.source import Source

LINES, TAILS = wording_rules()


def fits(rule: WordingRule, line: str) -> bool:
    return line.count(" ") < rule.max_words and bool(rule.pattern.fullmatch(line))


@pytest.mark.parametrize("rule", LINES, ids=lambda rule: rule.name)
def test_lines(rule: WordingRule) -> None:
    for example in rule.examples:
        assert fits(rule, example), example
        first = next(other for other in LINES if fits(other, example))
        assert first.zone == rule.zone, f"{example} is taken by {first.name}"
    for example in rule.counter_examples:
        assert not fits(rule, example), example


@pytest.mark.parametrize("rule", TAILS, ids=lambda rule: rule.name)
def test_tails(rule: WordingRule) -> None:
    for example in rule.examples:
        assert rule.pattern.search(example), example
    for example in rule.counter_examples:
        assert not rule.pattern.search(example), example


@pytest.mark.parametrize("rule", spacing_rules(), ids=lambda rule: rule.examples[0][0])
def test_spacing(rule) -> None:
    for before, after in rule.examples:
        assert repair(before).text == after
        kinds = {change.kind for change in repair(before).changes}
        assert (rule.kind in kinds) == (before != after)


@pytest.mark.parametrize(("before", "after"), hyphens.table()["examples"])
def test_inner_hyphens(before: str, after: str) -> None:
    assert repair(before).text == after


@pytest.mark.parametrize("row", dateline.examples(), ids=lambda row: row.text[:40])
def test_datelines(row: dateline.Example) -> None:
    found = dateline.match(row.text, row.context)
    assert (row.text[: found.end].strip() if found else "") == row.dateline
    if found:
        assert (found.rule, " | ".join(found.places), found.agency or "", found.date or "") == (
            row.form,
            row.places,
            row.agency,
            row.date,
        )


@pytest.mark.parametrize(("body", "ending"), checks.open_endings()["examples"])
def test_open_endings(body: str, ending: str) -> None:
    release = clean(Source(raw=f"Steg eröffnet\n\nDie Stadt hat am Freitag den Steg am See eröffnet. {body}"))
    named = [text for code, text in release.warnings if code == "cut_off"]
    assert [f"“{ending}”" in text for text in named] == ([True] if ending else [])
