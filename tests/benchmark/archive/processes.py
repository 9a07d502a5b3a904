"""What processes use: CPU time and memory, from `/proc`."""

import os
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def list_tree(root: int) -> list[int]:
    """Return a process and all that it has started, directly or not."""
    children: dict[int, list[int]] = {}
    for directory in Path("/proc").glob("[0-9]*"):
        if fields := read_stat(int(directory.name)):
            children.setdefault(int(fields[1]), []).append(int(directory.name))
    tree = [root]
    for pid in tree:
        tree += children.get(pid, ())
    return tree


def read_stat(pid: int) -> list[str]:
    """Return the fields of `/proc/PID/stat` after the name; none if there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def read_cpu(pids: Iterable[int]) -> float:
    """Return the CPU time of processes in seconds, with that of their children that have ended."""
    return sum(sum(map(int, fields[11:15])) for pid in pids if (fields := read_stat(pid))) / TICKS


def read_memory(pids: Iterable[int]) -> float:
    """Return the memory of processes in megabytes, what they share counted once (PSS)."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000
