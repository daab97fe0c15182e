export { causeChoices, hasCause } from "./causes.ts";
export { exportInsights } from "./export-insights.ts";
export { readFile } from "./read-file.ts";
export { readInsights } from "./read-insights.ts";
