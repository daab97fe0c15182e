import type { Scenario } from "../world/types.ts";
import { BAD_DEPLOY } from "./bad-deploy.ts";
import { CALM } from "./calm.ts";
import { CONFIGURATION_DRIFT } from "./configuration-drift.ts";
import { DAILY_PEAK } from "./daily-peak.ts";
import { DISK_FULL } from "./disk-full.ts";
import { DNS_FAILURE } from "./dns-failure.ts";
import { EXPIRED_CERTIFICATE } from "./expired-certificate.ts";
import { MEMORY_LEAK } from "./memory-leak.ts";
import { NO_CHANGES_NO_CLUSTER } from "./no-changes-no-cluster.ts";
import { NODE_LOSS } from "./node-loss.ts";
import { NOISY_BUT_HEALTHY } from "./noisy-but-healthy.ts";
import { PAYMENT_OUTAGE } from "./payment-outage.ts";
import { SLOW_DEPENDENCY } from "./slow-dependency.ts";
import { TRAFFIC_SURGE } from "./traffic-surge.ts";
import { UNCOLLECTED_LOGS } from "./uncollected-logs.ts";
import { UNMEASURED_SERVICE } from "./unmeasured-service.ts";

/** Every drill: first those with a cause to find, then those with nothing to find, then those whose evidence does not suffice. */
export const SCENARIOS: readonly Scenario[] = [
  PAYMENT_OUTAGE,
  BAD_DEPLOY,
  MEMORY_LEAK,
  DNS_FAILURE,
  DISK_FULL,
  EXPIRED_CERTIFICATE,
  SLOW_DEPENDENCY,
  TRAFFIC_SURGE,
  NODE_LOSS,
  CONFIGURATION_DRIFT,
  CALM,
  DAILY_PEAK,
  NOISY_BUT_HEALTHY,
  UNMEASURED_SERVICE,
  UNCOLLECTED_LOGS,
  NO_CHANGES_NO_CLUSTER,
];

export function scenarioNamed(name: string): Scenario | null {
  return SCENARIOS.find((scenario) => scenario.name === name) ?? null;
}
