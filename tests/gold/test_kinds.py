"""Annotated files of other kinds: what is read, what is counted, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from presselese.gold.files import FaultyInput
from presselese.gold.kinds import conllu, iob2, quotations, segments, timeml
from presselese.gold.tally import Figure, Scored, figures

SHARED = Path(__file__).parents[3] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not here")


def values(scored: list[Scored], metrics: dict[str, object]) -> dict[str, float | None]:
    found: dict[str, Figure] = figures(scored, metrics)  # type: ignore[arg-type]
    return {name: figure.value for name, figure in found.items()}


class TestIob2:
    def test_germeval_columns_comments_and_derived_words(self, tmp_path: Path) -> None:
        lines = [
            "#\thttp://example.org/1\t[2010-01-01]\t",
            "1\tDie\tO\tO",
            "2\tKieler\tB-LOCderiv\tO",
            "3\tStiftung\tB-ORG\tO",
            "4\tMeer\tI-ORG\tB-LOC",
            "5\t#\tB-OTH\tO",
            "",
            "1\tWerl\tB-LOC\tO",
            "2\tSoest\tB-LOC\tO",
        ]
        (tmp_path / "a.tsv").write_text("\n".join(lines), "utf-8")
        first, second = iob2.read(tmp_path)
        assert first.words == ["Die", "Kieler", "Stiftung", "Meer", "#"]
        assert first.names == [(2, 4, "ORG"), (4, 5, "MISC")]
        assert second.names == [(0, 1, "LOC"), (1, 2, "LOC")]

    def test_conll2003_takes_the_names_not_the_chunks(self, tmp_path: Path) -> None:
        (tmp_path / "a.conll").write_text(
            "-DOCSTART- -X- O O\n\nUte NE I-NC I-PER\nspricht VVFIN I-VC O\n", "utf-8"
        )
        assert iob2.read(tmp_path)[0].names == [(0, 1, "PER")]

    @pytest.mark.parametrize(
        "tags", ["B-PER I-PER E-PER S-LOC", "PER PER PER LOC", "I-PER I-PER I-PER B-LOC"]
    )
    def test_schemes(self, tags: str) -> None:
        assert list(iob2.names_of_tags(tags.split())) == [(0, 3, "PER"), (3, 4, "LOC")]

    def test_unknown_labels_are_all_listed(self, tmp_path: Path) -> None:
        (tmp_path / "a.tsv").write_text("Ute\tB-CITY\nRahn\tI-PER\nlacht\tX-Y\n", "utf-8")
        with pytest.raises(FaultyInput) as error:
            iob2.read(tmp_path)
        assert [fault.line for fault in error.value.faults] == [1, 3]

    def test_counting(self) -> None:
        sentence = iob2.Sentence("a", 1, ["In", "Soest", "und", "Werl"], [(1, 2, "LOC"), (3, 4, "LOC")])
        out = values([iob2.score(sentence, [(1, 2, "LOC"), (3, 4, "ORG"), (0, 1, "XY")])], iob2.METRICS)
        assert (out["entities.LOC.f1"], out["entities.ORG.f1"]) == (pytest.approx(2 / 3, abs=1e-6), 0)
        assert out["entities.f1"] == 0.5

    @needs_shared
    def test_germeval_has_the_names_that_its_source_counts(self) -> None:
        sentences = iob2.read(SHARED / "ner/germeval2014/NER-de-dev.tsv")
        names = [name[2] for sentence in sentences for name in sentence.names]
        assert {label: names.count(label) for label in ("PER", "LOC", "ORG", "MISC")} == {
            "PER": 711, "LOC": 763, "ORG": 496, "MISC": 269,
        }  # fmt: skip


CONLLU = """# sent_id = 1
1\tSie\tsie\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tgeht\tgehen\tVERB\t_\t_\t0\troot\t_\t_
3-4\tzum\t_\t_\t_\t_\t_\t_\t_\t_
3\tzu\tzu\tADP\t_\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\t_\t_\t5\tdet\t_\t_
5\tMarkt\tMarkt\tNOUN\t_\t_\t2\tobl:tmod\t_\tSpaceAfter=No
6\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_
"""


class TestConllu:
    def test_contractions_are_one_word(self, tmp_path: Path) -> None:
        (tmp_path / "a.conllu").write_text(CONLLU, "utf-8")
        (sentence,) = conllu.read(tmp_path)
        assert [word.form for word in sentence.words] == ["Sie", "geht", "zum", "Markt", "."]
        assert [word.head for word in sentence.words] == [1, 1, 3, 1, 1]
        zum = sentence.words[2]
        assert (zum.upos, zum.label, zum.lemma) == ("ADP", "case", None)
        assert not sentence.words[3].space

    def test_counting(self, tmp_path: Path) -> None:
        (tmp_path / "a.conllu").write_text(CONLLU, "utf-8")
        (sentence,) = conllu.read(tmp_path)
        doc = Doc(
            spacy.blank("de").vocab,
            words=[word.form for word in sentence.words],
            heads=[1, 1, 1, 1, 1],
            deps=["nsubj", "ROOT", "case", "obl", "dep"],
            pos=["PRON", "VERB", "ADP", "PROPN", "PUNCT"],
            lemmas=["sie", "gehen", "x", "Markt", "."],
        )
        out = values([conllu.score(sentence, doc)], conllu.METRICS)
        assert out == {"upos": 0.8, "uas": 0.8, "las": 0.6, "lemma": 1}

    def test_lines_that_are_none_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.conllu").write_text("1\tSie\tsie\n\n1\ta\ta\tX\t_\t_\t9\tdep\t_\t_\n", "utf-8")
        with pytest.raises(FaultyInput) as error:
            conllu.read(tmp_path)
        assert [fault.line for fault in error.value.faults] == [1, 3]


TIMEML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2010-02-20">2010-02-20</TIMEX3></DCT>
<TEXT>Am <TIMEX3 tid="t1" type="DATE" value="2010-02-25">25. Februar</TIMEX3> &amp; um
<TIMEX3 tid="t2" type="TIME" value="2010-02-25T9.30">9.30 Uhr</TIMEX3>.<TIMEX3 tid="t3" type="DATE" value="x"/></TEXT>
</TimeML>"""


