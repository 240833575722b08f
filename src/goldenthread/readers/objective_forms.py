"""Objectives from their forms: the reference and title, priorities, milestones and the rest, in whatever order they come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.model.reading import Assumed, Unplaced
from goldenthread.readers.drafts import ObjectiveDraft, SectionDraft
from goldenthread.readers.forms import FormPart, Part, is_label, linked_text, milestone_items, objective_ref
from goldenthread.readers.line_rows import LineDraft, mended_ref
from goldenthread.readers.outline import Outline
from goldenthread.readers.paper import Para
from goldenthread.readers.people import split_people
from goldenthread.readers.references import mend_look_alikes, prefix_of
from goldenthread.readers.running_text import blocks_of

_PRIORITY_SENTENCE = re.compile(r"(?=\bPriority\s+\d+\s*[–:-])")
_BETWEEN_POSTS = re.compile(r"\s*[/;]\s*")


def take_form(parts: Sequence[FormPart], outline: Outline) -> None:
    """Take the parts of one or more objectives' forms. What stands before an objective's reference may belong to it."""
    waiting: list[FormPart] = []
    for i, part in enumerate(parts):
        if part.part is Part.OBJECTIVE:
            objective = _open(part, outline)
            for held in waiting:
                _take_part(objective, held, outline)
            waiting = []
        elif outline.objective is None or (part.part is Part.PRIORITY and _is_of_next(parts[i:], outline.objective)):
            waiting.append(part)
        else:
            _take_part(outline.objective, part, outline)
    for held in waiting:
        if outline.objective is not None:
            _take_part(outline.objective, held, outline)


def _is_of_next(rest: Sequence[FormPart], objective: ObjectiveDraft) -> bool:
    """Whether a priority is printed above the objective that it belongs to."""
    return bool(objective.lines) or any(part.part is Part.OBJECTIVE for part in rest)


def _open(part: FormPart, outline: Outline) -> ObjectiveDraft:
    known = {priority for objective in outline.objectives() for priority in objective.priorities}
    objective = outline.open_objective(mended_ref(part.ref, part.where, outline.notes), "", part.where)
    objective.from_form = True
    objective.title, run_in = _without_priorities(part.text, known)
    objective.priorities.extend(run_in)
    return objective


def _without_priorities(text: str, known: set[str]) -> tuple[str, list[str]]:
    """An objective's title without the priorities that ran into its cell, and these."""
    found = []
    for priority in sorted(known, key=len, reverse=True):
        if text.startswith(priority) and text != priority:
            text = text[len(priority) :].strip()
            found.append(priority)
    return text, found


def _take_part(objective: ObjectiveDraft, part: FormPart, outline: Outline) -> None:
    match part.part:
        case Part.PRIORITY:
            found = [text.strip() for text in _PRIORITY_SENTENCE.split(part.text) if text.strip()]
            objective.priorities = _in_order([*objective.priorities, *found])
        case Part.RESPONSIBLE:
            objective.responsible = split_people(part.text, _BETWEEN_POSTS)
        case Part.LINKED:
            objective.linked = linked_text(part)
        case Part.MILESTONES:
            _take_milestones(objective, part, outline)
        case Part.DEVELOPMENTS | Part.ISSUES:
            section = SectionDraft("", part.label, 2, part.where)
            section.blocks.extend(blocks_of(part.paras))
            objective.narratives.append(section)
        case Part.OBJECTIVE:
            pass


def _in_order(priorities: Sequence[str]) -> list[str]:
    """Numbered priorities by their number ("Priority 1", "Priority 3"), each once; others as printed."""
    unique = list(dict.fromkeys(priorities))
    numbers = [re.match(r"Priority\s+(\d+)", text) for text in unique]
    if not all(numbers):
        return unique
    return [text for _, text in sorted(zip((int(m[1]) for m in numbers if m), unique, strict=True))]


def _take_milestones(objective: ObjectiveDraft, part: FormPart, outline: Outline) -> None:
    for letter, text in milestone_items(part):
        ref = f"{objective.ref}{letter}" if letter and objective.ref else letter
        if letter:
            what = f"Milestone “{letter}.” of {objective.ref} is {ref}."
            outline.notes.assumed.append(Assumed(what=what, why="only the letter is printed", where=part.where))
        objective.lines.append(LineDraft(ref=ref, title=text, where=part.where, is_measure=False))


def take_form_word(para: Para, outline: Outline) -> bool:
    """Take a part of a form that came out as loose words: an objective's reference, or a label with nothing beside it."""
    forms = [objective for objective in outline.objectives() if objective.from_form]
    if not forms or para.list_level:
        return False
    ref = objective_ref(para.text)
    if not ref and is_label(para.text):
        could_be = "a label of the objective's form, with nothing beside it"
        outline.notes.unplaced.append(Unplaced(text=para.text, where=para.where, could_be=could_be))
        return True
    if not ref or prefix_of(mend_look_alikes(ref)) != prefix_of(forms[-1].ref):
        return False
    objective = outline.open_objective(mended_ref(ref, para.where, outline.notes), "", para.where)
    objective.from_form = True
    what, why = f"{objective.ref} begins an objective.", "it stands alone, as other objectives' references do"
    outline.notes.assumed.append(Assumed(what=what, why=why, where=para.where))
    return True
