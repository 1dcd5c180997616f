import { lexer, type Token, type Tokens } from 'marked';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';

/** Shows Markdown as elements: HTML in it stays text, and a link leads to the web or within the page, nowhere else. */
export function Markdown({ text }: { readonly text: string }) {
  const tokens = useMemo(() => lexer(text), [text]);
  return <>{render(tokens)}</>;
}

function render(tokens: readonly Token[] | undefined): ReactNode {
  // Tokens have no identity of their own, and a story never changes while it is shown.
  return (tokens ?? []).map((token, at) => createElement(Fragment, { key: at }, renderOne(token as MarkedToken)));
}

type MarkedToken =
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.List
  | Tokens.Code
  | Tokens.Blockquote
  | Tokens.Table
  | Tokens.Strong
  | Tokens.Em
  | Tokens.Del
  | Tokens.Codespan
  | Tokens.Link
  | Tokens.Br
  | Tokens.Hr
  | Tokens.Space
  | Tokens.Text;

function renderOne(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'heading':
      return <h3>{render(token.tokens)}</h3>;
    case 'paragraph':
      return <p>{render(token.tokens)}</p>;
    case 'list':
      return createElement(token.ordered ? 'ol' : 'ul', null, token.items.map(renderItem));
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{render(token.tokens)}</blockquote>;
    case 'table':
      return renderTable(token);
    case 'strong':
      return <strong>{render(token.tokens)}</strong>;
    case 'em':
      return <em>{render(token.tokens)}</em>;
    case 'del':
      return <del>{render(token.tokens)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'link':
      return renderLink(token);
    case 'br':
      return <br />;
    case 'hr':
      return <hr />;
    case 'space':
      return null;
    case 'text':
      return token.tokens === undefined ? token.text : render(token.tokens);
    default:
      return (token as Tokens.Generic).raw;
  }
}

function renderItem(item: Tokens.ListItem, at: number): ReactNode {
  return <li key={at}>{render(item.tokens)}</li>;
}

function renderTable({ header, rows }: Tokens.Table): ReactNode {
  return (
    <table>
      <thead>
        <tr>{header.map((cell, at) => createElement('th', { key: at }, render(cell.tokens)))}</tr>
      </thead>
      <tbody>
        {rows.map((row, at) =>
          createElement(
            'tr',
            { key: at },
            row.map((cell, column) => createElement('td', { key: column }, render(cell.tokens))),
          ),
        )}
      </tbody>
    </table>
  );
}

function renderLink({ href, tokens }: Tokens.Link): ReactNode {
  if (href.startsWith('#')) return <a href={href}>{render(tokens)}</a>;
  if (!/^https?:\/\//i.test(href)) return render(tokens);
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {render(tokens)}
    </a>
  );
}
