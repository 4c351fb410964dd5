"""Reading a file that may be endless: a device, a pipe, or a link to one."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of a file; one byte more than the limit, and no more, when it is larger.

    Raises OSError when it cannot be read or is no plain file.
    """
    if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():  # open says more of a folder
        raise OSError(errno.EINVAL, "No plain file", os.fspath(path))
    with path.open("rb") as file:
        return file.read(limit + 1)
