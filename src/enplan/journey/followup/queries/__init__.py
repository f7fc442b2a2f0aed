"""What is shown of how it goes, of what is due, and of my day?"""

from enplan.journey.followup.queries.deadlines import (
    CaseDeadlines,
    MyDeadlines,
    case_deadlines,
    count_due,
    deadlines_ahead,
    due_of_week,
    my_deadlines,
)
from enplan.journey.followup.queries.lists import cases_to_visit, my_cases, my_day
from enplan.journey.followup.queries.noted import NotedPage, days_of, noted_page
from enplan.journey.followup.queries.overview import OverviewPage, overview_page
from enplan.journey.followup.queries.progress import (
    FollowupPage,
    ProgressPage,
    closure_of,
    followup_page,
    progress_page,
)

__all__ = [
    "CaseDeadlines",
    "FollowupPage",
    "MyDeadlines",
    "NotedPage",
    "OverviewPage",
    "ProgressPage",
    "case_deadlines",
    "cases_to_visit",
    "closure_of",
    "count_due",
    "days_of",
    "deadlines_ahead",
    "due_of_week",
    "followup_page",
    "my_cases",
    "my_day",
    "my_deadlines",
    "noted_page",
    "overview_page",
    "progress_page",
]
