"""The user's yes as a thing: bound to one proposal, good for ten minutes, spent by one write."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from graph.known.proposal import Proposal

LIFETIME = timedelta(minutes=10)


class Approval(BaseModel):
    """Permission for exactly one write. Minted by the confirm node alone, from a button or a whole-message yes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    proposal_hash: str
    token: str
    given_at: AwareDatetime
    via: Literal["button", "words"]

    def covers(self, proposal: Proposal, now: datetime) -> bool:
        """True when the yes was given to this very proposal, not longer than ten minutes ago."""
        same = self.proposal_hash == proposal.hash and self.token == proposal.token
        return same and timedelta(0) <= now - self.given_at <= LIFETIME
