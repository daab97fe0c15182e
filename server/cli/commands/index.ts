import type { Command } from "../command.ts";
import { auditVerify } from "./audit-verify.ts";
import { completion } from "./completion.ts";
import { doctor } from "./doctor.ts";
import { follow } from "./follow.ts";

/** The commands that are no operation of the console. */
export const COMMANDS: readonly Command[] = [follow, auditVerify, doctor, completion(() => COMMANDS)];
