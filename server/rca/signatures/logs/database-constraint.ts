import type { Signature } from "../signature.ts";

export const DATABASE_CONSTRAINT: Signature = {
  name: "constraint_violation",
  title: "Database constraint violated",
  says: [
    /\b(?:violates|violation of)\b.{0,40}\bconstraint\b|\bunique constraint\b|\bduplicate (?:key|entry)\b|\bforeign key constraint\b|\bnot-null constraint\b|\bIntegrityError\b|\bConstraintViolation\w*|\bDuplicateKey\w*/i,
  ],
  whys: [
    { why: "Why did {service} fail to write?", because: "The database refused rows that break a constraint" },
    { why: "Why were they written?", because: "The same thing is written twice, or code and schema no longer agree" },
  ],
  test: "Look at the constraint and the values in the line; see whether requests are repeated or a release changed what is written.",
  recommendations: [
    { horizon: "immediate", text: "Stop the repeats, or roll back the release that began them." },
    { horizon: "short", text: "Write so that the same request twice does nothing twice." },
    { horizon: "medium", text: "Alert on refused writes by constraint." },
    { horizon: "long", text: "Test migrations and code together." },
  ],
  notCaught: "Refused writes were counted nowhere.",
};
