"""What is asked: the schema of a question bank, its loader and the packs themselves."""

from content.atomic_file import write_atomically
from content.errors import (
    ConflictError,
    ContentError,
    InterchangeError,
    InvalidPackError,
    PackNotFoundError,
    Problem,
    VivaError,
)
from content.folder_lock import locked
from content.interchange import (
    FILE_TYPES,
    Checked,
    Item,
    LeftItem,
    TakenItem,
    check_items,
    fit_pack,
    read_items,
    write_drafts,
    write_questions,
)
from content.links import question_problems
from content.loader import load_pack
from content.markdown import escape_markdown, unescape_markdown
from content.pack import Pack, Theme
from content.pack_editor import PackEditor
from content.pack_files import FileState, pack_state
from content.pending_files import sync
from content.question import (
    CONCEPTS,
    MAX_LINE,
    MAX_PROSE,
    REFERENCE_WORDS,
    Difficulty,
    Facet,
    KeyConcept,
    Kind,
    Misconception,
    Question,
)
from content.question_fields import question_digest
from content.question_id import IdMaker
from content.role_guide import (
    GuideItem,
    JobMarket,
    RoleGuide,
    SalaryBand,
    Tool,
    ToolFamily,
)
from content.validation_messages import validation_messages

__all__ = [
    "CONCEPTS",
    "FILE_TYPES",
    "MAX_LINE",
    "MAX_PROSE",
    "REFERENCE_WORDS",
    "Checked",
    "ConflictError",
    "ContentError",
    "Difficulty",
    "Facet",
    "FileState",
    "GuideItem",
    "IdMaker",
    "InterchangeError",
    "InvalidPackError",
    "Item",
    "JobMarket",
    "KeyConcept",
    "Kind",
    "LeftItem",
    "Misconception",
    "Pack",
    "PackEditor",
    "PackNotFoundError",
    "Problem",
    "Question",
    "RoleGuide",
    "SalaryBand",
    "TakenItem",
    "Theme",
    "Tool",
    "ToolFamily",
    "VivaError",
    "check_items",
    "escape_markdown",
    "fit_pack",
    "load_pack",
    "locked",
    "pack_state",
    "question_digest",
    "question_problems",
    "read_items",
    "sync",
    "unescape_markdown",
    "validation_messages",
    "write_atomically",
    "write_drafts",
    "write_questions",
]
