"""Starts a server with limits that the command line does not offer: ``started.py STORE name=value…``."""

from __future__ import annotations

import sys

from govkg.server.running import serve
from govkg.server.settings import Limits, Settings

if __name__ == "__main__":
    values = dict(argument.split("=", 1) for argument in sys.argv[2:])
    own = {name: float(values.pop(name)) for name in tuple(values) if name.endswith("_seconds")}
    freshness = {"freshness_seconds": own.pop("freshness_seconds")} if "freshness_seconds" in own else {}
    limits = Limits(**own, **{name: int(value) for name, value in values.items()})
    settings = Settings(sys.argv[1], port=0, workers=2, limits=limits, **freshness)
    serve(settings, lambda address: print(f"store is served at {address}", file=sys.stderr, flush=True))
