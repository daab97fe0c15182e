export type ServerEvent = { id: string | null; event: string; data: string };

/** The events of a server-sent stream (WHATWG HTML, 9.2), as they come, until it ends. */
export async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = parse(block);
      if (event) yield event;
    }
  }
}

function parse(block: string): ServerEvent | null {
  const event: ServerEvent = { id: null, event: "message", data: "" };
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const [name = "", ...value] = line.split(": ");
    const text = value.join(": ");
    if (name === "data") data.push(text);
    else if (name === "id") event.id = text;
    else if (name === "event") event.event = text;
  }
  return data.length === 0 ? null : { ...event, data: data.join("\n") };
}
