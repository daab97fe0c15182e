/** What one run may use, and how long a model may take. Times in milliseconds. */
export const LIMITS = {
  steps: 20,
  tokens: 200_000,
  runMs: 5 * 60_000,
  costMicros: 1_000_000,
  /** Answers of one call with the same input; one more ends the run. */
  sameCalls: 3,
  callsPerStep: 8,
  proposals: 10,
  /** Times that a run may be taken up again after its worker was lost. */
  resumptions: 50,
  toolMs: 30_000,
  /** Of a tool's answer, in characters as a model gets it. */
  toolOutput: 20_000,
  /** Of a tool's answer, in characters as it is kept. */
  keptOutput: 200_000,
  firstTokenMs: 30_000,
  silenceMs: 30_000,
  stepMs: 120_000,
  outputTokens: 4_096,
  /** Of text in one step, in characters: a stream without end is cut there. */
  stepText: 40_000,
  modelAttempts: 3,
  longestRetryMs: 20_000,
  proposalMinutes: 30,
  leaseSeconds: 15,
  renewMs: 1_000,
  coalesceMs: 100,
};
export type Limits = typeof LIMITS;
