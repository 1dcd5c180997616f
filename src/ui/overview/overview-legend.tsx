import type { Overview } from '../../graph/overview/overview.ts';
import '../canvas/legend.css';

/** What the lines of bundles mean, for the kinds of lines that the picture has. */
export function OverviewLegend({ overview: { bundles, tally } }: { readonly overview: Overview }) {
  if (bundles.length === 0) return null;
  const has = (verdict: string) => bundles.some((bundle) => bundle.verdict === verdict);
  return (
    <ul className="legend">
      {has('allowed') && (
        <li className="bundle-parts">
          <svg width="32" height="12" aria-hidden>
            <path className="bundle-strand bundle-passes" d="M0 6H32" strokeWidth="4" />
          </svg>
          all pass
        </li>
      )}
      {has('mixed') && (
        <li className="bundle-parts">
          <svg width="36" height="12" aria-hidden>
            <path className="bundle-strand bundle-passes" d="M0 4H36" strokeWidth="2.5" />
            <path className="bundle-strand bundle-stops" d="M0 8.5H36" strokeWidth="2" strokeDasharray="6 4" />
          </svg>
          mixed: strands by share
        </li>
      )}
      {has('blocked') && (
        <li className="bundle-parts bundle-blocked">
          <svg width="32" height="12" aria-hidden>
            <path className="bundle-strand bundle-stops" d="M0 6H32" strokeWidth="4" strokeDasharray="6 4" />
          </svg>
          all blocked
        </li>
      )}
      <li>
        {tally.counted === 'flows'
          ? 'Width grows with the number of connections.'
          : 'Width grows with the number of pairs that can connect.'}
      </li>
    </ul>
  );
}
