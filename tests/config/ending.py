"""Does a process end in time?"""

import time

from enplan.config.embedded import processes


def gone_within(pid: int, seconds: float) -> bool:
    """Whether it does."""
    deadline = time.monotonic() + seconds
    while processes.command_of(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
