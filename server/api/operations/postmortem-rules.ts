import { z } from "zod";
import { DEFAULT_RULES, PostmortemRulesBook, PreviewTemplate, SavePostmortemRules, TemplatePreview } from "#lib/contracts/postmortem-template.ts";
import { operation } from "./define.ts";

export const postmortemRuleOperations = [
  operation("get_postmortem_rules", {
    title: "Read how postmortems are made",
    about: "Read the template of postmortems, how many have to approve and in how many days a review is due, by severity.",
    http: "GET /postmortem-rules",
    permission: "settings.read",
    risk: "read",
    calls: ["postmortems.rules"],
    input: z.object({}),
    output: PostmortemRulesBook,
    run: ({ api }) => api.postmortems.rules(),
  }),
  operation("save_postmortem_rules", {
    title: "Say how postmortems are made",
    about: "Change the template of postmortems, the approvals and the days until a review is due; `version` is the one that was read.",
    http: "PUT /postmortem-rules",
    permission: "settings.manage",
    risk: "write",
    calls: ["postmortems.saveRules"],
    input: SavePostmortemRules,
    output: PostmortemRulesBook,
    example: { version: 0, rules: { ...DEFAULT_RULES, approvals: { SEV1: 3, SEV2: 1, SEV3: 1, SEV4: 0 } } },
    run: ({ api }, given) => api.postmortems.saveRules(given),
  }),
  operation("preview_postmortem_template", {
    title: "See what a template would write",
    about: "Compute what a template would write of an incident, by default of the newest that ended; nothing is stored.",
    http: "POST /postmortem-rules/preview",
    permission: "incident.read",
    risk: "read",
    calls: ["postmortems.previewTemplate"],
    input: PreviewTemplate,
    output: TemplatePreview,
    example: { sections: DEFAULT_RULES.sections },
    run: ({ api }, given) => api.postmortems.previewTemplate(given),
  }),
] as const;
