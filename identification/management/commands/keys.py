"""Renew, check and rebuild what the sealed values rest on. Each command may be stopped and started again."""

import time
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actors import Actor
from encryption import indexes, masters, rotation
from encryption.masters import WrongKey
from identification import rekeying
from identification.models import Case
from wall.context import as_command

EVERY = 50
POLL = 1.0


class Command(BaseCommand):
    """People go on working meanwhile. docs/keys.md says when to use which."""

    help = "Renew and check the keys of the sealed values; docs/keys.md says when to use which."

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True)
        commands.add_parser("rotate-master", help="wrap every key with the first key of FIELD_ENCRYPTION_KEY")
        case = commands.add_parser("rotate-case", help="newer keys for cases; alone: finish what was begun")
        which = case.add_mutually_exclusive_group()
        which.add_argument("--case", metavar="NUMBER", help="this case")
        which.add_argument("--older-than", type=int, metavar="DAYS", help="cases whose key is that old")
        commands.add_parser("check", help="tell whether every key is there and opens")
        commands.add_parser("reindex", help="build anew what is searched instead of sealed values")

    @as_command("keys")
    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(f"keys.{options['what']}")
        try:
            masters.require_right_keys(remember=False)
        except WrongKey as error:
            raise CommandError(str(error)) from error
        {
            "rotate-master": self._rotate_master,
            "rotate-case": self._rotate_case,
            "check": self._check,
            "reindex": self._reindex,
        }[options["what"]](by, options)

    def _rotate_master(self, by: Actor, _options: dict[str, Any]) -> None:
        if not masters.newest_is_known():
            raise CommandError(
                "No server has started with this first key yet: it could not open what is wrapped by it. "
                "Restart every server with the new list, then run this again."
            )
        done = rekeying.rewrap_all(tell=self._tell, by=by)
        self.stdout.write(f"{done.cases} keys of cases wrapped anew")
        self.stdout.write(f"{done.indexes} keys of indexes and {done.factors} second factors as well")
        if done.damaged:
            raise CommandError(f"{done.damaged} do not open and stay as they are. Run keys check.")

    def _rotate_case(self, by: Actor, options: dict[str, Any]) -> None:
        cases, stuck = _chosen(options), set()
        for done, (case_id, possible) in enumerate(rekeying.renew(cases=cases, by=by), start=1):
            stuck |= set() if possible else {case_id}
            if done % EVERY == 0 or done == len(cases):
                self._tell(done, len(cases))
        stuck |= self._finish(by)
        self.stdout.write(f"{len(cases) - len(stuck.intersection(cases))} cases have a newer key")
        if stuck:
            raise CommandError(f"{len(stuck)} could not be changed: {_listed(stuck)}. Run keys check.")

    def _finish(self, by: Actor) -> set[UUID]:
        """No case has an older key; return those of which that could not be done."""
        stuck: set[UUID] = set()
        told = 0
        while waiting := set(rotation.unfinished()) - stuck:
            if len(waiting) != told:
                self._say(f"  {len(waiting)} cases wait until nobody uses their older key")
            told = len(waiting)
            time.sleep(min(POLL, rotation.seconds_to_wait()))
            stuck |= {case_id for case_id, possible in rekeying.remove_older(by=by) if not possible}
        return stuck

    def _check(self, by: Actor, _options: dict[str, Any]) -> None:
        found = rekeying.check(by=by)
        for number, words in (
            (found.keys, "keys of cases"),
            (found.under_older_master, "under an older master key: run keys rotate-master"),
            (found.older_versions, "older keys beside a newer one: run keys rotate-case"),
            (found.orphans, "keys without a case, removed"),
            (found.returned, "cases that were erased and had keys again, destroyed"),
            (len(found.damaged), "cases with a key that does not open"),
            (len(found.lost), "cases with values whose key is not there"),
            (found.others_damaged, "keys of indexes and second factors that do not open"),
        ):
            self.stdout.write(f"{number:>7} {words}")
        if not found.is_well:
            cases = _listed({*found.damaged, *found.lost})
            raise CommandError(
                f"These cases cannot be read: {cases}" if cases else "Something does not open."
            )

    def _reindex(self, by: Actor, _options: dict[str, Any]) -> None:
        for name in indexes.declared():
            self.stdout.write(f"{name}: {rekeying.reindex(name, tell=self._tell, by=by)} entries")

    def _tell(self, done: int, total: int) -> None:
        self._say(f"  {done:,} of {total:,}")

    def _say(self, words: str) -> None:
        self.stderr.write(words)
        self.stderr.flush()


def _chosen(options: dict[str, Any]) -> list[UUID]:
    if options["case"]:
        found = list(Case.objects.filter(number=options["case"]).values_list("pk", flat=True))
        if not found:
            raise CommandError("There is no case of this number.")
        return found
    days = options["older_than"]
    return [] if days is None else rotation.older_than(days)


def _listed(cases: set[UUID]) -> str:
    return ", ".join(sorted(map(str, cases)))
