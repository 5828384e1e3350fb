from __future__ import annotations

import gc

import pytest

from govkg.garbage import uncollected


def test_the_collector_rests_and_goes_on_whatever_happens() -> None:
    with pytest.raises(ValueError, match="whatever"), uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ValueError("whatever")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
