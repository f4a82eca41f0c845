"""Run the chunks of a sweep on workers of a Dask cluster, local or reached by its address."""

from __future__ import annotations

import asyncio
import logging
import pickle
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ceaseline.study.sweep import (
    Chunks,
    Runner,
    Span,
    Sums,
    Sweep,
    WorkerError,
    check_worker,
    prove,
    run_span,
)

if TYPE_CHECKING:
    from distributed import Client

#: What to say where the extra is not installed.
MISSING = "workers need the extra: pip install 'ceaseline[cluster]'"

#: Seconds to wait for a scheduler to answer.
ANSWER_WITHIN = 15


class ClusterError(RuntimeError):
    """The cluster cannot be used or was lost; says why in one line."""


def unpack(sent: bytes) -> Sweep:
    """Return the sweep that was sent: kept by a worker for all its chunks, and sent again if it dies."""
    found: Sweep = pickle.loads(sent)
    return found


def run_checked(sweep: Sweep, first: int, last: int) -> Sums:
    """Run one chunk on a worker that has shown to give the same bytes as the client."""
    check_worker(sweep)
    return run_span(sweep, first, last)


def on_cluster(address: str) -> Runner:
    """Run chunks on the cluster of a running Dask scheduler.

    Parameters
    ----------
    address : str
        Such as ``tcp://host:8786``. Whoever can reach a scheduler can run code on its workers, so it belongs
        on localhost or a network that is closed to others.

    Returns
    -------
    callable
        Raises `ClusterError` where the scheduler does not answer, and `WorkerError` where a worker differs.
    """

    def run(sweep: Sweep, spans: Sequence[Span]) -> Chunks:
        client = _client(address)
        try:
            yield from _gather(client, sweep, spans)
        finally:
            client.close()

    return run


def on_workers(count: int) -> Runner:
    """Run chunks on a cluster of processes of this machine, one thread each, stopped at the end.

    Parameters
    ----------
    count : int
        Number of processes.
    """

    def run(sweep: Sweep, spans: Sequence[Span]) -> Chunks:
        if not spans:
            return
        with local_cluster(count) as cluster:
            yield from on_cluster(cluster.scheduler_address)(sweep, spans)

    return run


def local_cluster(count: int) -> Any:
    """Start a scheduler with some processes of one thread each, all of it on localhost alone.

    Raises
    ------
    ClusterError
        If the extra is not installed.
    """
    try:
        from distributed import LocalCluster
    except ImportError:
        raise ClusterError(MISSING) from None
    return LocalCluster(
        n_workers=count,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",  # a free port: the usual one may be another cluster's
        silence_logs=logging.CRITICAL,
    )


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(MISSING) from None
    try:
        # a client that never came up cannot be closed in good time, so knock first
        asyncio.run(_knock(address))
        return Client(address, timeout=ANSWER_WITHIN, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ClusterError(f"no Dask scheduler answers at {address} ({problem})") from None


async def _knock(address: str) -> None:
    from distributed import Security
    from distributed.comm import connect

    settings = Security().get_connection_args("client")
    comm = await connect(address, timeout=ANSWER_WITHIN, **settings)
    await comm.close()


def _gather(client: Client, sweep: Sweep, spans: Sequence[Span]) -> Chunks:
    from distributed import as_completed

    sent = pickle.dumps(replace(sweep, proof=prove(sweep)))
    given = client.submit(unpack, sent, pure=False)
    running = {client.submit(run_checked, given, *span, pure=False): span for span in spans}
    waiting = as_completed(list(running), loop=client.loop)
    for done in waiting:
        yield running.pop(done), _result(done)


def _result(done: Any) -> Sums:
    from distributed import CancelledError, KilledWorker

    try:
        found: Sums = done.result()
    except WorkerError as problem:
        raise ClusterError(str(problem)) from None
    except ImportError as problem:
        raise ClusterError(f"a worker lacks this version of Ceaseline: {problem}") from None
    except KilledWorker:
        raise ClusterError(
            "one chunk ended four workers: give them more memory, or take a smaller --chunk"
        ) from None
    except (CancelledError, OSError) as problem:
        raise ClusterError(f"the cluster was lost ({problem}); finished chunks are kept, ask again") from None
    return found
