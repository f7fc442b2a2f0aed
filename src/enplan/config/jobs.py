"""Which process does what is due? The worker of the jobs, told to end when the one who started it is gone."""

import sys

import django
from django.core.management import call_command

from enplan.config.web import end_with_parent


def main() -> int:
    """Work until told to stop."""
    end_with_parent()
    django.setup()
    call_command("jobs", forever=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
