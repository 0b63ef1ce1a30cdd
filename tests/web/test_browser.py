"""The page in a real browser: from a story to an entry to its words, on a screen and on a phone,
light and dark.

Pictures of what was seen go to the folder that ONRECORD_PICTURES names, else to pytest's temporary
one.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from invented import fishing, hostile, kept, many
from onrecord.web import app

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SCREENS = {"desk": (1280, 900), "phone": (390, 844), "small phone": (360, 640)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium; without one the tests are skipped, but fail where CI=true."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        say = f"no chromium on the path ({', '.join(NAMES)}); scripts/for_tests.sh installs one"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(say)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=ARGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses under which the records made by hand are served."""
    running, found = [], {}
    for name, record in (("fishing", fishing()), ("many", many(200)), ("hostile", hostile())):
        path = tmp_path_factory.mktemp("served") / name
        kept(record, path)
        sock = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app(path), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([sock],), daemon=True)
        thread.start()
        running.append((server, thread))
        found[name] = f"http://127.0.0.1:{sock.getsockname()[1]}"
        while not server.started:
            time.sleep(0.02)
    yield found
    for server, thread in running:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("ONRECORD_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Watched:
    """A browser page that notes what goes wrong: messages on the console, errors, requests to
    elsewhere."""

    def __init__(
        self, browser: Browser, site: str, *, screen: str = "desk", scheme: str = "light"
    ) -> None:
        width, height = SCREENS[screen]
        self.site, self.wrong = site, []
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        self.page: Page = self.context.new_page()
        self.page.on("console", self._message)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", self._request)

    def _message(self, message: ConsoleMessage) -> None:
        self.wrong.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.site + "/"):
            self.wrong.append(f"asked for {request.url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.site + path)
        return self.page

    def close(self) -> None:
        self.context.close()
        assert self.wrong == []


def lit(page: Page) -> str:
    """The words that are lit up, those in view only."""
    return "".join(
        m.inner_text() for m in page.locator("mark.here").all() if in_view(page, m.bounding_box())
    )


def in_view(page: Page, box: dict[str, float] | None) -> bool:
    size = page.viewport_size
    return bool(
        box
        and size
        and box["width"] > 0
        and box["y"] >= 0
        and box["y"] + box["height"] <= size["height"]
    )


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_from_a_story_to_an_entry_to_its_words(
    browser: Browser, sites: dict[str, str], pictures: Path, screen: str
) -> None:
    """A reader clicks from the stories to a story, to what was said, to the words: these are in
    view and lit up, and no others."""
    seen = Watched(browser, sites["fishing"], screen=screen)
    page = seen.open("/")
    page.get_by_role("link", name="Ministers of Norway and Chile to meet").click()
    page.get_by_role("link", name="We will not sign anything this week").first.click()
    page.get_by_role("link", name="See these words in the report").nth(1).click()
    page.wait_for_url("**/report/**")
    assert lit(page) == "We will not sign anything this week,"
    page.screenshot(path=pictures / f"words-{screen}.png")
    page.get_by_role("link", name="Ministers of Norway and Chile to meet").first.click()
    page.get_by_role("link", name="Norway and Chile meet in Oslo").first.click()
    page.get_by_role("link", name="See these words in the report").first.click()
    page.wait_for_url("**/report/**")
    assert lit(page) == "will meet Chilean envoy Amaro Quilodrán in Oslo"
    page.locator(".beside summary", has_text="Who").click()
    page.locator(".beside .jump", has_text="Amaro Quilodrán").click()
    assert lit(page) == "Amaro Quilodrán"
    seen.close()


def test_words_far_down_a_long_report_come_into_view(
    browser: Browser, sites: dict[str, str]
) -> None:
    """The page jumps to the words, however far down they are."""
    seen = Watched(browser, sites["many"], screen="phone")
    page = seen.open("/statement/s0180")
    page.get_by_role("link", name="See these words in the report").click()
    page.wait_for_url("**/report/**")
    assert lit(page) == "Sentence 180 is about the price of herring and the honour of small ports,"
    seen.close()


def test_a_plain_anchor_lights_up_its_first_words(browser: Browser, sites: dict[str, str]) -> None:
    """An address with #entry alone, as in a link from elsewhere, marks the words too."""
    seen = Watched(browser, sites["fishing"])
    report = next(r.id for r in fishing().reports if r.path == "wire.txt")
    page = seen.open(f"/report/{report}#s5")
    target = page.locator("#s5")
    assert target.inner_text() == "Our boats will stay,"
    assert target.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 226, 122)"
    seen.close()


