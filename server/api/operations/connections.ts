import { z } from "zod";
import { ChangeConnection, ConnectionId, ConnectionRef, ConnectionSummary, ConnectionTest, CreateConnection } from "#lib/contracts/connection.ts";
import { operation } from "./define.ts";

export const connectionOperations = [
  operation("list_connections", {
    title: "List the connected systems",
    about: "List the systems that evidence is read from, with how their last test went.",
    http: "GET /connections",
    permission: "settings.manage",
    risk: "read",
    calls: ["connections.list"],
    input: z.object({}),
    output: z.object({ items: z.array(ConnectionSummary) }),
    run: async ({ api }) => ({ items: await api.connections.list() }),
  }),
  operation("create_connection", {
    title: "Connect a system",
    about: "Connect a system that evidence is read from: Prometheus, Loki, Grafana, Datadog or Kubernetes.",
    http: "POST /connections",
    permission: "settings.manage",
    risk: "write",
    calls: ["connections.create"],
    input: CreateConnection,
    output: z.object({ id: z.string() }),
    status: 201,
    words: ["kind", "name"],
    example: { kind: "prometheus", name: "Metrics", settings: { url: "https://prometheus.example.com" }, secrets: { token: "a-token" } },
    run: ({ api }, given) => api.connections.create(given),
  }),
  operation("change_connection", {
    title: "Change a connected system",
    about: "Change how a system is asked, or disable it; `version` is the one that was read. Secrets left out stay.",
    http: "PATCH /connections/{id}",
    permission: "settings.manage",
    risk: "write",
    calls: ["connections.change"],
    input: ChangeConnection,
    output: z.object({ version: z.number().int() }),
    words: ["id"],
    example: { id: "connection", version: 1, name: "Metrics of the shop" },
    run: ({ api }, given) => api.connections.change(given),
  }),
  operation("delete_connection", {
    title: "Disconnect a system",
    about: "Delete a connection with its secrets. What was captured through it stays.",
    http: "DELETE /connections/{id}",
    permission: "settings.manage",
    risk: "irreversible",
    calls: ["connections.delete"],
    input: ConnectionId,
    output: z.object({}),
    words: ["id"],
    example: { id: "connection" },
    run: async ({ api }, given) => {
      await api.connections.delete(given);
      return {};
    },
  }),
  operation("test_connection", {
    title: "Test a connected system",
    about: "Ask a connected system what it is and what it has. That it fails is an answer too, and says what to check.",
    http: "POST /connections/{id}/test",
    permission: "settings.manage",
    risk: "write",
    calls: ["connections.test"],
    input: ConnectionRef,
    output: ConnectionTest,
    words: ["id"],
    example: { id: "connection" },
    run: ({ api }, given) => api.connections.test(given),
  }),
] as const;
