#!/usr/bin/env python
"""How does a developer reach Django's commands?"""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enplan.config.settings.dev")
    execute_from_command_line(sys.argv)
