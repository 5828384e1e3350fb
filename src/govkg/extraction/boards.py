"""The boards of firms and funds, which a title may hold: "Chủ tịch Hội đồng quản trị Ngân hàng A" chairs that board.

A title reads as one with its board until the body is known, since an article says "Chủ tịch HĐQT" alone and names
the firm elsewhere. Then the post is at the board, and the board is part of the firm.
"""

from __future__ import annotations

from typing import Final

from govkg import iris
from govkg.model.actors import Organization

BOARDS: Final = ("Hội đồng quản trị", "Hội đồng thành viên", "Hội đồng quản lý")


def at_board(title: str, organization: Organization | None) -> tuple[str, Organization | None]:
    """A title and its body, the board that the title holds as the body."""
    noun = next((board for board in BOARDS if title.endswith(f" {board}")), None)
    if noun is None or organization is None:
        return title, organization
    title = title.removesuffix(f" {noun}")
    if organization.name.startswith(BOARDS):
        return title, organization
    name = f"{noun} {organization.name}"
    return title, Organization(name, iris.organization(name, organization.iri), "other", organization.iri)


def firm_name(board: str) -> str:
    """The name of the firm whose board a name is of; any other name as it is."""
    noun = next((each for each in BOARDS if board.startswith(f"{each} ")), None)
    return board.removeprefix(f"{noun} ") if noun is not None else board
