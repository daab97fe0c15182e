export { archivePolicy } from "./archive-policy.ts";
export { type Policies, policyFor, readPolicies, snapshotOf } from "./policy-for.ts";
export { readPolicyBook } from "./read-policy-book.ts";
export { removePosition } from "./remove-position.ts";
export { savePolicy } from "./save-policy.ts";
export { savePosition } from "./save-position.ts";
