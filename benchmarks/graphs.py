"""A generated network of the shape that news gives: few bodies with many officials, meetings, documents.

Scale-free (each new node attaches to others in proportion to their relations), Vietnamese labels, dated edges with
a quote each; the words are drawn from syllables, so nothing in it is a fact. The same seed gives the same graph.
"""

from __future__ import annotations

import random

import networkx as nx

FAMILY = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý",
]  # fmt: skip
MIDDLE = [
    "Văn", "Thị", "Hữu", "Đức", "Minh", "Quang", "Thanh", "Xuân", "Ngọc", "Quốc", "Bá", "Đình", "Công", "Hồng",
    "Kim",
]  # fmt: skip
GIVEN = [
    "An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hòa", "Hùng", "Hương", "Khánh", "Lan", "Linh",
    "Long", "Mai", "Nam", "Phúc", "Sơn", "Thảo", "Tuấn", "Ý",
]  # fmt: skip
FIELD = [
    "Công nghệ thông tin", "Kế hoạch và Đầu tư", "Tiêu chuẩn chất lượng", "Giáo dục nghề nghiệp",
    "Quản lý đường bộ", "Thống kê", "Môi trường nước", "An toàn thực phẩm", "Hợp tác quốc tế", "Pháp chế",
    "Bảo trợ xã hội", "Thủy lợi", "Lâm nghiệp", "Du lịch",
]  # fmt: skip
SYLLABLES = [
    "ban", "bộ", "cải", "cách", "chất", "chỉ", "chính", "chủ", "công", "cơ", "cuộc", "dân", "dựng", "đại", "đạo",
    "đất", "đầu", "điều", "định", "đổi", "động", "giám", "hành", "hiện", "hóa", "hội", "hợp", "hướng", "kế", "khai",
    "kiểm", "kinh", "kỹ", "lãnh", "lực", "luật", "lượng", "mới", "năm", "nâng", "nghị", "nghiệp", "ngành", "người",
    "nhà", "nước", "pháp", "phát", "phê", "phối", "phủ", "quan", "quản", "quốc", "quy", "quyết", "sách", "sản",
    "tác", "tại", "tăng", "thanh", "thành", "thị", "thông", "thuật", "thực", "tiêu", "tổ", "toàn", "tra", "triển",
    "trình", "trọng", "trung", "trưởng", "tỉnh", "văn", "vệ", "việc", "xã", "xây", "xuất", "yêu",
]  # fmt: skip
POSTS = ("Bộ trưởng", "Thứ trưởng", "Cục trưởng", "Vụ trưởng", "Chủ tịch", "Giám đốc")
BASE = "https://w3id.org/govkg/id/"


def network(nodes: int, *, relations_each: float = 2.5, seed: int = 7) -> nx.MultiDiGraph[str]:
    """A graph of the contract in docs/views.md with about ``relations_each`` edges a node."""
    chance = random.Random(seed)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    iris: list[str] = []
    kinds: list[str] = []
    ends: list[int] = [0]
    sentences = [" ".join(chance.choices(SYLLABLES, k=chance.randint(18, 45))).capitalize() + "." for _ in range(nodes)]
    for number in range(nodes):
        kind, slug, label = _entity(chance, number)
        iris.append(f"{BASE}{slug}-{number:06x}")
        kinds.append(kind)
        graph.add_node(iris[-1], label=label, kind=kind)
    for number in range(1, nodes):
        for turn in range(3 if chance.random() < relations_each - 2 else 2):
            other = chance.choice(ends) if turn < 2 or chance.random() < 0.7 else chance.randrange(number)
            if other != number:
                ends += (number, other)
                _relate(chance, graph, iris, kinds, sentences, number, other)
    return graph


def _entity(chance: random.Random, number: int) -> tuple[str, str, str]:
    name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
    field = chance.choice(FIELD)
    match number % 10:
        case 0:
            kind = ("Ministry", "Agency", "Department")[min(number // 10, 2)] if number < 30 else "Department"
            return kind, "organization/co-quan", f"{'Bộ' if kind == 'Ministry' else 'Cục'} {field} {number // 10}"
        case 1 | 2:
            return "Meeting", "meeting/hoi-nghi", f"Hội nghị {field.lower()} lần thứ {number}"
        case 3:
            return "Law", "document/luat", f"Luật số {number}/{chance.randint(2005, 2024)}/QH"
        case 4 if number % 50 == 4:
            return "Standard", "standard/tcvn", f"TCVN {number}:{chance.randint(1999, 2024)}"
        case _:
            return "Official", "person/can-bo", name


def _relate(
    chance: random.Random,
    graph: nx.MultiDiGraph[str],
    iris: list[str],
    kinds: list[str],
    sentences: list[str],
    one: int,
    other: int,
) -> None:
    pair = {kinds[one], kinds[other]}
    sentence = chance.randrange(len(sentences))
    article = sentence // 5
    seen = f"{2005 + article % 20}-{1 + article % 12:02d}-{1 + article % 28:02d}"
    post = chance.choice(POSTS)
    if "Official" in pair and "Meeting" in pair:
        relation, vi, en = "participates: attendee", "tham dự", "attends"
    elif "Official" in pair and "Department" in pair:
        relation, vi, en = f"holds: {post}", f"giữ chức {post} tại", f"holds {post} at"
    elif kinds[one] == kinds[other] == "Department":
        relation, vi, en = "partOf", "trực thuộc", "part of"
    elif "Law" in pair:
        relation, vi, en = "issuer", "ban hành", "issued by"
    else:
        relation, vi, en = "cites", "nhắc tới", "mentions"
    quote = {
        "quote": sentences[sentence],
        "article": f"Bài viết số {article}: {sentences[article][:50]}",
        "url": f"https://example.org/bai-viet/{article}",
        "published": seen,
    }
    graph.add_edge(
        iris[one],
        iris[other],
        relation=relation,
        label_vi=vi,
        label_en=en,
        observed_first=seen,
        observed_last=seen,
        evidence=[quote],
    )
