import { describe, expect, test } from 'vitest';
import { createPersistence, DEFAULT_PREFERENCES, type KeyValueStorage } from './persistence.ts';

function storageWith(
  entries: Readonly<Record<string, string>> = {},
): KeyValueStorage & { readonly all: Map<string, string> } {
  const all = new Map(Object.entries(entries));
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

const saved = { files: [{ name: 'a.yaml', text: 'x', applied: false }], open: 'a.yaml', accepted: { 'a.yaml': 'y' } };

describe('what a person wrote', () => {
  test('is found again under its own case only', () => {
    const storage = storageWith();
    expect(createPersistence(storage).saveFiles('demo', 'case-1', saved)).toBe('saved');
    const later = createPersistence(storage);
    expect(later.files('demo', 'case-1')).toEqual(saved);
    expect(later.files('demo', 'case-2')).toBeNull();
  });

  test('leaves nothing behind when the case is as it came', () => {
    const storage = storageWith();
    const persistence = createPersistence(storage);
    persistence.saveFiles('demo', 'case-1', saved);
    persistence.saveFiles('demo', 'case-1', null);
    expect(storage.all.size).toBe(0);
  });

  test('that is too long is not even tried', () => {
    const storage = storageWith();
    const files = [{ name: 'a.yaml', text: 'x'.repeat(5_000_000), applied: true }];
    expect(createPersistence(storage).saveFiles('demo', 'case-1', { ...saved, files })).toBe('too-large');
    expect(storage.all.size).toBe(0);
  });
});

describe('a cluster that a person opened', () => {
  const cluster = (length: number) => ({
    title: 'shop.yaml',
    cluster: { name: 'cluster.yaml', text: 'x'.repeat(length) },
    policies: [{ name: 'shop/a.yaml', text: 'y' }],
  });

  test('is kept while it is small; a large one takes its place without being kept', () => {
    const storage = storageWith();
    const persistence = createPersistence(storage);
    expect(persistence.saveOpened(cluster(999_999))).toBe('saved');
    expect(createPersistence(storage).opened()).toEqual(cluster(999_999));
    expect(persistence.saveOpened(cluster(1_000_000))).toBe('too-large');
    expect(persistence.opened()).toBeNull();
  });

  test.each(['[]', '{"title":"x"}', '{"title":"x","cluster":{},"policies":[]}', '{"title":1,"policies":[]}', '{'])(
    'is not taken from %s',
    (text) => {
      expect(createPersistence(storageWith({ 'seglab:1:opened': text })).opened()).toBeNull();
    },
  );
});

describe('storage that does not work', () => {
  test('full: told as too large', () => {
    const storage = {
      ...storageWith(),
      setItem: () => {
        throw new DOMException('', 'QuotaExceededError');
      },
    };
    expect(createPersistence(storage).saveFiles('demo', 'case-1', saved)).toBe('too-large');
  });

  test('forbidden: told as blocked, and read as empty', () => {
    const refuse = () => {
      throw new Error('denied');
    };
    const persistence = createPersistence({ getItem: refuse, setItem: refuse, removeItem: refuse });
    expect(persistence.saveFiles('demo', 'case-1', saved)).toBe('blocked');
    expect(persistence.files('demo', 'case-1')).toBeNull();
    expect(persistence.preferences()).toEqual(DEFAULT_PREFERENCES);
  });

  test('none at all', () => {
    expect(createPersistence(null).savePreferences(DEFAULT_PREFERENCES)).toBe('blocked');
    expect(createPersistence(null).places('demo')).toEqual({});
  });
});

describe('anything can stand in storage', () => {
  test.each([
    ['not JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a file without text', '{"files":[{"name":"a.yaml","applied":true}]}'],
    [
      'two files of one name',
      '{"files":[{"name":"a","text":"","applied":true},{"name":"a","text":"","applied":true}]}',
    ],
  ])('files: %s are no files', (_, text) => {
    expect(createPersistence(storageWith({ 'seglab:1:files:demo/case-1': text })).files('demo', 'case-1')).toBeNull();
  });

  test('places that are no places are left out', () => {
    const storage = storageWith({ 'seglab:1:places:demo': '{"a":{"x":1,"y":2},"b":{"x":"1"},"c":null}' });
    expect(createPersistence(storage).places('demo')).toEqual({ a: { x: 1, y: 2 } });
  });

  test('a theme that there is not is the system’s', () => {
    const storage = storageWith({ 'seglab:1:preferences': '{"theme":"pink","probes":false}' });
    expect(createPersistence(storage).preferences()).toEqual({
      ...DEFAULT_PREFERENCES,
      probes: false,
    });
  });
});
