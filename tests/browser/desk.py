"""What a person does with the report, in the words of the tests."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

WAIT = 60
"""Seconds after which what was waited for will not come; a page is there in a fraction of one."""


class Desk:
    """A browser with a report open. Leaving it checks that nothing went wrong meanwhile."""

    def __init__(self, driver: Chrome, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def __enter__(self) -> Desk:
        self.look()
        for kind in ("browser", "performance"):
            self.driver.get_log(kind)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            assert not self.driver.get_log("browser"), "the console complains"
            asked = [url for url in self.asked() if not url.startswith(("file://", "data:", "about:"))]
            assert not asked, "the page asked the network"

    def asked(self) -> list[str]:
        """The addresses of all that was asked for since the last question."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def look(self, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Size of the window and colours that the reader prefers."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def open(self, page: str) -> None:
        """Open a page from disk and wait until all its values are there."""
        self.driver.get("about:blank")
        self.driver.get(f"{self.folder.as_uri()}/{page}")
        self.settle()

    def settle(self) -> None:
        """Wait until the page has drawn what it was asked for."""
        self.until(
            "const [list, release] = ['[data-list]', 'article'].map(one => document.querySelector(one));"
            "const status = document.querySelector('.status');"
            "return list ? list.getAttribute('aria-busy') === 'false' : !release || !release.hidden || status.textContent"
        )

    def until(self, script: str, *arguments: Any) -> Any:
        return WebDriverWait(self.driver, WAIT, 0.05).until(
            lambda driver: driver.execute_script(script, *arguments)
        )

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def column(self, place: int) -> list[str]:
        """The texts of a column of the list, counted from 0."""
        return self.driver.execute_script(
            "return [...document.querySelectorAll('.list tbody tr')].map(row => row.cells[arguments[0]].textContent)",
            place,
        )

    def shown(self) -> int:
        """How many rows the filters leave."""
        return int(self.find(".status").text.split()[0].replace(".", "").replace(",", ""))

    def fill(self, **fields: str) -> None:
        """Type into a search field, choose in a list, give a day."""
        for name, value in fields.items():
            field = self.find(f".filters [name={name}]")
            if field.tag_name == "select":
                Select(field).select_by_value(value)
            elif field.get_attribute("type") == "date":
                # What a keyboard types here depends on the language of the system.
                self.driver.execute_script(
                    "arguments[0].value = arguments[1];"
                    "arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                    field,
                    value,
                )
            else:
                field.send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.BACKSPACE, value)
            # The filters stand in the address as soon as they hold.
            self.until(
                "return (new URLSearchParams(location.hash.slice(1)).get(arguments[0]) ?? '') === arguments[1]",
                name,
                value,
            )
        self.settle()

    def sort(self, place: int) -> str:
        """Click the head of a column; gives the order that it says."""
        head = self.all(".list th")[place]
        head.find_element(By.TAG_NAME, "button").click()
        self.settle()
        return head.get_attribute("aria-sort") or ""

    def point_at(self, selector: str) -> WebElement:
        """Move the mouse there; gives what is shown about it."""
        node, tip = self.find(selector), self.find("#tip")
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", node)
        ActionChains(self.driver).move_to_element(node).perform()
        assert tip.is_displayed()
        return tip

    def press(self, *keys: str) -> WebElement:
        """Press keys, give what is in focus then."""
        ActionChains(self.driver).send_keys(*keys).perform()
        return self.driver.switch_to.active_element

    def tab_to(self, selector: str, most: int = 60) -> WebElement:
        """Press the tabulator until this is in focus."""
        for _ in range(most):
            focus = self.press(Keys.TAB)
            if self.driver.execute_script("return arguments[0].matches(arguments[1])", focus, selector):
                return focus
        raise AssertionError(f"the keyboard does not reach {selector}")

    def violations(self) -> list[str]:
        """What axe-core says against WCAG 2.1 A and AA here."""
        script = (resources.files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
        self.driver.execute_script(script)
        found = self.driver.execute_async_script(
            "const done = arguments[0];"
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(r => done(r.violations))"
        )
        return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]]
