"""What is asked: the schema of a question bank, its loader and the packs themselves."""

from content.errors import (
    ConflictError,
    ContentError,
    InvalidPackError,
    PackNotFoundError,
    Problem,
    VivaError,
)
from content.links import question_problems
from content.loader import load_pack
from content.pack import Pack, Theme
from content.pack_editor import PackEditor
from content.question import (
    REFERENCE_WORDS,
    Difficulty,
    Facet,
    KeyConcept,
    Kind,
    Misconception,
    Question,
)
from content.question_fields import question_digest
from content.role_guide import (
    GuideItem,
    JobMarket,
    RoleGuide,
    SalaryBand,
    Tool,
    ToolFamily,
)
from content.suggested_id import suggested_id
from content.validation_messages import validation_messages

__all__ = [
    "REFERENCE_WORDS",
    "ConflictError",
    "ContentError",
    "Difficulty",
    "Facet",
    "GuideItem",
    "InvalidPackError",
    "JobMarket",
    "KeyConcept",
    "Kind",
    "Misconception",
    "Pack",
    "PackEditor",
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
    "question_digest",
    "question_problems",
    "suggested_id",
    "validation_messages",
]
