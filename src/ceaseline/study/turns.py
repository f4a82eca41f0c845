"""Turns at the machine: one run at a time, and a short one need not wait for all long ones before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from threading import Condition


class Turns:
    """Lets one piece of work through at a time.

    A piece of size s that comes as the n-th stands in the queue at n + s: those who ask for less overtake
    those who ask for more, but nobody is overtaken by as many pieces as the difference of their sizes.

    Examples
    --------
    >>> turns = Turns()
    >>> with turns.turn(32):
    ...     pass
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._queue: list[tuple[int, int]] = []
        self._came = 0
        self._taken = False

    @contextmanager
    def turn(self, size: int) -> Iterator[None]:
        """Wait for a turn, and hold it as long as the block runs.

        Parameters
        ----------
        size : int
            Of the work, in units of the smallest.
        """
        with self._changed:
            place = (self._came + size, self._came)
            self._came += 1
            heappush(self._queue, place)
            self._changed.wait_for(lambda: not self._taken and self._queue[0] == place)
            heappop(self._queue)
            self._taken = True
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()
