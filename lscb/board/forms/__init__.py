"""Forms of people, agencies, groups, seats and access. Shape and wording only."""

from lscb.board.forms.access import BreakGlassForm, LetInForm, PersonalConflictForm
from lscb.board.forms.account import DetailsForm, SeatForm
from lscb.board.forms.holidays import HolidayAddForm, HolidayRemoveForm
from lscb.board.forms.people import EndForm, PeopleFileForm, PeopleFilter, PersonForm, RoleForm, SealedForm
from lscb.board.forms.shared import WhyForm
from lscb.board.forms.structure import AgencyForm, FillForm, GroupForm, LabelsForm, SeatAddForm, TermsForm

__all__ = [
    "AgencyForm", "BreakGlassForm", "DetailsForm", "EndForm", "FillForm", "GroupForm", "HolidayAddForm",
    "HolidayRemoveForm", "LabelsForm", "LetInForm",
    "PeopleFileForm", "PeopleFilter", "PersonForm", "PersonalConflictForm", "RoleForm", "SealedForm", "SeatAddForm",
    "SeatForm", "TermsForm", "WhyForm",
]  # fmt: skip
