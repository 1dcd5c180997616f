/** What the drawn graph must show: the demo's flows over its seven cases, A for allowed and B for blocked. */
const TABLE = `
microseg/mydummycrm      microseg/mydummyclient   app    A B B B A A A
microseg/mydummycrm      microseg2/mydummybill    app    A B B B A A A
microseg/mydummycrm      mydummytask              app    A B A A A A A
microseg/mydummycrm-dev  microseg/mydummyclient   app    A B B B A B B
microseg/mydummycrm-dev  microseg2/mydummybill    app    A B B B A A B
microseg/mydummycrm-dev  mydummytask              app    A B B A A A B
microseg/mydummyclient   microseg2/mydummybill    probe  A B B B A A B
microseg2/mydummybill    microseg/mydummyclient   probe  A A A B A B B
mydummytask              microseg2/mydummybill    probe  A A A B B A B
mydummytask              microseg/mydummyclient   probe  A A A B A B B
`;

export const CASES = [0, 1, 2, 3, 4, 5, 6] as const;

/** "microseg/mydummycrm > mydummytask 8080/TCP" and its verdict, for every flow that is drawn. */
export type Verdicts = Readonly<Record<string, string>>;

interface Row {
  readonly flow: string;
  readonly role: string;
  readonly verdicts: readonly string[];
}

const ROWS: readonly Row[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [from = '', to = '', role = '', ...letters] = line.split(/\s+/);
    const verdicts = letters.map((letter) => (letter === 'A' ? 'allowed' : 'blocked'));
    return { flow: nameOfFlow(from, to), role, verdicts };
  });

/** The name under which a flow of the demo stands in `Verdicts`; all of them go to one port. */
function nameOfFlow(from: string, to: string): string {
  return `${from} > ${to} 8080/TCP`;
}

/** The verdicts of a case; without the probes when they are hidden. */
export function verdictsOfCase(number: number, probes: 'with probes' | 'without probes' = 'with probes'): Verdicts {
  const rows = probes === 'with probes' ? ROWS : ROWS.filter(({ role }) => role === 'app');
  return Object.fromEntries(rows.map(({ flow, verdicts }) => [flow, verdicts[number] ?? 'no such case']));
}
