import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createHandler, openShelf, openTray } from "#server/status-server/index.ts";
import { statusFolder } from "../addresses.ts";
import { renderPages } from "../render-pages.ts";
import { claimDue } from "../subscribers/claim-due.ts";
import { deliver } from "../subscribers/deliver.ts";
import type { Send } from "../subscribers/post-to-webhook.ts";
import { takeForms } from "../subscribers/take-forms.ts";

/** The status server's own handler over the snapshots of this test. */
export async function openStatusServer() {
  const shelf = await openShelf(statusFolder("public"), () => undefined);
  const handle = createHandler({ shelf, tray: await openTray(statusFolder("tray")), base: "", addressOf: () => "visitor" });
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = async (path: string, fields: [string, string][]) => {
    await shelf.look();
    await shelf.look();
    return fetch(`${url}/${path}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  };
  return {
    url,
    post,
    close: () => {
      shelf.close();
      server.close();
    },
  };
}

/** Everything that the worker does once: forms, pages, news, and every message that is due. `post`: how webhooks are reached. */
export async function workOnce(post?: Send): Promise<void> {
  while ((await takeForms()) > 0);
  await renderPages();
  let due = await claimDue(50, []);
  while (due.length > 0) {
    await Promise.all(due.map((one) => deliver(one, post)));
    due = await claimDue(50, []);
  }
}
