"""Someone with the database's own powers who changes one thing in the trail, chosen by a seed."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.db import connection

from lscb.trail.models import AuditEvent, TrailHead

TEXT = ("event", "actor_name", "seat", "reference", "ip", "request_id", "board_code", "prev_hash", "hash")
NUMBER = ("actor_id", "record_id", "seq")


def rows_of(code: str) -> list[dict[str, Any]]:
    return list(AuditEvent.objects.filter(board_code=code).order_by("seq").values())


def _write(pk: int, **values: Any) -> None:
    fields = {field.name: field for field in AuditEvent._meta.concrete_fields}
    ready = [fields[name].get_db_prep_save(value, connection) for name, value in values.items()]
    names = ", ".join(f'"{name}" = %s' for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE trail_auditevent SET {names} WHERE id = %s", [*ready, pk])  # noqa: S608


def _delete(*pks: int) -> None:
    with connection.cursor() as cursor:
        for pk in pks:
            cursor.execute("DELETE FROM trail_auditevent WHERE id = %s", [pk])


def change(dice: random.Random, rows: list[dict[str, Any]]) -> str:
    row = dice.choice(rows)
    name = dice.choice([*TEXT, *NUMBER, "at", "detail"])
    old = row[name]
    if name == "at":
        new = old + dt.timedelta(microseconds=dice.choice([-1, 1, 3_600_000_000]))
    elif name == "detail":
        new = {**old, dice.choice(["a", "reason", "person"]): dice.choice(["x", 1, None, [1]])}
    elif name == "board_code":
        new = "OTH"
    elif name == "seq":
        new = old + 100_000
    elif name in NUMBER:
        new = dice.choice([value for value in (None, (old or 0) + 1, 0) if value != old])
    elif name in ("hash", "prev_hash"):
        new = ("0" if old[0] != "0" else "1") + old[1:]
    else:
        new = (old + dice.choice([" ", "x", "é", "\n"]))[:36]
        new = new if new != old else old[:-1]
    _write(row["id"], **{name: new})
    return f"{name} of row {row['seq']}"


def remove(dice: random.Random, rows: list[dict[str, Any]]) -> str:
    row = dice.choice(rows)
    _delete(row["id"])
    return f"row {row['seq']} removed"


def cut(dice: random.Random, rows: list[dict[str, Any]]) -> str:
    """The end of the chain goes, and its head is moved back to match: only an exported head can tell."""
    length = dice.randint(1, 5)
    last = rows[-length - 1]
    _delete(*[row["id"] for row in rows[-length:]])
    TrailHead.objects.filter(pk=last["board_code"]).update(seq=last["seq"], hash=last["hash"])
    return f"cut after row {last['seq']}"


def insert(dice: random.Random, rows: list[dict[str, Any]]) -> str:
    """A copy of a row, with a good hash of its own, at the end or in a place made free for it."""
    row = dict(dice.choice(rows))
    row.pop("id")
    place = dice.choice([len(rows) + 1, row["seq"]])
    if place <= len(rows):
        for later in reversed(rows[place - 1 :]):
            _write(later["id"], seq=later["seq"] + 1)
    forged = AuditEvent(**{**row, "seq": place, "actor_name": "Nobody", "prev_hash": rows[place - 2]["hash"]})
    forged.hash = forged.digest()
    AuditEvent.objects.bulk_create([forged])
    return f"row put in at {place}"


def swap(dice: random.Random, rows: list[dict[str, Any]]) -> str:
    """Two rows change places: everything they hold but the place itself, or the order in which they were written."""
    one, two = dice.sample(rows, 2)
    if dice.random() < 0.5:
        moved = [name for name in one if name not in ("id", "seq")]
        _write(one["id"], **{name: two[name] for name in moved})
        _write(two["id"], **{name: one[name] for name in moved})
        return f"rows {one['seq']} and {two['seq']} swapped"
    spare = rows[-1]["id"] + 1000
    for pk, new in ((one["id"], spare), (two["id"], one["id"]), (spare, two["id"])):
        _write(pk, id=new)
    return f"rows {one['seq']} and {two['seq']} swapped by id"


def rewrite(dice: random.Random, rows: list[dict[str, Any]]) -> str:
    """The careful one: changes a row and makes every hash after it good again, the head included."""
    start = dice.randrange(len(rows))
    before = rows[start - 1]["hash"] if start else "0" * 64
    for number, row in enumerate(rows[start:]):
        values = dict(row)
        if number == 0:
            values["actor_name"] = "Somebody Else"
        values["prev_hash"] = before
        values["hash"] = before = AuditEvent(**values).digest()
        _write(values.pop("id"), **values)
    TrailHead.objects.filter(pk=rows[0]["board_code"]).update(hash=before)
    return f"rewritten from row {rows[start]['seq']}"


def head(dice: random.Random, rows: list[dict[str, Any]]) -> str:
    """The head itself is moved."""
    last = rows[-1]
    change_to: dict[str, Any] = dice.choice(
        [{"seq": last["seq"] - 1}, {"hash": "f" * 64}, {"seq": last["seq"] + 1}]
    )
    TrailHead.objects.filter(pk=last["board_code"]).update(**change_to)
    return f"head changed: {change_to}"


#: Found by the chain alone.
PLAIN = (change, change, change, remove, insert, swap, head)
#: Found with a head that was exported before.
CAREFUL = (cut, rewrite)
