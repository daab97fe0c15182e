import * as input from "#lib/contracts/connection.ts";
import * as connections from "#server/connections/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const connectionsRouter = router({
  list: query("settings.manage").query(({ ctx }) => connections.listConnections(ctx)),
  create: command("settings.manage").input(input.CreateConnection).mutation(run(connections.createConnection)),
  change: command("settings.manage").input(input.ChangeConnection).mutation(run(connections.changeConnection)),
  delete: command("settings.manage").input(input.ConnectionId).mutation(run(connections.deleteConnection)),
  test: command("settings.manage").input(input.ConnectionRef).mutation(run(connections.testConnection)),
});
