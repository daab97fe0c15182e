import type { Scenario } from "../scenario.ts";
import { CODE_BEHAVIOUR } from "./code-behaviour.ts";
import { CODE_BEHAVIOUR_MORE } from "./code-behaviour-more.ts";
import { CODE_CONTRACTS } from "./code-contracts.ts";
import { CODE_GROWTH } from "./code-growth.ts";
import { CODE_LOAD } from "./code-load.ts";
import { CODE_PATHS } from "./code-paths.ts";
import { CONFIGURATION } from "./configuration.ts";
import { DATA } from "./data.ts";
import { FLAGS } from "./flags.ts";
import { INNOCENT } from "./innocent.ts";
import { INNOCENT_BELOW } from "./innocent-below.ts";
import { INNOCENT_MORE } from "./innocent-more.ts";
import { MIXED } from "./mixed.ts";
import { PLATFORM } from "./platform.ts";
import { SETTINGS_MORE } from "./settings-more.ts";

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
  ...CODE_BEHAVIOUR,
  ...CODE_BEHAVIOUR_MORE,
  ...SETTINGS_MORE,
  ...MIXED,
  ...INNOCENT_MORE,
];

export { MEASURED } from "./measured.ts";
