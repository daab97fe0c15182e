import { z } from "zod";
import { Reference } from "./ids.ts";
import { SECTIONS } from "./postmortem-terms.ts";
import { lineOf, optionalTextOf } from "./text.ts";

/** A section of the template: its key (what the machine writes there, or a key of one's own), its title, and text that always stands in it. */
export const TemplateSection = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "Give a key of small letters, digits and hyphens."),
  title: lineOf(80, "The title").meta({ title: "Title" }),
  text: optionalTextOf(5_000, "The text").meta({
    title: "Standing text",
    isMultiline: true,
    description: "Stands in every new postmortem before what is written there; Markdown.",
  }),
});
export type TemplateSection = z.infer<typeof TemplateSection>;

const Approvals = z.object({
  SEV1: z.number().int().min(0).max(5),
  SEV2: z.number().int().min(0).max(5),
  SEV3: z.number().int().min(0).max(5),
  SEV4: z.number().int().min(0).max(5),
});

/** How postmortems of this organisation are made. `approvals`: how many have to approve, by severity; `dueDays`: how long after the end a review is due. */
export const PostmortemRules = z.object({
  sections: z
    .array(TemplateSection)
    .min(1, "Keep at least one section.")
    .max(30, "At most 30 sections.")
    .refine((sections) => new Set(sections.map(({ key }) => key)).size === sections.length, "Two sections have the same key. Give each its own.")
    .refine((sections) => !sameTitles(sections), "Two sections have the same title. Give each its own."),
  approvals: Approvals,
  dueDays: z.object({
    SEV1: z.number().int().min(1).max(90),
    SEV2: z.number().int().min(1).max(90),
    SEV3: z.number().int().min(1).max(90),
    SEV4: z.number().int().min(1).max(90),
  }),
});
export type PostmortemRules = z.infer<typeof PostmortemRules>;

/** `version` is the one that the editor saw; 0 while it is the one that comes with Muster. */
export const SavePostmortemRules = z.object({ version: z.number().int().min(0), rules: PostmortemRules });

/** The rules with their version and who changed them last. */
export const PostmortemRulesBook = z.object({
  rules: PostmortemRules,
  version: z.number().int(),
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
});
export type PostmortemRulesBook = z.infer<typeof PostmortemRulesBook>;

/** What a template would write of an incident; by default of the newest one that ended. */
export const PreviewTemplate = z.object({ sections: PostmortemRules.shape.sections, reference: Reference.optional() });
/** `reference` null: no incident has ended yet, so that only titles and standing text are shown. */
export const TemplatePreview = z.object({ reference: z.string().nullable(), title: z.string(), markdown: z.string() });
export type TemplatePreview = z.infer<typeof TemplatePreview>;

/** Titles are compared without case: Markdown that is taken in finds its sections by them. */
function sameTitles(sections: readonly TemplateSection[]): boolean {
  return new Set(sections.map(({ title }) => title.toLowerCase())).size < sections.length;
}

export const DEFAULT_RULES: PostmortemRules = {
  sections: SECTIONS.map(({ key, title }) => ({ key, title, text: "" })),
  approvals: { SEV1: 2, SEV2: 1, SEV3: 1, SEV4: 0 },
  dueDays: { SEV1: 3, SEV2: 5, SEV3: 10, SEV4: 20 },
};
