# SPDX-License-Identifier: EUPL-1.2
"""What the foot of the window says after something was done to a step, with the command to undo it by."""

from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.process.messages import ApprovalDone, StepDone
from ui.shell.page import Deed


def finished(answer: StepDone) -> Deed:
    """The step is done."""
    return _deed(answer, _("Step “{step}” of {number} is done."))


def skipped(answer: StepDone) -> Deed:
    """It need not be done."""
    return _deed(answer, _("Step “{step}” of {number} is skipped."))


def again(answer: StepDone) -> Deed:
    """It was not right."""
    return _deed(answer, _("Step “{step}” of {number} can be done again."))


def asked(answer: ApprovalDone) -> Deed:
    """Somebody has to say yes or no."""
    if answer.by_mail:
        words = _("Approval is asked of {name}. The mail with the code is ready to go; it holds until {until}.")
    else:
        words = _("{name} has no e-mail address. Ask them in person, and write the answer down here.")
    sentence = words.format(name=answer.approver, until=formats.moment_short(answer.expires_at))
    return Deed(sentence, answer.done.command_id)


def answered(answer: ApprovalDone, *, approved: bool) -> Deed:
    """Somebody said yes or no."""
    words = _("{name} approves {number}.") if approved else _("{name} does not approve {number}.")
    sentence = words.format(name=answer.approver, number=answer.done.numbers[0])
    return Deed(sentence, answer.done.command_id)


def _deed(answer: StepDone, words: str) -> Deed:
    return Deed(words.format(step=answer.step, number=answer.done.numbers[0]), answer.done.command_id)
