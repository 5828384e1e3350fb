"""Runs the console blocks of the documentation as a reader would: line by line, in one shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

_END = "\x1e"
_STATUS = "echo $?"


def run(block: str) -> None:
    """Run the commands behind ``$ `` and compare what the block shows of their output; a backslash continues a line.

    A command has to end with 0 unless the next one is ``echo $?``. Lines shown below a command have to stand in its
    output in that order; ``…`` stands for any lines. A block without ``$ `` is commands alone.
    """
    steps = _steps(block)
    script = "".join(f"{command}\n__={'$?'}; printf '%s%s\\n' '{_END}' \"$__\"; (exit $__)\n" for command, _ in steps)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "120",
    }
    done = subprocess.run(
        ["bash"],
        input=script,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        timeout=240,
        check=False,
    )
    answers = re.findall(rf"(.*?){_END}(\d+)\n", done.stdout, re.DOTALL)
    assert len(answers) == len(steps), done.stdout
    for number, ((command, shown), (said, status)) in enumerate(zip(steps, answers, strict=True)):
        asked = number + 1 < len(steps) and steps[number + 1][0] == _STATUS
        assert asked or status == "0", f"$ {command}\n{said}ended with {status}"
        _compare(command, shown, said.splitlines())


def _steps(block: str) -> list[tuple[str, list[str]]]:
    if "$ " not in block:
        return [(line, []) for line in block.splitlines() if line.strip()]
    steps: list[tuple[str, list[str]]] = []
    going_on = False
    for line in block.splitlines():
        if going_on:
            command, shown = steps.pop()
            steps.append((f"{command}\n{line}", shown))
        elif line.startswith("$ "):
            steps.append((line[2:], []))
        elif line.strip() and line != "…":
            steps[-1][1].append(line)
        going_on = line.endswith("\\")
    return steps


def _compare(command: str, shown: list[str], said: list[str]) -> None:
    left = iter(line.rstrip() for line in said)
    for line in shown:
        assert line.rstrip() in left, f"$ {command}\nshows {line!r}, but says:\n" + "\n".join(said)
