"""What is shown of how it goes, of what is due, and of my day?"""

from enplan.journey.followup.queries.lists import cases_to_visit, my_cases, my_day
from enplan.journey.followup.queries.overview import OverviewPage, overview_page
from enplan.journey.followup.queries.progress import (
    FollowupPage,
    ProgressPage,
    closure_of,
    followup_page,
    progress_page,
)

__all__ = [
    "FollowupPage",
    "OverviewPage",
    "ProgressPage",
    "cases_to_visit",
    "closure_of",
    "followup_page",
    "my_cases",
    "my_day",
    "overview_page",
    "progress_page",
]
