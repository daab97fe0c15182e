import type { IncomingMessage, ServerResponse } from "node:http";
import { Reference } from "#lib/contracts/ids.ts";
import type { Permission } from "#lib/contracts/permissions.ts";
import { handleTrpc } from "#server/api/handler.ts";
import { handleOperation } from "#server/api/operations/handle.ts";
import { openApiDocument } from "#server/api/operations/openapi.ts";
import { authHandler } from "#server/auth/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { streamBoard } from "#server/realtime/board-stream.ts";
import { streamIncident } from "#server/realtime/incident-stream.ts";
import { streamPerson } from "#server/realtime/person-stream.ts";
import { streamPostmortem } from "#server/realtime/postmortem-stream.ts";
import { streamRun } from "#server/realtime/run-stream.ts";
import { streamRunbook } from "#server/realtime/runbook-stream.ts";
import { receivePageAnswer } from "./answer-page.ts";
import { receiveAttachment, sendAttachment } from "./attachments.ts";
import { sendAuditExport } from "./audit-export.ts";
import { receiveEvidence } from "./evidence.ts";
import { sendHealth } from "./health.ts";
import { receivePagerDuty, receiveSlackCommand, receiveSlackInteraction } from "./inbound.ts";
import { sendInsightsExport } from "./insights-export.ts";
import { sendOncallCalendar } from "./oncall-calendar.ts";
import { sendJson } from "./respond.ts";
import { receiveSealed } from "./sealed.ts";
import { sendSharedPostmortem } from "./shared-postmortem.ts";

export type Exchange = { req: IncomingMessage; res: ServerResponse; ctx: Ctx; url: URL; params: Record<string, string> };

/**
 * One route of the web process. `permission` "public" needs no sign-in; "procedure" means that what it carries declares its own.
 * `:name` in a path stands for one segment, `*` at its end for the rest.
 */
export type Route = {
  method: "GET" | "POST" | "ANY";
  path: string;
  permission: Permission | "public" | "procedure";
  handle: (exchange: Exchange) => Promise<void>;
};

export const ROUTES: readonly Route[] = [
  { method: "GET", path: "/api/health", permission: "public", handle: ({ res }) => sendHealth(res) },
  { method: "ANY", path: "/api/auth/*", permission: "public", handle: ({ req, res }) => authHandler(req, res) },
  { method: "ANY", path: "/api/trpc/*", permission: "procedure", handle: handleTrpc },
  {
    method: "GET",
    path: "/api/v1/incidents/:reference/events",
    permission: "incident.read",
    handle: ({ req, res, ctx, params }) => streamIncident(req, res, ctx, Reference.parse(params.reference)),
  },
  {
    method: "GET",
    path: "/api/v1/runs/:runId/events",
    permission: "incident.read",
    handle: ({ req, res, ctx, params }) => streamRun(req, res, ctx, params.runId ?? ""),
  },
  {
    method: "GET",
    path: "/api/v1/runbook-runs/:id/events",
    permission: "runbook.read",
    handle: ({ req, res, ctx, params }) => streamRunbook(req, res, ctx, params.id ?? ""),
  },
  { method: "POST", path: "/api/v1/incidents/:reference/evidence", permission: "incident.write", handle: receiveEvidence },
  { method: "GET", path: "/api/read/:token", permission: "public", handle: sendSharedPostmortem },
  { method: "POST", path: "/api/v1/sealed", permission: "incident.declare", handle: receiveSealed },
  { method: "GET", path: "/api/v1/openapi.json", permission: "public", handle: async ({ res }) => sendJson(res, 200, openApiDocument()) },
  { method: "ANY", path: "/api/v1/*", permission: "procedure", handle: handleOperation },
  {
    method: "ANY",
    path: "/api/mcp",
    permission: "procedure",
    handle: async (exchange) => (await import("#server/mcp/handle.ts")).handleMcp(exchange),
  },
  { method: "GET", path: "/api/live/board", permission: "incident.read", handle: ({ req, res, ctx }) => streamBoard(req, res, ctx) },
  {
    method: "GET",
    path: "/api/live/postmortems/:reference",
    permission: "incident.read",
    handle: ({ req, res, ctx, params }) => streamPostmortem(req, res, ctx, Reference.parse(params.reference)),
  },
  { method: "GET", path: "/api/live/me", permission: "account.own", handle: ({ req, res, ctx }) => streamPerson(req, res, ctx) },
  { method: "POST", path: "/api/incidents/:reference/attachments", permission: "incident.write", handle: receiveAttachment },
  { method: "GET", path: "/api/attachments/:id", permission: "incident.read", handle: sendAttachment },
  { method: "POST", path: "/api/ack/:token", permission: "public", handle: receivePageAnswer },
  { method: "GET", path: "/api/oncall/:file", permission: "public", handle: sendOncallCalendar },
  { method: "POST", path: "/api/slack/interactions", permission: "public", handle: receiveSlackInteraction },
  { method: "POST", path: "/api/slack/commands", permission: "public", handle: receiveSlackCommand },
  { method: "POST", path: "/api/pagerduty/:connectionId", permission: "public", handle: receivePagerDuty },
  { method: "GET", path: "/api/audit/export", permission: "audit.read", handle: sendAuditExport },
  { method: "GET", path: "/api/insights/export", permission: "incident.read", handle: sendInsightsExport },
];

export function matchRoute(method: string, pathname: string): { route: Route; params: Record<string, string> } | null {
  for (const route of ROUTES) {
    const params = route.method === "ANY" || route.method === method ? matchPath(route.path, pathname) : null;
    if (params) return { route, params };
  }
  return null;
}

function matchPath(pattern: string, pathname: string): Record<string, string> | null {
  if (pattern.endsWith("/*")) return pathname.startsWith(pattern.slice(0, -1)) ? {} : null;
  const wanted = pattern.split("/");
  const given = pathname.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith(":")) params[segment.slice(1)] = decode(value);
    else if (segment !== value) return null;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
