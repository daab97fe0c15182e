import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";

type Outputs = inferRouterOutputs<AppRouter>;

export type InvestigationView = Outputs["investigations"]["read"];
export type Analysis = NonNullable<InvestigationView["analysis"]>;
export type EvidenceItem = Analysis["evidence"][number];
