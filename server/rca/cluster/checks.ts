import { checkAbsent } from "./check/absent.ts";
import { checkAddresses } from "./check/addresses.ts";
import { checkAdmission } from "./check/admission.ts";
import { checkAlerts } from "./check/alerts.ts";
import { checkCertificates } from "./check/certificates.ts";
import { checkClaims } from "./check/claims.ts";
import { checkConfig } from "./check/config.ts";
import { checkCrashes } from "./check/crashes.ts";
import { checkCustom, checkNamespaces } from "./check/custom.ts";
import { checkDeletions } from "./check/deletions.ts";
import { checkEgress } from "./check/egress.ts";
import { checkEvents } from "./check/events.ts";
import type { Check } from "./check/found.ts";
import { checkImages } from "./check/images.ts";
import { checkInit } from "./check/init.ts";
import { checkJobs } from "./check/jobs.ts";
import { checkLatency } from "./check/latency.ts";
import { checkLogs } from "./check/logs.ts";
import { checkMesh } from "./check/mesh.ts";
import { checkMounts } from "./check/mounts.ts";
import { checkControlPlane, checkNodes } from "./check/nodes.ts";
import { checkPolicies } from "./check/policies.ts";
import { checkProbes } from "./check/probes.ts";
import { checkQuotas } from "./check/quotas.ts";
import { checkReaches } from "./check/reaches.ts";
import { checkReferences } from "./check/references.ts";
import { checkRefusals } from "./check/refusals.ts";
import { checkReports } from "./check/reports.ts";
import { checkAccounts, checkRights } from "./check/rights.ts";
import { checkRoutes } from "./check/routes.ts";
import { checkScalers } from "./check/scalers.ts";
import { checkScheduling } from "./check/scheduling.ts";
import { checkServices } from "./check/services.ts";
import { checkTables } from "./check/tables.ts";
import { checkUsage } from "./check/usage.ts";
import { checkWebhooks } from "./check/webhooks.ts";
import { checkWorkloads } from "./check/workloads.ts";

/** Every check of a cluster, one file a kind of trouble. Order is that of the evidence in the report. */
export const CHECKS: readonly Check[] = [
  checkNodes,
  checkControlPlane,
  checkScheduling,
  checkClaims,
  checkImages,
  checkConfig,
  checkReferences,
  checkMounts,
  checkCrashes,
  checkInit,
  checkProbes,
  checkAdmission,
  checkAccounts,
  checkRights,
  checkQuotas,
  checkServices,
  checkRoutes,
  checkPolicies,
  checkEgress,
  checkMesh,
  checkCustom,
  checkNamespaces,
  checkDeletions,
  checkCertificates,
  checkWebhooks,
  checkAddresses,
  checkJobs,
  checkScalers,
  checkUsage,
  checkAlerts,
  checkLatency,
  checkWorkloads,
  checkReaches,
  checkReports,
  checkRefusals,
  checkLogs,
  checkTables,
  checkAbsent,
  checkEvents,
];
