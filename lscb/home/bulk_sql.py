"""The SQL of lscb.home.bulk: which rows come about, and what is in them. Nothing in it comes from outside."""

from __future__ import annotations

#: Boards with their groups; agencies in their order on each board, with a person who answers for them.
PARTIES = (
    """
    CREATE TEMP TABLE bulk_board ON COMMIT DROP AS
    SELECT row_number() OVER (ORDER BY b.id) - 1 AS n, b.id AS board_id, b.code,
      (SELECT p.id FROM board_grant r JOIN people_user p ON p.id = r.user_id
        WHERE r.board_id = b.id AND r.role = 'business-manager' ORDER BY r.id LIMIT 1) AS manager_id,
      m.id AS monitoring_id, m.party_id AS monitoring_party, c.id AS case_id, c.party_id AS case_party,
      e.party_id AS executive_party
    FROM people_board b
    JOIN LATERAL (SELECT id, party_id FROM board_group WHERE board_id = b.id AND kind = 'monitoring' ORDER BY id LIMIT 1) m
      ON true
    JOIN LATERAL (SELECT id, party_id FROM board_group WHERE board_id = b.id AND kind = 'case-review' ORDER BY id LIMIT 1) c
      ON true
    JOIN LATERAL (SELECT id, party_id FROM board_group WHERE board_id = b.id AND kind = 'executive' ORDER BY id LIMIT 1) e
      ON true
    """,
    """
    CREATE TEMP TABLE bulk_agency ON COMMIT DROP AS
    SELECT a.board_id, row_number() OVER (PARTITION BY a.board_id ORDER BY a.agency_id) - 1 AS k,
      count(*) OVER (PARTITION BY a.board_id) AS many, a.agency_id, g.party_id,
      o.user_id AS owner_id, op.id AS owner_party
    FROM board_agencyarea a JOIN board_agency g ON g.id = a.agency_id
    LEFT JOIN LATERAL (SELECT m.user_id FROM people_partymember m WHERE m.party_id = g.party_id ORDER BY m.id LIMIT 1) o ON true
    LEFT JOIN people_party op ON op.person_id = o.user_id
    WHERE a.until_on IS NULL
    """,
    """
    CREATE TEMP TABLE bulk_source ON COMMIT DROP AS
    SELECT (SELECT coalesce(max(id), 0) FROM records_record) + row_number() OVER (ORDER BY b.n, k) AS record_id,
      b.n, k, b.board_id, b.code FROM bulk_board b, generate_series(0, 79) k
    """,
)

#: One row per action, in the order of time; boards take turns, as they would.
PLAN = """
    CREATE TEMP TABLE bulk ON COMMIT DROP AS
    WITH many AS (SELECT count(*) AS boards FROM bulk_board),
    first AS (
      SELECT (SELECT max(record_id) FROM bulk_source) AS record, (SELECT coalesce(max(id), 0) FROM learning_action) AS action,
        (SELECT coalesce(max(id), 0) FROM clocks_deadline) AS deadline
    ),
    drawn AS (
      SELECT g, (g - 1) %% many.boards AS n, random() AS one, random() AS two, random() AS three,
        %(today)s::date - (%(days)s::bigint * (%(total)s::bigint - g) / %(total)s::bigint)::int AS made_on
      FROM many, generate_series(1, %(total)s::bigint) g
    ),
    states AS (
      SELECT drawn.*, CASE
        WHEN made_on > %(today)s::date - 365 AND one < %(open)s / 1000.0 * %(days)s / 365.0
          THEN CASE WHEN two < 0.40 THEN 'agreed' WHEN two < 0.85 THEN 'started' ELSE 'claimed' END
        WHEN made_on > %(today)s::date - 60 AND two < 0.15 THEN 'proposed'
        WHEN two < 0.62 THEN 'closed' WHEN two < 0.84 THEN 'verified' WHEN two < 0.89 THEN 'not-achieved'
        WHEN two < 0.95 THEN 'superseded' WHEN two < 0.98 THEN 'rejected' ELSE 'accepted-without' END AS status
      FROM drawn
    )
    SELECT s.g, s.status, s.made_on, s.status NOT IN ('proposed', 'rejected', 'accepted-without') AS agreed,
      first.record + s.g AS record_id, first.action + s.g AS action_id, first.deadline + s.g AS deadline_id,
      s.made_on + (s.three * 60)::int AS start_on,
      CASE WHEN s.status IN ('agreed', 'started', 'claimed') THEN greatest(s.made_on + 60, %(today)s::date - 45) + (s.two * 300)::int
        ELSE s.made_on + 90 + (s.three * 200)::int END AS end_on,
      b.board_id, b.code, b.manager_id, b.executive_party,
      CASE WHEN s.three < 0.7 THEN b.case_id ELSE b.monitoring_id END AS group_id,
      CASE WHEN s.three < 0.7 THEN b.case_party ELSE b.monitoring_party END AS group_party,
      a.agency_id, a.party_id AS agency_party, CASE WHEN s.one < 0.6 OR s.two < 0.5 THEN a.owner_id END AS owner_id,
      CASE WHEN s.one < 0.6 OR s.two < 0.5 THEN a.owner_party END AS owner_party, c.record_id AS source_id
    FROM states s CROSS JOIN first JOIN bulk_board b ON b.n = s.n
    JOIN bulk_agency a ON a.board_id = b.board_id AND a.k = floor(s.three * 997)::bigint %% a.many
    JOIN bulk_source c ON c.n = b.n AND c.k = floor(s.one * 79.99)::int
"""

