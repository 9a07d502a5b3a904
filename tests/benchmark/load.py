"""Load generation with wrk, on a core of its own."""

import subprocess
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.benchmark.servers import Server
from tests.benchmark.workloads import DAY, NUMBER, Workload

CONNECTIONS = 16
SEEDS = count(1, 1_000_000)
REPORT = """
function done(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("\\n%d %d %d\\n", summary.requests, summary.duration, failed))
end
"""
UNIQUE_REQUESTS = f"""
local number = 0
function init(arguments) number = tonumber(arguments[1]) end
function request()
  number = number + 1
  local day = number % 300000
  local date = string.format("%d-%02d-%02d", 1000 + day / 336, 1 + day / 28 % 12, 1 + day % 28)
  return wrk.format("GET", (wrk.path:gsub("{NUMBER}", number):gsub("{DAY}", date)))
end
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """The requests per second of a server, and its CPU time per request in microseconds."""

    requests_per_second: float
    cpu: float


def measure_rate(server: Server, workload: Workload, seconds: int, core: int, directory: Path) -> Rate | None:
    """Send one workload to `server` for some seconds and return its rate; None if the server does not support it.

    Raises RuntimeError if a request fails.
    """
    target = workload.target_for(server.name)
    if target is None:
        return None
    script = directory / "wrk.lua"
    script.write_text(REPORT + UNIQUE_REQUESTS * workload.is_unique)
    command = ["taskset", "-c", str(core), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"-s{script}"]
    command += [f"-H{name}: {value}" for name, value in workload.headers.items()]
    before = server.read_cpu()
    process = subprocess.run(  # noqa: S603 - every argument is a constant of the benchmark
        [*command, server.url + target, "--", str(next(SEEDS))],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    requests, microseconds, failed = map(int, process.stdout.split()[-3:])
    if failed or not requests:
        raise RuntimeError(f"{server.name}, {workload.name}: {failed} of {requests} requests failed")
    return Rate(requests / microseconds * 1e6, (server.read_cpu() - before) / requests * 1e6)
