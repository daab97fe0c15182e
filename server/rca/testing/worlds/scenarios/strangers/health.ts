import { commit, patch, type Scenario } from "../../scenario.ts";

/** Hospitals and practices. */
export const HEALTH: readonly Scenario[] = [
  {
    name: "empty fields are left out (Python, serializer)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Smaller payloads for patient records",
        "dependency",
        patch(`${c.dependencyStem}/app/api/patients.py`, "-    return patient.model_dump()", "+    return patient.model_dump(exclude_none=True)"),
      ),
      near: [
        commit("rounds: patient list keyboard navigation", "own", patch("frontend/src/list.css", "+.focus { outline: 2px solid }")),
        commit("rounds: fix crash of story", "own", patch("src/stories/Card.stories.tsx", "+export const Empty = () => <Card />;")),
      ],
      moves: [
        { place: "own", metric: "ward_view_errors_per_min", from: 0, to: 44 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.001, to: 0.31 },
      ],
      errors: [{ place: "own", message: "KeyError: 'discharged_at' while building ward view for patient {id}" }],
      usual: "ward view {id} built",
      alert: { metric: "ward_view_errors_per_min", summary: `${c.own}: ward views fail with 500` },
      spans: [
        { place: "edge", operation: "GET /ward", error: "500" },
        { place: "own", operation: "build ward view", error: "KeyError: 'discharged_at'" },
        { place: "dependency", operation: "GET /patients" },
      ],
    }),
  },
  {
    name: "images may only be read under one prefix (Terraform)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        "Scope down imaging access after review",
        "own",
        patch(
          c.tf("imaging.tf"),
          '   actions   = ["s3:GetObject"]',
          "-  resources = [aws_s3_bucket.imaging.all]",
          "+  resources = [aws_s3_bucket.imaging.studies]",
        ),
      ),
      near: [
        commit("viewer: prefetch next slice", "caller", patch("viewer/src/prefetch.test.ts", "+test('prefetches', async () => {")),
        commit("Rotate secrets documentation", null, patch("docs/security/rotation.md", "+Rotate twice a year.")),
      ],
      moves: [
        { place: "own", metric: "image_load_failures_per_min", from: 0, to: 88 },
        { place: "caller", metric: "viewer_blank_ratio", from: 0.002, to: 0.47 },
      ],
      errors: [{ place: "own", message: "AccessDenied reading s3://imaging-prod/archive/{id}.dcm: not authorized to perform s3:GetObject" }],
      usual: "slice {id} delivered",
      alert: { metric: "image_load_failures_per_min", summary: `${c.own}: images do not load` },
      spans: [{ place: "own", operation: "s3.get", error: "AccessDenied" }],
      delay: [1, 5],
    }),
  },
  {
    name: "a renewed certificate lacks a name",
    kind: "certificate",
    scene: (c) => ({
      guilty: commit(
        `certs: renew ${c.dependency} for another year`,
        "dependency",
        patch(
          `infra/certs/${c.dependencyStem}.yaml`,
          "   renewBefore: 720h",
          "   dnsNames:",
          `-    - ${c.dependency}.clinic.internal`,
          `     - ${c.dependency}.core.clinic.internal`,
        ),
      ),
      near: [
        commit(
          `${c.stem}: split http client`,
          "own",
          patch(
            c.go("client/client.go"),
            "-func do(r *http.Request) (*http.Response, error) { return hc.Do(r) }",
            "+func (c *client) do(r *http.Request) (*http.Response, error) { return c.hc.Do(r) }",
          ),
        ),
        commit("rotate staging certificates", null, patch("infra/staging/certs.yaml", "-  year: 2025", "+  year: 2026")),
      ],
      moves: [
        { place: "own", metric: "upstream_connect_failures_per_min", from: 0, to: 120 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.8 },
      ],
      errors: [
        {
          place: "own",
          message: `tls: failed to verify certificate: x509: certificate is valid for ${c.dependency}.core.clinic.internal, not ${c.dependency}.clinic.internal`,
        },
        { place: "caller", message: `${c.own} answered 502 for prescription {id}` },
      ],
      usual: "prescription {id} checked",
      alert: { metric: "upstream_connect_failures_per_min", summary: `${c.own} cannot connect to ${c.dependency}` },
      spans: [
        { place: "caller", operation: "check", error: "502" },
        { place: "own", operation: `dial ${c.dependency}`, error: "x509" },
      ],
      delay: [0, 2],
    }),
  },
  {
    name: "allergies are read one patient at a time (Ruby)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Medication list as presenter",
        "own",
        patch(
          "app/presenters/medication_list.rb",
          "-    Patient.includes(:allergies, :orders).where(ward: ward)",
          "+    Patient.where(ward: ward).map { |patient| PatientRow.new(patient) }",
          "+  class PatientRow < SimpleDelegator",
          "+    def warnings = allergies.map(&:label)",
          "+  end",
        ),
      ),
      near: [
        commit("Reindex search nightly (docs)", null, patch("README.md", "+The index is rebuilt nightly.")),
        commit("Speed up medication print", "own", patch("app/views/medication/print.html.erb", '-<td class="a">', '+<td class="b">')),
      ],
      moves: [
        { place: "own", metric: "sql_statements_per_request", from: 6, to: 410 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 210, to: 4800 },
        { place: "dependency", metric: "cpu_percent", from: 20, to: 71 },
      ],
      errors: [
        { place: "own", message: "Completed 200 OK in {ms}ms (ActiveRecord: 4100ms, 412 queries) for MedicationsController#index" },
        { place: "caller", message: "ward round page timed out after 5000 ms", share: 0.5 },
      ],
      usual: "Completed 200 OK in {ms}ms",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 3 s` },
      spans: [
        { place: "own", operation: "MedicationsController#index" },
        { place: "own", operation: "SELECT allergies.* WHERE patient_id = ?" },
      ],
    }),
  },
  {
    name: "the certificate of a laboratory simply ends (expiry)",
    kind: "expiry",
    scene: (c) => ({
      guilty: null,
      near: [
        commit("TLS: prefer newer curves in tests", "own", patch("test/tls_spec.rb", "+  expect(curve).to eq 'X25519'")),
        commit("lab: certificate pin docs", "own", patch("docs/lab.md", "+The pin is checked by the proxy.")),
        commit(
          "lab: extract report mapper",
          "own",
          patch(c.py("lab/mapper.py"), "-    return {'id': r.id}", "+    return to_dict(r)", "+def to_dict(r):", "+    return {'id': r.id}"),
        ),
      ],
      moves: [
        { place: "own", metric: "lab_import_failures_per_min", from: 0, to: 20 },
        { place: "caller", metric: "reports_missing_ratio", from: 0.01, to: 0.9, lag: 3 },
      ],
      errors: [{ place: "own", message: "SSL: CERTIFICATE_VERIFY_FAILED certificate has expired (lab-gateway.internal:8443), order {id}" }],
      usual: "lab report {id} imported",
      alert: { metric: "lab_import_failures_per_min", summary: `${c.own}: laboratory import fails` },
      spans: [{ place: "own", operation: "import", error: "certificate has expired" }],
    }),
  },
  {
    name: "appointments shift when the clocks change (Ruby, hours old)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Reminders without ActiveSupport",
        "own",
        patch(
          "app/jobs/reminder_job.rb",
          "-    due = appointment.starts_at.in_time_zone(clinic.time_zone) - 1.day",
          "+    due = appointment.starts_at.to_time - 24 * 3600",
          "     deliver_at(due)",
        ),
      ),
      near: [
        commit("reminders: copy of SMS text", "own", patch("config/locales/de.yml", '-  hello: "Hallo"', '+  hello: "Guten Tag"')),
        commit("reminders: fix flaky worker test", "own", patch("spec/jobs/reminder_spec.rb", "+  travel_to noon")),
      ],
      moves: [
        { place: "own", metric: "reminders_sent_at_night", from: 0, to: 330 },
        { place: "caller", metric: "opt_outs_per_hour", from: 3, to: 41, lag: 5 },
      ],
      errors: [{ place: "own", message: "quiet hours: reminder {id} of clinic lisbon due 03:00 local, time_zone differs from starts_at" }],
      usual: "reminder {id} sent",
      alert: { metric: "reminders_sent_at_night", summary: `${c.own}: patients get reminders at night` },
      spans: [{ place: "own", operation: "ReminderJob" }],
      delay: [120, 300],
    }),
  },
];
