"""Which process answers the browsers? The production server, told to end when the one who started it is gone.

It loads the application at once and serves when it is told the port on standard input, so that loading takes no extra
time while the database is prepared. Workers are forks where the system can, and share what was loaded.
"""

import gc
import os
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def end_with_parent() -> None:
    """End at once when the parent does: a killed starter must leave no server behind that holds the port."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


def main(static: Path) -> None:
    """Load, wait for the port, serve until told to stop; static files are sent by the server itself."""
    end_with_parent()
    import_module("enplan.config.wsgi")
    import_module("enplan.config.urls")
    gc.freeze()
    port = sys.stdin.readline().strip()
    if port:
        serve(int(port), static)


def serve(port: int, static: Path) -> None:
    """Answer on the port."""
    Granian(
        "enplan.config.worker:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=1,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=3,
        static_path_route=["/static"],
        static_path_mount=[static],
    ).serve()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
