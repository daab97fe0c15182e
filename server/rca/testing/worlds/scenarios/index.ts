import type { Scenario } from "../scenario.ts";
import { CODE_CONTRACTS } from "./code-contracts.ts";
import { CODE_GROWTH } from "./code-growth.ts";
import { CODE_LOAD } from "./code-load.ts";
import { CODE_PATHS } from "./code-paths.ts";
import { CONFIGURATION } from "./configuration.ts";
import { DATA } from "./data.ts";
import { FLAGS } from "./flags.ts";
import { INNOCENT } from "./innocent.ts";
import { INNOCENT_BELOW } from "./innocent-below.ts";
import { PLATFORM } from "./platform.ts";
import { UNSEEN_CODE } from "./unseen-code.ts";
import { UNSEEN_LAST } from "./unseen-last.ts";
import { UNSEEN_OTHER } from "./unseen-other.ts";

/** All incidents that a world can tell. */
export const SCENARIOS: readonly Scenario[] = [
  ...CODE_PATHS,
  ...CODE_LOAD,
  ...CODE_GROWTH,
  ...CODE_CONTRACTS,
  ...CONFIGURATION,
  ...FLAGS,
  ...DATA,
  ...PLATFORM,
  ...INNOCENT,
  ...INNOCENT_BELOW,
  ...UNSEEN_CODE,
  ...UNSEEN_OTHER,
  ...UNSEEN_LAST,
];

export { MEASURED } from "./measured.ts";
