"""The report in a real browser: as people use it, and nothing that runs or asks the network."""

import json

import pytest

pytest.importorskip("selenium", reason="needs selenium: pip install -e '.[dev]'")
pytest.importorskip("jinja2", reason="needs the extra report")

from selenium.webdriver import Keys

from tests.browser.conftest import HOSTILE, SAMPLES
from tests.browser.desk import Desk

LISTS = ("releases", "quotes", "people", "dates")


@pytest.fixture
def desk(driver, report):
    with Desk(driver, report) as desk:
        yield desk


@pytest.fixture
def sample_desk(driver, samples):
    with Desk(driver, samples) as desk:
        yield desk


@pytest.fixture
def pages():
    """All kinds of pages, a release with a quote among them."""

    def find(desk):
        desk.open("quotes.html")
        release = desk.find(".list tbody a").get_attribute("href").rsplit("/", 1)[-1]
        return "index.html", *(f"{name}.html" for name in LISTS), "release.html", "release.html#none", release

    return find


@pytest.fixture
def records(sample_run):
    """The records of the samples by the end of their path."""
    lines = (sample_run / "records" / "part-00000.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["source"]["path"]: record for record in map(json.loads, lines)}


@pytest.mark.parametrize("width, dark", [(1280, False), (390, True)], ids=["desk-light", "phone-dark"])
def test_every_page_keeps_to_wcag_aa(sample_desk, pages, width, dark):
    sample_desk.look(width=width, dark=dark)
    for page in pages(sample_desk):
        sample_desk.open(page)
        assert sample_desk.violations() == [], page


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_opens_without_complaint_and_fits_the_window(desk, pages, width):
    desk.look(width=width)
    for page in pages(desk):
        desk.open(page)
        assert desk.driver.execute_script("return document.documentElement.scrollWidth") <= width, page


def test_a_search_leaves_the_rows_that_have_the_words(desk):
    desk.open("quotes.html")
    before = desk.shown()
    desk.fill(q="WIR nicht")
    assert 0 < desk.shown() < before
    for row in desk.all(".list tbody tr")[:20]:
        assert all(word in row.text.lower() for word in ("wir", "nicht"))
    desk.find("button[type=reset]").click()
    desk.settle()
    assert desk.shown() == before


def test_quotes_are_filtered_by_person_party_topic_date_and_type(desk):
    desk.open("quotes.html")
    whole = desk.shown()
    unknown = "Sprecher unbekannt"
    name = next(name for name in desk.column(1) if name[0].isupper() and " " in name and name != unknown)
    desk.fill(person=name)
    assert 0 < desk.shown() < whole
    assert all(name in shown for shown in desk.column(1))
    desk.fill(person="", type="")
    whole = desk.shown()
    for field in ("party", "topic"):
        value = desk.all(f"[name={field}] option")[1].get_attribute("value")
        desk.fill(**{field: value})
        assert 0 < desk.shown() < whole, field
        desk.fill(**{field: ""})

    day = next(day for day in desk.column(6) if day)
    iso = "-".join(reversed(day.split(".")))
    desk.fill(**{"from": iso, "to": iso})
    assert 0 < desk.shown() < whole
    assert set(desk.column(6)) == {day}
    desk.fill(**{"from": "", "to": ""}, type="direct")
    assert set(desk.column(4)) == {"direkt"}


def test_lists_are_sorted_both_ways_and_the_unknown_stands_last(desk):
    desk.open("quotes.html")
    assert desk.sort(5) == "ascending"
    rising = [float(score) for score in desk.column(5) if score]
    assert rising == sorted(rising)
    assert desk.sort(5) == "descending"
    falling = [float(score) for score in desk.column(5) if score]
    assert falling == sorted(falling, reverse=True)
    desk.open("releases.html")
    desk.sort(2)
    days = ["".join(reversed(day.split("."))) for day in desk.column(2)]
    known = [day for day in days if day]
    assert days == known + [""] * (len(days) - len(known))
    assert known == sorted(known)


def test_from_the_overview_to_a_person_to_a_quote_to_its_release_to_its_speaker(desk):
    desk.open("index.html")
    link = desk.find("a[href^='quotes.html#person=']")
    name = link.text
    link.click()
    desk.settle()
    assert all(name in shown for shown in desk.column(1))
    quote = desk.find(".list tbody a")
    words = quote.text
    quote.click()
    desk.settle()
    lit = desk.until("return document.querySelector('.text .mark.quote.lit')")
    assert lit.text.strip('„“"»« ')[:20] in words
    lit.click()
    speaker = desk.until("return document.querySelector('.text .lit:not(.quote)')")
    kind = speaker.get_attribute("class").split()[1]
    assert name.split()[-1] in speaker.text or kind in ("reference", "role", "speaker")
    desk.driver.back()
    desk.settle()
    assert all(name in shown for shown in desk.column(1))


def test_pointing_at_a_mark_shows_value_rule_and_score(sample_desk, records):
    record = records["gemeinde-partnerstaedte.txt"]
    sample_desk.open(f"release.html#{record['id']}")
    date = record["dates"][0]
    tip = sample_desk.point_at(".text .mark.date")
    day, month, year = date["from"][8:10], date["from"][5:7], date["from"][:4]
    assert f"Datum: {day}.{month}.{year}" in tip.text
    assert f"Regel: {date['rule']}" in tip.text
    person = next(entity for entity in record["entities"] if entity["label"] == "PER")
    tip = sample_desk.point_at(".text .mark.person")
    assert f"Person: {record['persons'][0]['name']}" in tip.text
    assert f"Sicherheit: {person['score']:.2f}" in tip.text
    sample_desk.press(Keys.ESCAPE)
    assert not tip.is_displayed()


def test_the_raw_source_stands_beside_the_text_and_shows_the_place_of_a_mark(sample_desk, records):
    record = records["kirche-orgel.html"]
    sample_desk.open(f"release.html#{record['id']}/q1")
    sample_desk.find("#tab-source").click()
    pre = sample_desk.until("return document.querySelector('#source pre')")
    raw = (SAMPLES / "kirche-orgel.html").read_text(encoding="utf-8")
    shown = pre.get_attribute("textContent")
    assert shown in raw and "<p>" in shown
    span = record["quotes"][0]["spans"][0]
    assert (
        sample_desk.find("#source .lit").get_attribute("textContent")
        == raw[span["raw_start"] : span["raw_end"]]
    )
    assert pre.rect["y"] <= sample_desk.find("#source .lit").rect["y"] <= pre.rect["y"] + pre.rect["height"]
    text, source = sample_desk.find(".text").rect, pre.rect
    assert source["x"] >= text["x"] + text["width"]


def test_without_the_source_the_page_says_so(driver, sample_run, tmp_path):
    from presselese.export.report import write_report

    made = write_report(sample_run, tmp_path / "report", "en", inputs=[])
    assert made.without_source == made.releases
    with Desk(driver, made.page.parent) as desk:
        desk.open("quotes.html")
        desk.find(".list tbody a").click()
        desk.settle()
        desk.find("#tab-source").click()
        desk.until("return document.querySelector('#source').textContent.includes('not there')")


def test_texts_of_a_release_do_not_run(sample_desk, records):
    record = records["hostile.jsonl"]
    for page in ("index.html", *(f"{name}.html" for name in LISTS), f"release.html#{record['id']}"):
        sample_desk.open(page)
        assert sample_desk.driver.execute_script("return typeof hacked") == "undefined", page
        assert not sample_desk.all("main script, main img, main b > script"), page
    assert sample_desk.find("h1").text == HOSTILE["title"]
    sample_desk.find("#tab-source").click()
    raw = sample_desk.until("return document.querySelector('#source pre')").get_attribute("textContent")
    assert "Anna </script> Berg" in raw
    assert sample_desk.driver.execute_script("return typeof hacked") == "undefined"


def test_all_of_it_works_by_keyboard(sample_desk, records):
    record = records["gemeinde-partnerstaedte.txt"]
    sample_desk.open("quotes.html")
    assert sample_desk.press(Keys.TAB).get_attribute("class") == "skip"
    sample_desk.tab_to(".filters [name=q]").send_keys("Koffer")
    sample_desk.until("return location.hash.includes('Koffer')")
    sample_desk.settle()
    assert sample_desk.shown() == 1
    sample_desk.tab_to(".list th:nth-child(2) button")
    sample_desk.press(Keys.ENTER)
    assert sample_desk.all("th[aria-sort=ascending]")
    sample_desk.tab_to(".list tbody a")
    sample_desk.press(Keys.ENTER)
    sample_desk.settle()
    assert record["id"] in sample_desk.driver.current_url

    quote = sample_desk.until("return document.querySelector('.text .mark.quote.lit')")
    assert quote == sample_desk.driver.switch_to.active_element
    assert sample_desk.find("#tip").is_displayed()
    speaker = sample_desk.press(Keys.ENTER)
    assert speaker.text in ("Marlies Kuhnert", "sie")
    assert sample_desk.press(Keys.ARROW_RIGHT) != speaker
    assert sample_desk.press(Keys.ARROW_LEFT) == speaker
    # One stop of the tabulator for all marks, then what is beside the text.
    assert sample_desk.press(Keys.TAB).get_attribute("id") == "tab-found"
    assert sample_desk.press(Keys.ARROW_RIGHT).get_attribute("id") == "tab-source"
    assert sample_desk.find("#source").is_displayed()


def test_the_calendar_turns_and_asks_for_a_day(sample_desk):
    sample_desk.open("dates.html")
    sample_desk.driver.execute_script(
        "const choice = document.querySelector('[data-month]'); choice.value = '2023-05';"
        "choice.dispatchEvent(new Event('change'))"
    )
    sample_desk.settle()
    days = {button.get_attribute("data-day"): button for button in sample_desk.all(".calendar td button")}
    assert days["2023-05-12"].find_element("tag name", "b").text == "1"
    assert days["2023-05-15"].get_attribute("aria-label") == "15.05.2023: 1 beginnen, 0 laufen"
    assert days["2023-05-20"].get_attribute("aria-label") == "20.05.2023: 0 beginnen, 1 laufen"
    assert "2023-05-21" not in days
    days["2023-05-18"].click()
    sample_desk.settle()
    assert sample_desk.column(0) == ["15.05.2023 – 20.05.2023"]
    sample_desk.find("button[type=reset]").click()
    sample_desk.settle()
    exact = sample_desk.shown()
    sample_desk.fill(span="wide")
    assert "01.06.2023 – 30.06.2023" in sample_desk.column(0)
    sample_desk.fill(span="")
    assert sample_desk.shown() > exact


def test_a_filter_is_an_address_that_can_be_kept(sample_desk):
    sample_desk.open("quotes.html#type=&q=Koffer")
    assert sample_desk.shown() >= 1
    sample_desk.fill(q="")
    everything = sample_desk.shown()
    address = sample_desk.driver.current_url.rsplit("/", 1)[-1]
    assert "type=" in address
    sample_desk.open(address)
    assert sample_desk.shown() == everything > len(sample_desk.column(0)) - 1


def test_in_print_the_controls_are_left_out(sample_desk, records):
    sample_desk.open(f"release.html#{records['gemeinde-partnerstaedte.txt']['id']}")
    sample_desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    for selector in (".top", ".tabs"):
        assert not sample_desk.find(selector).is_displayed()
    assert sample_desk.find(".text").is_displayed()
    sample_desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
