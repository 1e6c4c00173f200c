# SPDX-License-Identifier: EUPL-1.2
"""All fields of a product in their sections, in the tab order of ``ux.md`` 2.5.5; in goes a content, out comes one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from desk_app.catalogue.checks import MOST_QUANTITY
from desk_app.catalogue.messages import (
    Complexity,
    CostCentreRule,
    Funding,
    ItemContent,
    ItemStatus,
    ItemType,
    PolicyContent,
    TicketKind,
)
from desk_app.catalogue.policy import never_asks_cost_centre
from desk_app.catalogue.remarks import approval_remark, has_approval
from desk_app.catalogue.wording import (
    COMPLEXITY_NAMES,
    COST_CENTRE_RULE_NAMES,
    FUNDING_NAMES,
    KIND_NAMES,
    STATUS_NAMES,
    TYPE_NAMES,
)
from desk_app.core.i18n import N_, _
from desk_app.core.readability import reading_warnings
from ui.catalogue.grounds import Grounds, proposed_code
from ui.catalogue.item_lists import ItemLists
from ui.catalogue.value_boxes import LeadBox, MaybeLead, TwoTongues
from ui.catalogue.words import policy_effect
from ui.shell.page import Workplace
from ui.widgets.boxes import NumberBox
from ui.widgets.faults import by_field, of_line
from ui.widgets.form import required_note
from ui.widgets.half_lines import HalfLines
from ui.widgets.line_list import LineList
from ui.widgets.look import look
from ui.widgets.record_fields import RecordFields
from ui.widgets.segmented import Segmented
from ui.widgets.several_box import SeveralBox
from ui.widgets.value_boxes import LineBox, MaybeDay, WithWords, choice_box, choose, choose_or_add

STATUS_HINTS: dict[ItemStatus, str] = {
    ItemStatus.CONCEPT: N_("Only who manages the catalogue sees it. Nobody can ask for it yet."),
    ItemStatus.ACTIVE: N_("The counter can book it as soon as you save."),
    ItemStatus.EXPIRING: N_("The counter can book it until its last day."),
    ItemStatus.RETIRED: N_("Nobody can ask for it any more. Open tickets stay."),
}
COMPLEXITY_HINTS: dict[Complexity, str] = {
    Complexity.OPERATIONAL: N_("It always goes the same way."),
    Complexity.TACTICAL: N_("Somebody must first find out with the customer what is needed."),
    Complexity.STRATEGIC: N_("Several departments work on it; every time is different."),
}
FUNDING_HINTS: dict[Funding, str] = {
    Funding.BASIC: N_("Everybody gets it as standard."),
    Funding.PLUS: N_("More than the standard, from a fixed list."),
    Funding.ADDITIONAL: N_("On top of it, made for this customer."),
}
FIELD_OF = {"min_quantity": "max_quantity"}
"""Names that share one field of the form with another."""
TEXTS = ("name", "explanation", "customer_brings", "answer")
"""Fields in two languages, at the product itself."""


class ItemFields(RecordFields):
    """The fields of a product."""

    def __init__(self, workplace: Workplace, grounds: Grounds, files: QWidget) -> None:
        """``files`` is the box of the attachments, which are no field of the content."""
        super().__init__()
        self._grounds = grounds
        self._content = ItemContent()
        self._proposes_code = False
        self._had_approval = False
        self.name = TwoTongues(name=_("Name for the customer"), width="name")
        self.code = LineBox()
        self.item_type = _segments(TYPE_NAMES, _("Product or service"))
        self.keywords = LineBox()
        self.topics = SeveralBox(workplace.tasks, grounds.names.topics, name=_("What does the customer want?"))
        self.complexity = _segments(COMPLEXITY_NAMES, _("Complexity"))
        self.funding = _segments(FUNDING_NAMES, _("Funding"))
        self.kind = _segments(KIND_NAMES, _("Kind"))
        self.explanation = TwoTongues(name=_("Short explanation"), lines=3)
        self.customer_brings = TwoTongues(name=_("What does the customer need?"), lines=2)
        self.lead = LeadBox(name=_("Ready in"))
        self.order_lead = MaybeLead(_("Can be ordered too, and is then ready in"), name=_("Ready in, to order"))
        nothing: list[tuple[object, str]] = [(None, _("the promise above"))]
        self.agreement = choice_box(_("Agreement"), [*nothing, *grounds.names.agreements.items()])
        self.cost_centre = choice_box(
            _("Cost centre"), [(rule, _(word)) for rule, word in COST_CENTRE_RULE_NAMES.items()]
        )
        self.least = NumberBox(name=_("At least"), low=1, high=MOST_QUANTITY)
        self.most = NumberBox(name=_("At most"), low=1, high=MOST_QUANTITY)
        self.needs_space = QCheckBox(_("Ask for the location"))
        self.team = choice_box(_("Goes to team"), [(None, _("Choose a team")), *grounds.names.teams.items()])
        self.lists = ItemLists(grounds, lambda: self.order_lead.lead is not None)
        self.work_order = QCheckBox(_("A work order is printed"))
        self.lendable = QCheckBox(_("Can be borrowed"))
        self.pick_up = QCheckBox(_("Waits on the shelf until the customer picks it up"))
        self.answer = TwoTongues(name=_("Text when it is ready"), lines=3)
        self.valid_from = MaybeDay(_("from"), name=_("Offered from"))
        self.valid_until = MaybeDay(_("until and including"), name=_("Last day"))
        self.owner = LineBox()
        self.review_on = MaybeDay(_("on"), name=_("Look at it again on"))
        self.status = Segmented([(status, _(word)) for status, word in STATUS_NAMES.items()], name=_("Status"))
        self.files = files
        self.keywords.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for line in (self.code, self.owner):
            line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fit()
        self._lay_out()
        self.form.edited.connect(self._on_edited)
        self.code.textEdited.connect(self._on_code_typed)
        self.name.edited.connect(self._propose_code)
        self.lists.steps.edited.connect(self._mind_approval)
        for box in self.lists.by_name.values():
            box.half_typed.connect(self.half_typed)

    @property
    def content(self) -> ItemContent:
        """The product as the fields say it now."""
        texts = {}
        for name in TEXTS:
            box: TwoTongues = getattr(self, name)
            texts[name], texts[f"{name}_en"] = box.texts()
        return replace(
            self._content,
            **texts,
            code=self.code.line,
            keywords=self.keywords.line,
            topics=self.topics.ids,
            complexity=Complexity(self.complexity.key),
            funding=Funding(self.funding.key),
            item_type=ItemType(self.item_type.key),
            kind=TicketKind(self.kind.key),
            lead=self.lead.lead,
            order_lead=self.order_lead.lead,
            agreement_id=self.agreement.currentData(),
            prices=self.lists.prices.lines,
            cost_centre_rule=CostCentreRule(self.cost_centre.currentData()),
            min_quantity=self.least.number,
            max_quantity=self.most.number,
            needs_space=self.needs_space.isChecked(),
            entitlements=self.lists.entitlements.lines,
            fields=self.lists.fields.lines,
            team_id=self.team.currentData(),
            steps=self.lists.steps.lines,
            work_order=self.work_order.isChecked(),
            lendable=self.lendable.isChecked(),
            pick_up=self.pick_up.isChecked(),
            valid_from=self.valid_from.day,
            valid_until=self.valid_until.day,
            owner=self.owner.line,
            review_on=self.review_on.day,
            status=ItemStatus(self.status.key),
        )

    def set_half(self, half: Mapping[str, HalfLines]) -> None:
        """What was half typed some other time at the lines that are shown."""
        for name, box in self.lists.by_name.items():
            box.set_half(half.get(name, {}))

    def set_content(self, content: ItemContent, *, proposes_code: bool) -> None:
        """Shows a product; ``proposes_code``: as long as nobody types one, the code follows the name."""
        self._is_filling = True
        self._content = content
        self._proposes_code = proposes_code
        day = self._grounds.day
        for name in TEXTS:
            box: TwoTongues = getattr(self, name)
            box.set_texts(getattr(content, name), getattr(content, f"{name}_en"))
        self.code.show_line(content.code)
        self.keywords.show_line(content.keywords)
        self.topics.set_ids(content.topics)
        for segments, key in (
            (self.complexity, content.complexity),
            (self.funding, content.funding),
            (self.item_type, content.item_type),
            (self.kind, content.kind),
            (self.status, content.status),
        ):
            segments.set_key(key)
        self.lead.set_lead(content.lead)
        self.order_lead.set_lead(content.order_lead)
        choose_or_add(self.agreement, content.agreement_id)
        self.form.show_field("agreement_id", is_shown=self.agreement.count() > 1)
        choose(self.cost_centre, content.cost_centre_rule)
        self.least.show_number(content.min_quantity)
        self.most.show_number(content.max_quantity)
        choose_or_add(self.team, content.team_id)
        for tick, is_on in (
            (self.needs_space, content.needs_space),
            (self.work_order, content.work_order),
            (self.lendable, content.lendable),
            (self.pick_up, content.pick_up),
        ):
            tick.setChecked(is_on)
        self.lists.set_content(content)
        self._had_approval = has_approval(content.steps)
        self.valid_from.set_day(content.valid_from, otherwise=day)
        self.valid_until.set_day(content.valid_until, otherwise=day)
        self.owner.show_line(content.owner)
        self.review_on.set_day(content.review_on, otherwise=day)
        self._is_filling = False
        self.form.field("code").show_hint(_("Made from the name; change it if you like.") if proposes_code else "")
        self.form.set_clean()
        self._mind()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        for name, box in self.lists.by_name.items():
            box.show_faults(of_line(faults, name))
        for name in TEXTS:
            if f"{name}_en" in faults:
                box_of_text: TwoTongues = getattr(self, name)
                box_of_text.unfold()
        self.form.show_errors(by_field(faults, FIELD_OF))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "owner"):
            self._fit()

    def _fit(self) -> None:
        self.code.setFixedWidth(look().px(200))
        self.owner.setFixedWidth(look().px("name"))

    def _lay_out(self) -> None:
        what = self._section(
            _("What is it?"), _("What the customer calls it, and the words by which the counter finds it.")
        )
        self._add(what, "name", _("Name for the customer"), self.name, required=True)
        self._add(what, "code", _("Code"), self.code, required=True)
        self._add(what, "item_type", _("Product or service"), self.item_type)
        self._add(
            what, "keywords", _("Search words"), self.keywords, hint=_("Other words for it, with commas between them.")
        )
        self._add(what, "topics", _("What does the customer want?"), self.topics, required=True)
        self._add(what, "complexity", _("Complexity"), self.complexity)
        self._add(what, "funding", _("Funding"), self.funding)
        self._add(what, "kind", _("Kind"), self.kind)
        customer = self._section(
            _("For the customer"), _("Short and plain: this is what the counter tells the customer.")
        )
        self._add(customer, "explanation", _("Short explanation"), self.explanation, required=True)
        self._add(customer, "customer_brings", _("What does the customer need?"), self.customer_brings)
        when = self._section(_("When is it ready, and what does it cost?"), _("The promise and the price on the slip."))
        self._add(when, "lead", _("Ready in"), self.lead, hint=_("0 is at once: the customer does not wait."))
        self._add(when, "order_lead", _("Ordering"), self.order_lead)
        self._add(when, "agreement_id", _("Agreement"), self.agreement)
        self._add(when, "prices", _("Prices"), self.lists.prices)
        self._add(when, "cost_centre_rule", _("Cost centre"), self.cost_centre)
        pieces = WithWords(self.least, _("to"), self.most, _("pieces"))
        self._add(when, "max_quantity", _("Quantity"), pieces)
        who = self._section(_("Who may have it?"), _("Without a line it is for everybody."))
        self._add(who, "entitlements", _("Entitled"), self.lists.entitlements)
        asks = self._section(
            _("What do we ask?"), _("Only what the team really needs; each question costs time at the counter.")
        )
        self._add(asks, "needs_space", _("Location"), self.needs_space)
        self._add(asks, "fields", _("Extra questions"), self.lists.fields)
        how = self._section(
            _("How does it go?"), _("Who does the work and in which steps. Without steps the team does it in one go.")
        )
        self._add(how, "team_id", _("Goes to team"), self.team, required=True)
        self._add(how, "steps", _("Steps"), self.lists.steps_box)
        self._add(how, "work_order", _("On paper"), self.work_order)
        self._add(how, "lendable", _("Lending"), self.lendable)
        self._add(how, "pick_up", _("Picking up"), self.pick_up)
        self._add(how, "answer", _("Text when it is ready"), self.answer)
        keep = self._section(_("Management"), _("Who looks after it, and how long it is offered."))
        self._add(keep, "files", _("Files"), self.files)
        self._add(keep, "valid_from", _("Offered from"), self.valid_from)
        self._add(keep, "valid_until", _("Last day"), self.valid_until)
        self._add(keep, "owner", _("Owner"), self.owner, required=True)
        self._add(keep, "review_on", _("Look at it again"), self.review_on)
        self._add(keep, "status", _("Status"), self.status)
        self._column.addWidget(required_note())

    def _line_lists(self) -> Mapping[str, LineList]:
        return self.lists.by_name

    def _on_code_typed(self, text: str) -> None:
        self._proposes_code = not text.strip()

    def _mind_approval(self) -> None:
        """Who approves follows from the cost centre: with a first step of that kind the counter asks for one."""
        content = self.content
        approves = has_approval(content.steps)
        is_by_cell = content.cost_centre_rule is CostCentreRule.BY_CELL
        is_new = approves and not self._had_approval
        if is_new and is_by_cell and never_asks_cost_centre(content, self._policy(content)):
            choose(self.cost_centre, CostCentreRule.ALWAYS)
            self._on_edited()
        self._had_approval = approves

    def _propose_code(self) -> None:
        if self._proposes_code:
            self.code.show_line(proposed_code(self.name.texts()[0], self._grounds.codes))

    def _policy(self, content: ItemContent) -> PolicyContent:
        return self._grounds.policy(content.complexity, content.funding)

    def _mind(self) -> None:
        """What follows from the fields: what the cell means, whether a text is hard to read."""
        content = self.content
        policy = self._policy(content)
        effect = policy_effect(policy, self._grounds.names)
        self.form.field("complexity").show_hint(_(COMPLEXITY_HINTS[content.complexity]))
        self.form.field("funding").show_hint(f"{_(FUNDING_HINTS[content.funding])} {effect}")
        self.form.field("status").show_hint(_(STATUS_HINTS[content.status]))
        self.form.field("steps").show_hint(approval_remark(content, policy))
        is_answer = content.lead.is_at_once
        self.form.field("answer").show_label(
            _("Answer to give") if is_answer else _("Text when it is ready"), required=False
        )
        for box in (self.explanation, self.customer_brings, self.answer):
            dutch, english = box.texts()
            warnings = [*reading_warnings(dutch), *reading_warnings(english, "en")]
            box.show_warning(" ".join(warnings))


def _segments(names: Mapping[Any, str], name: str) -> Segmented:
    return Segmented([(key, _(word)) for key, word in names.items()], name=name)
