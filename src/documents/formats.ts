import type { ProblemCode } from '../model/problem.ts';
import { parseCidr, parseNet } from '../sets/cidr.ts';

/** A rule for a string. `complaint` says what is wrong with a text, or null. */
export interface Format {
  readonly code: ProblemCode;
  readonly complaint: (text: string) => string | null;
}

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const NAME_PART = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const dnsSubdomain: Format = {
  code: 'bad-name',
  complaint: (text) =>
    isDnsSubdomain(text)
      ? null
      : `"${text}" is no valid name: lower-case letters, digits, "-" and "." only, at most 253, with a letter or digit at both ends of each part.`,
};

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const dnsLabel: Format = {
  code: 'bad-name',
  complaint: (text) =>
    text.length <= 63 && DNS_LABEL.test(text)
      ? null
      : `"${text}" is no valid name: lower-case letters, digits and "-" only, at most 63, with a letter or digit at both ends.`,
};

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelKey: Format = {
  code: 'bad-label',
  complaint: (text) => {
    const slash = text.indexOf('/');
    const prefix = slash === -1 ? null : text.slice(0, slash);
    const name = text.slice(slash + 1);
    const ok = name.length <= 63 && NAME_PART.test(name) && (prefix === null || isDnsSubdomain(prefix));
    return ok ? null : `"${text}" is no valid label key.`;
  },
};

export const labelValue: Format = {
  code: 'bad-label',
  complaint: (text) =>
    text === '' || (text.length <= 63 && NAME_PART.test(text))
      ? null
      : `"${text}" is no valid label value: letters, digits, "-", "_" and "." only, at most 63, with a letter or digit at both ends.`,
};

export const cidr: Format = {
  code: 'bad-cidr',
  complaint: (text) =>
    parseCidr(text) ? null : `"${text}" is no address block; it looks like 10.0.0.0/8 or 2001:db8::/32.`,
};

export const calicoNet: Format = {
  code: 'bad-cidr',
  complaint: (text) => (parseNet(text) ? null : `"${text}" is neither an address nor an address block.`),
};

/** https://www.rfc-editor.org/rfc/rfc6335#section-5.1, as the API server checks it. */
export const portName: Format = {
  code: 'bad-port',
  complaint: (text) => {
    const ok = text.length <= 15 && DNS_LABEL.test(text) && /[a-z]/.test(text) && !text.includes('--');
    return ok
      ? null
      : `"${text}" is no valid port name: at most 15 lower-case letters, digits and single "-", at least one letter.`;
  },
};

function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => DNS_LABEL.test(part));
}
