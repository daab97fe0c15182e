import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Request = { path: string; headers: IncomingHttpHeaders; body: string };
type Provider = { key: string; first: object[]; second: object[]; isNamed: boolean };

/** How each maker's interface streams the same two answers: words with a call of `get_incident`, then words alone. */
export function providers(reference: string): Record<"anthropic" | "openai" | "google", Provider> {
  return { anthropic: anthropic({ reference }), openai: openai({ reference }), google: google({ reference }) };
}

/** The far side of a model's network, on loopback: says the first answer, then the second. */
export async function playProvider({ first, second, isNamed }: Provider) {
  const requests: Request[] = [];
  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on("data", (part: Buffer) => parts.push(part));
    req.on("end", () => {
      requests.push({ path: req.url ?? "", headers: req.headers, body: Buffer.concat(parts).toString("utf8") });
      res.writeHead(200, { "content-type": "text/event-stream" });
      for (const event of requests.length === 1 ? first : second) {
        const name = isNamed ? `event: ${(event as { type: string }).type}\n` : "";
        res.write(`${name}data: ${JSON.stringify(event)}\n\n`);
      }
      res.end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { url, requests, close };
}

function anthropic(input: object): Provider {
  const start = { id: "msg_1", type: "message", role: "assistant", model: "m", content: [], stop_reason: null, stop_sequence: null };
  const begin = { type: "message_start", message: { ...start, usage: { input_tokens: 10, output_tokens: 1 } } };
  const text = (words: string) => [
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: words } },
    { type: "content_block_stop", index: 0 },
  ];
  const call = [
    { type: "content_block_start", index: 1, content_block: { type: "tool_use", id: "toolu_1", name: "get_incident", input: {} } },
    { type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: JSON.stringify(input) } },
    { type: "content_block_stop", index: 1 },
  ];
  const end = (stop_reason: string) => [
    { type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 5 } },
    { type: "message_stop" },
  ];
  const first = [begin, ...text("Let me look."), ...call, ...end("tool_use")];
  return { key: "x-api-key", isNamed: true, first, second: [begin, ...text("It is SEV2."), ...end("end_turn")] };
}

function openai(input: object): Provider {
  const created = { type: "response.created", response: { id: "resp_1", created_at: 1, model: "m" } };
  const text = (delta: string) => {
    const item = {
      type: "message",
      id: "msg_1",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: delta, annotations: [] }],
    };
    return [
      { type: "response.output_item.added", output_index: 0, item: { ...item, status: "in_progress", content: [] } },
      { type: "response.output_text.delta", item_id: "msg_1", output_index: 0, content_index: 0, delta },
      { type: "response.output_item.done", output_index: 0, item },
    ];
  };
  const written = JSON.stringify(input);
  const item = { type: "function_call", id: "fc_1", call_id: "call_1", name: "get_incident", arguments: written, status: "completed" };
  const call = [
    { type: "response.output_item.added", output_index: 1, item: { ...item, arguments: "", status: "in_progress" } },
    { type: "response.function_call_arguments.delta", item_id: "fc_1", output_index: 1, delta: written },
    { type: "response.output_item.done", output_index: 1, item },
  ];
  const usage = { input_tokens: 10, output_tokens: 5, input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } };
  const end = { type: "response.completed", response: { id: "resp_1", created_at: 1, model: "m", usage } };
  return {
    key: "authorization",
    isNamed: false,
    first: [created, ...text("Let me look."), ...call, end],
    second: [created, ...text("It is SEV2."), end],
  };
}

function google(args: object): Provider {
  const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 };
  const answer = (parts: object[]) => ({ candidates: [{ content: { role: "model", parts }, finishReason: "STOP", index: 0 }], usageMetadata });
  const call = { functionCall: { name: "get_incident", args }, thoughtSignature: "signature-of-the-call" };
  return { key: "x-goog-api-key", isNamed: false, first: [answer([{ text: "Let me look." }, call])], second: [answer([{ text: "It is SEV2." }])] };
}
