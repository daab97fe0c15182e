import * as find from "../understanding/extract.ts";
import { payloadOf, type Said } from "../understanding/understand.ts";
import type { Slots } from "../understanding/vocabulary.ts";

type Impact = Pick<Slots, "percent" | "customers" | "revenuePerHour" | "regions" | "dataLoss">;

/** What is said of the impact. */
export function impactOf({ text }: Said): Impact {
  const percent = find.percent(text)?.value;
  const customers = find.customers(text)?.value;
  const revenuePerHour = find.revenue(text)?.value;
  const regions = find.regions(text)?.value;
  const dataLoss = /\bno data (?:was |is )?(?:loss|lost)\b/.test(text)
    ? false
    : /\bdata (?:was |is )?(?:loss|lost|corrupt\w*)\b/.test(text)
      ? true
      : undefined;
  return {
    ...(percent === undefined ? {} : { percent }),
    ...(customers === undefined ? {} : { customers }),
    ...(revenuePerHour === undefined ? {} : { revenuePerHour }),
    ...(regions ? { regions } : {}),
    ...(dataLoss === undefined ? {} : { dataLoss }),
  };
}

/** The same in words that follow a sentence; empty when nothing is said. */
export function impactWords({ percent, customers, revenuePerHour, regions, dataLoss }: Impact): string {
  const parts = [
    percent === undefined ? "" : `${percent} % of users`,
    customers === undefined ? "" : `${customers} customers`,
    revenuePerHour === undefined ? "" : `${revenuePerHour} an hour`,
    regions ? regions.join(", ") : "",
    dataLoss === undefined ? "" : dataLoss ? "data loss" : "no data loss",
  ].filter(Boolean);
  return parts.length > 0 ? `: ${parts.join(", ")}` : "";
}

const LEAD =
  /^.*?\b(?:declare|declaring|open|create|start|raise|file|report|log|kick off|spin up|begin|trigger|launch|new|another|have|having|there(?:'s| is)|got)\b(?: up)?(?:\s+(?:an?|the|new|another|major|big|serious|critical|minor|total|production|prod|incident|outage|drill|test|sev(?:erity)?[\s-]?(?:[1-4]|one|two|three|four)|p[1-4])\b)*(?:\s+(?:for|about|on|in|with|because(?: of)?|as|that|since|regarding|called|titled|named)\b)?[\s,:-]*/;
const TRAIL =
  /[\s,.;:-]*\b(?:so |then |please )?(?:let'?s )?(?:declare|open|create|raise|make|call)(?: (?:it|this|that))?(?:\s+(?:an?|the|new|incident|sev(?:erity)?[\s-]?[1-4]|p[1-4]))+\s*$/;
const PREFIX = /^(?:sev(?:erity)?[\s-]?[1-4]|p[1-4]|incident|outage)(?: incident)?\s*[:-]\s*/;

/** What an incident is called, from the sentence that declares it: after the colon, after its verb, or before “…, declare a SEV1”. */
export function titleOf(said: Said): string {
  const trailing = TRAIL.exec(said.text);
  if (trailing && trailing.index > 3) return tidy(said.original.slice(0, trailing.index));
  const payload = payloadOf(said);
  if (payload) return tidy(payload);
  const lead = LEAD.exec(said.text) ?? PREFIX.exec(said.text);
  return tidy(lead ? said.original.slice(lead[0].length) : said.original);
}

function tidy(words: string): string {
  const bare = words
    .replace(PREFIX, "")
    .replace(/^["'\s,:-]+|["'\s,:;-]+$/g, "")
    .replace(/[.!]+$/, "")
    .trim();
  const title = bare.split("\n")[0]?.slice(0, 200) ?? "";
  return title.charAt(0).toUpperCase() + title.slice(1);
}
