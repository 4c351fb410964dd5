"""Vectors of texts on disk: segments that never change, and a manifest that names them."""

from index.saved_vectors.keys import find_keys, text_keys
from index.saved_vectors.merging import merged
from index.saved_vectors.reading import Saved, read_saved
from index.saved_vectors.segment import Segment, find_rows, new_segment, with_live
from index.saved_vectors.vector_rows import VectorRows
from index.saved_vectors.writer import writing

__all__ = [
    "Saved",
    "Segment",
    "VectorRows",
    "find_keys",
    "find_rows",
    "merged",
    "new_segment",
    "read_saved",
    "text_keys",
    "with_live",
    "writing",
]
