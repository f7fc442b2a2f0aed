"""Which process answers the browsers? The production server, told to end when the one who started it is gone."""

import os
import sys
import threading
import time
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


def main(port: int, static: Path) -> None:
    """Serve until told to stop; static files are sent by the server itself."""
    end_with_parent()
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
    main(int(sys.argv[1]), Path(sys.argv[2]))
