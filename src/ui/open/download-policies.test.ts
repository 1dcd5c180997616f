import { expect, test } from 'vitest';
import { policiesAsOneFile } from './download-policies.ts';

test('policies are the documents of one file, and what is set aside is a comment in it', () => {
  const files = [
    { name: 'shop/a.yaml', text: 'kind: A\n', applied: true },
    { name: 'b.yaml', text: 'kind: B\n\nspec: {}', applied: false },
    { name: 'c.yaml', text: '%YAML 1.2\n---\nkind: C', applied: true },
  ];
  expect(policiesAsOneFile(files)).toBe(`---
# shop/a.yaml
kind: A
...
# c.yaml
%YAML 1.2
---
kind: C
---
# b.yaml, set aside:
# kind: B
#
# spec: {}
`);
});
