const MINUTE = 60_000;

/** An evidence bundle of our own making: a connection pool that fills since a flag was switched on, half an hour before `end`. */
export function poolBundle(end: number, service = "payments"): { name: string; mimeType: string; buffer: Buffer }[] {
  const to = Math.floor(end / MINUTE) * MINUTE;
  const [from, begin] = [to - 150 * MINUTE, to - 30 * MINUTE];
  const iso = (at: number) => new Date(at).toISOString();
  const times = Array.from({ length: 150 }, (_, index) => from + index * MINUTE);
  const rows = times.map((at) => {
    const since = (at - begin) / MINUTE;
    const wobble = (at / MINUTE) % 3;
    return since < 0 ? [at / 1000, 20 + wobble, 0.001, 80 + wobble] : [at / 1000, Math.min(100, 60 + since * 4), 0.4, 900 + wobble * 10];
  });
  const head = `time,${service}|db_pool_used,${service}|error_rate,${service}|latency_ms`;
  const lines = times
    .filter((at) => at >= begin)
    .flatMap((at) =>
      [0, 20, 40].map((second) => ({
        time: iso(at + second * 1000),
        service,
        level: "error",
        message: `Connection pool exhausted: no free connection after ${30_000 + second} ms`,
      })),
    );
  const changes = [{ time: iso(begin - MINUTE), kind: "flag", service, title: "async-payments switched on", detail: "+async_payments: true" }];
  const text = (name: string, content: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
  return [
    text("metrics.csv", [head, ...rows.map((row) => row.join(","))].join("\n")),
    text("logs.jsonl", lines.map((line) => JSON.stringify(line)).join("\n")),
    text("changes.json", JSON.stringify(changes)),
    text("graph.json", JSON.stringify({ edges: [["shop", service]] })),
  ];
}
