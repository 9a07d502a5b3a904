"""Load: as many requests as a server answers, from wrk on a core of its own."""

import subprocess
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.benchmark.servers import Server
from tests.benchmark.workloads import DAY, NUMBER, Question

CONNECTIONS = 16
FRESH = count(1, 1_000_000)
REPORT = """
function done(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("\\n%d %d %d\\n", summary.requests, summary.duration, failed))
end
"""
ASK_ANEW = f"""
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
    """How fast a server answered, and the time of its processor that it took, in microseconds a request."""

    requests_a_second: float
    cpu: float


def load(server: Server, question: Question, seconds: int, core: int, folder: Path) -> Rate | None:
    """Ask `server` one question for some seconds and return its rate; None if it cannot be asked.

    Raises RuntimeError if it did not answer every time.
    """
    target = question.asked_of(server.name)
    if target is None:
        return None
    script = folder / "wrk.lua"
    script.write_text(REPORT + ASK_ANEW * question.new)
    command = ["taskset", "-c", str(core), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"-s{script}"]
    command += [f"-H{name}: {value}" for name, value in question.headers.items()]
    before = server.cpu()
    told = subprocess.run(  # noqa: S603 - every argument is ours
        [*command, server.url + target, "--", str(next(FRESH))],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    requests, microseconds, failed = map(int, told.stdout.split()[-3:])
    if failed or not requests:
        raise RuntimeError(f"{server.name}: {failed} failures, {requests} answers to {question.name}")
    return Rate(requests / microseconds * 1e6, (server.cpu() - before) / requests * 1e6)
