"""The pages of a person's rights."""

from rights.views.copies import copy_file
from rights.views.grounds import grounds
from rights.views.requests import case_rights, right, right_new, right_step
from rights.views.sight import sight, sight_paper, sight_shown

__all__ = [
    "case_rights",
    "copy_file",
    "grounds",
    "right",
    "right_new",
    "right_step",
    "sight",
    "sight_paper",
    "sight_shown",
]
