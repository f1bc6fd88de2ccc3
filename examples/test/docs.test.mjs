// Markdown that people write: every snippet is a region of a file that the other tests compile and run, and every link
// leads somewhere.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pages, problemsOf, rewrite } from '../../docs/snippets.mjs';

test('README, tutorial and all articles of the guide are looked at', () => {
  const articles = ['ownership', 'threads', 'errors', 'gas', 'memory', 'host-calls', 'programs', 'command'];
  const expected = [
    'README.md',
    'docs/README.md',
    'docs/tutorial.md',
    ...articles.map((name) => `docs/guide/${name}.md`),
  ];
  assert.deepEqual(
    expected.filter((page) => !pages().includes(page)),
    [],
  );
});

for (const page of pages()) {
  test(`${page}: snippets are those of their sources, and no link is dead`, () => {
    assert.deepEqual(problemsOf(page), []);
  });
}

test('a snippet that differs, one without a file, a dead link and a dead anchor are found', () => {
  const root = mkdtempSync(join(tmpdir(), 'snippets-'));
  try {
    writeFileSync(join(root, 'code.c'), 'int a;\n/* region: part */\n    int b;\n/* endregion */\n');
    const lines = [
      '# Page',
      '<!-- snippet: code.c#part -->',
      '```c',
      'int c;',
      '```',
      '```ts',
      'let a;',
      '```',
      '[gone](gone.md) [there](#page) [nowhere](#nowhere) [web](https://example.org)',
      '<!-- snippet: code.c#other -->',
      '```c',
      '```',
    ];
    writeFileSync(join(root, 'page.md'), `${lines.join('\n')}\n`);
    assert.deepEqual(problemsOf('page.md', root), [
      'page.md:2: differs from code.c#part; run node docs/snippets.mjs --write',
      'page.md:6: a ts snippet without a file behind it; put one under test',
      'page.md:10: code.c has no region other',
      'page.md:9: dead link to gone.md',
      'page.md:9: page.md has no #nowhere',
    ]);
    rewrite('page.md', root);
    assert.ok(!problemsOf('page.md', root).some((problem) => problem.includes('differs')));
  } finally {
    rmSync(root, { recursive: true });
  }
});
