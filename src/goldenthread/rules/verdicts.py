"""How a verdict is written: one light or arrow, or a reason for neither, and a sentence that begins with it."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.model.plan import Arrow, Input, Known, Light, Polarity, PolarityPart, Reason, Verdict
from goldenthread.rules.rule_sets import Rules

BETTER_WORDS = {
    Polarity.HIGHER: "higher is better",
    Polarity.LOWER: "lower is better",
    Polarity.CLOSEST: "closest to the target is best",
    Polarity.RANGE: "within the target range is best",
}


class NoVerdict(Exception):
    """There can be no light or arrow: the reason and its explanation, a clause without a full stop."""

    def __init__(self, reason: Reason, because: str) -> None:
        super().__init__(because)
        self.reason = reason
        self.because = because


def light_verdict(light: Light, working: str, rules: Rules, inputs: tuple[Input, ...] = ()) -> Verdict:
    """A light with its working: "Amber: 92.5% against a target of 95%, 2.5 points short; within the 5% tolerance."."""
    sentence = f"{light.value.capitalize()}: {working}."
    return Verdict(light=light, sentence=sentence, rule=rules.name, version=rules.version, inputs=inputs)


def arrow_verdict(arrow: Arrow, working: str, rules: Rules, inputs: tuple[Input, ...] = ()) -> Verdict:
    """An arrow with its working: "Better: 80% against 75% in the same period last year; higher is better."."""
    sentence = f"{arrow.value.capitalize()}: {working}."
    return Verdict(arrow=arrow, sentence=sentence, rule=rules.convention, version=rules.version, inputs=inputs)


def not_rated(why: NoVerdict, rules: Rules, inputs: tuple[Input, ...] = ()) -> Verdict:
    """No light, with the reason in words (R4.2)."""
    return _without(why, "Not rated", rules.name, rules, inputs)


def not_compared(why: NoVerdict, rules: Rules, inputs: tuple[Input, ...] = ()) -> Verdict:
    """No arrow, with the reason in words (R4.6)."""
    return _without(why, "Not compared", rules.convention, rules, inputs)


def _without(why: NoVerdict, head: str, rule: str, rules: Rules, inputs: tuple[Input, ...]) -> Verdict:
    return Verdict(
        absence=why.reason.absence,
        reason=why.reason,
        sentence=f"{head} ({why.reason.words}): {why.because}.",
        rule=rule,
        version=rules.version,
        inputs=inputs,
    )


def given(name: str, value: Decimal | str) -> Input:
    """One input of a verdict, a number as its plain digits."""
    return Input(name=name, value=f"{value:f}" if isinstance(value, Decimal) else value)


def taken(part: PolarityPart | None) -> str:
    """What a sentence adds where the polarity was proposed and not stated; "" where it was stated."""
    if part is None or part.known is Known.STATED or part.value not in BETTER_WORDS:
        return ""
    way = BETTER_WORDS[part.value].replace(" is ", " as ")
    return f"; taking {way}, because {part.why}" if part.why else f"; taking {way}, which is not stated"
