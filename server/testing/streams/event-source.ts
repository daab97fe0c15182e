import { type IncomingMessage, request } from "node:http";

/** One server-sent event as bytes: many clients compare the same megabytes. */
export type StreamEvent = { type: string; id: number | null; data: Buffer };

export type EventSourceOptions = {
  port: number;
  path: string;
  cookie: string;
  lastEventId: number | null;
  onEvent: (event: StreamEvent) => void;
  /** The server's `retry:` in milliseconds. */
  onRetry: (milliseconds: number) => void;
};

export type EventSource = {
  /** Resolves when the connection is over, with the status of the answer; null when there was none. */
  ended: Promise<number | null>;
  pause(): void;
  resume(): void;
  close(): void;
};

/** One connection of an event stream, read by hand: an event that was cut off in its middle is dropped, as browsers do. */
export function openEventSource({ port, path, cookie, lastEventId, onEvent, onRetry }: EventSourceOptions): EventSource {
  const { promise: ended, resolve } = Promise.withResolvers<number | null>();
  let response: IncomingMessage | undefined;
  let isClosed = false;
  let rest: Buffer = Buffer.alloc(0);

  function read(chunk: Buffer): void {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf("\n\n"); end >= 0 && !isClosed; end = rest.indexOf("\n\n")) {
      const event = eventIn(rest.subarray(0, end), onRetry);
      rest = rest.subarray(end + 2);
      if (event) onEvent(event);
    }
  }

  const headers = { cookie, accept: "text/event-stream", ...(lastEventId === null ? {} : { "last-event-id": String(lastEventId) }) };
  const asking = request({ agent: false, host: "127.0.0.1", port, path, headers }, (answer) => {
    response = answer;
    if (answer.statusCode === 200) answer.on("data", read);
    else answer.resume();
    answer.on("error", () => undefined);
  });
  asking.on("error", () => undefined);
  asking.on("close", () => resolve(response?.statusCode ?? null));
  asking.end();
  return {
    ended,
    pause: () => void response?.pause(),
    resume: () => void response?.resume(),
    close() {
      isClosed = true;
      asking.destroy();
    },
  };
}

function eventIn(block: Buffer, onRetry: (milliseconds: number) => void): StreamEvent | null {
  const event: StreamEvent = { type: "message", id: null, data: Buffer.alloc(0) };
  for (let start = 0; start < block.length; ) {
    const newline = block.indexOf("\n", start);
    const end = newline < 0 ? block.length : newline;
    const colon = block.indexOf(": ", start);
    const field = block.toString("latin1", start, colon);
    const value = block.subarray(colon + 2, end);
    if (field === "id") event.id = Number(value);
    else if (field === "event") event.type = value.toString();
    else if (field === "data") event.data = value;
    else if (field === "retry") onRetry(Number(value));
    start = end + 1;
  }
  return event.data.length === 0 ? null : event;
}
