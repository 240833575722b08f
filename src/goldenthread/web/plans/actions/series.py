"""What becomes of a series when the last measure that used it is deleted."""

from __future__ import annotations

from collections.abc import Collection

from goldenthread.web.plans.models import Definition, Figure, Measure, Series


def delete_unused_series(series: Collection[int]) -> None:
    """Deletes those of the series that no measure of any plan uses, with their figures and definitions. The rest stay."""
    used = Measure.objects.filter(series__in=series).values_list("series", flat=True)
    unused = set(series) - set(used)
    Figure.objects.filter(series__in=unused).delete()
    Definition.objects.filter(series__in=unused).delete()
    Series.objects.filter(pk__in=unused).delete()
