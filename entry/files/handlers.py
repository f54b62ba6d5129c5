"""How a file comes in: into memory, never onto a disk, and only where a page takes files."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from entry.files.size import MOST_BYTES

View = Callable[..., Any]


def takes_files(view: View) -> View:
    """Mark a view as one that takes files; what is sent to any other is thrown away as it comes."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


class InMemory(FileUploadHandler):
    """Keeps files of 20 MB together in memory. Of more, only the size is kept, so that the form can say it."""

    kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.pieces: list[bytes] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept += len(raw_data)
        if self.kept > MOST_BYTES or not self._is_wanted():
            self.pieces.clear()
        else:
            self.pieces.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if not self._is_wanted():
            return None
        whole = BytesIO(b"".join(self.pieces))
        return InMemoryUploadedFile(
            whole, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )

    def _is_wanted(self) -> bool:
        """Tell whether somebody signed in sends it to a page that takes files."""
        match = getattr(self.request, "resolver_match", None)
        view = getattr(match, "func", None)
        return bool(getattr(view, "takes_files", False) and getattr(self.request, "actor", None))
