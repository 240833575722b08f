"""The addresses of what is owed and decided."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.returns.views import deciding, declaring, home, my_updates, sections

urlpatterns = [
    path("", home.home, name="home"),
    path("my-updates/", my_updates.my_updates, name="my_updates"),
    path("returns/<int:pk>/", deciding.return_page, name="return"),
    path("returns/<int:pk>/approve/", deciding.return_approve, name="return_approve"),
    path("returns/<int:pk>/declare/", declaring.return_declare, name="return_declare"),
    path("returns/<int:pk>/withdraw-declaration/", declaring.return_undeclare, name="return_undeclare"),
    path("returns/<int:pk>/<slug:kind>/", sections.return_section, name="return_section"),
    path("updates/<int:pk>/approve/", deciding.update_approve, name="update_approve"),
    path("updates/<int:pk>/send-back/", deciding.update_send_back, name="update_send_back"),
    path("updates/<int:pk>/let-late/", deciding.update_let_late, name="update_let_late"),
]
