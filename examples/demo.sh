#!/bin/sh
# The four decisions that show what gaozhi does, and how to answer others over HTTP. `make demo` runs this; GAOZHI is the program to run.
set -eu
cd "$(dirname "$0")"
: "${GAOZHI:=gaozhi}"

# Status 4 says 待补充: an answer like the others, not a failure.
decide() {
    printf '\n%s\n%s\n' "━━ $1" "   gaozhi decide examples/$2"
    echo
    status=0
    "$GAOZHI" decide "$2" || status=$?
    [ "$status" -eq "$3" ] || { echo "退出状态是 $status，应当是 $3" >&2; exit 1; }
}

echo '启东市证明事项清单第 2 项：无犯罪记录证明（教师资格认定）。申请人能不能用承诺代替这份证明？'
decide '一、愿意承诺、没有失信情形的申请人' 可以承诺.yaml 0
decide '二、曾作出不实承诺，失信信息有效期的最后一天' 失信未届满.yaml 0
decide '三、同一个申请人，有效期届满的次日' 届满次日.yaml 0
decide '四、还有事实没有问' 待补充.yaml 4

printf '\n%s\n' '清单、办事指南、一问一答，都可以写成网页：'
echo "   $GAOZHI site -o public/    然后打开 public/index.html"
printf '\n%s\n' '用 HTTP 答复，供别的平台调用：'
echo "   $GAOZHI serve"
