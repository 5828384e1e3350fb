"""Articles of the tests' own invention, as many as are asked for."""

from __future__ import annotations

import json
from pathlib import Path

FAMILY, GIVEN = ("Trần", "Lê", "Phạm", "Vũ", "Đỗ"), ("Bình", "Hoa", "Đức", "Hà", "Huy", "Trang", "Lan")
BODIES = ("Bộ Y tế", "Bộ Tư pháp", "Bộ Tài chính")


def write(path: Path, wording: str, count: int = 12) -> None:
    """JSON lines in which officials of ministries meet; ``wording`` makes two files of the same ids differ."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            body, name = BODIES[number % 3], f"{FAMILY[number % 5]} Văn {GIVEN[number % 7]}"
            text = (
                f"Ngày {1 + number % 27}/3/2012, Thứ trưởng {body} {name} chủ trì hội nghị {wording} tại Hà Nội. "
                f"Chánh Văn phòng {body} {FAMILY[number % 4]} Thị {GIVEN[number % 6]} tham dự hội nghị."
            )
            record = {"id": str(number), "title": f"Bài {number}", "text": text, "published": "2012-03-28"}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
