"""Pure anonymiser: known names out, doubtful words listed for people to decide.

Every step is a function of the text, the register and the rulings alone: the same input
always gives the same output.
"""

from lscb.publishing.anonymiser.patterns import DatePolicy
from lscb.publishing.anonymiser.pipeline import anonymise
from lscb.publishing.anonymiser.register import RegisterError, check_register, read_register
from lscb.publishing.anonymiser.replace import Anonymised
from lscb.publishing.anonymiser.rulings import RulingError

__all__ = [
    "Anonymised",
    "DatePolicy",
    "RegisterError",
    "RulingError",
    "anonymise",
    "check_register",
    "read_register",
]
