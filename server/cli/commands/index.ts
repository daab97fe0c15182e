import type { Command } from "../command.ts";
import { auditVerify } from "./audit-verify.ts";
import { backup } from "./backup.ts";
import { completion } from "./completion.ts";
import { doctor } from "./doctor.ts";
import { follow } from "./follow.ts";
import { investigate } from "./investigate.ts";
import { restore } from "./restore.ts";
import { runAgent } from "./run-agent.ts";
import { importSealedFile, verify } from "./sealed.ts";

/** The commands that are no operation of the console. */
export const COMMANDS: readonly Command[] = [
  runAgent,
  follow,
  investigate,
  backup,
  restore,
  auditVerify,
  verify,
  importSealedFile,
  doctor,
  completion(() => COMMANDS),
];
