#!/usr/bin/env bash
# Compares two ABIs, into files for people, code scanning and later steps. Fails only if they cannot be compared: what the
# findings mean is judged when they have been told.
#   ABI_HEADER ABI_OLD ABI_NEW ABI_FAIL_ON ABI_SUPPRESSIONS ABI_IMPACT   inputs of the action
#   ABI_BASE                                                             commit that a pull request starts from
#   ABI_OUT                                                              folder for abi.md, abi.sarif and abi.json
#   ABI_COMMAND                                                          another pvm-codegen than this repository's
set -euo pipefail

header=${ABI_HEADER:?"the input header is empty"}
out=${ABI_OUT:?}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
old=${ABI_OLD:-}
new=${ABI_NEW:-$header}

if [ -z "$old" ]; then
  base=${ABI_BASE:?"there is no pull request to take the base from; set the input old"}
  git cat-file -e "$base^{commit}" 2>/dev/null || git fetch --quiet --no-tags --depth=1 origin "$base"
  old=$base:$header
fi

arguments=("$old" "$new")
[ "${ABI_FAIL_ON:=breaking}" = never ] || arguments+=(--fail-on "$ABI_FAIL_ON")
[ -z "${ABI_SUPPRESSIONS:-}" ] || arguments+=(--suppressions "$ABI_SUPPRESSIONS")
# Words are what the input separates them by.
# shellcheck disable=SC2206
[ -z "${ABI_IMPACT:-}" ] || arguments+=(--impact $ABI_IMPACT)

command=(npm --prefix "$root" run -s pvm-codegen --)
[ -z "${ABI_COMMAND:-}" ] || command=("$ABI_COMMAND")

# Exit statuses of the comparison: 0 below the limit, 1 at or above it, 2 for what cannot be compared.
compare() {
  local status=0
  "${command[@]}" abi diff "${arguments[@]}" --format "$1" >"$out/$2" || status=$?
  [ "$status" -le 1 ] || exit "$status"
  return "$status"
}

mkdir -p "$out"
failed=false
compare json abi.json || failed=true
[ "$ABI_FAIL_ON" != never ] || failed=false
compare markdown abi.md || true
compare sarif abi.sarif || true

count() { node -p "JSON.parse(fs.readFileSync(process.argv[1])).$1" "$out/abi.json"; }
{
  echo "bump=$(count bump)"
  echo "findings=$(count findings.length)"
  echo "breaking=$(count "findings.filter(({ severity }) => severity === 'breaking').length")"
  echo "failed=$failed"
  echo "report=$out/abi.md"
  echo "sarif=$out/abi.sarif"
} >>"${GITHUB_OUTPUT:-/dev/stdout}"
cat "$out/abi.md" >>"${GITHUB_STEP_SUMMARY:-/dev/stdout}"
