"""How much memory does a worker of the web server hold, once it has served a few pages?"""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings

from bench.pages import PAGES, NotMeasured, Page, cookies
from bench.world import World

ROUNDS = 10


def measure(world: World) -> float:
    """The largest resident memory of a worker in megabytes, what it shares with its siblings counted in full."""
    with _served() as (server, port):
        for copy in world.some(ROUNDS):
            for page in PAGES:
                if page.form is None:
                    _visit(port, page.address(copy), cookies(page, copy), page)
        return max(_resident(_children(server)))


@contextmanager
def _served() -> Iterator[tuple[int, int]]:
    """The production server as `make run` starts it; its process and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "enplan.config.web", str(settings.STATIC_ROOT)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
    try:
        assert server.stdin is not None  # it was asked for
        server.stdin.write(f"{port}\n")
        server.stdin.flush()
        _wait(server, port)
        yield server.pid, port
    finally:
        server.terminate()
        server.wait(20)


def _wait(server: "subprocess.Popen[str]", port: int) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NotMeasured("the web server did not start")


def _visit(port: int, address: str, cookie: str, page: Page) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if answer.status != page.status:
        raise NotMeasured(f"{page.name}: the web server answered {answer.status}, not {page.status}")


def _processes() -> list[list[int]]:
    """Every process: its number, its parent's, and its resident memory in kilobytes."""
    said = subprocess.run(["ps", "-axo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    return [[int(word) for word in line.split()] for line in said.splitlines()]


def _children(parent: int) -> list[int]:
    found = [pid for pid, above, _ in _processes() if above == parent]
    if not found:
        raise NotMeasured("the web server has no worker")
    return found


def _resident(workers: Sequence[int]) -> list[float]:
    return [kilobytes * 1024 / 1e6 for pid, _, kilobytes in _processes() if pid in workers]
