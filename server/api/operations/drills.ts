import { z } from "zod";
import { DrillId, DrillScore, DrillsView, StartDrill } from "#lib/contracts/drill.ts";
import { operation } from "./define.ts";

export const drillOperations = [
  operation("list_drills", {
    title: "List drills",
    about: "List what one can practise, which drills run, and how the last ones went. The truth of a drill is told after its end.",
    http: "GET /drills",
    permission: "incident.read",
    risk: "read",
    calls: ["drills.list"],
    input: z.object({}),
    output: DrillsView,
    run: ({ api }) => api.drills.list(),
  }),
  operation("start_drill", {
    title: "Start a drill",
    about: "Start a drill: declares an incident of kind drill, and runs a small world that fails, for practice.",
    http: "POST /drills",
    permission: "incident.declare",
    risk: "write",
    calls: ["drills.start"],
    input: StartDrill,
    output: z.object({ id: z.string(), reference: z.string() }),
    status: 201,
    words: ["scenario"],
    example: { scenario: "payment-outage" },
    run: ({ api }, given) => api.drills.start(given),
  }),
  operation("end_drill", {
    title: "End a drill",
    about: "End a drill: its world goes, and the score tells what was true. It cannot be taken up again.",
    http: "POST /drills/{id}/end",
    permission: "incident.write",
    risk: "irreversible",
    calls: ["drills.end"],
    input: DrillId,
    output: z.object({ score: DrillScore }),
    words: ["id"],
    example: { id: "drill" },
    run: ({ api }, given) => api.drills.end(given),
  }),
];
