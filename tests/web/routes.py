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
from tests.web.reports.routes import ROUTES as REPORTS
from tests.web.returns.routes_chasing import ROUTES as CHASING
from tests.web.returns.routes_deciding import ROUTES as DECIDING
from tests.web.returns.routes_evidence import ROUTES as EVIDENCE
from tests.web.returns.routes_restating import ROUTES as RESTATING
from tests.web.returns.routes_rounds import ROUTES as ROUNDS
from tests.web.returns.routes_updates import ROUTES as UPDATES
from tests.web.returns.routes_workbook import ROUTES as UPDATES_WORKBOOK

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
    *ROUNDS,
    *UPDATES,
    *EVIDENCE,
    *DECIDING,
    *CHASING,
    *RESTATING,
    *UPDATES_WORKBOOK,
    *REPORTS,
)
