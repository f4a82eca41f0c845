"""A room of people at one board: all ask for something else at the same moment, again and again.

Run with ``python benchmarks/room.py [CASE] --sessions 20 --rounds 10``. The board is a process of its own on
a free port of this machine; every session is a thread that asks over a connection of its own, for a package
that nobody asked for before, as the page does: where many ask at once a draft is the first answer, and the
session asks again after 0.3 to 0.6 seconds until it has all 4 096 futures. The rounds are run both ways, with
sessions that take a draft and with sessions that wait for the whole.
"""

import argparse
import multiprocessing
import random
import sys
import threading
import time
from importlib import import_module
from multiprocessing.connection import Connection

import httpx
import numpy as np

from ceaseline.case import load


def serve(case: str, told: Connection) -> None:
    """Serve the case, and tell the address."""
    import_module("ceaseline.board").serve(load(case), case, port=0, ready=told.send)


class Round:
    """All sessions ask at once; how long each waited for its first and for its whole answer, in seconds."""

    def __init__(self, address: str, sessions: int) -> None:
        self._clients = [httpx.Client(base_url=address, timeout=60) for _ in range(sessions)]
        self._asked = 0
        for client in self._clients:
            client.get("/static/icon.svg").raise_for_status()

    def ask(self, *, hurry: bool) -> list[tuple[float, float]]:
        """Let every session ask for a package of its own."""
        start = threading.Barrier(len(self._clients))
        waited: list[tuple[float, float]] = []
        threads = []
        for client in self._clients:
            self._asked += 1
            amount = 2000 + 7 * self._asked
            threads.append(
                threading.Thread(target=self._session, args=(client, amount, hurry, start, waited))
            )
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return waited

    def _session(
        self,
        client: httpx.Client,
        amount: int,
        hurry: bool,
        start: threading.Barrier,
        waited: list[tuple[float, float]],
    ) -> None:
        query = {"package": "all-promised", "lever": f"force-uk:amount:{amount}", "hurry": str(hurry).lower()}
        start.wait()
        begun = time.perf_counter()
        first = 0.0
        while True:
            answer = client.get("/api/answer", params=query).raise_for_status()
            now = time.perf_counter() - begun
            first = first or now
            if not answer.json()["draft"]:
                break
            time.sleep(random.uniform(0.3, 0.6))
        waited.append((first, now))


def told(what: str, seconds: list[float]) -> str:
    """Say how long people waited."""
    middle, most = np.percentile(seconds, (50, 95))
    return f"{what:<26} median {middle:.2f} s, 95th percentile {most:.2f} s, longest {max(seconds):.2f} s\n"


def main() -> None:
    """Serve the case, let the room ask, print what it waited."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", default="ukraine-2025")
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=10)
    args = parser.parse_args()
    here, there = multiprocessing.Pipe()
    board = multiprocessing.get_context("spawn").Process(target=serve, args=(args.case, there), daemon=True)
    board.start()
    try:
        room = Round(here.recv(), args.sessions)
        for hurry in (True, False):  # the first round of each way warms connections and threads
            room.ask(hurry=hurry)
        waited = {hurry: [room.ask(hurry=hurry) for _ in range(args.rounds)] for hurry in (True, False)}
    finally:
        board.terminate()
        board.join()
    sys.stdout.write(
        f"{args.case}: {args.sessions} sessions at once, {args.rounds} rounds, all of all-promised\n"
    )
    for hurry, rounds in waited.items():
        every = [pair for one in rounds for pair in one]
        way = "draft if many ask" if hurry else "waiting for the whole"
        sys.stdout.write(told(f"{way}: first", [first for first, _ in every]))
        sys.stdout.write(told(f"{way}: whole", [whole for _, whole in every]))
        calm = min(max(first for first, _ in one) for one in rounds)
        sys.stdout.write(f"{'':<26} longest first answer in the calmest round {calm:.2f} s\n")


if __name__ == "__main__":
    main()
