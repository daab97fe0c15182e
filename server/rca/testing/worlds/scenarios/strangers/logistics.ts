import { commit, other, patch, type Scenario } from "../../scenario.ts";

/** Parcels, lorries and warehouses. */
export const LOGISTICS: readonly Scenario[] = [
  {
    name: "the cut-off is reckoned in the zone of the machine (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Remove hard-coded zone",
        "own",
        patch(
          c.java("CutOff.java"),
          '-    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");',
          "+    private static final ZoneId ZONE = ZoneId.systemDefault();",
          "     LocalTime now() { return LocalTime.now(ZONE); }",
        ),
      ),
      near: [
        commit("Rework pickup scheduling UI", "caller", patch("web/src/pages/Pickup.tsx", '-<div className="grid">', '+<div className="grid wide">')),
        commit("Pickup: document slots", "own", patch("docs/slots.md", "+Slots are half hours.")),
      ],
      moves: [
        { place: "own", metric: "pickups_refused_ratio", from: 0.01, to: 0.55 },
        { place: "caller", metric: "bookings_per_min", from: 60, to: 24 },
      ],
      errors: [
        { place: "own", message: "pickup {id} refused: slot 14:00 is before cut-off, local time 12:07" },
        { place: "caller", message: "booking {id} could not get a pickup slot", share: 0.6 },
      ],
      usual: "pickup {id} planned",
      alert: { metric: "pickups_refused_ratio", summary: `${c.own}: half of the pickups are refused` },
      spans: [{ place: "own", operation: "planPickup", error: "before cut-off" }],
    }),
  },
  {
    name: "weights in kilograms (contract between services, TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "scale readings in SI units",
        "dependency",
        patch(
          `${c.dependencyStem}/src/readings.ts`,
          " export function toReading(raw: Raw) {",
          "-  return { parcel: raw.parcel, weight: raw.grams };",
          "+  return { parcel: raw.parcel, weight: raw.grams / 1000 };",
        ),
      ),
      near: [
        commit(
          "tariffs: table as JSON",
          "own",
          patch(c.ts("tariff-table.ts"), "-export const t = table;", "+export const tariffTable = table;\n+export const t = tariffTable;"),
        ),
        commit("tariffs: validate zones in tests", "own", patch("test/zones.test.ts", "+it('knows all zones', () => {")),
      ],
      moves: [
        { place: "own", metric: "pricing_rejections_per_min", from: 1, to: 170 },
        { place: "caller", metric: "labels_failed_ratio", from: 0.004, to: 0.6 },
      ],
      errors: [
        { place: "own", message: "parcel {id}: weight 0.35 is below the least billable weight 20" },
        { place: "caller", message: "no label for parcel {id}: pricing failed" },
      ],
      usual: "priced parcel {id}",
      alert: { metric: "pricing_rejections_per_min", summary: `${c.own} rejects parcels, weights below minimum` },
      spans: [
        { place: "caller", operation: "print label", error: "pricing failed" },
        { place: "own", operation: "price", error: "weight below minimum" },
        { place: "dependency", operation: "GetReading" },
      ],
    }),
  },
  {
    name: "a table is swapped without its index (SQL)",
    kind: "migration",
    scene: (c) => ({
      guilty: commit(
        "scans: partition by month",
        "own",
        patch(
          c.sql("20260411_partition_scans.sql"),
          "+CREATE TABLE scans_p (LIKE scans INCLUDING DEFAULTS) PARTITION BY RANGE (scanned_at);",
          "+INSERT INTO scans_p SELECT * FROM scans;",
          "+ALTER TABLE scans RENAME TO scans_old;",
          "+ALTER TABLE scans_p RENAME TO scans;",
        ),
      ),
      near: [
        commit("tracking: show last scan first", "caller", patch("web/src/Track.vue", '-<li class="scan">', '+<li class="scan latest">')),
        commit("tracking: retry flaky spec", "own", patch("spec/tracking_spec.rb", "+  it 'finds', retry: 3 do")),
      ],
      moves: [
        { place: "own", metric: "db_query_p95_ms", from: 6, to: 3900 },
        { place: "own", metric: "rows_read_per_query", from: 12, to: 2_900_000 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 80, to: 5200 },
      ],
      errors: [
        { place: "own", message: "slow statement ({ms}ms): SELECT * FROM scans WHERE parcel_no = $1 ORDER BY scanned_at DESC" },
        { place: "caller", message: `tracking page: no answer from ${c.own} within 3000 ms` },
      ],
      usual: "tracked {id} in {ms}ms",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 2 s` },
      spans: [
        { place: "caller", operation: "GET /track", error: "timeout" },
        { place: "own", operation: "db.select scans" },
      ],
      delay: [0, 3],
    }),
  },
  {
    name: "consumers are thrown out of the group (Kafka settings)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "Detect stuck route planners sooner",
        "own",
        patch(c.yaml("consumer.properties"), " max.poll.records=500", "-max.poll.interval.ms=600000", "+max.poll.interval.ms=20000"),
      ),
      near: [
        commit(
          "route: new heuristics (not wired yet)",
          "own",
          patch(c.java("Heuristics.java"), "+final class Heuristics {", "+  // TODO wire", "+}"),
        ),
        other("config", "route banner", "caller", "banner.text: none -> Winter timetable"),
      ],
      moves: [
        { place: "own", metric: "consumer_group_rebalances_per_min", from: 0, to: 9 },
        { place: "own", metric: "records_lag_max", from: 120, to: 48000, shape: "ramp" },
      ],
      errors: [
        { place: "own", message: "consumer poll timeout has expired; member route-{n} left the group, partitions revoked" },
        { place: "own", message: "offset commit failed: the coordinator is not aware of this member", share: 0.5 },
      ],
      usual: "planned route {id} in {ms}ms",
      alert: { metric: "records_lag_max", summary: `${c.own}: lag of route requests above 30000` },
      spans: [{ place: "own", operation: "plan route" }],
      delay: [0, 3],
    }),
  },
  {
    name: "a carrier's booking system hangs (third party, no feed)",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit("carriers: lower timeout in fake carrier", "own", patch("test/fakes/carrier.py", "-    timeout=3", "+    timeout=1")),
        commit(
          "carriers: rename adapter file",
          "own",
          patch(c.py("carriers/north.py"), "-class NorthAdapter(Base):", "+class NorthCarrierAdapter(Base):"),
        ),
        other("deploy", `deploy ${c.own} 2026.4`, "own"),
      ],
      moves: [
        { place: "own", metric: "carrier_call_p95_ms", from: 700, to: 30000 },
        { place: "own", metric: "booking_failures_per_min", from: 1, to: 34 },
      ],
      errors: [{ place: "own", message: "ReadTimeout: https://booking.northhaul.com/api/consignments no answer within 30s, consignment {id}" }],
      usual: "booked consignment {id}",
      alert: { metric: "booking_failures_per_min", summary: `${c.own}: bookings with NorthHaul fail` },
      spans: [{ place: "own", operation: "POST booking.northhaul.com/api/consignments", error: "ReadTimeout" }],
    }),
  },
  {
    name: "a warehouse scanner sends nonsense (bad data)",
    kind: "bad-data",
    scene: (c) => ({
      guilty: null,
      near: [
        commit("scans: stricter lint", "own", patch(".eslintrc.json", '+  "no-shadow": "error"')),
        commit(
          "scans: move barcode parser",
          "own",
          patch(c.ts("barcode/parse.ts"), "-export { parse } from './old';", "+export { parse } from './parser';"),
        ),
        other("flag", "flag scan_preview off->on", "own"),
      ],
      moves: [
        { place: "own", metric: "invalid_scans_per_min", from: 0, to: 55 },
        { place: "own", metric: "oldest_message_age_s", from: 4, to: 1900, shape: "ramp" },
      ],
      errors: [{ place: "own", message: "cannot parse scan message offset=99120034 partition=2 device=WH7-SC19: invalid check digit; redelivering" }],
      usual: "scan {id} stored",
      alert: { metric: "invalid_scans_per_min", summary: `${c.own}: scans cannot be parsed` },
      spans: [{ place: "own", operation: "consume scan", error: "invalid check digit offset=99120034" }],
    }),
  },
];
