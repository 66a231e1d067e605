"""What a rule lets pass, each with its reason. An entry that no longer occurs fails, so that the lists stay short."""

#: Files over 300 lines and functions over 50, as "path" or "path:function".
LONG: dict[str, str] = {
    "lscb/settings.py": "one settings file: a reader finds every value in one place",
}

#: Public functions with by= in an operations file that leave no event of their own.
NOT_OPERATIONS: dict[str, str] = {}

#: Reads of the database in a view that do not begin with visible_to, as "path: expression".
VIEW_READS: dict[str, str] = {
    "lscb/home/demonstration/views.py: User.objects.filter": "the fictional cast, by slug",
}

#: Views that change something themselves, as "path: expression".
VIEW_WRITES: dict[str, str] = {}

#: try/except in a view, as "path:function".
VIEW_TRIES: dict[str, str] = {
    "lscb/home/views.py:healthz": "answers also when the database does not",
}

#: _at/_by pairs without a constraint, as "Model.field_at".
UNPAIRED: dict[str, str] = {}

#: Moves that no operation of the same name makes, as "machine.verb".
MOVES_ELSEWHERE: dict[str, str] = {}
