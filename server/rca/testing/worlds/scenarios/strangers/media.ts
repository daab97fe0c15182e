import { commit, other, patch, type Scenario } from "../../scenario.ts";

/** Video, music and pictures. */
export const MEDIA: readonly Scenario[] = [
  {
    name: "players insist on manifests (Go, caller)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "playback: don't give up on the first manifest hiccup",
        "caller",
        patch(
          "playback/manifest/client.go",
          "-	resp, err := c.hc.Do(req)",
          "+	var resp *http.Response",
          "+	var err error",
          "+	for i := 0; i < 10; i++ {",
          "+		resp, err = c.hc.Do(req.Clone(ctx))",
          "+		if err == nil && resp.StatusCode < 500 {",
          "+			break",
          "+		}",
          "+	}",
        ),
      ),
      near: [
        commit(
          `${c.stem}: speed up manifest rendering`,
          "own",
          patch(c.go("render/manifest.go"), "-	var b bytes.Buffer", "+	b := bufPool.Get().(*bytes.Buffer)", "+	defer bufPool.Put(b)"),
        ),
        commit("Dangerous: rewrite ABR selector", "own", patch(c.go("abr/selector_test.go"), "+func TestSelectorUnderLoad(t *testing.T) {")),
      ],
      moves: [
        { place: "own", metric: "requests_per_sec", from: 400, to: 3100 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 2600 },
        { place: "caller", metric: "outbound_attempts_per_request", from: 1, to: 8.4 },
      ],
      errors: [
        { place: "own", message: "load shed: 512 in flight, manifest {id} rejected" },
        { place: "caller", message: "manifest fetch attempt 10 failed: 503 for title {id}" },
      ],
      usual: "manifest {id} rendered in {ms}ms",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 latency above 1500 ms, shedding load` },
      spans: [
        { place: "caller", operation: "GET /watch" },
        { place: "own", operation: "renderManifest", error: "503 load shed" },
      ],
    }),
  },
  {
    name: "more encodes at once than there is memory (Helm)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "Catch up with the upload backlog faster",
        "own",
        patch(`deploy/helm/${c.stem}/values-prod.yaml`, " env:", '-  ENCODE_SLOTS: "3"', '+  ENCODE_SLOTS: "14"', '   PRESET: "veryfast"'),
      ),
      near: [
        commit(
          "Use veryfast preset naming everywhere",
          "own",
          patch(c.py("presets.py"), "-VF = 'veryfast'", "+VERYFAST = 'veryfast'", "-    return VF", "+    return VERYFAST"),
        ),
        other("flag", "flag av1_thumbnails off->on", "caller"),
      ],
      moves: [
        { place: "own", metric: "container_memory_working_set_mb", from: 2900, to: 8100 },
        { place: "own", metric: "container_restarts", from: 0, to: 7 },
        { place: "own", metric: "encode_queue_depth", from: 12, to: 640, lag: 4 },
      ],
      errors: [
        { place: "own", message: "ffmpeg worker {n} killed by signal 9 (memory cgroup out of memory)" },
        { place: "caller", message: "upload {id} still not playable after {n} min", share: 0.5 },
      ],
      usual: "encoded rendition 720p of {id} in {ms}ms",
      alert: { metric: "container_restarts", summary: `${c.own} workers keep restarting, encode queue grows` },
      spans: [{ place: "own", operation: "encode", error: "worker killed" }],
    }),
  },
  {
    name: "nothing is cached at the edge (nginx)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "edge: artwork must show up immediately after upload",
        "edge",
        patch(
          "nginx/conf.d/artwork.conf",
          " location /artwork/ {",
          "-    proxy_cache_valid 200 302 6h;",
          "+    proxy_cache_valid 200 302 0s;",
          "     proxy_pass http://artwork;",
        ),
      ),
      near: [
        commit(`${c.stem}: resize with lanczos in tests`, "own", patch("tests/resize_test.py", "+    assert resize(img, 'lanczos')")),
        commit(`${c.stem}: split resize module`, "own", patch(c.py("resize/__init__.py"), "-from .all import resize", "+from .core import resize")),
      ],
      moves: [
        { place: "own", metric: "requests_per_sec", from: 25, to: 940 },
        { place: "own", metric: "cpu_percent", from: 22, to: 99 },
        { place: "edge", metric: "upstream_response_time_p95_ms", from: 60, to: 4200 },
        { place: "edge", metric: "cache_hit_ratio", from: 0.97, to: 0.01 },
      ],
      errors: [
        { place: "edge", message: "upstream timed out (110: Connection timed out) while reading response header, request: GET /artwork/{id}.webp" },
        { place: "own", message: "resize queue is full, dropping {id}" },
      ],
      usual: "resized {id} to 300x300 in {ms}ms",
      alert: { metric: "cpu_percent", summary: `${c.own} CPU saturated, artwork slow` },
      spans: [
        { place: "edge", operation: "GET /artwork", error: "504" },
        { place: "own", operation: "resize" },
      ],
    }),
  },
  {
    name: "subtitles in another encoding by default (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Read caption files with pathlib",
        "own",
        patch(
          c.py("captions/reader.py"),
          "-    with io.open(path, encoding='utf-8-sig') as fh:",
          "-        return fh.read()",
          "+    return Path(path).read_text()",
        ),
      ),
      near: [
        commit(
          "captions: support for WebVTT regions (behind option)",
          "own",
          patch(c.py("captions/vtt.py"), "+def regions(doc, enabled=False):", "+    if not enabled:", "+        return []"),
        ),
        commit("Bump pytest", null, patch("requirements-dev.txt", "-pytest==8.1.1", "+pytest==8.2.0")),
      ],
      moves: [
        { place: "own", metric: "captions_failed_total", from: 0, to: 60 },
        { place: "caller", metric: "titles_without_captions_ratio", from: 0.01, to: 0.42 },
      ],
      errors: [{ place: "own", message: "'ascii' codec can't decode byte 0xef in position 0: ordinal not in range(128) file={id}.srt" }],
      usual: "captions for {id} ready",
      alert: { metric: "captions_failed_total", summary: `${c.own}: caption processing fails` },
      spans: [{ place: "own", operation: "parse captions", error: "UnicodeDecodeError" }],
    }),
  },
  {
    name: "the final of a cup is streamed (traffic)",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: rewrite session tokens signing`, "own", patch(c.go("token/sign_test.go"), "+func TestSignEmpty(t *testing.T) {")),
        commit(
          `${c.stem}: smaller segment index cache for unit runs`,
          "own",
          patch(c.go("index/cache_test.go"), "-	c := New(1000)", "+	c := New(10)"),
        ),
        other("deploy", `deploy ${c.own} 118`, "own"),
      ],
      moves: [
        { place: "edge", metric: "requests_per_sec", from: 2100, to: 13800, shape: "ramp" },
        { place: "caller", metric: "requests_per_sec", from: 900, to: 6100, shape: "ramp" },
        { place: "own", metric: "requests_per_sec", from: 800, to: 5700, shape: "ramp" },
        { place: "own", metric: "cpu_percent", from: 35, to: 98, shape: "ramp" },
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.22, lag: 8 },
      ],
      errors: [{ place: "own", message: "rejecting session {id}: 20000 concurrent viewers per node reached", lag: 8 }],
      usual: "segment {id} served",
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 % on live channel` },
      spans: [
        { place: "edge", operation: "GET /live", error: "503" },
        { place: "own", operation: "segment", error: "503" },
      ],
    }),
  },
  {
    name: "the record company's catalogue is down (third party)",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: refactor rights client`,
          "own",
          patch(
            c.ts("rights/client.ts"),
            "-  const url = BASE + '/rights/' + id;\n-  return http.get(url);",
            "+  return http.get(BASE + '/rights/' + id);",
          ),
        ),
        commit(`${c.stem}: log rights lookups`, "own", patch(c.ts("rights/lookup.ts"), "+  logger.debug({ id }, 'rights lookup');")),
        other("flag", "flag rights_prefetch off->on", "aside"),
      ],
      moves: [
        { place: "own", metric: "rights_lookup_error_ratio", from: 0.001, to: 0.91 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.3 },
      ],
      errors: [{ place: "own", message: "GET https://rights.soundcat.io/v2/rights/{id} failed: 502 Bad Gateway" }],
      usual: "rights of {id} looked up",
      alert: { metric: "rights_lookup_error_ratio", summary: `${c.own}: rights lookups fail` },
      spans: [{ place: "own", operation: "GET rights.soundcat.io", error: "502 Bad Gateway" }],
    }),
  },
];
