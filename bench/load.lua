-- Every request is another message: its own id, one of many people, the next of the texts.
local texts, people, number = {}, tonumber(os.getenv("BENCH_PEOPLE")), 0
local first = tonumber(os.getenv("BENCH_FIRST"))
local path = os.getenv("BENCH_PATH")

function init(args)
  for line in io.lines(os.getenv("BENCH_TEXTS")) do texts[#texts + 1] = line end
end

function request()
  number = number + 1
  local body = string.format(
    "<xml><ToUserName><![CDATA[gh_bench0001]]></ToUserName><FromUserName><![CDATA[oBench%06d]]></FromUserName>"
      .. "<CreateTime>%d</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[%s]]></Content>"
      .. "<MsgId>%d</MsgId></xml>",
    number % people, os.time(), texts[number % #texts + 1], first + number)
  return wrk.format("POST", path, { ["Content-Type"] = "text/xml" }, body)
end

function done(summary, latency, requests)
  io.write(string.format('{"requests": %d, "seconds": %f, "p50_ms": %f, "p99_ms": %f, "not_ok": %d, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
