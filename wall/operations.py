"""The wall in migrations: which rows of a table an organisation is shown, and what makes it a party to a case.

    WallRows("consent_consent")                                      a table with a column `case_id`
    WallRows("legal_aid_deadline", column="matter_id", of="legal_aid_matter")    a row of a row of a case
    WallRows("consent_historicalconsent", may=("INSERT",), renewed=True)    written once, and sealed anew
    NotesParty("referral_referral", "recipient_id", when="NEW.sent_at IS NOT NULL")

`manage wall_tables APP` writes the first two for the tables of an app that have no wall yet.
"""

from collections.abc import Mapping, Sequence

from django.db.migrations import RunSQL

OURS = "(SELECT wall_organisation())"
COMMAND = "(SELECT wall_is_command())"
# A value, not EXISTS: that the planner would answer by reading all cases of the organisation at once.
OF_THE_CASE = """(SELECT true FROM wall_party
    WHERE wall_party.organisation_id = {ours} AND wall_party.case_id = {table}.{column})"""
OF_THE_PARENT = "(SELECT true FROM {of} WHERE {of}.id = {table}.{column})"

RENEW = "wall_renew"
POLICIES = {
    "SELECT": "USING ({condition})",
    "INSERT": "WITH CHECK ({condition})",
    "UPDATE": "USING ({condition}) WITH CHECK ({condition})",
    "DELETE": "USING ({condition})",
}
NOTE = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO wall_party (case_id, organisation_id) VALUES (NEW.{case}, NEW.{organisation}) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER INSERT OR UPDATE ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}();
INSERT INTO wall_party (case_id, organisation_id)
    SELECT NEW.{case}, NEW.{organisation} FROM {table} AS NEW WHERE {condition} ON CONFLICT DO NOTHING;
"""
FORGET = "DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"


class WallRows(RunSQL):
    """The rows of a table are shown to commands and to the parties of their case; what is not in `may` nobody does.

    `renewed` is for sealed values that are written once: commands alone may seal them anew, and change nothing else
    of the row (`wall.roles` grants it). `column` leads to the case, or to a row of the walled table `of`. `also`
    adds, for a command of SQL, a condition under which a row passes although the organisation is no party to its
    case, or not yet.
    """

    def __init__(
        self,
        table: str,
        *,
        column: str = "case_id",
        of: str = "",
        may: Sequence[str] = ("INSERT", "UPDATE"),
        renewed: bool = False,
        also: Mapping[str, str] | None = None,
    ) -> None:
        self.table = table
        template = OF_THE_PARENT if of else OF_THE_CASE
        ours = f"{COMMAND} OR {template.format(table=table, column=column, of=of, ours=OURS)}"
        walls = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"]
        for command in ("SELECT", *may):
            more = (also or {}).get(command)
            condition = f"{more} OR {ours}" if more else ours  # what is quickly told comes first
            policy = POLICIES[command].format(condition=condition)
            walls.append(f"CREATE POLICY {_name(command)} ON {table} FOR {command} {policy}")
        gone = [f"DROP POLICY {_name(command)} ON {table}" for command in ("SELECT", *may)]
        if renewed:
            policy = POLICIES["UPDATE"].format(condition=COMMAND)
            walls.append(f"CREATE POLICY {RENEW} ON {table} FOR UPDATE {policy}")
            gone.append(f"DROP POLICY {RENEW} ON {table}")
        gone.append(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")
        super().__init__("; ".join(walls), "; ".join(gone), hints={"walled": table})


class NotesParty(RunSQL):
    """The organisation in a column is a party to the case from the moment the row stands there, and stays one."""

    def __init__(self, table: str, organisation: str, *, case: str = "case_id", when: str = "") -> None:
        words = {
            "name": f"{table}_{organisation}_is_party",
            "table": table,
            "case": case,
            "organisation": organisation,
            "condition": f"NEW.{organisation} IS NOT NULL{when and f' AND {when}'}",
        }
        super().__init__(NOTE.format(**words), FORGET.format(**words))


def _name(command: str) -> str:
    return f"wall_{command.lower()}"
