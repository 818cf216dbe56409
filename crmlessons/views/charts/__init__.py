"""Charts: each takes data and returns a ``Chart``, a figure whose alternative text states the finding."""

from crmlessons.views.charts.picture import Chart

__all__ = ["Chart"]
