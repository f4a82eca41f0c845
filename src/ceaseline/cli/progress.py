"""A progress line on standard error, so that nobody has to wonder whether anything happens."""

import sys
import threading
import time
from types import TracebackType
from typing import IO

#: Seconds before the first line on a terminal, and elsewhere, where a log should not fill up.
_TERMINAL, _ELSEWHERE = 0.4, 15.0
_EVERY_TERMINAL, _EVERY_ELSEWHERE = 0.2, 30.0
#: Seconds of silence after which it is explained.
_SILENCE = 3.0

#: The usual reason: nothing is counted before the model is compiled.
COMPILING = "compiling the model, once; about a minute"


class Progress:
    """A line that says what is being done and how far it has come, while the work runs.

    On a terminal the line is rewritten in place and wiped at the end. Elsewhere nothing is written unless
    the work takes long, and then one line now and then.

    Parameters
    ----------
    task
        What is being done, in words.
    stream
        Standard error when None.
    hint
        What a long silence means, in words.
    """

    def __init__(self, task: str, stream: IO[str] | None = None, hint: str = COMPILING) -> None:
        self._hint = hint
        self._task = task
        self._stream = sys.stderr if stream is None else stream
        self._terminal = self._stream.isatty()
        self._done = 0
        self._all = 0
        self._begun = time.monotonic()
        self._width = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._write, daemon=True)

    def __enter__(self) -> "Progress":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()

    def __call__(self, done: int, of: int) -> None:
        """Note how much is done; called by whatever does the work, from any thread."""
        self._done, self._all = done, of

    def task(self, text: str) -> None:
        """Go on to another task."""
        self._task, self._done, self._all = text, 0, 0

    def line(self) -> str:
        """Say how far the work has come.

        Examples
        --------
        >>> progress = Progress("running none")
        >>> progress(1024, 4096)
        >>> progress.line()
        'running none: 1 024 of 4 096'
        """
        if self._all:
            return f"{self._task}: {self._done:,} of {self._all:,}".replace(",", " ")
        seconds = time.monotonic() - self._begun
        if seconds <= _SILENCE:
            return f"{self._task} …"
        return f"{self._task} … {seconds:.0f} s" + (f" ({self._hint})" if self._hint else "")

    def _write(self) -> None:
        wait, pause = (_TERMINAL, _EVERY_TERMINAL) if self._terminal else (_ELSEWHERE, _EVERY_ELSEWHERE)
        while not self._stop.wait(wait):
            text = self.line()
            if self._terminal:
                self._stream.write("\r" + text.ljust(self._width))
                self._width = len(text)
            else:
                self._stream.write(text + "\n")
            self._stream.flush()
            wait = pause
