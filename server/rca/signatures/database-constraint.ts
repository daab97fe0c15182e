import { told } from "./told.ts";

const LOOKS = {
  metrics: "Failed writes rise from a change or a repeated request on; reads are well.",
  logs: "“duplicate key”, “violates foreign key constraint”.",
  cluster: "Nothing, or a migration job that failed.",
};

export const DATABASE_CONSTRAINT = [
  told({
    name: "database-constraint",
    title: "Database constraint violated",
    looks: LOOKS,
    says: [
      /\b(?:violates|violation of)\b.{0,40}\bconstraint\b|\bunique constraint\b|\bduplicate (?:key|entry)\b|\bforeign key constraint\b|\bnot-null constraint\b|\bIntegrityError\b|\bConstraintViolation\w*|\bDuplicateKey\w*/i,
    ],
    whys: [
      ["Why did {service} fail to write?", "The database refused rows that break a constraint"],
      ["Why were they written?", "The same thing is written twice, or code and schema no longer agree"],
    ],
    test: "Look at the constraint and the values in the line; see whether requests are repeated or a release changed what is written.",
    now: ["Stop the repeats, or roll back the release that began them."],
    short: "Write so that the same request twice does nothing twice.",
    medium: "Alert on refused writes by constraint.",
    long: "Test migrations and code together.",
    notCaught: "Refused writes were counted nowhere.",
  }),
];
