"""Which reader a command uses, from its options. A key for a model comes from GOVKG_LLM_KEY, never from the words."""

from __future__ import annotations

import os

import typer

from govkg.cli.console import say
from govkg.cli.options import Reader
from govkg.extraction.base import Extractor
from govkg.extraction.llm import BothReaders, Endpoint, LanguageModelReader
from govkg.extraction.pipeline import read


def choose(reader: Reader, url: str | None, model: str | None) -> Extractor:
    """The rules, a language model, or both."""
    if reader is Reader.rules:
        return read
    if not url or not model:
        raise typer.BadParameter("a language model needs --llm-url and --llm-model", param_hint="--extractor")
    asked = LanguageModelReader(Endpoint(url, model, key=os.environ.get("GOVKG_LLM_KEY")))
    return asked if reader is Reader.llm else BothReaders(read, asked)


def tell_usage(extractor: Extractor) -> None:
    """Say what a language model was used for: requests, tokens, and what was not borne out by the text."""
    model = extractor.model if isinstance(extractor, BothReaders) else extractor
    if isinstance(model, LanguageModelReader):
        used = model.usage
        say(
            f"model: {used.requests} requests, {used.failures} failed, {used.tokens_in} + {used.tokens_out} tokens, "
            f"{used.kept} statements kept, {used.dropped} dropped"
        )
