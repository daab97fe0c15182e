export { count, storeCounts } from "./count.ts";
export { keyOf, urgencyOf } from "./key-of.ts";
export { closeIntakePool } from "./pool.ts";
export { type Bytes, readMessage } from "./read-message.ts";
export { type Message, whyUnproven } from "./schemes.ts";
export { type Sender, senderOf } from "./senders.ts";
export { type Incoming, keepMessage, type Taken } from "./store.ts";
export { knownSender, takeMessage } from "./take-message.ts";
export { keepOfApi, type SignalKind, takeOfApi } from "./take-of-api.ts";
