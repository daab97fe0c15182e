import { createServer, type IncomingMessage } from "node:http";

/** One request that arrived: the key it carried, the page it is about, when. */
export type Arrival = { key: string; page: string; reference: string; step: string; at: number };

export type Receiver = {
  url: string;
  host: string;
  arrivals: Arrival[];
  /** Answers after this; what hangs is a promise that never ends. */
  onArrival: (arrival: Arrival) => Promise<number> | number;
  close: () => Promise<void>;
};

/** The far side of pages: counts what arrives over real HTTP. Answers 200 unless told otherwise. */
export async function openReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: "", host: "", arrivals: [], onArrival: () => 200, close: async () => undefined };
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await bodyOf(request)) as { page: string; reference: string; step: string };
    const arrival = { key: String(request.headers["webhook-id"]), page: body.page, reference: body.reference, step: body.step, at: Date.now() };
    receiver.arrivals.push(arrival);
    response.writeHead(await receiver.onArrival(arrival)).end();
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  receiver.host = `127.0.0.1:${port}`;
  receiver.url = `http://${receiver.host}/pages`;
  receiver.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return receiver;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
