"""Time the reading of fifty articles in a fresh process, and print its peak of memory.

Run with ``python benchmarks/evidence.py``.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLES = sorted((Path(__file__).parents[1] / "tests" / "evidence" / "articles").glob("*.txt"))


def main() -> None:
    """Print seconds, processor time per second and MiB."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{n:02d}.txt" for n in range(50)]
        for n, path in enumerate(files):
            path.write_bytes(ARTICLES[n % len(ARTICLES)].read_bytes())
        begun = time.perf_counter()
        command = [sys.executable, "-m", "ceaseline", "ledger", "propose", "--json", *map(str, files)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    mebibytes = used.ru_maxrss // 1024
    sys.stdout.write(f"50 articles: {seconds:.1f} s, cpu/wall {processor / seconds:.2f}, {mebibytes} MiB\n")


if __name__ == "__main__":
    main()
