export { openTracker, openTrackers, TRACKERS, testTracker } from "./connected.ts";
export { type OpenTracker, TrackerFailed } from "./define.ts";
