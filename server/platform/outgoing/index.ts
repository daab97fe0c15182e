export { type CheckedUrl, checkUrl } from "./check-url.ts";
export { OutgoingFailed, RefusedAddress } from "./failures.ts";
export { type OutgoingRequest, outgoing } from "./outgoing.ts";
export { addressesOf, type Resolve, systemResolve } from "./resolve.ts";
export type { Answer, Tls } from "./send-once.ts";
