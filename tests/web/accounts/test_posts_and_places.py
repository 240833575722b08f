"""Posts, directorates and departments: everybody sees the posts, administrators keep them all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from goldenthread.web.accounts.actions.saving import seen
from goldenthread.web.accounts.models import Department, Directorate, Holding, Post
from tests.web.accounts.test_people import context_of, says
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan


@pytest.fixture
def admin(sign_in: SignIn) -> Any:
    return sign_in("administrator")


def as_it_is(post: Post, **more: Any) -> dict[str, Any]:
    given = {
        "title": post.title,
        "role": post.role,
        "directorate": post.directorate_id or "",
        "department": post.department_id or "",
        "seen": seen(post),
    }
    return given | more


class TestSeeing:
    """Who sees what of the posts."""

    def test_others_see_posts_and_no_names(
        self, sign_in: SignIn, cast: Cast, django_assert_max_num_queries: Any
    ) -> None:
        client = sign_in("member")
        with django_assert_max_num_queries(15):
            page = says(client.get(reverse("posts")))
        assert "10 posts" in page
        assert "Divisional Manager, Early Help People Responsible officer Yes" in page
        for person in cast.people.values():
            if person.name != "Cllr Mo Dale":
                assert person.name not in page
        one = says(client.get(reverse("post", args=[cast.posts["officer"].pk])))
        assert "Ola Brook" not in one

    def test_administrators_see_who_holds_it(self, admin: Any, cast: Cast, django_assert_max_num_queries: Any) -> None:
        assert "Ola Brook" in says(admin.get(reverse("posts"), {"search": "early help"}))
        with django_assert_max_num_queries(15):
            page = says(admin.get(reverse("post", args=[cast.posts["officer"].pk])))
        assert "Ola Brook , from 1 January 2021" in page

    def test_ended_posts_are_apart(self, admin: Any, cast: Cast) -> None:
        Post.objects.filter(pk=cast.posts["officer"].pk).update(ended_on=date(2021, 5, 1))
        assert "Divisional Manager, Early Help" not in says(admin.get(reverse("posts")))
        assert "Ended on 1 May 2021" in says(admin.get(reverse("posts"), {"which": "ended"}))
        assert "9 posts" in says(admin.get(reverse("posts"), {"which": "nonsense"}))
        assert "No post is found." in says(admin.get(reverse("posts"), {"search": "zzz"}))


class TestKeepingPosts:
    """Posts are added, changed and ended."""

    def test_adds_one(self, admin: Any, cast: Cast) -> None:
        people = cast.directorates["People"]
        department = Department.objects.create(directorate=people, name="Early Help")
        given = {
            "title": "Head of Hubs",
            "role": "responsible officer",
            "directorate": people.pk,
            "department": department.pk,
        }
        answer = admin.post(reverse("post_add"), given)
        post = Post.objects.get(title="Head of Hubs")
        assert answer.url == reverse("post", args=[post.pk])
        assert (post.directorate, post.department) == (people, department)
        assert context_of(Post)["action"] == "accounts.add_post"
        assert "Vacant" in says(admin.get(answer.url))

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"title": ""}, "Give the post's title."),
            ({"directorate": ""}, "Choose a directorate: only performance officers"),
            ({"role": "administrator"}, "An administrator works for the whole council: choose no directorate."),
            ({"title": "Director of People"}, "This directorate has a post of that title already."),
            ({"role": "king"}, "is not one of the available choices"),
        ],
    )
    def test_refuses_with_a_sentence(self, change: dict[str, str], sentence: str, admin: Any, cast: Cast) -> None:
        given = {"title": "Head of Hubs", "role": "responsible officer", "directorate": cast.directorates["People"].pk}
        answer = admin.post(reverse("post_add"), given | change)
        assert sentence in says(answer).replace("&#x27;", "'")
        assert Post.objects.count() == 10

    def test_a_department_of_another_directorate(self, admin: Any, cast: Cast) -> None:
        roads = Department.objects.create(directorate=cast.directorates["Places"], name="Roads")
        post = cast.posts["officer"]
        answer = admin.post(reverse("post_change", args=[post.pk]), as_it_is(post, department=roads.pk))
        assert "Roads is a department of Places. Choose that directorate, or another department." in says(answer)

    def test_changes_one(self, admin: Any, cast: Cast) -> None:
        post = cast.posts["officer"]
        answer = admin.post(reverse("post_change", args=[post.pk]), as_it_is(post, title="Head of Early Help"))
        assert answer.url == reverse("post", args=[post.pk])
        post.refresh_from_db()
        assert post.title == "Head of Early Help"
        assert context_of(Post)["action"] == "accounts.change_post"

    def test_two_administrators_at_once(self, admin: Any, cast: Cast) -> None:
        post = cast.posts["officer"]
        mine = as_it_is(post, title="Mine")
        Post.objects.filter(pk=post.pk).update(title="Theirs")
        page = says(admin.post(reverse("post_change", args=[post.pk]), mine))
        assert "Somebody else changed this post while you were working on it." in page
        assert "As it is now Title Theirs" in page

    def test_the_last_administrators_post_stays_one(self, admin: Any, cast: Cast) -> None:
        post = cast.posts["administrator"]
        change = admin.post(reverse("post_change", args=[post.pk]), as_it_is(post, role="member"))
        today = timezone.localdate()
        end = admin.post(reverse("post_end", args=[post.pk]), {"last_day": f"{today:%d/%m/%Y}"})
        for answer in (change, end):
            assert "Nobody would be left to keep the accounts." in says(answer)
        post.refresh_from_db()
        assert (post.role, post.ended_on) == ("administrator", None)

    def test_a_post_that_owns_lines_cannot_end(self, admin: Any, cast: Cast) -> None:
        post, today = cast.posts["officer"], timezone.localdate()
        plan = make_plan(cast.directorates["People"], first_year=today.year, title="Plan of this year")
        objective = make_objective(plan, owner=post)
        make_measure(objective, owner=post)
        make_milestone(objective, owner=post)
        page = says(admin.get(reverse("post_end", args=[post.pk])))
        assert "This post owns 3 lines of plans that are not past" in page
        assert "measure PED01 01 Attendance at school (Plan of this year)" in page
        answer = admin.post(reverse("post_end", args=[post.pk]), {"last_day": f"{today:%d/%m/%Y}"})
        assert "This post owns 3 lines of plans that are not past. A performance officer gives each" in says(answer)
        post.refresh_from_db()
        assert post.ended_on is None

    def test_a_post_ends_with_its_holdings(self, admin: Any, cast: Cast) -> None:
        post, today = cast.posts["officer"], timezone.localdate()
        past = make_plan(cast.directorates["People"], first_year=today.year - 5)
        make_measure(make_objective(past), owner=post)
        assert "Give the last day." in says(admin.post(reverse("post_end", args=[post.pk]), {"last_day": ""}))
        future = admin.post(reverse("post_end", args=[post.pk]), {"last_day": "1/1/2200"})
        assert "The last day has not come yet." in says(future)
        admin.post(reverse("post_end", args=[post.pk]), {"last_day": f"{today:%d/%m/%Y}"})
        post.refresh_from_db()
        assert post.ended_on == today
        assert Holding.objects.get(post=post).until == today
        assert context_of(Post)["action"] == "accounts.end_post"
        again = admin.post(reverse("post_end", args=[post.pk]), {"last_day": f"{today:%d/%m/%Y}"})
        assert "This post has ended already." in says(again)


class TestPlaces:
    """Directorates and departments."""

    def test_adds_renames_and_deletes_a_directorate(self, admin: Any) -> None:
        assert admin.post(reverse("directorate_add"), {"name": "Resources"}).url == reverse("directorates")
        row = Directorate.objects.get(name="Resources")
        assert context_of(Directorate)["action"] == "accounts.add_directorate"
        admin.post(reverse("directorate_change", args=[row.pk]), {"name": "Corporate", "seen": seen(row)})
        row.refresh_from_db()
        assert row.name == "Corporate"
        admin.post(reverse("directorate_delete", args=[row.pk]))
        assert not Directorate.objects.filter(pk=row.pk).exists()
        assert context_of(Directorate)["action"] == "accounts.delete_directorate"

    def test_a_directorate_with_something_in_it_stays(self, admin: Any, cast: Cast) -> None:
        people = cast.directorates["People"]
        make_plan(people)
        page = says(admin.post(reverse("directorate_delete", args=[people.pk])))
        assert "People cannot be deleted: things belong to it still (1 plan, 4 posts)." in page
        assert Directorate.objects.filter(pk=people.pk).exists()

    def test_adds_renames_and_deletes_a_department(self, admin: Any, cast: Cast) -> None:
        people = cast.directorates["People"]
        admin.post(reverse("department_add", args=[people.pk]), {"name": "Hubs"})
        row = Department.objects.get(name="Hubs", directorate=people)
        admin.post(reverse("department_change", args=[row.pk]), {"name": "Family hubs", "seen": seen(row)})
        row.refresh_from_db()
        assert row.name == "Family hubs"
        assert "Family hubs" in says(admin.get(reverse("directorates")))
        admin.post(reverse("department_delete", args=[row.pk]))
        assert not Department.objects.exists()

    def test_a_department_with_posts_stays(self, admin: Any, cast: Cast) -> None:
        row = Department.objects.create(directorate=cast.directorates["People"], name="Early Help")
        Post.objects.filter(pk=cast.posts["officer"].pk).update(department=row)
        page = says(admin.post(reverse("department_delete", args=[row.pk])))
        assert "Early Help cannot be deleted: things belong to it still (1 post)." in page

    @pytest.mark.parametrize(
        ("name", "sentence"), [("", "Give the name."), ("Places", "There is a directorate of that name already.")]
    )
    def test_refuses_with_a_sentence(self, name: str, sentence: str, admin: Any, cast: Cast) -> None:
        assert sentence in says(admin.post(reverse("directorate_add"), {"name": name}))
        assert Directorate.objects.count() == 2

    def test_two_departments_of_one_name(self, admin: Any, cast: Cast) -> None:
        people = cast.directorates["People"]
        Department.objects.create(directorate=people, name="Hubs")
        answer = admin.post(reverse("department_add", args=[people.pk]), {"name": "Hubs"})
        assert "This directorate has a department of that name already." in says(answer)

    def test_two_administrators_at_once(self, admin: Any, cast: Cast) -> None:
        row = cast.directorates["People"]
        before = seen(row)
        Directorate.objects.filter(pk=row.pk).update(name="People and Learning")
        page = says(admin.post(reverse("directorate_change", args=[row.pk]), {"name": "X", "seen": before}))
        assert "As it is now Name People and Learning" in page
