import type { Picture } from '../../graph/picture.ts';
import './legend.css';

/** What the lines mean, for the kinds of lines that the picture has. */
export function Legend({ picture }: { readonly picture: Picture }) {
  const hidden = picture.edges.some((edge) => edge.verdict === 'hidden');
  const blocked = picture.edges.some((edge) => edge.verdict === 'blocked');
  const probes = picture.edges.some((edge) => edge.role === 'probe');
  if (picture.edges.length === 0) return null;
  return (
    <ul className="legend">
      {hidden && (
        <li className="flow-parts flow-hidden flow-app">
          <svg width="32" height="12" aria-hidden>
            <path className="flow-line" d="M2 6H21" />
            <path className="flow-head" d="M21 1L31 6L21 11Z" />
          </svg>
          not answered yet
        </li>
      )}
      <li className="flow-parts flow-allowed flow-app">
        <svg width="32" height="12" aria-hidden>
          <path className="flow-line" d="M0 6H22" />
          <path className="flow-head" d="M21 1L31 6L21 11Z" />
        </svg>
        allowed
      </li>
      {(blocked || !hidden) && (
        <li className="flow-parts flow-blocked flow-app">
          <svg width="44" height="16" aria-hidden>
            <path className="flow-line flow-line-out" d="M0 8H5" />
            <path className="flow-line" d="M22 8H33" />
            <circle className="flow-cross-disc" cx="13" cy="8" r="6.5" />
            <path className="flow-cross-sign" d="M10.8 5.8L15.2 10.2M15.2 5.8L10.8 10.2" />
            <path className="flow-head" d="M34 3.5L43 8L34 12.5Z" />
          </svg>
          blocked, stops at the cross
        </li>
      )}
      {probes && (
        <li className="flow-parts flow-probe">
          <svg width="44" height="12" aria-hidden>
            <circle className="flow-ring" cx="5" cy="6" r="4" />
            <path className="flow-line" d="M9 6H42" />
            <path className="flow-head" d="M35 1L42 6L35 11" />
          </svg>
          probe
        </li>
      )}
    </ul>
  );
}
