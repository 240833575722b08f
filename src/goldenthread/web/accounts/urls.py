"""The pages of accounts: signing in, one's own account, and the people, posts and directorates that administrators keep."""

from __future__ import annotations

from django.urls import include, path

from goldenthread.web.accounts.views import own, people, places, posts

urlpatterns = [
    path("account/", include("goldenthread.web.accounts.urls_sign_in")),
    path("me/", own.my_account, name="my_account"),
    path("people/", people.people_list, name="people"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/<int:pk>/", people.person_page, name="person"),
    path("people/<int:pk>/change/", people.person_change, name="person_change"),
    path("people/<int:pk>/leave/", people.person_leave, name="person_leave"),
    path("people/<int:pk>/return/", people.person_return, name="person_return"),
    path("people/<int:pk>/send-link/", people.person_send_link, name="person_send_link"),
    path(
        "people/<int:pk>/remove-second-factor/",
        people.person_remove_second_factor,
        name="person_remove_second_factor",
    ),
    path("people/<int:pk>/posts/add/", people.holding_add, name="holding_add"),
    path("holdings/<int:pk>/end/", people.holding_end, name="holding_end"),
    path("posts/", posts.post_list, name="posts"),
    path("posts/add/", posts.post_add, name="post_add"),
    path("posts/<int:pk>/", posts.post_page, name="post"),
    path("posts/<int:pk>/change/", posts.post_change, name="post_change"),
    path("posts/<int:pk>/end/", posts.post_end, name="post_end"),
    path("directorates/", places.directorate_list, name="directorates"),
    path("directorates/add/", places.directorate_add, name="directorate_add"),
    path("directorates/<int:pk>/change/", places.directorate_change, name="directorate_change"),
    path("directorates/<int:pk>/delete/", places.directorate_delete, name="directorate_delete"),
    path("directorates/<int:pk>/departments/add/", places.department_add, name="department_add"),
    path("departments/<int:pk>/change/", places.department_change, name="department_change"),
    path("departments/<int:pk>/delete/", places.department_delete, name="department_delete"),
]
