export { type ClockChange, clockOf } from "./clock.ts";
export { type Difference, gapDifference, scheduleDifference } from "./difference.ts";
export { turnMs } from "./layer-spans.ts";
export { type Load, loadOf, NIGHT, OFFICE } from "./load.ts";
export { moved, nextShift, nowAndNext } from "./now-and-next.ts";
export { gaps, layerShifts, type OnCall, onCallAt, shifts } from "./shifts.ts";