PAGES = {
    "fishing": [
        "/",
        "/story/st1",
        "/story/st2",
        "/claim/c1",
        "/statement/s4",
        "/event/e1",
        "/actor/a1",
        "/search?q=sign",
    ],
    "many": ["/", "/story/st1", "/actor/a0001", "/event/e0001", "/search?q=herring"],
    "hostile": ["/", "/story/st1", "/claim/c1", "/event/e1", "/actor/a1"],
}


VIEWS = ("light desk", "dark desk", "light phone", "dark phone", "light small phone")
SEEN = [("fishing", view) for view in VIEWS] + [
    (site, view) for site in ("many", "hostile") for view in ("dark desk", "light small phone")
]


@pytest.mark.parametrize(("site", "view"), SEEN)
def test_pages_fit_the_screen_and_can_be_read(
    browser: Browser, sites: dict[str, str], pictures: Path, site: str, view: str
) -> None:
    """No page is wider than its screen, none says anything on the console, and every text stands
    out from what is behind it."""
    scheme, _, screen = view.partition(" ")
    seen = Watched(browser, sites[site], screen=screen, scheme=scheme)
    page = seen.open("/")
    report = page.goto(sites[site] + "/story/st1") and page.locator(
        ".reports a"
    ).first.get_attribute("href")
    for path in [*PAGES[site], report or ""]:
        seen.open(path)
        name = re.sub(r"\W+", "-", f"{site}-{path.partition('?')[0][:16]}").strip("-")
        page.screenshot(
            path=pictures / f"{name}-{view.replace(' ', '-')}.png", full_page=site == "fishing"
        )
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (
            path,
            page.evaluate(WIDEST),
        )
        assert page.evaluate(FAINT) == [], path
    seen.close()


WIDEST = """[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map(e => e.outerHTML.slice(0, 200))"""
FAINT = """(() => {
  const parse = c => { const n = c.match(/[\\d.]+/g).map(Number); return n.length > 3 ? n : [...n, 1]; };
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; }
    return parse(getComputedStyle(document.body).backgroundColor); };
  const faint = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = 0; walk.nextNode() && n < 1500; n++) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest('svg') || !e.getClientRects().length) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push([ratio.toFixed(2), e.className, walk.currentNode.data.slice(0, 40)]);
  }
  return faint.slice(0, 5);
})()"""
"""Texts whose contrast with what is behind them is under 4.5, the AA threshold of WCAG."""


def test_the_keyboard_reaches_the_content_first(browser: Browser, sites: dict[str, str]) -> None:
    """The first Tab shows the skip link, Enter goes to the content; every focus can be seen."""
    seen = Watched(browser, sites["fishing"])
    page = seen.open("/story/st1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    seen.close()


def test_marks_can_be_switched_off_without_a_script(
    browser: Browser, sites: dict[str, str], pictures: Path
) -> None:
    """The legend's boxes take a kind of mark away, and teasers out of sight; no script runs."""
    seen = Watched(browser, sites["fishing"])
    report = next(r.id for r in fishing().reports if r.path == "ledger.txt")
    page = seen.open(f"/report/{report}")
    said, aside = (
        page.locator("mark.statement").first,
        page.get_by_text("Storm warning for the coast"),
    )
    color = "e => getComputedStyle(e).backgroundColor"
    assert said.evaluate(color) != "rgba(0, 0, 0, 0)"
    page.get_by_label("what is said").uncheck()
    page.get_by_label("not part of the article").uncheck()
    assert said.evaluate(color) == "rgba(0, 0, 0, 0)"
    assert not aside.is_visible()
    page.screenshot(path=pictures / "marks-off.png")
    seen.close()


def test_a_page_can_be_printed(browser: Browser, sites: dict[str, str], pictures: Path) -> None:
    """On paper there is no search box and no legend, and the text is black on white."""
    seen = Watched(browser, sites["fishing"], scheme="dark")
    report = next(r.id for r in fishing().reports if r.path == "ledger.txt")
    page = seen.open(f"/report/{report}")
    page.emulate_media(media="print")
    assert not page.locator(".search").is_visible()
    assert not page.locator(".legend").is_visible()
    assert page.locator(".paper").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    page.pdf(path=pictures / "report.pdf", format="A4")
    seen.close()
