"""Whether what is derived is what it would be if it were made now: knowledge from articles, search from knowledge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from govkg.check import Finding, located
from govkg.graph import stored
from govkg.graph.constraints import shown
from govkg.graph.inference import inferred
from govkg.graph.knowledge import resolve_change
from govkg.graph.reference import STAMP, reference
from govkg.search import index_beside
from govkg.search.index import FOLDER
from govkg.store.base import Store

_SHOWN: Final = 20
"""Nodes that are named one by one; where more are damaged, their number tells enough."""


def stale(store: Store) -> list[Finding]:
    """What is missing, damaged or out of date of knowledge and search; ``govkg resolve`` makes all of it anew.

    A note is what the next change to the store mends by itself.

    Raises:
        StoreError: the store cannot be read.

    """
    return [*located(store, list(_knowledge(store))), *_search(store)]


def _knowledge(store: Store) -> Iterator[Finding]:
    stamp = stored.stamp(store)
    if stamp is None:
        if next(store.dump(), None) is not None:
            en = "knowledge is not whole: no mark says that it was made; run `govkg resolve`"
            vi = "tri thức chưa trọn vẹn: không có dấu cho biết đã dựng xong; hãy chạy `govkg resolve`"
            yield _finding("knowledge", STAMP.value, en, vi)
        return
    if stamp != reference().digest:
        en = "knowledge was made with other reference data or rules; the next change makes it anew, or `govkg resolve`"
        vi = "tri thức được dựng với dữ liệu tham chiếu hay luật khác; lần thay đổi tới, hoặc `govkg resolve`, dựng lại"
        yield _finding("knowledge", STAMP.value, en, vi, note=True)
        return
    change = resolve_change(store)  # short cuts have a check of their own
    missing, odd = (
        Counter(shown(quad.subject) for quad in quads if quad.predicate.value not in inferred())
        for quads in (change.add, change.remove)
    )
    damaged = sorted(missing.keys() | odd.keys())
    for name in damaged[:_SHOWN]:
        en = f"{missing[name]} triples that its articles make are missing, {odd[name]} are there that they do not make"
        vi = f"thiếu {missing[name]} bộ ba suy từ các bài, thừa {odd[name]} bộ ba không bài nào làm căn cứ"
        yield _finding("knowledge", name, en, vi)
    if damaged:
        more = max(0, len(damaged) - _SHOWN)
        en, vi = f"{more} more nodes so; `govkg resolve` mends all", f"{more} nút khác như vậy; `govkg resolve` sửa hết"
        yield _finding("knowledge", STAMP.value, en, vi)


def _search(store: Store) -> Iterator[Finding]:
    folder = Path(store.location) / FOLDER
    if not folder.parent.is_dir():
        return  # in memory or at a server: made when it is asked for
    index = index_beside(store)
    if index is None:
        en = "the search index is missing, damaged or older than the store; the next change makes it anew"
        vi = "chỉ mục tìm kiếm thiếu, hỏng hoặc cũ hơn kho; lần thay đổi tới sẽ dựng lại"
        yield _finding("search", str(folder), en, vi, note=True)
    elif index.differs(store):
        en = "the search index holds other names than the store; `govkg resolve` makes it anew"
        vi = "chỉ mục tìm kiếm có tên khác với kho; `govkg resolve` sẽ dựng lại"
        yield _finding("search", str(folder), en, vi)


def _finding(check: str, node: str, en: str, vi: str, *, note: bool = False) -> Finding:
    return Finding(check, node, None, {"en": en, "vi": vi}, level="note" if note else "violation")
