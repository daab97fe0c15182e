import { told } from "./told.ts";

const LOOKS = {
  metrics: "Answers 401 and 403 rise from one instant on, for all calls with one secret.",
  logs: "“authentication failed”, “invalid token”, “access denied”.",
  cluster: "A secret that was changed shortly before, pods that still have the old one.",
};

export const CREDENTIALS_REJECTED = [
  told({
    name: "credentials-rejected",
    title: "Credentials rejected",
    looks: LOOKS,
    says: [
      /\b(?:authentication|authori[sz]ation|login) (?:failed|failure|error|denied|rejected)\b|\bpassword authentication failed\b|\baccess denied\b|\bpermission denied\b|\bunauthori[sz]ed\b|\bforbidden\b|\binvalid (?:credentials?|token|api[- ]?key|signature|client|password)\b|\b(?:token|jwt|credentials?|secret|key|password) (?:has |have )?(?:been )?(?:expired|revoked|rotated)\b|\bExpiredToken\w*|\bAccessDenied\w*|\b(?:status|code|http)\D{0,4}40[13]\b/i,
    ],
    whys: [
      ["Why was {service} refused?", "The other side did not accept its credentials or rights"],
      ["Why not?", "They were rotated, revoked, have expired, or the right was taken away"],
    ],
    test: "Try the same call with the credentials that {service} has mounted, and see when they or the rights last changed.",
    now: ["Give {service} credentials that are valid, and restart what caches the old ones."],
    short: "Accept old and new credentials while rotating.",
    medium: "Alert on refused calls by service, and before secrets end.",
    long: "Use short-lived credentials that renew themselves.",
    notCaught: "Rotation was not tested with all that use the secret.",
  }),
];
