import { type LogDigest, type LogTemplate, SLOT_MS } from "./digest.ts";

export type LogLine = { at: number | null; service: string; level: string | null; message: string; trace: string | null };

const SAMPLES = 3;

/** Takes lines one by one and keeps their templates. Memory depends on the number of templates and slots, not of lines. */
export function openLogDigest(): { add(line: LogLine): void; close(): LogDigest } {
  const templates = new Map<string, LogTemplate>();
  let lines = 0;
  let from: number | null = null;
  let to: number | null = null;
  return {
    add({ at, service, level, message, trace }) {
      lines += 1;
      if (at !== null) {
        from = from === null ? at : Math.min(from, at);
        to = to === null ? at : Math.max(to, at);
      }
      const text = message.slice(0, 400).replace(/\S*\d\S*/g, "<*>");
      const key = `${service}\n${text}`;
      let template = templates.get(key);
      if (!template) {
        template = { id: `L${templates.size + 1}`, service, level, text, counts: new Map(), total: 0, samples: [] };
        templates.set(key, template);
      }
      template.total += 1;
      const slot = Math.floor((at ?? 0) / SLOT_MS);
      template.counts.set(slot, (template.counts.get(slot) ?? 0) + 1);
      if (template.samples.length < SAMPLES) template.samples.push({ at, message: message.slice(0, 500), trace });
    },
    close: () => ({ lines, from, to, templates: [...templates.values()] }),
  };
}
