"""Which addresses are there?"""

from django.urls import include, path

urlpatterns = [
    path("", include("enplan.doors.portal.urls")),
    path("arbejde/", include("enplan.doors.desk.urls")),
    path("ledelse/", include("enplan.doors.desk.leading")),
]

handler400 = "enplan.doors.parts.sorry.not_understood"
handler403 = "enplan.doors.parts.sorry.not_allowed"
handler404 = "enplan.doors.parts.sorry.not_found"
handler500 = "enplan.doors.parts.sorry.unexpected"