class TestTimeml:
    def test_offsets_and_empty_expressions(self, tmp_path: Path) -> None:
        (tmp_path / "a.tml").write_text(TIMEML, "utf-8")
        (document,) = timeml.read(tmp_path)
        assert document.created == "2010-02-20"
        assert [document.text[t.start : t.end] for t in document.timexes] == ["25. Februar", "9.30 Uhr"]

    def test_counting(self, tmp_path: Path) -> None:
        (tmp_path / "a.tml").write_text(TIMEML, "utf-8")
        (document,) = timeml.read(tmp_path)
        day, clock = document.timexes
        found = [
            day._replace(start=0),
            clock._replace(value="2010-02-25T09:30"),
            timeml.Timex(1, 2, "SET", "P1D"),
        ]
        out = values([timeml.score(document, found)], timeml.METRICS)
        assert (out["dates.strict_f1"], out["dates.relaxed_f1"], out["dates.value_f1"]) == (0.4, 0.8, 0.8)

    def test_no_timeml_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.tml").write_text("<a>", "utf-8")
        (tmp_path / "b.tml").write_text("<a/>", "utf-8")
        with pytest.raises(FaultyInput) as error:
            timeml.read(tmp_path)
        assert len(error.value.faults) == 2

    @needs_shared
    def test_heideltime_scores_as_published(self) -> None:
        folder = SHARED / "dates/krauts-dolomiten-42"
        peers = {document.id: document for document in timeml.read(folder / "heideltime_tml")}
        scored = [timeml.score(one, peers[one.id].timexes) for one in timeml.read(folder / "tml")]
        out = values(scored, timeml.METRICS)
        rounded = [round(out[f"dates.{name}_f1"] or 0, 3) for name in ("strict", "relaxed", "type", "value")]
        assert rounded == [0.794, 0.831, 0.825, 0.8]


