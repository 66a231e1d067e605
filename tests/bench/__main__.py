"""Runs the measurements of bin/bench and prints one table; leaves no process and no file."""

import argparse
import contextlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bin"))

from _services import find_postgres, free_port, postgres  # noqa: E402
from _supervise import Child, commands, healthy, stop, tail  # noqa: E402

from tests.bench import pages  # noqa: E402
from tests.bench.client import Visitor, links, main_form  # noqa: E402


def gunicorn(application: str, port: int) -> list[str]:
    """The demonstration's own command with another application, so that both are served the same way."""
    command = commands(port, Path("/nonexistent"))["web"]
    return [application if word == "lscb.wsgi:application" else word for word in command]


def manage(env: dict[str, str], *arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def wait_for(check, child: Child, seconds: float = 60) -> None:  # type: ignore[no-untyped-def]
    limit = time.monotonic() + seconds
    while not check():
        if not child.running() or time.monotonic() > limit:
            raise SystemExit(f"{child.name} did not start:\n{tail(child.log)}")
        time.sleep(0.1)


@contextlib.contextmanager
def service(var: Path, database: str) -> Iterator[tuple[int, int, list[Child], dict[str, float]]]:
    """The demonstration and the yardstick, each on its own port."""
    port, bare_port = free_port(), free_port()
    env = {
        **os.environ,
        "LSCB_MODE": "demonstration",
        "LSCB_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "lscb.settings",
    }
    env["PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    bare_env = {**os.environ, "BARE_DATABASE_URL": f"sqlite:///{var}/bare.sqlite3"}
    bare_env.pop("DJANGO_SETTINGS_MODULE", None)
    if database:
        env["DATABASE_URL"], bare_env["BARE_DATABASE_URL"] = f"{database}/lscb", f"{database}/bare"
        for name in ("lscb", "bare"):
            _create_database(database, name)
    took = {"migrate": manage(env, "migrate", "--verbosity", "0")}
    took["demonstration, core"] = manage(env, "demonstration", "--core")
    took["demonstration, rest"] = manage(env, "demonstration")
    if database:
        _analyse(database, "lscb")
    subprocess.run([sys.executable, "-m", "tests.bench.bare"], cwd=ROOT, env=bare_env, check=True)
    children: list[Child] = []
    try:
        for name, command in commands(port, var).items():
            children.append(Child(name, command, var / f"{name}.log", env))
        children.append(
            Child(
                "yardstick", gunicorn("tests.bench.bare:application", bare_port), var / "bare.log", bare_env
            )
        )
        wait_for(lambda: healthy(port), children[0])
        wait_for(lambda: _answers(bare_port), children[2])
        yield port, bare_port, children, took
    finally:
        stop(children)


def _create_database(server: str, name: str) -> None:
    import psycopg2

    connection = psycopg2.connect(f"{server}/postgres")
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()


def _analyse(server: str, name: str) -> None:
    """As autovacuum does within minutes: PostgreSQL plans by what it believes is in a table."""
    import psycopg2

    connection = psycopg2.connect(f"{server}/{name}")
    connection.autocommit = True
    connection.cursor().execute("VACUUM ANALYZE")
    connection.close()


def _answers(port: int) -> bool:
    try:
        return Visitor(port).get("/rows/").status == 200
    except OSError:
        return False


def sign_in(port: int, person: str | None) -> Visitor:
    visitor = Visitor(port)
    if person is None:
        return visitor
    html = visitor.get("/demonstration/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    if token is None:
        raise SystemExit("/demonstration/ has no sign-in form.")
    answer = visitor.post(f"/demonstration/sign-in/{person}/", [("csrfmiddlewaretoken", token[1])])
    if answer.status not in {302, 303} or "sessionid" not in visitor.cookies:
        raise SystemExit(f"Signing in as {person} answered {answer.status}.")
    return visitor


def find(visitor: Visitor, page: pages.Page) -> str | None:
    """The address to measure: the end of the way, tried along every link that fits."""
    if isinstance(page.path, str):
        return page.path
    start, *patterns = page.path
    if page.begin:
        action, fields = main_form(visitor.get(page.begin).text, changed={})
        start = visitor.post(action or page.begin, fields).headers.get("location", "")
    return _follow(visitor, start, patterns)


def _follow(visitor: Visitor, start: str, patterns: list[str], most: int = 12) -> str | None:
    if not patterns:
        return start
    fitting = dict.fromkeys(one for one in links(visitor.get(start).text) if re.search(patterns[0], one))
    ways = (_follow(visitor, urllib.parse.urljoin(start, one), patterns[1:]) for one in list(fitting)[:most])
    return next((way for way in ways if way), None)


class Processor:
    """Processor time that a server's processes used: steady where the clock on the wall is not."""

    def __init__(self, child: Child) -> None:
        self.pids = _family(child.process.pid)

    def seconds(self) -> float:
        fields = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in self.pids]
        return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """Milliseconds of one request: on the wall (p50), and of the processor (mean)."""

    wall: float
    cpu: float


def cost(visitor: Visitor, path: str, server: Processor, seconds: float) -> Cost:
    """At one connection: the middle of three runs' medians."""
    for _ in range(8):  # both workers have drawn it once
        visitor.get(path)
    medians, asked, used = [], 0, server.seconds()
    for _ in range(3):
        times, limit = [], time.monotonic() + seconds / 3
        while time.monotonic() < limit or len(times) < 10:
            answer = visitor.get(path)
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
            times.append(answer.seconds)
        medians.append(statistics.median(times))
        asked += len(times)
    return Cost(statistics.median(medians) * 1000, (server.seconds() - used) / asked * 1000)


def cost_of_save(
    visitor: Visitor, path: str, save: dict[str, str], server: Processor, wanted: int = 40
) -> Cost:
    """Of the POST alone; the form is fetched afresh each time, as a person would."""
    times, used = [], 0.0
    for number in range(wanted):
        changed = {name: value.format(n=number + 1) for name, value in save.items()}
        action, fields = main_form(visitor.get(path).text, changed=changed)
        before = server.seconds()
        answer = visitor.post(action or path, fields)
        used += server.seconds() - before
        if answer.status not in {302, 303}:
            raise RuntimeError(f"saving {path} answered {answer.status}")
        times.append(answer.seconds)
    return Cost(statistics.median(times) * 1000, used / wanted * 1000)


def _memory(pid: int) -> float:
    """Resident memory in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _family(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    below = [int(word) for word in listed.read_text().split()] if listed.exists() else []
    return [pid, *(one for child in below for one in _family(child))]


def memory(children: list[Child]) -> dict[str, float]:
    by_name = {child.name: child.process.pid for child in children}
    _master, *web = _family(by_name["web"])
    return {
        "web worker (largest)": max(_memory(pid) for pid in web),
        "job worker with beat": sum(_memory(pid) for pid in _family(by_name["worker"])),
    }


def measure(
    port: int, bare_port: int, children: list[Child], seconds: float, wanted: list[pages.Page] | None = None
) -> tuple[Cost, list[dict[str, object]]]:
    by_name = {child.name: Processor(child) for child in children}
    server, yardstick, bare = by_name["web"], Visitor(bare_port), by_name["yardstick"]
    units = [cost(yardstick, "/rows/", bare, seconds)]
    asked = [*pages.PAGES, *pages.SAVES] if wanted is None else wanted
    visitors = {person: sign_in(port, person) for person in {page.person for page in asked}}
    rows: list[dict[str, object]] = []
    for page in asked:
        visitor = visitors[page.person]
        row: dict[str, object] = {"page": page.name, "limit": page.limit}
        rows.append(row)
        try:
            path = find(visitor, page)
            if path is None:
                row["note"] = f"no way found: {page.path}"
                continue
            found = (
                cost(visitor, path, server, seconds)
                if page.save is None
                else cost_of_save(visitor, path, page.save, server)
            )
            row |= {"path": path, "ms": found.wall, "cpu_ms": found.cpu}
        except RuntimeError as problem:
            row["note"] = str(problem)
        units.append(cost(yardstick, "/rows/", bare, 0.5))
    unit = Cost(statistics.median(one.wall for one in units), statistics.median(one.cpu for one in units))
    for row in rows:
        if "ms" in row:
            row["units"] = float(str(row["ms"])) / unit.wall
            row["cpu_units"] = float(str(row["cpu_ms"])) / unit.cpu
    return unit, rows


def count_queries(var: Path) -> list[dict[str, object]]:
    """2 and 200 objects on an empty database of their own (tests/bench/queries.py)."""
    figures = var / "queries.jsonl"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/bench/queries.py"]
    env = {**os.environ, "BENCH_QUERIES": str(figures)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout[-2000:], file=sys.stderr)
    if not figures.exists():
        return []
    return [json.loads(line) for line in figures.read_text().splitlines()]


def pdf_seconds() -> tuple[float, int] | None:
    """Seconds and pages of one report, in a process of its own."""
    env = {**os.environ, "LSCB_MODE": "test", "DJANGO_SETTINGS_MODULE": "lscb.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.report"], cwd=ROOT, env=env, capture_output=True, text=True
    )
    if done.returncode:
        print(done.stderr[-600:], file=sys.stderr)
        return None
    seconds, number, _ = done.stdout.split()
    return float(seconds), int(number)


Figures = dict[str, Any]


def page_lines(figures: Figures) -> Iterator[tuple[str, str, bool]]:
    """Name, the other cells, and whether it is over its limit."""
    for row in figures["pages"]:
        if "units" in row:
            cells = f"{row['ms']:.1f} ms, processor {row['cpu_ms']:.1f} ms | {row['units']:.1f} U,"
            cells += f" processor {row['cpu_units']:.1f} U | {row['limit']} U"
            yield row["page"], cells, min(row["units"], row["cpu_units"]) > row["limit"]
        else:
            yield row["page"], f"not measured: {row['note']} | | {row['limit']} U", True


def other_lines(figures: Figures) -> Iterator[tuple[str, str, bool]]:
    limits = {"web worker (largest)": pages.WEB_WORKER_MB, "job worker with beat": pages.JOB_WORKER_MB}
    for name, megabytes in figures["memory_mb"].items():
        yield f"memory, {name}", f"{megabytes:.0f} MB | | {limits[name]} MB", megabytes > limits[name]
    for row in figures["queries"]:
        cells = f"{row['few']} and {row['many']} queries | | equal"
        yield f"{row['page']}, 2 and 200 objects", cells, row["few"] != row["many"]
    if figures["pdf"] is None:
        yield f"PDF of {pages.PDF_PAGES} pages", f"not measured | | {pages.PDF_SECONDS} s", True
    else:
        seconds, number = figures["pdf"]
        late = seconds > pages.PDF_SECONDS * number / pages.PDF_PAGES
        yield f"PDF of {number} pages", f"{seconds:.1f} s | | {pages.PDF_SECONDS} s", late
    for name, taken in figures["seconds"].items():
        yield name, f"{taken:.1f} s | | ", False


def show(figures: Figures) -> int:
    """Prints the table; returns how many lines are over their limit or were not measured."""
    unit, processor = figures["unit_ms"], figures["unit_cpu_ms"]
    print(
        f"\n1 U = {unit:.2f} ms (processor {processor:.2f} ms): a bare Django page, one query, 25 rows; same gunicorn,"
        " same run, one connection.\nOver: both the time on the wall (p50) and the processor's are over the limit.\n"
    )
    print("| what | measured | in U | at most | |\n| --- | --- | --- | --- | --- |")
    over = 0
    for name, cells, bad in [*page_lines(figures), *other_lines(figures)]:
        over += bad
        print(f"| {name} | {cells} | {'OVER' if bad else 'ok'} |")
    return over


# --- two sizes --------------------------------------------------------------------------------------------


@contextlib.contextmanager
def sized(server: str, boards: int, share: float) -> Iterator[tuple[int, int, list[Child], float]]:
    """The service and the yardstick on a database with that share of the boards, each with ten years of actions."""
    var = Path(tempfile.mkdtemp(prefix="lscb-scale-"))
    port, bare_port, name = free_port(), free_port(), f"share{share:g}".replace(".", "_")
    for database in (name, f"{name}_bare"):
        _create_database(server, database)
    env = {
        **os.environ,
        "LSCB_MODE": "demonstration",
        "LSCB_VAR": str(var),
        "DATABASE_URL": f"{server}/{name}",
    }
    env |= {"DJANGO_SETTINGS_MODULE": "lscb.settings", "PUBLIC_URL": f"http://127.0.0.1:{port}"}
    bare_env = {**os.environ, "BARE_DATABASE_URL": f"{server}/{name}_bare"}
    bare_env.pop("DJANGO_SETTINGS_MODULE", None)
    manage(env, "migrate", "--verbosity", "0")
    took = manage(
        env, "volume", "--boards", str(boards), "--years", "10", "--only", "actions", "--share", str(share)
    )
    subprocess.run([sys.executable, "-m", "tests.bench.bare"], cwd=ROOT, env=bare_env, check=True)
    children: list[Child] = []
    try:
        children.append(Child("web", commands(port, var)["web"], var / "web.log", env))
        bare = gunicorn("tests.bench.bare:application", bare_port)
        children.append(Child("yardstick", bare, var / "bare.log", bare_env))
        wait_for(lambda: healthy(port), children[0])
        wait_for(lambda: _answers(bare_port), children[1])
        yield port, bare_port, children, took
    finally:
        stop(children)
        shutil.rmtree(var, ignore_errors=True)


def compare(options: argparse.Namespace) -> int:
    """Measures pages.SCALE at 1 % and at the whole; prints both and the growth, in U so that runs can be compared."""
    if find_postgres() is None:
        raise SystemExit("PostgreSQL's programs were not found.")
    found: dict[float, list[dict[str, Any]]] = {}
    with postgres(durable=True) as server:
        for share in (1, 100):
            with sized(server, options.boards, share) as (port, bare_port, children, took):
                seconds = 0.5 if options.quick else 3
                unit, rows = measure(port, bare_port, children, seconds, pages.SCALE)
                found[share] = rows
                print(
                    f"{share} % of {options.boards} boards: made in {took:.0f} s, 1 U = {unit.wall:.2f} ms",
                    flush=True,
                )
    if options.json:
        options.json.write_text(json.dumps(found, indent=1))
    print("\n| page | 1 % | all | growth | at most | |\n| --- | --- | --- | --- | --- | --- |")
    over = 0
    for small, large in zip(found[1], found[100], strict=True):
        if "units" not in small or "units" not in large:
            over += 1
            print(
                f"| {small['page']} | not measured: {small.get('note') or large.get('note')} | | | | OVER |"
            )
            continue
        growth = large["units"] / small["units"]  # on the wall: the database's work is what grows
        bad = growth > pages.GROWTH or large["units"] > large["limit"]
        over += bad
        cells = f"{small['units']:.1f} U | {large['units']:.1f} U, processor {large['cpu_units']:.1f} U | {growth:.2f}"
        print(
            f"| {large['page']} | {cells} | {large['limit']} U, {pages.GROWTH} | {'OVER' if bad else 'ok'} |"
        )
    return 1 if over else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter runs, for a first look")
    parser.add_argument("--postgres", action="store_true", help="a private PostgreSQL instead of SQLite")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    parser.add_argument(
        "--scale",
        action="store_true",
        help="the long lists at 1 % and at all of 150 boards of ten years; PostgreSQL",
    )
    parser.add_argument(
        "--boards", type=int, default=150, help="with --scale: how many boards are all of them"
    )
    options = parser.parse_args()
    if options.scale:
        return compare(options)
    with contextlib.ExitStack() as stack:
        var = Path(tempfile.mkdtemp(prefix="lscb-bench-"))
        stack.callback(shutil.rmtree, var, ignore_errors=True)
        database = ""
        if options.postgres:
            if find_postgres() is None:
                raise SystemExit("PostgreSQL's programs were not found.")
            database = stack.enter_context(postgres(durable=True))
        port, bare_port, children, took = stack.enter_context(service(var, database))
        unit, rows = measure(port, bare_port, children, 0.5 if options.quick else 3)
        figures: Figures = {"unit_ms": unit.wall, "unit_cpu_ms": unit.cpu, "pages": rows}
        figures |= {"memory_mb": memory(children), "seconds": took}
        figures |= {"queries": count_queries(var), "pdf": pdf_seconds()}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))
    return 1 if show(figures) else 0


if __name__ == "__main__":
    sys.exit(main())
