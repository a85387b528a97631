"""The dialogues, by subject, in the order in which they are played."""
from __future__ import annotations

from typing import Mapping, Sequence

from stage import Dialogue

from . import accounts, boundaries, core, crowds, hostile, joining, keys, languages, looks, order, returning, rooms, speaking
from . import tabs, talking, writing

SUBJECTS: Mapping[str, Sequence[Dialogue]] = {
    "joining": joining.DIALOGUES,
    "talking": talking.DIALOGUES,
    "writing": writing.DIALOGUES,
    "rooms": rooms.DIALOGUES,
    "order": order.DIALOGUES,
    "returning": returning.DIALOGUES,
    "tabs": tabs.DIALOGUES,
    "hostile": hostile.DIALOGUES,
    "accounts": accounts.DIALOGUES,
    "core": core.DIALOGUES,
    "boundaries": boundaries.DIALOGUES,
    "keys": keys.DIALOGUES,
    "speaking": speaking.DIALOGUES,
    "looks": looks.DIALOGUES,
    "languages": languages.DIALOGUES,
    "crowds": crowds.DIALOGUES,
}
