"""The line on standard error: soon on a terminal, seldom elsewhere, gone at the end."""

import io
import time

import pytest

from ceaseline.cli import progress
from ceaseline.cli.progress import Progress


class Screen(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def wait_for(screen: Screen, text: str) -> None:
    end = time.monotonic() + 5
    while text not in screen.getvalue():
        assert time.monotonic() < end, f"{text!r} never came: {screen.getvalue()!r}"
        time.sleep(0.01)


def test_a_terminal_sees_a_line_within_a_second_and_nothing_at_the_end() -> None:
    screen = Screen(terminal=True)
    begun = time.monotonic()
    with Progress("running x", screen) as line:
        wait_for(screen, "running x")
        assert time.monotonic() - begun < 1
        line(1024, 4096)
        wait_for(screen, "running x: 1 024 of 4 096")
    last = screen.getvalue().rsplit("\r", 2)
    assert last[1].strip() == ""
    assert last[2] == ""


def test_short_work_shows_nothing() -> None:
    for terminal in (True, False):
        screen = Screen(terminal)
        with Progress("running x", screen) as line:
            line(1, 1)
        assert screen.getvalue() == ""


def test_a_log_sees_whole_lines_only_when_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_ELSEWHERE", 0.05)
    screen = Screen(terminal=False)
    with Progress("running x", screen):
        wait_for(screen, "running x")
    assert screen.getvalue() == "running x …\n"


def test_long_silence_says_that_the_model_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Progress("running x", Screen(terminal=True))
    monkeypatch.setattr(line, "_begun", time.monotonic() - 10)
    assert line.line().startswith("running x … 10 s (compiling the model, once")


def test_the_line_goes_when_the_work_fails() -> None:
    screen = Screen(terminal=True)

    def fail() -> None:
        with Progress("running x", screen):
            wait_for(screen, "running x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert screen.getvalue().endswith("\r")
