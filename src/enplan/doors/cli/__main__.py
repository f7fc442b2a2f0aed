"""What does `python -m enplan.doors.cli` do? The same as the `enplan` command."""

import sys

from enplan.doors.cli.main import main

sys.exit(main())