SOURCE_RECORD = {
    "id": "s.record_id", "board_id": "s.board_id", "kind": "'review'", "title": "'Case review'",
    "reference": "s.code || '-SCR-2000-' || (100000 + s.record_id)", "route": "'learning:action-detail'", "mode": "'closed'",
    "opened_at": "%(now)s",
}  # fmt: skip
ACTION_RECORD = {
    "id": "x.record_id", "board_id": "x.board_id", "kind": "'action'", "title": "'Action ' || x.g",
    "reference": "x.code || '-ACT-' || extract(year FROM x.made_on)::int || '-' || (1000000 + x.g)",
    "route": "'learning:action-detail'", "mode": "'closed'", "shut_with_id": "x.source_id",
    "marking": "'For partners of the board only'", "opened_at": "x.made_on::timestamptz",
    "closed_at": "CASE WHEN x.status IN ('closed', 'not-achieved', 'superseded', 'rejected') THEN x.end_on::timestamptz END",
}  # fmt: skip

_ACCESS = {
    "record_id": "x.record_id", "from_on": "x.made_on", "reason": "'Agreed'", "granted_by_id": "x.manager_id",
    "granted_at": "x.made_on::timestamptz",
}  # fmt: skip
ACCESS = (
    (_ACCESS | {"party_id": "x.group_party", "capacity": "'monitoring'"}, "FROM bulk x WHERE x.agreed"),
    (_ACCESS | {"party_id": "x.executive_party", "capacity": "'escalation'"}, "FROM bulk x WHERE x.agreed"),
    (_ACCESS | {"party_id": "x.agency_party", "capacity": "'owner-agency'"}, "FROM bulk x WHERE x.agreed"),
    (
        _ACCESS | {"party_id": "x.owner_party", "capacity": "'owner'"},
        "FROM bulk x WHERE x.agreed AND x.owner_party IS NOT NULL",
    ),
)

#: Every board has all of them: boards take turns by x.g, so its last digits would give each board one alone.
_SUBJECTS = (
    "(ARRAY['staff in hearing children', 'duty officers in the new form', 'leads in sharing what they know', "
)
_SUBJECTS += "'visitors in safer sleep', 'teachers in asking again'])[1 + (x.g / 7) %% 5]"
ACTION = {
    "id": "x.action_id", "record_id": "x.record_id", "board_id": "x.board_id", "source_id": "x.source_id",
    "source_kind": "'From a case review'", "title": f"'Train ' || (10 + x.g %% 90) || ' ' || {_SUBJECTS}",
    "activity": f"'Train ' || (10 + x.g %% 90) || ' ' || {_SUBJECTS} || ', and see that it holds.'",
    "difference_expected": "'Every file shows what the child said.'", "resources": "'None'", "agency_id": "x.agency_id",
    "wording_confirmed_safe": "x.agreed", "owner_id": "x.owner_id", "group_id": "x.group_id",
    "start_on": "x.start_on", "end_on": "x.end_on", "first_end_on": "CASE WHEN x.agreed THEN x.end_on END",
    "revisions": "(x.g %% 17 = 0)::int", "status": "x.status", "created_at": "x.made_on::timestamptz",
    "accepted_until": "CASE WHEN x.status = 'accepted-without' THEN x.end_on END", "created_by_id": "x.manager_id",
    "agreed_at": "CASE WHEN x.agreed THEN x.made_on::timestamptz END", "agreed_by_id": "CASE WHEN x.agreed THEN x.manager_id END",
}  # fmt: skip
#: The words by which an action is found, as lscb.learning.said writes them.
SEARCH = {
    "record_id": "x.record_id", "board_id": "x.board_id", "kind": "'action'", "key": "'action:' || x.action_id",
    "title": ACTION["title"], "text": f"{ACTION['activity']} || ' ' || {ACTION['difference_expected']}", "said_on": "x.made_on",
}  # fmt: skip


def deadline(label: str, source: str, version: int) -> dict[str, str]:
    """Clocks of the open actions; their reminders begin ten working days ahead, about a fortnight."""
    said = {"label": label, "source": source}
    quoted = {name: "'" + text.replace("'", "''").replace("%", "%%") + "'" for name, text in said.items()}
    return {
        "id": "x.deadline_id", "record_id": "x.record_id", "code": "'ACTION'", "label": quoted["label"], "regime": "'EN-WT2015'",
        "starts_on": "least(x.start_on, x.end_on)", "due_on": "x.end_on", "act_by": "x.end_on",
        "calendar": "'england-and-wales'", "holiday_version": str(int(version)), "recipients": "'[]'::jsonb",
        "source": quoted["source"], "confidence": "'high'", "hard": "false", "minimum": "false",
        "started_at": "x.made_on::timestamptz", "started_by_id": "x.manager_id",
        "remind_on": "greatest(x.end_on - 14, %(today)s::date)",
        "remind_step": "CASE WHEN x.end_on - 14 >= %(today)s::date THEN -10 ELSE 0 END",
    }  # fmt: skip


_TOLD = "FROM bulk x WHERE x.status IN ('agreed', 'started')"
DEADLINE_PARTY = (
    (
        {"deadline_id": "x.deadline_id", "party_id": "coalesce(x.owner_party, x.agency_party)", "level": "0"},
        _TOLD,
    ),
    ({"deadline_id": "x.deadline_id", "party_id": "x.executive_party", "level": "3"}, _TOLD),
)

FOREIGN_KEYS = """
    SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
    WHERE c.contype = 'f' AND (c.conrelid = %s::regclass OR c.confrelid = %s::regclass)
"""
INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')
    WHERE i.indrelid = %s::regclass AND c.oid IS NULL AND NOT i.indisprimary
"""
