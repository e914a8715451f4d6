#!/usr/bin/env bash
# How long a server takes, in milliseconds, until it is ready, until the first commits of REPO are on the overview and until
# all are read; and its memory, JVM (resident) and PostgreSQL (proportional: shared pages once), at the most and at rest.
# Three times on one data directory: empty; stopped in order and started again; killed (-9) and started again.
# Usage: start.sh JAR REPO [option of java …]
set -euo pipefail
jar=$1 repo=$2
shift 2
home=$(mktemp -d)
port=8109
overview=http://localhost:$port/api/dashboard/overview
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait; rm -rf "$home"' EXIT

# MiB of the servers of PostgreSQL, all of whose processes work in a directory of the data directory.
postgres() {
  { find /proc -maxdepth 2 -name cwd -lname "$home/*" -printf '%h/smaps_rollup\n' || true; } 2>/dev/null |
    { xargs -r cat || true; } 2>/dev/null | awk '/^Pss:/ { sum += $2 } END { print int(sum / 1024) }'
}

of_server() { awk -v key="$1:" '$1 == key { print int($2 / 1024) }' "/proc/$server/status"; }

since() { echo $((($(date +%s%N) - start) / 1000000)) ms; }

until_true() {
  until "$@"; do
    kill -0 "$server" || exit 1
    if ((SECONDS > looked)); then # looking costs what is measured
      looked=$SECONDS now=$(postgres)
      most=$((now > most ? now : most))
    fi
    sleep 0.1
  done
}

ready() { curl -sf "http://localhost:$port/readyz" >/dev/null; }
first() { curl -sf "$overview" | grep -q '"sha"'; }
read_all() { curl -sf "$overview" | grep -q '"backfill":{"state":"ready"'; }

for round in cold warm killed; do
  start=$(date +%s%N) most=0 looked=$SECONDS
  ROOTOPS_HOME=$home ROOTOPS_PORT=$port java "$@" -jar "$jar" serve --repo "$repo" 2>"$home/log" &
  server=$!
  until_true ready
  echo "$round: ready after $(since)"
  until_true first
  echo "$round: first commits after $(since)"
  until_true read_all
  echo "$round: all read after $(since); at the most JVM $(of_server VmHWM) MiB, PostgreSQL $most MiB"
  if [ $round = warm ]; then
    sleep 60
    echo "$round, a minute later: JVM $(of_server VmRSS) MiB, PostgreSQL $(postgres) MiB"
    kill -9 $server
  else
    kill $server
  fi
  wait $server || true
done
server=
