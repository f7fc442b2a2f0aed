"""Is Django ready? Importing this module makes it so, before anything that needs it is imported."""

import django

django.setup()
