import { prepareAgents, startAgentRuns } from "#server/agents/index.ts";
import { startAlerts } from "#server/alerts/index.ts";
import { AGENT_TOOLS } from "#server/api/agent-tools.ts";
import { startDeadlines } from "#server/deadlines/index.ts";
import { startDrills } from "#server/drills/index.ts";
import { startEngine } from "#server/escalation/index.ts";
import { startHousekeeping } from "#server/jobs/housekeeping.ts";
import { closeQueue } from "#server/jobs/queue.ts";
import { workJobs } from "#server/jobs/work.ts";
import { startNotices } from "#server/notices/index.ts";
import { startReminders } from "#server/oncall/index.ts";
import { fireSelfTests, startAuditing, startFollowing, startSelfTests, startSending } from "#server/paging/index.ts";
import { closeDatabase } from "#server/platform/db.ts";
import { onShutdown } from "#server/platform/lifeline.ts";
import { log } from "#server/platform/log.ts";
import { startListener, stopListener } from "#server/realtime/listener.ts";
import { startRunbookRuns, startTellingApprovals } from "#server/runbooks/index.ts";
import { startIndexing } from "#server/search/index.ts";
import { startStatus } from "#server/status/index.ts";
import { startWebhooks } from "#server/webhooks/index.ts";

await startListener();
const stopIndexing = startIndexing();
const stopHousekeeping = startHousekeeping();
const stopDeadlines = startDeadlines();
const sender = startSending();
const stopEngine = startEngine({ onFired: sender.look, onRound: fireSelfTests });
const stopFollowing = startFollowing();
const stopAuditing = startAuditing();
const stopSelfTests = startSelfTests();
const stopWebhooks = startWebhooks();
const stopNotices = startNotices();
const stopStatus = startStatus();
const stopReminders = startReminders();
const stopDrills = startDrills();
const stopAlerts = startAlerts();
const stopRunbooks = startRunbookRuns();
const stopTellingApprovals = startTellingApprovals();
const stopJobs = await workJobs();
const stopRuns = startAgentRuns({ tools: AGENT_TOOLS });
log.info("Worker takes jobs");
setImmediate(prepareAgents);

onShutdown(async () => {
  stopIndexing();
  stopHousekeeping();
  stopAuditing();
  stopSelfTests();
  await Promise.allSettled([
    stopRuns(),
    stopDeadlines(),
    stopEngine(),
    sender.stop(),
    stopAlerts(),
    stopFollowing(),
    stopRunbooks(),
    stopTellingApprovals(),
    stopDrills(),
    stopWebhooks(),
    stopNotices(),
    stopStatus(),
    stopReminders(),
    stopJobs(),
    stopListener(),
  ]);
  await closeQueue().catch(() => undefined);
  await closeDatabase();
});
