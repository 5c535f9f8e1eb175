#!/bin/sh
# 用 curl 调用 gaozhi serve：sh session.sh http://127.0.0.1:8311
set -eu
url=${1:-http://127.0.0.1:8311}
api="$url/api/v1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n━━ %s\n' "$1"; }
# 答复的 JSON 里某个键的值；正式的程序用 JSON 库。
field() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }
post() { curl --silent --show-error --fail-with-body -H 'Content-Type: application/json' -d "$2" "$api/$1"; }

say '一、服务是不是好的，答复依据哪一份规则'
curl --silent --fail "$url/health/ready" | field digest

say '二、启东市清单第 2 项，申请人愿意承诺：还不能下结论，还要问什么'
post qidong/decide '{"item": 2, "date": "2021-07-01", "facts": {"申请人.愿意承诺": true}}' >"$work/open.json"
field outcome <"$work/open.json"

say '三、曾作出不实承诺，失信信息还没有届满'
post qidong/decide '{"item": 2, "date": "2021-07-01", "facts": {
  "申请人.愿意承诺": true, "申请人.能够承诺": true, "申请人.愿意承担不实承诺责任": true,
  "申请人.曾作出不实承诺": true, "申请人.信用已修复": false,
  "申请人.失信信息有效期届满日": "2022-03-01"}}' >"$work/closed.json"
field outcome <"$work/closed.json"
field quote <"$work/closed.json"

say '四、写错了一个名称：每一处都写明'
status=$(curl --silent -o "$work/wrong.json" -w '%{http_code}' -H 'Content-Type: application/json' \
  -d '{"facts": {"申请人.愿意承若": true}}' "$api/qidong/decide")
printf '%s ' "$status"
field detail <"$work/wrong.json"

say '五、成批：一行一个案件，一行一个答复'
printf '%s\n' '{"item": 1}' '{"item": 999}' '{"item": 2, "facts": {"申请人.愿意承诺": false}}' |
  curl --silent --fail -H 'Content-Type: application/x-ndjson' --data-binary @- "$api/qidong/batch" |
  while read -r line; do printf '%s\n' "$line" | grep -oE '"(outcome|detail)":"[^"]*"' | head -n 1; done

say '六、没有变的，不再送来'
tag=$(curl --silent -o /dev/null -D - "$api/qidong/items" | tr -d '\r' | sed -n 's/^etag: //p')
curl --silent -o /dev/null -w '%{http_code}\n' -H "If-None-Match: $tag" "$api/qidong/items"

say '七、告知承诺书，写成网页'
post 'qidong/render?format=html' '{"form": "告知承诺书", "item": 2, "date": "2021-07-01", "blank": true}' |
  sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p'