def article(quotes: list[dict[str, object]]) -> dict[str, object]:
    tokens = [{"charBegin": 2 * i, "charEnd": 2 * i + 1} for i in range(10)]
    return {
        "documentName": "a",
        "originalText": "a b c d e f g h i j",
        "tokens": tokens,
        "annotations": quotes,
    }


class TestQuotations:
    def test_the_published_metric(self, tmp_path: Path) -> None:
        quote = {
            "quote": {"tokenIds": [0, 1, 2, 3]},
            "speaker": {"tokenIds": [5]},
            "cue": {"tokenIds": [6]},
            "type": "Direct",
        }
        left_over = {"quote": {"tokenIds": [8, 9]}, "type": "Indirect"}
        (tmp_path / "a.json").write_text(json.dumps(article([quote, left_over])), "utf-8")
        (document,) = quotations.read(tmp_path)
        nothing = dict.fromkeys(quotations.ROLES, frozenset[int]())
        found = [
            quotations.Quotation(frozenset({2, 3}), {**nothing, "speaker": frozenset({5, 7})}, "Direct", None)
        ]
        out = values([quotations.score(document, found)], quotations.METRICS)
        assert out["message.f1"] == pytest.approx(2 * 1 * 0.25 / 1.25)
        assert out["roles.f1"] == pytest.approx(2 * 0.5 * 0.5 / 1)
        assert out["joint.f1"] == pytest.approx(2 * 0.75 * 0.375 / 1.125, abs=1e-6)

    def test_gold_against_itself(self, tmp_path: Path) -> None:
        quote = {
            "quote": {"tokenIds": [0, 1]},
            "speaker": {"tokenIds": [5]},
            "type": "Direct",
            "medium": "Speech",
        }
        (tmp_path / "a.jsonl").write_text(json.dumps(article([quote])), "utf-8")
        (document,) = quotations.read(tmp_path)
        scored = quotations.score(document, document.quotations)
        assert values([scored], quotations.METRICS)["joint.f1"] == 1
        assert scored.errors == []

    def test_what_is_no_article_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text('{"originalText": "a"}', "utf-8")
        with pytest.raises(FaultyInput, match="KeyError"):
            quotations.read(tmp_path)


class TestSegments:
    def test_counting(self) -> None:
        page = segments.Page("a", b"", None, ("Neue Bänke", "im Park"), ("Impressum", "Teilen"), True)
        out = values([segments.score(page, "Neue\nBänke | Teilen")], segments.METRICS)
        assert (out["precision"], out["recall"], out["perfect"]) == (0.5, 0.5, 0)
        assert out["press_like.f1"] == 0.5

    def test_a_page_is_read_from_the_folder_beside(self, tmp_path: Path) -> None:
        (tmp_path / "pages").mkdir()
        page = "<html><body><nav>Impressum</nav><h1>Neue Bänke</h1><p>Der Bauhof hat am Freitag zwölf Bänke aufgestellt.</p></body></html>"
        (tmp_path / "pages" / "a.html").write_text(page, "utf-8")
        entries = {
            "a": {"file": "a.html", "with": ["zwölf Bänke"], "without": ["Impressum"]},
            "b": {"file": "b.html"},
        }
        (tmp_path / "segments.json").write_text(json.dumps(entries), "utf-8")
        (read,) = segments.read(tmp_path)
        assert "zwölf Bänke" in segments.text_of(read)

    def test_a_missing_page_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "segments.json").write_text('{"a": {"file": "a.html",\n "with": ["x"]}}', "utf-8")
        with pytest.raises(FaultyInput, match=r"no page 'a\.html'"):
            segments.read(tmp_path)
