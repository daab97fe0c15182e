import { agentsRouter } from "./routers/agents.ts";
import { alertsRouter, changesRouter } from "./routers/alerts.ts";
import { boardRouter } from "./routers/board.ts";
import { connectionsRouter } from "./routers/connections.ts";
import { contactRouter } from "./routers/contact.ts";
import { deadlinesRouter } from "./routers/deadlines.ts";
import { documentsRouter } from "./routers/documents.ts";
import { drillsRouter } from "./routers/drills.ts";
import { escalationRouter, pagerRouter, policiesRouter } from "./routers/escalation.ts";
import { incidentsRouter } from "./routers/incidents.ts";
import { insightsRouter } from "./routers/insights.ts";
import { integrationsRouter } from "./routers/integrations.ts";
import { investigationsRouter } from "./routers/investigations.ts";
import { keysRouter } from "./routers/keys.ts";
import { notesRouter } from "./routers/notes.ts";
import { oncallRouter } from "./routers/oncall.ts";
import { auditRouter, noticesRouter, notificationsRouter, settingsRouter } from "./routers/organisation.ts";
import { accountRouter, entranceRouter, peopleRouter } from "./routers/people.ts";
import { actionItemsRouter, postmortemsRouter } from "./routers/postmortems.ts";
import { rolesRouter } from "./routers/roles.ts";
import { roomRouter } from "./routers/room.ts";
import { runbooksRouter } from "./routers/runbooks.ts";
import { servicesRouter, teamsRouter } from "./routers/services.ts";
import { statusRouter } from "./routers/status.ts";
import { tasksRouter } from "./routers/tasks.ts";
import { webhooksRouter } from "./routers/webhooks.ts";
import { createCallerFactory, router } from "./trpc.ts";

/** Every query and command that a screen can reach. */
export const appRouter = router({
  account: accountRouter,
  actionItems: actionItemsRouter,
  agents: agentsRouter,
  alerts: alertsRouter,
  audit: auditRouter,
  board: boardRouter,
  changes: changesRouter,
  connections: connectionsRouter,
  contact: contactRouter,
  deadlines: deadlinesRouter,
  documents: documentsRouter,
  drills: drillsRouter,
  entrance: entranceRouter,
  escalation: escalationRouter,
  incidents: incidentsRouter,
  insights: insightsRouter,
  integrations: integrationsRouter,
  investigations: investigationsRouter,
  keys: keysRouter,
  notes: notesRouter,
  notices: noticesRouter,
  notifications: notificationsRouter,
  pager: pagerRouter,
  oncall: oncallRouter,
  people: peopleRouter,
  policies: policiesRouter,
  postmortems: postmortemsRouter,
  roles: rolesRouter,
  room: roomRouter,
  runbooks: runbooksRouter,
  services: servicesRouter,
  settings: settingsRouter,
  status: statusRouter,
  tasks: tasksRouter,
  teams: teamsRouter,
  webhooks: webhooksRouter,
});
export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
export type ServerCaller = ReturnType<typeof createCaller>;
