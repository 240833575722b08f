"""All routes, from the folder of each part of the application."""

from __future__ import annotations

from tests.web.accounts.routes import ROUTES as ACCOUNTS
from tests.web.history.routes import ROUTES as HISTORY
from tests.web.inventory import Route
from tests.web.jobs.routes import ROUTES as JOBS
from tests.web.look.routes import ROUTES as LOOK
from tests.web.plans.routes_editing import ROUTES as EDITING
from tests.web.plans.routes_reading import ROUTES as READING
from tests.web.plans.routes_rolling import ROUTES as ROLLING
from tests.web.plans.routes_uploading import ROUTES as UPLOADING
from tests.web.plans.routes_workbook import ROUTES as WORKBOOK

ROUTES: tuple[Route, ...] = (
    *LOOK,
    *JOBS,
    *ACCOUNTS,
    *HISTORY,
    *READING,
    *EDITING,
    *UPLOADING,
    *ROLLING,
    *WORKBOOK,
)
