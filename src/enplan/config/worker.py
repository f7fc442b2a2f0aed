"""What does each worker of the local server load? The application, and the wish to end with its server."""

from enplan.config.web import end_with_parent
from enplan.config.wsgi import application

end_with_parent()

__all__ = ["application"]
