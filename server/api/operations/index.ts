import { actionItemOperations } from "./action-items.ts";
import { agentOperations } from "./agents.ts";
import { alertOperations } from "./alerts.ts";
import { catalogueOperations } from "./catalogue.ts";
import { connectionOperations } from "./connections.ts";
import { deadlineOperations } from "./deadlines.ts";
import { declareOperations } from "./declare.ts";
import type { Operation } from "./define.ts";
import { documentOperations } from "./documents.ts";
import { drillOperations } from "./drills.ts";
import { escalationOperations } from "./escalation.ts";
import { incidentOperations } from "./incidents.ts";
import { insightsOperations } from "./insights.ts";
import { integrationOperations } from "./integrations.ts";
import { investigationOperations } from "./investigations.ts";
import { maintenanceOperations } from "./maintenance.ts";
import { nameOperations } from "./names.ts";
import { noticeOperations } from "./notices.ts";
import { oncallOperations } from "./oncall.ts";
import { organisationOperations } from "./organisation.ts";
import { policyOperations } from "./policies.ts";
import { postmortemRuleOperations } from "./postmortem-rules.ts";
import { postmortemOperations } from "./postmortems.ts";
import { publicPostmortemOperations } from "./public-postmortem.ts";
import { reviewSessionOperations } from "./review-sessions.ts";
import { roleOperations } from "./roles.ts";
import { runbookOperations } from "./runbooks.ts";
import { statusOperations } from "./status.ts";
import { statusLinkOperations } from "./status-links.ts";
import { statusQuestionOperations } from "./status-questions.ts";
import { taskOperations } from "./tasks.ts";
import { timelineOperations } from "./timeline.ts";

export type { Operation, Risk } from "./define.ts";

/** Everything that scripts and agents can do, by every door. */
export const OPERATIONS: readonly Operation[] = [
  ...declareOperations,
  ...incidentOperations,
  ...timelineOperations,
  ...roleOperations,
  ...escalationOperations,
  ...policyOperations,
  ...noticeOperations,
  ...statusOperations,
  ...statusQuestionOperations,
  ...maintenanceOperations,
  ...statusLinkOperations,
  ...taskOperations,
  ...documentOperations,
  ...postmortemOperations,
  ...actionItemOperations,
  ...postmortemRuleOperations,
  ...publicPostmortemOperations,
  ...reviewSessionOperations,
  ...insightsOperations,
  ...deadlineOperations,
  ...agentOperations,
  ...investigationOperations,
  ...catalogueOperations,
  ...oncallOperations,
  ...nameOperations,
  ...organisationOperations,
  ...connectionOperations,
  ...drillOperations,
  ...runbookOperations,
  ...alertOperations,
  ...integrationOperations,
];
