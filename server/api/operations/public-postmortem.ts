import { z } from "zod";
import { PublicPostmortem, PublishPublicPostmortem, ReadPublicPostmortem, RetractPublicPostmortem } from "#lib/contracts/public-postmortem.ts";
import { Published } from "#lib/contracts/status/commands.ts";
import { operation } from "./define.ts";

export const publicPostmortemOperations = [
  operation("draft_public_postmortem", {
    title: "Draft what the public reads of a postmortem",
    about: "Draft what status pages could say of an approved postmortem, and read what they say now; nothing is stored.",
    http: "GET /incidents/{reference}/postmortem/public",
    permission: "status.publish",
    risk: "read",
    calls: ["postmortems.publicDraft"],
    input: ReadPublicPostmortem,
    output: PublicPostmortem,
    words: ["reference"],
    run: ({ api }, given) => api.postmortems.publicDraft(given),
  }),
  operation("publish_public_postmortem", {
    title: "Tell the public what was learned",
    about: "Publish a public summary of an approved postmortem where its incident stands; it waits where a page asks for approval.",
    http: "POST /incidents/{reference}/postmortem/public",
    permission: "status.publish",
    risk: "tells",
    calls: ["postmortems.tellPublic"],
    input: PublishPublicPostmortem,
    output: Published,
    words: ["reference", "text"],
    example: { reference: "", text: "A pool of connections ran full. It is watched from now on." },
    run: ({ api }, given) => api.postmortems.tellPublic(given),
  }),
  operation("retract_public_postmortem", {
    title: "Take back what the public reads of a postmortem",
    about: "Take back what status pages say of a postmortem, with the reason, which stands there.",
    http: "POST /incidents/{reference}/postmortem/public/retract",
    permission: "status.publish",
    risk: "tells",
    calls: ["postmortems.retractPublic"],
    input: RetractPublicPostmortem,
    output: z.object({ seq: z.number().int() }),
    words: ["reference", "reason"],
    example: { reference: "", reason: "One figure was wrong" },
    run: ({ api }, given) => api.postmortems.retractPublic(given),
  }),
] as const;
