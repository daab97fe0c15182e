import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { sendHealth } from "./health.ts";

test("the status server is asked once, however often somebody asks for the health", async () => {
  const server = createServer((_req, res) => void sendHealth(res));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = globalThis.fetch;
  const asked = vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ secondsSinceWritten: 3 }));
  try {
    const said = async () => ((await (await ask(url)).json()) as { statusServer: string }).statusServer;
    expect(await Promise.all(Array.from({ length: 20 }, said))).toEqual(Array.from({ length: 20 }, () => "ok"));
    expect(asked).toHaveBeenCalledOnce();
  } finally {
    asked.mockRestore();
    server.close();
  }
});
