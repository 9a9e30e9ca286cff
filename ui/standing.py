"""What the person should always see: who interprets, for whom, and on which Cal.com."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.opening.door import House


@dataclass(frozen=True)
class Standing:
    """Facts of a running house, and the words page and terminal share for them."""

    interpreter: str  # "offline" or "model"
    account: str  # e-mail address
    calcom_url: str
    is_demo: bool

    @classmethod
    def of(cls, house: "House") -> "Standing":
        return cls(house.interpreter, house.account.email, house.calcom_url, house.is_demo)

    @property
    def calcom_words(self) -> str:
        return "DEMO: mocked Cal.com on this machine" if self.is_demo else f"Cal.com: {self.calcom_url}"

    @property
    def interpreter_words(self) -> str:
        return "offline interpreter" if self.interpreter == "offline" else "language model"
