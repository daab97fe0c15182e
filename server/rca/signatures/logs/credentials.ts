import type { Signature } from "../signature.ts";

export const CREDENTIALS: Signature = {
  name: "credentials_rejected",
  title: "Credentials rejected",
  says: [
    /\b(?:authentication|authori[sz]ation|login) (?:failed|failure|error|denied|rejected)\b|\bpassword authentication failed\b|\baccess denied\b|\bpermission denied\b|\bunauthori[sz]ed\b|\bforbidden\b|\binvalid (?:credentials?|token|api[- ]?key|signature|client|password)\b|\b(?:token|jwt|credentials?|secret|key|password) (?:has |have )?(?:been )?(?:expired|revoked|rotated)\b|\bExpiredToken\w*|\bAccessDenied\w*|\b(?:status|code|http)\D{0,4}40[13]\b/i,
  ],
  whys: [
    { why: "Why was {service} refused?", because: "The other side did not accept its credentials or rights" },
    { why: "Why not?", because: "They were rotated, revoked, have expired, or the right was taken away" },
  ],
  test: "Try the same call with the credentials that {service} has mounted, and see when they or the rights last changed.",
  recommendations: [
    { horizon: "immediate", text: "Give {service} credentials that are valid, and restart what caches the old ones." },
    { horizon: "short", text: "Accept old and new credentials while rotating." },
    { horizon: "medium", text: "Alert on refused calls by service, and before secrets end." },
    { horizon: "long", text: "Use short-lived credentials that renew themselves." },
  ],
  notCaught: "Rotation was not tested with all that use the secret.",
};
