# SPDX-License-Identifier: EUPL-1.2
"""Builds the desk: every service and query once, from one database. No framework."""

from dataclasses import dataclass

from desk_app.board.queries import BoardQueries
from desk_app.board.service import BoardService
from desk_app.catalogue.queries import CatalogueQueries
from desk_app.catalogue.service import CatalogueService
from desk_app.completion.queries import CompletionQueries
from desk_app.completion.service import CompletionService
from desk_app.contracts.calendar_queries import CalendarQueries
from desk_app.contracts.calendar_service import CalendarService
from desk_app.contracts.queries import AgreementQueries
from desk_app.contracts.service import AgreementService
from desk_app.core.changes import ChangeFeed
from desk_app.core.clock import Clock
from desk_app.core.db import Database
from desk_app.core.events import EventBus
from desk_app.identity.queries import IdentityQueries
from desk_app.identity.service import IdentityService
from desk_app.identity.teams import TeamService
from desk_app.intake.drafts import DraftJournal
from desk_app.intake.offer import OfferQueries
from desk_app.intake.service import IntakeService
from desk_app.intake.team_use import uses_of_team
from desk_app.mail.models import OutgoingMail
from desk_app.printing.queries import PrintQueries
from desk_app.printing.service import PrintService
from desk_app.process.models import Approval
from desk_app.process.queries import ProcessQueries
from desk_app.process.requests import let_go
from desk_app.process.service import ProcessService
from desk_app.progress.durations import HandlingQueries
from desk_app.progress.news import NewsQueries
from desk_app.progress.performance import PerformanceQueries
from desk_app.progress.queries import ProgressQueries
from desk_app.progress.service import ProgressService
from desk_app.relations.queries import RelationsQueries
from desk_app.relations.service import RelationsService
from desk_app.search.queries import SearchQueries
from desk_app.tickets.charged import open_tickets_on
from desk_app.tickets.near import people_near
from desk_app.tickets.prints import TicketPrints
from desk_app.tickets.queries import TicketQueries
from desk_app.tickets.reclassification import ReclassificationService
from desk_app.tickets.service import TicketService
from desk_app.tickets.steps import APPROVAL, MAIL
from desk_app.tickets.undo import UndoService
from desk_app.tickets.unfinished import UnfinishedTexts
from desk_app.tickets.use import TicketUse


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the desk knows and does; a window, the command line and the tests are built on it alike."""

    db: Database
    events: EventBus
    clock: Clock
    identity: IdentityService
    who: IdentityQueries
    teams: TeamService
    relations: RelationsService
    people: RelationsQueries
    catalogue: CatalogueQueries
    catalogue_service: CatalogueService
    agreements: AgreementService
    agreement_queries: AgreementQueries
    calendars: CalendarService
    calendar_queries: CalendarQueries
    tickets: TicketService
    ticket_queries: TicketQueries
    reclassification: ReclassificationService
    undo: UndoService
    process: ProcessService
    process_queries: ProcessQueries
    unfinished: UnfinishedTexts
    prints: TicketPrints
    offers: OfferQueries
    intake: IntakeService
    drafts: DraftJournal
    completion: CompletionService
    completion_queries: CompletionQueries
    progress: ProgressService
    progress_queries: ProgressQueries
    news: NewsQueries
    performance: PerformanceQueries
    handling: HandlingQueries
    board: BoardQueries
    views: BoardService
    search: SearchQueries
    printing: PrintService
    print_queries: PrintQueries

    def feed(self) -> ChangeFeed:
        """The changes that other processes make from now on."""
        return ChangeFeed(self.db)

    def close(self) -> None:
        """Lets go of the database."""
        self.db.close()


def build(db: Database) -> Desk:
    """The desk on an open, migrated database."""
    printing = PrintService(db)
    people = RelationsQueries(db, people_near, open_tickets_on)
    catalogue = CatalogueQueries(db, TicketUse())
    return Desk(
        db=db,
        events=db.events,
        clock=db.clock,
        identity=IdentityService(db),
        who=IdentityQueries(db),
        teams=TeamService(db, uses_of_team),
        relations=RelationsService(db),
        people=people,
        catalogue=catalogue,
        catalogue_service=CatalogueService(db),
        agreements=AgreementService(db),
        agreement_queries=AgreementQueries(db),
        calendars=CalendarService(db),
        calendar_queries=CalendarQueries(db),
        tickets=TicketService(db, let_go),
        ticket_queries=TicketQueries(db),
        reclassification=ReclassificationService(db),
        undo=UndoService(db, printing, {APPROVAL: Approval, MAIL: OutgoingMail}, let_go),
        process=ProcessService(db),
        process_queries=ProcessQueries(db),
        unfinished=UnfinishedTexts(db),
        prints=TicketPrints(db, printing),
        offers=OfferQueries(db, catalogue),
        intake=IntakeService(db, printing),
        drafts=DraftJournal(db),
        completion=CompletionService(db, printing),
        completion_queries=CompletionQueries(db),
        progress=ProgressService(db),
        progress_queries=ProgressQueries(db),
        news=NewsQueries(db),
        performance=PerformanceQueries(db),
        handling=HandlingQueries(db),
        board=BoardQueries(db),
        views=BoardService(db),
        search=SearchQueries(db, people, catalogue),
        printing=printing,
        print_queries=PrintQueries(db),
    )
