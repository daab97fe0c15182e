import * as input from "#lib/contracts/key.ts";
import * as keys from "#server/keys/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const keysRouter = router({
  list: query("account.own").input(input.ListKeys).query(run(keys.listKeys)),
  create: command("account.own").input(input.CreateKey).mutation(run(keys.createKey)),
  revoke: command("account.own").input(input.RevokeKey).mutation(run(keys.revokeKey)),
});
