"""The stories of the people whom Nora met long ago, or who wanted nothing kept."""

from demo.stories import cases, keeping
from demo.stories.acts import Story
from retention.enums import ErasureStatus, HeldFor, ProposalStatus

NOTHING: Story = [
    (cases.met, "nora"),
    (cases.screened, "nothing"),
    (cases.asked_not_indicated,),
    (cases.agreed_not_indicated,),
]

STORIES: dict[str, Story] = {
    "liliana": [*NOTHING, (keeping.kept_for_long_enough, ProposalStatus.PROPOSED)],
    "artur": [*NOTHING, (keeping.kept_for_long_enough, ProposalStatus.PUT_OFF)],
    # Approved, and then a court asked for it: the job leaves it until that is over.
    "sevda": [
        *NOTHING,
        (keeping.kept_for_long_enough, ProposalStatus.APPROVED),
        (keeping.held, HeldFor.COURT),
    ],
    "emil": [*NOTHING, (keeping.kept_for_long_enough, ProposalStatus.EXECUTED)],
    "nadir": [
        *NOTHING,
        (keeping.kept_for_long_enough, ProposalStatus.LAPSED),
        (keeping.asked_to_be_erased, ErasureStatus.DONE),
    ],
    "ruben": [(cases.met, "nora"), (keeping.wanted_nothing,)],
}
