"""The real app in a real server, and a page of a real browser that is pointed at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
STOP_SECONDS = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
expect.set_options(timeout=30_000)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, served as `make run` serves it, on a free port."""
    with served(tmp_path_factory.mktemp("app")) as url:
        yield url


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[str]:
    """The address of an app of its own with these settings of the environment, logging there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log.txt"
    options = ("--server.address", "127.0.0.1", "--server.port", str(port))
    command = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true")
    with log.open("w") as output:
        server = subprocess.Popen(
            (*command, *options),
            cwd=ROOT,
            stdout=output,
            stderr=output,
            env={**os.environ, **settings},
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"the app did not start in {START_SECONDS} s:\n{log.read_text()}")


@pytest.fixture
def page(app_url: str) -> Iterator[Page]:
    """A fresh browser page that knows nothing of other tests."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "no Chromium on the path; run scripts/ensure_chromium.sh"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        page = browser.new_page(base_url=app_url, viewport={"width": 1280, "height": 900})
        page.set_default_timeout(30_000)
        yield page
        browser.close()
