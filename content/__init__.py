"""What is asked: the schema of a question bank, its loader and the packs themselves."""

from content.atomic_file import write_atomically
from content.errors import (
    ContentError,
    InvalidPackError,
    PackNotFoundError,
    Problem,
    VivaError,
)
from content.loader import load_pack
from content.pack import Pack, Theme
from content.pack_files import FileState, pack_state
from content.question import Difficulty, Facet, KeyConcept, Kind, Misconception, Question
from content.role_guide import (
    GuideItem,
    JobMarket,
    RoleGuide,
    SalaryBand,
    Tool,
    ToolFamily,
)

__all__ = [
    "ContentError",
    "Difficulty",
    "Facet",
    "FileState",
    "GuideItem",
    "InvalidPackError",
    "JobMarket",
    "KeyConcept",
    "Kind",
    "Misconception",
    "Pack",
    "PackNotFoundError",
    "Problem",
    "Question",
    "RoleGuide",
    "SalaryBand",
    "Theme",
    "Tool",
    "ToolFamily",
    "VivaError",
    "load_pack",
    "pack_state",
    "write_atomically",
]
