"""What only a store in a folder can go wrong at: locks, stamps, readers beside a writer, full disks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govkg.errors import StoreError, StoreLocked, StoreVersion
from govkg.store.base import FORMAT_VERSION, Change
from govkg.store.embedded import EmbeddedStore
from govkg.store.opening import open_store

P = NamedNode("https://example.org/p")


def quads(start: int, count: int, graph: str = "g") -> list[Quad]:
    name = NamedNode(f"https://example.org/{graph}")
    return [
        Quad(NamedNode(f"https://example.org/s{i}"), P, Literal(f"số {i}"), name) for i in range(start, start + count)
    ]


def python(code: str, *arguments: str, **keywords: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **keywords)  # type: ignore[call-overload,no-any-return]


def test_stores_of_one_relative_name_in_two_folders_are_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    with EmbeddedStore(Path("store")) as one:
        monkeypatch.chdir(tmp_path / "b")
        with EmbeddedStore(Path("store")) as other:
            one.apply(Change(add=quads(0, 1)))
            assert (len(one), len(other)) == (1, 0)


def test_a_second_writer_in_this_process_is_told_who_holds_it(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store"), pytest.raises(StoreLocked) as caught:
        EmbeddedStore(tmp_path / "store")
    assert caught.value.holder == os.getpid()
    assert str(os.getpid()) in str(caught.value)


def test_a_second_writer_in_another_process_is_told_who_holds_it(tmp_path: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from govkg.errors import StoreLocked
        from govkg.store.embedded import EmbeddedStore
        try:
            EmbeddedStore(Path(sys.argv[1]))
        except StoreLocked as error:
            print(error.holder)
    """
    with EmbeddedStore(tmp_path / "store"):
        done = python(code, str(tmp_path / "store"))
    assert done.stdout.strip() == str(os.getpid()), done.stderr


def test_a_second_writer_can_wait(tmp_path: Path) -> None:
    code = """
        import sys, time
        from pathlib import Path
        from govkg.store.embedded import EmbeddedStore
        with EmbeddedStore(Path(sys.argv[1])):
            print("open", flush=True)
            sys.stdin.readline()
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "store")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        with pytest.raises(StoreLocked):
            EmbeddedStore(tmp_path / "store", wait=0.1)
        first.stdin.write("\n")
        first.stdin.flush()
        with EmbeddedStore(tmp_path / "store", wait=30.0) as second:
            assert len(second) == 0


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    code = """
        import os, signal, sys
        from pathlib import Path
        from govkg.store.embedded import EmbeddedStore
        store = EmbeddedStore(Path(sys.argv[1]))
        os.kill(os.getpid(), signal.SIGKILL)
    """
    assert python(code, str(tmp_path / "store")).returncode == -9
    assert (tmp_path / "store" / "writer.json").exists()
    with EmbeddedStore(tmp_path / "store") as store:
        assert len(store) == 0
    assert not (tmp_path / "store" / "writer.json").exists()


def test_a_reader_sees_the_state_of_its_opening_while_a_writer_goes_on(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as writer:
        writer.apply(Change(add=quads(0, 100)))
        with EmbeddedStore(tmp_path / "store", read_only=True) as reader:
            for round_ in range(1, 40):  # enough to fill and replace files under the reader
                writer.load(quads(round_ * 1000, 1000))
                writer.apply(Change(add=quads(round_ * 1000 + 500_000, 100)))
            writer.apply(Change(drop=[NamedNode("https://example.org/g")]))
            writer.engine.flush()
            writer.engine.optimize()
            assert len(reader) == 100
            assert sorted(map(str, reader.dump())) == sorted(map(str, quads(0, 100)))
            with pytest.raises(StoreError, match="reading only"):
                reader.apply(Change(add=quads(0, 1)))
            with pytest.raises(StoreError, match="reading only"):
                reader.load(quads(0, 1))
        with EmbeddedStore(tmp_path / "store", read_only=True) as later:
            assert len(later) == 0


def test_there_is_nothing_to_read_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        open_store(tmp_path / "store", read_only=True)
    assert not (tmp_path / "store").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Kính gửi", encoding="utf-8")
    with pytest.raises(StoreError, match="not a store"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "file")


def test_a_newer_format_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    stamp = tmp_path / "store" / "govkg.json"
    stamp.write_text(json.dumps({"format": "99"}))
    for read_only in (False, True):
        with pytest.raises(StoreVersion, match="newer govkg") as caught:
            open_store(tmp_path / "store", read_only=read_only)
        assert (caught.value.found, caught.value.expected) == ("99", FORMAT_VERSION)
    assert json.loads(stamp.read_text()) == {"format": "99"}


def test_a_damaged_stamp_is_an_error_of_the_store(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store" / "govkg.json").write_text("{")
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path / "store")


def test_a_damaged_engine_is_an_error_of_the_store(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store" / "quads" / "CURRENT").write_text("junk")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="cannot be opened"):
            open_store(tmp_path / "store", read_only=read_only)


def test_a_bare_engine_folder_is_migrated_with_its_files_kept(tmp_path: Path) -> None:
    bare = ox.Store(str(tmp_path / "store"))
    bare.extend(quads(0, 500))
    del bare
    with pytest.raises(StoreVersion, match=f"run `govkg resolve --store {tmp_path}/store`") as caught:
        open_store(tmp_path / "store", read_only=True)
    assert caught.value.found == "0"
    with open_store(tmp_path / "store") as store:
        assert sorted(map(str, store.dump())) == sorted(map(str, quads(0, 500)))
    assert json.loads((tmp_path / "store" / "govkg.json").read_text()) == {"format": FORMAT_VERSION}
    assert len(ox.Store.read_only(str(tmp_path / "store" / "format-0"))) == 500


def test_a_migration_that_was_killed_before_its_stamp_begins_anew(tmp_path: Path) -> None:
    bare = ox.Store(str(tmp_path / "store"))
    bare.extend(quads(0, 10))
    del bare
    half = tmp_path / "store" / "quads"
    half.mkdir()
    (half / "CURRENT").write_text("half a copy")
    with open_store(tmp_path / "store") as store:
        assert len(store) == 10


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        len(store)


FULL_DISK = """
    import resource, sys
    from pathlib import Path
    from pyoxigraph import Literal, NamedNode, Quad
    from govkg.errors import StoreError
    from govkg.store.base import Change
    from govkg.store.embedded import EmbeddedStore

    p = NamedNode("https://example.org/p")
    store = EmbeddedStore(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))  # no file grows beyond: what a full disk does
    kept = 0
    try:
        for batch in range(1000):
            g = NamedNode(f"https://example.org/g{batch}")
            add = [Quad(NamedNode(f"https://example.org/{batch}/{i}"), p, Literal("x" * 200), g) for i in range(100)]
            store.apply(Change(drop=[NamedNode("https://example.org/none")], add=add))
            kept = batch + 1
    except StoreError as error:
        print(kept, error)
