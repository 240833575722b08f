"""What the tests of the pages that change a plan share: forms sent as a browser sends them back."""

from __future__ import annotations

from typing import Any

import html5lib

from tests.web.conftest import StrictClient

APPROVAL = {
    "change-reason": "The outturn was better than expected.",
    "change-approver": "Director of People",
    "change-approved_on": "6/5/2021",
}
"""What every change of an approved plan says."""


def fields_of(response: Any) -> dict[str, Any]:
    """The controls of the page's last form with their values, as a browser would send them unchanged."""
    tree = html5lib.parse(response.content.decode(), treebuilder="etree", namespaceHTMLElements=False)
    form = tree.findall(".//main//form")[-1]
    found: dict[str, list[str]] = {}
    for control in form.iter():
        name = control.get("name")
        if not name or control.tag not in ("input", "textarea", "select"):
            continue
        if control.tag == "textarea":
            found.setdefault(name, []).append((control.text or "").removeprefix("\n"))
        elif control.tag == "select":
            options = list(control.iter("option"))
            chosen = [one for one in options if one.get("selected") is not None] or options[:1]
            found.setdefault(name, []).extend(one.get("value", one.text or "") for one in chosen)
        elif control.get("type") not in ("checkbox", "radio") or control.get("checked") is not None:
            found.setdefault(name, []).append(control.get("value", ""))
    return found


def change(client: StrictClient, address: str, **changes: Any) -> Any:
    """Opens the page, changes some parts of its form, and sends it."""
    return client.post(address, fields_of(client.get(address)) | changes)


def words_of(response: Any) -> str:
    """The page's main text, with its blanks folded."""
    tree = html5lib.parse(response.content.decode(), treebuilder="etree", namespaceHTMLElements=False)
    main = tree.find(".//main")
    assert main is not None
    return " ".join("".join(main.itertext()).split())


def message_of(response: Any) -> str:
    """The sentence that the next page will show."""
    from django.contrib.messages import get_messages

    return " ".join(str(one) for one in get_messages(response.wsgi_request))


def events_of(model: Any, pk: int) -> Any:
    """What the history has of a row, in order."""
    return model.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")


def told_of(row: Any) -> Any:
    """What the history says of the latest change of a row: who, what and why."""
    return events_of(type(row), row.pk).last().pgh_context.metadata
