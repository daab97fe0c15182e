import { z } from "zod";
import { runKubectl } from "#server/connectors/index.ts";
import { askSystem } from "#server/investigations/index.ts";
import { defineTool } from "../../tools/tool.ts";
import { aim } from "./input.ts";

export const kubectl = defineTool({
  name: "kubectl",
  title: "Look into the cluster",
  description:
    'Read from Kubernetes with kubectl\'s arguments, each a word of its own: ["get","pods","-n","shop"], ["describe","pod","api-7f","-n","shop"], ["logs","api-7f","-n","shop","--previous","--tail=200"], ["events","-n","shop"], ["rollout","history","deployment/api","-n","shop"]. Only these verbs; secrets are not read. No shell: pipes and globs mean nothing.',
  permission: "agent.run",
  risk: "read",
  key: true,
  input: z.strictObject({ ...aim, argv: z.array(z.string().max(300)).min(1).max(20) }),
  run: (ctx, { argv, ...where }) =>
    askSystem(ctx, { ...where, kind: "kubernetes" }, async (link, window, signal) => ({
      kind: "output",
      ...(await runKubectl(link, argv, window, signal)),
    })),
});
