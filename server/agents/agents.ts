import type { Agent } from "./define.ts";
import { escalationManager } from "./escalation-manager/agent.ts";
import { incidentCommander } from "./incident-commander/agent.ts";
import { postmortemWriter } from "./postmortem-writer/agent.ts";
import { rcaAgent } from "./rca-agent/agent.ts";
import { runbookExecutor } from "./runbook-executor/agent.ts";

/** Every agent of the console; a new one is a folder or file and a line here. */
export const AGENTS: readonly Agent[] = [incidentCommander, rcaAgent, escalationManager, runbookExecutor, postmortemWriter];
