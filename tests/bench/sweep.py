"""The reminder sweep over 90,000 open items, all of them due for a reminder today: how long, and how much memory.

python -m tests.bench.sweep fill 90000      on an empty, migrated database
python -m tests.bench.sweep run             prints reminded, seconds, seconds of its own processor time, megabytes
"""

import datetime as dt
import resource
import sys
import time
from itertools import count

BOARDS, BATCH = 150, 5000
#: Every step of the ladder of actions alike: the owner before and on the day, then those above.
STEPS = (-10, 0, 5, 10, 20)


def fill(items: int) -> None:
    """Open actions of 150 boards with twenty agencies each: an owner, an agency of two, and an Executive of three."""
    from django.utils import timezone

    from lscb.board.operations import create_board
    from lscb.clocks.holidays import current_holidays
    from lscb.clocks.models import Deadline, DeadlineParty
    from lscb.core.workdays import add_working_days
    from lscb.people.models import Party, PartyMember, User
    from lscb.records.models import Record
    from lscb.trail.models import TrailHead

    today, numbers = timezone.localdate(), count(1)
    _, holidays = current_holidays("england-and-wales")
    due = [add_working_days(today, -step, holidays) for step in STEPS]
    since = today - dt.timedelta(days=400)
    boards = [
        create_board(slug=f"b{n}", code=f"B{n:03d}", name=f"Board {n}", regime="EN-WT2015", by=None, from_on=since)
        for n in range(BOARDS)
    ]  # fmt: skip
    people = User.objects.bulk_create(
        [
            User(email=f"person{n}@sweep.example", name=f"Person {n}", password="!")
            for n in range(BOARDS * 43)
        ],
        batch_size=BATCH,
    )
    own = Party.objects.bulk_create(
        [Party(kind="person", name=u.name, person=u) for u in people], batch_size=BATCH
    )
    agencies = Party.objects.bulk_create(
        [Party(kind="agency", name=f"Agency {n}") for n in range(BOARDS * 20)]
    )
    executives = Party.objects.bulk_create(
        [Party(kind="group", name=f"Executive {n}") for n in range(BOARDS)]
    )
    members = [PartyMember(party=party, user=party.person, from_on=since) for party in own]
    for n, party in enumerate(agencies):
        first = n // 20 * 43 + n % 20 * 2
        members += [PartyMember(party=party, user=user, from_on=since) for user in people[first : first + 2]]
    for n, party in enumerate(executives):
        members += [
            PartyMember(party=party, user=user, from_on=since) for user in people[n * 43 + 40 : n * 43 + 43]
        ]
    PartyMember.objects.bulk_create(members, batch_size=BATCH)
    for start in range(0, items, BATCH):
        records = Record.objects.bulk_create([
            Record(board=boards[n % BOARDS], kind="action", title="An action", route="learning:action-detail",
                   reference=f"{boards[n % BOARDS].code}-ACT-2026-{next(numbers)}")
            for n in range(start, min(start + BATCH, items))
        ])  # fmt: skip
        deadlines = Deadline.objects.bulk_create([
            Deadline(record=record, code="ACTION", label="Complete the action", regime="EN-WT2015", starts_on=since,
                     due_on=due[n % 5], act_by=due[n % 5],
                     calendar="england-and-wales", holiday_version=1, source="Agreed", confidence="H", hard=False,
                     started_by=people[0], remind_on=today, remind_step=STEPS[n % 5])
            for n, record in enumerate(records, start)
        ])  # fmt: skip
        rows = []
        for n, deadline in enumerate(deadlines, start):
            board, place = n % BOARDS, n // BOARDS % 20
            owner = own[board * 43 + place * 2]
            agency, executive = agencies[board * 20 + place], executives[board]
            rows += [
                DeadlineParty(deadline=deadline, party=party, level=level)
                for party, level in ((owner, 0), (agency, 1), (agency, 2), (executive, 3))
            ]
        DeadlineParty.objects.bulk_create(rows, batch_size=BATCH)
    TrailHead.objects.bulk_create([TrailHead(board_code=b.code) for b in boards], ignore_conflicts=True)


def run() -> None:
    from lscb.clocks.tasks import remind

    started, worked = time.perf_counter(), time.process_time()
    reminded = remind()
    took, own = time.perf_counter() - started, time.process_time() - worked
    print(reminded, round(took, 1), round(own, 1), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        run()
