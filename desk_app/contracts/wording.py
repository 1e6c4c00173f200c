# SPDX-License-Identifier: EUPL-1.2
"""The words for the choices in an agreement; msgids, to be given to ``_``."""

from desk_app.contracts.models import Addressee, AgreementKind, CostPeriod, Evaluation, Renewal
from desk_app.core.i18n import N_

AGREEMENT_KIND_NAMES: dict[AgreementKind, str] = {
    AgreementKind.SLA: N_("with a customer (SLA)"),
    AgreementKind.OLA: N_("with a team of ours (OLA)"),
    AgreementKind.SUPPLIER: N_("with a supplier"),
}

RENEWAL_NAMES: dict[Renewal, str] = {
    Renewal.NONE: N_("ends by itself"),
    Renewal.TACIT: N_("renewed tacitly, unless notice is given"),
    Renewal.EXPLICIT: N_("renewed only when both say so"),
}

COST_PERIOD_NAMES: dict[CostPeriod, str] = {
    CostPeriod.ONCE: N_("once"),
    CostPeriod.MONTH: N_("per month"),
    CostPeriod.QUARTER: N_("per quarter"),
    CostPeriod.YEAR: N_("per year"),
}

EVALUATION_NAMES: dict[Evaluation, str] = {
    Evaluation.MONTHLY: N_("every month"),
    Evaluation.QUARTERLY: N_("every quarter"),
    Evaluation.HALF_YEARLY: N_("twice a year"),
    Evaluation.YEARLY: N_("every year"),
}

ADDRESSEE_NAMES: dict[Addressee, str] = {
    Addressee.ASSIGNEE: N_("who works on it"),
    Addressee.TEAM: N_("the team"),
    Addressee.OWNER: N_("the owner of the ticket"),
    Addressee.MANAGER: N_("the manager"),
    Addressee.AGREEMENT_OWNER: N_("the owner of the agreement"),
}
