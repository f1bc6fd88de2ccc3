#!/usr/bin/env bash
# Posts the comparison on the pull request, or updates the comment that is there. Nothing to say is not posted, but it
# replaces what was said before.
#   ABI_PULL_REQUEST ABI_REPORT ABI_FINDINGS   its number, the Markdown file, how many findings
#   GH_TOKEN GITHUB_REPOSITORY                 for gh
set -euo pipefail

marker='<!-- pvm-codegen abi -->'
body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "$marker"
  cat "${ABI_REPORT:?}"
} >"$body"

# A fork's token may only read: then the step's summary has to do.
give_up() {
  echo "::notice::no comment was posted ($1); the comparison is in the summary of this step"
  exit 0
}

comments=repos/${GITHUB_REPOSITORY:?}/issues/${ABI_PULL_REQUEST:?}/comments
known=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$marker\")) | .id") ||
  give_up 'comments cannot be read'
known=${known%%$'\n'*}
if [ -n "$known" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$known" --field "body=@$body" ||
    give_up 'the comment cannot be changed'
elif [ "${ABI_FINDINGS:?}" -gt 0 ]; then
  gh api --silent --method POST "$comments" --field "body=@$body" || give_up 'comments cannot be written'
fi