"""


def test_a_full_disk_is_an_error_and_leaves_whole_transactions_alone(tmp_path: Path) -> None:
    done = python(FULL_DISK, str(tmp_path / "store"))
    kept, message = done.stdout.split(" ", 1)
    assert "store" in message
    assert 0 < int(kept) < 1000
    with open_store(tmp_path / "store") as store:
        graphs = list(store.graphs())
        assert len(graphs) in (int(kept), int(kept) + 1)  # the last may be whole in the log though its call failed
        assert all(len(list(store.quads(graph))) == 100 for graph in graphs)
        store.apply(Change(add=quads(0, 10)))


BROKEN_LOAD = """
    import resource, sys
    from pathlib import Path
    from pyoxigraph import Literal, NamedNode, Quad
    from govkg.errors import StoreError
    from govkg.store.embedded import EmbeddedStore

    p = NamedNode("https://example.org/p")
    store = EmbeddedStore(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    try:
        store.load(Quad(NamedNode(f"https://example.org/{i}"), p, Literal(str(i) * 9)) for i in range(20_000))
    except StoreError as error:
        print(error)
"""


def test_what_a_broken_bulk_load_leaves_is_cleared_by_the_next_writer(tmp_path: Path) -> None:
    done = python(BROKEN_LOAD, str(tmp_path / "store"))
    assert "too large" in done.stdout, done.stderr
    engine = tmp_path / "store" / "quads"
    assert list(engine.glob("bulk-*.sst"))  # the name is the engine's
    with open_store(tmp_path / "store", read_only=True) as reader:
        assert len(reader) == 0
    assert list(engine.glob("bulk-*.sst"))  # they may be a writer's that is at work
    with open_store(tmp_path / "store") as store:
        assert list(engine.glob("bulk-*.sst")) == []
        store.load(quads(0, 20_000))
    with open_store(tmp_path / "store") as store:
        assert len(store) == 20_000


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs POSIX users")
def test_a_folder_without_permission_is_an_error_of_the_store(tmp_path: Path) -> None:
    code = """
        import os, sys
        from pathlib import Path
        from govkg.errors import StoreError
        from govkg.store.opening import open_store
        if os.getuid() == 0:
            os.setuid(65534)
        try:
            open_store(Path(sys.argv[1]))
        except StoreError as error:
            print(error)
    """
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    done = python(code, str(shut / "store"))
    assert "ermission denied" in done.stdout, done.stderr
