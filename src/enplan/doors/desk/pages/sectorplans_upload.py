"""How do sector plans come in as files? Several at once, all of them or none, and every fault told together."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.sectorplans import UploadForm
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.reasons import sentence
from enplan.doors.parts.sending import once
from enplan.doors.parts.templatetags.danish import antal
from enplan.journey.sectorplans.commands import take_in_files
from enplan.journey.sectorplans.facts import PlanFile
from enplan.journey.sectorplans.queries import intake_misfits
from enplan.kernel.calendar import danish_day
from enplan.partners.sector_systems.household import BadHousehold, read_household

MOST_BYTES = 10_000_000
MOST_REQUEST = MOST_BYTES + 100_000  # a form around the files takes some bytes too
WHOLE_FILE = "file"  # what the reader calls the place of a fault that is not somewhere in the file
TOO_LARGE = "Filerne fylder mere end 10 MB. De er ikke læst. Del dem op, og læg dem ind hver for sig."


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault: in which file, where in it, and what to do."""

    file: str
    place: str
    text: str


@staff
@csrf_exempt  # only so that nothing is read before the size is known; the inner view is protected
def upload(request: Asked, case_id: UUID) -> HttpResponse:
    """Refuse what is too large before a byte of it is read; then go on."""
    if is_too_large(request):
        sight = let_in(request, case_id, "take_in_sectorplans")
        context = {"form": UploadForm(), "faults": [Wrong("", "", TOO_LARGE)]}
        frame = case_frame(sight, "sektorplaner")
        return render(request, "desk/sectorplans_upload.html", {**frame, **context}, status=413)
    return _upload(request, case_id)


def is_too_large(request: Asked) -> bool:
    """Whether what is sent says, before it is read, that it is larger than files may be; or hides how large it is."""
    told = str(request.META.get("CONTENT_LENGTH") or "0")
    return request.method == "POST" and (not told.isdecimal() or int(told) > MOST_REQUEST)


@csrf_protect
@once
def _upload(request: Asked, case_id: UUID) -> HttpResponse:
    sight = let_in(request, case_id, "take_in_sectorplans")
    form = UploadForm()
    faults: list[Wrong] = []
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            files, faults = _read(form.cleaned_data["plan_files"], request)
            for misfit in intake_misfits(sight, on=danish_day(request.moment), files=files):
                text = sentence(misfit.reason, {"place": misfit.place, **dict(misfit.details)})
                faults.append(Wrong(misfit.file, misfit.place, text))
            if not faults:
                received = take_in_files(sight, at=request.moment, files=files)
                messages.success(request, f"{antal(len(received), 'plan er,planer er')} lagt ind.")
                return redirect(f"/arbejde/sager/{case_id}/sektorplaner/")
    context = {"form": form, "faults": faults}
    status = 400 if faults or form.errors else 200
    return render(
        request, "desk/sectorplans_upload.html", {**case_frame(sight, "sektorplaner"), **context}, status=status
    )


def _read(chosen: "list[UploadedFile[Any]]", request: Asked) -> tuple[list[PlanFile], list[Wrong]]:
    """Every file that can be read, and every fault of those that cannot."""
    files, faults = [], []
    for one in chosen:
        name = one.name or "filen"
        if one.size is not None and one.size > MOST_BYTES:
            faults.append(Wrong(name, "", "Filen fylder mere end 10 MB. Del den op."))
            continue
        try:
            files.append(PlanFile(name, read_household(one.read(), today=danish_day(request.moment))))
        except BadHousehold as bad:
            faults += [
                Wrong(name, "" if fault.place == WHOLE_FILE else fault.place, fault.message) for fault in bad.faults
            ]
    return files, faults


urlpatterns = [path("sager/<uuid:case_id>/sektorplaner/upload/", upload, name="desk-sectorplans-upload")]
