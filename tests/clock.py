"""What time is it at the doors while tests run? The morning for which the demo's households are written, and later.

Tests then say the same on every day and at every hour. The clock never goes back: the last answer somebody gives is
the one that counts.
"""

from datetime import UTC, date, datetime, tzinfo

TODAY = date(2026, 11, 23)  # a Monday
MORNING = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)
STARTED = datetime.now(UTC)


class Clock(datetime):
    """Stands in the place of `datetime` where a door reads the clock."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Clock":
        """The morning, and as much later as the tests have run."""
        told = MORNING + (datetime.now(UTC) - STARTED)
        return cls.fromtimestamp(told.timestamp(), tz or UTC)
