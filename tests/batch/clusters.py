"""A Spark cluster on loopback: a master and workers, each a process of its own that can be killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

PATIENCE = 120.0
"""Seconds that a process may take to come up."""


def spark_class() -> Path | None:
    """The launcher that the package pyspark carries."""
    found = find_spec("pyspark")
    return Path(found.origin).parent / "bin" / "spark-class" if found and found.origin else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(what: Callable[[], bool], patience: float = PATIENCE) -> None:
    until = time.monotonic() + patience
    while not what():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)


def answer(url: str) -> object:
    """The JSON at an address; None while nothing answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return json.load(response)
    except (urllib.error.URLError, OSError, ValueError):
        return None


@dataclass
class Cluster:
    folder: Path
    master_port: int = field(default_factory=free_port)
    page_port: int = field(default_factory=free_port)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def master(self) -> str:
        return f"spark://127.0.0.1:{self.master_port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
            "PYTHONWARNINGS": "ignore",
        }

    def start(self, workers: int) -> None:
        place = ("--host", "127.0.0.1", "--webui-port")
        self._run("org.apache.spark.deploy.master.Master", *place, str(self.page_port), "--port", str(self.master_port))
        wait_for(lambda: answer(f"http://127.0.0.1:{self.page_port}/json/") is not None)
        for number in range(workers):
            work = str(self.folder / f"worker-{number}")
            options = ("--cores", "1", "--memory", "1g", "--work-dir", work)
            self._run("org.apache.spark.deploy.worker.Worker", *place, str(free_port()), *options, self.master)
        wait_for(lambda: self.alive() == workers)

    def alive(self) -> int:
        """How many workers the master counts on."""
        state = answer(f"http://127.0.0.1:{self.page_port}/json/")
        return int(state["aliveworkers"]) if isinstance(state, dict) else 0

    def _run(self, *command: str) -> None:
        process = subprocess.Popen(
            [str(spark_class()), *command],
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # so that a worker dies with the executors that it started
        )
        self.processes.append(process)

    def kill_worker(self, number: int) -> None:
        """End a worker and all that runs in it, as when its machine is lost."""
        self._kill(self.processes[1 + number])

    def stop(self) -> None:
        for process in self.processes:
            self._kill(process)

    @staticmethod
    def _kill(process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
