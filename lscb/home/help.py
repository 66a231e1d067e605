"""Help in plain words: a few short pages, the same for everybody."""

from typing import Any

PAGES: dict[str, dict[str, Any]] = {
    "start": {
        "title": "Help",
        "lead": "This system is where a safeguarding children board runs its learning and improvement work.",
        "sections": [
            ("If you were asked for something", ["Open Home. What waits for you is there, with the day it is due and one button each.",
                                                  "Everything you write is saved as you go. If you are signed out, sign in again: what you typed comes back."]),
            ("If you want to refer a case", ["Choose Cases, then Refer a case. Short pages; about 20 minutes.",
                                             "If a child is at risk of harm now, call the police on 999 or children’s services first."]),
            ("If you cannot open something", ["You see what you need for your part, and no more. The business unit can tell you whom to ask.",
                                              "Nobody can see a case because of their job title alone."]),
        ],
    },
    "names": {
        "title": "Names and pseudonyms",
        "lead": "Who a case is about is kept apart from the case.",
        "sections": [
            ("What you see", ["Everybody is shown by a pseudonym, such as Child A. Names in the text are replaced on the screen."]),
            ("If you need the names", ["Some people may show them for 15 minutes, giving a reason. Every showing is recorded."]),
            ("What to write", ["Use roles where you can: the health visitor, the school. Never put a name in an e-mail."]),
        ],
    },
    "days": {
        "title": "How days are counted",
        "lead": "The day something happens is day 0. The next working day is day 1.",
        "sections": [
            ("Working days", ["Monday to Friday, except bank holidays of England, Good Friday, Christmas Day and Boxing Day."]),
            ("Months", ["A month ends on the same date of the next month, or on its last day when there is no such date.",
                        "If that is not a working day, act by the working day before."]),
            ("When it ends", ["At the end of the day, London time. A due day is stored when the clock starts and does not move when the list of holidays changes."]),
        ],
    },
    "accessibility": {
        "title": "Accessibility statement",
        "lead": "We want everybody to be able to use this system.",
        "sections": [
            ("What you can do", ["Use it by keyboard alone, with a screen reader, zoomed to 400 %, on a telephone, and without JavaScript."]),
            ("How it is tested", ["Pages are tested against the Web Content Accessibility Guidelines 2.2, level AA, by automatic tools each time the system changes, and by hand.",
                                  "Documents are tagged PDFs made to PDF/UA-1."]),
            ("If something does not work", ["Write to the business unit. They send you what you need in another form."]),
        ],
    },
    "privacy": {
        "title": "Privacy",
        "lead": "What is kept about you, and about the people in cases.",
        "sections": [
            ("About you", ["Your name, work e-mail address, roles, and what you opened, changed or downloaded: the history of a case must show who read it."]),
            ("About the people in cases", ["Only what the board needs for its work. Names are encrypted and shown only with a reason."]),
            ("Cookies", ["Two, both needed: one keeps you signed in, one protects forms. Nothing is measured and nothing goes to others."]),
        ],
    },
}  # fmt: skip
