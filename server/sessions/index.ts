export { deleteExpired } from "./delete-expired.ts";
export { endSessions, tellStreams } from "./end-sessions.ts";
export { listSessions } from "./list-sessions.ts";
export { provedUntil, requireProof } from "./require-proof.ts";
export { revokeSession } from "./revoke-session.ts";
export { revokeSessions } from "./revoke-sessions.ts";
