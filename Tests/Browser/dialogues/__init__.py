"""The dialogues, by subject, in the order in which they are played."""
from __future__ import annotations

from typing import Mapping, Sequence

from stage import Dialogue

from . import talking

SUBJECTS: Mapping[str, Sequence[Dialogue]] = {
    "talking": talking.DIALOGUES,
}
