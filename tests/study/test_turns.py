"""One run at a time: small ones overtake large ones, but none of these waits for ever."""

import threading
import time
from collections.abc import Sequence

from ceaseline.study.turns import Turns


def order(sizes: Sequence[int]) -> list[int]:
    """Queue pieces of these sizes, one after the other, behind one that is at work; returns who went when."""
    turns = Turns()
    went: list[int] = []

    def work(number: int, size: int) -> None:
        with turns.turn(size):
            went.append(number)

    threads = []
    with turns.turn(1):
        for number, size in enumerate(sizes):
            threads.append(threading.Thread(target=work, args=(number, size)))
            threads[-1].start()
            while len(turns._queue) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    return went


def test_among_equals_who_came_first_goes_first() -> None:
    assert order([8] * 6) == list(range(6))


def test_a_small_one_goes_before_large_ones_that_wait() -> None:
    assert order([32, 32, 8, 8]) == [2, 3, 0, 1]


def test_a_large_one_is_overtaken_so_often_and_no_more() -> None:
    assert order([32, *[8] * 30]).index(0) == 23


def test_only_one_works_at_a_time() -> None:
    turns = Turns()
    inside = most = 0

    def work() -> None:
        nonlocal inside, most
        with turns.turn(1):
            inside += 1
            most = max(most, inside)
            time.sleep(0.002)
            inside -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_fault_at_work_gives_the_turn_on() -> None:
    turns = Turns()
    for _ in range(2):
        try:
            with turns.turn(1):
                raise OSError
        except OSError:
            pass
    assert order([1]) == [0]
