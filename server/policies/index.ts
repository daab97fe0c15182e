export { type Policies, policyFor, readPolicies, snapshotOf } from "./policy-for.ts";
