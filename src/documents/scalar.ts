const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUES = new Set(['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSES = new Set(['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const BINARY = /^([-+]?)0b([01]+)$/;
const OCTAL = /^([-+]?)0o?([0-7]+)$/;
const HEXADECIMAL = /^([-+]?)0x([0-9a-fA-F]+)$/;
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/**
 * What an unquoted scalar means to kubectl, which reads YAML 1.1 through a fork of go-yaml v2:
 * `yes` is true and `010` is eight, so a label written that way is no string. A lone `y` or `n` stays text,
 * as namespaces of that name do in Kubernetes' own tests.
 * https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export function resolvePlain(source: string): string | number | boolean | null {
  if (NULLS.has(source)) return null;
  if (TRUES.has(source)) return true;
  if (FALSES.has(source)) return false;
  if (!/^[-+.\d]/.test(source)) return source;
  const plain = source.replaceAll('_', '');
  for (const [form, base] of [
    [BINARY, 2],
    [OCTAL, 8],
    [HEXADECIMAL, 16],
  ] as const) {
    const match = form.exec(plain);
    if (match?.[2]) return Number.parseInt(`${match[1]}${match[2]}`, base);
  }
  if (DECIMAL.test(plain)) return Number(plain);
  return source;
}
