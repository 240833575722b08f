"""A report as it stands on paper, for the tests that read one back."""

from __future__ import annotations

from goldenthread.model.report import Objective, Report


def without_verdicts(report: Report) -> Report:
    """The report without what was worked out: verdicts are not read back from print (ADR 13)."""
    sections = tuple(
        section.model_copy(
            update={
                "lines": tuple(
                    line.model_copy(
                        update={
                            "progress": line.progress.model_copy(update={"computed": None}),
                            **(
                                {"travel": line.travel.model_copy(update={"computed": None})}
                                if line.line == "measure"
                                else {}
                            ),
                        }
                    )
                    for line in section.lines
                )
            }
        )
        if isinstance(section, Objective)
        else section
        for section in report.sections
    )
    return report.model_copy(update={"sections": sections})
