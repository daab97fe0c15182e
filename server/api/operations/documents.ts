import { z } from "zod";
import { CONTRADICTION_RULES } from "#lib/contracts/contradictions/account.ts";
import { IncidentDocument, ReadDocument, ReadFigureHistory } from "#lib/contracts/document.ts";
import { ExecutiveSummary } from "#lib/contracts/executive-summary.ts";
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

const FigureVersionItem = z.looseObject({
  version: z.number().int(),
  seq: z.number().int().meta({ description: "The timeline entry that it came with" }),
  from: z.string(),
  until: z.string().nullable(),
  by: z.string(),
  value: z.number().nullable(),
  words: z.string().nullable(),
  endValue: z.number().nullable().meta({ description: "As of until, or of now: a figure that is open grows meanwhile" }),
  endWords: z.string().nullable(),
  endsAt: z.string(),
  isOpen: z.boolean(),
  changed: z.array(z.object({ name: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
});

const ContradictionItem = z.object({
  rule: z.enum(CONTRADICTION_RULES),
  first: z.string(),
  second: z.string(),
  entries: z.array(z.number().int()).meta({ description: "The entries of the timeline in which the two stand" }),
});

export const documentOperations = [
  operation("get_figures", {
    title: "Read the numbers",
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
  operation("get_figure_history", {
    title: "Read the history of a number",
    about: "Read every version of one of an incident's numbers: its value, since when, who brought it, which input changed, and by which entry.",
    http: "GET /incidents/{reference}/figures/{name}",
    permission: "incident.read",
    risk: "read",
    calls: ["documents.figureHistory"],
    input: ReadFigureHistory,
    output: z.object({ items: z.array(FigureVersionItem) }),
    words: ["reference", "name"],
    example: { reference: "", name: "services_affected" },
    run: async ({ api }, given) => ({ items: (await api.documents.figureHistory(given)).map((version) => ({ ...version })) }),
  }),
  operation("get_contradictions", {
    title: "Look for contradictions",
    about: "Read what an incident says of itself that cannot all be true: times, severities, shares, budgets, calls; with the entries.",
    http: "GET /incidents/{reference}/contradictions",
    permission: "incident.read",
    risk: "read",
    calls: ["documents.contradictions"],
    input: ReadRoom,
    output: z.object({ items: z.array(ContradictionItem) }),
    words: ["reference"],
    run: async ({ api }, given) => ({ items: await api.documents.contradictions(given) }),
  }),
  operation("get_executive_summary", {
    title: "Read the executive summary",
    about:
      "Read an incident for people who decide: what happened, impact, who leads, what is being done and comes next, decisions needed; each sentence with its timeline entries.",
    http: "GET /incidents/{reference}/executive-summary",
    permission: "incident.read",
    risk: "read",
    calls: ["documents.executiveSummary"],
    input: ReadRoom,
    output: ExecutiveSummary.extend({ markdown: z.string() }),
    words: ["reference"],
    run: ({ api }, given) => api.documents.executiveSummary(given),
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
    title: "Read a document",
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
