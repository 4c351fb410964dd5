"""Questions in the files of other programs: spreadsheets, JSON, Markdown, Anki."""

from content.interchange.check import Checked, LeftItem, TakenItem, check_items
from content.interchange.drafts import write_drafts
from content.interchange.files import FILE_TYPES, read_items, write_questions
from content.interchange.item import Item
from content.interchange.pack_fit import fit_pack

__all__ = [
    "FILE_TYPES",
    "Checked",
    "Item",
    "LeftItem",
    "TakenItem",
    "check_items",
    "fit_pack",
    "read_items",
    "write_drafts",
    "write_questions",
]
