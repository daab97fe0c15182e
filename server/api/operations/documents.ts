import { z } from "zod";
import { IncidentDocument, ReadDocument } from "#lib/contracts/document.ts";
import { ReadRoom } from "#lib/contracts/room-view.ts";
import { documentToMarkdown } from "#lib/document-to-markdown.ts";
import { operation } from "./define.ts";

const FigureItem = z.looseObject({
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  value: z.number(),
  words: z.string(),
  source: z.string(),
  formula: z.string(),
  inputs: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.null()]) })),
  asOf: z.string(),
  isOpen: z.boolean(),
  version: z.string(),
});

export const documentOperations = [
  operation("get_figures", {
    about: "Read an incident's numbers: durations, users, customers, revenue, error budgets, each with formula, inputs and as-of time.",
    http: "GET /incidents/{reference}/figures",
    permission: "incident.read",
    risk: "read",
    calls: ["documents.figures"],
    input: ReadRoom,
    output: z.object({ items: z.array(FigureItem) }),
    words: ["reference"],
    run: async ({ api }, given) => ({ items: (await api.documents.figures(given)).map((figure) => ({ ...figure })) }),
  }),
  operation("post_declaration", {
    about: "Post the declaration on the timeline: impact, roles, first timeline, next actions, channels. Again for a new version.",
    http: "POST /incidents/{reference}/declaration",
    permission: "incident.write",
    risk: "write",
    calls: ["documents.postDeclaration"],
    input: ReadRoom,
    output: z.object({ seq: z.number().int(), document: IncidentDocument }),
    status: 201,
    words: ["reference"],
    run: ({ api }, given) => api.documents.postDeclaration(given),
  }),
  operation("get_document", {
    about: "Read a document of an incident, as blocks and as Markdown.",
    http: "GET /incidents/{reference}/documents/{kind}",
    permission: "incident.read",
    risk: "read",
    calls: ["documents.read"],
    input: ReadDocument,
    output: IncidentDocument.extend({ markdown: z.string() }),
    words: ["reference", "kind"],
    example: { reference: "", kind: "declaration" },
    run: async ({ api }, given) => {
      const document = await api.documents.read(given);
      return { ...document, markdown: documentToMarkdown(document) };
    },
  }),
] as const;
