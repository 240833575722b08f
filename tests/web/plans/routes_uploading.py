"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import KEEPERS, KEEPS_UPLOAD, Route

UPLOAD = {"pk": "upload"}

ROUTES: tuple[Route, ...] = (
    Route("uploads", KEEPERS),
    Route("upload_add", KEEPERS),
    Route("upload", KEEPS_UPLOAD, UPLOAD),
    Route("upload_file", KEEPS_UPLOAD, UPLOAD),
    Route("upload_remove", KEEPS_UPLOAD, UPLOAD),
    Route("upload_understood", KEEPS_UPLOAD, UPLOAD),
    Route("upload_confirm", KEEPS_UPLOAD, UPLOAD),
    Route("upload_plan", KEEPS_UPLOAD, UPLOAD),
    Route("upload_priorities", KEEPS_UPLOAD, UPLOAD),
    Route("upload_owners", KEEPS_UPLOAD, UPLOAD),
    Route("upload_measures", KEEPS_UPLOAD, UPLOAD),
    Route("upload_measure", KEEPS_UPLOAD, {"pk": "upload", "number": "=0"}),
    Route("upload_left_over", KEEPS_UPLOAD, UPLOAD),
)
