"""The pages of papers and editions."""

from __future__ import annotations

from django.urls import URLPattern, path

from goldenthread.web.reports.views import drafts, editions, freezing, papers


def _draft(part: str) -> list[URLPattern]:
    """The pages of a paper that is being made: of a priority, or of a directorate."""
    at, name = f"rounds/<int:pk>/papers/{part}/<int:{part}>/", f"paper_{part}"
    return [
        path(at, drafts.preview, name=name),
        path(f"{at}check/", drafts.check, name=f"{name}_check"),
        path(f"{at}download/<str:format>/", drafts.download, name=f"{name}_download"),
        path(f"{at}freeze/", freezing.freeze_paper, name=f"{name}_freeze"),
    ]


urlpatterns = [
    path("papers/", papers.papers, name="papers"),
    path("rounds/<int:pk>/papers/", papers.round_papers, name="round_papers"),
    *_draft("priority"),
    *_draft("directorate"),
    path("editions/<int:pk>/", editions.edition, name="edition"),
    path("editions/<int:pk>/download/<str:format>/", editions.edition_download, name="edition_download"),
    path("editions/<int:pk>/ask/<int:update>/", editions.question_add, name="question_add"),
]
