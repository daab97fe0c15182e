import type { Scenario } from "../scenario.ts";
import { CODE_BEHAVIOUR } from "./code-behaviour.ts";
import { CODE_BEHAVIOUR_MORE } from "./code-behaviour-more.ts";
import { CODE_CONTRACTS } from "./code-contracts.ts";
import { CODE_GROWTH } from "./code-growth.ts";
import { CODE_LOAD } from "./code-load.ts";
import { CODE_PATHS } from "./code-paths.ts";
import { CONFIGURATION } from "./configuration.ts";
import { CONTRACTS_MORE } from "./contracts-more.ts";
import { DATA } from "./data.ts";
import { EVERYDAY } from "./everyday.ts";
import { EVERYDAY_MORE } from "./everyday-more.ts";
import { FLAGS } from "./flags.ts";
import { FORMERLY_MEASURED } from "./formerly-measured.ts";
import { INNOCENT } from "./innocent.ts";
import { INNOCENT_BELOW } from "./innocent-below.ts";
import { INNOCENT_MORE } from "./innocent-more.ts";
import { LOAD_MORE } from "./load-more.ts";
import { MEASURED as ONLY_MEASURED } from "./measured.ts";
import { MEASURED_MORE } from "./measured-more.ts";
import { MIXED } from "./mixed.ts";
import { NEAR_MISSES } from "./near-misses.ts";
import { NEAR_MISSES_MORE } from "./near-misses-more.ts";
import { OFFBEAT } from "./offbeat.ts";
import { OFFBEAT_MORE } from "./offbeat-more.ts";
import { PLATFORM } from "./platform.ts";
import { SETTINGS_MORE } from "./settings-more.ts";

import { BANKING } from "./strangers/banking.ts";
import { DEVICES } from "./strangers/devices.ts";
import { GAMES } from "./strangers/games.ts";
import { HEALTH } from "./strangers/health.ts";
import { LAST } from "./strangers/last.ts";
import { LAST_MORE } from "./strangers/last-more.ts";
import { LOGISTICS } from "./strangers/logistics.ts";
import { MEDIA } from "./strangers/media.ts";

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
  ...FORMERLY_MEASURED,
  ...CONTRACTS_MORE,
  ...LOAD_MORE,
  ...NEAR_MISSES,
  ...NEAR_MISSES_MORE,
  ...EVERYDAY,
  ...EVERYDAY_MORE,
  ...OFFBEAT,
  ...OFFBEAT_MORE,
  ...MEDIA,
  ...GAMES,
  ...LOGISTICS,
  ...HEALTH,
  ...BANKING,
  ...DEVICES,
];

/** Incidents that neither weights nor word lists were made with. */
export const MEASURED: readonly Scenario[] = [...ONLY_MEASURED, ...MEASURED_MORE, ...LAST, ...LAST_MORE];
