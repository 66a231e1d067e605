"""Uploads go to disk as they come, and never more of one than may be kept: a huge one costs neither memory nor disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

#: More than this many largest files in one request is no honest form.
MAX_FILES_IN_A_REQUEST = 12


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Stops writing one byte past the limit but goes on counting, so that the form can say how large the file was."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: Any = None,  # noqa: N803
    ) -> None:
        if content_length > MAX_FILES_IN_A_REQUEST * settings.UPLOAD_MAX_BYTES:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = settings.UPLOAD_MAX_BYTES + 1 - start
        if room > 0:
            self.file.write(raw_data[:room])
