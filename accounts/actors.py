"""Who acts: a person for one organisation, in the roles they hold there; or a named command."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from accounts.roles import READS_CASES, WATCHES_ONLY, Role

if TYPE_CHECKING:
    from accounts.models import Membership, Organisation, User


@dataclass(frozen=True)
class Actor:
    """One who acts. Nobody acts without being one, and an actor is never anonymous."""

    user: "User | None" = None
    organisation: "Organisation | None" = None
    roles: frozenset[str] = field(default_factory=frozenset)
    command: str = ""
    can_switch: bool = False

    def __post_init__(self) -> None:
        if not self.command and (self.user is None or self.organisation is None):
            raise ValueError("an actor is a person for an organisation, or a named command")

    @classmethod
    def of(cls, membership: "Membership", *, can_switch: bool = False) -> "Actor":
        """Return the person of this membership, acting for its organisation."""
        return cls(
            membership.user, membership.organisation, frozenset(membership.roles), can_switch=can_switch
        )

    @classmethod
    def system(cls, command: str) -> "Actor":
        """Return a command that acts by the clock or because of somebody else's act."""
        return cls(command=command)

    @property
    def is_system(self) -> bool:
        """Tell whether a command acts."""
        return bool(self.command)

    @property
    def user_id(self) -> UUID | None:
        """The person's id; none for a command."""
        return self.user.pk if self.user else None

    @property
    def organisation_id(self) -> UUID | None:
        """The organisation's id; none for a command."""
        return self.organisation.pk if self.organisation else None

    @property
    def reads_cases(self) -> bool:
        """Tell whether any of the roles may see a case at all."""
        return bool(self.roles & READS_CASES)

    @property
    def works_with_people(self) -> bool:
        """Tell whether a person may tell this actor something: not one who only watches or counts."""
        return bool(self.roles - WATCHES_ONLY)

    def has(self, *roles: Role) -> bool:
        """Tell whether the actor holds one of these roles in the acting organisation."""
        return any(role.code in self.roles for role in roles)

    def is_of(self, organisation_id: UUID | None) -> bool:
        """Tell whether the actor acts for this organisation."""
        return organisation_id is not None and self.organisation_id == organisation_id
