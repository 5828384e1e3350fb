"""What Python packs, the page unpacks to the last byte."""

from __future__ import annotations

import base64
import bz2
import json
import random
from collections.abc import Callable

import networkx as nx
from selenium import webdriver

from govkg.views.network import network_html

UNPACK = """
const [blocks, done] = arguments;
import("govkg/bunzip.js").then(({ bunzip }) => done(blocks.map((block) => {
  const packed = Uint8Array.from(atob(block), (character) => character.charCodeAt(0));
  try {
    return btoa(Array.from(bunzip(packed), (byte) => String.fromCharCode(byte)).join(""));
  } catch (error) {
    return error.message;
  }
})));
"""


def unpacked(page: webdriver.Chrome, blocks: list[bytes]) -> list[str]:
    found: list[str] = page.execute_async_script(UNPACK, [base64.b64encode(block).decode() for block in blocks])
    return found


def test_it_gives_back_what_was_packed(small: nx.MultiDiGraph[str], open_page: Callable[..., webdriver.Chrome]) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    chance = random.Random(5)
    contents = [
        b"", b"x", b"aaa", b"aaaa", b"a" * 258, b"a" * 259, b"a" * 260, b"abab" * 3 + b"a" * 4 + b"b" * 700,
        bytes(range(256)) * 4, chance.randbytes(30_000), "Trạm đèn biển đón khách. ".encode() * 9000,
        json.dumps([[chance.choice("ăâđêôơư") * chance.randrange(9), n] for n in range(4000)]).encode(),
        b"".join(bytes([chance.randrange(3)]) * chance.randrange(600) for _ in range(400)),
    ]  # fmt: skip
    packed = [bz2.compress(content) for content in contents]
    packed.append(bz2.compress(contents[-1] * 3, 1))  # several blocks
    assert [base64.b64decode(block) for block in unpacked(page, packed)] == [*contents, contents[-1] * 3]


def test_a_damaged_block_says_so(small: nx.MultiDiGraph[str], open_page: Callable[..., webdriver.Chrome]) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    whole = bz2.compress("Luồng lạch được nạo vét. ".encode() * 500)
    for block in (b"no bzip2 at all", whole[: len(whole) // 2], whole[:4] + b"\xff" + whole[5:]):
        (said,) = unpacked(page, [block])
        assert said.startswith("the page is damaged")
