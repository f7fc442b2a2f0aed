"""Which addresses are there?"""

from django.urls import include, path

urlpatterns = [
    path("", include("enplan.doors.portal.urls")),
    path("arbejde/", include("enplan.doors.desk.urls")),
    path("ledelse/", include("enplan.doors.desk.leading")),
]
